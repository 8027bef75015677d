package xsync

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"maps"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/format"
	"github.com/xsync-project/xsync/sync/internal/history"
)

// History is what the past tells about the segments of which nothing is
// recorded.
type History struct {
	past  history.Past
	mutex sync.Mutex // guards what follows
	trace *history.Trace
	locks map[string]history.Lock // by their paths, as far as they were read
}

// Recall goes back through the history until it is known of every segment that
// nothing is recorded of when it was last translated, or until the history ends.
// After each commit it calls step.
func (p *Project) Recall(ctx context.Context, q Query, past history.Past, step func(commit string)) (*History, error) {
	found, _ := p.Config.Find(p.FS) // problems are told when it comes to recording
	found, _ = p.chooseArticles(&q, found, make([]bool, len(q.Articles)), nil)
	m := &History{past: past, trace: history.NewTrace(past)}
	done := &tally{step: q.Step, total: len(found)}
	group, running := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, a := range found {
		group.Go(func() error {
			for _, lang := range p.languagesOf(q) {
				if err := running.Err(); err != nil {
					return err
				}
				if t := a.Targets[lang]; t.Exists && !IsCatalog(a.Source) {
					if err := p.rememberOrigins(m, a, lang); err != nil {
						return err
					}
				}
			}
			done.count(a.ID)
			return nil
		})
	}
	if err := group.Wait(); err != nil || m.trace.Pending() == 0 {
		return m, err
	}
	return m, past.Log(ctx, p.Config.Folders(), p.endings(found), func(c *history.Commit) (bool, error) {
		step(c.ID)
		err := m.trace.Step(c)
		return m.trace.Pending() > 0, err
	})
}

// endings are those that articles and their translations have, and those of other files in
// the same formats that they may have been; none if a pattern lets files with any ending be
// articles.
func (p *Project) endings(found []corpus.Article) []string {
	for _, a := range p.Config.Articles {
		for _, pattern := range []string{a.Path, a.SourcePath} {
			ending := path.Ext(path.Base(pattern))
			if pattern != "" && (ending == "" || strings.ContainsAny(ending, "*?{")) && !listed(ending, format.Extensions()) {
				return nil
			}
		}
	}
	var out []string
	for _, a := range found {
		if IsCatalog(a.Source) {
			continue
		}
		out = append(out, path.Ext(a.Source))
		for _, t := range a.Targets {
			out = append(out, path.Ext(t.Path))
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	for _, family := range [][]string{{".md", ".mdx", ".markdown"}, {".html", ".htm"}} {
		if slices.ContainsFunc(out, func(e string) bool { return slices.Contains(family, strings.ToLower(e)) }) {
			out = append(out, family...)
		}
	}
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(e string) bool { return e == "" })
}

// listed reports whether an ending is a choice among known ones: .{md,mdx}.
func listed(ending string, known []string) bool {
	inside, ok := strings.CutPrefix(ending, ".{")
	inside, closed := strings.CutSuffix(inside, "}")
	return ok && closed && !slices.ContainsFunc(strings.Split(inside, ","), func(e string) bool { return !slices.Contains(known, "."+strings.ToLower(e)) })
}

// Stamped is the number of translations into a language whose own mark, such as a commit
// or a digest in the front matter, says which source they were made from: one that is in
// the history and has changed since.
func (m *History) Stamped(lang string) int {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return m.trace.Stamped(lang)
}

// rememberOrigins asks for the origin of what nothing is recorded of in a translation.
// One that cannot be read is passed over here.
func (p *Project) rememberOrigins(m *History, a corpus.Article, lang string) error {
	target := a.Targets[lang]
	data, err := corpus.ReadText(p.FS, target.Path)
	if err != nil {
		return nil //nolint:nilerr // it is told when it comes to recording
	}
	record, err := p.recordOf(lang, a.ID)
	if err != nil {
		return nil //nolint:nilerr // likewise
	}
	parse := func(data []byte) align.Outline {
		file := p.fileOf(&a, target.Path, lang, data)
		doc, err := file.parseDoc()
		if err != nil {
			return nil // an old version that cannot be read says nothing
		}
		return plainOutline(doc)
	}
	now := parse(data)
	wanted := unrecordedDigests(now, record)
	if len(wanted) == 0 {
		return nil
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	hash := history.Hashed(data)
	if hash == "" {
		hash = m.locked(p, target.Path, lang)
	}
	return m.trace.Add(history.Text{
		Path: target.Path, Source: a.Source, Language: lang, Wanted: wanted, Named: history.Named(data), Hash: hash, Parse: parse,
	}, now)
}

// locked is what the lock file of another tool says that the source of a translation was;
// "" if there is none or it says nothing. Each is read once.
func (m *History) locked(p *Project, name, lang string) string {
	for _, file := range history.LocksAbove(name) {
		lock, known := m.locks[file]
		if !known {
			data, err := p.Optional(file)
			if err == nil && data != nil {
				lock = history.ReadLock(data)
			}
			if m.locks == nil {
				m.locks = map[string]history.Lock{}
			}
			m.locks[file] = lock
		}
		below := strings.TrimPrefix(name, strings.TrimSuffix(file, history.LockName))
		if hash := lock.Locked(below, lang); hash != "" {
			return hash
		}
	}
	return ""
}

// plainOutline is an outline without facts: enough to follow segments through versions.
func plainOutline(doc *block.Doc) align.Outline {
	var o align.Outline
	for k := range doc.Blocks {
		if b := &doc.Blocks[k]; b.Segment() {
			o = append(o, align.UnreadSegment(b, b.Digest()))
		}
	}
	return o
}

// unrecordedDigests are the digests of segments that no record knows.
func unrecordedDigests(now align.Outline, record *baseline.Record) []block.Digest {
	known := map[block.Digest]bool{}
	if record != nil {
		for _, e := range record.Entries {
			for _, d := range e.Target {
				known[d] = true
			}
		}
	}
	var out []block.Digest
	for i := range now {
		if d := now[i].Digest; !known[d] {
			known[d] = true
			out = append(out, d)
		}
	}
	return out
}

// Inferred counts what the history told of a translation.
type Inferred struct {
	Accused int // rows whose source has changed since
	Based   int // other rows of which it is known now what they can have been made from
	Lost    int // rows whose history goes beyond where it is cut off
}

// Add adds other counts.
func (n *Inferred) Add(o Inferred) {
	n.Accused += o.Accused
	n.Based += o.Based
	n.Lost += o.Lost
}

// maxSides is how many old versions of a source are kept parsed at once, and held against a
// translation.
const maxSides = 12

// sourceThen is the source as it was when a segment was last translated; false if that
// cannot be told.
func (w *recording) sourceThen(o history.Origin) (drift.Side, bool) {
	for _, name := range o.Source {
		data, ok, err := w.accept.History.past.At(o.Commit, name)
		if err != nil || !ok {
			continue
		}
		if bytes.Equal(data, w.source.file.Data) {
			return w.from, true
		}
		if corpus.CheckText(name, data) != nil {
			return drift.Side{}, false
		}
		sum := block.FileDigest(data)
		if side, ok := w.source.then[sum]; ok {
			return side, true
		}
		if w.source.then == nil || len(w.source.then) == maxSides {
			w.source.then = map[block.Digest]drift.Side{}
		}
		file := w.source.file
		file.Data = data
		side, err := file.parseSide()
		if err != nil {
			return drift.Side{}, false
		}
		w.source.then[sum] = side
		return side, true
	}
	return drift.Side{}, false
}

// inferRecord adds to the record what the history tells of the rows that have none. Of
// catalogues it tells nothing.
func (w *recording) inferRecord() (out Inferred) {
	if w.from.Keyed {
		return out
	}
	before := &Translation{Language: w.target.Language, Path: w.target.Path, SourcePath: w.source.file.Path, Exists: true}
	before.examine(w.material, w.words)
	pairs, lost := w.pairsBefore(before)
	if before.Unrelated && !accusesAny(pairs) {
		return out
	}
	out.Lost = lost
	for len(pairs) > 0 {
		next := w.withInferred(before, pairs)
		after := &Translation{Exists: true}
		after.examine(w.with(next), nil)
		if w.dropSurprises(before, after, pairs) == 0 {
			w.record = next
			break
		}
	}
	for _, p := range pairs {
		if p.Accuses {
			out.Accused++
		} else {
			out.Based++
		}
	}
	return out
}

// accusesAny reports whether any row fits an old source better than today's. Only such a
// row says that a translation which does not fit today's source was made from one that
// was written anew since.
func accusesAny(pairs map[int]history.Pair) bool {
	for _, p := range pairs {
		if p.Accuses {
			return true
		}
	}
	return false
}

// pairsBefore are what the rows can have been made from, by their places, and the
// number of rows for which the history does not reach far enough.
func (w *recording) pairsBefore(before *Translation) (pairs map[int]history.Pair, lost int) {
	source, target := addLexicon(w.words, w.from, w.to)
	t := &history.Translation{Source: source, Target: target, Rows: before.Rows}
	origins := w.accept.History.originsOf(w.target.Path)
	rows := map[string][]int{} // by commit
	at := map[string]history.Origin{}
	var extra []int
	for k := range before.Rows {
		r := &before.Rows[k]
		if len(r.Made) > 0 || r.State != drift.Unverified && r.State != drift.Extra {
			continue
		}
		switch o, ok := newestOrigin(origins, r.TargetDigests); {
		case o.Lost:
			lost++
		case ok:
			rows[o.Commit] = append(rows[o.Commit], k)
			at[o.Commit] = o
			if r.State == drift.Extra {
				extra = append(extra, k)
			}
		}
	}
	pairs = map[int]history.Pair{}
	held := map[*block.Doc]*history.Inference{} // many commits have the same source
	for _, commit := range newestFirst(at) {
		then, ok := w.sourceThen(at[commit])
		if !ok {
			continue
		}
		against := held[then.Doc]
		if against == nil {
			if len(held) == maxSides {
				clear(held)
			}
			learnt, _ := addLexicon(w.words, then, target)
			against = t.Against(learnt)
			held[then.Doc] = against
		}
		older := slices.DeleteFunc(slices.Clone(extra), func(k int) bool {
			p, told := pairs[k]
			return told && !p.Other || slices.Contains(rows[commit], k)
		})
		for _, p := range against.Infer(slices.Concat(rows[commit], older)) {
			if p.Gone || slices.Contains(rows[commit], p.Row) {
				pairs[p.Row] = p
			}
		}
	}
	return pairs, lost
}

// newestFirst are the commits of some origins. A row that the source of its own has nothing
// of may be older than the last touch of its words, and is tried against those of the
// others.
func newestFirst(at map[string]history.Origin) []string {
	return slices.SortedFunc(maps.Keys(at), func(a, b string) int {
		return cmp.Or(cmp.Compare(at[a].Age, at[b].Age), cmp.Compare(a, b))
	})
}

// originsOf are those of the segments of a translation.
func (m *History) originsOf(path string) map[block.Digest]history.Origin {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return m.trace.Origins(path)
}

// newestOrigin is the newest of the origins of some segments, if all have one.
func newestOrigin(origins map[block.Digest]history.Origin, digests []block.Digest) (out history.Origin, ok bool) {
	for k, d := range digests {
		o, known := origins[d]
		switch {
		case !known || o.Commit == "":
			return history.Origin{}, false
		case o.Lost:
			return o, false
		case k == 0 || o.Age < out.Age:
			out = o
		}
	}
	return out, len(digests) > 0
}

// withInferred is the record with what was inferred. Its entries are in the order of the
// source. What is gone from there stands where the translation has it: before what comes
// next, from the first heading on, else behind what comes before.
func (w *recording) withInferred(before *Translation, pairs map[int]history.Pair) *baseline.Record {
	next := &baseline.Record{Blind: true}
	if w.record != nil {
		next.Seen, next.Blind = w.record.Seen, w.record.Blind
	}
	ahead, behind := goneBeside(before.Rows, pairs)
	add := func(rows []int) {
		for _, k := range rows {
			next.Entries = append(next.Entries, w.inferredEntry(before.Rows[k].TargetDigests, pairs[k]))
		}
	}
	add(behind[-1])
	for k := range before.Rows {
		r := &before.Rows[k]
		if pairs[k].Gone {
			continue
		}
		add(ahead[k])
		if p, ok := pairs[k]; ok {
			next.Entries = append(next.Entries, w.inferredEntry(r.TargetDigests, p))
		} else {
			next.Entries = append(next.Entries, w.oldEntries(r)...)
		}
		add(behind[k])
	}
	add(ahead[-1])
	return next
}

// inferredEntry is the entry of what a translation can have been made from.
func (w *recording) inferredEntry(target []block.Digest, p history.Pair) baseline.Entry {
	e := baseline.Entry{Target: target, How: baseline.Inferred}
	for i := range p.Source {
		d := p.Source[i].Digest()
		e.Source = append(e.Source, d)
		if _, have := w.texts.Get(d); !have {
			w.texts.Put(d, p.Source[i])
		}
	}
	return e
}

// goneBeside lists the rows whose source is gone by the rows that they stand before or
// behind in the translation, of those that have not moved; -1 stands for its ends.
func goneBeside(rows []drift.Row, pairs map[int]history.Pair) (ahead, behind map[int][]int) {
	var order []int
	for k := range rows {
		if len(rows[k].Target) > 0 {
			order = append(order, k)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return rows[a].Target[0].Start - rows[b].Target[0].Start })
	ahead, behind = map[int][]int{}, map[int][]int{}
	last, titled := -1, false
	var waiting []int
	for _, k := range order {
		switch {
		case !pairs[k].Gone && rows[k].Flags&drift.Moved != 0:
			continue // it stands somewhere else in the source
		case !pairs[k].Gone:
			if len(waiting) > 0 {
				ahead[k] = waiting
			}
			last, titled, waiting = k, false, nil
		case titled || rows[k].Kind == block.Heading:
			titled = true
			waiting = append(waiting, k)
		default:
			behind[last] = append(behind[last], k)
		}
	}
	ahead[-1] = waiting
	return ahead, behind
}

// dropSurprises takes the pairs away of which something else has come than was
// meant, and all of them if a verdict has changed that does not rest on the
// history. It returns how many it took.
func (w *recording) dropSurprises(before, after *Translation, pairs map[int]history.Pair) int {
	now, replaced, found := map[string]*drift.Row{}, map[string]*drift.Row{}, map[string]*drift.Row{}
	for k := range after.Rows {
		r := &after.Rows[k]
		now[placeOfRow(r.Source, r.Target)] = r
		if len(r.Source) == 1 && len(r.Target) == 1 {
			found[placeOfRow(nil, r.Target)] = r
		}
		if r.State == drift.Stale {
			replaced[placeOfRow(nil, r.Target)] = r
		}
	}
	n := len(pairs)
	for k := range before.Rows {
		was := &before.Rows[k]
		is := now[placeOfRow(was.Source, was.Target)]
		p, paired := pairs[k]
		switch {
		case paired && p.Gone:
			alone := placeOfRow(nil, was.Target)
			if is := now[alone]; (is == nil || is.State != drift.Orphan) && !w.isReplaced(replaced[alone], p) {
				delete(pairs, k)
			}
		case paired && p.Other:
			if is = found[placeOfRow(nil, was.Target)]; is == nil || (is.State == drift.Unverified) == p.Accuses {
				delete(pairs, k)
			}
		case paired:
			if is == nil || (is.State == drift.Unverified) == p.Accuses {
				delete(pairs, k)
			}
		case is == nil || is.State != was.State || is.Change != was.Change:
			if len(was.Made) > 0 {
				clear(pairs)
				return n
			}
		}
	}
	return n - len(pairs)
}

// isReplaced reports whether the source that a row goes back to was replaced in its place,
// and the translation has nothing of what stands there now.
func (w *recording) isReplaced(r *drift.Row, p history.Pair) bool {
	return r != nil && !history.Follows(p.Source, r, w.from, w.to)
}

// placeOfRow says where a row stands on both sides.
func placeOfRow(source, target []drift.Segment) string {
	var b strings.Builder
	for _, s := range source {
		fmt.Fprintf(&b, "%d ", s.Start)
	}
	b.WriteByte('|')
	for _, s := range target {
		fmt.Fprintf(&b, "%d ", s.Start)
	}
	return b.String()
}
