package corpus

import (
	"cmp"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/langdata"
	"github.com/xsync-project/xsync/sync/internal/regex"
	"github.com/xsync-project/xsync/sync/internal/wordset"
)

// catalogFolders are names of folders that hold message catalogues, with or without a
// low line before them, and catalogStems those that the files have before the language.
var (
	catalogFolders = wordset.Of("i18n intl l10n lang langs language languages locale locales messages po strings translation translations")
	catalogStems   = wordset.Of("active. messages. package.nls. translation. translations.")
)

// detectCatalogs recognises message catalogues: files that have the language for a
// name, or behind a name, or lie in a folder of that name, in a folder that is
// called as those of catalogues are. There must be the source and a translation;
// gettext needs no source.
func (d *detector) detectCatalogs(fsys fs.FS, c *Config) {
	files := catalogFiles(fsys)
	patterns := d.catalogPatterns(files)
	for pattern, spellings := range patterns {
		source := sourceSpelling(spellings, c.Source)
		bundle := bundleOf(pattern, files)
		if isTranslation(bundle, patterns, c.Source) {
			bundle = "" // ja-HI.json is no translation of ja.json
		}
		if source == "" && bundle == "" && (path.Ext(pattern) != ".po" || needsTemplate(pattern) && templateOf(pattern, files) == "") {
			d.noteSourceless(pattern, spellings, files)
			continue
		}
		var tags []string
		for _, s := range spellings {
			if tag := catalogTag(s); baseLanguage(tag) != baseLanguage(c.Source) {
				tags = append(tags, tag)
			}
		}
		if len(tags) == 0 {
			continue
		}
		entry := Entry{Path: pattern, Targets: union(tags, nil), Names: namesAmong(spellings)}
		switch {
		case source == "" && bundle != "":
			entry.SourcePath = bundle
		case source == "":
			entry.SourcePath = templateOf(pattern, files)
		case foldTag(catalogTag(source)) != foldTag(c.Source):
			entry.SourcePath = strings.Replace(pattern, langMark, source, 1)
		}
		c.Catalogs = append(c.Catalogs, entry)
	}
	c.Catalogs = joinCatalogs(c.Catalogs, files, c.Source)
	c.detectResources(files)
	for _, entry := range c.Catalogs {
		c.Targets = union(c.Targets, entry.Targets)
	}
	if len(c.Articles) == 0 && len(c.Catalogs) == 0 {
		oneLanguage(fsys, files, c)
	}
	slices.SortFunc(c.Catalogs, func(a, b Entry) int { return strings.Compare(a.Path, b.Path) })
	c.prefixCatalogs(fsys)
}

// noteSourceless notes the first JSON file of a pattern that has none in the source language, as
// of programs whose messages are called by their texts.
func (d *detector) noteSourceless(pattern string, spellings []string, files map[string]bool) {
	name := strings.Replace(pattern, langMark, spellings[0], 1)
	if path.Ext(name) == ".json" && files[name] && (d.sourceless == nil || name < d.sourceless.Path) {
		d.sourceless = &Problem{ID: NoCatalogSource, Path: name, Data: map[string]any{"Source": strings.Replace(pattern, langMark, d.source, 1)}}
	}
}

// sourceSpelling is how catalogues spell the source language: with its region, without
// it, or with one where the articles name none, rather with that of its home; "" if they do
// not have it.
func sourceSpelling(spellings []string, source string) string {
	for _, fits := range []func(tag string) bool{
		func(tag string) bool { return foldTag(tag) == foldTag(source) },
		func(tag string) bool { return foldTag(tag) == baseLanguage(source) },
		func(tag string) bool { return baseLanguage(tag) == foldTag(source) && atHome(tag) },
		func(tag string) bool { return baseLanguage(tag) == foldTag(source) },
	} {
		if at := slices.IndexFunc(spellings, func(s string) bool { return fits(catalogTag(s)) }); at >= 0 {
			return spellings[at]
		}
	}
	return ""
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
		c.Catalogs = []Entry{{Path: "**/*.po", Language: lang}}
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
		entry := &c.Catalogs[k]
		if folder := fixedFolder(strings.TrimPrefix(entry.Path, "**/")); folder != "." {
			entry.Prefix = folder
		}
		if slices.ContainsFunc(c.Catalogs[:k], func(other Entry) bool { return withoutEnding(other.Path) == withoutEnding(entry.Path) }) {
			entry.Prefix = path.Join(entry.Prefix, strings.TrimPrefix(path.Ext(entry.Path), "."))
		}
	}
}

// catalogFiles lists the files that can be catalogues.
func catalogFiles(fsys fs.FS) map[string]bool {
	files := map[string]bool{}
	walkFiles(fsys, func(name string) {
		if catalogEndings[path.Ext(name)] && path.Base(name)[0] != '.' {
			files[name] = true
		}
	})
	return files
}

// catalogPatterns are the patterns that files speak for, with how their paths spell the
// languages, sorted.
func (d *detector) catalogPatterns(files map[string]bool) map[string][]string {
	out := map[string][]string{}
	add := func(pattern, spelled string) {
		if pattern != "" && catalogTag(spelled) != "" && !slices.Contains(out[pattern], spelled) {
			out[pattern] = append(out[pattern], spelled)
		}
	}
	for name := range files {
		if path.Ext(name) == appleEnding {
			add(applePattern(name))
			continue
		}
		for _, p := range d.languagePlaces(name) {
			add(p.catalogPattern(), p.spelled)
		}
	}
	joinBelow(out)
	for pattern, spellings := range out {
		slices.Sort(spellings)
		out[pattern] = withoutSecondNames(spellings)
	}
	return out
}

// catalogTag is the tag that a word of the path of a catalogue spells by its code, or by the name
// of the language or the code of a country that is taken for it: jp, cn, russian.
func catalogTag(word string) string { return cmp.Or(tagOf(word), langdata.NameTag(word)) }

// withoutSecondNames are spellings without the names of languages that are spelled by their tags
// as well: zh-CN.json beside cn.json.
func withoutSecondNames(spellings []string) []string {
	return slices.DeleteFunc(slices.Clone(spellings), func(s string) bool {
		return tagOf(s) == "" && slices.ContainsFunc(spellings, func(o string) bool {
			return o != s && foldTag(catalogTag(o)) == foldTag(catalogTag(s)) && (tagOf(o) != "" || o < s)
		})
	})
}

// namesAmong are the spellings that are no tags, with theirs, nil if there are none.
func namesAmong(spellings []string) map[string]string {
	var out map[string]string
	for _, s := range spellings {
		if tagOf(s) != "" {
			continue
		}
		if out == nil {
			out = map[string]string{}
		}
		out[strings.ToLower(s)] = catalogTag(s)
	}
	return out
}

// gettextFolder is the folder that gettext has in the folder of each language.
const gettextFolder = "LC_MESSAGES"

// joinBelow makes one of the patterns of the folders in a folder of each language:
// a/{lang}/**/*.json of a/{lang}/*.json and a/{lang}/b/*.json.
func joinBelow(patterns map[string][]string) {
	for _, pattern := range slices.Sorted(maps.Keys(patterns)) {
		folder, below, ok := strings.Cut(pattern, "/"+langMark+"/")
		folder += "/" + langMark + "/"
		if rest, gettext := strings.CutPrefix(below, gettextFolder+"/"); gettext {
			folder, below = folder+gettextFolder+"/", rest
		}
		if !ok || !strings.Contains(below, "/") {
			continue
		}
		all := folder + "**/" + path.Base(below)
		for _, part := range []string{pattern, folder + path.Base(below)} {
			for _, s := range patterns[part] {
				if !slices.Contains(patterns[all], s) {
					patterns[all] = append(patterns[all], s)
				}
			}
			delete(patterns, part)
		}
	}
}

// needsTemplate reports whether nothing but the format says that the files of a pattern are
// called by languages: a file of gettext may be called ast.po for another reason.
func needsTemplate(pattern string) bool {
	folder, base := path.Split(pattern)
	head, _, named := strings.Cut(base, langMark)
	return named && !catalogStems[head] && !slices.ContainsFunc(strings.Split(folder, "/"), holdsCatalogs)
}

// templateOf is the gettext template of a pattern, or "": in the folder of the catalogues the
// only one there, if it has their name or they have none; above the folders of the languages,
// or in one that is called templates beside them, the one that has the name of the catalogues.
// Catalogues of several names are read with one template each.
func templateOf(pattern string, files map[string]bool) string {
	folder, below, nested := strings.Cut(pattern, "/"+langMark+"/")
	if !nested {
		found := templateIn(path.Dir(pattern), files)
		head, _, _ := strings.Cut(path.Base(pattern), langMark)
		if name := strings.TrimRight(head, joints); name != "" && name+".pot" != path.Base(found) {
			return ""
		}
		return found
	}
	within, name := path.Split(strings.TrimSuffix(below, ".po"))
	if above, deep := strings.CutSuffix(within, "**/"); deep {
		within, name = above, "**/"+name
	}
	names := []string{name}
	if strings.Contains(name, "*") {
		names = namesOf(folder, within, strings.HasPrefix(name, "**"), files)
	}
	for _, dir := range []string{folder, path.Join(folder, "templates", within), path.Join(folder, "templates")} {
		if len(names) > 0 && !slices.ContainsFunc(names, func(n string) bool { return !files[path.Join(dir, n+".pot")] }) {
			return path.Join(dir, name+".pot")
		}
	}
	return ""
}

// namesOf are the names, without their ending, that the gettext catalogues in a folder of each
// language have, or in all folders below it.
func namesOf(folder, below string, deep bool, files map[string]bool) []string {
	var out []string
	for name := range files {
		rest, inside := strings.CutPrefix(name, folder+"/")
		_, file, deeper := strings.Cut(rest, "/")
		own, there := strings.CutPrefix(file, below)
		if inside && deeper && there && path.Ext(own) == ".po" && (deep || !strings.Contains(own, "/")) {
			out = append(out, strings.TrimSuffix(own, ".po"))
		}
	}
	return out
}

// templateIn is the only gettext template in a folder, or "".
func templateIn(folder string, files map[string]bool) string {
	found := ""
	for name := range files {
		if path.Ext(name) != ".pot" || path.Dir(name) != folder {
			continue
		}
		if found != "" {
			return ""
		}
		found = name
	}
	return found
}

// Message files of Apple's systems lie in a folder for each language, tr.lproj. The
// source may lie in Base.lproj.
const (
	appleEnding = ".strings"
	appleFolder = ".lproj"
	appleBase   = "Base"
)

// applePattern is the pattern of the message files of a folder of Apple's systems, and how
// the folder spells the language.
func applePattern(name string) (pattern, spelled string) {
	folder := path.Dir(name)
	spelled, ok := strings.CutSuffix(path.Base(folder), appleFolder)
	if !ok {
		return "", ""
	}
	return path.Join(path.Dir(folder), langMark+appleFolder, "*"+appleEnding), spelled
}

// slangEnding is that of the message files of slang, a library for Dart.
const slangEnding = ".i18n.json"

// endingOf is the ending of a name, both of them for a file of slang.
func endingOf(name string) string {
	if strings.HasSuffix(name, slangEnding) {
		return slangEnding
	}
	return path.Ext(name)
}

// bundleOf is the file without a language in which messages stand in the source language, as in
// the bundles of Java and slang and in package.nls.json of VS Code, or the pattern of those of
// Apple's systems, or "".
func bundleOf(pattern string, files map[string]bool) string {
	if path.Ext(pattern) == appleEnding {
		base := strings.Replace(pattern, langMark, appleBase, 1)
		for name := range files {
			if ok, _ := path.Match(base, name); ok {
				return base
			}
		}
		return ""
	}
	for _, mark := range joints {
		base := strings.Replace(pattern, string(mark)+langMark, "", 1)
		if base != pattern && path.Ext(base) != ".po" && files[base] {
			return base
		}
	}
	return ""
}

// isTranslation reports whether the name of a file is a language, and one beside
// it is called by that of the source.
func isTranslation(name string, patterns map[string][]string, source string) bool {
	ending := endingOf(name)
	stem := strings.TrimSuffix(path.Base(name), ending)
	all := patterns[path.Join(path.Dir(name), langMark+ending)]
	if !slices.Contains(all, stem) {
		return false
	}
	beside := sourceSpelling(all, source)
	return beside != "" && beside != stem
}

// isBundle reports whether the name of a file is that of messages wherever it lies: it is
// in a format that holds nothing else, or named as a bundle of Java is.
func (p *place) isBundle() bool {
	language, _, _ := strings.Cut(p.spelled, "_")
	return p.ext == ".arb" || p.ext == ".po" || p.ext == slangEnding || p.ext == ".properties" && strings.HasSuffix(p.head, "_") && len(language) == len("tr")
}

// catalogPattern is the pattern of the catalogues of which one has the language
// in this place, or "".
func (p *place) catalogPattern() string {
	if p.ext == ".xml" {
		return "" // of XML, only resources of Android hold messages
	}
	if at := slices.Index(p.names, gettextFolder); at > 0 && p.part != at-1 {
		return "" // what lies in the folder of a language is called by its text: id.po
	}
	folders := p.names[:p.part]
	known := slices.ContainsFunc(folders, holdsCatalogs)
	if p.inFileName() {
		if !known && !catalogStems[p.head] && !p.isBundle() {
			return ""
		}
		return path.Join(path.Join(folders...), p.head+langMark+p.ext)
	}
	below := p.names[p.part+1:]
	gettext := len(below) > 1 && below[0] == gettextFolder
	if p.head != "" || !known && !gettext {
		return ""
	}
	return path.Join(path.Join(folders...), langMark, path.Join(below[:len(below)-1]...), "*"+p.ext)
}
