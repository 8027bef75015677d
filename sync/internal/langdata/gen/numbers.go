//go:build ignore

// This command writes the files "numbers": how a language says its numbers, by the rules
// of CLDR (npm package cldr-rbnf). Run it in the folder of package langdata, with the
// folder of that package: go run gen/numbers.go CLDR-RBNF
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// rule is one of a set: what is written from a number on.
type rule struct {
	base, radix int64
	exponent    int
	text        string
}

func (r *rule) divisor() int64 {
	d := int64(1)
	for range r.exponent {
		d *= r.radix
	}
	return d
}

type speller struct{ sets map[string][]rule }

func main() {
	tags, err := os.ReadDir(".")
	if err != nil {
		fail(err)
	}
	for _, tag := range tags {
		s, err := read(filepath.Join(os.Args[1], "rbnf", tag.Name()+".json"), tag.Name())
		if err != nil || s == nil || slices.Contains(dense, tag.Name()) {
			continue
		}
		if err := os.WriteFile(filepath.Join(tag.Name(), "numbers.tsv"), []byte(s.table()), 0o644); err != nil {
			fail(err)
		}
	}
}

// dense are the languages that put no blanks between words, or write out few numbers.
var dense = []string{"ja", "zh", "th", "lo", "km", "my", "ko"}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// read reads the rules of a language; English, Turkish and Russian have forms in code.
func read(path, tag string) (*speller, error) {
	if tag == "en" || tag == "tr" || tag == "ru" {
		return nil, nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var file struct {
		Rbnf struct {
			Rbnf struct{ SpelloutRules map[string]json.RawMessage }
		}
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, err
	}
	s := &speller{map[string][]rule{}}
	for name, raw := range file.Rbnf.Rbnf.SpelloutRules {
		var rows [][2]string
		if json.Unmarshal(raw, &rows) == nil {
			s.sets[name] = rulesOf(rows)
		}
	}
	if len(s.sets) == 0 {
		return nil, nil
	}
	return s, nil
}

// rulesOf reads "1000/100>: text" and orders the rules by where they begin.
func rulesOf(rows [][2]string) []rule {
	var out []rule
	for _, row := range rows {
		head, radix, _ := strings.Cut(row[0], "/")
		less := strings.Count(head, ">") + strings.Count(radix, ">")
		base, err := strconv.ParseInt(strings.Trim(head, ">"), 10, 64)
		if err != nil {
			continue
		}
		r := rule{base: base, radix: 10, text: strings.TrimSuffix(row[1], ";")}
		if n, err := strconv.ParseInt(strings.Trim(radix, ">"), 10, 64); err == nil {
			r.radix = n
		}
		for d := r.radix; d <= base && d > 0; d *= r.radix {
			r.exponent++
		}
		r.exponent = max(r.exponent-less, 0)
		out = append(out, r)
	}
	slices.SortStableFunc(out, func(a, b rule) int { return int(min(max(a.base-b.base, -1), 1)) })
	return out
}

// spell is a number by a set of rules, false if the rules leave it in figures.
func (s *speller) spell(set string, n int64, depth int) (string, bool) {
	rules := s.sets[set]
	i := -1
	for k := range rules {
		if rules[k].base <= n {
			i = k
		}
	}
	if i < 0 || depth > 30 {
		return "", false
	}
	r := rules[i]
	if twice(r.text) && r.divisor() > 0 && n%r.divisor() == 0 && r.base%r.divisor() != 0 && i > 0 {
		r = rules[i-1]
	}
	return s.fill(set, r, n, depth)
}

func twice(text string) bool { return strings.Contains(text, "←") && strings.Contains(text, "→") }

// fill writes a rule with a number: ←← is its quotient, →→ the rest, == itself; what
// stands in brackets is left out if there is no rest.
func (s *speller) fill(set string, r rule, n int64, depth int) (string, bool) {
	text := strings.TrimPrefix(r.text, "'")
	d := r.divisor()
	if open := strings.Index(text, "["); open >= 0 {
		end := strings.Index(text, "]")
		inner := text[open+1 : end]
		if d == 0 || n%d == 0 {
			inner = ""
		}
		text = text[:open] + inner + text[end+1:]
	}
	var b strings.Builder
	for text != "" {
		at := strings.IndexAny(text, "←→=$")
		if at < 0 {
			b.WriteString(text)
			break
		}
		b.WriteString(text[:at])
		mark, _, _ := strings.Cut(text[at:], "")
		for _, m := range []string{"←", "→", "=", "$"} {
			if strings.HasPrefix(text[at:], m) {
				mark = m
			}
		}
		rest := text[at+len(mark):]
		inner, after, ok := strings.Cut(rest, mark)
		if !ok {
			return "", false
		}
		if mark == "$" {
			b.WriteString(plural(inner))
			text = after
			continue
		}
		if mark == "→" && strings.HasPrefix(after, "→") && inner == "" {
			after = strings.TrimPrefix(after, "→")
		}
		m := map[string]int64{"←": n / d, "→": n % d, "=": n}[mark]
		other := set
		if inner != "" {
			if inner[0] != '%' {
				return "", false
			}
			other = inner
		}
		piece, ok := s.spell(other, m, depth+1)
		if !ok {
			return "", false
		}
		b.WriteString(piece)
		text = after
	}
	return b.String(), true
}

// plural is all forms of a word with plurals, parted by "|" in braces: they are taken
// apart by [variants].
func plural(inner string) string {
	_, list, _ := strings.Cut(inner, ",")
	var forms []string
	for list != "" {
		_, rest, ok := strings.Cut(list, "{")
		form, after, closed := strings.Cut(rest, "}")
		if !ok || !closed {
			break
		}
		if !slices.Contains(forms, form) {
			forms = append(forms, form)
		}
		list = after
	}
	return "{" + strings.Join(forms, "|") + "}"
}

// variants are the texts that a text with plurals stands for.
func variants(text string) []string {
	before, rest, ok := strings.Cut(text, "{")
	forms, after, closed := strings.Cut(rest, "}")
	if !ok || !closed {
		return []string{text}
	}
	var out []string
	for _, f := range strings.Split(forms, "|") {
		out = append(out, variants(before+f+after)...)
	}
	return out
}

// values are the numbers that stand in a table: those below a hundred, and hundreds.
func values() []int64 {
	var out []int64
	for n := int64(0); n < 100; n++ {
		out = append(out, n)
	}
	for n := int64(100); n < 1000; n += 100 {
		out = append(out, n)
	}
	return out
}

// table is the rows of a language: "cardinal" and "ordinal" with a number and its words,
// "scale" with a power of ten and its words, and what joins hundreds to the rest of a
// number: "whole" if all is one word, else "joint" if there is a word for it.
func (s *speller) table() string {
	var out strings.Builder
	for _, kind := range []string{"cardinal", "ordinal"} {
		for _, n := range values() {
			if kind == "ordinal" && n > 31 && n%10 != 0 {
				continue // seldom written in words
			}
			if words := s.words(kind, n); len(words) > 0 {
				fmt.Fprintf(&out, "%s\t%d\t%s\n", kind, n, strings.Join(words, "|"))
			}
		}
	}
	var known []string
	for n := int64(1000); n <= 1e12; n *= 10 {
		words := s.scales(n, known)
		known = append(known, words...)
		if len(words) > 0 {
			fmt.Fprintf(&out, "scale\t%d\t%s\n", n, strings.Join(words, "|"))
		}
	}
	return out.String() + s.joint()
}

// joint is the row that says what stands between hundreds and the rest of a number.
func (s *speller) joint() string {
	for _, whole := range s.words("cardinal", 234) {
		for _, inner := range between(whole, s.words("cardinal", 200), s.words("cardinal", 34)) {
			if !strings.ContainsAny(whole, " -") {
				return "whole\t" + inner + "\n"
			}
			if word := strings.TrimSpace(inner); word != "" && word != "-" {
				return "joint\t" + word + "\n"
			}
		}
	}
	return ""
}

// between is what stands between hundreds and the rest of a number in one word.
func between(whole string, hundreds, rest []string) []string {
	for _, h := range hundreds {
		for _, r := range rest {
			if inner, ok := strings.CutPrefix(whole, h); ok && strings.HasSuffix(inner, r) {
				return []string{strings.TrimSuffix(inner, r)}
			}
		}
	}
	return nil
}

// words are the ways to say a number, in all genders and cases that the rules have.
func (s *speller) words(kind string, n int64) []string {
	var out []string
	for _, set := range s.public(kind) {
		text, ok := s.spell(set, n, 0)
		if !ok {
			continue
		}
		for _, v := range variants(text) {
			v = clean(v)
			if v != "" && !slices.Contains(out, v) && !strings.ContainsFunc(v, unicode.IsDigit) {
				out = append(out, v)
			}
		}
	}
	return out
}

// public are the sets that say numbers of a kind, in order.
func (s *speller) public(kind string) []string {
	var out []string
	for name := range s.sets {
		if strings.HasPrefix(name, "%spellout-"+kind) || kind == "cardinal" && name == "%spellout-numbering" {
			if !strings.Contains(name, "year") && !strings.Contains(name, "financial") {
				out = append(out, name)
			}
		}
	}
	slices.Sort(out)
	const plain = "%spellout-numbering" // comes first, for numbers that are made of others
	if k := slices.Index(out, plain); k > 0 {
		out = append([]string{plain}, slices.Delete(out, k, k+1)...)
	}
	return out
}

// clean is a text without soft hyphens and accents that only mark the stress.
func clean(text string) string {
	text = strings.ReplaceAll(text, "\u00ad", "")
	return strings.ToLower(strings.TrimSpace(text))
}

// scales are the words for a power of a thousand: what is left of its multiples without
// their factors.
func (s *speller) scales(n int64, known []string) []string {
	out := []string{}
	ends := func(word string) bool {
		return slices.ContainsFunc(append(known, out...), func(w string) bool { return strings.HasSuffix(word, w) })
	}
	for _, factor := range []int64{1, 2, 5} {
		for _, text := range s.words("cardinal", factor*n) {
			word := text
			for _, f := range append(s.words("cardinal", factor), "") {
				if rest, ok := strings.CutPrefix(text, f); ok && f != "" && strings.TrimSpace(rest) != "" {
					word = strings.TrimSpace(rest)
				}
			}
			word = strings.TrimSpace(strings.TrimLeft(word, "-"))
			if f := strings.Fields(word); len(f) == 2 && factor == 1 {
				word = f[1]
			}
			if word != "" && !slices.Contains(out, word) && !strings.ContainsAny(word, " -") && (!ends(word) || n < 1e6 && factor == 1 && !slices.Contains(known, word)) {
				out = append(out, word)
			}
		}
	}
	return out
}
