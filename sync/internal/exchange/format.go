package exchange

import (
	"path"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// extensions are the formats by the ends of names.
var extensions = map[string]string{
	".md": Markdown, ".markdown": Markdown, ".json": JSON, ".csv": CSV, ".tsv": TSV, ".tab": TSV,
	".po": PO, ".pot": PO,
}

// sniffed is how many bytes of a file say its format.
const sniffed = 4096

var (
	xliffRoot = regex.Lazy(`<(?:\w+:)?xliff\b[^>]*?\bversion\s*=\s*["']([12])\.`)
	markLine  = regex.Lazy(`(?m)^ *` + markOpen + `\{`)
	poEntry   = regex.Lazy(`(?m)^msg(id|ctxt) "`)
)

// FormatByName is the format that a new file of a name is to have, "" if its name does
// not say.
func FormatByName(name string) string {
	switch end := strings.ToLower(path.Ext(name)); end {
	case ".xlf", ".xliff":
		return XLIFF
	case ".xlsx":
		return XLSX
	default:
		return extensions[end]
	}
}

// FormatOf is the format of a file by its name and its first bytes, "" if it is
// none of [Formats].
func FormatOf(name string, data []byte) string {
	if isWorkbook(data) {
		return XLSX
	}
	head, err := decodeText(data)
	if err != nil {
		head = string(data)
	}
	head = head[:min(len(head), sniffed)]
	if m := xliffRoot.FindStringSubmatch(head); m != nil {
		return map[string]string{"1": XLIFF, "2": XLIFF2}[m[1]]
	}
	if f, ok := extensions[strings.ToLower(path.Ext(name))]; ok {
		return f
	}
	begins := strings.TrimLeft(head, " \t\r\n")
	first, _, _ := strings.Cut(begins, "\n")
	switch {
	case strings.HasPrefix(begins, "{"):
		return JSON
	case strings.Contains(first, "id") && strings.Contains(first, "translation"):
		if separatorOf(first) == tab {
			return TSV
		}
		return CSV
	case markLine.MatchString(head):
		return Markdown
	case poEntry.MatchString(head):
		return PO
	}
	return ""
}
