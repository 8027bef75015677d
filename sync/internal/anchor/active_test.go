package anchor_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xsync-project/xsync/sync/internal/anchor"
)

func TestActive(t *testing.T) {
	for text, want := range map[string]string{
		"plain 3 < 4 and a > b":                     "",
		"<b>bold</b> <br/> <a href=\"/x\">x</a>":    "",
		"the tag `<script>` and ``a ` <iframe>``":   "",
		"{name} and %s, {0}":                        "",
		"[a](#){ title=\"Read (this) first\" }":     "",
		":icon:{: .wide title='one; two' lang=tr}":  "",
		"[a](#){ title=\"x\" onclick=\"f()\" }":     "{ title=\"x\" onclick=\"f()\" }",
		"{title=`x`}":                               "{title=`x`}",
		"the data: five; see javascript: the book":  "",
		"می‌خواهم \u200fא\u200e 👩‍👩‍👧":              "",
		"\u2068Ali\u2069":                           "",
		"tab\tand CRLF\r\n":                         "",
		"we import goods, they export const values": "",
		"<script src=x>":                            "<script>",
		"<ScRiPt\n>":                                "<script>",
		"<img src=a onerror=f()>":                   "onerror=",
		"<img/onerror = 'f()'>":                     "onerror=",
		"<a title='>' onclick=f()>":                 "onclick=",
		"`<b>` <svg onload=f()>":                    "<svg> onload=",
		"`unclosed <iframe>":                        "<iframe>",
		"[a](javascript:f())":                       "javascript:",
		"[a](JAVA\tscript:f())":                     "javascript:",
		"[a](&#106;avascript&colon;f())":            "javascript:",
		"[a](%6aavascript:f())":                     "javascript:",
		"[a]( <vbscript:f>)":                        "vbscript:",
		"![a](data:text/html,x)":                    "data:",
		"<javascript:f()>":                          "javascript:",
		"[a]: javascript:f()":                       "javascript:",
		"<a href=\"&#x0000000006A;avascript:f()\">": "javascript:",
		"<a href='ja&Tab;va&NewLine;script:f()'>":   "javascript:",
		"<div style=\"position:fixed\">":            "style=",
		`{{< link slug="a" >}} <link>`:              "{{< link <link>",
		"{{< figure src=a >}} {% include x %}":      "{{< figure {% include",
		"{{ .Secret }}":                             "{{ .Secret",
		`{{ "/a b" | url }} {{ t }}`:                "{{ {{ t",
		"<?php x ?> <% y %>":                        "<?php <%",
		"{fetch(`x`)}":                              "{fetch(`x`)}",
		"the type `{ dir: 'ltr'; lang: a() }`":      "",
		"{''/*`*/}{f()}{/*`*/''}":                   "{''/*`*/} {f()} {/*`*/''}",
		"a <!--#exec cmd=\"id\" --> b":              "<!--#exec",
		"<!-- #include virtual='/x' -->":            "<!-- #include",
		"<!-- @include: ./x.md -->":                 "<!-- @include",
		"--8<-- \"x\"\n{!x.md!} ![[x]] @[code](x)":  "--8<-- {! ![[ @[code",
		"a\ninclude::x[]\n!INCLUDE \"x\"":           "include:: !include",
		"#+INCLUDE: x":                              "#+include:",
		".. raw:: html":                             ".. raw::",
		"<<< @/x.txt\n<esi:include src=x>":          "<<< @ <esi:include",
		"[!INCLUDE [x](y.md)]":                      "[!include",
		"[!NOTE] ![x](y) `{!x!}` what they include": "",
		"a <<< b, include:: in a line, {x!}":        "",
		"import x from 'y'":                         "import",
		"import {x} from 'y'\n\nexport default 1":   "import export",
		"\x1b[2J":                 "U+001B",
		"\u202eabc":               "U+202E",
		"\u2067open":              "U+2067",
		"\u0085":                  "U+0085",
		"ka\ufffdk":               "U+FFFD",
		"end\uffff":               "U+FFFF",
		"see\U000e0041\U000e007f": "U+E0041 U+E007F",
		"\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f won": "",
		"<!-- --><object data='data:text/html,x'></object>":                          "<object> data:",
	} {
		if got := strings.Join(anchor.Active(text, anchor.Context{}), " "); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	for _, code := range []string{"<script>f()</script>", "[a](javascript:f())", "${x} {{y}}"} {
		if got := anchor.Active(code, anchor.Context{Code: true}); len(got) > 0 {
			t.Errorf("in code, %q is %q", code, got)
		}
	}
	if got := anchor.Active("{{.Count}} of {n, plural, other{(#)}}", anchor.Context{Message: true}); len(got) > 0 {
		t.Errorf("placeholders of a message are active: %q", got)
	}
}

func TestHosts(t *testing.T) {
	for text, want := range map[string][]string{
		"no address/here":                              nil,
		"[a](https://Example.org/x)":                   {"example.org"},
		"[a](//evil.example/x) www.example.net":        {"evil.example", "example.net"},
		"[a](/\\evil.example/x)":                       {"evil.example"},
		"https://user@evil.example:8080/":              {"evil.example"},
		"https://tr.wikipedia.org/wiki/A":              {"wikipedia.org"},
		"<img src=\"https&#58;//evil.example/a.png\">": {"evil.example"},
		"<mailto:a@evil.example>":                      {"evil.example"},
		"[a](https:%2F%2Fevil.example)":                {"evil.example"},
		"[a](../b/c.md) and and/or 1/2":                nil,
	} {
		if diff := cmp.Diff(want, anchor.Hosts(text)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func TestForeign(t *testing.T) {
	const source, current = "See <iframe src=a>, https://en.example.org/a", "Bkz. <b onclick=f()>, https://yerel.example"
	const answer = "Bkz. <iframe>, <b onclick=g()>, https://tr.example.org/b, https://yerel.example/c"
	if got := anchor.Foreign(answer, anchor.Context{}, source, current); len(got) > 0 {
		t.Errorf("it has all of %q", got)
	}
	if got := anchor.ForeignHosts(answer, source, current); len(got) > 0 {
		t.Errorf("it has all of %q", got)
	}
	if got := anchor.Foreign(answer+"<script>", anchor.Context{}, source, current); !slices.Equal(got, []string{"<script>"}) {
		t.Errorf("got %q", got)
	}
}

// What a stranger writes to be slow is not.
func TestActiveIsQuick(t *testing.T) {
	for _, piece := range []string{"<", "<a ", "`", "``` ", "](", "{{", "{(", "\u2067", "&#0000;", "<a href=", "https:", "<!--", "![[", "{!", "\n<<<", "include::", "<!-- ", ".. ", "//a.", "<a style=\"x ", "{% "} {
		text := strings.Repeat(piece, 1<<18/len(piece))
		start := time.Now()
		anchor.Active(text, anchor.Context{})
		anchor.Hosts(text)
		if took := time.Since(start); took > time.Minute {
			t.Errorf("%q repeated takes %v", piece, took)
		}
	}
}

// Placeholders of a notation for commands are translated; calls of templates are not
// made by a translation.
func TestForeignPlaceholders(t *testing.T) {
	for _, x := range []struct {
		source, translation string
		want                []string
	}{
		{"`less {{file}}`", "`less {{dosya}}`", nil},
		{"`cp {{*.ext}} {{path/to/folder}}`", "`cp {{*.расширение}} {{путь/к/папке}}`", nil},
		{"`run {{--option}} {{\"a b\"}}`", "`run {{--опция}} {{\"а б\"}}`", nil},
		{"`less {{file}}`", "`less {{site.token}}`", []string{"{{site.token"}},
		{"`less {{path/to/list.txt}}`", "`less {{liste.txt}}`", nil},
		{"`tex {{paper.tex}}`", "`tex {{makale.tex}}`", nil},
		{"`tex {{paper.tex}}`", "`tex {{makale.token}}`", []string{"{{makale.token"}},
		{"`tex {{ paper.tex }}`", "`tex {{makale.tex}}`", []string{"{{makale.tex"}},
		{"`tex {{file(s)}}`", "`tex {{（若干）文件}}`", nil},
		{"`less {{path/to/list.txt}}`", "`less {{site.token}}`", []string{"{{site.token"}},
		{"`less {{file}}`", "`less {{dosya}} {{include(a)}}`", []string{"{{include(a)"}},
		{"`cp {{[-R|--recursive]}} {{a}}`", "`cp {{[-R|--recursive]}} {{kaynak}} {{hedef}}`", nil},
		{"`less {{file}}`", "`less {{include(a)}}`", []string{"{{include(a)"}},
		{"`less {{file}}`", "`less` {{dosya}}", []string{"{{dosya"}},
		{"`less file`", "`less {{dosya}}`", []string{"{{dosya"}},
		{`{% include notice.html done="no" %}`, `{% include notice.html done="yes" %}`, nil},
		{`{% include notice.html done="no" %}`, `{% run notice.html done="no" %}`, []string{"{% run"}},
		{`{count}`, `{count = 3}`, []string{"{count = 3}"}},
		{"`less {{file}}`", "`less {{% dosya %}}`", []string{"{{% dosya"}},
	} {
		if got := anchor.Foreign(x.translation, anchor.Context{}, x.source); !slices.Equal(got, x.want) {
			t.Errorf("%s: got %q, want %q", x.translation, got, x.want)
		}
	}
	filled := anchor.Context{Filled: true}
	if got := anchor.Foreign("`less {{dosya}} {{include(a)}} {{site.token}}` {{sır}}", filled, "`less file`"); !slices.Equal(got, []string{"{{include(a)", "{{site.token", "{{sır"}) {
		t.Errorf("where commands of the article have placeholders: got %q", got)
	}
}

func TestConcealed(t *testing.T) {
	for text, want := range map[string]string{
		"kayık <!-- kimse görmez --> gelir":       "<!--",
		"kayık {/* kimse görmez */} gelir":        "{/*",
		"`<!-- bu bir örnektir -->` yazın":        "",
		"ka\u200byık ge\u2060lir":                 "U+200B U+2060",
		"เรือ\u200bกลับ 日\u200b本\u200bsuzu":       "",
		"kalkış \u2067saat 9\u2069 buradan":       "U+2067",
		"הסירה \u2067חוזרת\u2069 ב־\u202b9\u202c": "",
	} {
		if got := strings.Join(anchor.Concealed(text, anchor.Context{}, "the boat comes"), " "); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
		if got := anchor.Concealed(text, anchor.Context{}, "the boat comes", text); len(got) > 0 {
			t.Errorf("%q: what is known is concealed: %q", text, got)
		}
	}
}
