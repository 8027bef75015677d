package catalog

import (
	"fmt"

	"golang.org/x/text/language"
)

// New is a catalogue without messages, for a file that there is none of, in the
// dialect of its source.
func New(name, lang string, like *Catalog) (*Catalog, error) {
	text := ""
	switch FormatOf(name) {
	case JSON:
		text = "{}\n"
	case PO:
		text = fmt.Sprintf("msgid \"\"\nmsgstr \"\"\n\"Language: %s\\n\"\n\"MIME-Version: 1.0\\n\"\n"+
			"\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Content-Transfer-Encoding: 8bit\\n\"\n", language.Make(lang))
	}
	return Parse(name, []byte(text), lang, Options{Like: like})
}
