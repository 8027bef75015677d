package xsync

import (
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// What is said of a few articles depends on all others: a text may have gone to one of them,
// and may stand in many. To examine them all is dear, and mostly nothing comes of it.

// hints tell by the records and the segments of articles, without examining any, whether one
// can have what is looked for. Law: where they say no, examining all finds nothing.
type hints struct {
	project  *Project
	articles []corpus.Article                         // but for catalogues, whose texts go nowhere
	recorded map[string]map[block.Digest][]mention    // by language, where a text is recorded
	segments map[*corpus.Article]map[block.Digest]int // of the sources that were read
}

// mention is how often the record of an article has a text, nil if there is no such article
// any more.
type mention struct {
	article *corpus.Article
	times   int
}

func (p *Project) newHints(articles []corpus.Article) *hints {
	articles = slices.DeleteFunc(slices.Clone(articles), func(a corpus.Article) bool { return IsCatalog(a.Source) })
	return &hints{project: p, articles: articles, recorded: map[string]map[block.Digest][]mention{}, segments: map[*corpus.Article]map[block.Digest]int{}}
}

// mayMove reports whether the other half of one of some halves of an article may stand in
// another one.
func (h *hints) mayMove(article, lang string, halves []Half) bool {
	return slices.ContainsFunc(halves, func(half Half) bool {
		d, ok := block.ParseDigest(half.Text)
		if !ok {
			return true
		}
		if half.Orphan {
			return h.mayBeMissing(article, d)
		}
		return h.mayBeOrphan(article, lang, d)
	})
}

// mayBeOrphan reports whether another article may have lost a text that it has recorded.
func (h *hints) mayBeOrphan(article, lang string, d block.Digest) bool {
	return slices.ContainsFunc(h.recordedIn(lang)[d], func(m mention) bool {
		return m.article == nil || m.article.ID != article && h.segmentsOf(m.article)[d] < m.times
	})
}

// mayBeMissing reports whether another article may have a text that one has recorded.
func (h *hints) mayBeMissing(article string, d block.Digest) bool {
	for k := range h.articles {
		if a := &h.articles[k]; a.ID != article && h.segmentsOf(a)[d] > 0 {
			return true
		}
	}
	return false
}

// recordedIn are the texts of the records of a language.
func (h *hints) recordedIn(lang string) map[block.Digest][]mention {
	if out := h.recorded[lang]; out != nil {
		return out
	}
	byID := make(map[string]*corpus.Article, len(h.articles))
	for k := range h.articles {
		byID[h.articles[k].ID] = &h.articles[k]
	}
	out := map[block.Digest][]mention{}
	h.project.eachRecord(lang, func(id string, record *baseline.Record) {
		for k := range record.Entries {
			for _, d := range record.Entries[k].Source {
				if at := len(out[d]) - 1; at >= 0 && out[d][at].article == byID[id] {
					out[d][at].times++
				} else {
					out[d] = append(out[d], mention{byID[id], 1})
				}
			}
		}
	})
	h.recorded[lang] = out
	return out
}

// segmentsOf says how often the source of an article has each segment.
func (h *hints) segmentsOf(a *corpus.Article) map[block.Digest]int {
	out, ok := h.segments[a]
	if !ok {
		if data, err := corpus.ReadText(h.project.FS, a.Source); err == nil {
			out = h.project.loadSource(a, data).file.segmentsByDigest()
		}
		h.segments[a] = out
	}
	return out
}

// haveOne reports whether the source of an article has all segments of the source of one of
// some pairs.
func (h *hints) haveOne(a *corpus.Article, pairs []baseline.Entry) bool {
	return slices.ContainsFunc(pairs, func(e baseline.Entry) bool { return allStand(e.Source, h.segmentsOf(a)) })
}

// mayStand reports whether one of some texts, by their words, may stand in the translation of
// an article other than some.
func (h *hints) mayStand(texts map[string]bool, lang string, but map[string]bool) bool {
	for k := range h.articles {
		a := &h.articles[k]
		if but[a.ID] || !a.Targets[lang].Exists {
			continue
		}
		words := h.wordsOf(a, lang)
		for text := range texts {
			if !slices.ContainsFunc(strings.Fields(text), func(w string) bool { return !words[w] }) {
				return true
			}
		}
	}
	return false
}

// wordsOf are the words of all segments of a translation, as [spoken] has them.
func (h *hints) wordsOf(a *corpus.Article, lang string) map[string]bool {
	name := a.Targets[lang].Path
	data, err := corpus.ReadText(h.project.FS, name)
	if err != nil {
		return nil // it is reported where it is examined
	}
	file := h.project.fileOf(a, name, lang, data)
	doc, err := file.parseDoc()
	if err != nil {
		return nil
	}
	words := map[string]bool{}
	for _, at := range doc.Segments() {
		b := &doc.Blocks[at]
		for _, w := range spokenWords(drift.AsSpelled(doc, []drift.Segment{{Block: b}}, b.Text+" "+b.ID)) {
			words[w] = true
		}
	}
	return words
}
