package block

import (
	"strings"
	"sync"
)

// The directives of reStructuredText that set a text off are called otherwise in other
// languages, and Markdown that has them from there (MyST) takes these names too.

// localNames are what other languages call the directives, as docutils knows them.
var localNames = map[string]string{
	"attention": "aandag achtung atencion atenció atención atentu atenção attentie attenzione dėmesio huomio observera pozor uwaga uzmanību внимание تنبيه توجه 注意 注目 집중",
	"caution":   "advertencia akta atsargiai cautela compte cuidado let-op opatrne ostrożnie piesardzību precaución précaution varo versigtig vorsicht zorgu осторожно זהירות احتیاط 小心 注意 주의",
	"danger":    "bīstami dangxero danĝero fara fare gefahr gevaar nebezpečí niebezpieczeństwo pavojinga peligro pericolo perigo perill vaara опасно סכנה خطر 危险 危険 위험",
	"error":     "błąd chyba eraro erreur erro errore fehler fejl fel fout klaida kļūda virhe ошибка שגיאה خطأ خطا エラー 错误 오류",
	"hint":      "conseil hinweis ieteikums pista rada spuro sugerencia sugestão suggeriment suggerimento užuomina vihje vink wenk wskazówka совет רמז تلميح راهنما ヒント 提示 실마리",
	"important": "belangrijk belangrik dôležité důležité grava importante svarbu svarīgi tärkeää vigtigt viktigt ważne wichtig важно חשוב مهم 重要 중요한",
	"note":      "bemærk huomautus nota notera notiz noto opmerking pastaba piezīme poznámka przypis примечание הערה ملاحظة یادداشت 備考 注解 비고",
	"tip":       "astuce consejo consell consello consiglio dica helpeto neuvo padoms patarimas rada tipp tips подсказка טיפ نصيحة نکته 技巧 通報 팁",
	"warning":   "advarsel advertencia avertissement averto aviso avvertenza avís brīdinājums ostrzeżenie varning varoitus varovanie varování waarschuwing waarskuwing warnung įspėjimas предупреждение אזהרה اخطار تحذير 警告 경고",
}

// admonitions are the directives by their names in other languages.
var admonitions = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for kind, names := range localNames {
		for name := range strings.FieldsSeq(names) {
			out[name] = append(out[name], kind)
		}
	}
	return out
})

// IsLocalAdmonition reports whether a name is what another language than English calls a
// directive that sets a text off: "hinweis".
func IsLocalAdmonition(name string) bool { return len(admonitions()[strings.ToLower(name)]) > 0 }

// families are directives that languages do not tell apart.
var families = map[string]string{
	"note": "note", "hint": "note", "important": "note", "tip": "tip",
	"warning": "warning", "caution": "warning", "attention": "warning", "danger": "danger", "error": "danger",
}

// SameAdmonition reports whether one of two names of directives that set a text off is what
// another language calls the other.
func SameAdmonition(a, b string) bool {
	return a == b || calls(a, b) || calls(b, a)
}

// calls reports whether a name of another language is one for a directive.
func calls(local, kind string) bool {
	local, kind = strings.ToLower(local), strings.ToLower(kind)
	for _, k := range admonitions()[local] {
		if families[k] == families[kind] || k == "hint" && kind == "tip" {
			return true
		}
	}
	return false
}
