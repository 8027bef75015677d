package cli

import (
	"fmt"
	"io/fs"
	"os"
	"path"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/disk"
)

// The cache of a project lies in a folder that git ignores, whatever else is in
// .xsync.
const (
	cacheFolder  = baseline.Folder + "cache"
	cachePath    = cacheFolder + "/figures"
	largePath    = cacheFolder + "/rows"
	cacheIgnored = cacheFolder + "/.gitignore"
)

// noCache is the variable of the environment that switches the cache off.
const noCache = "XSYNC_NO_CACHE"

// openCache reads the cache of a project; nil if it is switched off. A project that has
// no records has one for as long as the command works.
func (a *app) openCache(p *disk.Project) *xsync.Cache {
	if a.env(noCache) != "" {
		return nil
	}
	if !hasRecords(p) {
		return xsync.DecodeCache(programIdentity(), nil)
	}
	c := xsync.OpenCache(programIdentity(), openCacheFile(p.FS, cachePath))
	c.Large = func() xsync.CacheFile { return openCacheFile(p.FS, largePath) }
	return c
}

// hasRecords reports whether anything was ever recorded in a project.
func hasRecords(p *disk.Project) bool {
	info, err := fs.Stat(p.FS, path.Clean(baseline.Records))
	return err == nil && info.IsDir()
}

// openCacheFile opens a file of the cache; what cannot be read is found out again.
func openCacheFile(fsys fs.FS, name string) (none xsync.CacheFile) {
	info, err := fs.Stat(fsys, name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > xsync.MostCache {
		return none
	}
	file, err := fsys.Open(name)
	if err != nil {
		return none
	}
	if f, ok := file.(*os.File); ok {
		return xsync.CacheFile{File: f, Size: info.Size()}
	}
	_ = file.Close()
	return none
}

// keepCache writes what was found since. A cache that cannot be written is none:
// the folder may be read-only.
func (a *app) keepCache() {
	p := a.opened
	if p == nil || p.Cache == nil || !hasRecords(p) {
		return
	}
	var figures []byte
	if p.Cache.Changed() {
		figures = p.Cache.Encode()
	}
	rows := p.Cache.EncodeLarge()
	if figures == nil && rows == nil {
		return
	}
	root, err := os.OpenRoot(p.Root)
	if err != nil {
		return
	}
	defer func() { _ = root.Close() }()
	_ = root.Mkdir(cacheFolder, 0o777)
	if info, err := root.Lstat(cacheFolder); err != nil || !info.IsDir() {
		return
	}
	folder, err := root.OpenRoot(cacheFolder)
	if err != nil {
		return
	}
	defer func() { _ = folder.Close() }()
	for _, f := range []struct {
		name string
		data []byte
	}{{path.Base(cacheIgnored), []byte("*\n")}, {path.Base(cachePath), figures}, {path.Base(largePath), rows}} {
		if _, err := folder.Lstat(f.name); f.data == nil || err == nil && f.name == path.Base(cacheIgnored) {
			continue
		}
		if disk.ReplaceIn(folder, f.name, f.data) != nil {
			return
		}
	}
}

// closeCache closes the files of the cache.
func (a *app) closeCache() {
	if a.opened != nil {
		a.opened.Cache.Close()
	}
}

// programIdentity identifies the program that runs: its version, and as versions under
// development share one, its file.
func programIdentity() string {
	id := currentBuild().String()
	if name, err := os.Executable(); err == nil {
		if info, err := os.Stat(name); err == nil {
			id += fmt.Sprintf(" %d %d", info.Size(), info.ModTime().UnixNano())
		}
	}
	return id
}
