package block

import "encoding/base32"

// Digest identifies the normalised text of a segment, or the bytes of a file.
// It is the first 120 bits of a SHA-256 sum: short enough for a line of text,
// wide enough that two texts of one project never meet by chance.
type Digest [15]byte

var digestEncoding = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// String is the digest in 24 lower-case letters and digits (base 32).
func (d Digest) String() string { return digestEncoding.EncodeToString(d[:]) }

// ParseDigest is the inverse of [Digest.String].
func ParseDigest(s string) (d Digest, ok bool) {
	b, err := digestEncoding.DecodeString(s)
	if err != nil || len(b) != len(d) {
		return d, false
	}
	copy(d[:], b)
	return d, true
}
