package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/inert"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

// Version is the version of the JSON that is written. It changes when a key
// changes its meaning or goes away, not when one is added.
const Version = 1

// The types below mirror docs/schema.json: the order of their fields is that of
// the keys.

type jsonHead struct {
	Version  int    `json:"version"`
	Tool     string `json:"tool"`
	Source   string `json:"source_language"`
	Language string `json:"language"`
}

type jsonItem struct {
	ID             string             `json:"id"`
	Seal           string             `json:"seal"`
	Article        string             `json:"article"`
	Kind           string             `json:"kind"`
	State          string             `json:"state"`
	Change         string             `json:"change,omitempty"`
	Flags          []string           `json:"flags,omitempty"`
	Source         jsonPlace          `json:"source"`
	Target         jsonPlace          `json:"target"`
	Section        []string           `json:"section"`
	Was            string             `json:"was,omitempty"`
	Now            string             `json:"now"`
	Translation    string             `json:"translation"`
	Diff           []jsonEdit         `json:"diff,omitempty"`
	Before         queue.Neighbour    `json:"before,omitzero"`
	After          queue.Neighbour    `json:"after,omitzero"`
	Notes          []string           `json:"notes,omitempty"`
	Findings       []drift.Finding    `json:"findings,omitempty"`
	Suggestions    []queue.Suggestion `json:"suggestions,omitempty"`
	Words          int                `json:"words"`
	Priority       int                `json:"priority"`
	NewTranslation string             `json:"new_translation"`
}

type jsonPlace struct {
	Path      string `json:"path"`
	StartLine int    `json:"start_line"`
	EndLine   int    `json:"end_line"`
}

type jsonEdit [2]string

// writeJSON writes a list as one object, indented, so that people can fill it in too.
func (w *writer) writeJSON(q *queue.Queue) error {
	list := struct {
		jsonHead
		Items []jsonItem `json:"items"`
	}{jsonHead{Version, strings.TrimSpace(w.by.Tool + " " + w.by.Version), q.Source, q.Target}, []jsonItem{}}
	for k := range q.Items {
		list.Items = append(list.Items, jsonOf(&q.Items[k]))
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(list); err != nil {
		return err
	}
	_, err := w.Write(inert.JSON(b.Bytes()))
	return err
}

func jsonOf(i *queue.Item) jsonItem {
	out := jsonItem{
		ID: i.ID, Seal: i.Seal, Article: i.Article, Kind: i.Kind.String(), State: i.State.String(), Flags: i.Flags.Names(),
		Source:  jsonPlace{i.SourcePath, i.SourceLine, i.SourceEndLine},
		Target:  jsonPlace{i.TargetPath, i.TargetLine, i.TargetEndLine},
		Section: append([]string{}, i.Section...), Was: i.Was, Now: i.Text, Translation: i.Translation,
		Before: i.Before, After: i.After, Notes: i.Notes, Findings: i.Findings, Suggestions: i.Suggestions,
		Words: i.Words, Priority: i.Priority,
	}
	if i.Change != change.None {
		out.Change = i.Change.String()
	}
	for _, e := range i.Diff {
		out.Diff = append(out.Diff, jsonEdit{string(e.Op), e.Text})
	}
	return out
}

// readJSON reads an object with items. Of an item only what an answer needs is
// looked at; other members may be left out.
func readJSON(text string) (*Returned, error) {
	d := json.NewDecoder(strings.NewReader(text))
	out := &Returned{}
	err := out.readObject(d, text)
	if err == nil {
		if _, after := d.Token(); !errors.Is(after, io.EOF) {
			err = errors.New("something stands behind the object")
		}
	}
	var known Problem
	if err == nil || errors.As(err, &known) {
		return out, err
	}
	offset := int(d.InputOffset())
	var bad *json.SyntaxError
	if errors.As(err, &bad) {
		offset = int(bad.Offset) - 1
	}
	line, column := placeAt(text, offset)
	return nil, syntaxProblem(line, column, jsonReason(err))
}

// jsonReason says why a value cannot be read. All members that are read are texts.
func jsonReason(err error) string {
	var other *json.UnmarshalTypeError
	if !errors.As(err, &other) {
		return err.Error()
	}
	reason := "want an object"
	if other.Field != "" {
		reason = other.Field + " is not a text"
	}
	return reason
}

// readObject reads the members of the object. What comes twice comes from a file
// that was mended by hand: the last one counts, as in all JSON.
func (r *Returned) readObject(d *json.Decoder, text string) error {
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return orElse(err, "want an object with items")
	}
	items := false
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		switch key {
		case "source_language":
			err = d.Decode(&r.Source)
		case "language":
			err = d.Decode(&r.Target)
		case "items":
			items = true
			err = r.readItems(d, text)
		default:
			var other json.RawMessage
			err = d.Decode(&other)
		}
		if err != nil {
			return err
		}
	}
	if _, err := d.Token(); err != nil || !items {
		return orElse(err, "want an object with items")
	}
	return nil
}

func (r *Returned) readItems(d *json.Decoder, text string) error {
	if t, err := d.Token(); err != nil || t != json.Delim('[') {
		return orElse(err, "want a list of items")
	}
	r.Answers = nil
	line, seen := 1, 0
	for d.More() {
		start := int(d.InputOffset())
		start += len(text[start:]) - len(strings.TrimLeft(text[start:], ", \t\r\n"))
		line, seen = line+strings.Count(text[seen:start], "\n"), start
		var i struct {
			ID             string `json:"id"`
			Seal           string `json:"seal"`
			Now            string `json:"now"`
			Translation    string `json:"translation"`
			NewTranslation string `json:"new_translation"`
			Comment        string `json:"comment"`
		}
		if err := d.Decode(&i); err != nil {
			return err
		}
		a := queue.Answer{ID: i.ID, Seal: i.Seal, Source: i.Now, Text: i.NewTranslation, Current: i.Translation, Line: line, Comment: strings.TrimSpace(i.Comment)}
		if strings.TrimSpace(a.Text) != "" {
			a.Sign = queue.Finished
		}
		r.Answers = append(r.Answers, a)
	}
	r.Answers = slices.Clip(r.Answers)
	_, err := d.Token()
	return err
}

// orElse is an error, or one that says what was wanted instead.
func orElse(err error, want string) error {
	if err != nil {
		return err
	}
	return errors.New(want)
}
