package align

// Keys are the evidence in a segment, for tests.
func (s *Segment) Keys() []key { return s.keys() }

// LearntPlain are the weights for languages without glossaries, for tests.
var LearntPlain = learntPlain
