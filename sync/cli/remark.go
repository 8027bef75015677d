package cli

import "github.com/xsync-project/xsync/sync/internal/baseline"

// remarksFolder holds the remarks on rows.
const remarksFolder = baseline.Folder + "remarks/"

func sourceStore(id string) string     { return baseline.SourcePath(id) }
func recordOf(lang, id string) string  { return baseline.RecordPath(lang, id) }
func remarksOf(lang, id string) string { return "" }
