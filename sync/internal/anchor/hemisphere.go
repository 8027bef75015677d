package anchor

import (
	"strings"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// coordinateSign matches what stands between the sign of degrees and the point of the compass of
// a coordinate, and this point, as languages abbreviate it.
var coordinateSign = regex.Lazy(`°[\d.,\s′″'"’”\x{00a0}]{0,24}(?:([NSEW])|([KGDB])|([сСюЮ])\.?[\s\x{00a0}]?ш|([вВзЗ])\.?[\s\x{00a0}]?д|([СЮВЗ]))(?:[^\pL]|$)`)

// hemispheresOf are the points that each group of coordinateSign stands for, by its letter.
var hemispheresOf = []map[string]string{
	{"N": "N", "S": "S", "E": "E", "W": "W"},
	{"K": "N", "G": "S", "D": "E", "B": "W"},
	{"с": "N", "ю": "S"},
	{"в": "E", "з": "W"},
	{"с": "N", "ю": "S", "в": "E", "з": "W"},
}

// hemispheres emits the points of the compass of the coordinates in a text: "46° N",
// "46° K" in Turkish, "46° с. ш." in Russian.
func (s *scanner) hemispheres() {
	if !strings.Contains(s.text, "°") {
		return
	}
	for _, m := range coordinateSign.FindAllStringSubmatchIndex(s.text, -1) {
		for k, points := range hemispheresOf {
			from, to := m[2*k+2], m[2*k+3]
			if from < 0 {
				continue
			}
			letter := s.text[from:to]
			if k >= 2 {
				letter = strings.ToLower(letter)
			}
			if p := points[letter]; p != "" {
				s.emitAlone(Direction, p, from, to)
			}
		}
	}
}
