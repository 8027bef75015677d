package cli

import (
	"bytes"
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/xsync-project/xsync/locales"
	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/digest"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/page"
	"github.com/xsync-project/xsync/sync/internal/queue"
	"github.com/xsync-project/xsync/sync/internal/remark"
	"github.com/xsync-project/xsync/sync/internal/report"
)

type reportOptions struct {
	selection
	out           string
	commits       uint
	digest, since string
}

// reportFolder is where a report goes if nothing else is said.
const reportFolder = "xsync-report"

func (a *app) reportCommand() *cobra.Command {
	o := reportOptions{out: reportFolder}
	c := &cobra.Command{
		Use:     "report [--out FOLDER | --digest FORMAT --since REVISION]",
		Short:   "help.report",
		Long:    "help.report.long",
		Example: "xsync report --out public\nxsync report --digest markdown --since origin/main~20 --lang tr",
		Args:    a.countArguments(0, 0),
		RunE:    func(c *cobra.Command, _ []string) error { return a.report(c.Context(), &o) },
	}
	o.addFlags(a, c)
	f := c.Flags()
	f.StringVar(&o.out, "out", reportFolder, "flag.report_out")
	f.UintVar(&o.commits, "commits", 50, "flag.report_commits")
	a.choiceFlag(c, &o.digest, "digest", digest.Formats(), "flag.digest")
	f.StringVar(&o.since, "since", "", "flag.since")
	return c
}

// report writes the site, or a digest of what has happened.
func (a *app) report(ctx context.Context, o *reportOptions) error {
	if (o.digest == "") != (o.since == "") {
		return &usageError{
			message: a.messages.Text("usage.digest"),
			hint:    a.messages.Text("usage.begin", "Command", a.commandHere("report", "--digest", cmp.Or(o.digest, "text"), "--since", cmp.Or(o.since, "HEAD~1"))),
		}
	}
	p, q, err := a.openSelection(&o.selection, nil)
	if err != nil {
		return err
	}
	if len(q.Languages) == 0 {
		q.Languages = p.Config.Targets
	}
	if o.digest != "" {
		return a.gitProblem(a.digest(ctx, p, q, o), "--since", "report")
	}
	return a.site(ctx, p, q, o)
}

// site writes the report as a folder of pages.
func (a *app) site(ctx context.Context, p *disk.Project, q xsync.Query, o *reportOptions) error {
	folder, err := openOutFolder(a.fullPath(o.out), p.Root)
	if err != nil {
		return a.folderProblem(o.out, err)
	}
	defer folder.abandon()
	s := &siteWriter{app: a, project: p, pages: page.NewWriter(locales.New(a.messages.Language())), folder: folder, questions: map[string][]page.Question{}}
	s.site = page.Site{Project: filepath.Base(p.Root), Languages: q.Languages}
	past, err := s.openPast(ctx)
	if err != nil {
		return err
	}
	defer past.close()
	if err := s.articles(ctx, q); err != nil {
		return err
	}
	points, cut, err := past.coverage(ctx, q, int(o.commits))
	if err != nil {
		return err
	}
	if err := s.overviews(points, cut); err != nil {
		return err
	}
	if err := folder.finish(); err != nil {
		return a.folderProblem(o.out, err)
	}
	a.textWriter().Sentence(a.messages.Count("report.wrote", len(folder.files), "Folder", o.out))
	return nil
}

// siteWriter writes the pages of a report, and keeps of each article what the pages
// about all of them need.
type siteWriter struct {
	app       *app
	project   *disk.Project
	pages     *page.Writer
	folder    *outFolder
	site      page.Site
	lines     []page.Line
	questions map[string][]page.Question
	summary   report.Summary
}

// articles writes a page for each article in each language.
func (s *siteWriter) articles(ctx context.Context, q xsync.Query) error {
	s.summary.Source = s.project.Config.Source
	for _, lang := range q.Languages {
		s.summary.Languages = append(s.summary.Languages, report.SummaryOfLanguage{Language: lang, Coverage: 1})
	}
	q.Rows = true
	complaints, err := s.app.eachArticle(ctx, s.project, q, s.article)
	s.summary.Problems = complaints
	if err == nil && len(s.lines) == 0 && slices.ContainsFunc(complaints, func(c report.Complaint) bool { return c.Unread }) {
		return errReported // a report that was written before says more
	}
	return err
}

func (s *siteWriter) article(article *xsync.Article) error {
	priority := s.project.Config.Queue.Priority(article.Path)
	line := page.Line{ID: article.ID, Path: article.Path}
	s.summary.Articles = append(s.summary.Articles, report.SummaryOfArticle{ID: article.ID, Path: article.Path, Translations: []report.SummaryOfTranslation{}})
	for k := range article.Translations {
		t := &article.Translations[k]
		remarks, err := s.app.readRemarks(s.project, t.Language, article.ID)
		if err != nil {
			s.app.reportProblem(corpus.ProblemOf(err))
		}
		open := remark.Open(remarks)
		for _, r := range open {
			s.questions[t.Language] = append(s.questions[t.Language], page.Question{Article: article.ID, Remark: r})
		}
		cell := page.CellOf(t, queue.Weights(s.project.Config.Queue.Weights), priority)
		cell.Takers, cell.Questions = remark.Takers(remarks), len(open)
		line.Cells = append(line.Cells, cell)
		name := page.ArticlePath(article.ID, t.Language)
		s.summary.Add(t, name, len(open))
		site := s.site.On("../", article.ID+" ("+t.Language+") – xsync", t.Language)
		err = s.write(name, func(b *bytes.Buffer) error {
			return s.pages.Write(b, "site-article", page.NewSiteArticle(s.pages.Messages, site, t, article.ID, remarks))
		})
		if err != nil {
			return err
		}
	}
	for _, u := range article.Unreadable {
		line.Cells = append(line.Cells, page.Cell{Language: u.Language, Unreadable: true})
	}
	slices.SortStableFunc(line.Cells, func(x, y page.Cell) int {
		return slices.Index(s.site.Languages, x.Language) - slices.Index(s.site.Languages, y.Language)
	})
	s.lines = append(s.lines, line)
	return nil
}

// write writes a file of the report.
func (s *siteWriter) write(name string, make func(*bytes.Buffer) error) error {
	var b bytes.Buffer
	if err := make(&b); err != nil {
		return err
	}
	return s.folder.write(name, b.Bytes())
}

// overviews writes what is about all articles.
func (s *siteWriter) overviews(points []page.Point, cut bool) error {
	o := &page.SiteOverview{Site: s.site.On("", s.app.messages.Text("site.title", "Project", s.site.Project), ""), Plot: page.NewPlot(s.site.Languages, points, cut)}
	o.Board = page.Overview{All: s.site.Languages, Every: true}
	o.Board.Arrange(s.lines)
	for _, c := range s.summary.Problems {
		o.Problems = append(o.Problems, strings.TrimPrefix(c.Path+": ", ": ")+c.Message)
	}
	if err := s.write("index.html", func(b *bytes.Buffer) error { return s.pages.Write(b, "site-overview", o) }); err != nil {
		return err
	}
	for k := range s.summary.Languages {
		if err := s.language(s.summary.Languages[k].Language); err != nil {
			return err
		}
	}
	for _, name := range []string{"style.css", "icon.svg"} {
		data, _, _ := page.Asset(name)
		if err := s.folder.write(name, data); err != nil {
			return err
		}
	}
	s.summary.Commit, s.summary.Date = s.site.Commit, s.site.Date
	for _, at := range points {
		c := report.SummaryOfCommit{Commit: at.Commit, Date: at.Date, Coverage: map[string]float64{}}
		for k, lang := range s.site.Languages {
			if at.Share[k] >= 0 {
				c.Coverage[lang] = report.Share(at.Share[k])
			}
		}
		s.summary.History = append(s.summary.History, c)
	}
	return s.write("status.json", func(b *bytes.Buffer) error { return s.summary.Write(b) })
}

// language writes the page and the badge of a language.
func (s *siteWriter) language(lang string) error {
	l := &page.SiteLanguage{Site: s.site.On("../", s.app.messages.Text("site.language", "Language", lang)+" – xsync", lang), Questions: s.questions[lang]}
	l.Board = page.Overview{All: []string{lang}, Every: true}
	l.Board.Arrange(s.lines)
	l.Board.Lines = slices.DeleteFunc(l.Board.Lines, func(line page.Line) bool {
		return !slices.ContainsFunc(line.Cells, func(c page.Cell) bool { return c.Todo() || c.Questions > 0 })
	})
	if err := s.write(page.LanguagePath(lang), func(b *bytes.Buffer) error { return s.pages.Write(b, "site-language", l) }); err != nil {
		return err
	}
	return s.folder.write(page.BadgeOf(lang), page.Badge(s.app.messages, lang, l.Board.Totals[0].Coverage()))
}
