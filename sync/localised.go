package xsync

import (
	"bytes"
	"encoding/hex"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// A translation may show a picture of its own in the place of one of the source: a
// screenshot in its language, a drawing with other words. What both files were when that
// was recorded is kept in the record, as the fields of the front matter are.

// PictureKind is the kind of findings on pictures of the source that have changed since
// those in their place were recorded.
const PictureKind = "picture"

// pictureSign begins the name of the field of a record that identifies a picture: its
// path from the root of the project follows. No field of front matter is called so.
const pictureSign = "/"

// largestPicture is how many bytes of a picture are read; a larger one is not compared.
const largestPicture = 64 << 20

// pictureEndings are those of files that are pictures.
var pictureEndings = []string{".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".apng", ".bmp", ".ico", ".tif", ".tiff"}

// localised is a picture of the source and the one that a translation shows in its place.
type localised struct {
	row            int
	source, target string // paths from the root of the project
}

// localisedPictures are the pictures of a translation that are files of its own.
func (t *Translation) localisedPictures() []localised {
	if t.Unrelated || !t.Exists {
		return nil
	}
	var out []localised
	for k := range t.Rows {
		r := &t.Rows[k]
		for n, link := range r.Leads[1] {
			original, ok := counterpart(r, n, link)
			from, to := leadsTo(t.SourcePath, original), leadsTo(t.Path, link)
			if ok && from != "" && to != "" && from != to && IsPicture(from) && IsPicture(to) {
				out = append(out, localised{k, from, to})
			}
		}
	}
	return out
}

// IsPicture reports whether a file is a picture, by its name.
func IsPicture(name string) bool {
	return fs.ValidPath(name) && slices.Contains(pictureEndings, strings.ToLower(path.Ext(name)))
}

// pictureDigest identifies a picture of the project; false if it cannot be read.
func (p *Project) pictureDigest(name string) (d block.Digest, ok bool) {
	info, err := fs.Stat(p.FS, name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > largestPicture {
		return d, false
	}
	f, err := p.FS.Open(name)
	if err != nil {
		return d, false
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(io.LimitReader(f, largestPicture+1))
	if err != nil || len(data) > largestPicture {
		return d, false
	}
	if d, ok = storedDigest(data); ok {
		return d, true
	}
	return block.FileDigest(data), true
}

// storedDigest is the digest of a file for which a pointer of Git LFS stands, as in a clone that
// has not fetched it, and in every commit (the specification of Git LFS, version 1).
func storedDigest(data []byte) (d block.Digest, ok bool) {
	rest, is := bytes.CutPrefix(data, []byte("version https://git-lfs.github.com/spec/v1\n"))
	if !is {
		return d, false
	}
	_, rest, is = bytes.Cut(rest, []byte("oid sha256:"))
	if len(rest) < 2*len(d) || !is {
		return d, false
	}
	n, err := hex.Decode(d[:], rest[:2*len(d)])
	return d, err == nil && n == len(d)
}

// pictureSum is the same in letters, "" for what cannot be read, worked out once.
func (s *site) pictureSum(p *Project, name string) string {
	if s != nil {
		if sum, ok := s.pictures.Load(name); ok {
			return sum.(string)
		}
	}
	sum := ""
	if d, ok := p.pictureDigest(name); ok {
		sum = d.String()
	}
	if s != nil {
		s.pictures.Store(name, sum)
	}
	return sum
}

// recordedPictures are the digests of pictures that a record has, by their paths.
func recordedPictures(record *baseline.Record) map[string]string {
	if record == nil {
		return nil
	}
	out := map[string]string{}
	for _, f := range record.Fields {
		if name, ok := strings.CutPrefix(f.Name, pictureSign); ok {
			out[name] = f.Value.String()
		}
	}
	return out
}

// ShowsPicture reports whether something is recorded of one of some pictures, by their
// paths, in the translations of an article.
func (p *Project) ShowsPicture(a *corpus.Article, pictures []string) bool {
	for lang := range a.Targets {
		raw, err := p.Optional(baseline.RecordPath(lang, a.ID))
		if err != nil || raw == nil {
			continue
		}
		if slices.ContainsFunc(pictures, func(name string) bool {
			return bytes.Contains(raw, []byte("\n"+baseline.RowOfField(pictureSign+name)+"."))
		}) {
			return true
		}
	}
	return false
}

// judgeLocalised adds findings for pictures of the source that have changed since those
// of the translation were recorded. It reads no picture that is not recorded.
func (p *Project) judgeLocalised(t *Translation, s *site) {
	known := recordedPictures(t.record)
	if len(known) == 0 {
		return
	}
	t.pictures = map[string]bool{}
	for _, l := range t.localisedPictures() {
		was, ok := known[l.source]
		if _, both := known[l.target]; !ok || !both {
			continue
		}
		t.pictures[l.source] = true
		if now := s.pictureSum(p, l.source); now != "" && now != was {
			r := &t.Rows[l.row]
			r.Findings = append(r.Findings, drift.Finding{Kind: PictureKind, Source: l.source, Target: l.target, Digest: now, Severity: drift.Warn})
		}
	}
}

func hasStalePicture(r *drift.Row) bool {
	return slices.ContainsFunc(r.Findings, func(f drift.Finding) bool { return f.Kind == PictureKind })
}

// redrawnRows are the rows, by their ids, that show a picture which was made anew since
// that of the source, which has changed, was recorded.
func (w *recording) redrawnRows(t *Translation) map[string]bool {
	known := recordedPictures(w.record)
	out := map[string]bool{}
	for _, l := range t.localisedPictures() {
		r := &t.Rows[l.row]
		if was, ok := known[l.target]; ok && hasStalePicture(r) && w.pictures.pictureSum(w.project, l.target) != was {
			out[r.ID] = true
		}
	}
	return out
}

// isSeen reports whether somebody has dealt with the pictures of a row that have changed
// in the source: named the row, or made its picture anew.
func (w *recording) isSeen(r *drift.Row) bool {
	return w.redrawn[r.ID] || rowIsNamed(w.accept.Segments, w.article, r)
}

// pictureFields are what is recorded of the pictures of a translation, given the rows
// that are recorded now. One of the source that has changed stays what it was unless
// somebody has dealt with it, so that no other work on its row hides that.
func (w *recording) pictureFields(t *Translation, accepted []drift.Row) []baseline.Field {
	known := recordedPictures(w.record)
	values := map[string]string{}
	for _, l := range t.localisedPictures() {
		r := &t.Rows[l.row]
		was, isOld := known[l.source]
		from, to := w.pictures.pictureSum(w.project, l.source), w.pictures.pictureSum(w.project, l.target)
		isTaken := slices.ContainsFunc(accepted, func(a drift.Row) bool { return a.ID == r.ID })
		switch {
		case from == "" || to == "":
		case isOld && was != from && !(isTaken && w.isSeen(r)):
			values[l.source], values[l.target] = was, known[l.target]
		case isOld || isTaken || r.State == drift.Fresh:
			values[l.source], values[l.target] = from, to
		}
	}
	var out []baseline.Field
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if d, ok := block.ParseDigest(values[name]); ok {
			out = append(out, baseline.Field{Name: pictureSign + name, Value: d})
		}
	}
	return out
}
