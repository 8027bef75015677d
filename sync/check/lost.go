package check

import (
	"slices"

	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// AddProblems takes the problems of a project as a whole. A translation whose source is
// not there is a verdict: an orphan, or an extra if nothing says that it ever had one. The
// other problems are returned.
func (c *Collector) AddProblems(problems []corpus.Problem) []corpus.Problem {
	return slices.DeleteFunc(slices.Clone(problems), func(p corpus.Problem) bool {
		if p.ID != corpus.NoSource {
			return false
		}
		if v := judgeLost(&p, c.Policy); v.Level > Off {
			c.lists = append(c.lists, []Verdict{v})
		}
		return true
	})
}

// judgeLost is the verdict on a translation that has no source.
func judgeLost(p *corpus.Problem, policy *corpus.Check) Verdict {
	text := func(key string) string {
		out, _ := p.Data[key].(string)
		return out
	}
	v := Verdict{
		Kind: OnNoSource, State: drift.Extra, Article: text("Article"), Language: text("Language"),
		Path: p.Path, Line: 1, EndLine: 1, SourcePath: text("Source"), Now: text("Now"), Expected: text("Target"),
	}
	v.Spelled, _ = p.Data["Spelled"].(bool)
	if recorded, _ := p.Data["Recorded"].(bool); recorded {
		v.State = drift.Orphan
	}
	v.Rule = v.State.String()
	v.Level = levelOf(policy.Level(v.Language, v.Rule))
	v.sealWith(parts{identity: joinTexts(v.Language, v.Rule, v.Path), open: true})
	return v
}

// joinRenamed tells once that a source or its translation was renamed and the other was not:
// the translation that is missing under its right name is left out. Law: what weighs most of
// the two is what is left.
func joinRenamed(list []Verdict) []Verdict {
	renamed := map[string]int{}
	for k := range list {
		if v := &list[k]; v.Kind == OnNoSource && v.Expected != "" {
			renamed[v.Expected] = k
		}
	}
	if len(renamed) == 0 {
		return list
	}
	told := map[int]bool{}
	for k := range list {
		if n, ok := renamed[list[k].Path]; ok && list[k].Kind == OnNoFile {
			list[n].Level, told[k] = max(list[n].Level, list[k].Level), true
		}
	}
	k := -1
	return slices.DeleteFunc(list, func(Verdict) bool { k++; return told[k] })
}
