package desk

import (
	"io/fs"
	"strings"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/remark"
)

// RemarksOn reads what people say about an article in a language, and a problem for
// each line that says nothing, of the first of them.
func RemarksOn(p *xsync.Project, lang, id string) ([]remark.Remark, []corpus.Problem, error) {
	name := remark.Path(lang, id)
	data, err := p.Optional(name)
	if err != nil {
		return nil, nil, err
	}
	remarks, bad := remark.Decode(data)
	var problems []corpus.Problem
	for _, line := range bad[:min(len(bad), corpus.MaxProblems)] {
		problems = append(problems, corpus.Problem{ID: corpus.BrokenRemark, Path: name, Line: line})
	}
	return remarks, problems, nil
}

// LongestRemark is the number of bytes that a remark may have.
const LongestRemark = 10000

// HasRemarks reports whether anybody has said anything in a project.
func HasRemarks(p *disk.Project) bool {
	info, err := fs.Stat(p.FS, strings.TrimSuffix(baseline.Remarks, "/"))
	return err == nil && info.IsDir()
}
