package lexicon

import "strings"

// A skeleton is what a name keeps when it is spelled in another language or
// script: its consonants, by kind. Vowels go, but for the fact that the name
// begins with one; double letters count once.
//
//	a  a vowel at the beginning
//	b d f l m n p r t v  themselves
//	k  k, c, q
//	s  all that hisses: s, z, ts, sh, ч, ц, ж excepted
//	j  j, dj, ж
//	g  g; at the beginning also h and kh, which are dropped elsewhere
//
// Spelling is ambiguous, so a name has two readings. They differ in
//
//	            first   second
//	ch          s       k       (Chambers, Michael)
//	g + e, i    g       j       (Gephardt, George)
//	w, inside   v       -       (Schwarz, Orwell)
//	j           j       -       (Jessica, Jan)
//	gh, inside  -       g       (Hughes, Baghdad)
//
// A name in Cyrillic letters has the first only, as these letters are clear.
type reading uint8

const (
	first reading = iota
	second
)

// skeleton is the skeleton of a name in one reading. An x makes two letters.
type skeleton struct {
	n         int
	ambiguous bool // the second reading may differ
	code      [2 * longestName]byte
}

func (s *skeleton) add(c byte) {
	if s.n > 0 && s.code[s.n-1] == c {
		return
	}
	s.code[s.n] = c
	s.n++
}

func (s *skeleton) String() string { return string(s.code[:s.n]) }

// Skeleton is the consonant skeleton of a name in the first reading, the same
// for "Landsbergis" and "Ландсбергис". It is empty for a word without letters
// of the Latin, Cyrillic or Greek script.
func Skeleton(word string) string {
	var buf [longestName]byte
	n, _ := spellName(word, &buf)
	var s skeleton
	s.read(buf[:n], first)
	return s.String()
}

// isVowel tells the letters that a skeleton drops, y among them.
var isVowel = [256]bool{'a': true, 'e': true, 'i': true, 'o': true, 'u': true, 'y': true}

// plainly has the consonants that stand for themselves, whatever follows.
var plainly = [256]bool{'b': true, 'f': true, 'l': true, 'm': true, 'n': true, 'r': true, 'v': true}

// read fills the skeleton from a name in plain Latin letters.
func (s *skeleton) read(w []byte, r reading) {
	s.n, s.ambiguous = 0, false
	w = head(w)
	for i := 0; i < len(w); {
		switch c := w[i]; {
		case plainly[c]:
			s.add(c)
			i++
		case isVowel[c] && i > 0:
			i++
		default:
			i += s.letter(w, i, r)
		}
	}
}

// head cuts the silent letter off the beginning: wr, kn, ps, pn, gn.
func head(w []byte) []byte {
	if len(w) < 3 {
		return w
	}
	switch string(w[:2]) {
	case "wr", "kn", "ps", "pn", "gn":
		return w[1:]
	}
	return w
}

// letter adds what begins at w[i] and returns how many letters that takes.
func (s *skeleton) letter(w []byte, i int, r reading) int {
	c := w[i]
	if isVowel[c] {
		s.initial(w)
		return 1
	}
	switch c {
	case 'c':
		return s.letterC(w, i, r)
	case 's', 'z':
		return s.hiss(w, i)
	case 'g':
		return s.letterG(w, i, r)
	case 'h':
		if i == 0 {
			s.add('g')
		}
		return 1
	case 'q', 'j', 'w':
		s.ambiguousLetter(w, i, r)
		return 1
	case 'x':
		return s.letterX(w, i)
	}
	if size := s.digraph(w, i); size > 0 {
		return size
	}
	s.add(c)
	return 1
}

// digraph adds the one consonant that letters from w[i] on stand for together, and
// returns how many they are, 0 if each stands for itself.
func (s *skeleton) digraph(w []byte, i int) int {
	next, after := at(w, i+1), at(w, i+2)
	switch c := w[i]; {
	case c == 't' && (next == 'c' || next == 's') && after == 'h':
		s.add('s')
		return 3
	case c == 't' && (next == 's' || next == 'z'):
		s.add('s')
		return 2
	case c == 't' && next == 'h':
		s.add('t')
		return 2
	case c == 'd' && next == 'z' && after == 'h':
		s.add('j')
		return 3
	case c == 'd' && (next == 'j' || next == 'g' && after == 'e'):
		s.add('j')
		return 2
	case c == 'k' && next == 'h':
		if i == 0 {
			s.add('g')
		}
		return 2
	case c == 'p' && (next == 'h' || next == 'f'):
		s.add('f')
		return 2
	}
	return 0
}

// ambiguousLetter adds a letter whose sound depends on the language of the name.
func (s *skeleton) ambiguousLetter(w []byte, i int, r reading) {
	s.ambiguous = true
	next, after := at(w, i+1), at(w, i+2)
	switch w[i] {
	case 'q':
		s.add('k')
		if next == 'u' && r == first && isVowel[after] {
			s.add('v')
		}
	case 'j':
		if r == first {
			s.add('j')
		} else if i == 0 {
			s.add('a')
		}
	case 'w':
		if i == 0 || r == first && isVowel[next] {
			s.add('v')
		}
	}
}

// letterX adds an x, which makes two letters within a word.
func (s *skeleton) letterX(w []byte, i int) int {
	if i > 0 {
		s.add('k')
	}
	s.add('s')
	if at(w, i+1) == 'x' {
		return 2
	}
	return 1
}

// initial marks a vowel at the beginning. U before another vowel is there how
// Cyrillic writes the W of Wilson.
func (s *skeleton) initial(w []byte) {
	if w[0] == 'u' && isVowel[at(w, 1)] {
		s.add('v')
	} else {
		s.add('a')
	}
}

func (s *skeleton) letterC(w []byte, i int, r reading) int {
	next := at(w, i+1)
	switch {
	case next == 'h':
		s.ambiguous = true
		if r == first {
			s.add('s')
		} else {
			s.add('k')
		}
		return 2
	case next == 'z':
		s.add('s')
		return 2
	case next == 'e' || next == 'i' || next == 'y', next == 0 && i >= 2 && w[i-1] == 'i' && w[i-2] == 'v':
		s.add('s')
		return 1
	case next == 'k':
		s.add('k')
		return 2
	}
	s.add('k')
	return 1
}

// hiss reads s, sh, sch, sc before e and i, sz, z; zh is a j.
func (s *skeleton) hiss(w []byte, i int) int {
	next, after := at(w, i+1), at(w, i+2)
	if w[i] == 'z' && next == 'h' {
		s.add('j')
		return 2
	}
	s.add('s')
	switch {
	case next == 'c' && after == 'h':
		return 3
	case next == 'h', next == 'z', next == 'c' && (after == 'e' || after == 'i'):
		return 2
	}
	return 1
}

func (s *skeleton) letterG(w []byte, i int, r reading) int {
	next := at(w, i+1)
	s.ambiguous = true
	if next == 'h' {
		if i == 0 || r == second || !isVowel[w[i-1]] {
			s.add('g')
		}
		return 2
	}
	if r == second && (next == 'e' || next == 'i' || next == 'y') {
		s.add('j')
	} else {
		s.add('g')
	}
	return 1
}

func at(w []byte, i int) byte {
	if i < len(w) {
		return w[i]
	}
	return 0
}

// A name is found by its whole skeleton and by the first prefix consonants of
// a longer one. A skeleton of a single consonant says too little.
const (
	prefix   = 4
	shortKey = 2
)

// NameKeys appends to buf what a name can be found by in an index, and returns
// it: the hashes of its skeleton and of the skeleton's first four consonants,
// in both readings, and in Cyrillic also without a case ending. Two spellings of a
// name have one of them in common.
func NameKeys(word string, buf []uint64) []uint64 {
	var spelledName [longestName]byte
	n, cyrillic := spellName(word, &spelledName)
	if n < shortKey {
		return buf
	}
	from := len(buf)
	var s skeleton
	s.read(spelledName[:n], first)
	buf = s.keys(buf, from)
	if !cyrillic {
		if s.ambiguous {
			s.read(spelledName[:n], second)
			buf = s.keys(buf, from)
		}
		return buf
	}
	if short := n - caseEnding(spelledName[:n]); short < n {
		s.read(spelledName[:short], first)
		buf = s.keys(buf, from)
	}
	return buf
}

func (s *skeleton) keys(buf []uint64, from int) []uint64 {
	if s.n < shortKey {
		return buf
	}
	buf = addKey(buf, from, s.code[:s.n])
	if s.n > prefix {
		buf = addKey(buf, from, s.code[:prefix])
	}
	return buf
}

// addKey appends the hash of a skeleton unless it is among buf[from:].
func addKey(buf []uint64, from int, code []byte) []uint64 {
	h := uint64(fnvStart)
	for _, c := range code {
		h = (h ^ uint64(c)) * fnvPrime
	}
	h *= mixer
	for _, k := range buf[from:] {
		if k == h {
			return buf
		}
	}
	return append(buf, h)
}

// caseEndings are the endings of Russian names that hold a consonant, in Latin
// letters, the longer ones first. The others vanish with their vowels.
var caseEndings = strings.Fields("ogo ego omu emu ami yami imi ymi om em am yam im ym ov ev")

// caseEnding is the length of the case ending of a name, 0 if what would be
// left is too short.
func caseEnding(w []byte) int {
	for _, e := range caseEndings {
		if len(w) >= len(e)+3 && string(w[len(w)-len(e):]) == e {
			return len(e)
		}
	}
	return 0
}
