// Package corpus finds the texts of a project: its configuration, its articles
// and their translations in an fs.FS, and the layout of a tree that has no
// configuration yet.
package corpus

import (
	"errors"
	"io/fs"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/problem"
)

// The ids of problems, with the data that their messages use. They are ids of
// the command's catalogues as well. A command that has Arguments is git with these, in the
// folder Top; it is given as one for the root of the project.
const (
	// Of a file.
	InvalidUTF8        = "problem.invalid_utf8"        // Byte
	LegacyEncoding     = "problem.legacy_encoding"     // Byte, Encoding, Command
	UTF16              = "problem.utf16"               // Encoding, Command
	UnresolvedConflict = "problem.unresolved_conflict" //
	Binary             = "problem.binary"              // Byte
	UnknownFormat      = "problem.unknown_format"      // Ending, Formats
	TooLarge           = "problem.too_large"           // Size, Limit
	NotFound           = "problem.not_found"           //
	IsDirectory        = "problem.is_directory"        //
	CannotRead         = "problem.cannot_read"         // Reason
	LeavesProject      = "problem.leaves_project"      // Target
	ReservedName       = "problem.reserved_name"       //
	BrokenLink         = "problem.broken_link"         // Target
	LinkedFolder       = "problem.linked_folder"       // Target
	BehindLink         = "problem.behind_link"         // Target
	LinkedElsewhere    = "problem.linked_elsewhere"    // Target
	IsLink             = "problem.is_link"             //
	NotRegular         = "problem.not_regular"         //
	NotCheckedOut      = "problem.not_checked_out"     // Command, Top, Arguments
	NoSubmodule        = "problem.no_submodule"        // Command, Top, Arguments
	UnreadSubmodule    = "problem.unread_submodule"    // Command, Top, Arguments
	SparseUnknown      = "problem.sparse_unknown"      // Reason
	HiddenPath         = "problem.hidden_path"         //
	AlreadyThere       = "problem.already_there"       //
	Meanwhile          = "problem.meanwhile"           //
	ChangedSince       = "problem.changed_since"       //
	BrokenUndo         = "problem.broken_undo"         //
	BrokenLine         = "problem.broken_line"         // Text, Want
	BrokenRemark       = "problem.broken_remark"       //
	ConflictMarkers    = "problem.conflict_markers"    //
	MovedRecord        = "problem.moved_record"        // From, Command
	LostText           = "problem.lost_text"           // Digest
	CannotWrite        = "problem.cannot_write"        // Reason, Written
	Locked             = "problem.locked"              // Process
	EmptySource        = "problem.empty_source"        //

	// Of a message catalogue.
	CatalogFormat    = "problem.catalog_format"    //
	CatalogSyntax    = "problem.catalog_syntax"    // Format, Reason
	DuplicateMessage = "problem.duplicate_message" // Message, Line

	// Of the articles of a project.
	UnknownArticle  = "problem.unknown_article"   // Article
	UnknownLanguage = "problem.unknown_language"  // Language, Languages
	NotInLanguage   = "problem.not_in_language"   // Article, Languages
	NoSource        = "problem.no_source"         // Source, Article, Language, Recorded, Spelled, Now, NowArticle, Target
	SameID          = "problem.same_id"           // ID, Other
	TwiceTranslated = "problem.twice_translated"  // Language, Other
	NoMatch         = "problem.no_match"          // Pattern, Missing, Nearest
	Overlap         = "problem.overlap"           // File, Pattern, Other, OtherLine
	NoLayout        = "problem.no_layout"         // Source
	NoTranslations  = "problem.no_translations"   // Source, Pattern, File
	UnreadFormat    = "problem.unread_format"     // Format, Others
	NoCatalogSource = "problem.no_catalog_source" // Source
	UnknownField    = "problem.unknown_field"     // Field
	UnreadFields    = "problem.unread_fields"     // Fields, Field, More, Articles
	SparseCheckout  = "problem.sparse_checkout"   // Count, Withheld; see [FindWithheld]

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
	BadMirror        = "problem.bad_mirror"        // Site
	BadWeight        = "problem.bad_weight"        // Key, Limit
	UnknownCheck     = "problem.unknown_check"     // Key, Nearest
	UnknownCheckLang = "problem.unknown_check_tag" // Tag
)

// Problem is something wrong with a file of the project.
type Problem = problem.Problem

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

// ProblemOf turns an error of the core into a problem that can be described in
// any language.
func ProblemOf(err error) Problem {
	var p Problem
	if errors.As(err, &p) {
		return p
	}
	if e, ok := baseline.IsUnreadable(err); ok {
		return Problem{ID: BrokenLine, Path: e.Path, Line: e.Line, Data: map[string]any{"Text": e.Text, "Want": e.Want}}
	}
	var pe *fs.PathError
	switch {
	case errors.As(err, &pe) && pe.Op == "write":
		return Unwritable(pe.Path, err)
	case pe != nil:
		return Unreadable(pe.Path, err)
	}
	return Problem{ID: CannotRead, Data: map[string]any{"Reason": err.Error()}}
}

// Unwritable is the problem that a file cannot be written.
func Unwritable(path string, err error) Problem {
	return Problem{ID: CannotWrite, Path: path, Data: map[string]any{"Reason": ReasonOf(err), "Written": ""}}
}

// ReasonOf is the text of the innermost of the errors that an error wraps: what the system
// said, without what was being done to which file or address.
func ReasonOf(err error) string {
	for next := errors.Unwrap(err); next != nil; next = errors.Unwrap(err) {
		err = next
	}
	return err.Error()
}
