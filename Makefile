# The targets are what people and the checks call; each is one command away.
GO ?= go
LINT = $(GO) tool -modfile=.ci/tools/go.mod golangci-lint
FUZZTIME ?= 20s
MINIMIZETIME ?= 2s
PARALLEL ?= 1
CHECKS ?= 2000

QUICK = $(filter-out %/cli %/queue %/exchange %/train,$(shell $(GO) list ./...))

.PHONY: build pages test quick lint properties fuzz faults bench bench-real check eval train calibrate

build: ## the command, in bin/xsync
	CGO_ENABLED=0 $(GO) build -trimpath -o bin/xsync ./cmd/xsync

pages: build ## manual pages and completions for packages, in bin/pages
	rm -rf bin/pages
	mkdir -p bin/pages/completions
	bin/xsync man bin/pages/man
	bin/xsync completion bash >bin/pages/completions/xsync.bash
	bin/xsync completion zsh >bin/pages/completions/_xsync
	bin/xsync completion fish >bin/pages/completions/xsync.fish
	bin/xsync completion powershell >bin/pages/completions/xsync.ps1

test: ## all tests
	$(GO) test ./...

quick: ## the tests that catch most mistakes
	$(GO) test $(QUICK)
	$(GO) test ./sync/cli -run 'Docum|Glossary|Words|Names|Schema|Problems'

lint: ## vet, format and lint
	$(GO) vet ./...
	test -z "$$(gofmt -l cmd sync locales)"
	$(LINT) run ./...

properties: ## the property tests with CHECKS draws each, others in every run
	@for d in $$(grep -rl '"pgregory.net/rapid"' --include='*_test.go' sync | xargs -n 1 dirname | sort -u); do \
		$(GO) test ./$$d -rapid.seed 0 -rapid.checks $(CHECKS) -rapid.nofailfile -timeout 60m || exit 1; \
	done

fuzz: ## every fuzz target for FUZZTIME
	@for f in $$(grep -rl '^func Fuzz' --include='*_test.go' sync cmd); do \
		for t in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9]*\).*/\1/p' $$f); do \
			echo "$$f $$t"; $(GO) test ./$$(dirname $$f) -run '^$$' -fuzz "^$$t\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime $(MINIMIZETIME) -parallel $(PARALLEL) || exit 1; \
		done; \
	done

faults: ## kills before every step on the disk and at any moment, full and failing disks, saves meanwhile
	XSYNC_FAULTS=1 $(GO) test ./sync/internal/disk ./sync/cli -count 1 -timeout 60m -v -run 'Stopped|Killed|Saved|Saving|OpenWhile|Meanwhile|Vanishes|FullDisk|AllAtOnce|NoFileIsALink' | grep -v '^=== '

bench: ## speed, on a generated corpus
	$(GO) test -run '^$$' -bench . -benchmem ./...

bench-real: build ## speed and memory on public repositories, which it clones
	$(GO) build -o bin/bench .ci/bench.go
	.ci/bench-real bin/xsync bin/bench $(BENCH)

check: build ## xsync on our own articles
	bin/xsync status

CORPORA ?= ../shared/corpora
SEED ?= ../shared/seed
eval: build ## alignment, drift and findings against corpora with known truth, one table
	@test -d $(CORPORA) || { echo "no corpora at $(CORPORA): name their folder with CORPORA=…"; exit 1; }
	@printf 'seed      '; python3 $(SEED)/check.py bin/xsync | tail -n 1
	@printf 'align     '; python3 $(CORPORA)/evaluate.py align $(CORPORA)/align bin/xsync | tail -n 1
	@printf 'stale     '; python3 $(CORPORA)/evaluate.py stale $(CORPORA)/stale bin/xsync | tail -n 1
	@printf 'findings  '; python3 $(CORPORA)/evaluate.py findings $(CORPORA)/align bin/xsync | tail -n 1
	@printf 'gold      '; $(GO) test ./sync -run TestGold -count 1 -v | sed -n 's/.*precision/precision/p' | head -n 1

calibrate: ## how sure it is that what has no counterpart has none, from such a corpus
	$(GO) run ./sync/internal/align/train -corpus $(CORPORA)/align -lone sync/internal/align/calibration.go

train: ## the weights of the alignment, from such a corpus
	$(GO) run ./sync/internal/align/train -corpus $(CORPORA)/align -out sync/internal/align/model.go
