package xsync

import (
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/format"
)

// FieldKind is the kind of findings on fields of the front matter that nobody translates.
const FieldKind = "field"

// ownFields are fields that each file of an article says for itself: its address, its
// language, who translated it and from what.
var ownFields = []string{
	"slug", "url", "permalink", "path", "aliases", "alias", "redirect_from", "redirect_to", "redirects",
	"lang", "language", "locale", "languagecode", "translator", "translators", "translated_by", "translation_date",
	"ref", "id", "uid", "key", "translationkey", "translation_key", "l10n",
}

// stamps are fields that say when a file was changed: each file has its own.
var stamps = []string{"lastmod", "last_modified_at", "last_modified", "last_update", "lastupdated", "last_updated", "updated", "updated_at", "modified"}

// isStamp reports whether a field says when a file was changed.
func isStamp(name string) bool { return slices.Contains(stamps, strings.ToLower(name)) }

// isOwnField reports whether a field is one of those, or says which source the translation
// was made from.
func isOwnField(name string) bool {
	name = strings.ToLower(name)
	for _, word := range []string{"commit", "hash", "sha", "digest", "checksum", "revision", "version", "source"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return slices.Contains(ownFields, name) || isStamp(name)
}

// StaleField is a field of the front matter that the source has changed since the
// translation was recorded, and of which the translation still has what the source had.
type StaleField struct {
	Name string
	// Source and Target are the values as they stand in the files; "" if there is none.
	Source, Target string
	// Carried says that a tool can give the translation what the source has.
	Carried bool
}

// StaleFields are the fields of the front matter that nobody translates and that have
// drifted. They are known once the rows are, of a translation with a record.
func (t *Translation) StaleFields() []StaleField {
	if t.record == nil || t.Unrelated || t.Source == nil || t.Target == nil {
		return nil
	}
	return staleFields(t.Source, t.Target, t.record)
}

func staleFields(source, target *block.Doc, record *baseline.Record) []StaleField {
	if record == nil || !slices.ContainsFunc(record.Fields, func(f baseline.Field) bool { return !strings.HasPrefix(f.Name, pictureSign) }) {
		return nil
	}
	theirs, ours := valuesByName(format.Fields(source)), valuesByName(format.Fields(target))
	known := map[string]bool{}
	var out []StaleField
	for _, f := range record.Fields {
		known[f.Name] = true
		now, isThere := theirs[f.Name]
		here, isHere := ours[f.Name]
		isStale := !f.Own && isHere && baseline.ValueDigest(here) == f.Value && (!isThere || baseline.ValueDigest(now) != f.Value)
		if isStale {
			out = append(out, StaleField{f.Name, now, here, true})
		}
	}
	for _, f := range format.Fields(source) {
		if _, isHere := ours[f.Name]; !known[f.Name] && !isHere && !isOwnField(f.Name) && theirs[f.Name] != "" {
			out = append(out, StaleField{Name: f.Name, Source: theirs[f.Name], Carried: !isProse(theirs[f.Name])})
		}
	}
	return out
}

// isProse reports whether a value may be text for readers: words with spaces between.
func isProse(value string) bool {
	return len(strings.Fields(strings.Trim(value, `"'`))) > 1
}

// valuesByName are the values of fields, without the white space and the comment around
// them.
func valuesByName(fields []block.Field) map[string]string {
	out := map[string]string{}
	for _, f := range fields {
		value, _, _ := strings.Cut(string(f.Value), " #")
		out[f.Name] = strings.TrimSpace(value)
	}
	return out
}

// judgeFields says of the row that speaks for the front matter which of its fields have
// drifted. What a picture disagrees on is said already.
func judgeFields(rows []drift.Row, source, target *block.Doc, record *baseline.Record) {
	at := pictureRow(rows)
	if at < 0 {
		return
	}
	for _, f := range staleFields(source, target, record) {
		isSaid := slices.ContainsFunc(rows[at].Findings, func(x drift.Finding) bool {
			return x.Kind == "image" && strings.Trim(f.Source, `"'`) == x.Source && strings.Trim(f.Target, `"'`) == x.Target
		})
		if !isSaid {
			rows[at].Findings = append(rows[at].Findings, drift.Finding{Kind: FieldKind, Source: f.said(f.Source), Target: f.said(f.Target), Severity: drift.Warn})
		}
	}
}

// longestValue is how many letters of a value a finding shows.
const longestValue = 60

// said is a value behind the name of its field, on one line; "" if there is none.
func (f *StaleField) said(value string) string {
	if value == "" {
		return ""
	}
	runes := []rune(strings.Join(strings.Fields(value), " "))
	if len(runes) > longestValue {
		runes = append(runes[:longestValue], '…')
	}
	return f.Name + ": " + string(runes)
}

// recordedFields are what is recorded of the fields of the front matter. One that has
// drifted stays what it was, so that no mark hides it, unless it is forced.
func (w *recording) recordedFields(was *baseline.Record) []baseline.Field {
	var old []baseline.Field
	if was != nil {
		old = was.Fields
	}
	ours := valuesByName(format.Fields(w.to.Doc))
	theirs := valuesByName(format.Fields(w.from.Doc))
	stale := map[string]bool{}
	for _, f := range staleFields(w.from.Doc, w.to.Doc, was) {
		stale[f.Name] = !w.accept.Force
	}
	var out []baseline.Field
	own := map[string]baseline.Field{}
	for _, f := range old {
		if stale[f.Name] {
			out = append(out, f)
		}
		if f.Own {
			own[f.Name] = f
		}
	}
	for _, f := range format.Fields(w.from.Doc) {
		here, isHere := ours[f.Name]
		value := baseline.ValueDigest(theirs[f.Name])
		next := baseline.Field{Name: f.Name, Value: value, Own: !isHere || isStamp(f.Name) || baseline.ValueDigest(here) != value}
		if before, ok := own[f.Name]; ok && next.Own {
			next = before // what the source has does not matter, and the line need not change
		}
		if !stale[f.Name] {
			out = append(out, next)
		}
	}
	slices.SortFunc(out, func(a, b baseline.Field) int { return strings.Compare(a.Name, b.Name) })
	return out
}
