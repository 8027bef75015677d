package align_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

// kit is what one should pack and what one should leave behind.
type kit struct {
	pack, leave string
	packed      []string
	left        []string
}

var kits = map[string]kit{
	"en": {
		"Pack these:", "Leave these behind:",
		[]string{"a sharp knife", "matches in a tin", "bread for two days"},
		[]string{"glass bottles", "musical instruments", "cats"},
	},
	"tr": {
		"Şunları yanınıza alın:", "Şunları evde bırakın:",
		[]string{"keskin bir bıçak", "teneke kutuda kibrit", "iki günlük ekmek"},
		[]string{"cam şişeler", "müzik aletleri", "kediler"},
	},
	"ru": {
		"Возьмите с собой:", "Оставьте дома:",
		[]string{"острый нож", "спички в жестянке", "хлеба на два дня"},
		[]string{"стеклянные бутылки", "музыкальные инструменты", "кошек"},
	},
}

// written is a kit with its parts written in two forms.
func (k *kit) written(head, item string) string {
	var b strings.Builder
	for _, part := range []struct {
		name  string
		items []string
	}{{k.pack, k.packed}, {k.leave, k.left}} {
		fmt.Fprintf(&b, head, part.name)
		for _, x := range part.items {
			fmt.Fprintf(&b, item, x)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// A text that was lost in one place and a foreign one that was added in another are
// no moved pair, whatever they are.
func TestLostAndAdded(t *testing.T) {
	for name, as := range map[string][2]string{
		"items":      {"%s\n\n", "- %s\n"},
		"rows":       {"%s\n\n| thing |\n| --- |\n", "| %s |\n"},
		"headings":   {"# %s\n\n", "## %s\n\n"},
		"paragraphs": {"# %s\n\n", "%s.\n\n"},
	} {
		for lang, added := range map[string]string{"tr": "gönüllü rehberlere teşekkürler", "ru": "благодарность проводникам"} {
			source, target := kits["en"], kits[lang]
			target.packed = target.packed[:2]
			target.left = []string{target.left[0], target.left[1], added, target.left[2]}
			a := align.NewOutline(markdown.Parse([]byte(source.written(as[0], as[1]))), "en")
			b := align.NewOutline(markdown.Parse([]byte(target.written(as[0], as[1]))), lang)
			lone := map[string]bool{}
			for _, l := range align.Across(a, b, nil) {
				switch {
				case len(l.B) == 0:
					lone[strings.Trim(a[l.A[0]].Text, "| .")] = true
				case len(l.A) == 0:
					lone[strings.Trim(b[l.B[0]].Text, "| .")] = true
				}
			}
			if len(lone) != 2 || !lone["bread for two days"] || !lone[added] {
				t.Errorf("%s, %s: without a counterpart are %v", name, lang, lone)
			}
		}
	}
}

// What both sides say shows that a text has moved.
func TestMoved(t *testing.T) {
	for lang, words := range map[string]string{"tr": "keskin bir bıçak", "ru": "острый нож"} {
		source, target := kits["en"], kits[lang]
		source.packed = append([]string{"a sharp knife from Merkit"}, source.packed[1:]...)
		target.packed = target.packed[1:]
		target.left = append([]string{target.left[0], words + map[string]string{"tr": ", Merkit’ten", "ru": " из Меркита"}[lang]}, target.left[1:]...)
		a := align.NewOutline(markdown.Parse([]byte(source.written("%s\n\n", "- %s\n"))), "en")
		b := align.NewOutline(markdown.Parse([]byte(target.written("%s\n\n", "- %s\n"))), lang)
		moved := 0
		for _, l := range align.Across(a, b, nil) {
			if l.Moved && strings.Contains(a[l.A[0]].Text, "knife") && strings.Contains(b[l.B[0]].Text, words) {
				moved++
			}
		}
		if moved != 1 {
			t.Errorf("%s: the knife was not found", lang)
		}
	}
}

// A paragraph that was moved to behind another one is its own counterpart, not the second
// half of that one, though both speak of the same name; and so the other way round.
func TestMovedBehindAnother(t *testing.T) {
	const en = "The portrait in the hall shows Ottilie Branwen.\n\n" +
		"The garden behind the school belongs to the teachers, who grow apples and pears in it.\n\n" +
		"The ferry of Ottilie Branwen leaves the northern pier every morning, and its captain rings the bell twice before it goes, " +
		"so that whoever is late can still run down the stairs from the market and jump on board.\n\n" +
		"A bakery stands at the corner of the market, and bread is sold there until noon.\n"
	for lang, text := range map[string]string{
		"tr": "Okulun arkasındaki bahçe öğretmenlerindir, orada elma ve armut yetiştirirler.\n\n" +
			"Feribot her sabah kuzey iskelesinden kalkar, kaptan da önce çanı iki kez çalar ki geç kalan koşup binsin.\n\n" +
			"Salondaki portre Ottilie Branwen'i gösterir.\n\n" +
			"Pazarın köşesinde bir fırın vardır, orada öğlene kadar ekmek satılır.\n",
		"ru": "Сад за школой принадлежит учителям, они выращивают в нём яблоки и груши.\n\n" +
			"Паром уходит от северного причала каждое утро, а капитан прежде дважды звонит в колокол, чтобы опоздавшие успели.\n\n" +
			"На портрете в зале Оттилия Бранвен.\n\n" +
			"На углу рынка стоит пекарня, и хлеб там продают до полудня.\n",
	} {
		source, target := align.NewOutline(markdown.Parse([]byte(en)), "en"), align.NewOutline(markdown.Parse([]byte(text)), lang)
		for want, links := range map[string][]align.Link{
			"[0] [2] true, [1] [0] false, [2] [1] false, [3] [3] false, ": align.Across(source, target, nil),
			"[0] [1] false, [1] [2] false, [2] [0] true, [3] [3] false, ": align.Across(target, source, nil),
		} {
			got := ""
			for _, l := range links {
				got += fmt.Sprint(l.A, l.B, l.Moved) + ", "
			}
			if got != want {
				t.Errorf("%s: got %s, want %s", lang, got, want)
			}
		}
	}
}

// How much translations have in common is seen in the pairs that stand in order: a long
// text that was lost and one that was added elsewhere share a name and little else, and
// are no moved pair.
func TestMovedAsUsual(t *testing.T) {
	harbours := strings.Fields("Ardal Bremnes Corwin Delmar Esbek Falster Gondar Hovden Ilmen Jarkov Kalmar Lindau " +
		"Marstal Nordby Orsova Pernau Quimper Randers Skagen Tarnow Uglich Varel Wismar Ystad")
	const lost = "Ottilie Branwen kept the keys of the old library for many years, knew every reader by name and wrote letters to all who " +
		"forgot to bring a book back before the summer began."
	for lang, words := range map[string][2]string{
		"tr": {
			"%d yılında %s limanında %d tekne, iki okul ve her sabah balık, ekmek ve elma satılan büyük bir pazar vardı.\n\n",
			"Köprü onarılırken atölyedeki işçiler çatıyı da yeniledi, taşları nehirden çıkardı, akşamları türkü söyledi; parayı yıllar önce " +
				"Ottilie Branwen bağışlamıştı.\n",
		},
		"de": {
			"Im Jahre %d hatte der Hafen von %s %d Boote, zwei Schulen und einen großen Markt, auf dem jeden Morgen Fisch, Brot und Äpfel verkauft wurden.\n\n",
			"Während die Brücke repariert wurde, erneuerten die Arbeiter der Werkstatt auch das Dach, hoben die Steine aus dem Fluss und sangen am Abend; " +
				"das Geld hatte vor Jahren Ottilie Branwen gestiftet.\n",
		},
		"ru": {
			"В %d году в порту %s было %d лодок, две школы и большой рынок, где каждое утро продавали рыбу, хлеб и яблоки.\n\n",
			"Пока чинили мост, рабочие из мастерской обновили и крышу, достали камни из реки, а вечерами пели; деньги много лет назад " +
				"пожертвовала Оттилия Бранвен.\n",
		},
	} {
		var source, target strings.Builder
		for k, name := range harbours {
			fmt.Fprintf(&source, "In %d the harbour of %s had %d boats, two schools and a large market where fish, bread and apples were sold every morning.\n\n", 1801+3*k, name, 20+7*k)
			fmt.Fprintf(&target, words[0], 1801+3*k, name, 20+7*k)
			if k == 3 {
				source.WriteString(lost + "\n\n")
			}
		}
		target.WriteString(words[1])
		a := align.NewOutline(markdown.Parse([]byte(source.String())), "en")
		b := align.NewOutline(markdown.Parse([]byte(target.String())), lang)
		for _, l := range align.Across(a, b, nil) {
			if l.Moved {
				t.Errorf("%s: %q was taken for %q", lang, b[l.B[0]].Text, a[l.A[0]].Text)
			}
		}
	}
}

// A translation that has a paragraph twice, in other words the second time, has the source
// of the second only once: what it has in common with a text that was lost is no move.
func TestMovedSaidTwice(t *testing.T) {
	const en = "The library stands on the hill, above the old harbour.\n\n" +
		"Ottilie Branwen kept the keys of the library for thirty years and knew every reader by name.\n\n" +
		"The roof was made new in 1962, with slates from the quarry.\n\n" +
		"In the summer the reading room is open until the evening.\n\n" +
		"Ottilie Branwen planted the garden behind the library, with roses and three apple trees.\n\n" +
		"The bus stops before the gate every hour.\n"
	for lang, text := range map[string]string{
		"tr": "Kütüphane tepede, eski limanın üstünde durur.\n\n" +
			"Ottilie Branwen otuz yıl boyunca kütüphanenin anahtarlarını sakladı ve her okuru adıyla tanıdı.\n\n" +
			"Ottilie Branwen, kütüphanenin anahtarlarını otuz yıl boyunca sakladı, her okuru da adıyla tanıyordu.\n\n" +
			"Çatı 1962'de ocaktan gelen arduvazla yenilendi.\n\n" +
			"Yazın okuma salonu akşama kadar açıktır.\n\n" +
			"Otobüs saatte bir kapının önünde durur.\n",
		"de": "Die Bibliothek steht auf dem Hügel über dem alten Hafen.\n\n" +
			"Ottilie Branwen bewahrte dreißig Jahre lang die Schlüssel der Bibliothek auf und kannte jeden Leser mit Namen.\n\n" +
			"Ottilie Branwen hat die Schlüssel der Bibliothek dreißig Jahre lang aufbewahrt und jeden Leser mit Namen gekannt.\n\n" +
			"Das Dach wurde 1962 erneuert, mit Schiefer aus dem Steinbruch.\n\n" +
			"Im Sommer ist der Lesesaal bis zum Abend offen.\n\n" +
			"Der Bus hält stündlich vor dem Tor.\n",
	} {
		a := align.NewOutline(markdown.Parse([]byte(en)), "en")
		b := align.NewOutline(markdown.Parse([]byte(text)), lang)
		for _, pins := range [][]align.Pin{nil, {{A: []int{0}, B: []int{0}}, {A: []int{1}, B: []int{1}}, {A: []int{2}, B: []int{3}}}} {
			for _, l := range align.Across(a, b, pins) {
				if l.Moved {
					t.Errorf("%s: %q was taken for %q", lang, b[l.B[0]].Text, a[l.A[0]].Text)
				}
			}
		}
	}
}

// A link definition stands where its writer likes: in the middle of the one text and at the
// end of the other it is no border, and nothing of what stands between has moved.
func TestDefinitionsAreNoBorders(t *testing.T) {
	const en = "The library keeps a [catalogue].\n\n[catalogue]: https://example.org/catalogue\n\n" +
		"The roof was made new in 1962.\n\nIn the summer it is open until 9.\n\nThe bus stops [at the gate][bus].\n\n[bus]: https://example.org/bus\n"
	for lang, text := range map[string]string{
		"tr": "Kütüphanenin bir [kataloğu][catalogue] vardır.\n\nÇatı 1962'de yenilendi.\n\nYazın 9'a kadar açıktır.\n\n" +
			"Otobüs [kapıda][bus] durur.\n\n[catalogue]: https://example.org/catalogue\n[bus]: https://example.org/bus\n",
		"ru": "У библиотеки есть [каталог][catalogue].\n\nКрышу обновили в 1962 году.\n\nЛетом она открыта до 9.\n\n" +
			"Автобус останавливается [у ворот][bus].\n\n[catalogue]: https://example.org/catalogue\n[bus]: https://example.org/bus\n",
	} {
		a, b := align.NewOutline(markdown.Parse([]byte(en)), "en"), align.NewOutline(markdown.Parse([]byte(text)), lang)
		pins := []align.Pin{{A: []int{1}, B: []int{4}}, {A: []int{5}, B: []int{5}}}
		got := ""
		for _, l := range align.Across(a, b, pins) {
			got += fmt.Sprint(l.A, l.B, l.Moved) + ", "
		}
		if want := "[0] [0] false, [2] [1] false, [3] [2] false, [4] [3] false, "; got != want {
			t.Errorf("%s: got %s, want %s", lang, got, want)
		}
	}
}

// A line that a page says again and again moves nowhere: which of them the translation has
// left out only the neighbours can tell.
func TestMovedSaidOften(t *testing.T) {
	const en = "## `mill grind`\n\nGrinds the rye of the day.\n\nAdded in 2.8.0.\n\n" +
		"## `mill sweep`\n\nSweeps the floor and the stairs.\n\nAdded in 2.8.0.\n\n" +
		"## `mill weigh`\n\nWeighs the sacks at the door.\n"
	for lang, text := range map[string]string{
		"de": "## `mill grind`\n\nMahlt den Roggen des Tages.\n\n## `mill sweep`\n\nFegt den Boden und die Treppe.\n\n" +
			"## `mill weigh`\n\nWiegt die Säcke an der Tür.\n\nSeit 2.8.0.\n",
		"ru": "## `mill grind`\n\nМелет дневную рожь.\n\n## `mill sweep`\n\nПодметает пол и лестницу.\n\n" +
			"## `mill weigh`\n\nВзвешивает мешки у двери.\n\nС версии 2.8.0.\n",
	} {
		a := align.NewOutline(markdown.Parse([]byte(en)), "en")
		b := align.NewOutline(markdown.Parse([]byte(text)), lang)
		for _, l := range align.Across(a, b, nil) {
			if l.Moved {
				t.Errorf("%s: %q was taken for %q", lang, b[l.B[0]].Text, a[l.A[0]].Text)
			}
		}
	}
}

// Two examples that stand between texts which do not belong together are one only if lines of
// them are the same.
func TestOtherCode(t *testing.T) {
	const example = "```python\nfrom mill import Wheel\n\nwheel = Wheel(%s)\nwheel.%s(%s)\nprint(wheel.%s)\n```\n\n"
	page := func(first, second, last string, args ...any) align.Outline {
		return align.NewOutline(markdown.Parse([]byte(first+"\n\n"+second+"\n\n"+fmt.Sprintf(example, args...)+last+"\n")), "en")
	}
	source := page("The mill has 3 wheels.", "How the sacks are counted was written last year.", "It stands by the river.", "teeth=12", "turn", "90", "angle")
	apart := []align.Pin{{A: []int{0}, B: []int{0}}, {A: []int{1}}, {B: []int{1}}, {A: []int{3}}, {B: []int{3}}}
	for what, tt := range map[string]struct {
		target align.Outline
		pins   []align.Pin
		pairs  int
	}{
		"the same lines": {page("Mühle.", "Vom alten Boden.", "Fluss.", "teeth=12", "turn", "90", "angle"), apart, 1},
		"other lines":    {page("Mühle.", "Vom alten Boden.", "Fluss.", "iron=True", "oil", "3", "iron"), apart, 0},
		"in its place":   {page("Mühle.", "Vom alten Boden.", "Fluss.", "iron=True", "oil", "3", "iron"), nil, 1},
	} {
		pairs := 0
		for _, l := range align.Across(source, tt.target, tt.pins) {
			if len(l.A) == 1 && len(l.B) == 1 && source[l.A[0]].Kind == block.Code {
				pairs++
			}
		}
		if pairs != tt.pairs {
			t.Errorf("%s: %d pairs, want %d", what, pairs, tt.pairs)
		}
	}
}

// In a long text with many sentences without a counterpart on both sides some look alike by
// chance: none of them has moved.
func TestManyLone(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	write := func(words []int, consonants string) string {
		var w []string
		for _, n := range words {
			w = append(w, word(n, consonants))
		}
		return strings.Join(w, " ") + ".\n\n"
	}
	sentence := func() (words []int) {
		for range 5 + rng.IntN(6) {
			words = append(words, rng.IntN(40)*rng.IntN(40))
		}
		return words
	}
	var source, target strings.Builder
	want := map[[2]int]bool{}
	for i, j, k := 0, 0, 0; k < 1500; k++ {
		s, lost := sentence(), rng.IntN(8)
		if lost != 0 {
			target.WriteString(write(s, "nprstvz"))
		}
		if lost != 1 {
			source.WriteString(write(s, "bdfgklm"))
		}
		switch lost {
		case 0:
			i++
		case 1:
			j++
		default:
			want[[2]int{i, j}] = true
			i, j = i+1, j+1
		}
	}
	wrong := 0
	a := align.NewOutline(markdown.Parse([]byte(source.String())), "sw")
	b := align.NewOutline(markdown.Parse([]byte(target.String())), "zu")
	for _, l := range align.Across(a, b, nil) {
		if l.Moved && !want[[2]int{l.A[0], l.B[0]}] {
			wrong++
		}
	}
	if wrong > 5 {
		t.Errorf("%d sentences were taken for moved", wrong)
	}
}

// Between languages of which only the commonest words are known, a paragraph that stands a
// few places from where it stood is found by as little as one word that both have, and one
// that was lost near another one that was added is not taken for it.
func TestMovedNear(t *testing.T) {
	en := []string{
		"The library stands on the hill, above the old harbour.",
		"Since 1962 the roof has been made of slates from the quarry, and it has never let any rain in.",
		"The school garden is open to all children in summer, but nobody waters it when the teachers are away.",
		"In the evening the lamps at the pier are lit one by one, and the last boat comes home.",
		"The bus stops before the gate at 7:40.",
	}
	for lang, texts := range map[string][]string{
		"de": {
			"Die Bibliothek steht auf dem Hügel über dem alten Hafen.",
			"Seit 1962 ist das Dach aus Schiefer vom Steinbruch, und es hat noch nie geregnet durch dieses Dach.",
			"Der Schulgarten steht im Sommer allen Kindern offen, doch niemand gießt ihn, wenn die Lehrer verreist sind.",
			"Am Abend werden die Lampen am Steg eine nach der anderen angezündet, und das letzte Boot kehrt heim.",
			"Der Bus hält um 7:40 vor dem Tor.",
			"Wer eine Karte braucht, fragt im Laden nach dem Mann mit der Brille, der dort seit Jahren Brot verkauft.",
		},
		"ja": {
			"図書館は古い港を見下ろす丘の上に建っている。",
			"1962年から屋根は採石場のスレートで葺かれていて、一度も雨が漏ったことがない。",
			"学校の庭は夏のあいだ子供なら誰でも入れるが、先生たちが留守のときは誰も水をやらない。",
			"夕方になると桟橋の灯りが一つずつともり、最後の船が帰ってくる。",
			"バスは7:40に門の前に止まる。",
			"地図が要る人は店に行き、そこで何年もパンを売っている眼鏡の男に尋ねるとよい。",
		},
	} {
		a := align.NewOutline(markdown.Parse([]byte(strings.Join(en, "\n\n"))), "en")
		for name, in := range map[string]struct {
			order []int // of the texts in the translation
			want  string
		}{
			"moved": {[]int{0, 2, 3, 1, 4}, "[0]=[0] [1]=[3] [2]=[1] [3]=[2] [4]=[4] "},
			"lost":  {[]int{5, 0, 1, 3, 4}, "[0]=[1] [1]=[2] [2]=[] [3]=[3] [4]=[4] []=[0] "},
		} {
			var target []string
			for _, k := range in.order {
				target = append(target, texts[k])
			}
			b := align.NewOutline(markdown.Parse([]byte(strings.Join(target, "\n\n"))), lang)
			links := align.Across(a, b, nil)
			slices.SortStableFunc(links, func(p, q align.Link) int { return cmp.Compare(len(q.A), len(p.A)) })
			got := ""
			for _, l := range links {
				got += fmt.Sprint(l.A) + "=" + fmt.Sprint(l.B) + " "
			}
			if got != in.want {
				t.Errorf("%s, %s: got %s, want %s", lang, name, got, in.want)
			}
		}
	}
}

// The name of another file elsewhere is no translation of the one that was lost.
func TestOtherFiles(t *testing.T) {
	page := func(head, first, middle, second string) align.Outline {
		return align.NewOutline(markdown.Parse([]byte(head+"\n\n"+first+"\n\n"+middle+"\n\n"+second+"\n")), "en")
	}
	source := page("The pages stand here.", "- pages/LoginPage.tsx\n- pages/index.ts", "The widgets stand there.", "- widgets/Harbours.tsx\n- widgets/index.ts")
	target := page("Sayfalar burada.", "- pages/index.ts", "Bileşenler orada.", "- widgets/Harbours.tsx\n- widgets/index.ts\n- pages/LogoutPage.tsx")
	for _, l := range align.Across(source, target, nil) {
		if len(l.A) == 1 && len(l.B) == 1 && source[l.A[0]].Text == "pages/LoginPage.tsx" {
			t.Errorf("paired with %q", target[l.B[0]].Text)
		}
	}
}

// In scripts without blanks a paragraph with a point or a slash in it is no name of a file.
func TestMovedUnspaced(t *testing.T) {
	const spring, summer = "春天，海湾里的冰融化后，港口就会开放。", "夏天渡轮每天两次驶往岛上，冬天每天一次。"
	const inSpring, inSummer = "春に湾の氷がなくなると、港が開きます。", "フェリーは夏は一日二回、冬は一日一回島へ行きます。"
	for source, target := range map[string]string{
		"它需要Node.js18或更高版本、npm9.6.7和Python3.11。": "Node.js18以降、npm9.6.7、Python3.11が必要です。",
		"守护进程harbourd从https/TCP读取答案。":            "デーモンharbourdは答えをhttps/TCPから読みます。",
		"圆周率约为3.14159，自然常数约为2.71828。":            "円周率は約3.14159、自然対数の底は約2.71828です。",
	} {
		a := align.NewOutline(markdown.Parse([]byte(source+"\n\n"+spring+"\n\n"+summer+"\n")), "zh")
		b := align.NewOutline(markdown.Parse([]byte(inSpring+"\n\n"+inSummer+"\n\n"+target+"\n")), "ja")
		isPair := func(l align.Link) bool { return slices.Equal(l.A, []int{0}) && slices.Equal(l.B, []int{2}) }
		if !slices.ContainsFunc(align.Across(a, b, nil), isPair) {
			t.Errorf("%q is not paired with %q", source, target)
		}
	}
}

// Advice in numbered sections, each with a link to more, of which the translation lacks some
// and has others that the source has given up: the number, the sign that all of them bear and
// the frame of the link are no evidence that one is the other.
func TestMovedIsHeld(t *testing.T) {
	type advice struct{ title, text, slug string }
	write := func(more string, all []advice) align.Outline {
		var b strings.Builder
		for k, x := range all {
			fmt.Fprintf(&b, "## ![✔](ok.png) 1.%d %s\n\n%s\n\n🔗 [**%s: %s**](./more/%s.md)\n\n", k+1, x.title, x.text, more, x.title, x.slug)
		}
		return align.NewOutline(markdown.Parse([]byte(b.String())), map[bool]string{true: "en", false: "de"}[more == "Read more"])
	}
	en := []advice{
		{"Sweep the mill every evening", "Flour on the floor draws mice, and mice draw cats from the whole village.", "sweep"},
		{"Oil the wheel in spring", "A dry axle cracks, and a cracked axle costs as much as forty sacks of rye.", "oil"},
		{"Weigh the sacks at the door", "Whoever weighs them in the yard weighs the rain as well.", "weigh"},
		{"Lock the sluice before a storm", "The river rises faster than anybody can run down from the hill.", "sluice"},
		{"Sharpen the stones by hand", "Only the hand feels where the groove has become too shallow.", "stones"},
		{"Count the bags twice", "The second count finds what the first one has lost.", "count"},
	}
	de := []advice{
		{"Die Mühle jeden Abend fegen", "Mehl auf dem Boden lockt Mäuse an, und Mäuse locken die Katzen des ganzen Dorfes an.", "sweep"},
		{"Das Rad im Frühling ölen", "Eine trockene Achse reißt, und eine gerissene Achse kostet so viel wie vierzig Säcke Roggen.", "oil"},
		{"Die Säcke an der Tür wiegen", "Wer sie im Hof wiegt, wiegt den Regen mit.", "weigh"},
		{"Das Wehr vor dem Sturm schließen", "Der Fluss steigt schneller, als jemand vom Hügel herunterlaufen kann.", "sluice"},
		{"Die Steine von Hand schärfen", "Nur die Hand spürt, wo die Rille zu flach geworden ist.", "stones"},
		{"Die Säcke zweimal zählen", "Das zweite Zählen findet, was das erste verloren hat.", "count"},
	}
	given := []advice{
		{"Dem Kunden einen Stuhl anbieten", "Wer sitzt, wartet gern, und wer gern wartet, kommt im Herbst wieder.", "chair"},
		{"Schulden freundlich eintreiben", "Ein Kunde mit vollem Magen bezahlt lieber.", "debts"},
	}
	slugOf := func(o align.Outline, at int) string { // of the section of a segment
		for _, s := range o[at:] {
			if _, slug, ok := strings.Cut(s.Text, "](./more/"); ok {
				return slug
			}
		}
		return ""
	}
	for lack := range de {
		for at := range de {
			target := slices.Insert(slices.Delete(slices.Clone(de), lack, lack+1), min(at, len(de)-1), given...)
			a, b := write("Read more", en), write("Mehr dazu", target)
			for _, l := range align.Across(a, b, nil) {
				if l.Moved && slugOf(a, l.A[0]) != slugOf(b, l.B[0]) {
					t.Errorf("without %q, %q was taken for %q", de[lack].title, b[l.B[0]].Text, a[l.A[0]].Text)
				}
			}
		}
	}
}

// A paragraph that moved is found though its link leads elsewhere, is code or was left out:
// that is told of the pair.
func TestMovedWithAnotherLink(t *testing.T) {
	const text = "Whoever opens the sluice too early floods the cellar of Merkit, so read the %s before you touch the handle of the gate."
	en := []string{
		"The mill was built by the river.", fmt.Sprintf(text, "[manual of the wheel](https://example.org/wheel)"), "It has two stones.",
		"Rye is ground on Mondays.", "Wheat is ground on Fridays.", "The loft is full of sacks.", "The owner lives in the village.",
	}
	for lang, texts := range map[string][]string{
		"tr": {
			"Değirmen ırmağın kıyısına kuruldu.", "İki taşı vardır.", "Pazartesi günleri çavdar öğütülür.", "Cuma günleri buğday öğütülür.",
			"Tavan arası çuvallarla doludur.", "Sahibi köyde oturur.",
			"Savağı çok erken açan Merkit'in bodrumunu su altında bırakır, bu yüzden kapağın koluna dokunmadan önce %s okuyun.",
		},
		"de": {
			"Die Mühle wurde am Fluss gebaut.", "Sie hat zwei Steine.", "Montags wird Roggen gemahlen.", "Freitags wird Weizen gemahlen.",
			"Der Dachboden ist voller Säcke.", "Der Besitzer wohnt im Dorf.",
			"Wer das Wehr zu früh öffnet, überflutet den Keller von Merkit; lies also %s, bevor du die Kurbel des Tors anfasst.",
		},
	} {
		for _, link := range []string{"[wheel](https://example.org/old/cark)", "`wheel`", "wheel"} {
			target := slices.Clone(texts)
			target[6] = fmt.Sprintf(texts[6], link)
			if got := lone(outlineOf("en", en...), outlineOf(lang, target...)); len(got) > 0 {
				t.Errorf("%s, %s: without a counterpart are %q", lang, link, got)
			}
		}
	}
	source, target := slices.Clone(en), []string{
		"Değirmen ırmağın kıyısına kuruldu.", "İki taşı vardır.", "Pazartesi günleri çavdar öğütülür.", "Cuma günleri buğday öğütülür.",
		"Tavan arası çuvallarla doludur.", "Sahibi köyde oturur.", "Merkit'in mili domuz yağıyla yağlanır ([bkz.](https://example.org/tr/b3)).",
	}
	source[1] = "The axle of Merkit is oiled with lard ([see](https://example.org/a3))."
	if got := lone(outlineOf("en", source...), outlineOf("tr", target...)); len(got) > 0 {
		t.Errorf("a short sentence: without a counterpart are %q", got)
	}
}

// A section that was lost and another one that was added elsewhere are not one that moved, though
// their titles have a word in common: where so many stand alone some are alike by chance.
func TestMovedByChance(t *testing.T) {
	const en = "# The mill\n\nThe mill stands below the weir, and its wheel has 36 paddles.\n\n" +
		"## Choosing the right miller\n\nAsk who has worked with stones before, and let everyone grind one sack of rye on the first day.\n\n" +
		"A good miller hears when the stones run dry.\n\nNobody should be hired in the week of the fair.\n\n" +
		"The water comes from the lake in the hills.\n\nIn winter the wheel is taken out and oiled.\n\n" +
		"## Paying the helpers\n\nHelpers are paid in flour on the last Friday of the month.\n\n" +
		"Whoever carries more than forty sacks gets a loaf as well.\n\nDo not pay in coins: they fall between the boards.\n\n" +
		"The owner lives in the village behind the church.\n\nRye is ground on Mondays and wheat on Fridays.\n"
	for lang, text := range map[string]string{
		"tr": "# Değirmen\n\nDeğirmen bendin altında durur, çarkının 36 kanadı vardır.\n\nSu tepelerdeki gölden gelir.\n\n" +
			"Kışın çark sökülür ve yağlanır.\n\nSahibi köyde, kilisenin arkasında oturur.\n\nPazartesi günleri çavdar, cuma günleri buğday öğütülür.\n\n" +
			"## Doğru kediyi bulmak\n\nFareler geceleri gelir, bu yüzden kediye gündüz yemek verilmez.\n\n" +
			"İyi bir kedi çuvalların üstünde uyur.\n\nPanayır haftasında kediler ambara kapatılır.\n\n" +
			"## Komşularla geçinmek\n\nKomşuların ördekleri bendin üstünde yüzer ve kimse onları kovmaz.\n\n" +
			"Taşların sesi akşamdan sonra duyulmamalıdır.\n\nKırk yıldır burada kavga çıkmadı.\n",
		"ru": "# Мельница\n\nМельница стоит ниже плотины, и у её колеса 36 лопастей.\n\nВода приходит из озера в горах.\n\n" +
			"Зимой колесо снимают и смазывают.\n\nХозяин живёт в деревне за церковью.\n\nРожь мелют по понедельникам, пшеницу по пятницам.\n\n" +
			"## Как найти правильного кота\n\nМыши приходят ночью, поэтому днём кота не кормят.\n\n" +
			"Хороший кот спит на мешках.\n\nВ неделю ярмарки котов запирают в амбаре.\n\n" +
			"## Как ладить с соседями\n\nУтки соседей плавают над плотиной, и никто их не гоняет.\n\n" +
			"После вечера камней не должно быть слышно.\n\nСорок лет здесь не было ни одной ссоры.\n",
	} {
		a, b := align.NewOutline(markdown.Parse([]byte(en)), "en"), align.NewOutline(markdown.Parse([]byte(text)), lang)
		for _, l := range align.Across(a, b, nil) {
			if len(l.A)*len(l.B) == 0 {
				continue
			}
			if says := a[l.A[0]].Text; strings.Contains(says, "right miller") || strings.Contains(says, "Ask who") || strings.Contains(says, "the fair") {
				t.Errorf("%s: %q was taken for %q", lang, b[l.B[0]].Text, says)
			}
		}
	}
}
