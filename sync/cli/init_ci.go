package cli

import (
	"cmp"
	"context"
	_ "embed"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/gitfs"
	"github.com/xsync-project/xsync/sync/internal/shell"
)

// services are the names of what a job can be written for.
var services = []string{"github", "gitlab", "pre-commit", "lefthook"}

//go:embed jobs/gitlab.yml
var gitlabJob string

// The files of jobs, from the root of the repository.
const (
	githubFile     = ".github/workflows/translations.yml"
	gitlabFile     = ".gitlab/xsync.yml"
	gitlabMain     = ".gitlab-ci.yml"
	precommitFile  = ".pre-commit-config.yaml"
	lefthookFile   = "lefthook.yml"
	gitlabIncluded = "include:\n  - local: " + gitlabFile + "\n"
)

// job is a file that makes a service check the translations.
type job struct{ name, text string }

// jobs are the files for a service. The folder is that of the project, from the root of
// the repository; the branch is the one that others are merged into.
func jobs(service, folder, branch string) []job {
	inside := ""
	if folder != "." {
		inside = "-C " + shell.Quote(folder) + " "
	}
	switch service {
	case "github":
		text := "name: translations\non:\n  pull_request:\n  push:\n    branches: [" + yamlText(branch) + "]\npermissions:\n  contents: read\njobs:\n  check:\n    runs-on: ubuntu-latest\n" +
			"    steps:\n      - uses: actions/checkout@v5\n        with:\n          fetch-depth: 0\n      - uses: xsync-project/xsync/.github/actions/check@main\n"
		if folder != "." {
			text += "        with:\n          directory: " + yamlText(folder) + "\n"
		}
		return []job{{githubFile, text}}
	case "gitlab":
		return []job{{gitlabFile, strings.ReplaceAll(gitlabJob, "XSYNC_DIRECTORY: .\n", "XSYNC_DIRECTORY: "+yamlText(folder)+"\n")}, {gitlabMain, gitlabIncluded}}
	case "pre-commit":
		text := "repos:\n  - repo: https://github.com/xsync-project/xsync\n    rev: main # better a commit or a tag\n    hooks:\n      - id: xsync\n"
		if folder != "." {
			text += "        entry: " + yamlText("xsync "+inside+"check --against HEAD") + "\n"
		}
		return []job{{precommitFile, text}}
	}
	return []job{{lefthookFile, "pre-commit:\n  commands:\n    xsync:\n      run: " + yamlText("xsync "+inside+"check --against HEAD") + "\n"}}
}

// notYAMLTexts are words that YAML 1.1 or 1.2 takes for something else than texts.
var notYAMLTexts = strings.Fields("y n yes no on off true false null")

// yamlText is a text as YAML writes it: as it is, if it can be nothing else.
func yamlText(s string) string {
	plain := strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./- ") == ""
	if plain && !slices.Contains(notYAMLTexts, strings.ToLower(s)) && s != "" && strings.Trim(s[:1], "0123456789.-_ ") != "" && !strings.HasSuffix(s, " ") || s == "." {
		return s
	}
	return strconv.Quote(s) // whose escapes are those of YAML
}

// checkEverywhere writes the job of a service, and overwrites nothing: what is there
// already is left, with what to add to it.
func (a *app) checkEverywhere(ctx context.Context, p *disk.Project, service string, dry bool) error {
	top, folder, branch := p.Root, ".", "main"
	if r, err := gitfs.Find(p.Root); err == nil {
		branch = r.DefaultBranch(ctx)
		if prefix := strings.TrimSuffix(r.Prefix(), "/"); prefix != "" {
			folder = prefix
			top = filepath.Join(top, filepath.FromSlash(strings.Repeat("../", strings.Count(prefix, "/")+1)))
		}
	}
	root, err := os.OpenRoot(top)
	if err != nil {
		return corpus.Unreadable(top, err)
	}
	defer func() { _ = root.Close() }()
	list := jobs(service, folder, branch)
	if _, err := root.Lstat(list[0].name); err == nil {
		a.raiseStatus(exitUsage) // what the job was to be for is left as it is, and said
	}
	for _, j := range list {
		if err := a.writeJob(root, j, dry); err != nil {
			return err
		}
	}
	return nil
}

// writeJob writes a file of a job, or shows it, or says what to add to the file that is
// there.
func (a *app) writeJob(root *os.Root, j job, dry bool) error {
	text := a.textWriter()
	if _, err := root.Lstat(j.name); err == nil || dry {
		head := a.messages.Text("init.shown_job", "File", j.name)
		if err == nil {
			head = a.messages.Text("init.add_job", "File", j.name)
		}
		text.Line(head)
		for line := range strings.Lines(j.text) {
			text.Line("  " + strings.TrimRight(line, "\n"))
		}
		return nil
	}
	if err := createIn(root, j.name, []byte(j.text)); err != nil {
		return corpus.Unwritable(j.name, err)
	}
	text.Line(a.messages.Text("init.wrote", "File", j.name))
	return nil
}

// createIn makes a file that must not be there. No link leads out of the root.
func createIn(root *os.Root, name string, data []byte) error {
	if err := root.MkdirAll(path.Dir(name), 0o777); err != nil {
		return err
	}
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return cmp.Or(err, f.Close())
}

// serviceOf is what a repository seems to use: the one whose files it has.
func serviceOf(root string) string {
	for _, known := range [][2]string{{".github", "github"}, {gitlabMain, "gitlab"}, {precommitFile, "pre-commit"}, {lefthookFile, "lefthook"}} {
		if _, err := os.Lstat(filepath.Join(root, known[0])); !errors.Is(err, fs.ErrNotExist) {
			return known[1]
		}
	}
	return "github"
}

// nextSteps ends init with what comes next, ready to be pasted: first a hint, then how
// the record gets into the repository, and how every change is checked from then on.
func (a *app) nextSteps(p *disk.Project, first string) {
	steps := []string{first}
	if r, err := gitfs.Find(p.Root); err == nil {
		args := []string{"add", corpus.ConfigName}
		if _, err := os.Lstat(filepath.Join(p.Root, path.Clean(baseline.Folder))); err == nil {
			args = append(args, path.Clean(baseline.Folder))
		}
		steps = append(steps, a.messages.Text("hint.commit", "Command", a.gitHere(".", args...)), a.messages.Text("hint.ci", "Command", a.commandHere("init", "--ci", serviceOf(r.Top()))))
	} else {
		steps = append(steps, a.messages.Text("hint.serve", "Command", a.commandHere("serve")), a.messages.Text("hint.check", "Command", a.commandHere("check")))
	}
	a.textWriter().Hint(steps...)
}
