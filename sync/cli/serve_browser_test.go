package cli

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// browser starts a browser without a window, or says that there is none and what is
// not tried without it.
func browser(t *testing.T) context.Context {
	t.Helper()
	var name string
	for _, known := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(known); err == nil {
			name = found
			break
		}
	}
	if name == "" {
		t.Log("not tried in a browser: there is no chromium on PATH")
		return nil
	}
	options := []chromedp.ExecAllocatorOption{chromedp.ExecPath(name), chromedp.UserDataDir(t.TempDir()), chromedp.WSURLReadTimeout(time.Minute)}
	for _, flag := range []string{"headless", "no-sandbox", "disable-gpu", "no-first-run", "no-default-browser-check", "disable-background-networking", "disable-component-update", "disable-sync", "disable-dev-shm-usage"} {
		options = append(options, chromedp.Flag(flag, true))
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 10*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("the browser does not start: %v", err)
	}
	return ctx
}

// tab is a page of the browser on a project that is served.
type tab struct {
	*testing.T
	ctx    context.Context
	s      *served
	broken atomic.Pointer[string] // what went wrong in its script
}

// online serves a project on a port of its own.
func online(t *testing.T, s *served) {
	t.Helper()
	listener, err := net.Listen("tcp4", net.JoinHostPort(loopback, "0"))
	if err != nil {
		t.Fatal(err)
	}
	s.address = listener.Addr().String()
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go s.watchFiles(ctx)
	go func() { ended <- s.runUntilEnd(ctx, listener) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

// open opens the page in a new tab, whose browser asks for some languages.
func open(t *testing.T, browser context.Context, s *served, languages string) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	x := &tab{T: t, ctx: ctx, s: s}
	x.run(chromedp.Func(func(_ context.Context, page *chromedp.Target) error {
		go x.listen(ctx, page)
		_, err := cdp.Call(ctx, page, network.Enable, network.EnableParams{})
		if err == nil {
			_, err = cdp.Call(ctx, page, network.SetExtraHTTPHeaders, network.SetExtraHTTPHeadersParams{Headers: network.Headers{"Accept-Language": languages}})
		}
		return err
	}), chromedp.Navigate(s.firstAddress(s.token)), chromedp.WaitReady(chromedp.CSS("#main")))
	t.Cleanup(func() {
		if broken := x.broken.Load(); broken != nil {
			t.Errorf("the script of the page fails: %s", *broken)
		}
	})
	return x
}

// listen notes what goes wrong in the script of the page.
func (x *tab) listen(ctx context.Context, page *chromedp.Target) {
	for e, err := range cdp.Events(ctx, page, runtime.ExceptionThrown) {
		if err != nil {
			return
		}
		text, _ := json.Marshal(e.ExceptionDetails)
		said := string(text)
		x.broken.Store(&said)
	}
}

func (x *tab) run(actions ...chromedp.Action[chromedp.Void]) {
	x.Helper()
	if err := chromedp.Do(x.ctx, actions...); err != nil {
		x.Fatal(err)
	}
}

// say evaluates an expression to a text.
func (x *tab) say(expression string) string {
	x.Helper()
	return value[string](x, "String("+expression+")")
}

// value is what an expression comes to, when it does.
func value[T any](x *tab, expression string) T {
	x.Helper()
	out, err := chromedp.Run(x.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		x.Fatal(err)
	}
	return out
}

// until waits for an expression to be true.
func (x *tab) until(expression string) {
	x.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(25 * time.Millisecond) {
		if x.say("Boolean("+expression+")") == "true" {
			return
		}
	}
	x.Fatalf("never true: %s\n%s", expression, x.say("document.body.innerText"))
}

// keys presses keys one after the other, wherever the focus is.
func (x *tab) keys(list ...string) {
	x.Helper()
	for _, k := range list {
		if len(k) == 1 && k >= " " && k <= "~" {
			x.letter(k)
		} else {
			x.run(chromedp.KeyEvent(k))
		}
	}
}

// letter presses a key as the keyboard does: what handles the key keeps the letter from
// being typed.
func (x *tab) letter(key string) {
	x.Helper()
	x.letterOn(key, "Key"+strings.ToUpper(key))
}

// letterOn presses the key that has a letter on some layout, by its place on a keyboard.
func (x *tab) letterOn(key, code string) {
	x.Helper()
	x.run(chromedp.Func(func(ctx context.Context, page *chromedp.Target) error {
		down := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: key, Text: key, Code: code}
		up := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyUp, Key: key, Code: down.Code}
		_, err := cdp.Call(ctx, page, input.DispatchKeyEvent, down)
		if err == nil {
			_, err = cdp.Call(ctx, page, input.DispatchKeyEvent, up)
		}
		return err
	}))
}

// control presses a key together with Ctrl.
func (x *tab) control(key string) {
	x.Helper()
	x.run(chromedp.KeyEvent(key, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
}

// article shows an article.
func (x *tab) article(query string) {
	x.Helper()
	x.run(chromedp.Navigate("http://" + x.s.address + x.s.space + "article?id=ferry&" + query))
	x.until(`document.body?.dataset.ready && document.querySelector("#rows")`)
}

// fileSays waits until the translation has a text, or has it no more.
func (x *tab) fileSays(text string, want bool) {
	x.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if strings.Contains(x.s.file(turkish), text) == want {
			return
		}
	}
	x.Fatalf("%q is there: %v, on the page:\n%s\nin the file:\n%s", text, !want, x.say("document.body.innerText"), x.s.file(turkish))
}

const (
	turkish = "articles/tr/ferry.md"
	field   = `document.querySelector(".row.stale textarea")`
	ticked  = `document.querySelectorAll(".row.fresh .done").length`
)

func TestServeInABrowser(t *testing.T) {
	t.Parallel() // it waits for other processes most of its time
	b := browser(t)
	if b == nil {
		return
	}
	t.Run("keyboard", func(t *testing.T) { workByKeyboard(t, b) })
	t.Run("help", func(t *testing.T) { typeWithHelp(t, b) })
	t.Run("tabs", func(t *testing.T) { workInTwoTabs(t, b) })
	t.Run("outside", func(t *testing.T) { changeOutside(t, b) })
	t.Run("comment", func(t *testing.T) { commentWhileFilesChange(t, b) })
	t.Run("hostile", func(t *testing.T) { beAttacked(t, b) })
	t.Run("rtl", func(t *testing.T) { writeToTheLeft(t, b) })
	t.Run("accessible", func(t *testing.T) { beAccessible(t, b) })
	t.Run("published", func(t *testing.T) { bePublished(t, b) })
}

// workByKeyboard goes from the first page to a finished row and back without a mouse.
func workByKeyboard(t *testing.T, b context.Context) {
	s := serveFerry(t, false)
	online(t, s)
	x := open(t, b, s, "en")
	for range 40 {
		x.keys(kb.Tab)
		if strings.Contains(x.say("document.activeElement.href"), "lang=tr") {
			break
		}
	}
	x.keys(kb.Enter)
	x.until(`document.body?.dataset.ready && document.querySelector("#rows")`)
	x.keys("j", "e")
	x.until(`document.activeElement === ` + field)
	x.control("a")
	x.run(chromedp.KeyEvent("Adaya 45 araba taşır."))
	x.control(kb.Enter)
	x.fileSays("45 araba", true)
	x.until(ticked + " === 1")
	x.keys(kb.Escape)
	x.letterOn("г", "KeyU") // on a Russian layout
	x.fileSays("45 araba", false)
	x.until(field)
	x.keys("j", "c")
	x.until(`document.activeElement.name === "remark"`)
	x.run(chromedp.KeyEvent("Is it 45?"))
	x.control(kb.Enter)
	x.until(`document.querySelector(".row.here .remarks")?.textContent.includes("Is it 45?")`)
	if text := s.file(".xsync/remarks/tr/ferry"); !strings.Contains(text, "\tAyşe\tIs it 45?\t") {
		t.Errorf("the remark is kept as %q", text)
	}
	x.keys("?")
	x.until(`document.getElementById("keys").open`)
	x.keys(kb.Escape)
	x.until(`!document.getElementById("keys").open`)
}

// typeWithHelp takes a suggestion, and cannot break a code.
func typeWithHelp(t *testing.T, b context.Context) {
	s := serveFerry(t, false)
	online(t, s)
	x := open(t, b, s, "en")
	x.article("lang=tr")
	x.keys("j", "e")
	x.until(`document.querySelector(".row.here .take")`)
	x.run(chromedp.KeyEvent("1", chromedp.KeyModifiers(chromedp.ModifierAlt)))
	x.until(field + `.value === "Adaya 45 araba taşır."`)
	x = open(t, b, s, "en") // the other tab would ask whether to lose what was typed
	x.article("lang=tr&show=all&q=plan")
	x.keys("j", "e")
	x.until(`document.activeElement.name === "text"`)
	const text = "document.activeElement.value"
	x.say(`document.activeElement.setSelectionRange(20, 20)`) // within "](a.md)"
	x.keys("x")
	x.until(text + `=== "Limandaki [plana](a.md)x bakın."`)
	x.keys(kb.Backspace, kb.Backspace)
	x.until(text + `=== "Limandaki [plana bakın."`)
	x.until(`document.querySelector(".row.here .warn").textContent.includes("](a.md)")`)
	x.say(`document.activeElement.setSelectionRange(16, 16)`)
	x.run(chromedp.Click(chromedp.CSS(".row.here [data-code='](a.md)']")))
	x.until(text + `=== "Limandaki [plana](a.md) bakın." && document.querySelector(".row.here .warn").hidden`)
}

// workInTwoTabs shows in one tab what is done in another.
func workInTwoTabs(t *testing.T, b context.Context) {
	s := serveFerry(t, false)
	online(t, s)
	x, y := open(t, b, s, "en"), open(t, b, s, "tr")
	x.article("lang=tr")
	y.article("lang=tr&show=all")
	x.run(chromedp.SetValue(chromedp.CSS(".row.stale textarea"), "Adaya 45 araba taşır."), chromedp.Click(chromedp.CSS(".row.stale button.main")))
	x.fileSays("45 araba", true)
	y.until(`document.querySelectorAll(".row.stale").length === 0 && document.body.textContent.includes("45 araba")`)
}

// changeOutside types while the file is edited elsewhere: nothing is lost.
func changeOutside(t *testing.T, b context.Context) {
	s := serveFerry(t, false)
	online(t, s)
	x := open(t, b, s, "en")
	x.article("lang=tr")
	x.run(chromedp.Focus(chromedp.CSS(".row.stale textarea")))
	x.control("a")
	x.run(chromedp.KeyEvent("Benim metnim 45"))
	write(t, s.dir, map[string]string{turkish: strings.Replace(s.file(turkish), "Adaya 40 araba taşır.", "Adaya şimdi 40 araba taşır.", 1)})
	x.until(`document.querySelector(".conflict")?.innerText.includes("Adaya şimdi 40")`)
	if got := x.say(field + ".value"); got != "Benim metnim 45" {
		t.Errorf("what was typed became %q", got)
	}
	x.fileSays("Adaya şimdi 40", true)
	x.control(kb.Enter)
	x.fileSays("Benim metnim 45", true)
}

// commentWhileFilesChange types a comment while the article changes, and sends one whose
// answer comes after the page has followed the files: the comment stands on its row.
func commentWhileFilesChange(t *testing.T, b context.Context) {
	s := serveFerry(t, false)
	online(t, s)
	x := open(t, b, s, "en")
	x.article("lang=tr")
	x.say(`(() => {
		const real = window.fetch;
		window.followed = 0;
		window.fetch = async (...asked) => {
			const answer = await real(...asked);
			if (String(asked[0]).includes("rows?")) window.followed++;
			if (String(asked[0]).endsWith("remark")) await new Promise((go) => { window.answered = go; });
			return answer;
		};
	})()`)
	x.keys("j", "c")
	x.until(`document.activeElement.name === "remark"`)
	x.run(chromedp.KeyEvent("Is it"))
	write(t, s.dir, map[string]string{turkish: strings.Replace(s.file(turkish), "Adaya 40 araba taşır.", "Adaya şimdi 40 araba taşır.", 1)})
	x.until(field + `?.value.includes("şimdi")`)
	x.run(chromedp.KeyEvent(" 45?"))
	if got := x.say("document.activeElement.value"); got != "Is it 45?" {
		t.Errorf("what was typed became %q", got)
	}
	before := x.say("window.followed")
	x.control(kb.Enter)
	x.until("window.answered && window.followed > " + before)
	x.say("window.answered()")
	x.until(`document.querySelector(".row.stale.here .remarks")?.textContent.includes("Is it 45?")`)
}

// beAttacked shows an article full of scripts, and a page of another origin that
// sends forms.
func beAttacked(t *testing.T, b context.Context) {
	s := serveFerry(t, false)
	write(t, s.dir, map[string]string{"articles/en/ferry.md": editedFerry + "\n<script>window.hacked = 1</script>\n\nText with <img src=x onerror=\"window.hacked = 1\"> and [a link](javascript:window.hacked=1) and </textarea><script>window.hacked = 1</script>.\n"})
	online(t, s)
	x := open(t, b, s, "en")
	x.article("lang=tr&show=all")
	x.until(`document.body.textContent.includes("onerror")`)
	if got := x.say("window.hacked"); got != "undefined" {
		t.Error("a script of the article was run")
	}
	if got := x.say(`document.querySelectorAll("main script, main img, main a[href^='javascript']").length`); got != "0" {
		t.Errorf("%s elements of the article are in the page", got)
	}
	was := s.file(turkish)
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		address := "http://" + s.address + s.space
		_, _ = w.Write([]byte(`<iframe name="f" src="` + address + `"></iframe><form id="x" target="f" method="post" action="` + address + `undo"><input name="csrf" value="` + s.csrf + `"></form>
<script>let done = 0; document.getElementById("x").submit(); const say = (t) => { document.title += t; };
fetch("` + address + `", {credentials: "include"}).then((r) => r.text()).then(() => say("read"), () => say("refused"));
fetch("` + address + `undo", {method: "POST", mode: "no-cors", credentials: "include", body: new URLSearchParams({csrf: "` + s.csrf + `"})}).then(() => say(" sent"), () => say(" refused"));</script>`))
	}))
	defer other.Close()
	form := s.form("tr", ">It takes ")
	if got, status := s.do("done", form, "Adaya 45 araba taşır."); status != http.StatusOK {
		t.Fatal(status, got)
	}
	x.run(chromedp.Navigate(other.URL))
	x.until(`(document.title.match(/refused|read|sent/g) ?? []).length === 2`)
	if got := x.say("document.title"); strings.Contains(got, "read") {
		t.Errorf("a page of another origin has read ours: %s", got)
	}
	if s.file(turkish) == was {
		t.Error("a page of another origin has undone work")
	}
}

// axe is the checker of accessibility, "" if there is none.
func axe(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("XSYNC_VALIDATORS")
	data, err := os.ReadFile(filepath.Join(dir, "node_modules", "axe-core", "axe.min.js"))
	if dir == "" || err != nil {
		t.Log("not checked by axe-core: it is not in the folder that XSYNC_VALIDATORS names")
		return ""
	}
	return string(data)
}

// beAccessible looks at all pages, in every language, light, dark and as wide as a
// page that is enlarged four times.
func beAccessible(t *testing.T, b context.Context) {
	s := serveFerry(t, false)
	online(t, s)
	checker := axe(t)
	for _, look := range []struct {
		name, languages, scheme string
		width                   int64
	}{{"light", "en", "light", 1280}, {"dark", "tr", "dark", 1280}, {"narrow", "ru", "light", 320}} {
		x := open(t, b, s, look.languages)
		x.run(chromedp.EmulateViewport(look.width, 900), chromedp.Func(func(ctx context.Context, page *chromedp.Target) error {
			_, err := cdp.Call(ctx, page, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: look.scheme}}})
			return err
		}))
		x.look(look.name+"-overview", checker)
		x.article("lang=tr&show=all")
		x.look(look.name+"-article", checker)
		x.article("lang=tr")
		x.run(chromedp.Focus(chromedp.CSS(".row.stale textarea")), chromedp.KeyEvent(" 45"))
		x.look(look.name+"-edit", checker)
		x.control("a")
		x.run(chromedp.KeyEvent("Adaya 54 araba taşır."))
		x.control(kb.Enter)
		x.until(`document.querySelector(".row [role=alert]")`)
		x.look(look.name+"-refused", checker)
		x.keys(kb.Escape, "c")
		x.run(chromedp.KeyEvent("?!"))
		x.control(kb.Enter)
		x.until(`document.querySelector(".remarks") && document.activeElement.matches(".row")`)
		x.keys("?")
		x.until(`document.getElementById("keys").open`)
		x.look(look.name+"-keys", checker)
		if lang := x.say("document.documentElement.lang"); lang != look.languages {
			t.Errorf("the page is in %s, not in %s", lang, look.languages)
		}
	}
}

// bePublished looks at the pages of a report, light, dark and narrow.
func bePublished(t *testing.T, b context.Context) {
	dir := t.TempDir()
	write(t, dir, ferry)
	if _, complaints, status := within(t, dir, []string{"init", "--assume"}); status != exitDone {
		t.Fatal(complaints)
	}
	if _, err := exec.LookPath("git"); err == nil {
		firstCommit(t, dir)
	}
	write(t, dir, map[string]string{
		"articles/en/ferry.md":     strings.Replace(ferry["articles/en/ferry.md"], "40", "45", 1),
		".xsync/remarks/tr/ferry":  "ask\tq1\tlost\tAyşe\tIs it 45?\tIt takes\n",
		"articles/en/long-name.md": "# " + strings.Repeat("Verylongword", 20) + "\n",
	})
	if _, err := exec.LookPath("git"); err == nil {
		firstCommit(t, dir)
	}
	if _, complaints, status := within(t, dir, []string{"report", "--out", "site"}); status != exitDone {
		t.Fatal(complaints)
	}
	site := httptest.NewServer(http.FileServer(http.Dir(filepath.Join(dir, "site"))))
	t.Cleanup(site.Close)
	checker := axe(t)
	ctx, cancel := chromedp.NewContext(b)
	t.Cleanup(cancel)
	x := &tab{T: t, ctx: ctx}
	for _, look := range []struct {
		scheme string
		width  int64
	}{{"light", 1280}, {"dark", 320}} {
		x.run(chromedp.EmulateViewport(look.width, 900), chromedp.Func(func(ctx context.Context, page *chromedp.Target) error {
			_, err := cdp.Call(ctx, page, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: look.scheme}}})
			return err
		}))
		for _, name := range []string{"index", "languages/tr", "articles/ferry.tr"} {
			x.run(chromedp.Navigate(site.URL+"/"+name+".html"), chromedp.WaitReady(chromedp.CSS("#main")))
			value[any](x, `document.querySelectorAll("details").forEach((d) => { d.open = true }); null`)
			x.look(look.scheme+"-report-"+filepath.Base(name), checker)
		}
	}
}

// firstCommit commits all that is in a folder.
func firstCommit(t *testing.T, dir string) {
	t.Helper()
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A"}, {"-c", "user.name=test", "-c", "user.email=test@example.org", "commit", "-q", "-m", "texts"}} {
		c := exec.Command("git", args...)
		c.Dir = dir
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
}

// writeToTheLeft works on an Arabic translation.
func writeToTheLeft(t *testing.T, b context.Context) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"xsync.toml":           strings.Replace(ferry["xsync.toml"], `"tr", "ru"`, `"ar"`, 1),
		"articles/en/ferry.md": "# The ferry\n\nIt takes 40 cars to the [island](a.md).\n\nDogs are free.\n",
		"articles/ar/ferry.md": "# العبّارة\n\nتنقل 40 سيارة إلى [الجزيرة](a.md).\n\nالكلاب مجانًا.\n",
	})
	if _, complaints, status := within(t, dir, []string{"init", "--assume"}); status != exitDone {
		t.Fatal(complaints)
	}
	write(t, dir, map[string]string{"articles/en/ferry.md": "# The ferry\n\nIt takes 45 cars to the [island](a.md).\n\nDogs are free.\n"})
	s := serveIn(t, dir, false)
	online(t, s)
	x := open(t, b, s, "en")
	x.article("lang=ar&show=all")
	if got := x.say(`getComputedStyle(` + field + `).direction + " " + getComputedStyle(document.querySelector(".source .text")).direction`); got != "rtl ltr" {
		t.Errorf("the translation and its source are written %s", got)
	}
	x.look("rtl-article", axe(t))
}

// look checks a page as it is shown; with XSYNC_SHOTS it keeps a picture in that
// folder.
func (x *tab) look(name, checker string) {
	x.Helper()
	if wide := x.say("document.documentElement.scrollWidth - document.documentElement.clientWidth"); wide != "0" {
		x.Errorf("%s: the page is %s pixels too wide", name, wide)
	}
	if dir := os.Getenv("XSYNC_SHOTS"); dir != "" {
		picture, err := chromedp.Run(x.ctx, chromedp.FullScreenshot(100))
		if err != nil {
			x.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name+".png"), picture, 0o666); err != nil {
			x.Fatal(err)
		}
	}
	if checker == "" {
		return
	}
	value[any](x, checker+"; null")
	found := value[string](x, `axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], rules: {"label-content-name-mismatch": {enabled: true}}}).then((r) => JSON.stringify(r.violations.map((v) => [v.id, v.nodes.map((n) => n.html.slice(0, 200) + " " + n.failureSummary)])))`)
	var violations []any
	if err := json.Unmarshal([]byte(found), &violations); err != nil || len(violations) > 0 {
		x.Errorf("%s: axe-core: %v %s", name, err, found)
	}
}
