package change

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/xsync-project/xsync/sync/internal/block"
	_ "github.com/xsync-project/xsync/sync/internal/fixedseed"
)

// classify is [Classify] of texts in the syntax of their kind.
func classify(kind block.Kind, was, now, lang string) Class {
	return Classify(kind, kind.Syntax(), was, now, lang)
}

// TestClassify holds each change in both directions. A line is the kind of the
// block where it is none of running text, both texts, and the change.
func TestClassify(t *testing.T) {
	for _, c := range []struct {
		lang, was, now string
		want           Class
	}{
		// What a digest ignores.
		{"en", "The gate is shut.", "The gate is shut.", None},
		{"en", "The gate\nis  shut.", "The gate is shut.", Cosmetic},
		{"en", "He said “no” – twice.", "He said \"no\" — twice.", Cosmetic},
		{"en", "A *brisk* walk", "A _brisk_ walk", Cosmetic},

		// The same markup in another spelling.
		{"en", `It holds 5\* ropes [sic].`, `It holds 5* ropes \[sic\].`, Cosmetic},
		{"en", "Ask at [the inn][the inn].", "Ask at [the inn][].", Cosmetic},
		{"en", "Ask at [the inn][].", "Ask at [the inn].", Cosmetic},
		{"en", "Ask at [the inn][Inn].", "Ask at [the inn][inn].", Cosmetic},
		{"en", "Ask at [the inn](/inn).", "Ask at [the inn]( </inn> ).", Cosmetic},
		{"en", "One mast.<br>Two sails.", "One mast.<br />Two sails.", Cosmetic},
		{"en", "Call `a b` first.", "Call ``a b`` first.", Cosmetic},
		{"en", "Call `a  b` first.", "Call `a b` first.", Mechanical},
		{"en", `A \*brisk\* walk`, "A *brisk* walk", Minor},
		{"en", "It is &lt;b&gt; now.", "It is <b> now.", Major},
		{"en", "Ask at [the inn][inn].", "Ask at [the inn][ferry].", Mechanical},
		{"en", "Ask at [the inn].", "Ask at the inn.", Minor},
		{"en", "It is $x_1$ long.", "It is $x*1$ long.", Mechanical},
		{"en", "[!NOTE] Mind the tide.", `\[!NOTE] Mind the tide.`, Minor},
		{"en", `See \[\[the map]] first.`, "See [[the map]] first.", Minor},
		{"en", "See rope[fore][] and sail[i][i].", "See rope[fore] and sail[i].", Major},
		{"en", "<a href=https://tide.example/map/>Map</a>", "<a href=https://tide.example/map>Map</a>", Mechanical},
		{"en", `<img src="/map"/> One mast.`, `<img src="/map"> One mast.`, Cosmetic},
		{"en", "One mast.<br/>Two sails.", "One mast.<br>Two sails.", Cosmetic},

		// What a tool can carry over.
		{"en", "See [the map](old/map.md).", "See [the map](new/map.md).", Mechanical},
		{"en", "Call `open()` first.", "Call `start()` first.", Mechanical},
		{"en", "As was shown.[^3]", "As was shown.[^4]", Mechanical},
		{"en", "![A gull](gull.png)", "![A gull](img/gull.png)", Mechanical},
		{"en", "Tides", `Tides <span id="tides"></span>`, Mechanical},
		{"en", "Ask at the pier.", `<a name='pier'></a>Ask at the pier.`, Mechanical},
		{"en", "Ask at the pier.", `<a name="pier">Ask</a> at the pier.`, Major}, // a link with words of its own

		// Slips.
		{"en", "The gate is shut", "The gate is shut.", Minor},
		{"en", "the gate is shut.", "The gate is shut.", Minor},
		{"en", "It stands on on the hill.", "It stands on the hill.", Minor},
		{"en", "Come to the the gate.", "Come to the gate.", Minor},
		{"en", "This is the gate.", "This the gate.", Major}, // half a word is not doubled
		{"en", "She is a owner.", "She is an owner.", Minor},
		{"en", "Few ropes hold.", "A few ropes hold.", Major}, // hardly any, and some
		{"en", "There is little wind.", "There is a little wind.", Major},
		{"en", "Take the little boat.", "Take a little boat.", Minor},
		{"de", "Der Fluß liegt an der Hauptstraße.", "Der Fluss liegt an der Hauptstrasse.", Minor},
		{"de", "Alle Straßen sind frei.", "Alle Strassen sind frei.", Minor},
		{"de", "Sie kennt die Maße.", "Sie kennt die Masse.", Facts},                // measures, and the crowd
		{"en", "Set it to true, then wait.", "Set it to `true`, then wait.", Minor}, // the same words in other marks
		{"en", "Lay it in 'hold' (below).", "Lay it in `hold` (below).", Minor},
		{"en", "The color of the sea.", "The colour of the sea.", Minor},
		{"en", "If it has 1 or less oars, row.", "If it has 1 or fewer oars, row.", Minor},
		{"en", "Look how it look.", "Look how it looks.", Minor},
		{"ru", "Все еще темно, а ее лодка плывет.", "Все ещё темно, а её лодка плывёт.", Minor},
		{"ru", "Все ушли вечером с причала.", "Всё ушли вечером с причала.", Major},
		{"ru", "До маяка 12 км по берегу.", "До маяка 12 километров по берегу.", Minor},
		{"tr", "Fener 3. kattadır şimdi.", "Fener üçüncü kattadır şimdi.", Minor},
		{"tr", "Bu ip Linux'da da düğümlenir.", "Bu ip Linux'ta da düğümlenir.", Minor},
		{"tr", "Feribot 7’de kalkar.", "Feribot 7’te kalkar.", Minor},
		{"tr", "Gemi de limana girdi.", "Gemi da limana girdi.", Minor},
		{"tr", "Yol Rize'den geçer.", "Yol Rize'de geçer.", Facts},
		{"ru", "Юнга давно учиться вязать узлы.", "Юнга давно учится вязать узлы.", Minor},
		{"ru", "Юнга давно учится вязать узлы.", "Юнга давно учился вязать узлы.", Major},
		{"tr", "Gemi 3. gün durdu.", "Gemi 3 gün durdu.", Facts},
		{"ru", "Они получли письма.", "Они получили письма.", Major}, // nothing proves which is a word

		// What only dresses the words.
		{"en", `See <a href="tide.html" class="wide" target="_blank">the tide</a>.`, "See [the tide](tide.html).", Minor},
		{"en", `Go to <a href="http://127.0.0.1:80/tide" class="wide">http://127.0.0.1:80/tide</a>.`, "Go to [http://127.0.0.1:80/tide](http://127.0.0.1:80/tide).", Minor},
		{"en", "See [the tide](tide.md){.wide target=_blank} first.", "See [the tide](tide.md) first.", Minor},
		{"en", `Tie a <abbr title="a knot">hitch</abbr> now.`, `Tie a <dfn title="a knot">hitch</dfn> now.`, Minor},
		{"en", `Tie a <abbr title="a knot">hitch</abbr> now.`, `Tie a <dfn title="a loop">hitch</dfn> now.`, Major},
		{"en", "The tide is high.", "The [tide](tide.md) is high.", Major}, // a link that came is to be added
		{"en", "It holds 10<sup>2</sup> men.", "It holds <b>102</b> men.", Facts},
		{"en", "Press <Key/> twice.", "Press <b></b> twice.", Major},
		{"en", "The *boat* takes ~~5~~ 6 guests.", "The *boat* takes 5 ~~6~~ guests.", Facts},
		{"en", "The *ticket* is ~~5~~ 6 crowns.", "The *ticket* is 5 6 crowns.", Facts},
		{"tr", "Bu *bilet* ~~5~~ 6 kuruş.", "Bu *bilet* 5 ~~6~~ kuruş.", Facts},
		{"en", "Cabins <b>10</b><br>20 are free.", "Cabins <b>10</b>20 are free.", Major},
		{"en", "Cabins <b>10</b><br>20 are free.", "Cabins 10<br/>20 are free.", Minor},
		{"en", `Read <a href="ebb.html">the table</a> first.`, "Read [the table](flood.html) first.", Major},
		{"en", "Read [the table][ebb] <b>and</b> wait.", "Read [the table][flood] and wait.", Major},
		{"en", "Read [the table][ebb] <b>and</b> wait.", "Read [the table][ebb] and wait.", Minor},

		// Rewording.
		{"en", "The gate is shut at dusk.", "The gate is shut at dusk by an old man with a lantern.", Major},
		{"en", "The gate is shut.", "Visitors come through the garden.", Major},
		{"tr", "Kapı akşam kapanır.", "Kapı akşam bahçıvan tarafından kapatılır ve kilitlenir.", Major},

		{"en", "The gate is 5 paces wide.", "The gate is five paces wide.", Minor}, // the same value

		{"en", "Ropes could be sold here.", "Ropes can be sold here.", Major}, // as possible as before
		{"en", "See how should the rope be tied.", "See how the rope should be tied.", Major},

		// Numbers and dates.
		{"en", "It has 12 rooms.", "It has 13 rooms.", Facts},
		{"en", "It opened on 4 May 1987.", "It opened on 4 June 1987.", Facts},
		{"en", "It has twelve rooms.", "It has thirteen rooms.", Facts},
		{"en", "Some 40% of them left.", "Some 45% of them left.", Facts},
		{"en", "It weighs 1,500 kg.", "It weighs 15,000 kg.", Facts},
		{"tr", "On iki odası var.", "On üç odası var.", Facts},
		{"ru", "В нём 12 комнат.", "В нём 13 комнат.", Facts},

		// Negation.
		{"en", "The bridge is safe.", "The bridge is not safe.", Facts},
		{"en", "They can enter.", "They can't enter.", Facts},
		{"en", "Nobody came.", "Everybody came.", Facts},
		{"tr", "Köprü güvenli.", "Köprü güvenli değil.", Facts},
		{"ru", "Мост закрыт.", "Мост не закрыт.", Facts},

		{"en", "The ticket is valid there.", "The ticket is invalid there.", Facts},
		{"en", "Go to the old garden.", "Go into the old garden.", Major},
		{"tr", "Bahçe güvenlidir artık.", "Bahçe güvenli değildir artık.", Facts},
		{"tr", "Bahçe güvenli değil artık.", "Bahçe güvenli değildir artık.", Major},
		{"tr", "Kapıyı gece açın.", "Kapıyı gece açmayın.", Facts},
		{"tr", "Vapur kışın gider.", "Vapur kışın gitmez.", Facts},
		{"tr", "Vapur kışın gelir.", "Vapur kışın gelemez.", Facts},
		{"tr", "Buraya girebilir misiniz?", "Buraya giremez misiniz?", Facts},
		{"tr", "Fener yakılmalı akşam.", "Fener yakılmamalı akşam.", Facts},
		{"tr", "Şekerli çay içilir.", "Şekersiz çay içilir.", Facts},
		{"tr", "Kapının açılır olduğu saat.", "Kapının açılması olduğu saat.", Major}, // a verbal noun
		{"tr", "Kapı hiç açılmaz burada.", "Kapı hiç açılmadı burada.", Major},
		{"ru", "Билеты действительны сегодня.", "Билеты недействительны сегодня.", Facts},
		{"ru", "Дорога опасна для пеших.", "Дорога безопасна для пеших.", Facts},
		{"de", "Die Karte gilt als gültig.", "Die Karte gilt als ungültig.", Facts},

		// Names, units and limits.
		{"en", "Take a lamp with you.", "Take two lamps with you.", Facts},
		{"tr", "Yanınıza bir fener alın.", "Yanınıza iki fener alın.", Facts},
		{"de", "Nehmen Sie eine Lampe mit.", "Nehmen Sie drei Lampen mit.", Facts},
		{"en", "Go in by the north gate.", "Go in by the south gate.", Facts},
		{"tr", "Cuma günleri açıktır.", "Salı günleri açıktır.", Facts},
		{"ru", "Открыто по пятницам и в праздники.", "Открыто по средам и в праздники.", Facts},
		{"de", "Sie ist freitags offen.", "Sie ist montags offen.", Facts},
		{"fr", "Ouvert le vendredi seulement.", "Ouvert le lundi seulement.", Facts},
		{"ru", "Билет стоит 40 рублей.", "Билет стоит 40 евро.", Facts},
		{"en", "Only members may enter.", "Members may enter.", Facts},
		{"tr", "Yalnızca üyeler girer.", "Üyeler girer.", Facts},
		{"en", "A letter from Bergen came.", "A letter from Tromso came.", Facts},
		{"en", "The wall is 3 metres high.", "The wall is 3 feet high.", Facts},
		{"en", "Stay for at least an hour.", "Stay for at most an hour.", Facts},
		{"en", "You must knock.", "You may knock.", Facts},
		{"en", "You could knock.", "You must knock.", Facts},
		{"en", "They may enter here only.", "They may only enter here.", Facts},
		{"en", "Come before noon.", "Come after noon.", Facts},
	} {
		t.Run(c.want.String()+"/"+c.now, func(t *testing.T) {
			there, back := classify(block.Paragraph, c.was, c.now, c.lang), classify(block.Paragraph, c.now, c.was, c.lang)
			if there != c.want || back != c.want {
				t.Errorf("%q → %q is %v, and %v back, want %v", c.was, c.now, there, back, c.want)
			}
		})
	}
}

// A tick in a column of its own is no punctuation.
func TestClassifyRows(t *testing.T) {
	for _, c := range []struct {
		was, now string
		want     Class
	}{
		{"| Boat | ✅ | ❌ |", "| Boat | ✅ | ✅ | ❌ |", Facts},
		{"| Boat | ✅ |", "| Boat | ❌ |", Facts},
		{"| Boat | ✅ | |", "| Boat | ✅ |", Minor},
		{"| Boat | ✅ | |", "| Boat | | ✅ |", Facts},
		{"| Boat | | ✅ | ✅ |", "| Boat | ✅ | ✅ | |", Facts},
		{"| | Boat |", "| Boat |", Facts},
		{"| Boat | ✔ | |", "| Boat | ✅ |", Minor},
		{`| Boat \| raft | ✅ |`, `| boat \| raft | ✅ | |`, Minor},
		{"| boat | ✅ |", "| Boat | ✅ |", Minor},
		{"Boat | ✅", "| Boat | ✅ |", Cosmetic},
		{`| Bow \| stern | 3 |`, "| Bow &#124; stern | 3 |", Cosmetic},
	} {
		if got := classify(block.TableRow, c.was, c.now, "en"); got != c.want {
			t.Errorf("%q → %q is %v, want %v", c.was, c.now, got, c.want)
		}
	}
}

// What is not prose changes mechanically, whatever it says.
// Of a link definition a translator has the title alone.
func TestClassifyDefinitions(t *testing.T) {
	for _, c := range []struct {
		was, now string
		want     Class
	}{
		{"[a]: old.md", "[a]: new.md", Mechanical},
		{"[a]: old.md 'The map'", "[a]: new.md 'The map'", Mechanical},
		{"[a]: old.md 'The map'", "[a]: old.md 'The charts of the bay'", Major},
		{"[1]: /map", "[map]: /map", Minor},
		{"[11]: /map", "[10]: /chart", Minor},
		{`[1]: /map "The 3 maps"`, `[2]: /map "The 4 maps"`, Facts},
	} {
		if got := classify(block.LinkDefinition, c.was, c.now, "en"); got != c.want {
			t.Errorf("%q to %q: %v, want %v", c.was, c.now, got, c.want)
		}
	}
}

// What is not prose changes mechanically, whatever it says.
func TestClassifyCode(t *testing.T) {
	for _, k := range []block.Kind{block.Code, block.HTML, block.Directive} {
		if got := classify(k, "not 1", "2 at all", "en"); got != Mechanical {
			t.Errorf("a change of %v is %v", k, got)
		}
	}
}

// A text is unchanged against itself, and a change has one class whichever way
// it is read.
func TestClassifyHasNoDirection(t *testing.T) {
	word := rapid.SampledFrom(strings.Fields("the gate is not shut Bergen 12 13 metres must may `x` [a](b) . , « on raed"))
	text := rapid.SliceOfN(word, 0, 9)
	rapid.Check(t, func(t *rapid.T) {
		was, now := strings.Join(text.Draw(t, "was"), " "), strings.Join(text.Draw(t, "now"), " ")
		there, back := classify(block.Paragraph, was, now, "en"), classify(block.Paragraph, now, was, "en")
		if was == now && there != None || (there == None) != (back == None) || (there == Cosmetic) != (back == Cosmetic) {
			t.Fatalf("%q → %q is %v, and %v back", was, now, there, back)
		}
	})
}

// FuzzWordDiff holds a diff to its law: what it keeps and deletes is the old
// text, what it keeps and inserts the new one, white space folded.
func FuzzWordDiff(f *testing.F) {
	f.Add("The gate is shut.", "The  old gate is\nopen!")
	f.Add("", "x")
	f.Add("1.5, don’t", "1,5 don't")
	f.Add("a b a b a c", "b a b a a\u0301")
	f.Add("\xff\xfe", "\xfe\xff")
	f.Fuzz(func(t *testing.T, was, now string) {
		var before, after strings.Builder
		last := Op(0)
		for _, e := range WordDiff(was, now) {
			if e.Text == "" || e.Op == last {
				t.Errorf("%q → %q: a piece %c%q after one that is %c", was, now, e.Op, e.Text, last)
			}
			last = e.Op
			if e.Op != Insert {
				before.WriteString(e.Text)
			}
			if e.Op != Delete {
				after.WriteString(e.Text)
			}
		}
		fold := func(s string) string { return strings.Join(strings.Fields(s), " ") }
		if before.String() != fold(was) || after.String() != fold(now) {
			t.Errorf("%q → %q gives %q → %q", was, now, before.String(), after.String())
		}
	})
}

// Beyond a bound two texts are shown as rewritten; the law holds all the same.
func TestWordDiffOfLongTexts(t *testing.T) {
	was, now := strings.Repeat("a b ", maxDiffWords/2), strings.Repeat("c d ", maxDiffWords/2)
	want := []Edit{{Delete, strings.TrimSpace(was)}, {Insert, strings.TrimSpace(now)}}
	if diff := cmp.Diff(want, WordDiff(was, now)); diff != "" {
		t.Error(diff[:200])
	}
}
