package xsync

import (
	"context"
	"fmt"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/edit"
)

// Finished is a recorded pair: a text of the source and its translation, as it
// stands in the file today. The source may have changed since.
type Finished struct {
	Article      string
	Path         string // of the translation
	Line         int    // 1-based, in the translation
	Kind         block.Kind
	Source       string // as a translator sees it; so is Target
	Target       string
	How          baseline.How
	SourceDigest block.Digest // of the first segment
}

// Finished hands over what the records of a project know to be translated into a
// language, article by article in the order of their ids. Nothing is aligned:
// a recorded translation that has been edited since is left out. The errors returned
// first say what was left out: the problems of the project as a whole, and articles that
// cannot be read.
func (p *Project) Finished(ctx context.Context, lang string, visit func(Finished)) ([]error, error) {
	found, problems := p.Config.Find(p.FS)
	p.followRenames(problems, found)
	var unread []error
	for _, problem := range problems {
		unread = append(unread, problem)
	}
	err := inOrder(ctx, len(found), func(k int, _ idle) finishing { return p.finishedPairs(found[k], lang) }, func(some finishing) error {
		for _, f := range some.pairs {
			visit(f)
		}
		if some.err != nil {
			unread = append(unread, some.err)
		}
		return nil
	})
	return unread, err
}

// FinishedSum identifies all that [Project.Finished] reads for a language, so that what
// was worked out from it can be kept.
func (p *Project) FinishedSum(lang string) string {
	found, _ := p.Config.Find(p.FS)
	sums := make([]string, len(found))
	_ = inOrder(context.Background(), len(found), func(k int, _ idle) string { return p.finishedSum(&found[k], lang) }, func(sum string) error {
		sums = append(sums, sum)
		return nil
	})
	d := block.FileDigest([]byte(strings.Join(sums, "\n")))
	return d.String()
}

// finishedSum identifies what is read for the pairs of one article. What cannot be read is
// told from what is not there.
func (p *Project) finishedSum(a *corpus.Article, lang string) string {
	target := a.Targets[lang]
	sum := fmt.Sprintf("%q %q %v", a.ID, target.Path, target.Exists)
	if !target.Exists {
		return sum
	}
	for _, name := range []string{baseline.RecordPath(lang, a.ID), baseline.SourcePath(a.ID), target.Path} {
		data, err := p.Optional(name)
		d := fileSum(data)
		sum += fmt.Sprintf(" %v %v", d, err != nil)
		if data == nil && name != target.Path { // nothing is recorded
			break
		}
	}
	return sum + fmt.Sprintf(" %#v %v", a.Choices, p.Config.Links.Mirrors[lang])
}

// finishing are the pairs of an article, or why there are none.
type finishing struct {
	pairs []Finished
	err   error
}

// finishedPairs reads the pairs of one article.
func (p *Project) finishedPairs(a corpus.Article, lang string) finishing {
	target := a.Targets[lang]
	raw, err := p.Optional(baseline.RecordPath(lang, a.ID))
	if !target.Exists || err != nil || raw == nil {
		return finishing{err: err}
	}
	record, _, err := decodeRecord(baseline.RecordPath(lang, a.ID), raw)
	if err != nil {
		return finishing{err: err}
	}
	texts, err := p.readSources(a.ID)
	if err == nil {
		err = checkWhole(texts, a.ID, record)
	}
	if err != nil {
		return finishing{err: err}
	}
	data, err := corpus.ReadText(p.FS, target.Path)
	if err != nil {
		return finishing{err: err}
	}
	file := p.fileOf(&a, target.Path, lang, data)
	doc, err := file.parseDoc()
	if err != nil {
		return finishing{err: err}
	}
	places := map[block.Digest]int{}
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; b.Segment() {
			if d := b.Digest(); places[d] == 0 {
				places[d] = i + 1
			}
		}
	}
	var out []Finished
	for _, e := range record.Entries {
		if f, ok := pairOf(&e, texts, doc, places); ok {
			f.Article, f.Path = a.ID, target.Path
			out = append(out, f)
		}
	}
	return finishing{pairs: out}
}

// pairOf finds the texts of an entry of a record. Places are those of the
// translation's blocks, from 1, by digest.
func pairOf(e *baseline.Entry, texts *baseline.Sources, doc *block.Doc, places map[block.Digest]int) (Finished, bool) {
	f := Finished{How: e.How}
	if len(e.Source) == 0 || len(e.Target) == 0 {
		return f, false
	}
	f.SourceDigest = e.Source[0]
	var spelled []drift.Segment
	for k, d := range e.Source {
		b, ok := texts.Get(d)
		if !ok || !b.Kind.Prose() || len(b.Forms) > 0 {
			return f, false // the forms of a message do not answer each other one by one
		}
		if k == 0 {
			f.Kind = b.Kind
		} else {
			f.Source += "\n\n"
		}
		f.Source += edit.Text(&b, doc.Format)
	}
	for k, d := range e.Target {
		at := places[d] - 1
		if at < 0 {
			return f, false
		}
		if k == 0 {
			f.Line = doc.Line(doc.Blocks[at].Span.Start)
		} else {
			f.Target += "\n\n"
		}
		f.Target += edit.Text(&doc.Blocks[at], doc.Format)
		spelled = append(spelled, drift.Segment{Block: &doc.Blocks[at]})
		if len(doc.Blocks[at].Forms) > 0 {
			return f, false
		}
	}
	// Both as the file of the translation spells them: that of the source has gone on.
	f.Source, f.Target = drift.AsSpelled(doc, spelled, f.Source), drift.AsSpelled(doc, spelled, f.Target)
	return f, f.Kind != block.Message || strings.Count(f.Source, block.BetweenForms) == strings.Count(f.Target, block.BetweenForms)
}
