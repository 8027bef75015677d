package cli

import (
	"os"

	"golang.org/x/sys/windows"
)

// readVariable is a variable of the environment. What Windows says in another way than
// other systems, it says here as they do: who works, and in which language.
func readVariable(name string) string {
	value := os.Getenv(name)
	switch {
	case value != "":
		return value
	case name == "USER":
		return os.Getenv("USERNAME")
	case name == "LANG":
		if languages, err := windows.GetUserPreferredUILanguages(windows.MUI_LANGUAGE_NAME); err == nil && len(languages) > 0 {
			return languages[0]
		}
	}
	return ""
}
