package inline

import "testing"

func TestProgramOf(t *testing.T) {
	for tag, want := range map[string]string{
		`<code class="language-sql">`:              "sql",
		`<code class="hljs lang-Go wide">`:         "go",
		`<pre class="brush: js; notranslate">`:     "js",
		`<pre class="sourceCode python">`:          "python",
		`<div class="highlight-source-shell">`:     "shell",
		`<pre data-lang="yaml" class="language-">`: "yaml",
		`<pre class="wide">`:                       "",
		`<pre>`:                                    "",
	} {
		if got := ProgramOf(tag); got != want {
			t.Errorf("ProgramOf(%s) = %q, want %q", tag, got, want)
		}
	}
}
