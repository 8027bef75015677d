package block

import "bytes"

// TrimPipes is a row of a table without the pipes that may enclose it.
func TrimPipes(line []byte) []byte {
	line = bytes.TrimPrefix(line, []byte{'|'})
	if n := len(line); n > 0 && line[n-1] == '|' && (n < 2 || line[n-2] != '\\') {
		line = line[:n-1]
	}
	return line
}

// Cells is the number of cells in a row of a table, or of columns in the line
// below its header.
func Cells(row string) int { return len(CellTexts(row)) }

// CellTexts are the texts of the cells of a row, without the blanks around them.
func CellTexts(row string) []string {
	line := TrimPipes(bytes.TrimSpace([]byte(row)))
	var out []string
	from := 0
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '|':
			out, from = append(out, string(bytes.TrimSpace(line[from:i]))), i+1
		}
	}
	return append(out, string(bytes.TrimSpace(line[from:])))
}

// FilledCells says of each cell of a row, up to the last that has something in it, whether it
// has.
func FilledCells(row string) []bool {
	var out []bool
	for k, text := range CellTexts(row) {
		if text != "" {
			out = append(out, make([]bool, k+1-len(out))...)
			out[k] = true
		}
	}
	return out
}
