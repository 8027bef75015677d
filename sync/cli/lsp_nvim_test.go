package cli

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pelletier/go-toml/v2"
)

// fencesOf are the bodies of the fences in a page about editors with an info string.
func fencesOf(t *testing.T, info string) []string {
	t.Helper()
	page, err := os.ReadFile("../../docs/editors.md")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, part := range strings.Split(string(page), "\n"+fence+info+"\n")[1:] {
		body, _, _ := strings.Cut(part, "\n"+fence)
		out = append(out, body+"\n")
	}
	if len(out) == 0 {
		t.Fatalf("the page has no %s", info)
	}
	return out
}

// What the page tells people to write is what their editors can read.
func TestEditorConfigurations(t *testing.T) {
	for _, body := range fencesOf(t, "toml helix") {
		var config struct {
			Servers   map[string]struct{ Command string } `toml:"language-server"`
			Languages []struct {
				Name string
				Use  []string `toml:"language-servers"`
			} `toml:"language"`
		}
		if err := toml.Unmarshal([]byte(body), &config); err != nil || config.Servers["xsync"].Command != "xsync" || len(config.Languages) == 0 || config.Languages[0].Use[0] != "xsync" {
			t.Errorf("%v %s", err, body)
		}
	}
	for _, info := range []string{"json kate", "json zed"} {
		for _, body := range fencesOf(t, info) {
			if !json.Valid([]byte(body)) {
				t.Errorf("%s: %s", info, body)
			}
		}
	}
	for _, body := range fencesOf(t, "elisp emacs") {
		if strings.Count(body, "(") != strings.Count(body, ")") {
			t.Errorf("parentheses: %s", body)
		}
	}
}

// nvim is what Neovim does: it opens a translation, waits for what the server says, does
// what an action says, saves, records, and writes down what it saw.
const nvim = `
local out = {}
local function wait(what, ready)
  if not vim.wait(20000, ready, 20) then
    table.insert(out, 'waited in vain for ' .. what)
  end
end
local function all()
  local list = {}
  for _, d in ipairs(vim.diagnostic.get(0)) do
    table.insert(list, d.lnum .. ':' .. d.col .. '-' .. d.end_lnum .. ':' .. d.end_col .. ' ' .. d.code)
  end
  table.sort(list)
  return table.concat(list, ', ')
end
local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, 20000) or {}
  for _, a in pairs(answers) do
    return a.result
  end
end
local function at(line, column)
  vim.api.nvim_win_set_cursor(0, { line, column })
end
local function actions()
  local params = vim.lsp.util.make_range_params()
  params.context = { diagnostics = {} }
  return ask('textDocument/codeAction', params) or {}
end
local function apply(title)
  local tried = ''
  for _ = 1, 200 do
    tried = ''
    for _, action in ipairs(actions()) do
      tried = tried .. action.title .. '; '
      if action.title:find(title, 1, true) == 1 then
        if action.edit then
          vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
        else
          ask('workspace/executeCommand', action.command)
        end
        return
      end
    end
    vim.wait(50)
  end
  table.insert(out, 'no action ' .. title .. ' among ' .. tried)
end

wait('diagnostics', function() return all():find('facts') end)
table.insert(out, all())
at(3, 0)
table.insert(out, ask('textDocument/hover', vim.lsp.util.make_position_params()).contents.value)
table.insert(out, ask('textDocument/definition', vim.lsp.util.make_position_params())[1].uri:match('[^/]+/[^/]+$'))
apply('Take the suggestion')
table.insert(out, vim.api.nvim_buf_get_lines(0, 2, 3, true)[1])
vim.cmd('write')
apply('Record as done')
wait('the record', function() return not all():find('facts') end)
table.insert(out, all())
vim.api.nvim_buf_set_text(0, 0, 0, 0, 0, { '# 😀 ', '' })
vim.api.nvim_buf_set_text(0, 4, 0, 4, 0, { 'ş😀' })
wait('diagnostics of the new lines', function() return all():find('edited') end) -- Neovim itself moves the old ones
table.insert(out, all())
local file = io.open(os.getenv('XSYNC_SEEN'), 'w')
file:write(table.concat(out, '\n---\n'))
file:close()
vim.cmd('quitall!')
`

// TestNeovim lets Neovim, configured as the page says, work with the server. It says
// what is not tried where there is no Neovim.
func TestNeovim(t *testing.T) {
	t.Parallel() // it waits for other processes most of its time
	program, err := exec.LookPath("nvim")
	if err != nil {
		t.Log("not tried in an editor: there is no nvim on PATH")
		return
	}
	dir, tools := t.TempDir(), t.TempDir()
	write(t, dir, ferry)
	if _, complaints, status := within(t, dir, []string{"init", "--assume"}); status != exitDone {
		t.Fatal(complaints)
	}
	write(t, dir, map[string]string{"articles/en/ferry.md": editedFerry})
	build := exec.Command("go", "build", "-o", filepath.Join(tools, "xsync"), "../../cmd/xsync")
	if said, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, said)
	}
	seen := filepath.Join(tools, "seen")
	write(t, tools, map[string]string{"init.lua": fencesOf(t, "lua nvim")[0], "work.lua": nvim})
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, program, "--headless", "--clean", "-n", "-c", "luafile "+filepath.Join(tools, "init.lua"),
		"-c", "edit articles/tr/ferry.md", "-c", "luafile "+filepath.Join(tools, "work.lua"))
	c.Dir = dir
	c.Env = append(os.Environ(), "PATH="+tools+string(os.PathListSeparator)+os.Getenv("PATH"), "XSYNC_SEEN="+seen, "HOME="+tools, "LANG=C.UTF-8", "LC_ALL=C.UTF-8")
	said, err := c.CombinedOutput()
	data, readErr := os.ReadFile(seen)
	if err != nil || readErr != nil {
		t.Fatalf("%v %v %s", err, readErr, said)
	}
	want := []string{
		"10:0-10:50 orphan, 2:0-2:23 facts, 4:31-4:31 missing", // Neovim counts bytes
		"**stale (facts), assumed** · `#niqlcje5`",
		"en/ferry.md",
		"Adaya 45 araba taşır.",
		"10:0-10:50 orphan, 4:31-4:31 missing",
		"0:0-0:7 extra, 11:0-11:50 orphan, 3:0-5:31 edited, 5:31-5:31 missing",
	}
	got := strings.Split(string(data), "\n---\n")
	if len(got) != len(want) {
		t.Fatalf("%d things were seen, not %d:\n%s\n%s", len(got), len(want), data, said)
	}
	for k := range want {
		if !strings.HasPrefix(got[k], want[k]) {
			t.Errorf("%q, want %q", got[k], want[k])
		}
	}
}
