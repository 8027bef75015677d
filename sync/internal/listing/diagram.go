package listing

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/xsync-project/xsync/sync/internal/regex"
	"github.com/xsync-project/xsync/sync/internal/wordset"
)

// diagrams are the languages of diagrams.
var diagrams = wordset.Of("mermaid plantuml puml")

// diagram reads a diagram in the notation of Mermaid, line by line: its labels are
// text, and its nodes, arrows and figures are the same in every language.
type diagram struct {
	kind string
	// labelled are the nodes that have labels, so that nobody reads their names.
	labelled map[string]bool
	// places are the other nodes by the order in which they come. Their names are
	// what people read: a name that is another one everywhere changes nothing.
	places map[string]int
}

var (
	diagramHead   = regex.Lazy(`^\s*([A-Za-z][\w-]*)`)
	diagramNode   = `[\p{L}_][\p{L}\p{N}_]*`
	labelledNode  = regex.Lazy(`(` + diagramNode + `)\s*(?:[\[({]|>)|\b(?:participant|actor)\s+(` + diagramNode + `)\s+as\b|\bas\s+(` + diagramNode + `)\s*$`)
	diagramNames  = regex.Lazy(diagramNode + `(?: ` + diagramNode + `)*`)
	bracketLabel  = regex.Lazy(`\[[^\[\]]+\]|\([^()]+\)|\{[^{}]+\}|\|[^|]+\|`)
	arrowLabel    = regex.Lazy(`(^|[^-=.<>xo])(--|==|-\.)\s+[^-=.>|]*[\p{L}\p{N}][^-=.>|]*?\s+(-{2,}|={2,}|\.-)`)
	labelBehind   = regex.Lazy(`:\s+\S.*$`)
	labelBefore   = regex.Lazy(`^[^:]*\p{L}[^:]*:`)
	labelledWords = regex.Lazy(`^(\s*(?:(?:pie(?:\s+showData)?\s+)?title|section|subgraph|(?:participant|actor)\s+\S+\s+as|note\s.*?:|Note\s.*?:|loop|alt|else|opt|par|and|critical|option|break|box|accTitle|accDescr|[xy]-axis|quadrant-\d))\s*:?\s+\S.*$`)
	styling       = regex.Lazy(`^\s*(?:style|class|classDef|linkStyle|click|direction|%%)\b`)
)

// diagramWords are the words of the notation that stand where nodes do.
var diagramWords = wordset.Of(`graph flowchart sequenceDiagram stateDiagram TD TB BT LR RL subgraph end participant actor as note Note over left right of loop alt else
	opt par and rect activate deactivate autonumber state break critical option box create destroy title`)

// Kinds of diagrams, by where their labels stand.
var (
	networks = wordset.Of("graph flowchart flowchart-elk sequencediagram statediagram statediagram-v2 @startuml")
	tables   = wordset.Of("gantt journey quadrantchart") // the label is before the colon
	outlines = wordset.Of("mindmap timeline kanban")     // all is labels
	members  = wordset.Of("classdiagram classdiagram-v2")
)

// newDiagram reads what must be known of a diagram before its lines are read.
func newDiagram(text string) *diagram {
	d := &diagram{labelled: map[string]bool{}, places: map[string]int{}, kind: "sequencediagram"}
	for line := range strings.Lines(text) {
		if strings.HasPrefix(strings.TrimSpace(line), "%%") {
			continue
		}
		if m := diagramHead.FindStringSubmatch(line); m != nil {
			d.kind = strings.ToLower(m[1])
			break
		}
	}
	if !networks[d.kind] && !tables[d.kind] && !outlines[d.kind] && !members[d.kind] && !strings.Contains(d.kind, "diagram") && d.kind != "pie" {
		if strings.Contains(text, "->") && !strings.Contains(text, "gitGraph") {
			d.kind = "sequencediagram" // PlantUML
		}
	}
	for _, m := range labelledNode.FindAllStringSubmatch(text, -1) {
		for _, node := range m[1:] {
			d.labelled[node] = true
		}
	}
	return d
}

// forgetLabelsMissingIn takes the nodes that another diagram names without a label for
// nodes without one here as well: "participant Client" became "participant Client as Клиент".
func (d *diagram) forgetLabelsMissingIn(other string) {
	labelled, named := newDiagram(other).labelled, map[string]bool{}
	for _, word := range strings.FieldsFunc(other, func(u rune) bool { return !unicode.IsLetter(u) && !unicode.IsDigit(u) && u != '_' }) {
		named[word] = true
	}
	maps.DeleteFunc(d.labelled, func(node string, _ bool) bool { return named[node] && !labelled[node] })
}

// withoutLabels is a line without its labels, which are handed to note.
func (d *diagram) withoutLabels(line string, note func(string)) string {
	strip := func(pattern *regex.Pattern, put func(label string) string) {
		line = pattern.ReplaceAllStringFunc(line, func(s string) string { note(s); return put(s) })
	}
	if m := labelledWords.FindStringSubmatch(line); m != nil {
		note(line[len(m[1]):])
		return d.placed(strings.TrimSuffix(m[1], " as"))
	}
	switch {
	case outlines[d.kind]:
		note(line)
		return "·" + strings.Join(digitRuns.FindAllString(line, -1), " ")
	case tables[d.kind]:
		strip(labelBefore, func(string) string { return ":" })
	case members[d.kind]:
		if strings.Contains(line, "--") || strings.Contains(line, "..") {
			strip(labelBehind, func(string) string { return ":" })
		}
	case networks[d.kind]:
		strip(bracketLabel, func(s string) string { return s[:1] + s[len(s)-1:] })
		line = arrowLabel.ReplaceAllStringFunc(line, func(s string) string {
			m := arrowLabel.FindStringSubmatch(s)
			note(s)
			return m[1] + m[2] + " " + m[3]
		})
		fallthrough
	case d.kind != "pie":
		strip(labelBehind, func(string) string { return ":" })
	}
	return d.placed(line)
}

// placed is a line of a network with the places of the nodes that have no labels.
func (d *diagram) placed(line string) string {
	if !networks[d.kind] || styling.MatchString(line) {
		return line
	}
	return diagramNames.ReplaceAllStringFunc(line, d.placeOf)
}

// placeOf is what stands for the words of a name: the words of the notation before it,
// and the place of a node that has no label.
func (d *diagram) placeOf(name string) string {
	all := strings.Split(name, " ")
	from := slices.IndexFunc(all, func(w string) bool { return !diagramWords[w] })
	if from < 0 {
		return name
	}
	node := strings.Join(all[from:], " ")
	if !d.labelled[node] {
		if _, known := d.places[node]; !known {
			d.places[node] = len(d.places) + 1
		}
		node = "#" + strconv.Itoa(d.places[node])
	}
	return strings.Join(append(all[:from:from], node), " ")
}
