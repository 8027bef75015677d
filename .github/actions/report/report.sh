#!/bin/sh
# Writes a report, as a step of GitHub Actions. An article that cannot be read is
# shown as such and does not keep the others from being published; the step fails with
# 2 for a wrong configuration.
#
# Of the runner it reads GITHUB_ACTION_PATH and GITHUB_WORKSPACE; of action.yml
# XSYNC_DIRECTORY, XSYNC_OUT and XSYNC_LANGUAGE. XSYNC is a command to use instead of
# building it.
set -u

root=${GITHUB_WORKSPACE:-.}
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
if [ -z "${XSYNC:-}" ]; then
	# Of the sources of the action, with the modules whose sums stand in go.sum, whatever
	# the job has set for a build of its own.
	XSYNC=$work/xsync
	(cd "$GITHUB_ACTION_PATH/../../.." && GOFLAGS=-mod=readonly GOWORK=off CGO_ENABLED=0 go build -trimpath -o "$XSYNC" ./cmd/xsync) || exit 3
fi
case ${XSYNC_OUT:=xsync-report} in
/*) ;;
*) XSYNC_OUT=$(cd "$root" && pwd)/$XSYNC_OUT ;;
esac
"$XSYNC" -C "$root/${XSYNC_DIRECTORY:-.}" --ui-lang "${XSYNC_LANGUAGE:-en}" report --out "$XSYNC_OUT"
status=$?
if [ "$status" = 3 ] && [ -e "$XSYNC_OUT/index.html" ]; then
	printf '::warning title=xsync::Some articles cannot be read; the report says which.\n'
	exit 0
fi
exit "$status"
