package xsync

import (
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// chooseLost keeps of the problems that translations have no source those on what a query
// asks for, and says which of the names of articles they go by.
func (q *Query) chooseLost(problems []corpus.Problem) (kept []corpus.Problem, named []bool) {
	named = make([]bool, len(q.Articles))
	kept = slices.DeleteFunc(problems, func(p corpus.Problem) bool {
		if p.ID != corpus.NoSource {
			return false
		}
		text := func(key string) string {
			out, _ := p.Data[key].(string)
			return out
		}
		lang := text("Language")
		a := corpus.Article{ID: text("Article"), Source: text("Source"), Targets: map[string]corpus.Target{lang: {Path: p.Path, Exists: true}}}
		now := corpus.Article{ID: text("NowArticle"), Source: text("Now"), Targets: map[string]corpus.Target{lang: {Path: text("Target")}}}
		hit := len(q.Articles) == 0
		for k, name := range q.Articles {
			if isNameOf(&a, name) || isNameOf(&now, name) {
				named[k], hit = true, true
			}
		}
		return !hit || len(q.Languages) > 0 && !slices.Contains(q.Languages, lang) || q.Only != nil && !q.Only(&a)
	})
	return kept, named
}

// chooseArticles keeps the articles that a query names; used are the names that are
// known already, and problems those of the project, of which one may become an error and none is
// told again. It is a problem if none of them is to be in any of its languages, or is there.
func (p *Project) chooseArticles(q *Query, all []corpus.Article, used []bool, problems []corpus.Problem) ([]corpus.Article, []corpus.Problem) {
	if len(q.Articles) == 0 {
		return q.letThrough(all), nil
	}
	kept := slices.DeleteFunc(slices.Clone(all), func(a corpus.Article) bool {
		hit := false
		for k, name := range q.Articles {
			if isNameOf(&a, name) {
				used[k], hit = true, true
			}
		}
		return !hit
	})
	var unknown []corpus.Problem
	untranslated := len(q.Languages) > 0 && len(kept) > 0 && !slices.ContainsFunc(kept, q.isAsked)
	for k, name := range q.Articles {
		at := slices.IndexFunc(kept, func(a corpus.Article) bool { return isNameOf(&a, name) })
		switch {
		case !used[k]:
			unknown = append(unknown, p.unknownArticle(name, problems))
		case at < 0: // of a record that is lost
		case !slices.ContainsFunc(kept, func(a corpus.Article) bool { return isHere(&a, name) }):
			unknown = append(unknown, p.unread(&kept[at], name))
		case untranslated:
			unknown = append(unknown, p.untranslated(q, &kept[at], name))
		}
	}
	return q.letThrough(kept), withoutTold(unknown, problems)
}

// withoutTold are problems of names without those that a project has. What was no more than a
// notice there becomes an error.
func withoutTold(unknown, problems []corpus.Problem) []corpus.Problem {
	return slices.DeleteFunc(unknown, func(why corpus.Problem) bool {
		at := slices.IndexFunc(problems, func(x corpus.Problem) bool {
			return x.Path == why.Path && (x.ID == why.ID || x.ID == corpus.UnreadSubmodule && why.ID == corpus.NoSubmodule)
		})
		if at >= 0 {
			problems[at].ID = why.ID
		}
		return at >= 0
	})
}

// isHere reports whether name is one of an article but for the paths of translations that are
// not checked out.
func isHere(a *corpus.Article, name string) bool {
	read := *a
	read.Withheld = nil
	return isNameOf(&read, name)
}

// unread is the problem that nothing is checked out of what a name stands for.
func (p *Project) unread(a *corpus.Article, name string) corpus.Problem {
	paths := slices.Sorted(maps.Values(a.Withheld))
	at := slices.IndexFunc(paths, func(path string) bool { return isNameOf(&corpus.Article{ID: path}, name) })
	return corpus.WhyWithheld(p.FS, paths[at])
}

// unknownArticle is the problem that nothing is known of an article.
func (p *Project) unknownArticle(name string, problems []corpus.Problem) corpus.Problem {
	isNamed := func(known string) bool { return isNameOf(&corpus.Article{ID: known}, name) }
	first := func(withheld map[string]string) string {
		for _, known := range slices.Sorted(maps.Keys(withheld)) {
			if isNamed(known) {
				return withheld[known]
			}
		}
		return ""
	}
	if why, is := corpus.FindWithheld(p.FS, problems, first); is {
		return why
	}
	for _, x := range problems {
		if x.ID == corpus.UnreadSubmodule && (isNamed(x.Path) || isNameOf(&corpus.Article{ID: name}, x.Path)) {
			x.ID = corpus.NoSubmodule // nothing else is known of what is asked for
			return x
		}
	}
	return corpus.Problem{ID: corpus.UnknownArticle, Data: map[string]any{"Article": name}}
}

// untranslated is the problem that an article is not in the languages of a query.
func (p *Project) untranslated(q *Query, a *corpus.Article, name string) corpus.Problem {
	for _, lang := range q.Languages {
		if withheld, is := a.Withheld[lang]; is {
			return corpus.WhyWithheld(p.FS, withheld)
		}
	}
	return corpus.Problem{ID: corpus.NotInLanguage, Data: map[string]any{"Article": name, "Languages": strings.Join(q.Languages, ", ")}}
}

// Withheld finds the articles of the project, and tells of an id whether there is no
// translation of its article into a language because one of the two is not checked out, and
// how it can be.
func (p *Project) Withheld(lang string) func(id string) (why Problem, is bool) {
	found, problems := p.Config.Find(p.FS)
	return func(id string) (Problem, bool) {
		at, is := slices.BinarySearchFunc(found, id, func(a corpus.Article, id string) int { return strings.Compare(a.ID, id) })
		if !is {
			return corpus.FindWithheld(p.FS, problems, func(withheld map[string]string) string { return withheld[id] })
		}
		if name, is := found[at].Withheld[lang]; is {
			return corpus.WhyWithheld(p.FS, name), true
		}
		return Problem{}, false
	}
}

// isAsked reports whether an article is to be in one of the languages of a query.
func (q *Query) isAsked(a corpus.Article) bool {
	return slices.ContainsFunc(q.Languages, func(lang string) bool {
		_, is := a.Targets[lang]
		return is
	})
}

// letThrough are the articles that Only lets through.
func (q *Query) letThrough(all []corpus.Article) []corpus.Article {
	if q.Only == nil {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), func(a corpus.Article) bool { return !q.Only(&a) })
}

// isNameOf reports whether name is an article's id, one of its paths, or a folder
// that its source lies in. Some systems store letters with accents in two parts, and
// keyboards give one: both are the same name.
func isNameOf(a *corpus.Article, name string) bool {
	name = norm.NFC.String(name)
	isOrHolds := func(path string) bool {
		rest, ok := strings.CutPrefix(norm.NFC.String(path), name)
		return ok && (rest == "" || rest[0] == '/')
	}
	if isOrHolds(a.ID) || isOrHolds(a.Source) {
		return true
	}
	for _, t := range a.Targets {
		if isOrHolds(t.Path) {
			return true
		}
	}
	for _, path := range a.Withheld {
		if isOrHolds(path) {
			return true
		}
	}
	return false
}

func (p *Project) languagesOf(q Query) []string {
	if len(q.Languages) == 0 {
		return p.Config.Targets
	}
	return q.Languages
}

// languagesIn are the languages asked for that an article is to be in.
func (p *Project) languagesIn(a *corpus.Article, q Query) []string {
	return slices.DeleteFunc(slices.Clone(p.languagesOf(q)), func(lang string) bool {
		_, is := a.Targets[lang]
		return !is
	})
}

// isWhole reports whether a query asks for all articles.
func (q *Query) isWhole() bool { return len(q.Articles) == 0 && q.Only == nil }

// whole is a query for a result of all translations into the languages of another.
// What examines them once gives the cache all that is going to be asked for.
func (p *Project) whole(q *Query, d *Derived) Query {
	return Query{Languages: q.Languages, Derived: d, Step: q.Step, also: q.Derived, alone: true, survey: q.survey}
}
