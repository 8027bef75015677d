package xsync

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/format"
)

// judgePictures says of the first row of the front matter, or else of the text, where the
// fields that nobody translates name another picture than the source does. Pictures with
// one name in two folders are the same, and so are those whose names differ only in the
// language.
func judgePictures(rows []drift.Row, source, target *block.Doc, from, to string) {
	at := pictureRow(rows)
	if at < 0 {
		return
	}
	there, here := byField(format.Pictures(source)), byField(format.Pictures(target))
	for _, p := range format.Pictures(source) {
		a, b := there[p[0]], here[p[0]]
		if len(a) != len(b) || len(a) == 0 {
			continue // a list that is longer on one side says nothing of its items
		}
		delete(there, p[0])
		for k := range a {
			if pictureName(a[k], from, to) != pictureName(b[k], from, to) {
				rows[at].Findings = append(rows[at].Findings, drift.Finding{Kind: "image", Source: a[k], Target: b[k], Severity: drift.Warn})
			}
		}
	}
}

// pictureRow is the row that speaks for the front matter, -1 if none does.
func pictureRow(rows []drift.Row) int {
	speaks := func(r drift.Row) bool {
		return len(r.Source) > 0 && len(r.Target) > 0 && (r.State == drift.Fresh || r.State == drift.Stale || r.State == drift.Unverified)
	}
	if k := slices.IndexFunc(rows, func(r drift.Row) bool { return r.Kind == block.FrontMatter && speaks(r) }); k >= 0 {
		return k
	}
	return slices.IndexFunc(rows, speaks)
}

// byField are the values of fields, in their order.
func byField(fields [][2]string) map[string][]string {
	out := map[string][]string{}
	for _, f := range fields {
		out[f[0]] = append(out[f[0]], f[1])
	}
	return out
}

// pictureName is the name of a picture without its folder and without languages.
func pictureName(address, from, to string) string {
	address, _, _ = strings.Cut(address, "?")
	words := strings.FieldsFunc(strings.ToLower(path.Base(address)), func(u rune) bool { return !unicode.IsLetter(u) && !unicode.IsDigit(u) })
	return strings.Join(slices.DeleteFunc(words, func(w string) bool {
		return slices.ContainsFunc([]string{from, to}, func(tag string) bool {
			base, _, _ := strings.Cut(strings.ToLower(tag), "-")
			return w == base || slices.Contains(strings.Split(strings.ToLower(tag), "-"), w)
		})
	}), "-")
}
