package cli

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
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
			got := a.describeProblem(corpus.ProblemOf(err))
			if found := english.FindString(got); found != "" {
				t.Errorf("%s: %q is in English: %s", lang, found, got)
			}
		}
	}
}

// What could not be written is not said to be unreadable.
func TestFullOutput(t *testing.T) {
	full := &fs.PathError{Op: "write", Path: "/dev/stdout", Err: errors.New("no space left on device")}
	a := &app{messages: locales.New("en")}
	if got, want := a.describeProblem(corpus.ProblemOf(full)), "/dev/stdout: cannot be written: no space is left"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// A slip in xsync.toml and a port that cannot be had are told in the user's language.
func TestSlipsAreTranslated(t *testing.T) {
	for text, want := range map[string]string{
		`targets = ["tr"`:          "xsync.toml:1:15: geçerli TOML değil: liste kapanmıyor; ] eksik",
		`targets = ["tr" "ru"]`:    "xsync.toml:1:17: geçerli TOML değil: bir değerin ardında virgül eksik",
		`targets = [tr]`:           "xsync.toml:1:12: geçerli TOML değil: tırnak içinde bir metin bekleniyor",
		`source = en`:              "xsync.toml:1:10: geçerli TOML değil: hiçbir değer U+0065 'e' ile başlamaz; metinler tırnak içinde yazılır",
		`source = "en`:             "xsync.toml:1:12: geçerli TOML değil: metin kapanmıyor; bir tırnak eksik",
		`source = 'en`:             "xsync.toml:1:12: geçerli TOML değil: metin kapanmıyor; bir tırnak eksik",
		`source "en"`:              "xsync.toml:1:8: geçerli TOML değil: anahtardan sonra = yok",
		`source =`:                 "xsync.toml:1:8: geçerli TOML değil: değer eksik",
		`= "en"`:                   "xsync.toml:1:1: geçerli TOML değil: hiçbir anahtar U+003D '=' ile başlamaz",
		`[check`:                   "xsync.toml:1:6: geçerli TOML değil: tablonun adı kapanmıyor; ] eksik",
		`names = { deutsch = "de"`: "xsync.toml:1:24: geçerli TOML değil: tablo kapanmıyor; } eksik",
		`source = "en" x = 1`:      "xsync.toml:1:15: geçerli TOML değil: satır, U+0078 'x' olan yerde bitmeliydi",
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "xsync.toml"), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if _, complaints, _ := runIn(t, dir, "--ui-lang", "tr", "status"); complaints != "xsync: "+want+"\n" {
			t.Errorf("%s: %q, want %q", text, complaints, want)
		}
	}
	taken, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	_, port, _ := net.SplitHostPort(taken.Addr().String())
	for port, want := range map[string]string{
		port:    "xsync: " + port + " numaralı bağlantı noktası kullanılamıyor: başka bir program kullanıyor\n",
		"99999": "xsync: 99999 numaralı bağlantı noktası kullanılamıyor: bağlantı noktası en çok 65535 olabilir\n",
	} {
		if _, complaints, _ := runIn(t, workIn(t), "--ui-lang", "tr", "serve", "--no-browser", "--port", port); complaints != want {
			t.Errorf("port %s: %q, want %q", port, complaints, want)
		}
	}
}
