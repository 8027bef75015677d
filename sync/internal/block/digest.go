package block

import (
	"crypto/sha256"
	"encoding/base32"
)

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

// Digest is that of the block's normalised text (see [Normalize]) and of what
// names it: the label of a footnote or a definition, the key of a front-matter
// field, the info string of a fence, the id of a heading. Headings of different
// levels, code and all else never share one; kinds that are no more than a place
// in a list or quotation do, so that a paragraph keeps its digest when it moves
// into one.
func (b *Block) Digest() (d Digest) {
	n := normalizers.Get().(*normalizer)
	defer normalizers.Put(n)
	n.out = append(n.out[:0], b.class()...)
	if b.Label != "" || b.ID != "" {
		n.out = append(n.out, b.Label...)
		n.out = append(n.out, 0)
		n.out = append(n.out, b.ID...)
		n.out = append(n.out, 0)
	}
	n.normalize(b.Kind, b.Text)
	sum := sha256.Sum256(n.out)
	copy(d[:], sum[:])
	return d
}

// class is what a digest keeps of a block's kind and level.
func (b *Block) class() string {
	const headings = "h0\nh1\nh2\nh3\nh4\nh5\nh6\n"
	switch {
	case b.Kind == Code:
		return "c\n"
	case b.Kind == Heading && 0 <= b.Level && b.Level <= 6:
		return headings[3*b.Level:][:3]
	}
	return "t\n"
}

// FileDigest is the digest of the bytes of a file as they are.
func FileDigest(src []byte) (d Digest) {
	sum := sha256.Sum256(src)
	copy(d[:], sum[:])
	return d
}
