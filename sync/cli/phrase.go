package cli

import (
	"maps"
	"strings"

	"github.com/xsync-project/xsync/locales"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/disk"
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
	"address already in use":    "phrase.in_use",
	"invalid argument":          "phrase.no_text_file",

	"summary rows=number": "phrase.summary",
	"as many rows as this line says; the file was cut, restore it":                     "phrase.cut",
	"the entries after the head; the file was cut, restore it":                         "phrase.head",
	"a row, its digests, how they were accepted and a check code, as xsync wrote them": "phrase.entry",
	"digests of 24 letters joined by +, or -, on both sides":                           "phrase.digests",
	"a digest of 24 letters, a kind and a text":                                        "phrase.text",
	"a seal of 24 letters and a remark, as xsync check --accept writes them":           "phrase.seal",

	"git is not installed": "phrase.no_git",

	disk.ErrLink.Error():      "problem.is_link",
	disk.ErrFolder.Error():    "phrase.is_folder",
	disk.ErrMeanwhile.Error(): "problem.changed_since",

	"nested too deeply":                        "phrase.too_deep",
	"the file ends too soon":                   "phrase.ends",
	"unexpected EOF":                           "phrase.ends",
	"unexpected end of JSON input":             "phrase.ends",
	"EOF":                                      "phrase.ends",
	"want UTF-8":                               "phrase.want_utf8",
	"zip: not a valid zip file":                "phrase.no_zip",
	"a text with NUL":                          "phrase.nul",
	"want an object":                           "phrase.want_object",
	"want an object with items":                "phrase.want_items",
	"want a list of items":                     "phrase.want_list",
	"something stands behind the object":       "phrase.behind_object",
	"want a mapping":                           "phrase.want_mapping",
	"a text stands outside the element":        "phrase.outside_element",
	"bare \" in non-quoted-field":              "phrase.bare_quote",
	"extraneous or missing \" in quoted-field": "exchange.quote",

	"a string without a keyword":                          "phrase.po_no_keyword",
	"a line that is not a comment, a keyword or a string": "phrase.po_line",
	"a string that does not end where the line does":      "phrase.po_open",
	"an unknown keyword":                                  "phrase.po_keyword",
	"msgid without msgstr":                                "phrase.po_no_msgstr",
	"msgctxt without msgid":                               "phrase.po_no_msgid",
	"too many plural forms":                               "phrase.po_plurals",
	"the comment is not closed; */ is missing":            "phrase.comment_open",
	"the text is not closed; a quotation mark is missing": "phrase.text_open",
	"a text in quotation marks is expected":               "phrase.want_quoted",
	"a semicolon is missing behind the text":              "phrase.semicolon",

	"array is incomplete":                              "phrase.list_open",
	"inline table is incomplete":                       "phrase.table_open",
	"unterminated basic string":                        "phrase.text_open",
	"unterminated literal string":                      "phrase.text_open",
	"basic strings cannot have new lines":              "phrase.text_open",
	"literal strings cannot have new lines":            "phrase.text_open",
	"strings must be quoted":                           "phrase.want_quoted",
	"expected '=' after key":                           "phrase.want_equals",
	"expected ']' to close table name":                 "phrase.name_open",
	"expected ']]' to close array table name":          "phrase.name_open",
	"expected ',' or ']' after array value":            "phrase.want_comma",
	"expected ',' or '}' after inline table key-value": "phrase.want_comma",
	"expected value, not end of input":                 "phrase.want_value",
}

// shapes are phrases in which something is told, with the messages that say the same.
// What stands at "…" is the Told of the message.
var shapes = [][2]string{
	{"its aliases stand for more than … bytes of text", "phrase.aliases"},
	{"more than … keys", "phrase.many_keys"},
	{"want one element <…>", "phrase.want_element"},
	{"</…> closes nothing that is open", "phrase.closes_nothing"},
	{"<…> is not closed", "phrase.not_closed"},
	{"a … without a source", "phrase.no_source"},
	{"xml: opening charset \"…\": want UTF-8", "phrase.charset"},
	{"… does not belong here", "phrase.misplaced"},
	{"… is not UTF-8", "phrase.no_utf8"},
	{"… is not a text", "phrase.no_text"},
	{"… wants four hexadecimal digits", "phrase.four_digits"},
	{"expected newline but got …", "phrase.want_newline"},
	{`expected keyword "…"`, "phrase.want_quoted"},
	{"expected value but got …", "phrase.no_value"},
	{"unexpected character … at start of value", "phrase.no_value"},
	{"invalid character at start of key: …", "phrase.no_key"},
	{"address …: invalid port", "phrase.no_port"},
	{"exit status …", "phrase.exit_status"},
	{"signal: …", "phrase.signal"},
	{`exec: "…": executable file not found in $PATH`, "phrase.no_program"},
}

// sentenceOf is what a problem says in the user's language, without its position.
func (a *app) sentenceOf(p corpus.Problem) string {
	data := maps.Clone(p.Data)
	for _, key := range []string{"Reason", "Want"} {
		if text, ok := data[key].(string); ok {
			data[key] = a.phraseText(text)
		}
	}
	if args, ok := data["Arguments"].([]string); ok {
		data["Command"] = a.gitHere(data["Top"].(string), args...)
	}
	if p.ID == corpus.MovedRecord {
		data["Command"] = a.commandHere("init")
	}
	return a.messages.Fill(p.ID, data)
}

// phraseText says a phrase in the user's language: one of [phrases], be it the whole of
// a text or followed by ", then" and the words that are expected, or one of [shapes].
func (a *app) phraseText(text string) string { return phraseIn(a.messages, text) }

// phraseIn says a phrase in the language of messages.
func phraseIn(m *locales.Messages, text string) string {
	if id, ok := phrases[text]; ok {
		return m.Text(id)
	}
	if known, words, ok := strings.Cut(text, ", then "); ok && phrases[known] != "" {
		return m.Text("phrase.then", "Before", m.Text(phrases[known]), "Words", words)
	}
	for _, s := range shapes {
		before, after, _ := strings.Cut(s[0], "…")
		rest, begins := strings.CutPrefix(text, before)
		told, ends := strings.CutSuffix(rest, after)
		if begins && ends && told != "" {
			return m.Text(s[1], "Told", told)
		}
	}
	return text
}
