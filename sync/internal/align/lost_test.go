package align_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/anchor"
)

func joins(lang string) bool { return anchor.LanguageOf(lang).JoinsSentences() }

// The sentence that a paragraph has lost is found in every language if it is no short one;
// of a paragraph that is whole none is, nor of one whose sentence stands in the next.
func TestLostSentence(t *testing.T) {
	en := guides["en"]
	first, second := strings.Join(en.mill[:6], " "), strings.Join(en.ferry, " ")
	source := outlineOf("en", first, second)
	pairs := [][2]int{{0, 0}, {1, 1}}
	for lang, g := range guides {
		rest := strings.Join(g.ferry, " ")
		if s, ok := align.LostSentence(source, outlineOf(lang, strings.Join(g.mill[:6], " "), rest), pairs, 0, joins(lang)); ok {
			t.Errorf("%s: nothing was lost, and %q is", lang, s)
		}
		for k := range 6 {
			target := outlineOf(lang, strings.Join(lackOf(g.mill[:6], k), " "), rest)
			s, ok := align.LostSentence(source, target, pairs, 0, joins(lang))
			if long := len(en.mill[k]) > 50; ok && s != en.mill[k] || long && !ok {
				t.Errorf("%s: %q was lost, and %q is said", lang, en.mill[k], s)
			}
		}
		shorter := outlineOf("en", strings.Join(en.mill[:5], " "), second)
		crossed := outlineOf(lang, strings.Join(g.mill[:4], " "), strings.Join(slices.Concat(g.mill[4:5], g.ferry), " "))
		if s, ok := align.LostSentence(shorter, crossed, pairs, 0, joins(lang)); ok {
			t.Errorf("%s: %q has crossed the border", lang, s)
		}
	}
}

// Where commas part what are sentences elsewhere, one that stands behind a comma in fewer words is
// A long sentence has no room in a target that is as long as the one beside it.
func TestLongSentencesAreLost(t *testing.T) {
	source := outlineOf("en", "The `millers` method sets how long the wheel of the mill can turn. The different wheels of the valley have very different lives, "+
		"which are mostly multiplied by the weight of their stones, but fixed numbers can be used too.")
	for lang, target := range map[string]string{
		"zh": "这是通过将我们之前创建的常量传递到 `millers` 方法来设置水车能转多久的。",
		"ko": "이전에 만들어 두었던 상수를 `millers` 메서드에 넣어 물레방아가 얼마나 오래 돌지를 설정할 수 있습니다.",
	} {
		if s, ok := align.LostSentence(source, outlineOf(lang, target), [][2]int{{0, 0}}, 0, joins(lang)); !ok || !strings.HasPrefix(s, "The different wheels") {
			t.Errorf("%s: %q is lost", lang, s)
		}
	}
}

// not lost, and one that stands nowhere is, however many commas there are, also in a sentence that is
// not beside it.
func TestJoinedSentencesAreNotLost(t *testing.T) {
	source := outlineOf("en", "The mill stands at kilometre 14 of the village road. It was built by two brothers in the dry summer of 1871, a bad year. "+
		"Their 9 grandchildren still grind barley there every autumn. Visitors may look at all 26 wheels on Sundays.",
		"The ferry crosses the river every hour. In winter it rests behind the old pier until the ice is gone.")
	for lang, texts := range map[string][3]string{
		"zh": {
			"磨坊立在村道14公里处，由两兄弟建于一个荒年。他们的9个孙辈至今每年秋天还在那里磨大麦。游客星期天可以参观全部26个轮子。",
			"磨坊，立在村道14公里处。他们的9个孙辈，至今每年秋天还在那里磨大麦。游客，星期天，可以，参观全部26个轮子。", "渡船每小时过一次河。冬天它停在旧码头后面，直到冰融化。",
		},
		"ja": {
			"水車小屋は村道の14キロ地点に立ち、凶作の夏に兄弟が建てた。9人の孫たちは今も毎年秋にそこで大麦をひいている。日曜日には26の車輪をすべて見学できる。",
			"水車小屋は、村道の14キロ地点に立っている。9人の孫たちは、今も、毎年秋に、そこで大麦をひいている。日曜日には、26の車輪を、すべて、見学できる。", "渡し船は一時間ごとに川を渡る。冬には氷がなくなるまで古い桟橋の裏で休む。",
		},
		"ko": {
			"방앗간은 마을 길 14킬로미터 지점에 서 있으며, 흉년에 두 형제가 지었다. 손자 9명은 지금도 가을마다 그곳에서 보리를 빻는다. 일요일에는 바퀴 26개를 모두 구경할 수 있다.",
			"방앗간은, 마을 길 14킬로미터 지점에 서 있다. 손자 9명은 지금도, 가을마다 그곳에서 보리를 빻는다. 일요일에는, 바퀴 26개를 모두 구경할 수 있다.", "나룻배는 한 시간마다 강을 건넌다. 겨울에는 얼음이 녹을 때까지 낡은 부두 뒤에서 쉰다.",
		},
	} {
		pairs := [][2]int{{0, 0}, {1, 1}}
		if s, ok := align.LostSentence(source, outlineOf(lang, texts[0], texts[2]), pairs, 0, joins(lang)); ok {
			t.Errorf("%s: two sentences were joined, and %q is lost", lang, s)
		}
		if s, ok := align.LostSentence(source, outlineOf(lang, texts[1], texts[2]), pairs, 0, joins(lang)); !ok || !strings.HasPrefix(s, "It was built") {
			t.Errorf("%s: a sentence was lost, and %q is said", lang, s)
		}
	}
}

// A short sentence may be no more than what stands behind a comma, whatever its own commas part.
func TestShortSentencesAreJoined(t *testing.T) {
	source := outlineOf("en", "The gate is only opened if the keeper of the bridge holds a pass of the third kind or above, including red ones. Otherwise, the gate is not opened.")
	for _, x := range [][2]string{
		{"zh", "守桥人持有第三类以上通行证（包括红色的）时才会开门，否则，大门不会打开。"},
		{"zh", "守桥人持有第三类以上通行证（包括红色的）时才会开门， 否则大门不会打开。"},
		{"ko", "다리 문지기가 3종 이상의 통행증(빨간색 포함)을 가진 경우에만 문이 열리며, 그렇지 않으면 열리지 않습니다."},
	} {
		if s, ok := align.LostSentence(source, outlineOf(x[0], x[1]), [][2]int{{0, 0}}, 0, joins(x[0])); ok {
			t.Errorf("%s: %q is lost", x[1], s)
		}
	}
	alone := outlineOf("zh", "大门只在守桥人持有第三类或更高级别的通行证（包括红色通行证）时才会打开。")
	if _, ok := align.LostSentence(source, alone, [][2]int{{0, 0}}, 0, true); !ok {
		t.Error("a short sentence was lost, and none is said")
	}
}
