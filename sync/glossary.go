package xsync

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/terms"
)

// TermKind is the kind of findings on terms of the project's glossary.
const TermKind = "term"

// ReadTerms reads the glossary that the configuration of a project names, nil if it
// names none. Its problems are those of files that cannot be read.
func ReadTerms(fsys fs.FS, c *Config) (*terms.Glossary, []Problem) {
	if len(c.Glossary.Files) == 0 {
		return nil, nil
	}
	var all []terms.Term
	var problems []Problem
	for _, name := range c.Glossary.Files {
		data, err := readBounded(fsys, name, terms.MaxFile)
		if err == nil {
			var some []terms.Term
			some, err = terms.Read(name, data, c.Source, c.Targets)
			all = append(all, some...)
		}
		if err != nil {
			problems = append(problems, corpus.Unreadable(name, err))
		}
	}
	if len(problems) > 0 {
		return nil, problems
	}
	return terms.New(c.Source, c.Targets, all), nil
}

// readBounded reads a text that has no more bytes than a limit.
func readBounded(fsys fs.FS, name string, limit int64) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	if info.Size() > limit {
		return nil, corpus.Problem{ID: corpus.TooLarge, Path: name, Data: map[string]any{"Size": info.Size(), "Limit": limit}}
	}
	return corpus.ReadText(fsys, name)
}

// judgeTerms adds to the rows of a translation what the glossary of the project has
// to say of them.
func (t *Translation) judgeTerms(g *terms.Glossary) {
	t.terms = g
	if g == nil || t.Unrelated {
		return
	}
	for k := range t.Rows {
		r := &t.Rows[k]
		if len(r.Source) == 0 || len(r.Target) == 0 || r.State == drift.Untranslated || !r.Kind.Prose() {
			continue
		}
		for _, b := range g.Breaches(r.Now, r.Translation, t.Language) {
			f := Finding{Kind: TermKind, Source: b.Term, Target: b.Found, Severity: drift.Warn, Expected: strings.Join(b.Required, " | ")}
			if !slices.Contains(r.Findings, f) {
				r.Findings = append(r.Findings, f)
			}
		}
	}
}

// TermsIn are the terms of the project's glossary in a text of the source, each with
// its translations, for people to read.
func (t *Translation) TermsIn(text string) []string {
	var out []string
	for _, u := range t.terms.Uses(text, t.Language) {
		out = append(out, u.String())
	}
	return out
}
