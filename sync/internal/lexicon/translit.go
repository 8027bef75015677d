package lexicon

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/mozillazg/go-unidecode"
)

// latin spells a lower-case letter of another script, or a Latin one with a
// mark, in plain Latin letters. Cyrillic follows BGN/PCGN without its rules for
// positions; Greek is spelled as in modern names. Hebrew and Arabic letters that also
// stand for vowels are spelled w and y, which have such a reading in a skeleton.
var latin = sync.OnceValue(func() map[rune]string {
	m := map[rune]string{}
	for _, line := range strings.Fields(spellings) {
		letters, spelled, _ := strings.Cut(line, "=")
		for _, r := range letters {
			m[r] = spelled
		}
	}
	return m
})

const spellings = `
	а=a б=b в=v гґғ=g д=d е=e ё=yo ж=zh зҙ=z иіїѝ=i йј=y кқҡ=k л=l м=m нң=n оө=o п=p р=r сҫ=s т=t уўүұ=u ф=f
	хҳһ=kh ц=ts ч=ch ш=sh щ=shch ъь= ы=y эә=e ю=yu я=ya є=ye ђ=dj ћ=ch ѓ=g ќ=k љ=lj њ=nj џ=dzh ѕ=dz ҷ=j
	αά=a β=v γ=g δ=d εέ=e ζ=z ηήιίϊΐυύϋΰ=i θ=th κ=k λ=l μ=m ν=n ξ=x οόωώ=o π=p ρ=r σς=s τ=t φ=f χ=ch ψ=ps
	àáâãåāăąǎ=a äæ=ae çćčċĉ=ch ďđð=d èéêëēĕėęě=e ğĝġģ=g ĥħ=h ıìíîïĩīĭįİ=i ĵ=j ķ=k łľļĺŀ=l ñńņňŋ=n
	òóôõōŏőơ=o öøœ=o ŕŗř=r şšșŝ=sh ś=s ß=ss ťţțŧ=t þ=th ùúûũūŭůűųư=u ü=u ŵ=w ýÿŷ=y žż=zh ź=z ə=e
	אע=a בּב=b ג=g ד=d ה=h ו=w ז=z ח=h ט=t י=y כך=k ל=l מם=m נן=n ס=s פף=p צץ=ts ק=k ר=r ש=sh ת=t
	اأإآع=a ةه=h و=w ؤ=w يىیئ=y کك=k ق=k گ=g پ=p چ=ch ژ=zh خ=kh غ=gh ش=sh ث=th ذ=dh ض=d ط=t ظ=z ص=s ح=h
`

// endOfCyrillic is where Cyrillic ends: letters before it are read by the table alone.
const endOfCyrillic = 0x530

// romanised is the spelling of a letter of any script in small Latin letters without
// marks, after github.com/mozillazg/go-unidecode where the table does not have it. Han
// characters have none: how they are read depends on the language and the word.
func romanised(r rune) string {
	if s := latin()[r]; s != "" || r < endOfCyrillic || unicode.Is(unicode.Han, r) {
		return s
	}
	if known, ok := romanisedRunes.Load(r); ok {
		return known.(string)
	}
	var out []byte
	for _, c := range unidecode.Unidecode(string(r)) {
		c = unicode.ToLower(c)
		if 'a' <= c && c <= 'z' {
			out = append(out, byte(c))
		}
	}
	romanisedRunes.Store(r, string(out))
	return string(out)
}

// romanisedRunes keeps what was romanised.
var romanisedRunes sync.Map // rune → string

// longestName is the number of Latin letters of a word that are looked at.
const longestName = 48

// spellName writes the letters of a word to buf, in lower case and plain Latin,
// and returns how many there are. An apostrophe after three letters or more
// begins a Turkish ending and ends the name; another one, a hyphen and the like
// are passed over. cyrillic tells whether any letter was.
func spellName(word string, buf *[longestName]byte) (n int, cyrillic bool) {
	for _, r := range word {
		if r < utf8.RuneSelf {
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			if 'a' <= r && r <= 'z' {
				buf[n] = byte(r)
				n++
			}
			if r == '\'' && n >= 3 {
				break
			}
		} else if r == '’' && n >= 3 {
			break
		} else {
			if r < 'а' || r > 'я' {
				r = unicode.ToLower(r)
			}
			cyrillic = cyrillic || r >= 0x400 && r < endOfCyrillic
			n += copy(buf[n:], romanised(r))
		}
		if n >= longestName-4 {
			break
		}
	}
	return n, cyrillic
}
