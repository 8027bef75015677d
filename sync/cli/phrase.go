package cli

import (
	"maps"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// phrases are what the system and the readers of records say in English, with the
// messages that say the same. What is not among them stays as it is.
var phrases = map[string]string{
	"permission denied":         "phrase.no_permission",
	"operation not permitted":   "phrase.not_permitted",
	"no such file or directory": "phrase.no_file",
	"is a directory":            "phrase.is_folder",
	"not a directory":           "phrase.no_folder",
	"file exists":               "phrase.exists",
	"file name too long":        "phrase.long_name",
	"no space left on device":   "phrase.full",
	"disk quota exceeded":       "phrase.quota",
	"read-only file system":     "phrase.read_only",
	"too many open files":       "phrase.many_open",
	"input/output error":        "phrase.input_output",
	"invalid argument":          "phrase.no_text_file",

	"summary rows=number": "phrase.summary",
	"as many rows as this line says; the file was cut, restore it":                     "phrase.cut",
	"the entries after the head; the file was cut, restore it":                         "phrase.head",
	"a row, its digests, how they were accepted and a check code, as xsync wrote them": "phrase.entry",
	"digests of 24 letters joined by +, or -, on both sides":                           "phrase.digests",
	"a digest of 24 letters, a kind and a text":                                        "phrase.text",
	"a seal of 24 letters and a remark, as xsync check --accept writes them":           "phrase.seal",
}

// sentenceOf is what a problem says in the user's language, without its position.
func (a *app) sentenceOf(p corpus.Problem) string {
	data := maps.Clone(p.Data)
	for _, key := range []string{"Reason", "Want"} {
		if text, ok := data[key].(string); ok {
			data[key] = a.phraseText(text)
		}
	}
	return a.messages.Fill(p.ID, data)
}

// phraseText says a phrase in the user's language, be it the whole of a text or
// followed by ", then" and the words that are expected.
func (a *app) phraseText(text string) string {
	if id, ok := phrases[text]; ok {
		return a.messages.Text(id)
	}
	if known, words, ok := strings.Cut(text, ", then "); ok && phrases[known] != "" {
		return a.messages.Text("phrase.then", "Before", a.messages.Text(phrases[known]), "Words", words)
	}
	return text
}
