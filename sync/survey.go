package xsync

import (
	"maps"
	"sync"

	"github.com/xsync-project/xsync/sync/internal/cache"
	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// survey is what was found of a project for a query, and for all that it asks for in
// turn: no file is read again for that if the cache has what is asked for.
type survey struct {
	articles []corpus.Article
	problems []corpus.Problem
	adoption *adoption
	site     *site

	mutex  sync.Mutex
	unread map[string][]string             // of the sources that were read, by article; see [Article]
	keys   map[string]map[string]cache.Key // of the figures, by article and language
}

func (p *Project) survey() *survey {
	found, problems := p.Config.Find(p.FS)
	p.followRenames(problems, found)
	return &survey{
		articles: found, problems: problems, adoption: p.newAdoption(found, problems), site: newSite(found),
		unread: map[string][]string{}, keys: map[string]map[string]cache.Key{},
	}
}

// noteSource notes that the source of an article was read.
func (s *survey) noteSource(article string, unread []string) {
	if s == nil {
		return
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.unread[article], s.keys[article] = unread, map[string]cache.Key{}
}

// noteKey notes under which key the cache has the figures of a translation, if it does.
func (s *survey) noteKey(article, lang string, key cache.Key) {
	if s == nil {
		return
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.keys[article][lang] = key
}

// keysOf are the keys of an article by language, nil if it was not read.
func (s *survey) keysOf(article string) (keys map[string]cache.Key, unread []string) {
	if s == nil {
		return nil, nil
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return maps.Clone(s.keys[article]), s.unread[article]
}

// recallArticle is an article that was read for the survey of a query, as the cache has it;
// nil if it does not have all that is asked for.
func (p *Project) recallArticle(a *corpus.Article, q *Query) *Article {
	keys, unread := q.survey.keysOf(a.ID)
	if keys == nil {
		return nil
	}
	out := newArticle(a)
	out.unread = unread
	for _, lang := range p.languagesIn(a, *q) {
		key, known := keys[lang]
		t := p.newTranslation(a, lang)
		if !known || !p.recallCached(t, q, key, a.ID) {
			return nil
		}
		out.Translations = append(out.Translations, *t)
	}
	return out
}
