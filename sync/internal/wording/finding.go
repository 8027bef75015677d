package wording

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"github.com/xsync-project/xsync/locales"
	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// Finding says in words on what a row and its translation disagree, with the
// spelling of each text.
func Finding(m *locales.Messages, f drift.Finding) string {
	source, target := f.Said()
	switch {
	case f.Kind == drift.Partial && source != "" && target != "":
		return m.Text("finding.scrap", "Source", source, "Target", target)
	case f.Kind == drift.Partial && target == "":
		return m.Text("finding.sentence_lost", "Source", source)
	case f.Kind == drift.Partial:
		return m.Text("finding.sentence_left", "Target", target)
	}
	kind := Kind(m, f.Rule())
	if f.Kind == "footnote" && f.Source != "" {
		source, target = footnoteMark(source), footnoteMark(target)
	}
	wrong, right, misspelt := catalog.Misspelt(f.Source, f.Target)
	switch {
	case f.Kind == catalog.Placeholder && misspelt:
		return m.Text("finding.misspelt", "Kind", kind, "Source", f.Source, "Target", f.Target,
			"Wrong", string(wrong), "Code", fmt.Sprintf("U+%04X", wrong), "Right", string(right))
	case f.Kind == catalog.Plural && f.Target == "":
		return m.Text("finding.plural_lacking", "Kind", kind, "Forms", f.Source)
	case f.Kind == catalog.Plural && f.Source == "":
		return m.Text("finding.plural_unused", "Kind", kind, "Forms", f.Target)
	case f.Kind == xsync.TermKind && f.Target == "":
		return m.Text("finding.term_missing", "Kind", kind, "Source", f.Source, "Expected", f.Expected)
	case f.Kind == xsync.TermKind:
		return m.Text("finding.term_forbidden", "Kind", kind, "Source", f.Source, "Target", f.Target, "Expected", f.Expected)
	case f.Kind == xsync.PictureKind:
		return m.Text("finding.picture", "Kind", kind, "Source", f.Source, "Target", f.Target)
	case f.Kind == "footnote" && f.Source == "":
		return m.Text("finding.undefined", "Label", target)
	case f.Rule() == drift.Fragment && source == "":
		return m.Text("finding.dead_fragment", "Kind", kind, "Target", target)
	case f.Rule() == drift.Fragment && source == target:
		return m.Text("finding.same_fragment", "Kind", kind, "Target", target, "Expected", f.Expected)
	case f.Rule() == drift.Fragment:
		return m.Text("finding.fragment", "Kind", kind, "Source", source, "Target", target, "Expected", f.Expected)
	case f.Rule() == drift.DeadLink:
		return m.Text("finding.dead_link", "Kind", kind, "Target", target, "Expected", f.Expected)
	case f.Rule() == drift.SourceLink:
		return m.Text("finding.source_link", "Kind", kind, "Target", target, "Expected", f.Expected)
	case f.Kind == drift.Shape && shapeMessages[source] != "": // else the boxes of tasks
		return m.Text("finding.differ", "Kind", kind, "Source", m.Text(shapeMessages[source]), "Target", m.Text(shapeMessages[target]))
	case source == "":
		return m.Text("finding.added", "Kind", kind, "Target", target)
	case target == "":
		return m.Text("finding.lost", "Kind", kind, "Source", source)
	}
	return m.Text("finding.differ", "Kind", kind, "Source", source, "Target", target)
}

// footnoteMark is the reference to the footnote with a label, "" if there is no label.
func footnoteMark(label string) string {
	if label == "" {
		return ""
	}
	return "[^" + label + "]"
}

// Kind is the kind of a finding in words.
func Kind(m *locales.Messages, name string) string {
	id, ok := kindMessages[name]
	if !ok {
		return name
	}
	return m.Text(id)
}

// kindMessages are the ids of messages for the kinds of findings.
var kindMessages = map[string]string{
	"number": "kind.number", "percent": "kind.percent", "date": "kind.date", "time": "kind.time",
	"decade": "kind.decade", "century": "kind.century", "currency": "kind.currency", "unit": "kind.unit", "weekday": "kind.weekday", "month": "kind.month", "direction": "kind.direction", "link": "kind.link", "fragment": "kind.fragment", "dead_link": "kind.dead_link", "source_link": "kind.source_link",
	"image": "kind.image", "code": "kind.code", "placeholder": "kind.placeholder", "footnote": "kind.footnote",
	"heading_level": "kind.heading_level", "heading_id": "kind.heading_id", "directive": "kind.directive", "cells": "kind.cells", "list_number": "kind.list_number", "shape": "kind.shape", "name": "kind.name", "partial": "kind.partial", "active": "kind.active", "field": "kind.field", "term": "kind.term", "picture": "kind.picture",
	"plural": "kind.plural", "markup": "kind.markup", "punctuation": "kind.punctuation",
}

// shapeMessages are the ids of messages for what a text can be instead of another.
var shapeMessages = map[string]string{"heading": "shape.heading", "paragraph": "shape.paragraph", "list_item": "shape.list_item", "quote": "shape.quote", "table_row": "shape.table_row"}

// Kinds are the names of all kinds of findings, in the alphabetical order of the words for them.
func Kinds(m *locales.Messages) []string {
	order := collate.New(language.Make(m.Language()))
	return slices.SortedFunc(maps.Keys(kindMessages), func(a, b string) int {
		return cmp.Or(order.CompareString(Kind(m, a), Kind(m, b)), strings.Compare(a, b))
	})
}
