package lsp

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/sourcegraph/jsonrpc2"
)

// Frames reads and writes messages with the headers of the base protocol. It is a
// codec of jsonrpc2. A message that is longer than Most bytes, or whose headers are
// no headers, ends the conversation with an error: what follows it cannot be told
// apart any more. One whose content is not a message of JSON-RPC is answered so on Faults, and
// passed over.
type Frames struct {
	Most   int
	Faults io.Writer
}

// longestHeader bounds the headers of a message in bytes.
const longestHeader = 4096

var (
	errHeader = errors.New("the headers of a message are malformed")
	errLength = errors.New("a message has no Content-Length")
)

// WriteObject writes a message.
func (Frames) WriteObject(w io.Writer, message any) error {
	body, err := json.Marshal(message)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "Content-Length: %d\r\n\r\n%s", len(body), body)
	return err
}

// ReadObject reads the next message into a value.
func (f Frames) ReadObject(r *bufio.Reader, into any) error {
	for {
		body, err := f.read(r)
		if err != nil {
			return err
		}
		if json.Unmarshal(body, into) == nil {
			return nil
		}
		fault := &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidRequest, Message: "Invalid Request"}
		if !json.Valid(body) {
			fault = &jsonrpc2.Error{Code: jsonrpc2.CodeParseError, Message: "Parse error"}
		}
		if err := f.WriteObject(f.Faults, map[string]any{"jsonrpc": "2.0", "id": nil, "error": fault}); err != nil {
			return err
		}
	}
}

// read reads the content of a message. The end of the stream before a message is
// io.EOF, within one it is io.ErrUnexpectedEOF.
func (f Frames) read(r *bufio.Reader) ([]byte, error) {
	size, err := f.headers(r)
	if err != nil {
		return nil, err
	}
	var body strings.Builder // grows with what comes, not with what was announced
	if _, err := io.CopyN(&body, r, int64(size)); err != nil {
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return nil, err
	}
	return []byte(body.String()), nil
}

// headers reads the headers of a message and returns the length of its content.
func (f Frames) headers(r *bufio.Reader) (size int, err error) {
	size = -1
	for room := longestHeader; ; {
		line, err := headerLine(r, room)
		switch {
		case errors.Is(err, io.EOF) && room < longestHeader:
			return 0, io.ErrUnexpectedEOF
		case err != nil:
			return 0, err
		case line == "" && size < 0:
			return 0, errLength
		case line == "":
			return size, nil
		}
		room -= len(line) + len("\r\n")
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			return 0, errHeader
		}
		if strings.EqualFold(name, "Content-Length") {
			n, err := strconv.ParseUint(strings.TrimSpace(value), 10, 31)
			if err != nil {
				return 0, errHeader
			}
			if size = int(n); size > f.Most {
				return 0, fmt.Errorf("a message of %d bytes is longer than %d", size, f.Most)
			}
		}
	}
}

// headerLine reads a line that ends in CRLF and is no longer than room.
func headerLine(r *bufio.Reader, room int) (string, error) {
	line, err := r.ReadSlice('\n')
	text, ok := strings.CutSuffix(string(line), "\r\n")
	switch {
	case errors.Is(err, bufio.ErrBufferFull), len(line) > room:
		return "", errHeader
	case errors.Is(err, io.EOF) && len(line) > 0:
		return "", io.ErrUnexpectedEOF
	case err == nil && !ok:
		return "", errHeader
	}
	return text, err
}
