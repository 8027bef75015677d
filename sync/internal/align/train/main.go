// Command train fits the weights of the alignment model to a corpus of aligned
// articles and writes them as Go source.
//
//	go run ./sync/internal/align/train -corpus DIR [-out sync/internal/align/model.go] [-folds 5]
//	go run ./sync/internal/align/train -corpus DIR -lone sync/internal/align/calibration.go
//
// The second form fits how sure it is that a segment without a counterpart has none.
//
// DIR holds a folder a case: en.md, tr.md and ru.md whose blocks stand between
// blank lines, and truth.json with the pairs of blocks.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"go/format"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

type truth struct {
	Name  string
	Pairs map[string]struct {
		Pairs    [][2]int
		Optional [][2]int
		Groups   []struct {
			En, Tr []int
			Op     []string
		}
	}
}

// text is a case in one language.
type text struct {
	outline align.Outline
	blocks  []int // block of each segment
	n       int
}

func read(path, lang string) (text, error) {
	src, err := os.ReadFile(path)
	if err != nil {
		return text{}, err
	}
	doc := markdown.Parse(src)
	t := text{outline: align.NewOutline(doc, lang)}
	starts := starts(src)
	t.n = len(starts)
	for _, i := range doc.Segments() {
		at := doc.Blocks[i].Span.Start
		t.blocks = append(t.blocks, sort.SearchInts(starts, at+1)-1)
	}
	return t, nil
}

// starts are the offsets of the blank-line separated blocks.
func starts(src []byte) []int {
	var out []int
	blank, at := true, 0
	for _, line := range bytes.SplitAfter(src, []byte("\n")) {
		empty := len(bytes.TrimSpace(line)) == 0
		if !empty && blank {
			out = append(out, at)
		}
		blank = empty
		at += len(line)
	}
	return out
}

type example struct {
	name     string
	lang     string
	sample   align.Sample
	optional map[[2]int]bool
	groups   []group
	nA, nB   int
}

type group struct {
	en, tr []int
	ops    []string
}

func load(dir string, only []string) ([]example, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*", "truth.json"))
	if err != nil {
		return nil, err
	}
	var out []example
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		var t truth
		if err := json.Unmarshal(raw, &t); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		folder := filepath.Dir(name)
		en, err := read(filepath.Join(folder, "en.md"), "en")
		if err != nil {
			return nil, err
		}
		for _, lang := range slices.Sorted(maps.Keys(t.Pairs)) {
			if len(only) > 0 && !slices.Contains(only, lang) {
				continue
			}
			gold := t.Pairs[lang]
			tr, err := read(filepath.Join(folder, lang+".md"), lang)
			if err != nil {
				return nil, err
			}
			e := example{name: filepath.Base(folder) + "." + lang, lang: lang, nA: en.n, nB: tr.n, optional: set(gold.Optional)}
			for _, g := range gold.Groups {
				e.groups = append(e.groups, group{g.En, g.Tr, g.Op})
			}
			e.sample = sample(en, tr, append(gold.Pairs, gold.Optional...))
			for _, p := range gold.Optional {
				e.sample.FreeA[p[0]], e.sample.FreeB[p[1]] = true, true
				delete(e.sample.Paired, p)
			}
			for _, p := range gold.Pairs {
				e.sample.Paired[p] = true
			}
			out = append(out, e)
		}
	}
	return out, nil
}

func set(pairs [][2]int) map[[2]int]bool {
	m := map[[2]int]bool{}
	for _, p := range pairs {
		m[p] = true
	}
	return m
}

func sample(en, tr text, pairs [][2]int) align.Sample {
	s := align.Sample{
		A: en.outline, B: tr.outline, BlockA: en.blocks, BlockB: tr.blocks,
		Paired: set(pairs), FreeA: free(en, pairs, 0), FreeB: free(tr, pairs, 1),
	}
	for _, p := range pairs {
		for _, q := range pairs {
			if p[0] < q[0] && p[1] > q[1] {
				s.FreeA[p[0]], s.FreeA[q[0]], s.FreeB[p[1]], s.FreeB[q[1]] = true, true, true, true
			}
		}
	}
	return s
}

func free(t text, pairs [][2]int, side int) map[int]bool {
	count, paired := map[int]int{}, map[int]bool{}
	for _, b := range t.blocks {
		count[b]++
	}
	for _, p := range pairs {
		paired[p[side]] = true
	}
	out := map[int]bool{}
	for b := range t.n {
		out[b] = !paired[b] || count[b] > 1
	}
	return out
}

// score counts right, predicted and true pairs of blocks.
type score struct{ right, said, gold int }

func (s *score) add(o score) { s.right += o.right; s.said += o.said; s.gold += o.gold }
func (s score) f1() float64  { return 2 * float64(s.right) / float64(max(s.said+s.gold, 1)) }

type result struct {
	pairs, missing, extra score
	ops                   map[string][2]int
}

func evaluate(e *example, links []align.Link) result {
	said := saidPairs(e, links)
	r := result{ops: map[string][2]int{}}
	has, gold, optional := newSides(), newSides(), newSides()
	for p := range said {
		has.add(p)
		if e.optional[p] {
			continue
		}
		r.pairs.said++
		if e.sample.Paired[p] {
			r.pairs.right++
		}
	}
	for p := range e.optional {
		optional.add(p)
	}
	for p := range e.sample.Paired {
		r.pairs.gold++
		gold.add(p)
	}
	r.missing = scoreLone(e.nA, has[0], gold[0], optional[0])
	r.extra = scoreLone(e.nB, has[1], gold[1], optional[1])
	for k := range e.groups {
		right := 0
		if isGroupRight(e, &e.groups[k], said) {
			right = 1
		}
		for _, op := range e.groups[k].ops {
			v := r.ops[op]
			r.ops[op] = [2]int{v[0] + right, v[1] + 1}
		}
	}
	return r
}

// saidPairs are the pairs of blocks that some links join.
func saidPairs(e *example, links []align.Link) map[[2]int]bool {
	said := map[[2]int]bool{}
	for _, l := range links {
		for _, i := range l.A {
			for _, j := range l.B {
				said[[2]int{e.sample.BlockA[i], e.sample.BlockB[j]}] = true
			}
		}
	}
	return said
}

// sides are blocks of the source and of the target.
type sides [2]map[int]bool

func newSides() sides { return sides{map[int]bool{}, map[int]bool{}} }

// add adds the two blocks of a pair.
func (s sides) add(pair [2]int) { s[0][pair[0]], s[1][pair[1]] = true, true }

// scoreLone counts which of n blocks stand alone: as was said, in truth, and both.
// Blocks of optional pairs may or may not.
func scoreLone(n int, has, gold, optional map[int]bool) (s score) {
	for b := range n {
		if !has[b] {
			s.said++
		}
		if !gold[b] && !optional[b] {
			s.gold++
			if !has[b] {
				s.right++
			}
		}
	}
	return s
}

// isGroupRight reports whether the pairs of the blocks of a group are just those that
// belong together.
func isGroupRight(e *example, g *group, said map[[2]int]bool) bool {
	in := newSides()
	for _, x := range g.en {
		in[0][x] = true
	}
	for _, x := range g.tr {
		in[1][x] = true
	}
	touches := func(p [2]int) bool { return in[0][p[0]] || in[1][p[1]] }
	for p := range e.sample.Paired {
		if touches(p) && !said[p] {
			return false
		}
	}
	for p := range said {
		if touches(p) && !e.sample.Paired[p] && !e.optional[p] {
			return false
		}
	}
	return true
}

func main() {
	corpus := flag.String("corpus", "", "folder of aligned articles")
	out := flag.String("out", "", "file to write the weights to")
	folds := flag.Int("folds", 0, "parts for cross-validation")
	rounds := flag.Int("rounds", 14, "rounds over all samples")
	lone := flag.String("lone", "", "file to write the calibration of what has no counterpart to")
	show := flag.Bool("errors", false, "show the wrong pairs")
	more := flag.String("more", "", "folder of articles for the languages without a full glossary alone")
	share := flag.Int("share", 3, "one in so many of these is read")
	plainOnly := flag.Bool("plain", false, "fit the weights for languages without a full glossary alone")
	langs := flag.String("langs", "", "languages to look at, between commas; all if empty")
	flag.Parse()
	all, err := load(*corpus, strings.FieldsFunc(*langs, func(r rune) bool { return r == ',' }))
	if err != nil {
		log.Fatal(err)
	}
	if *lone != "" {
		c := calibrateLone(all)
		if err := os.WriteFile(*lone, calibrationSource(&c), 0o666); err != nil {
			log.Fatal(err)
		}
		return
	}
	if *folds > 1 {
		validate(all, *folds, *rounds, *show)
	}
	if *out == "" {
		if *folds < 2 {
			report(all, func(e *example) []align.Link { return align.Across(e.sample.A, e.sample.B, nil) }, *show)
		}
		return
	}
	model, _ := align.Models()
	if !*plainOnly {
		model = learn(append(slices.Clone(all), taught(all, 5)...), -1, 1, *rounds)
		report(all, func(e *example) []align.Link { return align.AcrossWith(&model, e.sample.A, e.sample.B, nil) }, *show)
	}
	plainModel := learnPlain(all, *more, *share, *rounds, *show)
	if err := os.WriteFile(*out, source(model, plainModel), 0o666); err != nil {
		log.Fatal(err)
	}
}

// learnPlain fits the model for pairs of which one language has no full glossary: to
// the examples as if theirs had none, and to one in so many of those of a folder.
func learnPlain(all []example, more string, share, rounds int, show bool) align.Model {
	fmt.Println("without a glossary")
	examples := append(plain(all), plain(taught(all, 5))...)
	if more != "" {
		others, err := load(more, nil)
		if err != nil {
			log.Fatal(err)
		}
		for k := range others {
			if e := others[k]; k%share == 0 && !align.Glossed(e.sample.A, e.sample.B) {
				examples = append(examples, e)
			}
		}
	}
	model := learn(examples, -1, 1, rounds)
	report(examples, func(e *example) []align.Link { return align.AcrossWith(&model, e.sample.A, e.sample.B, nil) }, show)
	return model
}

// learn fits a model to the examples outside a fold, then the price of a move
// by the pairs of blocks that it gets right.
func learn(all []example, fold, folds, rounds int) align.Model {
	model, likelihood := align.Learn(samples(all, fold, folds), rounds)
	best := -1.0
	won := model
	for move := -7.0; move <= 0; move++ {
		tried := model.WithMove(move)
		var pairs, missing, extra score
		for k := range all {
			e := &all[k]
			if fold < 0 || foldOf(e.name, folds) != fold {
				r := evaluate(e, align.AcrossWith(&tried, e.sample.A, e.sample.B, nil))
				pairs.add(r.pairs)
				missing.add(r.missing)
				extra.add(r.extra)
			}
		}
		if f := pairs.f1() + (missing.f1()+extra.f1())/20; f > best {
			best, won = f, tried
		}
	}
	fmt.Printf("log-likelihood %.4f, a move %.1f\n", likelihood, won.Move())
	return won
}

// langs are the languages of examples, in order.
func langs(all []example) []string {
	seen := map[string]bool{}
	for k := range all {
		seen[all[k].lang] = true
	}
	return slices.Sorted(maps.Keys(seen))
}

// taught gives each example what the true pairs of the examples in other folds
// teach.
func taught(all []example, folds int) []example {
	out := slices.Clone(all)
	for fold := range folds {
		for _, lang := range langs(all) {
			teacher := align.NewTeacher("en", lang)
			for k := range all {
				if e := &all[k]; e.lang == lang && foldOf(e.name, folds) != fold {
					teacher.Teach(e.sample.A, e.sample.B, e.truth())
				}
			}
			lexicon := teacher.Lexicon()
			fmt.Printf("fold %d %s: %d words learnt\n", fold, lang, lexicon.Len())
			for k := range out {
				if e := &out[k]; e.lang == lang && foldOf(e.name, folds) == fold {
					e.sample.A = lexicon.Source(e.sample.A, "en")
					e.sample.B = lexicon.Target(e.sample.B, lang)
				}
			}
		}
	}
	return out
}

// truth are the links between single segments of which both blocks have no
// other.
func (e *example) truth() []align.Link {
	count := func(blocks []int) map[int][]int {
		m := map[int][]int{}
		for i, b := range blocks {
			m[b] = append(m[b], i)
		}
		return m
	}
	inA, inB := count(e.sample.BlockA), count(e.sample.BlockB)
	var out []align.Link
	for p := range e.sample.Paired {
		if a, b := inA[p[0]], inB[p[1]]; len(a) == 1 && len(b) == 1 {
			out = append(out, align.Link{A: a, B: b, Confidence: 1})
		}
	}
	slices.SortFunc(out, func(p, q align.Link) int { return p.A[0] - q.A[0] })
	return out
}

// samples are the samples outside a fold; fold -1 leaves none out. A case is in
// one fold in all its languages.
func samples(all []example, fold, folds int) []align.Sample {
	var out []align.Sample
	for k := range all {
		if fold < 0 || foldOf(all[k].name, folds) != fold {
			out = append(out, all[k].sample)
		}
	}
	return out
}

func foldOf(name string, folds int) int {
	h := 0
	for _, c := range name[:strings.LastIndexByte(name, '.')] {
		h = h*31 + int(c)
	}
	return (h%folds + folds) % folds
}

func validate(all []example, folds, rounds int, show bool) {
	models := make([]align.Model, folds)
	withLexicon := taught(all, folds)
	for f := range models {
		models[f] = learn(append(slices.Clone(all), withLexicon...), f, folds, rounds)
	}
	links := func(e *example) []align.Link {
		return align.AcrossWith(&models[foldOf(e.name, folds)], e.sample.A, e.sample.B, nil)
	}
	fmt.Printf("cross-validation, %d folds, without a learnt lexicon\n", folds)
	report(all, links, show)
	fmt.Printf("cross-validation, %d folds, with a learnt lexicon\n", folds)
	report(withLexicon, links, show)
}

func report(all []example, links func(*example) []align.Link, show bool) {
	sums := map[string]*result{}
	var c calibration
	for k := range all {
		e := &all[k]
		got := links(e)
		r := evaluate(e, got)
		c.note(e, got)
		family := e.name[:strings.IndexByte(e.name, '-')]
		for _, slice := range []string{"all", e.lang, family, family + "." + e.lang} {
			if sums[slice] == nil {
				sums[slice] = &result{ops: map[string][2]int{}}
			}
			sums[slice].add(&r)
		}
		if show && r.pairs.right < r.pairs.gold+r.pairs.said-r.pairs.right {
			printLinks(e, &r, got)
		}
	}
	for _, n := range slices.Sorted(maps.Keys(sums)) {
		s := sums[n]
		fmt.Printf("%-14s F1 %.4f  missing %.3f  extra %.3f  (%d pairs)\n", n, s.pairs.f1(), s.missing.f1(), s.extra.f1(), s.pairs.gold)
	}
	for _, op := range slices.Sorted(maps.Keys(sums["all"].ops)) {
		v := sums["all"].ops[op]
		fmt.Printf("  %-14s %5d / %-5d %.3f\n", op, v[0], v[1], float64(v[0])/float64(v[1]))
	}
	c.print()
}

// add adds another result.
func (s *result) add(r *result) {
	s.pairs.add(r.pairs)
	s.missing.add(r.missing)
	s.extra.add(r.extra)
	for op, v := range r.ops {
		s.ops[op] = [2]int{s.ops[op][0] + v[0], s.ops[op][1] + v[1]}
	}
}

// printLinks prints the links of an example, and which of them are wrong.
func printLinks(e *example, r *result, links []align.Link) {
	fmt.Printf("%s %.3f\n", e.name, r.pairs.f1())
	for _, l := range links {
		fmt.Println("  ", blocksOf(e.sample.BlockA, l.A), blocksOf(e.sample.BlockB, l.B), fmt.Sprintf("%.2f", l.Confidence), wrong(e, l))
	}
}

// calibration counts links of one segment with one, by tenths of their confidence: those
// that are right, and all.
type calibration [11][2]int

func (c *calibration) note(e *example, links []align.Link) {
	for _, l := range links {
		if len(l.A) != 1 || len(l.B) != 1 {
			continue
		}
		v := &c[int(l.Confidence*10)]
		v[1]++
		if e.sample.Paired[[2]int{e.sample.BlockA[l.A[0]], e.sample.BlockB[l.B[0]]}] {
			v[0]++
		}
	}
}

func (c *calibration) print() {
	fmt.Println("confidence of 1-1 links, share right, number")
	for bin, v := range slices.Backward(c[:]) {
		if v[1] > 0 {
			fmt.Printf("  %.1f  %.3f  %d\n", float64(bin)/10, float64(v[0])/float64(v[1]), v[1])
		}
	}
}

func blocksOf(blocks, which []int) []int {
	out := make([]int, len(which))
	for k, i := range which {
		out[k] = blocks[i]
	}
	return out
}

func wrong(e *example, l align.Link) string {
	for _, i := range l.A {
		for _, j := range l.B {
			p := [2]int{e.sample.BlockA[i], e.sample.BlockB[j]}
			if !e.sample.Paired[p] && !e.optional[p] {
				return "WRONG"
			}
		}
	}
	if len(l.A) == 0 || len(l.B) == 0 {
		for p := range e.sample.Paired {
			if len(l.A) > 0 && p[0] == e.sample.BlockA[l.A[0]] || len(l.B) > 0 && p[1] == e.sample.BlockB[l.B[0]] {
				return fmt.Sprint("GAP ", p)
			}
		}
	}
	return ""
}

// plain are the examples as if the lexicon had no glossary of their languages.
func plain(all []example) []example {
	out := slices.Clone(all)
	for k := range out {
		out[k].sample.A, out[k].sample.B = align.Plain(out[k].sample.A), align.Plain(out[k].sample.B)
	}
	return out
}

func source(glossed, plain align.Model) []byte {
	var b bytes.Buffer
	b.WriteString("// Code generated by sync/align/train; DO NOT EDIT.\n\npackage align\n")
	write := func(name, what string, m align.Model) {
		fmt.Fprintf(&b, "\n// %s are the weights that articles taught, for languages %s.\nvar %s = Model{\n", name, what, name)
		for i, w := range m {
			fmt.Fprintf(&b, "\t%d: %.4f,\n", i, w)
		}
		b.WriteString("}\n")
	}
	write("learnt", "that have a glossary", glossed)
	write("learntPlain", "of which one has none", plain)
	src, err := format.Source(b.Bytes())
	if err != nil {
		log.Fatal(err)
	}
	return src
}
