package inert_test

import (
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/inert"
)

// hostile are texts that steer something, and honest are texts that only look
// unusual.
var (
	hostile = []string{
		"\x1b[2J", "\x1b]0;title\a", "\x1b]8;;https://example.org\x1b\\link", "\u009b31m", "\x7f", "a\rb", "\b\b",
		"\u202eabc\u202c", "\u2066x\u2069", "line\u2028line", "\x00", "a\n::add-mask::pier", "  ::set-output name=a::b",
		"::stop-commands::token", "see ##[set-env name=A]b", "##vso[task.setvariable variable=a]b", "section_start:1:x\r\x1b[0K", "\xff",
		`\u{1B}` + "\x1b", `\u{5C}u{1B}` + "\x1b", "##teamcity[message text='a']",
	}
	honest = []string{
		"", "plain", "tab\tline\n", "می‌خواهم", "א\u200fב", "a\u200eb", "👩‍👩‍👧", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "::: tip", ":::note\ntext\n:::", "a :: b", "std::vec::Vec",
		"## [link](a)", "##", `\u{200B}`, `\u{1F600}`, "Ğ İ ı", "\uFFFD", "e\u0301", "٣٫١٤",
	}
)

func TestWhatSteersIsFound(t *testing.T) {
	for _, text := range hostile {
		if len(inert.Steering(text)) == 0 {
			t.Errorf("%q steers", text)
		}
	}
	for _, text := range honest {
		if found := inert.Steering(text); len(found) > 0 {
			t.Errorf("%q steers nothing, and is found at %v", text, found)
		}
	}
}

// For people: nothing steers any more, and honest text is as it was.
func TestForPeople(t *testing.T) {
	for name, write := range map[string]func(string) string{
		"terminal": inert.Terminal, "painted": inert.Painted, "line": inert.Line, "data": inert.GitHubData, "property": inert.GitHubProperty,
	} {
		for _, text := range hostile {
			if got := write(text); len(inert.Steering(got)) > 0 {
				t.Errorf("%s: %q becomes %q", name, text, got)
			}
		}
	}
	for _, text := range honest {
		if got := inert.Terminal(text); got != text {
			t.Errorf("%q becomes %q", text, got)
		}
		if got := inert.Line(text); !strings.ContainsAny(text, "\n\t") && got != text {
			t.Errorf("on a line, %q becomes %q", text, got)
		}
	}
}

func TestColoursOfOurOwnStay(t *testing.T) {
	for text, want := range map[string]string{
		"\x1b[31mred\x1b[0m":                "\x1b[31mred\x1b[0m",
		"\x1b[9;32mgone\x1b[29;0m \x1b[2Jx": "\x1b[9;32mgone\x1b[29;0m \uFFFD[2Jx",
		"\x1b[8mhidden\x1b[0m":              "\uFFFD[8mhidden\x1b[0m",
		"\uFDD0 \x1b[31mred":                "\uFDD0 red",
		"\x1b[31m\x1b]0;x\a":                "\x1b[31m\uFFFD]0;x\uFFFD",
		"\x1b[31m::add-mask::x":             "\x1b[31m\\::add-mask::x",
	} {
		if got := inert.Painted(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestNamesCanBeToldApart(t *testing.T) {
	const name = "a\n::error::b\t\x1b\u202e\u009b\r.md"
	if got, want := inert.Line(name), `a\n::error::b\t\x1b\u202e\u009b\r.md`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestMarkdownIsText(t *testing.T) {
	for text, want := range map[string]string{
		"@all see https://example.org #1": `@&#8203;all see https:&#8203;//example.org \#&#8203;1`,
		"www.example.org me@example.org":  `www&#8203;.example.org me@&#8203;example.org`,
		"a | b\n<img src=x>":              `a \| b &lt;img src=x&gt;`,
		"\x1b[1m**x** \u202e":             "\uFFFD\\[1m\\*\\*x\\*\\* \uFFFD",
	} {
		if got := inert.Markdown(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

// data holds the laws of the formats that are read back: nothing steers, and
// nothing is lost.
func data(t *testing.T, text string) {
	t.Helper()
	text = strings.ToValidUTF8(text, "?")
	spelt := inert.Spell(text)
	if got := inert.Unspell(spelt); got != text || len(inert.Steering(spelt)) > 0 {
		t.Errorf("spelt %q: %q, back %q", text, spelt, got)
	}
	raw, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	var back string
	written := inert.JSON(raw)
	if err := json.Unmarshal(written, &back); err != nil || back != text || len(inert.Steering(string(written))) > 0 {
		t.Errorf("JSON of %q: %s, back %q, %v", text, written, back, err)
	}
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(text)); err != nil {
		t.Fatal(err)
	}
	var element struct {
		Text string `xml:",chardata"`
	}
	document := "<a>" + inert.XML(b.String()) + "</a>"
	if err := xml.Unmarshal([]byte(document), &element); err != nil || len(inert.Steering(document)) > 0 {
		t.Errorf("XML of %q: %s, %v", text, document, err)
	}
	if readable := strings.Map(replaceForbidden, text); element.Text != readable {
		t.Errorf("XML of %q: back %q", text, element.Text)
	}
}

// replaceForbidden is what becomes of characters that XML has no way to write.
func replaceForbidden(u rune) rune {
	if u < ' ' && u != '\t' && u != '\n' && u != '\r' || u == 0xFFFE || u == 0xFFFF {
		return utf8.RuneError
	}
	return u
}

func TestData(t *testing.T) {
	for _, text := range append(append([]string{}, hostile...), honest...) {
		data(t, text)
	}
}

func FuzzInert(f *testing.F) {
	for _, text := range append(append([]string{}, hostile...), honest...) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		data(t, text)
		for _, write := range []func(string) string{
			inert.Terminal, inert.Painted, inert.Line,
			func(text string) string { return "behind the command: " + inert.GitHubData(text) },
			func(text string) string { return "behind the name: " + inert.GitHubProperty(text) },
		} {
			if got := write(text); len(inert.Steering(ours.Replace(got))) > 0 {
				t.Errorf("%q becomes %q", text, got)
			}
		}
		if got := inert.Markdown(text); strings.ContainsAny(got, "\n<>") || strings.ContainsFunc(got, inert.Steers) {
			t.Errorf("Markdown of %q: %q", text, got)
		}
	})
}

// ours takes out the colours that Painted lets through.
var ours = strings.NewReplacer(colours()...)

func colours() []string {
	var out []string
	for _, n := range []string{"0", "1", "2", "9", "22", "29", "31", "32", "33", "34", "35", "36", "37"} {
		out = append(out, "\x1b["+n+"m", "")
	}
	return out
}
