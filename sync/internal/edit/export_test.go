package edit

// Crowd is the number of edits from which each is looked at in its surroundings.
var Crowd = &crowd

// DelimiterBehind is the line below the header of a table.
var DelimiterBehind = delimiterBehind
