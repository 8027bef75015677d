package anchor_test

import (
	"fmt"

	"github.com/xsync-project/xsync/sync/internal/anchor"
)

func ExampleScan() {
	for _, a := range anchor.Scan("On 9 May 1948, 1,234 people", anchor.LanguageOf("en")) {
		fmt.Println(a.Kind, a.Value)
	}
	for _, a := range anchor.Scan("9 Mayıs 1948'de 1.234 kişi", anchor.LanguageOf("tr")) {
		fmt.Println(a.Kind, a.Value)
	}
	// Output:
	// date 1948-05-09
	// number 1234
	// date 1948-05-09
	// number 1234
}

func ExampleComparison_Disagree() {
	source := anchor.Scan("It opened on 2 June 2021 with seven rooms.", anchor.LanguageOf("en"))
	target := anchor.Scan("Открылся 3 июня 2021 года, 7 комнат.", anchor.LanguageOf("ru"))
	for _, d := range (anchor.Comparison{}).Disagree(source, target) {
		fmt.Printf("%s: %s, not %s\n", d.Kind, d.Target, d.Source)
	}
	// Output:
	// date: 2021-06-03, not 2021-06-02
}
