package check

import (
	"slices"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// joinMoved tells a text that went to another article of the source while its
// translation stayed once: the verdict on what is missing says where the translation
// is, and that on the orphan is left out. Where the article that the text went to has
// no translation yet, which is one verdict, that on the orphan says where its source
// is. Law: what weighs most of the two is what is left.
func joinMoved(list []Verdict) []Verdict {
	orphans, told := map[string]int{}, map[int]bool{}
	for k := range list {
		if v := &list[k]; len(v.Halves) == 1 && v.Halves[0].Orphan {
			if _, ok := orphans[v.halfName(0)]; !ok {
				orphans[v.halfName(0)] = k
			}
		}
	}
	if len(orphans) == 0 {
		return list
	}
	for k := range list {
		v := &list[k]
		for i, h := range v.Halves {
			n, ok := orphans[v.halfName(i)]
			if h.Orphan || !ok || list[n].Article == v.Article {
				continue
			}
			orphan := &list[n]
			if v.Kind == OnNoFile {
				orphan.Elsewhere = &drift.Place{Article: v.Article, Path: v.SourcePath, Line: h.Line}
			} else {
				v.Elsewhere = &drift.Place{Article: orphan.Article, Path: orphan.Path, Line: orphan.Line}
				v.Level, told[n] = max(v.Level, orphan.Level), true
			}
			delete(orphans, v.halfName(i))
		}
	}
	k := -1
	return slices.DeleteFunc(list, func(Verdict) bool { k++; return told[k] })
}

// halfName names one of the halves of a verdict, in its language.
func (v *Verdict) halfName(k int) string { return v.Language + " " + v.Halves[k].Text }

// withoutNotices are the verdicts on a translation without those on standing notices
// that are declared or told by another translation.
func withoutNotices(list []Verdict, t *xsync.Translation) []Verdict {
	if len(t.Notices) == 0 {
		return list
	}
	out := make([]Verdict, 0, len(list))
	for _, v := range list {
		if n := t.Notice(v.Row); n != nil && v.Kind == OnState && v.State == drift.Extra {
			if !n.Told {
				continue
			}
			v.Pages = n.Pages
		}
		out = append(out, v)
	}
	return out
}
