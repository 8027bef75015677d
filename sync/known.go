package xsync

import (
	"context"
	"maps"
	"slices"
	"sync"

	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// Known is a project whose articles were found, for those who ask for one of them
// again and again, as editors do. It knows nothing of articles that have come since.
type Known struct {
	// Problems are those of the project as a whole.
	Problems []corpus.Problem

	project  *Project
	articles []corpus.Article
	adoption *adoption

	mutex sync.Mutex
	// sources are the sources that were read last, by article. Who examines one takes it
	// out for as long, so that nobody else reads it meanwhile.
	sources map[string]*readSource
}

// Know finds the articles of a project.
func (p *Project) Know() *Known {
	found, problems := p.Config.Find(p.FS)
	p.followRenames(problems, found)
	return &Known{Problems: problems, project: p, articles: found, adoption: p.newAdoption(found, problems)}
}

// Place says what a file of a project is: the source of an article, or its translation
// into a language.
type Place struct {
	Article  string
	Language string // "" for the source
}

// PlacesOf says what the file at a path is. The template of gettext catalogues is a
// source and a translation at once.
func (k *Known) PlacesOf(path string) []Place {
	var out []Place
	for i := range k.articles {
		a := &k.articles[i]
		if a.Source == path {
			out = append(out, Place{Article: a.ID})
		}
		for _, lang := range slices.Sorted(maps.Keys(a.Targets)) {
			if a.Targets[lang].Path == path {
				out = append(out, Place{Article: a.ID, Language: lang})
			}
		}
	}
	return out
}

// Paths are the paths of the files of an article, its source first; those of
// translations need not exist.
func (k *Known) Paths(article string) []string {
	for i := range k.articles {
		if a := &k.articles[i]; a.ID == article {
			out := []string{a.Source}
			for _, lang := range slices.Sorted(maps.Keys(a.Targets)) {
				out = append(out, a.Targets[lang].Path)
			}
			return out
		}
	}
	return nil
}

// Examine examines an article in some languages, none for all, with its rows, once
// some files have other texts. It is nil if the project has no such article.
func (k *Known) Examine(ctx context.Context, article string, languages []string, written map[string][]byte) *Article {
	i := slices.IndexFunc(k.articles, func(a corpus.Article) bool { return a.ID == article })
	if i < 0 || ctx.Err() != nil {
		return nil
	}
	one := []corpus.Article{k.articles[i]}
	one[0].Targets = maps.Clone(one[0].Targets)
	p := k.project.withFiles(written, one)
	q := Query{Languages: languages, Rows: true, adoption: k.adoption, known: k.takeSource(article)}
	defer k.keepSource(article, q.known)
	return p.examineArticle(one[0], q, func(func() error) bool { return false })
}

// takeSource takes the source of an article as it was read last: an empty one if there is
// none.
func (k *Known) takeSource(article string) *readSource {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	l := k.sources[article]
	delete(k.sources, article)
	if l == nil {
		l = &readSource{}
	}
	return l
}

// keepSource keeps the source of an article for the next who asks.
func (k *Known) keepSource(article string, l *readSource) {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if k.sources == nil {
		k.sources = map[string]*readSource{}
	}
	k.sources[article] = l
}
