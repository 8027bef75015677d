package corpus

import (
	"io/fs"

	"golang.org/x/text/language"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// generators are the files in which site generators are told the language that a site is
// written in, of Docusaurus and of Hugo.
var generators = []string{
	"docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs", "website/docusaurus.config.js", "website/docusaurus.config.ts",
	"hugo.toml", "hugo.yaml", "hugo.json", "config.toml", "config.yaml", "config/_default/hugo.toml", "config/_default/config.toml",
}

// defaultLanguage matches the line that names it.
var defaultLanguage = regex.Lazy(`(?m)^[ \t]*["']?(?:defaultLocale|defaultContentLanguage)["']?[ \t]*[:=][ \t]*["']?([A-Za-z][A-Za-z0-9-]+)`)

// Declared is the language that a site generator takes for that of the source, by its
// configuration, without the region of [Default]; else that.
func Declared(fsys fs.FS) string {
	for _, name := range generators {
		data, err := ReadText(fsys, name)
		if err != nil {
			continue
		}
		if m := defaultLanguage.FindSubmatch(data); m != nil {
			tag, err := language.Parse(string(m[1]))
			if base, _ := tag.Base(); err == nil && base.String() != Default {
				return tag.String()
			}
		}
	}
	return Default
}
