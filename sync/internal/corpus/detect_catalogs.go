package corpus

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// catalogFolders are names of folders that hold message catalogues, and
// catalogStems those that the files have before the language.
var (
	catalogFolders = set("i18n intl l10n lang langs language languages locale locales messages po translation translations")
	catalogStems   = set("active. messages. translation. translations.")
)

// detectCatalogs recognises message catalogues: files that have the language for a
// name, or behind a name, or lie in a folder of that name, in a folder that is
// called as those of catalogues are. There must be the source and a translation
// into a language of the project; gettext needs no source. Where there are no
// articles their languages are those of the project.
func (d *detector) detectCatalogs(fsys fs.FS, c *Config) {
	files := catalogFiles(fsys)
	targets := c.Targets
	for pattern, tags := range catalogPatterns(files) {
		hasSource := slices.ContainsFunc(tags, func(t string) bool { return foldTag(t) == foldTag(c.Source) })
		tags = slices.DeleteFunc(tags, func(t string) bool {
			return baseLanguage(t) == baseLanguage(c.Source) || len(targets) > 0 && !c.isLanguage(t)
		})
		if len(tags) == 0 || !hasSource && path.Ext(pattern) != ".po" {
			continue
		}
		entry := Catalogs{Path: pattern}
		if !hasSource {
			entry.SourcePath = templateOf(pattern, files)
		}
		c.Catalogs = append(c.Catalogs, entry)
		if len(targets) == 0 {
			c.Targets = append(c.Targets, tags...)
		}
	}
	if len(c.Articles) == 0 && len(c.Catalogs) == 0 {
		oneLanguage(fsys, files, c)
	}
	slices.SortFunc(c.Catalogs, func(a, b Catalogs) int { return strings.Compare(a.Path, b.Path) })
	slices.Sort(c.Targets)
	c.Targets = slices.Compact(c.Targets)
	c.prefixCatalogs(fsys)
}

// headerLanguage is the field of a gettext header that names the language.
var headerLanguage = regex.Lazy(`"Language:\s*([A-Za-z_-]+)`)

// oneLanguage recognises the repository of the translations into one language:
// gettext catalogues whose headers all name it, in any folder.
func oneLanguage(fsys fs.FS, files map[string]bool, c *Config) {
	lang := ""
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if path.Ext(name) != ".po" {
			continue
		}
		src, err := ReadText(fsys, name)
		if err != nil {
			continue
		}
		m := headerLanguage.FindSubmatch(src[:min(len(src), 1<<13)])
		if m == nil || lang != "" && tagOf(string(m[1])) != lang {
			return
		}
		lang = tagOf(string(m[1]))
	}
	if lang != "" && baseLanguage(lang) != baseLanguage(c.Source) {
		c.Targets = []string{lang}
		c.Catalogs = []Catalogs{{Path: "**/*.po", Language: lang}}
	}
}

// prefixCatalogs tells catalogues apart from articles, and from each other, if
// any two have the same id.
func (c *Config) prefixCatalogs(fsys fs.FS) {
	if len(c.Catalogs) == 0 {
		return
	}
	if _, problems := c.Find(fsys); !slices.ContainsFunc(problems, func(p Problem) bool { return p.ID == SameID }) {
		return
	}
	for k := range c.Catalogs {
		folders, _, _ := strings.Cut(c.Catalogs[k].Path, langMark)
		if folders = path.Clean(folders); folders != "." {
			c.Catalogs[k].Prefix = folders
		}
	}
}

// catalogFiles lists the files that can be catalogues.
func catalogFiles(fsys fs.FS) map[string]bool {
	files := map[string]bool{}
	_ = fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case e.IsDir() && name != "." && (hiddenName(e.Name()) || made[e.Name()]):
			return fs.SkipDir
		case e.Type().IsRegular() && catalogEndings[path.Ext(name)] && e.Name()[0] != '.':
			files[name] = true
		}
		return nil
	})
	return files
}

// catalogPatterns are the patterns that files speak for, with the languages.
func catalogPatterns(files map[string]bool) map[string][]string {
	out := map[string][]string{}
	for name := range files {
		for _, p := range languagePlaces(name) {
			pattern, tag := p.catalogPattern(), tagOf(p.spelled)
			if pattern != "" && !slices.Contains(out[pattern], tag) {
				out[pattern] = append(out[pattern], tag)
			}
		}
	}
	return out
}

// templateOf is the only gettext template in the folder of a pattern, or "".
func templateOf(pattern string, files map[string]bool) string {
	found := ""
	for name := range files {
		if path.Ext(name) != ".pot" || path.Dir(name) != path.Dir(pattern) {
			continue
		}
		if found != "" {
			return ""
		}
		found = name
	}
	return found
}

// catalogPattern is the pattern of the catalogues of which one has the language
// in this place, or "".
func (p *place) catalogPattern() string {
	folders := p.names[:p.part]
	known := slices.ContainsFunc(folders, func(name string) bool { return catalogFolders[name] })
	if p.inFileName() {
		if !known && !catalogStems[p.head] {
			return ""
		}
		return path.Join(path.Join(folders...), p.head+langMark+p.ext)
	}
	below := p.names[p.part+1:]
	gettext := len(below) == 2 && below[0] == "LC_MESSAGES"
	if p.head != "" || !known && !gettext || len(below) > 1 && !gettext {
		return ""
	}
	return path.Join(path.Join(folders...), langMark, path.Join(below[:len(below)-1]...), "*"+p.ext)
}
