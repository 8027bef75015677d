// Command train fits the weights of the alignment model to a corpus of aligned
// articles and writes them as Go source.
//
//	go run ./sync/internal/align/train -corpus DIR [-more DIR] -out sync/internal/align/model.go
//	go run ./sync/internal/align/train -corpus DIR -lone sync/internal/align/calibration.go
//
// The second form fits how sure it is that a segment without a counterpart has none.
// How good the alignment is with what was fitted, make eval tells.
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
	nA, nB   int
}

func load(dir string) ([]example, error) {
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
			gold := t.Pairs[lang]
			tr, err := read(filepath.Join(folder, lang+".md"), lang)
			if err != nil {
				return nil, err
			}
			e := example{name: filepath.Base(folder) + "." + lang, lang: lang, nA: en.n, nB: tr.n, optional: set(gold.Optional)}
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

// result are the scores of pairs, and of the blocks of either side that stand alone.
type result struct{ pairs, missing, extra score }

func evaluate(e *example, links []align.Link) (r result) {
	said := saidPairs(e, links)
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

// add adds another result.
func (r *result) add(o result) {
	r.pairs.add(o.pairs)
	r.missing.add(o.missing)
	r.extra.add(o.extra)
}

func main() {
	corpus := flag.String("corpus", "", "folder of aligned articles")
	more := flag.String("more", "", "folder of articles for the languages without a full glossary alone")
	out := flag.String("out", "", "file to write the weights to")
	lone := flag.String("lone", "", "file to write the calibration of what has no counterpart to")
	flag.Parse()
	all, err := load(*corpus)
	if err != nil {
		log.Fatal(err)
	}
	if *lone != "" {
		c := calibrateLone(all)
		write(*lone, calibrationSource(&c))
	}
	if *out != "" {
		known := taught(all)
		write(*out, source(learn(append(slices.Clone(all), known...)), learnPlain(all, known, *more)))
	}
}

func write(name string, source []byte) {
	if err := os.WriteFile(name, source, 0o666); err != nil {
		log.Fatal(err)
	}
}

// learnPlain fits the model for pairs of which one language has no full glossary: to the
// examples as if theirs had none, those taught among them, and to one in so many of those of
// a folder.
func learnPlain(all, known []example, more string) align.Model {
	const share = 3
	fmt.Println("without a glossary")
	examples := append(plain(all), plain(known)...)
	if more != "" {
		others, err := load(more)
		if err != nil {
			log.Fatal(err)
		}
		for k := range others {
			if e := others[k]; k%share == 0 && !align.Glossed(e.sample.A, e.sample.B) {
				examples = append(examples, e)
			}
		}
	}
	return learn(examples)
}

// learn fits a model to examples, then the price of a move by the pairs of blocks that it
// gets right.
func learn(all []example) align.Model {
	const rounds = 14
	samples := make([]align.Sample, len(all))
	for k := range all {
		samples[k] = all[k].sample
	}
	model, likelihood := align.Learn(samples, rounds)
	best := -1.0
	var won align.Model
	var said result
	for move := -7.0; move <= 0; move++ {
		tried := model.WithMove(move)
		var r result
		for k := range all {
			e := &all[k]
			r.add(evaluate(e, align.AcrossWith(&tried, e.sample.A, e.sample.B, nil)))
		}
		if f := r.pairs.f1() + (r.missing.f1()+r.extra.f1())/20; f > best {
			best, won, said = f, tried, r
		}
	}
	fmt.Printf("log-likelihood %.4f, a move %.1f, F1 %.4f missing %.3f extra %.3f\n",
		likelihood, won.Move(), said.pairs.f1(), said.missing.f1(), said.extra.f1())
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

// folds are the parts of the examples of which each is judged by what the others teach.
const folds = 5

// taught gives each example what the true pairs of the examples in other folds
// teach.
func taught(all []example) []example {
	out := slices.Clone(all)
	for fold := range folds {
		for _, lang := range langs(all) {
			teacher := align.NewTeacher("en", lang)
			for k := range all {
				if e := &all[k]; e.lang == lang && foldOf(e.name) != fold {
					teacher.Teach(e.sample.A, e.sample.B, e.truth())
				}
			}
			lexicon := teacher.Lexicon()
			fmt.Printf("fold %d %s: %d words learnt\n", fold, lang, lexicon.Len())
			for k := range out {
				if e := &out[k]; e.lang == lang && foldOf(e.name) == fold {
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

// foldOf is the fold of an example: that of its case, in all its languages.
func foldOf(name string) int {
	h := 0
	for _, c := range name[:strings.LastIndexByte(name, '.')] {
		h = h*31 + int(c)
	}
	return (h%folds + folds) % folds
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
