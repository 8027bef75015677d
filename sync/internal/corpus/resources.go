package corpus

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// sourceFolder is the folder of the string resources of Android in the source language;
// translations lie in folders with a language behind a hyphen.
const sourceFolder = "values"

// resourceTag is the BCP 47 tag that the name of a resource folder of Android has behind
// "values-": tr, pt-rBR, b+sr+Latn; "" if that is no language. Hebrew, Indonesian and
// Yiddish have old codes there.
func resourceTag(spelled string) string {
	if rest, ok := strings.CutPrefix(spelled, "b+"); ok {
		return tagOf(strings.ReplaceAll(rest, "+", "-"))
	}
	base, region, more := strings.Cut(spelled, "-")
	if current := oldCodes[base]; current != "" {
		base = current
	}
	switch {
	case !more:
		return tagOf(base)
	case len(region) != len("rTR") || region[0] != 'r' || strings.ToUpper(region[1:]) != region[1:]:
		return ""
	}
	return tagOf(base + "-" + region[1:])
}

var oldCodes = map[string]string{"iw": "he", "in": "id", "ji": "yi"}

// resourceSpelling is how a resource folder spells a tag; it may be spelled so already.
func resourceSpelling(tag string) string {
	if strings.HasPrefix(tag, "b+") {
		return tag
	}
	base, rest, more := strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
	switch {
	case !more:
		return base
	case len(rest) == len("TR"):
		return base + "-r" + strings.ToUpper(rest)
	case len(rest) == len("rTR") && rest[0] == 'r' && strings.ToUpper(rest[1:]) == rest[1:]:
		return tag
	}
	return "b+" + base + "+" + strings.ReplaceAll(rest, "-", "+")
}

// resourcePlace is the language in the name of a folder of resources.
func resourcePlace(names []string, k int, ext string) (place, bool) {
	spelled, ok := strings.CutPrefix(names[k], sourceFolder+"-")
	if !ok || k == len(names)-1 {
		return place{}, false
	}
	lang := resourceTag(spelled)
	return place{names: names, part: k, head: sourceFolder + "-", spelled: spelled, lang: lang, ext: ext}, lang != ""
}

// resources are the files that translations of Android resources have in the folders of
// one name, such as src/main/res.
type resources struct {
	modules map[string]bool // that have such a folder
	files   map[string]bool // names without their ending
	tags    map[string]bool
}

// detectResources recognises string resources of Android: the files in folders such as
// values-tr that have a source of the same name in values.
func (c *Config) detectResources(files map[string]bool) {
	found := resourcesIn(files, c.Source)
	for _, folder := range slices.Sorted(maps.Keys(found)) {
		r := found[folder]
		head := "**"
		if len(r.modules) == 1 {
			head = slices.Collect(maps.Keys(r.modules))[0]
		}
		pattern := path.Join(head, folder, sourceFolder+"-"+langMark, oneOf(r.files)+".xml")
		tags := slices.Sorted(maps.Keys(r.tags))
		c.Catalogs = append(c.Catalogs, Entry{Path: pattern, SourcePath: strings.Replace(pattern, "-"+langMark, "", 1), Targets: tags})
	}
}

// resourcesIn are the resources that have translations, by the names of their folders.
func resourcesIn(files map[string]bool, source string) map[string]*resources {
	out := map[string]*resources{}
	for name := range files {
		names := strings.Split(name, "/")
		if path.Ext(name) != ".xml" || len(names) < 2 || strings.HasPrefix(path.Base(name), "donottranslate") {
			continue
		}
		p, ok := resourcePlace(names, len(names)-2, ".xml")
		if !ok || baseLanguage(p.lang) == baseLanguage(source) || !files[p.withoutLanguage()] {
			continue
		}
		module, folder := cutModule(path.Join(names[:len(names)-2]...))
		if out[folder] == nil {
			out[folder] = &resources{map[string]bool{}, map[string]bool{}, map[string]bool{}}
		}
		out[folder].modules[module] = true
		out[folder].files[strings.TrimSuffix(path.Base(name), ".xml")] = true
		out[folder].tags[p.lang] = true
	}
	return out
}

// cutModule parts the folder of resources into that of the module and the rest:
// feature/x and src/main/res.
func cutModule(folder string) (module, rest string) {
	if at := strings.LastIndex("/"+folder, "/src/"); at >= 0 {
		return strings.TrimSuffix(folder[:at], "/"), folder[at:]
	}
	module, rest = path.Split(folder)
	return path.Clean(module), rest
}

// oneOf is a pattern of some names.
func oneOf(names map[string]bool) string {
	if len(names) == 1 {
		return slices.Collect(maps.Keys(names))[0]
	}
	return "{" + strings.Join(slices.Sorted(maps.Keys(names)), ",") + "}"
}

var resourceFolders = regex.Lazy(`(^|/)(?:src/main/)?res/values(/|$)`)

// resourceID is the id of a catalogue without the folders that all modules have:
// app/strings for app/src/main/res/values/strings.
func resourceID(id string) string {
	return resourceFolders.ReplaceAllString(id, "$1")
}
