package block

import (
	"strings"
	"unicode"

	"github.com/xsync-project/xsync/sync/internal/inline"
)

// Definitions tells the targets of the document's link definitions by their
// labels, in which case and white space do not matter; the first of a label holds.
// It is nil if there are none.
func (d *Doc) Definitions() inline.Definitions {
	var targets map[string]string
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Kind != LinkDefinition {
			continue
		}
		label := FoldLabel(b.Label)
		if _, known := targets[label]; known {
			continue
		}
		if targets == nil {
			targets = map[string]string{}
		}
		targets[label] = definedTarget(b.Text)
	}
	if targets == nil {
		return nil
	}
	return func(label string) (string, bool) {
		target, ok := targets[FoldLabel(label)]
		return target, ok && target != ""
	}
}

// FoldLabel is the label of a link definition as labels are compared: in one case, with single spaces.
func FoldLabel(label string) string {
	return strings.ToLower(strings.Join(strings.FieldsFunc(label, unicode.IsSpace), " "))
}

// definedTarget is the target in the text of a link definition, without angle brackets.
func definedTarget(text string) string {
	_, target, _ := CutDefinition(text)
	if inner, ok := strings.CutPrefix(target, "<"); ok {
		return strings.TrimSuffix(inner, ">")
	}
	return target
}

// CutDefinition parts the text of a link definition into what stands before its target, the
// target, which may stand in angle brackets, and what stands behind it.
func CutDefinition(text string) (before, target, behind string) {
	_, rest, _ := strings.Cut(text, "]:")
	rest = strings.TrimLeft(rest, " \t\n")
	size := inline.DefinedTarget(rest)
	return text[:len(text)-len(rest)], rest[:size], rest[size:]
}
