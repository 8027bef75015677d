package block

import "testing"

func TestKindNames(t *testing.T) {
	for k := range kinds {
		if got, ok := ParseKind(k.String()); !ok || got != k {
			t.Errorf("ParseKind(%q) = %v, %v", k.String(), got, ok)
		}
	}
	if _, ok := ParseKind("unknown"); ok || kinds.String() != "unknown" {
		t.Error("an unknown kind has a name")
	}
}

// Markup that says something to readers is translated; other markup is copied.
func TestMarkupIsCopied(t *testing.T) {
	for text, want := range map[string]bool{
		`<iframe src="film.html"></iframe>`:                          true,
		`<iframe src="film.html" title="How nets are mended">`:       false,
		`<iframe title="How nets are mended" src="f.html"></iframe>`: false,
		`<textarea placeholder="Ask the net maker"></textarea>`:      false,
		`<img src="net.png" alt="">`:                                 true,
		`<img src="net.png" alt="1">`:                                true,
		`<script src="net.js"></script>`:                             true,
		`<div>`:                                                      true,
		`<div class="net">`:                                          false,
	} {
		if b := (Block{Kind: HTML, Text: text}); b.IsCopied() != want {
			t.Errorf("%s: copied is %v, want %v", text, b.IsCopied(), want)
		}
	}
}
