package report

import (
	"strconv"
	"strings"

	"github.com/xsync-project/xsync/sync/check"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/inert"
)

// quoted is how much of a text a message quotes, in columns.
const quoted = 100

// message says a verdict in a sentence on one line, in the user's language. It
// names the place in the source and not the place to be edited, which every
// format has beside it.
func (c *verdicts) message(v *check.Verdict) string {
	state, known := stateOf(v)
	place, text := sourceOf(v), quote(v.Text)
	out := ""
	switch {
	case v.Kind == check.OnCoverage:
		return c.messages.Text("check.coverage", "Head", head(v),
			"Percent", c.messages.Percent(float64(v.Percent)/100), "Minimum", c.messages.Percent(float64(v.Minimum)/100))
	case v.Kind == check.OnRelation:
		return c.messages.Text("check.unrelated", "Head", head(v), "Source", quote(v.SourcePath))
	case v.Kind == check.OnNoSource:
		return c.messages.Text("check.no_source", "Head", head(v), "Source", quote(v.SourcePath), "Now", quote(v.Now), "Deleted", v.State == drift.Orphan)
	case v.Kind == check.OnFinding:
		return c.disagreement(v, place)
	case v.Kind == check.OnNoFile:
		return c.messages.Text("check.no_file", "Head", head(v), "File", quote(v.Path), "Source", quote(v.SourcePath))
	case known && v.Elsewhere != nil:
		out = c.onMoved(state, v, place, text)
	case known && state == drift.Orphan:
		out = c.messages.Text("check.orphan", "Head", head(v), "Text", text)
	case known && state == drift.Extra && v.Pages > 0:
		out = c.messages.Count("check.extra_repeated", v.Pages, "Head", head(v), "Text", text)
	case known && state == drift.Extra:
		out = c.messages.Text("check.extra", "Head", head(v), "Text", text)
	case !known || place == "":
		return c.messages.Text("check.other", "Head", head(v), "Place", place, "Text", text)
	default:
		out = c.onSource(state, head(v), place, text)
	}
	if text == "" {
		out = strings.TrimRight(out, ": ")
	}
	return out
}

// onMoved says a half of a text that went to another article.
func (c *verdicts) onMoved(state drift.State, v *check.Verdict, place, text string) string {
	elsewhere := quote(placeText(v.Elsewhere))
	if state == drift.Orphan {
		return c.messages.Text("check.orphan_moved", "Head", head(v), "Elsewhere", elsewhere, "Text", text)
	}
	return c.messages.Text("check.missing_moved", "Head", head(v), "Place", place, "Elsewhere", elsewhere, "Text", text)
}

// placeText is a place as path:line.
func placeText(p *drift.Place) string { return p.Path + ":" + strconv.Itoa(p.Line) }

// onSource says a state that is one of the source's segments.
func (c *verdicts) onSource(state drift.State, head, place, text string) string {
	switch state {
	case drift.Stale:
		return c.messages.Text("check.stale", "Head", head, "Place", place, "Text", text)
	case drift.Missing:
		return c.messages.Text("check.missing", "Head", head, "Place", place, "Text", text)
	case drift.Untranslated:
		return c.messages.Text("check.untranslated", "Head", head, "Place", place, "Text", text)
	case drift.Unverified:
		return c.messages.Text("check.unverified", "Head", head, "Place", place, "Text", text)
	}
	return c.messages.Text("check.other", "Head", head, "Place", place, "Text", text)
}

// disagreement says a finding, and the place in the source.
func (c *verdicts) disagreement(v *check.Verdict, place string) string {
	t := Text{Messages: c.messages}
	what := t.finding(drift.Finding{
		Kind: v.Rule, Source: quote(v.Source), Target: quote(v.Target), Expected: quote(v.Expected),
		Written: [2]string{quote(v.Written[0]), quote(v.Written[1])},
	})
	if place == "" {
		return what
	}
	return c.messages.Text("check.finding", "Finding", what, "Place", place)
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
	case known && state == drift.Stale && v.Change != drift.None:
		return state.String() + " (" + v.Change.String() + ")"
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
		return quote(v.SourcePath)
	}
	return quote(v.SourcePath) + ":" + strconv.Itoa(v.SourceLine)
}

// quote puts a text on one line, without what could steer a terminal, and cuts
// it.
func quote(s string) string {
	return cut(inert.Terminal(fold(s)), quoted)
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

// rule says what a rule finds, and, with what to do about it, its help.
func (c *verdicts) rule(name string) (short, help string) {
	ids, ok := ruleMessages[name]
	switch {
	case ok:
		short = c.messages.Text(ids[0])
	case kindMessages[name] != "":
		short = c.messages.Text("rule.finding", "Kind", c.messages.Text(kindMessages[name]))
		ids[1] = "advice.finding"
	default:
		short = c.messages.Text("rule.other", "Rule", name)
	}
	if ids[1] == "" {
		return short, short
	}
	return short, short + " " + c.messages.Text(ids[1])
}

// rulePage is where a rule is explained.
func rulePage(name string) string {
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
