package change

// Class is what a change of a source asks for. The order is that of urgency.
type Class uint8

// The classes of changes.
const (
	None       Class = iota // byte for byte the same, or the row has no source then and now
	Cosmetic                // only how the same thing is spelled differs; the row is fresh
	Mechanical              // a tool can carry it over: link target, code, image, footnote number, id
	Minor                   // a slip of spelling, case or punctuation
	Major                   // reworded
	Facts                   // a number, date, name, negation, unit or limit differs
	numClasses
)

var classNames = [numClasses]string{"none", "cosmetic", "mechanical", "minor", "major", "facts"}

// String is the name of the class in JSON and options.
func (c Class) String() string {
	if c < numClasses {
		return classNames[c]
	}
	return "unknown"
}
