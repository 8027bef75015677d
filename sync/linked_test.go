package xsync

import "testing"

func TestLinkable(t *testing.T) {
	names := NewLinkable([]string{"docs/tr/wheel.md", "docs/tr/gears/index.md", "docs/tr/the gate.png.txt", "img/öğle.png"})
	delete(names, "")
	for text, want := range map[string]bool{
		"[a](wheel.md#parts)":         true,
		"[a](../wheel/#parts)":        true,
		"[a]: ./wheel":                true,
		`<a href="wheel.html">`:       true,
		"[a](../gears/)":              true,
		"[a](gears#teeth)":            true,
		"![](img/%C3%B6%C4%9Fle.png)": true,
		"![](the%20gate.png)":         true,
		"[a](wheels.md)":              false,
		"[a](pinwheel.md)":            false,
		"":                            false,
	} {
		if got := names.isCalledIn([]byte(text)); got != want {
			t.Errorf("isCalledIn(%q) = %v", text, got)
		}
	}
	if !NewLinkable([]string{"the gate.md"}).isCalledIn([]byte("[a](<the gate.md>)")) {
		t.Error("a link to a file with a blank in its name escapes")
	}
}
