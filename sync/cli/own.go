package cli

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// ownLanguage is the target language that the user reads messages in, or "" if
// the project has none such.
func (a *app) ownLanguage(p *disk.Project) string {
	own, _ := language.Make(a.messages.Language()).Base()
	for _, target := range p.Config.Targets {
		if base, _ := language.Make(target).Base(); base == own {
			return target
		}
	}
	return ""
}

// likelyLanguage is the target language that an example for the user names.
func (a *app) likelyLanguage(p *disk.Project) string {
	return cmp.Or(a.ownLanguage(p), p.Config.Targets[0])
}

// linePlace matches a place in a file as status and check print it.
var linePlace = regex.Lazy(`^(.+?):([1-9][0-9]{0,8})(?:-[0-9]+)?(?::[0-9]+)?$`)

// openAtLines opens the project, puts the paths of files in the place of names such as
// "articles/tr/a.md:3", and lists the rows that stand there.
func (a *app) openAtLines(ctx context.Context, names []string) (p *disk.Project, articles, rows []string, err error) {
	if p, err = a.openProject(); err != nil {
		return nil, nil, nil, err
	}
	out := make([]string, len(names))
	for k, name := range names {
		out[k] = name
		if a.isThere(name) {
			continue
		}
		m := linePlace.FindStringSubmatch(name)
		if m == nil {
			continue
		}
		out[k] = m[1]
		line, err := strconv.Atoi(m[2])
		if err != nil {
			return nil, nil, nil, err
		}
		ids, err := a.rowsAt(ctx, p, m[1], line)
		if err != nil {
			return nil, nil, nil, err
		}
		if len(ids) == 0 {
			a.raiseStatus(exitUsage)
			a.writeComplaint(a.messages.Text("mark.unknown", "Segment", name))
			return nil, nil, nil, errReported
		}
		rows = append(rows, ids...)
	}
	return p, out, rows, nil
}

// isThere reports whether a file or folder has a name, as seen from the working folder.
func (a *app) isThere(name string) bool {
	_, err := os.Lstat(a.fullPath(filepath.FromSlash(name)))
	return err == nil
}

// rowsAt are the ids of the rows that stand at a line of a source or translation.
func (a *app) rowsAt(ctx context.Context, p *disk.Project, name string, line int) ([]string, error) {
	file, err := a.relativeName(p, name)
	if err != nil {
		return nil, err
	}
	var out []string
	_, err = p.Each(ctx, xsync.Query{Articles: []string{file}, Rows: true}, func(article *xsync.Article) error {
		for k := range article.Translations {
			t := &article.Translations[k]
			for i := range t.Rows {
				r := &t.Rows[i]
				if file == t.Path && coversLine(t.Target, r.Target, line) || file == t.SourcePath && coversLine(t.Source, r.Source, line) {
					out = append(out, article.ID+"#"+r.ID)
				}
			}
		}
		return nil
	})
	return out, err
}

// coversLine reports whether one of some segments of a document stands at a line.
func coversLine(doc *block.Doc, segments []drift.Segment, line int) bool {
	for _, s := range segments {
		text := strings.TrimRight(string(doc.Src[s.Start:s.End]), " \t\r\n")
		if doc.Line(s.Start) <= line && line <= doc.Line(max(s.Start, s.Start+len(text)-1)) {
			return true
		}
	}
	return false
}
