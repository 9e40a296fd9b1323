#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the fuzz targets one after another: run.sh TARGET...
#
# In the working folder lie the programs fuzz_TARGET, as `make fuzz` builds them.  New
# inputs go to found/TARGET there, what breaks a target to finds/TARGET-*, and the run
# goes on with the next; the corpora in the source tree are only read.
# FUZZ_SECONDS: for each (60).  CORPUS: the folder with the corpora.
# FUZZ_TIMEOUT: seconds that one input may take (1); more where much else is running.
: "${FUZZ_SECONDS:=60}" "${FUZZ_TIMEOUT:=1}" "${CORPUS:?the folder with the corpora}"
status=0
mkdir -p finds
# Of what was freed only a part is kept back and watched, or that alone fills the memory.
export ASAN_OPTIONS="quarantine_size_mb=32:$ASAN_OPTIONS"

# The most bytes that an input of TARGET has.
max_len() {
	case $1 in
	json | salvage | workbook) echo 16384 ;;
	fold | gathered | journal | pack | room | summary | voice) echo 4096 ;;
	*) echo 512 ;;
	esac
}

for target; do
	mkdir -p "found/$target"
	set -- -max_total_time="$FUZZ_SECONDS" -max_len="$(max_len "$target")" -timeout="$FUZZ_TIMEOUT" \
		-rss_limit_mb=256 -print_final_stats=1 -verbosity=0 \
		-artifact_prefix="finds/$target-"
	[ ! -f "$CORPUS/../$target.dict" ] || set -- "$@" -dict="$CORPUS/../$target.dict"
	echo "fuzz: $target for $FUZZ_SECONDS seconds"
	"./fuzz_$target" "$@" "found/$target" "$CORPUS/$target" || {
		echo "fuzz: $target has found something: see $PWD/finds" >&2
		status=1
	}
done
exit "$status"
