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
func Cells(row string) int { return countCells(bytes.TrimSpace([]byte(row))) }

// countCells is the number of cells in a row.
func countCells(line []byte) int {
	line = TrimPipes(line)
	n := 1
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '|':
			n++
		}
	}
	return n
}
