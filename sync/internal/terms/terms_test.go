package terms

import (
	"errors"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/problem"
)

const table = `en,tr,tr forbidden,ru,ru forbidden,note
pull request,birleştirme isteği,çekme isteği,запрос на слияние|пул-реквест,пулл реквест,
request,istek,,запрос,,
repository,depo,havuz,репозиторий,,
branch,dal,,ветка,бранч,
list,liste,,список,,
file,dosya,,файл,,
source code,kaynak kod|kaynak kodu,,исходный код,,not the program
library,kitaplık,kütüphane,библиотека,,
deploy,dağıtmak,,развернуть,задеплоить,
Compass,Compass,,Compass,Компас,
`

func glossary(t *testing.T, name, data string) *Glossary {
	t.Helper()
	list, err := Read(name, []byte(data), "en", []string{"tr", "ru"})
	if err != nil {
		t.Fatal(err)
	}
	return New("en", []string{"tr", "ru"}, list)
}

func said(list []Breach) string {
	var out []string
	for _, b := range list {
		out = append(out, b.Term+"="+b.Found)
	}
	return strings.Join(out, " ")
}

// Terms are found in every form that Turkish and Russian give them, and only breaches
// are told.
func TestBreaches(t *testing.T) {
	g := glossary(t, "terms.csv", table)
	for _, c := range []struct{ lang, source, target, want string }{
		{"tr", "Open a pull request.", "Bir birleştirme isteği açın.", ""},
		{"tr", "Pull requests are read.", "Birleştirme istekleri okunur.", ""},
		{"tr", "Close the pull request.", "Birleştirme isteğini kapatın.", ""},
		{"tr", "Open a pull request.", "Bir çekme isteği açın.", "pull request=çekme isteği"},
		{"tr", "Open a pull request.", "Çekme isteklerinizi açın.", "pull request=Çekme isteklerinizi"},
		{"tr", "Open a pull request.", "Bir PR açın.", "pull request="},
		{"tr", "The files of the repository.", "Deponun dosyaları.", ""},
		{"tr", "The repository is full.", "Havuzlarımızdan biri dolu.", "repository=Havuzlarımızdan"},
		{"tr", "The branch is new.", "Dalı yeni.", ""},
		{"tr", "The branch is new.", "Dalga yeni.", ""},
		{"tr", "Deploy it now.", "Şimdi dağıtın.", ""},
		{"tr", "The library is small.", "Kitaplığınız küçük.", ""},
		{"tr", "The library is small.", "KÜTÜPHANEMİZ küçük.", "library=KÜTÜPHANEMİZ"},
		{"tr", "Read the source code.", "Kaynak koda bakın.", ""},
		{"ru", "Open a pull request.", "Откройте запрос на слияние.", ""},
		{"ru", "Two pull requests.", "Два запроса на слияние.", ""},
		{"ru", "Two pull requests.", "Два пул-реквеста.", ""},
		{"ru", "Two pull requests.", "Два пулл реквеста.", "pull request=пулл реквеста"},
		{"ru", "Of the lists and branches.", "О списках и ветках; много веток.", ""},
		{"ru", "Ten branches.", "Десять бранчей.", "branch=бранчей"},
		{"ru", "A branch.", "О бранче и ветке.", "branch=бранче"},
		{"ru", "The source code is open.", "Исходного кода нет.", ""},
		{"ru", "The list of libraries.", "Перечень библиотек.", "list="},
		{"ru", "Deploy the list.", "Разверните список.", ""},
		{"ru", "See Compass.", "Смотрите Компас.", "Compass=Компас"},
		// What is code, an address or a name is no term.
		{"ru", "Run `branch` in the [manual](https://example.org/list).", "Запустите `branch` по [руководству](https://example.org/list).", ""},
		{"ru", "The Branch Office is closed.", "Филиал закрыт.", ""},
		{"ru", "renderer, listing, requested", "отрисовщик, распечатка, запрошено", ""},
		{"ru", "A sub-branch, branch-like; see docs/branch/x and branch_name.", "Ветвь.", ""},
		{"ru", "It is common to use Requests here.", "Обычно используют Requests.", ""},
		{"ru", "You can branch here.", "Здесь можно разойтись.", ""},
		{"ru", "The List of Open Branches", "Перечень открытых ветвей", "list= branch="},
		{"ru", "The file structure.", "Файловая структура.", ""},
		{"tr", "Two files.", "İki dosyadaki.", ""},
		{"tr", "The branches.", "Dalgalar.", ""},
		{"ru", "A **pull** request", "Запрос **на слияние**", ""},
	} {
		if got := said(g.Breaches(c.source, c.target, c.lang)); got != c.want {
			t.Errorf("%s: %q / %q breaks %q, want %q", c.lang, c.source, c.target, got, c.want)
		}
	}
}

const tbx = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="c1"><note>of git</note>
<langSet xml:lang="en-US"><tig><term>repository</term></tig></langSet>
<langSet xml:lang="ru"><tig><term>репозиторий</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
<ntig><termGrp><term>хранилище</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig></langSet>
<langSet xml:lang="de"><tig><term>Ablage</term></tig></langSet>
</termEntry></body></text></martif>`

func TestTBX(t *testing.T) {
	g := glossary(t, "terms.tbx", tbx)
	if got := said(g.Breaches("Clone the repository.", "Склонируйте хранилище.", "ru")); got != "repository=хранилище" {
		t.Errorf("%q", got)
	}
	if got := g.Uses("two repositories", "ru")[0].String(); got != "repository → репозиторий (✗ хранилище): of git" {
		t.Errorf("%q", got)
	}
}

// What is wrong is told with its place.
func TestReadRefuses(t *testing.T) {
	for _, c := range []struct {
		name, data, id string
		line, column   int
	}{
		{"terms.txt", "", BadEnding, 0, 0},
		{"terms.csv", "tr,ru\na,b\n", BadColumn, 1, 1},
		{"terms.csv", "en,tr,what is this\na,b,c\n", BadColumn, 1, 7},
		{"terms.csv", "en,tr\n\"a,b\n", BadSyntax, 2, 6},
		{"terms.csv", "en,tr\n,depo\n", BadTerm, 2, 1},
		{"terms.csv", "en,tr\n--,depo\n", BadTerm, 2, 1},
		{"terms.csv", "en,tr\n" + strings.Repeat("a", 201) + ",depo\n", BadTerm, 2, 1},
		{"terms.csv", "en,tr\n" + strings.Repeat("a,b\n", maxTerms+1), TooMany, maxTerms + 2, 1},
		{"terms.tbx", "<martif>\n<text></martif>", BadSyntax, 2, 16},
		{"terms.tbx", strings.Repeat("<a>", maxDepth+1), BadSyntax, 1, 3*maxDepth + 4},
	} {
		_, err := Read(c.name, []byte(c.data), "en", []string{"tr", "ru"})
		var p problem.Problem
		if !errors.As(err, &p) || p.ID != c.id || p.Line != c.line || p.Column != c.column {
			t.Errorf("%s: %.40q: %v (%s %d:%d), want %s %d:%d", c.name, c.data, err, p.ID, p.Line, p.Column, c.id, c.line, c.column)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("terms.csv", table, "open a pull request")
	f.Add("terms.tbx", tbx, "repository")
	f.Fuzz(func(t *testing.T, name, data, text string) {
		if len(data) > 1<<12 || len(text) > 1<<10 {
			return
		}
		list, err := Read(name, []byte(data), "en", []string{"tr", "ru"})
		if err != nil {
			return
		}
		g := New("en", []string{"tr", "ru"}, list)
		for _, lang := range []string{"tr", "ru", "de"} {
			for _, b := range g.Breaches(text, text+" "+text, lang) {
				if !strings.Contains(text+" "+text, b.Found) {
					t.Errorf("%q is not in the text", b.Found)
				}
			}
		}
	})
}
