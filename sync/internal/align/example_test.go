package align_test

import (
	"fmt"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

func ExampleAcross() {
	english := "# Tea\n\nTurkey drank 300,000 tonnes in 2019.\n\nIt is grown near Rize.\n"
	turkish := "# Çay\n\nTürkiye 2019'da 300.000 ton içti.\n\nRize yakınında yetişir.\n"
	a := align.NewOutline(markdown.Parse([]byte(english)), "en")
	b := align.NewOutline(markdown.Parse([]byte(turkish)), "tr")
	for _, l := range align.Across(a, b, nil) {
		fmt.Println(l.A, l.B)
	}
	// Output:
	// [0] [0]
	// [1] [1]
	// [2] [2]
}

func ExampleWithin() {
	then := "Wash the rice.\n\nBoil it for ten minutes in plenty of water.\n"
	now := "Wash the rice.\n\nAdd a pinch of salt.\n\nBoil it for twelve minutes in plenty of water.\n"
	a := align.NewOutline(markdown.Parse([]byte(then)), "en")
	b := align.NewOutline(markdown.Parse([]byte(now)), "en")
	for _, l := range align.Within(a, b) {
		switch {
		case len(l.A) == 0:
			fmt.Println("new:", b[l.B[0]].Text)
		case l.Confidence < 1:
			fmt.Println("edited:", b[l.B[0]].Text)
		default:
			fmt.Println("same:", b[l.B[0]].Text)
		}
	}
	// Output:
	// same: Wash the rice.
	// new: Add a pinch of salt.
	// edited: Boil it for twelve minutes in plenty of water.
}
