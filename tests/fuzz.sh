#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every input that is kept for a fuzz target, in tests/fuzz/corpus/TARGET, is given to it;
# each target has some.  (`make fuzz` looks for new ones.)
#
# FUZZ: the folder with the programs replay_TARGET.
: "${TOP_SRCDIR:=$(dirname "$0")/..}" "${FUZZ:=$TOP_SRCDIR/build/tests/fuzz}"
log=$(mktemp) || exit 99
trap 'rm -f "$log"' EXIT
trap 'exit 99' HUP INT TERM
status=0

fail() {
	echo "fuzz: $*"
	status=1
}

for source in "$TOP_SRCDIR"/tests/fuzz/fuzz_*.c; do
	target=${source##*/fuzz_}
	target=${target%.c}
	corpus=$TOP_SRCDIR/tests/fuzz/corpus/$target
	if [ -z "$(ls "$corpus" 2>/dev/null)" ]; then
		fail "$target has no inputs in $corpus"
	elif ! "$FUZZ/replay_$target" "$corpus" >"$log" 2>&1; then
		tail -n 60 "$log"
		fail "$target is broken by the file that is named last"
	else
		echo "fuzz: $target: $(wc -l <"$log") inputs"
	fi
done
for corpus in "$TOP_SRCDIR"/tests/fuzz/corpus/*; do
	[ -f "$TOP_SRCDIR/tests/fuzz/fuzz_${corpus##*/}.c" ] || fail "$corpus has no target"
done
exit "$status"
