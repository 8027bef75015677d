package listing_test

import (
	"testing"

	"github.com/xsync-project/xsync/sync/internal/listing"
)

// What people read in code is left to translators, and all else is compared.
func TestCompare(t *testing.T) {
	for _, c := range []struct {
		info, source, target string
		want                 int
	}{
		{"sh", "# wait\npump --start", "# bekle\npump --start", 0},
		{"sh", "pump --start", "pump --stop", 1},
		{"", "pump --start\npump --log", "pump --start", 1}, // a command that is lost, wherever
		{"", "5 items\nfor all", "5 öge", 0},
		{"js", `let x = "Good day"`, `let x = "Günaydın"`, 0},
		{"dot", `a -> b [label="goes to"]`, `a -> b [label="gider"]`, 0},
		{"lua", "-- greets\nprint(\"hi\")", "-- selamlar\nprint(\"selam\")", 0},
		{"js", `open("hi")`, `open("selam")`, 1},
		{"js", "const a = 'x'\nopen(a, 'y')", "const a = \"x\";\nopen(a, \"y\");", 0}, // the style of a formatter
		{"ts", "const a = 'x'\nopen(a, 'y')", "const a = \"x\";\nopen(a, \"z\");", 1},
		{"ts", "type A = B<c, d> // a mill", "type A = B<c,d>; // değirmen", 0},
		{"ts", "interface A {\n  a: 'x',\n  b: 6,\n}", "interface A {\n  a: 'x';\n  b: 6;\n};", 0},
		{"ts", "interface A {\n  a: 'x',\n  b: 6,\n}", "interface A {\n  a: 'x';\n  c: 6;\n};", 1},
		{"sh", "run '$x'", "run \"$x\"", 1}, // another meaning
		{"tex", `\section{Boats} \ref{a}`, `\section{Tekneler} \ref{a}`, 0},
		{"tex", `\section{Boats} \ref{a}`, `\section{Tekneler} \ref{b}`, 1},
		{"text", "Total: 5 items", "Toplam: 5 öge", 0},
		{"text", "Total: 5 items", "Toplam: 6 öge", 1},
		{"text", "5 items\nfor 6 people", "6 kişilik\n5 öge", 0},
		{"mermaid", "graph TD\nA[Start] --> B{Rain?}\nB -->|yes| C[Stay]", "graph TD\nA[Başla] --> B{Yağmur?}\nB -->|evet| C[Kal]", 0},
		{"mermaid", "graph TD\nA[Start] --> B[End]", "graph TD\nA[Başla] --- B[Son]", 1},
		{"mermaid", "graph TD\nA[Start] --> B[End]", "graph TD\nA[Başla] --> C[Son]", 1},
		{"mermaid", "graph TD\nA[Start] --> B[End]", "graph TD\nA(Başla) --> B[Son]", 1},
		{"mermaid", "graph LR\nStart --> End --> Start", "graph LR\nBaslangic --> Bitis --> Baslangic", 0},
		{"mermaid", "graph LR\nStart --> End --> Start", "graph LR\nBaslangic --> Bitis --> Bitis", 1},
		{"mermaid", "graph LR\nA -- goes to --> B", "graph LR\nA -- gider --> B", 0},
		{"mermaid", "graph LR\nA --- B --- C", "graph LR\nA --- B --- A", 1},
		{"mermaid", "sequenceDiagram\nAnn->>Bob: Good day\nNote over Ann: Waits", "sequenceDiagram\nAyla->>Bora: Selam\nNote over Ayla: Bekler", 0},
		{"mermaid", "sequenceDiagram\nAnn->>Bob: Good day", "sequenceDiagram\nAnn-->>Bob: Selam", 1},
		{"mermaid", "pie title Pets\n\"Dogs\" : 386", "pie title Hayvanlar\n\"Köpek\" : 386", 0},
		{"mermaid", "pie title Pets\n\"Dogs\" : 386", "pie title Hayvanlar\n\"Köpek\" : 368", 1},
		{"mermaid", "gantt\ntitle A plan\nFirst task :a1, 2024-01-01, 30d", "gantt\ntitle Bir plan\nİlk iş :a1, 2024-01-01, 30d", 0},
		{"mermaid", "gantt\ntitle A plan\nFirst task :a1, 2024-01-01, 30d", "gantt\ntitle Bir plan\nİlk iş :a1, 2024-02-01, 30d", 1},
		{"mermaid", "timeline\n2002 : A shop\n2004 : A bank", "timeline\n2002 : Bir dükkân\n2005 : Bir banka", 1},
		{"mermaid", "mindmap\n  root((Boats))\n    Sails", "mindmap\n  root((Tekneler))\n    Yelkenler", 0},
		{"mermaid", "classDiagram\nAnimal <|-- Duck : is a\nclass Animal{\n+int age\n}", "classDiagram\nAnimal <|-- Duck : bir\nclass Animal{\n+int size\n}", 1},
		{"mermaid", "sequenceDiagram\nparticipant Ann\nAnn->>Bob: Good day", "sequenceDiagram\nparticipant Ann as Ayla\nAnn->>Bob: Selam", 0},
		{"mermaid", "sequenceDiagram\nparticipant Ann\nAnn->>Bob: Good day", "sequenceDiagram\nparticipant Ann as Ayla\nBob->>Bob: Selam", 1},
		{"json", "{\n// more here\n\"tide\": 4}", "{\n// devamı var\n\"tide\": 4}", 0},
		{"json", "{\"quay\": \"https://example.org/a\"}", "{\"quay\": \"https://example.org/b\"}", 1},
		{"console", "// Make a folder\n$ mkdir quay", "// Bir klasör yap\n$ mkdir quay", 0},
		{"vue", "<li v-for=\"boat in boats\">\n  {{ boat.name }}\n</li>", "<li v-for=\"boat in boats\">{{ boat.name }}</li>", 0},
		{"vue", "<li v-for=\"boat in boats\">\n  {{ boat.name }}\n</li>", "<li v-for=\"boat in boats\">{{ boat.size }}</li>", 3},
		{"", "-n, --now int      start at once (default 5)", "-n, --now int      empezar en seguida (por defecto 5)", 0}, // the help of a command
		{"", "-n, --now int      start at once (default 5)", "-n, --now int      empezar en seguida (por defecto 6)", 1},
		{"sh", "--now string   start at once", "--new string   empezar en seguida", 1},
		{"sh", "pump --now  fast run", "pump --now  corre ahora", 1},
		{"console", "✓ boats counted", "✓ barcos contados", 0}, // what a program prints
		{"console", "boats count", "boats contar", 1},
		{"js", `let id = "<YOUR_BOAT_ID>"`, `let id = "<SU_BARCO>"`, 0},
		{"vue", "<Boats />\nSay hello to our crew.", "<Boats />\nSaluda a nuestra gente.", 0},
		{"vue", "<template #title>\n  Our crew\n</template>", "<template #title> Nuestra gente </template>", 0},
		{"vue", "The tide is: {{ tide }}", "La marea es: {{ tide }}", 0},
		{"vue", "The tide is: {{ tide }}", "La marea es: {{ moon }}", 1},
		{"html", "<span>by {{ boat.crew }}</span>", "<span>por {{ boat.crew }}</span>", 0},
		{"md", "````md\n```js\n// my-boat.js\nlog('Good day!');\n```\n````", "````md\n```js\n// teknem.js\nlog('Günaydın!');\n```\n````", 0},
		{"md", "Some *new* boats:\n\n```js\nsail('a', 1);\n```", "Birkaç *yeni* tekne:\n\n```js\nsail('b', 1);\n```", 1},
		{"md", "```js\nsail(1)\n```", "```ts\nsail(1)\n```", 1},
		{"markdoc", "---\ntitle: Our boats\n---\n{% card title=\"A *new* boat\" %}", "---\ntitle: Teknelerimiz\n---\n{% card title=\"*Yeni* bir tekne\" %}", 0},
		{"js", "{ label: 'Our Boats', link: '/boats/' }", "{\n  label: 'Teknelerimiz',\n  link: '/boats/',\n}", 0},
		{"ts", "add: (c: { name: string; size?: 'a' | 'b' }) => void;", "add: (c: {\n  name: string;\n  size?: 'a' | 'b';\n}) => void;", 0},
		{"ts", "add: (c: { name: string; size?: 'a' | 'b' }) => void;", "add: (c: {\n  name: string;\n  size?: 'a' | 'c';\n}) => void;", 3},
		{"py", "if a: b", "if a:\nb", 0},
		{"js", "{ text: 'Guide', link: '/guide' }", "{ text: 'Guia', link: '/guia' }", 0},
		{"js", "{ text: 'Guide', link: '/guide' }", "{ text: 'Guide', link: '/giude' }", 1},
		{"md", "```js\nhint: `one line\nbut these two are not`\n```", "```js\nhint: `una linea\npero estas dos no`\n```", 0},
		{"js", "el.remove();", "es.remove();", 1},
		{"yaml", "title: Plain and simple", "title: Claro y sencillo", 0},
		{"yaml", "title: Plain and simple", "titulo: Claro y sencillo", 1},
		{"yaml", "mode: fast", "mode: rapido", 0},
		{"js", "import('./boat-that-leaks').then((boat) => {", "import('./barca-que-hace-agua').then((boat) => {", 0},
		{"ruby", "def say_hello", "def decir_hola", 0},
		{"ruby", "basket.each do |apple|", "cesta.each do |manzana|", 0},
		{"ruby", "boats.each do", "boats.cada do", 1},
		{"ruby", "return [boat]", "devolver [boat]", 1},
		{"ruby", "make_harbour(4)", "make_harbuor(4)", 1},
		{"rust", "mkdir('db')", "createDir('db')", 1},
		{"sh", "harbour --open quay", "puerto --open quay", 1},
		{"js", "hint: `one line\nbut these two are not`", "hint: `una linea\npero estas dos no`", 0},
		{"js", "hint: `one line`,\nopen()", "hint: `una linea`,\nclose()", 1},
		{"js", "a: 'one'", "a: 'one',", 0},
		{"plantuml", "@startuml\nAnn -> Bob: Good day\n@enduml", "@startuml\nAyla -> Bora: Selam\n@enduml", 0},
		{"js", `log('You sail "' + boat.name + '" to ' + port)`, `log(port + ' es el puerto de ' + boat.name)`, 0},
		{"js", `log('You sail "' + boat.name + '" to ' + port)`, `log(quay + ' es el puerto de ' + boat.name)`, 1},
		{"js", `log('You sail "' + boat.name + '" to ' + port)`, `log('El puerto de ' + boat.name)`, 1},
		{"js", `open('quay' + boat.name)`, `open(boat.name + 'quay')`, 1}, // no text for people
		{"jsx", "Sails:{' '}", "Velas:{' '}", 0},
		{"jsx", "Our sails:", "Velas:", 0},
		{"jsx", "<p>{count} of the {name} boats</p>", "<p>De los barcos {name}, {count}</p>", 0},
		{"jsx", "<p>{count} of the {name} boats</p>", "<p>De los barcos {name}, {total}</p>", 1},
		{"jsx", "<p>{count} of the {name} boats</p>", "<b>De los barcos {name}, {count}</b>", 1},
		{"ts", "default:", "porDefecto:", 1},
		{"ts", "sails: 'new',", "sails: 'old',", 1},
		{"ts", "onClick: handleSave,", "onClick: handleDelete,", 1},
		{"js", "user: admin, {quay}", "role: guest, {quay}", 1},
		{"js", "...oars, sails", "...sails, oars", 1},
		{"html", "body h1 p", "body h2 p", 1},
		{"jsx", `<option value="oranges">oranges</option>`, `<option value="naranjas">naranjas</option>`, 0},
		{"jsx", `<option value="oranges">oranges</option>`, `<option value="naranjas">oranges</option>`, 1},
		{"html", `<option value="oranges">Oranges</option>`, `<option value="narajnas">Naranjas</option>`, 1},
		{"html", `<a href="/about">About us</a>`, `<a href="/abuot">Sobre nosotros</a>`, 1},
		{"html", `<a href="/sails">Our sails</a>`, `<a href="/velas">Velas</a>`, 1},
		{"", "sail to <quay>", "sail to <rio>", 0}, // for readers to fill in
		{"vue", "a <title>", "a <h1>", 1},
		{"svelte", "sail to <quay>", "sail to <rio>", 1},
		{"html", `<label for="quay">Quay</label>`, `<label for="qauy">Muelle</label>`, 1},
	} {
		s, x := listing.Block{Info: c.info, Text: c.source}, listing.Block{Info: c.info, Text: c.target}
		if got := (listing.Readers{Source: "en", Target: "es"}).Compare(s, x); len(got) != c.want {
			t.Errorf("%s: %q and %q: %d findings %v, want %d", c.info, c.source, c.target, len(got), got, c.want)
		}
		if got := (listing.Readers{Source: "es", Target: "en"}).Compare(x, s); len(got) != c.want {
			t.Errorf("%s: %q and %q, the other way round: %d findings %v, want %d", c.info, c.target, c.source, len(got), got, c.want)
		}
	}
}

// The tag of the language itself is put into the language, and no other is.
func TestCompareLanguages(t *testing.T) {
	for _, c := range []struct {
		info, source, target string
		want                 int
	}{
		{"js", "lang: 'en-US',", "lang: 'es-ES',", 0},
		{"js", "lang: 'en-US',", "lang: 'pt-BR',", 1},
		{"js", "{ link: '/guide/' }", "{ link: '/es/guide/' }", 0},
		{"js", "{ link: '/guide/' }", "{ link: '/pt/guide/' }", 1},
		{"js", "{ link: '/zh/guide/' }", "{ link: '/es/guide/' }", 0},
		{"sh", "boats list --lang fr --days 3 > fr.csv", "boats list --lang es --days 3 > es.csv", 0},
		{"sh", "boats list --lang fr --days 3 > fr.csv", "boats list --lang es --days 4 > es.csv", 1},
		{"sh", "boats list --lang=fr boats.fr.csv", "boats list --lang=es boats.es.csv", 0},
		{"sh", "boats list --lang=fr boats.fr.csv", "boats list --lang=pt boats.pt.csv", 1},
		{"sh", "boats list --lang fr", "boats list --to es", 1},
	} {
		s, x := listing.Block{Info: c.info, Text: c.source}, listing.Block{Info: c.info, Text: c.target}
		if got := (listing.Readers{Source: "en", Target: "es"}).Compare(s, x); len(got) != c.want {
			t.Errorf("%s: %q and %q: %d findings %v, want %d", c.info, c.source, c.target, len(got), got, c.want)
		}
	}
}
