package cli

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

const actionFolder = "../../.github/actions/check"

// The step of the action builds the command itself, from the folder that the
// runner names, and what its action.yml and our pages refer to is there.
func TestActionBuilds(t *testing.T) {
	t.Parallel() // it waits for other processes most of its time
	for _, tool := range []string{"sh", "git", "go"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Logf("not run: there is no %s", tool)
			return
		}
	}
	action, err := filepath.Abs(actionFolder)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, text := range map[string]string{
		"xsync.toml": "source = \"en\"\ntargets = [\"tr\"]\n[[articles]]\npath = \"{lang}.md\"\n",
		"en.md":      "The pier is 120 metres long.\n", "tr.md": "İskele 120 metre uzunluğundadır.\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	summary := filepath.Join(dir, "summary.md")
	init := exec.Command("git", "init", "-q")
	init.Dir = dir
	if err := init.Run(); err != nil {
		t.Fatal(err)
	}
	step := exec.Command("sh", filepath.Join(action, "check.sh"))
	step.Dir = dir
	step.Env = append(os.Environ(), "XSYNC=", "XSYNC_AGAINST=", "XSYNC_BEFORE=", "XSYNC_DEFAULT_BRANCH=", "XSYNC_DIRECTORY=.", "GITHUB_BASE_REF=",
		"GITHUB_ACTION_PATH="+action, "GITHUB_WORKSPACE="+dir, "GITHUB_STEP_SUMMARY="+summary)
	out, err := step.CombinedOutput()
	if err != nil || !bytes.HasPrefix(out, []byte("::notice title=xsync::There is nothing to compare with")) {
		t.Errorf("%v: %s", err, out)
	}
	if data, err := os.ReadFile(summary); err != nil || len(data) == 0 {
		t.Errorf("the summary: %q, %v", data, err)
	}
}

// The job that init writes for GitLab is the one of this repository, and what it
// writes for any service is YAML, whatever folders and branches are called.
func TestJobsOfInit(t *testing.T) {
	template, err := os.ReadFile("../../.gitlab/xsync.yml")
	if err != nil {
		t.Fatal(err)
	}
	if string(template) != gitlabJob {
		t.Error("sync/cli/jobs/gitlab.yml is not .gitlab/xsync.yml")
	}
	for _, service := range services {
		for _, name := range []string{".", "docs", "my site/öğle", "a: b", "- x", "no", "007", "it's \"quoted\" $(id)"} {
			for _, j := range jobs(service, name, name) {
				var got any
				if err := yaml.Unmarshal([]byte(j.text), &got); err != nil {
					t.Errorf("%s for %q: %v in\n%s", service, name, err, j.text)
				}
			}
		}
	}
	var workflow struct {
		On   struct{ Push struct{ Branches []string } }
		Jobs struct {
			Check struct {
				Steps []struct{ With map[string]string }
			}
		}
	}
	if err := yaml.Unmarshal([]byte(jobs("github", "a: b", "007")[0].text), &workflow); err != nil {
		t.Fatal(err)
	}
	if b, d := workflow.On.Push.Branches, workflow.Jobs.Check.Steps[1].With["directory"]; len(b) != 1 || b[0] != "007" || d != "a: b" {
		t.Errorf("branches %q, directory %q", b, d)
	}
}

// What action.yml and the pages refer to by path is there.
func TestActionReferences(t *testing.T) {
	var action struct {
		Runs struct {
			Steps []struct {
				Run  string
				With map[string]string
			}
		}
	}
	data, err := os.ReadFile(filepath.Join(actionFolder, "action.yml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(data, &action); err != nil {
		t.Fatal(err)
	}
	version := strings.Replace(action.Runs.Steps[0].With["go-version-file"], "${{ github.action_path }}", actionFolder, 1)
	if _, err := os.Stat(version); err != nil {
		t.Error(err)
	}
	if got, want := action.Runs.Steps[1].Run, `sh "$GITHUB_ACTION_PATH/check.sh"`; got != want {
		t.Errorf("the step runs %s, want %s", got, want)
	}
	for _, page := range []string{"../../docs/maintainers.md", "../../.github/workflows/checks.yml"} {
		data, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(data, []byte("/.github/actions/check")) {
			t.Errorf("%s does not name the action", page)
		}
	}
}

// What our workflows and actions run of others is named by its commit, which nobody can
// exchange, with the version that it has.
func TestActionsArePinned(t *testing.T) {
	pinned := regexp.MustCompile(`^[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$`)
	seen := 0
	for _, pattern := range []string{"../../.github/workflows/*.yml", "../../.github/actions/*/action.yml"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatal(pattern, err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(string(data)) {
				_, used, ok := strings.Cut(strings.TrimSpace(line), "uses: ")
				if !ok || strings.HasPrefix(used, "./") {
					continue
				}
				seen++
				if !pinned.MatchString(used) {
					t.Errorf("%s: %s is not pinned", name, used)
				}
			}
		}
	}
	if seen == 0 {
		t.Error("no action is used")
	}
}

// What a release is made of is there, or is made by "make pages".
func TestReleaseIsMadeOfWhatIsThere(t *testing.T) {
	var release struct {
		Builds   []struct{ Main string }
		Archives []struct{ Files []struct{ Src string } }
		Nfpms    []struct {
			License  string
			Contents []struct{ Src, Dst, Type string }
		}
	}
	data, err := os.ReadFile("../../.github/goreleaser.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(data, &release); err != nil {
		t.Fatal(err)
	}
	names := []string{release.Builds[0].Main}
	for _, f := range release.Archives[0].Files {
		names = append(names, f.Src)
	}
	for _, f := range release.Nfpms[0].Contents {
		names = append(names, f.Src)
		if !strings.HasPrefix(f.Dst, "/usr/share/") {
			t.Errorf("%s goes to %s", f.Src, f.Dst)
		}
		if f.Type == "tree" {
			t.Errorf("%s: the folders of a tree get the mode of its files, and cannot be entered", f.Src)
		}
	}
	if len(names) < 10 {
		t.Errorf("only %q", names)
	}
	made, err := os.ReadFile("../../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasPrefix(name, "bin/pages/") {
			if !bytes.Contains(made, []byte(strings.Join(strings.Split(name, "/")[:3], "/"))) {
				t.Errorf("make pages makes no %s", name)
			}
			continue
		}
		if found, err := filepath.Glob(filepath.Join("../..", name)); err != nil || len(found) == 0 {
			t.Errorf("there is no %s (%v)", name, err)
		}
	}
	if license, err := os.ReadFile("../../LICENSE"); err != nil || !bytes.Contains(license, []byte("Apache License")) || release.Nfpms[0].License != "Apache-2.0" {
		t.Errorf("the licence is not that of the package: %v", err)
	}
}
