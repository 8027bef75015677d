// Package wording says things of the domain in words: rows and what to do about them,
// findings, verdicts, the items of work lists and where suggestions come from. Texts on
// a terminal, pages, the formats of a check, work lists and editors all say them by it,
// so that one thing has one sentence. It chooses messages of the catalogues and fills
// them in; how a medium shows them is the medium's affair.
package wording
