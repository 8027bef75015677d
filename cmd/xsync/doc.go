// Command xsync keeps articles in several languages in step: it says which
// paragraphs of a translation are stale or missing since the source was edited,
// and what exactly changed.
//
// # A round of work
//
// A project is a folder with articles in two languages or more:
//
//	articles/en/ferry.md    # The ferry
//
//	                        A crossing costs 9 crowns.
//
//	articles/tr/ferry.md    # Feribot
//
//	                        Bir geçiş 9 krondur.
//
// init recognises where they are and writes that down; with --assume it also
// takes today's pairs on trust, and with --history it looks in git for what old
// translations were made from:
//
//	$ xsync init --assume
//	$ cat xsync.toml
//	source  = "en"
//	targets = ["tr"]
//
//	[[articles]]
//	path = "articles/{lang}/**/*.md"
//
// Somebody edits the English, and status says what that means for the Turkish:
//
//	$ sed -i 's/9 crowns/10 crowns/' articles/en/ferry.md
//	$ xsync status ferry
//	articles/en/ferry.md → articles/tr/ferry.md
//	1 fresh, 1 stale · 1 word to do
//
//	stale facts  (assumed)  articles/tr/ferry.md:3  articles/en/ferry.md:3  #…
//	  A crossing costs [-9-]{+10+} crowns.
//
// diff shows the same row in full, with the translation. The translator edits
// articles/tr/ferry.md and records that she has:
//
//	$ xsync mark ferry --lang tr
//
// # Streams and exit statuses
//
// Results go to standard output, everything else to standard error. The status
// is 0 when the work is done; 1 if compare --exit-code found drift, or if mark
// refused what was named to it; 2 if the command line or the configuration is
// wrong; 3 if a file could not be read or written. What can be done is done
// first: one unreadable article does not stop the others.
package main
