package queue

import (
	"io/fs"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/format"
)

// siblings is how many translations are looked at to learn how they say their
// language.
const siblings = 20

// declareLanguage lets a new translation say its own language where it would say that of
// its source. It is spelled as its siblings spell it; if there are any and none says
// its own language, the site knows the language otherwise, and nothing is changed.
func (j *job) declareLanguage(p *xsync.Project, src []byte) []byte {
	if !format.SameLanguage(format.Declared(j.t.Source), j.t.SourceLanguage) {
		return src
	}
	spelled := j.usualSpelling(p)
	if spelled == "" {
		return src
	}
	doc, err := format.Of(j.t.Path).Parse(src, block.Options{Path: j.t.Path, Language: j.t.Language})
	if err != nil {
		return src
	}
	return format.Declare(doc, j.t.SourceLanguage, spelled)
}

// usualSpelling is how the translations into the job's language spell it, "" if they do
// not say it; without any it is the tag.
func (j *job) usualSpelling(p *xsync.Project) string {
	articles, _ := p.Config.Find(p.FS)
	said := 0
	for k := range articles {
		t := articles[k].Targets[j.t.Language]
		known := format.Of(t.Path)
		if !t.Exists || known == nil || format.Keyed(t.Path) {
			continue
		}
		data, err := fs.ReadFile(p.FS, t.Path)
		if err != nil {
			continue
		}
		doc, err := known.Parse(data, block.Options{Path: t.Path})
		if err != nil {
			continue
		}
		value := format.Declared(doc)
		if format.SameLanguage(value, j.t.Language) {
			return value
		}
		if value != "" {
			said++
		}
		if said == siblings {
			break
		}
	}
	if said > 0 {
		return ""
	}
	return j.t.Language
}
