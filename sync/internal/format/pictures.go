package format

import "github.com/xsync-project/xsync/sync/internal/block"

// illustrated is a format whose files can name pictures beside their text.
type illustrated interface {
	// Pictures are the fields that do and are not translated, with their values.
	Pictures(doc *block.Doc) [][2]string
}

// Pictures are the fields of the front matter of a document that name a picture and are
// not translated, with their values, in their order.
func Pictures(doc *block.Doc) [][2]string {
	if doc == nil {
		return nil
	}
	if f, ok := named(doc.Format).(illustrated); ok {
		return f.Pictures(doc)
	}
	return nil
}
