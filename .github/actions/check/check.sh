#!/bin/sh
# Checks what a pull request or a push changes, as a step of GitHub Actions:
# annotations go to standard output, a table to the summary of the job. It exits
# with the status of xsync check.
#
# Of the runner it reads GITHUB_ACTION_PATH, GITHUB_WORKSPACE, GITHUB_BASE_REF and
# GITHUB_STEP_SUMMARY; of action.yml XSYNC_DIRECTORY, XSYNC_AGAINST, XSYNC_BEFORE
# and XSYNC_DEFAULT_BRANCH. XSYNC is a command to use instead of building it.
set -u

# annotate LEVEL MESSAGE shows a message at the top of the job.
annotate() {
	printf '::%s title=xsync::%s\n' "$1" "$(printf %s "$2" | tr '\r\n\033' '   ' | sed 's/%/%25/g')"
}

# known REVISION: the clone has it, and where the history left it.
known() {
	git rev-parse --verify --quiet "$1^{commit}" >/dev/null && git merge-base "$1" HEAD >/dev/null 2>&1
}

# against prints the revision to compare with, or nothing.
against() {
	if [ -n "${XSYNC_AGAINST:-}" ]; then
		printf %s "$XSYNC_AGAINST"
	elif [ -n "${GITHUB_BASE_REF:-}" ]; then
		printf 'origin/%s' "$GITHUB_BASE_REF"
	elif [ -n "${XSYNC_BEFORE:-}" ] && known "$XSYNC_BEFORE"; then
		printf %s "$XSYNC_BEFORE"
	elif [ -n "${XSYNC_DEFAULT_BRANCH:-}" ] && known "origin/$XSYNC_DEFAULT_BRANCH"; then
		printf 'origin/%s' "$XSYNC_DEFAULT_BRANCH" # the branch is new, or was rewritten
	fi
}

cd "${GITHUB_WORKSPACE:-.}/${XSYNC_DIRECTORY:-.}" || {
	annotate error "There is no folder $XSYNC_DIRECTORY."
	exit 2
}
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
shallow=$(git rev-parse --is-shallow-repository 2>"$work/complaints") || {
	annotate error "The repository cannot be read: $(head -n 1 "$work/complaints")"
	exit 3
}

if [ -z "${XSYNC:-}" ]; then
	# Of the sources of the action, with the modules whose sums stand in go.sum, whatever
	# the job has set for a build of its own.
	XSYNC=$work/xsync
	(cd "$GITHUB_ACTION_PATH/../../.." && GOFLAGS=-mod=readonly GOWORK=off CGO_ENABLED=0 go build -trimpath -o "$XSYNC" ./cmd/xsync) || exit 3
fi

revision=$(against)
if [ "$shallow" = true ] && ! { [ -n "$revision" ] && known "$revision"; }; then
	annotate error "The checkout is shallow${revision:+ and does not reach $revision}: set fetch-depth: 0 for actions/checkout."
	exit 3
fi
if [ -n "$revision" ]; then
	set -- --against "$revision"
else
	annotate notice "There is nothing to compare with: the whole project is checked."
	set --
fi

"$XSYNC" check "$@" --format github 2>"$work/complaints"
status=$?
cat "$work/complaints" >&2
if [ "$status" -gt 1 ]; then
	annotate error "$(sed -n 's/^xsync: //p' "$work/complaints" | head -n 1)"
fi
if [ "$status" -lt 2 ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
	"$XSYNC" check "$@" --format markdown >>"$GITHUB_STEP_SUMMARY" 2>/dev/null
fi
exit "$status"
