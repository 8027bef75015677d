package queue

import (
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/corpus"
)

const (
	catalogEN = "# for the ferry\n[open]\nother = \"The ferry is open.\"\n\n[cars]\none = \"{{.Count}} car waits\"\nother = \"{{.Count}} cars wait\"\n\n[close]\nother = \"The ferry is closed.\"\n"
	catalogRU = "[open]\nother = \"Паром открыт.\"\n\n[close]\nother = \"Паром закрыт.\"\n"
)

// ports is a project with a catalogue.
func ports(t *testing.T, russian string) *tree {
	x := newTree(t, "", "")
	delete(x.files, en)
	x.project.Config.Articles, x.project.Config.Catalogs = nil, []corpus.Entry{{Path: "texts/{lang}.toml"}}
	x.project.Config.Targets = []string{"ru"}
	x.write("texts/en.toml", catalogEN)
	if russian != "" {
		x.write("texts/ru.toml", russian)
	}
	x.assume()
	return x
}

func (x *tree) into(texts map[string]string) []Answer {
	var out []Answer
	for _, i := range x.list("ru") {
		form := formOf(i.ID)
		out = append(out, Answer{ID: i.ID, Seal: i.Seal, Source: i.Text, Text: texts[strings.Trim(i.Text+"/"+form, "/")]})
	}
	return out
}

func (x *tree) bring(answers []Answer) *Outcome {
	x.t.Helper()
	out, err := Import(x.t.Context(), x.project, "ru", answers)
	return x.done(out, err)
}

// A message is taken with all its forms or not at all, and the others with it.
func TestImportOfMessages(t *testing.T) {
	forms := map[string]string{
		"{{.Count}} car waits/one": "{{.Count}} машина ждёт", "{{.Count}} cars wait/few": "{{.Count}} машины ждут",
		"{{.Count}} cars wait/many": "{{.Count}} машин ждут", "{{.Count}} cars wait/other": "{{.Count}} машины ждут",
	}
	t.Run("all forms", func(t *testing.T) {
		x := ports(t, catalogRU)
		answers := x.into(forms)
		equal(t, "items", 4, len(answers))
		out := x.bring(answers)
		equal(t, "left", "", reasons(out.Left))
		equal(t, "left to do", 0, len(x.list("ru")))
		for _, part := range strings.SplitAfter(catalogRU, "\n\n") {
			if !strings.Contains(x.text("texts/ru.toml"), strings.TrimSpace(part)) {
				t.Errorf("%q is not there any more", part)
			}
		}
		after := x.snapshot()
		again := x.bring(answers)
		equal(t, "left of a second import", strings.TrimSpace(strings.Repeat("already_there ", 4)), reasons(again.Left))
		x.unchanged("second import", after)
	})
	t.Run("a form is missing", func(t *testing.T) {
		x := ports(t, catalogRU)
		answers := x.into(forms)
		answers[2].Text = ""
		before := x.snapshot()
		out := x.bring(answers)
		equal(t, "left", "forms_missing forms_missing not_filled forms_missing", reasons(out.Left))
		x.unchanged("import", before)
	})
	t.Run("a placeholder is missing", func(t *testing.T) {
		x := ports(t, catalogRU)
		answers := x.into(forms)
		answers[1].Text = "машины ждут"
		before := x.snapshot()
		out := x.bring(answers)
		equal(t, "left", strings.TrimSpace(strings.Repeat("disagrees ", 4)), reasons(out.Left))
		x.unchanged("import", before)
	})
	t.Run("two answers for a form", func(t *testing.T) {
		x := ports(t, catalogRU)
		answers := x.into(forms)
		twice := answers[0]
		twice.Text = "{{.Count}} автомобиль ждёт"
		out := x.bring(append(answers, twice))
		equal(t, "left", "target_moved", reasons(out.Left))
		equal(t, "left to do", 0, len(x.list("ru")))
	})
	t.Run("no catalogue yet", func(t *testing.T) {
		x := ports(t, "")
		texts := map[string]string{"The ferry is open.": "Паром открыт.", "The ferry is closed.": "Паром закрыт."}
		for k, v := range forms {
			texts[k] = v
		}
		answers := x.into(texts)
		equal(t, "items", 6, len(answers))
		out := x.bring(answers)
		equal(t, "left", "", reasons(out.Left))
		equal(t, "left to do", 0, len(x.list("ru")))
	})
	t.Run("the record was lost", func(t *testing.T) {
		x := ports(t, catalogRU)
		answers := x.into(forms)
		out, err := Import(t.Context(), x.project, "ru", answers)
		if err != nil {
			t.Fatal(err)
		}
		x.write("texts/ru.toml", string(out.Plan["texts/ru.toml"]))
		again := x.bring(answers)
		equal(t, "left", "", reasons(again.Left))
		for path, data := range out.Plan {
			equal(t, path, string(data), x.text(path))
		}
	})
	t.Run("one form was reworded", func(t *testing.T) {
		x := ports(t, catalogRU)
		x.bring(x.into(forms))
		x.replace("texts/en.toml", "cars wait", "cars are waiting")
		now := map[string]string{"{{.Count}} cars are waiting/few": "{{.Count}} машины стоят"}
		before := x.snapshot()
		out := x.bring(x.into(now))
		equal(t, "left where only one of three was seen to", "forms_missing not_filled not_filled", reasons(out.Left))
		x.unchanged("import", before)
		list := x.list("ru")
		answers := x.into(now)
		for k := range list { // "one" has the source that it had
			equal(t, "then", "{{.Count}} cars wait", list[k].Was)
			equal(t, "share of the changed words", 3, len(list[k].Diff))
			answers[k].Sign = Finished
			if answers[k].Text == "" {
				answers[k].Text = list[k].Translation
			}
		}
		out = x.bring(answers)
		equal(t, "left", "", reasons(out.Left))
		equal(t, "left to do", 0, len(x.list("ru")))
	})
}
