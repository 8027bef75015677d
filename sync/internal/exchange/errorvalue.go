package exchange

import (
	"sync"

	"github.com/xsync-project/xsync/sync/internal/regex"
	"github.com/xsync-project/xsync/sync/internal/wordset"
)

// isErrorValue reports whether a text is what a spreadsheet shows in the place of one that begins
// with = or - and that it takes for a formula.
func isErrorValue(text string) bool { return errorValues()[text] || errorNumber.MatchString(text) }

// errorNumber matches the errors of LibreOffice Calc that have no name.
var errorNumber = regex.Lazy(`^Err:\d{3}$`)

// errorValues are the errors of Excel, which other spreadsheets have taken over, in the languages
// that Excel translates them into, and those that Google Sheets has besides.
var errorValues = sync.OnceValue(func() map[string]bool {
	return wordset.Of(`#NULL! #DIV/0! #VALUE! #REF! #NAME? #NUM! #N/A #GETTING_DATA #SPILL! #CALC! #FIELD! #BLOCKED! #CONNECT! #UNKNOWN! #BUSY! #ERROR!
		#BOŞ! #SAYI/0! #DEĞER! #BAŞV! #AD? #SAYI! #YOK #TAŞMA! #HATA!
		#ПУСТО! #ДЕЛ/0! #ЗНАЧ! #ССЫЛКА! #ИМЯ? #ЧИСЛО! #Н/Д #ПЕРЕНОС! #ВЫЧИСЛ!
		#WERT! #BEZUG! #ZAHL! #NV #ÜBERLAUF! #KALK!
		#NUL! #VALEUR! #NOM? #NOMBRE!
		#¡NULO! #¡DIV/0! #¡VALOR! #¡REF! #¿NOMBRE? #¡NUM! #¡DESBORDAMIENTO! #¡CALC!
		#NULLO! #VALORE! #RIF! #NOME? #N/D
		#NULO! #VALOR! #NÚM!
		#LEEG! #DEEL/0! #WAARDE! #VERW! #NAAM? #GETAL! #N/B
		#DIVISION/0! #VÆRDI! #REFERENCE! #NAVN? #I/T #VERDI!
		#SKÄRNING! #VÄRDEFEL! #REFERENS! #NAMN? #OGILTIGT! #SAKNAS!
		#TYHJÄ! #JAKO/0! #ARVO! #VIITTAUS! #NIMI? #LUKU! #PUUTTUU!
		#ZERO! #DZIEL/0! #ARG! #ADR! #NAZWA? #LICZBA! #N/D!
		#DĚLENÍ_NULOU! #HODNOTA! #ODKAZ! #NÁZEV? #ČÍSLO! #NENÍ_K_DISPOZICI
		#NEPLATNÝ! #DELENIENULOU! #NÁZOV? #NEDOSTUPNÝ
		#NULLA! #ZÉRÓOSZTÓ! #ÉRTÉK! #HIV! #NÉV? #SZÁM! #HIÁNYZIK
		#VALOARE! #NUME?
		#DIJ/0! #VRIJEDNOST! #NAZIV? #BROJ!
		#NIČ! #DEL/0! #VREDN! #SKLIC! #IME? #ŠTEV! #N/V
		#ΚΕΝΟ! #ΔΙΑΙΡ./0! #ΤΙΜΗ! #ΑΝΑΦ! #ΟΝΟΜΑ? #ΑΡΙΘ! #Δ/Υ`)
})
