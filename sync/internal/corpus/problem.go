// Package corpus finds the texts of a project: its configuration, its articles
// and their translations in an fs.FS, and the layout of a tree that has no
// configuration yet.
package corpus

import (
	"errors"
	"io/fs"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/problem"
)

// The ids of problems, with the data that their messages use. They are ids of
// the command's catalogues as well.
const (
	// Of a file.
	InvalidUTF8     = "problem.invalid_utf8"     // Byte
	LegacyEncoding  = "problem.legacy_encoding"  // Byte, Encoding
	UTF16           = "problem.utf16"            // Encoding
	Binary          = "problem.binary"           // Byte
	UnknownFormat   = "problem.unknown_format"   // Ending, Formats
	TooLarge        = "problem.too_large"        // Size, Limit
	NotFound        = "problem.not_found"        //
	IsDirectory     = "problem.is_directory"     //
	CannotRead      = "problem.cannot_read"      // Reason
	LeavesProject   = "problem.leaves_project"   // Target
	BrokenLink      = "problem.broken_link"      // Target
	LinkedFolder    = "problem.linked_folder"    // Target
	BehindLink      = "problem.behind_link"      // Target
	LinkedElsewhere = "problem.linked_elsewhere" // Target
	IsLink          = "problem.is_link"          //
	NotRegular      = "problem.not_regular"      //
	HiddenPath      = "problem.hidden_path"      //
	AlreadyThere    = "problem.already_there"    //
	Meanwhile       = "problem.meanwhile"        //
	BrokenLine      = "problem.broken_line"      // Text, Want
	BrokenRemark    = "problem.broken_remark"    //
	ConflictMarkers = "problem.conflict_markers" //
	MovedRecord     = "problem.moved_record"     // From, Command
	LostText        = "problem.lost_text"        // Digest
	CannotWrite     = "problem.cannot_write"     // Reason, Written
	Locked          = "problem.locked"           // Process
	EmptySource     = "problem.empty_source"     //

	// Of a message catalogue.
	CatalogFormat    = "problem.catalog_format"    //
	CatalogSyntax    = "problem.catalog_syntax"    // Format, Reason
	DuplicateMessage = "problem.duplicate_message" // Message, Line

	// Of the articles of a project.
	UnknownArticle  = "problem.unknown_article"  // Article
	UnknownLanguage = "problem.unknown_language" // Language, Languages
	NoSource        = "problem.no_source"        // Source, Article, Language, Now, Target
	SameID          = "problem.same_id"          // ID, Other
	TwiceTranslated = "problem.twice_translated" // Language, Other
	NoMatch         = "problem.no_match"         // Pattern, Missing, Nearest
	Overlap         = "problem.overlap"          // File, Pattern, Other, OtherLine
	NoLayout        = "problem.no_layout"        // Source
	NoTranslations  = "problem.no_translations"  // Source, Pattern

	// Of xsync.toml.
	TOMLSyntax       = "problem.toml_syntax"       // Reason
	UnknownKey       = "problem.unknown_key"       // Key, Nearest
	BadType          = "problem.bad_type"          // Key, Want
	BadTag           = "problem.bad_tag"           // Tag
	NoTargets        = "problem.no_targets"        //
	TargetIsSource   = "problem.target_is_source"  // Tag
	TwiceTarget      = "problem.twice_target"      // Tag
	NoArticles       = "problem.no_articles"       //
	NoPath           = "problem.no_path"           //
	NoLangInPath     = "problem.no_lang_in_path"   // Pattern, Nearest
	BadPattern       = "problem.bad_pattern"       // Pattern, Nearest
	OutsidePattern   = "problem.outside_pattern"   // Pattern
	HiddenPattern    = "problem.hidden_pattern"    // Pattern
	WildcardsDiffer  = "problem.wildcards_differ"  // Pattern, Source
	BadPrefix        = "problem.bad_prefix"        // Prefix
	BadLevel         = "problem.bad_level"         // Key, Level
	BadCoverage      = "problem.bad_coverage"      // Key
	BadWeight        = "problem.bad_weight"        // Key, Limit
	UnknownCheck     = "problem.unknown_check"     // Key, Nearest
	UnknownCheckLang = "problem.unknown_check_tag" // Tag
)

<<<<<<< HEAD
// weight says what a problem does to the work.
type weight uint8

const (
	fileWeight   weight = iota // one file cannot be worked on
	configWeight               // nothing can be done at all
	noticeWeight               // nothing is lost, but somebody should know
)

// messages has the weight of each problem, and its sentence for those who read
// errors in Go.
var messages = map[string]struct {
	weight  weight
	english string
}{
	InvalidUTF8:     {fileWeight, `not UTF-8: byte {{.Byte}} of the file cannot be read; save the file as UTF-8`},
	LegacyEncoding:  {fileWeight, `not UTF-8 but {{.Encoding}}, from byte {{.Byte}} on; convert it, as with iconv -f {{.Encoding}} -t UTF-8`},
	UTF16:           {fileWeight, `not UTF-8 but {{.Encoding}}; convert it, as with iconv -f {{.Encoding}} -t UTF-8`},
	Binary:          {fileWeight, `not a text: byte {{.Byte}} of the file is NUL`},
	UnknownFormat:   {fileWeight, `the format of {{.Ending}} files is not one that xsync reads; it reads {{.Formats}}`},
	TooLarge:        {fileWeight, `the file has {{.Size}} bytes; xsync reads texts of up to {{.Limit}} bytes`},
	NotFound:        {fileWeight, `no such file`},
	IsDirectory:     {fileWeight, `is a folder, not a file`},
	CannotRead:      {fileWeight, `cannot be read: {{.Reason}}`},
	LeavesProject:   {fileWeight, `is a link that leaves the project{{if .Target}}, to {{.Target}}{{end}}; xsync does not follow it`},
	BrokenLink:      {fileWeight, `is a link that leads nowhere{{if .Target}}, to {{.Target}}{{end}}`},
	LinkedFolder:    {noticeWeight, `is a link to a folder{{if .Target}}, {{.Target}}{{end}}; xsync does not follow it`},
	BehindLink:      {fileWeight, `is a link to a folder{{if .Target}}, {{.Target}}{{end}}; xsync reads and writes nothing behind it: name the folder itself in xsync.toml`},
	LinkedElsewhere: {fileWeight, `is a link to {{.Target}}, which is not an article of this project; xsync does not follow it`},
	IsLink:          {fileWeight, `is a link; xsync does not follow it`},
	NotRegular:      {fileWeight, `is not a regular file`},
	HiddenPath:      {fileWeight, `is hidden or belongs to a tool; xsync reads and writes no articles there`},
	AlreadyThere:    {fileWeight, `is there already, though it was not found among the articles; xsync does not write over it`},
	Meanwhile:       {fileWeight, `was changed while xsync was working, and stays as it is now; run the command again`},
	BrokenLine:      {fileWeight, `unreadable line {{printf "%q" .Text}}: want {{.Want}}`},
	LostText:        {fileWeight, `the source text {{.Digest}}, which a record refers to, is missing or damaged; restore the file from git`},
	BrokenRemark:    {noticeWeight, `is not a remark that xsync wrote; the line is passed over`},
	ConflictMarkers: {noticeWeight, `git conflict markers: both sides are used; record again to rewrite the file`},
	MovedRecord:     {noticeWeight, `has no record; the record of {{.From}}, which has the same texts, is used; {{.Command}} moves it here`},
	CannotWrite:     {fileWeight, `cannot be written: {{.Reason}}{{if .Written}}; written before it: {{.Written}}{{end}}`},
	Locked:          {fileWeight, `another xsync{{if .Process}}, process {{.Process}},{{end}} is writing to the project; wait for it, or end it if it hangs`},
	EmptySource:     {noticeWeight, `the source is empty: there is nothing to translate`},

	CatalogFormat:    {fileWeight, `is not a message catalogue; xsync reads those that end in .toml, .json, .yaml, .yml, .po and .pot`},
	CatalogSyntax:    {fileWeight, `not valid {{.Format}}: {{.Reason}}`},
	DuplicateMessage: {noticeWeight, `the message {{printf "%q" .Message}} is already in line {{.Line}}; the first counts`},

	UnknownArticle:  {configWeight, `there is no article {{printf "%q" .Article}}`},
	UnknownLanguage: {configWeight, `{{.Language}} is not a language of this project, which has {{.Languages}}`},
	NoSource:        {noticeWeight, `has no source: there is no {{.Source}}{{if .Now}}; {{.Now}} has the same text: rename this file to {{.Target}}{{end}}`},
	SameID:          {configWeight, `has the same id {{.ID}} as {{.Other}}; give the entry of one a prefix, or rename one of the files`},
	TwiceTranslated: {configWeight, `is a second translation into {{.Language}} beside {{.Other}}; keep one of them`},
	NoMatch: {configWeight, `{{.Pattern}} matches no file{{if .Missing}}: there is no folder {{.Missing}}{{end}}` +
		`{{if .Nearest}}; {{.Nearest}} would match some{{end}}`},
	Overlap:  {configWeight, `{{.Pattern}} and {{.Other}}{{if .OtherLine}} (line {{.OtherLine}}){{end}} both claim {{.File}}; narrow one of them`},
	NoLayout: {configWeight, `no articles in {{.Source}} with translations were found; write xsync.toml by hand`},
	NoTranslations: {configWeight, `{{.Pattern}} has articles in {{.Source}} and no translations; add the first, or write xsync.toml by hand ` +
		`with that path and the languages to come`},

	TOMLSyntax:       {configWeight, `not valid TOML: {{.Reason}}`},
	UnknownKey:       {configWeight, `unknown key {{.Key}}{{if .Nearest}}; did you mean {{.Nearest}}?{{end}}`},
	BadType:          {configWeight, `{{.Key}} has a value of the wrong type; write it as in {{.Want}}`},
	BadTag:           {configWeight, `{{printf "%q" .Tag}} is not a language tag; write one such as "tr" or "pt-BR"`},
	NoTargets:        {configWeight, `no targets: name the languages to translate into, as in targets = ["tr", "ru"]`},
	TargetIsSource:   {configWeight, `{{.Tag}} is the source language and cannot be a target`},
	TwiceTarget:      {configWeight, `{{.Tag}} is listed twice among the targets`},
	NoArticles:       {configWeight, `no articles: say where they are, as in [[articles]] path = "articles/{lang}/**/*.md"`},
	NoPath:           {configWeight, `an entry without path; write one such as "articles/{lang}/**/*.md"`},
	NoLangInPath:     {configWeight, `{{.Pattern}} has no {lang}, which stands for the language{{if .Nearest}}; did you mean {{.Nearest}}?{{end}}`},
	BadPattern:       {configWeight, `{{.Pattern}} is not a valid pattern{{if .Nearest}}; did you mean {{.Nearest}}?{{end}}`},
	OutsidePattern:   {configWeight, `{{.Pattern}} leaves the project; write a path relative to xsync.toml`},
	HiddenPattern:    {configWeight, `{{.Pattern}} names hidden files or those of a tool, which are never articles`},
	WildcardsDiffer:  {configWeight, `{{.Source}} and {{.Pattern}} must have the same wildcards in the same order, so that they name the same article`},
	BadPrefix:        {configWeight, `{{printf "%q" .Prefix}} cannot begin ids; write a name or a relative path such as "blog"`},
	BadLevel:         {configWeight, `{{printf "%q" .Level}} for {{.Key}}; write "error", "warn" or "off"`},
	BadCoverage:      {configWeight, `{{.Key}} must be a whole number of percent from 0 to 100`},
	BadWeight:        {configWeight, `{{.Key}} must be a whole number, at most {{.Limit}}`},
	UnknownCheck:     {configWeight, `{{.Key}} is not a state, change or finding{{if .Nearest}}; did you mean {{.Nearest}}?{{end}}`},
	UnknownCheckLang: {configWeight, `{{.Tag}} is not among the targets`},
}

// Problem is something wrong with a file of the project. It says where, and
// with which data its message is to be filled in.
type Problem struct {
	ID           string
	Path         string // "" if it is about no file
	Line, Column int    // 1-based, columns in bytes; 0 if not known
	Data         map[string]any
}

// Error is the problem in English: path:line:column: what is wrong and what
// would be right.
func (p Problem) Error() string {
	var b strings.Builder
	if p.Path != "" {
		b.WriteString(p.Path)
		if p.Line > 0 {
			fmt.Fprintf(&b, ":%d", p.Line)
		}
		if p.Line > 0 && p.Column > 0 {
			fmt.Fprintf(&b, ":%d", p.Column)
		}
		b.WriteString(": ")
	}
	t, err := template.New("").Parse(messages[p.ID].english)
	if err != nil || t.Execute(&b, p.Data) != nil {
		b.WriteString(p.ID)
	}
	return b.String()
}

// Fatal reports whether nothing can be done at all while the problem stands: the
// configuration, or what was asked for, is wrong.
func (p Problem) Fatal() bool { return messages[p.ID].weight == configWeight }

// Notice reports whether the problem keeps nothing from being done.
func (p Problem) Notice() bool { return messages[p.ID].weight == noticeWeight }
=======
// Problem is something wrong with a file of the project.
type Problem = problem.Problem
>>>>>>> main

// Unreadable is the problem of a file that cannot be read, by the error that
// reading it gave.
func Unreadable(path string, err error) Problem {
	var known Problem
	if errors.As(err, &known) {
		return known
	}
	p := Problem{ID: CannotRead, Path: path}
	reason := err
	var pe *fs.PathError
	if errors.As(err, &pe) {
		reason = pe.Err
	}
	switch text := reason.Error(); {
	case errors.Is(err, fs.ErrNotExist):
		p.ID = NotFound
	case strings.Contains(text, "is a directory"):
		p.ID = IsDirectory
	case strings.Contains(text, "escapes"):
		p.ID = LeavesProject
	default:
		p.Data = map[string]any{"Reason": text}
	}
	return p
}
