package page

import (
	"fmt"
	"slices"
	"strings"
)

// Point is the coverage of the languages as of a commit, from 0 to 1, in the order of
// the languages; a negative one is not known.
type Point struct {
	Commit  string
	Date    string
	Seconds int64 // of the commit, since 1970
	Share   []float64
}

// Plot is the coverage of languages over time as a drawing, and as a table for those
// who do not see it.
type Plot struct {
	Languages   []string
	Points      []Point // the oldest first
	Lines       []Curve
	Rules       []Rule
	First, Last string // dates
	Cut         bool   // the history goes on before the first point
	Width, High int
	Left        int
}

// Curve is the line of a language.
type Curve struct {
	Language, Path string
	Style          int // one of four ways to draw a line, which can be told apart without colour
	X, Y           int // where the name of the language stands
}

// Rule is a level of the scale.
type Rule struct {
	Y     int
	Share float64
}

// What a plot measures.
const (
	plotWidth, plotHeight           = 720, 260
	plotLeft, plotRight             = 48, 96
	plotTop, plotBottom             = 12, 28
	plotStyles                      = 4
	plotLabel                       = 16 // the least distance of two names
	plotInnerWidth, plotInnerHeight = plotWidth - plotLeft - plotRight, plotHeight - plotTop - plotBottom
	plotRules                       = 4 // beside the base
)

// NewPlot draws some points, the oldest first; nil for fewer than two.
func NewPlot(languages []string, points []Point, cut bool) *Plot {
	if len(points) < 2 {
		return nil
	}
	p := &Plot{
		Languages: languages, Points: points, First: points[0].Date, Last: points[len(points)-1].Date, Cut: cut,
		Width: plotWidth, High: plotHeight, Left: plotLeft,
	}
	for k := range plotRules + 1 {
		share := float64(k) / plotRules
		p.Rules = append(p.Rules, Rule{Y: plotY(share), Share: share})
	}
	places := plotPlaces(points)
	for k, lang := range languages {
		if c, ok := curve(points, places, k); ok {
			c.Language, c.Style = lang, k%plotStyles
			p.Lines = append(p.Lines, c)
		}
	}
	spread(p.Lines)
	return p
}

func plotY(share float64) int {
	return plotTop + int(float64(plotInnerHeight)*(1-min(max(share, 0), 1))+0.5)
}

// plotPlaces are the places of the points on the axis of time; side by side at equal
// distances where time stands still or goes back.
func plotPlaces(points []Point) []float64 {
	first, last := points[0].Seconds, points[len(points)-1].Seconds
	forward := last > first && slices.IsSortedFunc(points, func(a, b Point) int { return int(min(max(a.Seconds-b.Seconds, -1), 1)) })
	out := make([]float64, len(points))
	for k := range points {
		out[k] = float64(k) / float64(len(points)-1)
		if forward {
			out[k] = float64(points[k].Seconds-first) / float64(last-first)
		}
	}
	return out
}

// curve is the line of a language, which goes in steps: a share holds until the next
// commit.
func curve(points []Point, places []float64, lang int) (c Curve, ok bool) {
	var b strings.Builder
	for k := range points {
		share := points[k].Share[lang]
		if share < 0 {
			continue
		}
		c.X, c.Y = plotLeft+int(places[k]*plotInnerWidth+0.5), plotY(share)
		if b.Len() == 0 {
			fmt.Fprintf(&b, "M%d %d", c.X, c.Y)
		} else {
			fmt.Fprintf(&b, "H%dV%d", c.X, c.Y)
		}
	}
	c.Path = b.String()
	c.X += badgeMargin
	return c, b.Len() > 0
}

// spread moves the names of lines that end at one height apart.
func spread(lines []Curve) {
	order := make([]*Curve, len(lines))
	for k := range lines {
		order[k] = &lines[k]
	}
	slices.SortStableFunc(order, func(a, b *Curve) int { return a.Y - b.Y })
	for k := 1; k < len(order); k++ {
		order[k].Y = max(order[k].Y, order[k-1].Y+plotLabel)
	}
	lowest := plotHeight - plotBottom
	for k := len(order) - 1; k >= 0; k-- {
		order[k].Y = min(order[k].Y, lowest)
		lowest = order[k].Y - plotLabel
	}
}

// Edge is where the lines of the scale end.
func (p *Plot) Edge() int { return p.Width - plotRight }

// ScaleX is where the figures of the scale end.
func (p *Plot) ScaleX() int { return p.Left - badgeMargin }

// DateY is where the dates stand.
func (p *Plot) DateY() int { return p.High - badgeMargin }

// Newest are the points, the newest first.
func (p *Plot) Newest() []Point {
	out := slices.Clone(p.Points)
	slices.Reverse(out)
	return out
}

// Short is how the commit is called among people.
func (p Point) Short() string { return p.Commit[:min(len(p.Commit), 10)] }
