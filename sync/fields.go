package xsync

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/format"
)

// unknownFields are the fields of front matter that the configuration names and that
// no article has whose entry names them. The usual ones may be named in advance.
func (p *Project) unknownFields(articles []corpus.Article) []corpus.Problem {
	var problems []corpus.Problem
	var seen [][]string
	for k := range articles {
		fields := articles[k].FrontMatter
		if len(fields) == 0 || slices.ContainsFunc(seen, func(s []string) bool { return slices.Equal(s, fields) }) {
			continue
		}
		seen = append(seen, fields)
		for _, f := range p.unmatchedFields(fields, articles[k:]) {
			problems = append(problems, corpus.Problem{ID: corpus.UnknownField, Path: corpus.ConfigName, Data: map[string]any{"Field": f}})
		}
	}
	return problems
}

// unmatchedFields are those of some fields that stand in the front matter of no article of
// their entry. What an article has that cannot be read is not known, and then none is
// unmatched.
func (p *Project) unmatchedFields(fields []string, articles []corpus.Article) []string {
	left := slices.DeleteFunc(slices.Clone(fields), format.UsualField)
	for k := range articles {
		if len(left) == 0 || !slices.Equal(articles[k].FrontMatter, fields) {
			continue
		}
		data, err := p.readBytes(articles[k].Source)
		if err != nil {
			return nil
		}
		top := frontMatterOf(data)
		left = slices.DeleteFunc(left, func(f string) bool { return keyOf(f).Match(top) })
	}
	return left
}

// keyOf finds the last key of the path of a field: title in features[].title.
func keyOf(path string) *regexp.Regexp {
	path = strings.TrimRight(strings.TrimPrefix(path, "!"), "[]0123456789")
	key := path[strings.LastIndexByte(path, '.')+1:]
	return regexp.MustCompile(`(?im)(?:^|[\s{,"'.[-])` + regexp.QuoteMeta(key) + `["']?\s*[:=\]]`)
}

// frontMatterOf is the front matter of a file, or the whole if its end is not found.
func frontMatterOf(data []byte) []byte {
	for _, fence := range []string{"\n---", "\n+++"} {
		if bytes.HasPrefix(bytes.TrimPrefix(data, []byte("\ufeff")), []byte(fence[1:])) {
			if end := bytes.Index(data[len(fence):], []byte(fence)); end >= 0 {
				return append(bytes.Clone(data[:len(fence)+end+len(fence)]), '\n')
			}
		}
	}
	return data
}

// unreadFields are the fields of front matter that hold prose and that nobody reads, over
// all articles that were examined.
type unreadFields struct {
	fields   []string // each once, in the order in which they came
	articles int      // that have any
	first    string   // path of the first
}

// note keeps those of an article.
func (u *unreadFields) note(a *Article) {
	if len(a.unread) == 0 {
		return
	}
	if u.articles++; u.articles == 1 {
		u.first = a.Path
	}
	for _, f := range a.unread {
		if !slices.Contains(u.fields, f) {
			u.fields = append(u.fields, f)
		}
	}
}

// mostFields is how many fields are told by name.
const mostFields = 5

// problems says which fields nobody reads, if there are any.
func (u *unreadFields) problems() []corpus.Problem {
	if u.articles == 0 {
		return nil
	}
	names, more := u.fields, 0
	if len(names) > mostFields {
		names, more = names[:mostFields], len(names)-mostFields
	}
	return []corpus.Problem{{ID: corpus.UnreadFields, Path: u.first, Data: map[string]any{
		"Fields": strings.Join(names, ", "), "Field": names[0], "More": more, "Articles": u.articles - 1,
	}}}
}
