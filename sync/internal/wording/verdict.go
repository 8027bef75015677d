package wording

import (
	"strconv"
	"strings"

	"github.com/xsync-project/xsync/locales"
	"github.com/xsync-project/xsync/sync/check"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/inert"
)

// Home is where the command and its pages are to be found.
const Home = "https://github.com/xsync-project/xsync"

// rulesPage explains the rules.
const rulesPage = Home + "/blob/main/docs/states.md"

// quoted is how much of a text a message quotes, in columns.
const quoted = 100

// Verdict says a verdict in a sentence on one line, in the user's language. It
// names the place in the source and not the place to be edited, which every
// format has beside it.
func Verdict(m *locales.Messages, v *check.Verdict) string {
	state, known := stateOf(v)
	place, text := sourceOf(v), Quote(v.Text)
	out := ""
	switch {
	case v.Kind == check.OnCoverage:
		return m.Text("check.coverage", "Head", head(v),
			"Percent", m.Percent(float64(v.Percent)/100), "Minimum", m.Percent(float64(v.Minimum)/100))
	case v.Kind == check.OnRelation:
		return m.Text("check.unrelated", "Head", head(v), "Source", Quote(v.SourcePath))
	case v.Kind == check.OnNoSource:
		return m.Text("check.no_source", "Head", head(v), "Source", Quote(v.SourcePath), "Now", Quote(v.Now), "Target", v.Expected, "Spelled", v.Spelled, "Deleted", v.State == drift.Orphan)
	case v.Kind == check.OnFinding:
		return findingVerdict(m, v, place)
	case v.Kind == check.OnNoFile:
		return m.Text("check.no_file", "Head", head(v), "File", Quote(v.Path), "Source", Quote(v.SourcePath))
	case known && v.Elsewhere != nil:
		out = movedVerdict(m, state, v, place, text)
	case known && state == drift.Orphan:
		out = m.Text("check.orphan", "Head", head(v), "Text", text)
	case known && state == drift.Extra && v.Pages > 0:
		out = m.Count("check.extra_repeated", v.Pages, "Head", head(v), "Text", text)
	case known && state == drift.Extra:
		out = m.Text("check.extra", "Head", head(v), "Text", text)
	case !known || place == "":
		return m.Text("check.other", "Head", head(v), "Place", place, "Text", text)
	default:
		out = sourceVerdict(m, v, place, text)
	}
	if text == "" {
		out = strings.TrimRight(out, ": ")
	}
	return out
}

// movedVerdict says a half of a text that went to another article.
func movedVerdict(m *locales.Messages, state drift.State, v *check.Verdict, place, text string) string {
	elsewhere := Quote(Place(v.Elsewhere.Path, v.Elsewhere.Line))
	if state == drift.Orphan {
		return m.Text("check.orphan_moved", "Head", head(v), "Elsewhere", elsewhere, "Text", text)
	}
	return m.Text("check.missing_moved", "Head", head(v), "Place", place, "Elsewhere", elsewhere, "Text", text)
}

// sourceVerdict says a state that is one of the source's segments.
func sourceVerdict(m *locales.Messages, v *check.Verdict, place, text string) string {
	head := head(v)
	switch v.State {
	case drift.Stale:
		return m.Text("check.stale", "Head", head, "Place", place, "Changed", swaps(v.Swaps), "Text", text)
	case drift.Missing:
		return m.Text("check.missing", "Head", head, "Place", place, "Text", text)
	case drift.Untranslated:
		return m.Text("check.untranslated", "Head", head, "Place", place, "Text", text)
	case drift.Unverified:
		return m.Text("check.unverified", "Head", head, "Place", place, "Text", text)
	}
	return m.Text("check.other", "Head", head, "Place", place, "Text", text)
}

// mostSwaps is how many changes of facts a verdict tells.
const mostSwaps = 3

// swaps are changes of facts: "30 → 45", and what only came or went as in a word diff.
func swaps(list []change.Swap) string {
	var out []string
	for k, s := range list {
		gone, come := Quote(s.Gone), Quote(s.Come)
		switch {
		case k == mostSwaps:
			return strings.Join(append(out, "…"), ", ")
		case gone == "":
			out = append(out, "{+"+come+"+}")
		case come == "":
			out = append(out, "[-"+gone+"-]")
		default:
			out = append(out, gone+" → "+come)
		}
	}
	return strings.Join(out, ", ")
}

// findingVerdict says a finding, and the place in the source.
func findingVerdict(m *locales.Messages, v *check.Verdict, place string) string {
	what := Finding(m, drift.Finding{
		Kind: v.Rule, Source: Quote(v.Source), Target: Quote(v.Target), Expected: Quote(v.Expected),
		Written: [2]string{Quote(v.Written[0]), Quote(v.Written[1])},
	})
	if place == "" {
		return what
	}
	return m.Text("check.finding", "Finding", what, "Place", place)
}

// stateOf is the state that a verdict is about, if it is about one.
func stateOf(v *check.Verdict) (drift.State, bool) {
	return v.State, v.Kind == check.OnState || v.Kind == check.OnNoFile
}

// head is what a message begins with: the name of the rule, as policies write
// it, and what narrows it down: "stale (facts)", "edited (fresh)",
// "coverage (tr)".
func head(v *check.Verdict) string {
	state, known := stateOf(v)
	switch {
	case known && state == drift.Stale && v.Change != change.None:
		return StateAndChange(state, v.Change)
	case known && v.Doubtful:
		return state.String() + " (" + drift.LowConfidence.Names()[0] + ")"
	case known:
		return state.String()
	case v.Kind == check.OnCoverage && v.Language != "":
		return v.Rule + " (" + v.Language + ")"
	case v.Kind == check.OnCoverage, v.Kind == check.OnRelation, v.Row == "":
		return v.Rule
	}
	return v.Rule + " (" + v.State.String() + ")"
}

// sourceOf is the place in the source: path:line, or "".
func sourceOf(v *check.Verdict) string {
	if v.SourcePath == "" || v.SourceLine <= 0 {
		return Quote(v.SourcePath)
	}
	return Quote(v.SourcePath) + ":" + strconv.Itoa(v.SourceLine)
}

// Quote puts a text on one line, without what could steer a terminal, and cuts
// it.
func Quote(s string) string {
	return Cut(inert.Terminal(Fold(s)), quoted)
}

// ruleMessages are, for the rules that have their own, the ids of the sentences
// that say what a rule finds and what to do about it.
var ruleMessages = map[string][2]string{
	"stale":        {"rule.stale", ""},
	"mechanical":   {"rule.mechanical", "advice.mechanical"},
	"minor":        {"rule.minor", "advice.minor"},
	"major":        {"rule.major", "advice.major"},
	"facts":        {"rule.facts", "advice.facts"},
	"missing":      {"rule.missing", ""},
	"untranslated": {"rule.untranslated", "advice.untranslated"},
	"orphan":       {"rule.orphan", "advice.orphan"},
	"extra":        {"rule.extra", ""},
	"unverified":   {"rule.unverified", "advice.unverified"},
	"unrelated":    {"rule.unrelated", ""},
	"coverage":     {"rule.coverage", ""},
	"moved":        {"rule.moved", ""},
	"merged":       {"rule.merged", ""},
	"split":        {"rule.split", ""},
	"edited":       {"rule.edited", "advice.edited"},
	"assumed":      {"rule.assumed", ""},
	"forced":       {"rule.forced", ""},
	"machine":      {"rule.machine", "advice.machine"},
	"inferred":     {"rule.inferred", ""},
	"replaced":     {"rule.replaced", "advice.replaced"},
	"shift":        {"rule.shift", ""},

	"low-confidence": {"rule.low_confidence", ""},
}

// Meaning says what a state, change or flag means; "" for one that needs no words, as
// fresh.
func Meaning(m *locales.Messages, name string) string {
	ids, ok := ruleMessages[name]
	if !ok {
		return ""
	}
	return m.Text(ids[0])
}

// Rule says what a rule finds, and, with what to do about it, its help.
func Rule(m *locales.Messages, name string) (short, help string) {
	ids, ok := ruleMessages[name]
	switch {
	case ok:
		short = m.Text(ids[0])
	case kindMessages[name] != "":
		short = m.Text("rule.finding", "Kind", m.Text(kindMessages[name]))
		ids[1] = "advice.finding"
	default:
		short = m.Text("rule.other", "Rule", name)
	}
	if ids[1] == "" {
		return short, short
	}
	return short, short + " " + m.Text(ids[1])
}

// RulePage is where a rule is explained.
func RulePage(name string) string {
	part := "flags"
	_, isState := drift.ParseState(name)
	switch {
	case isState, name == "mechanical", name == "minor", name == "major", name == "facts":
		part = name
	case kindMessages[name] != "":
		part = "findings"
	case ruleMessages[name][0] == "", name == check.Coverage, name == check.Unrelated:
		return rulesPage
	}
	return rulesPage + "#" + part
}
