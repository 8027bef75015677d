package catalog

// Disagreement is something in which a message and its translation differ that
// should be alike.
type Disagreement struct {
	Kind           string // see [Placeholder] and its kin
	Source, Target string
}

// The kinds of disagreements that are not those of articles.
const (
	Placeholder = "placeholder" // data that is filled in
	Plural      = "plural"      // forms that the language lacks, or has no use for
	Markup      = "markup"      // HTML tags, links and code
	Punctuation = "punctuation" // how the text ends
)

// Compare lists what a message and its translation disagree on.
func Compare(source, target *Catalog, s, t *Message) []Disagreement {
	return nil
}
