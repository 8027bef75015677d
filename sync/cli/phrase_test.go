package cli

import (
	"errors"
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/locales"
	"github.com/xsync-project/xsync/sync/check"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// What is wrong with a record or with the system is said in the user's language.
func TestPhrasesAreTranslated(t *testing.T) {
	digest := strings.Repeat("a", 24)
	magic, _, _ := strings.Cut(string((&baseline.Record{}).Encode()), "\n")
	broken := []error{
		corpus.Unreadable("a.md", &fs.PathError{Op: "open", Path: "a.md", Err: fs.ErrPermission}),
		corpus.Unreadable("a.md", &fs.PathError{Op: "open", Path: "a.md", Err: errors.New("input/output error")}),
		corpus.Problem{ID: corpus.CannotWrite, Path: "a.md", Data: map[string]any{"Reason": "no space left on device"}},
	}
	for _, text := range []string{
		magic + "\nsummary fresh\n", magic + "\nnothing 1\n", magic + "\n\n" + digest + "\n", magic + "\n\n" + digest + "\t" + digest + "\tsometimes\n",
	} {
		_, _, err := baseline.Decode(".xsync/record/tr/a", []byte(text))
		broken = append(broken, err)
	}
	_, err := baseline.DecodeSources(".xsync/source/a", []byte("nonsense\n"))
	broken = append(broken, err)
	_, err = check.DecodeAccepted(check.AcceptedPath, []byte("nonsense\n"))
	broken = append(broken, err)
	english := regexp.MustCompile(`\b(the|and|of|denied|error|left|digests?|letters|or)\b`)
	for _, err := range broken {
		if err == nil {
			t.Error("a broken file was read")
			continue
		}
		for _, lang := range []string{"tr", "ru"} {
			a := &app{messages: locales.New(lang)}
			got := a.describeProblem(asProblem(err))
			if found := english.FindString(got); found != "" {
				t.Errorf("%s: %q is in English: %s", lang, found, got)
			}
		}
	}
}
