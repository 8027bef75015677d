package baseline

import (
	"crypto/sha256"
	"strconv"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// magic is the first line of a record: the format and its version.
const magic = "xsync record 1"

var howNames = []string{"reviewed", "assumed", "forced", "mechanical", "inferred"}

// String is the name of the way as a record writes it.
func (h How) String() string {
	if int(h) < len(howNames) {
		return howNames[h]
	}
	return "unknown"
}

func parseHow(name string) (How, bool) {
	for k, n := range howNames {
		if n == name {
			return How(k), true
		}
	}
	return 0, false
}

// Encode writes a record: the magic line, the head if there is one, an empty
// line, and a line an entry. Law: decoding it gives the same record, if no entry
// is empty on both sides.
//
//	xsync record 1
//	source 4a…
//	target 7c…
//	summary fresh=20 stale=2
//	body 2q…
//
//	4b… 7d… reviewed
//	4c…+4d… - assumed
func (r *Record) Encode() []byte {
	body := make([]byte, 0, 64*len(r.Entries))
	for k := range r.Entries {
		e := &r.Entries[k]
		body = appendSide(body, e.Source)
		body = append(body, ' ')
		body = appendSide(body, e.Target)
		body = append(append(append(body, ' '), e.How.String()...), '\n')
	}
	out := make([]byte, 0, 512+len(body))
	out = append(out, magic+"\n"...)
	if len(r.Summary) > 0 || r.SourceFile != (block.Digest{}) || r.TargetFile != (block.Digest{}) {
		out = r.appendHead(out, body)
	}
	out = append(out, '\n')
	return append(out, body...)
}

func (r *Record) appendHead(out, body []byte) []byte {
	out = append(out, "source "+r.SourceFile.String()+"\ntarget "+r.TargetFile.String()+"\n"...)
	if len(r.Summary) > 0 {
		out = append(out, "summary"...)
		for _, t := range r.Summary {
			out = append(out, " "+t.Name+"="...)
			out = strconv.AppendInt(out, int64(t.N), 10)
		}
		out = append(out, '\n')
	}
	return append(out, "body "+sum(body).String()+"\n"...)
}

func sum(data []byte) (d block.Digest) {
	h := sha256.Sum256(data)
	copy(d[:], h[:])
	return d
}

// appendSide writes the digests of one side of an entry, "-" for none.
func appendSide(out []byte, digests []block.Digest) []byte {
	if len(digests) == 0 {
		return append(out, '-')
	}
	for k, d := range digests {
		if k > 0 {
			out = append(out, '+')
		}
		out = append(out, d.String()...)
	}
	return out
}
