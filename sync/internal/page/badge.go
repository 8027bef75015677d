package page

import (
	"fmt"
	"html"
	"unicode/utf8"
)

// What a badge measures, in pixels: a letter on average, what is left free beside
// words, and the height.
const (
	badgeLetter = 7
	badgeMargin = 6
	badgeHeight = 20
)

// badge draws a label and a value beside each other. White text has a contrast of 4.5
// or more on each of the colours; the value says in words what its colour says.
func badge(label, value string, share float64) []byte {
	colour := "#a3211b"
	switch {
	case share >= 0.9:
		colour = "#1a6334"
	case share >= 0.5:
		colour = "#7a4b00"
	}
	left := utf8.RuneCountInString(label)*badgeLetter + 2*badgeMargin
	right := utf8.RuneCountInString(value)*badgeLetter + 2*badgeMargin
	l, v := html.EscapeString(label), html.EscapeString(value)
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" width="%[1]d" height="%[2]d" viewBox="0 0 %[1]d %[2]d" role="img" aria-label="%[3]s: %[4]s">
<title>%[3]s: %[4]s</title>
<rect width="%[1]d" height="%[2]d" rx="3" fill="%[5]s"/>
<path d="M3 0h%[6]dv%[2]dH3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" fill="#3d4654"/>
<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">
<text x="%[7]d" y="14" textLength="%[8]d">%[3]s</text>
<text x="%[9]d" y="14" textLength="%[10]d">%[4]s</text>
</g>
</svg>
`, left+right, badgeHeight, l, v, colour, left-3, left/2, left-2*badgeMargin, left+right/2, right-2*badgeMargin)
}
