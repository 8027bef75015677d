// Package problem holds what is wrong with a file: of a project, of its
// configuration, or one that came back from a translator. A problem is a value with
// a code, a place and arguments; its sentence stands in the catalogues of the
// command, and nowhere else.
package problem

import (
	"fmt"
	"strings"

	"github.com/xsync-project/xsync/locales"
	"github.com/xsync-project/xsync/sync/internal/wordset"
)

// Problem is something wrong with a file. It says where, and with which data its
// message is to be filled in.
type Problem struct {
	ID           string // of its message in the catalogues of the command
	Path         string // "" if it is about no file
	Line, Column int    // 1-based, columns in bytes; 0 if not known
	Data         map[string]any
}

// english are the messages for those who read errors in Go.
var english = locales.New(locales.Default)

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
	b.WriteString(english.Fill(p.ID, p.Data))
	return b.String()
}

// Fatal reports whether nothing can be done at all while the problem stands: the
// configuration, or what was asked for, is wrong.
func (p Problem) Fatal() bool { return fatal[p.name()] }

// Notice reports whether the problem keeps nothing from being done. A problem that
// is neither fatal nor a notice concerns one file, which cannot be worked on.
func (p Problem) Notice() bool { return notices[p.name()] }

// Unread reports whether something of the project was not read.
func (p Problem) Unread() bool { return !p.Notice() || unread[p.name()] }

// name is the id of the problem among those of problems.
func (p Problem) name() string { return strings.TrimPrefix(p.ID, "problem.") }

// unread are the notices on what was not read.
var unread = wordset.Of("linked_folder no_catalog_source unread_format unread_fields sparse_checkout unread_submodule")

// notices are the problems with which nothing is lost, but somebody should know.
var notices = wordset.Of(`linked_folder broken_remark conflict_markers moved_record empty_source duplicate_message no_source no_catalog_source unread_format unread_fields
	sparse_checkout unread_submodule`)

// fatal are the problems of the configuration, and of what was asked for.
var fatal = wordset.Of(`unknown_article unknown_field unknown_language not_in_language same_id twice_translated no_match overlap no_layout no_translations
	toml_syntax unknown_key bad_type bad_tag no_targets target_is_source twice_target no_articles no_path no_lang_in_path
	bad_pattern outside_pattern hidden_pattern wildcards_differ bad_prefix bad_level bad_coverage bad_weight unknown_check
	unknown_check_tag`)
