package wording

import (
	"strings"

	"github.com/xsync-project/xsync/locales"
)

// Date is a day that is given as YYYY-MM-DD in the way in which the language writes days in
// figures, by CLDR 48: "29.11.2026" in Turkish and Russian. English keeps the form of ISO
// 8601, since its readers disagree on which figure is the month. What is no such day stays.
func Date(m *locales.Messages, day string) string {
	parts := strings.Split(day, "-")
	if len(parts) != 3 {
		return day
	}
	return m.Text("date.in_figures", "Year", parts[0], "Month", parts[1], "Day", parts[2])
}
