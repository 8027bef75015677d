package langdata

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// kinds are the first columns that a file may have; nil stands for any.
var kinds = map[string][]string{
	Names: nil, Glossary: nil,
	Calendar: strings.Fields("date numbered month short day"),
	Numbers:  strings.Fields("cardinal ordinal scale whole joint"),
	Numerals: strings.Fields("digit zero nought times lead scale percent about"),
	Measures: strings.Fields("unit money percent century"),
	Words:    strings.Fields("decade hour hours clock share rank half counter cardinal ordinal scale dozen amount part over unit money percent century weekday month between weak minor negation limit negated turning lower era year function abbreviation name frost morning afternoon one grammar writing letters ten hundreds multiple moment numerator point and-half per-hundred symbol stem stemmed vague"),
}

// TestForm holds all files to their form: known kinds, columns without blanks around them,
// and no alternative that is empty.
func TestForm(t *testing.T) {
	if len(Tags()) < 60 {
		t.Fatalf("%d languages", len(Tags()))
	}
	for _, tag := range Tags() {
		entries, err := files.ReadDir(tag)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			file := strings.TrimSuffix(e.Name(), ".tsv")
			allowed, known := kinds[file]
			if !known {
				t.Errorf("%s has a file %s", tag, e.Name())
			}
			checkRows(t, tag, file, allowed)
		}
	}
}

func checkRows(t *testing.T, tag, file string, allowed []string) {
	t.Helper()
	if text := Read(tag, file); !utf8.ValidString(text) || !strings.HasSuffix(text, "\n") {
		t.Errorf("%s: %s is no text of whole lines", tag, file)
	}
	for row := range Rows(tag, file) {
		if allowed != nil && !slices.Contains(allowed, row[0]) {
			t.Errorf("%s: %s has a row %q", tag, file, row[0])
		}
		if len(row) < 2 || row[0] != "date" && strings.Join(row, "\t") != strings.TrimRight(strings.Join(row, "\t"), " ") {
			t.Errorf("%s: %s: %q", tag, file, row)
		}
		if file == Words && len(row) != 3 {
			t.Errorf("%s: %s: %q has not three columns", tag, file, row)
		}
		for alternative := range strings.SplitSeq(row[len(row)-1], "|") {
			if file == Words && strings.TrimSpace(alternative) != alternative {
				t.Errorf("%s: %s: %q has blanks around %q", tag, file, row, alternative)
			}
			if alternative == "" && row[0] != "whole" {
				t.Errorf("%s: %s: %q has an empty alternative", tag, file, row)
			}
		}
	}
}

func TestAliases(t *testing.T) {
	if !Has("nb", Names) || Has("xx", Names) || Has("en", "none") {
		t.Error("what a language has is not what can be read")
	}
	if Read("nb", Names) == "" || Read("nb", Names) != Read("no", Names) || Read("xx", Names) != "" {
		t.Error("a tag that another replaces has its files, and an unknown one has none")
	}
}

// TestWeekdaysAreOne asks that no name of a weekday stands for two.
func TestWeekdaysAreOne(t *testing.T) {
	for _, tag := range Tags() {
		of := map[string]string{}
		for row := range Rows(tag, Words) {
			if row[0] != "weekday" {
				continue
			}
			for name := range strings.SplitSeq(row[2], "|") {
				if day, ok := of[name]; ok && day != row[1] {
					t.Errorf("%s: %q is the days %s and %s", tag, name, day, row[1])
				}
				of[name] = row[1]
			}
		}
	}
}
