#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The lists kept by hand agree with the folders: po/POTFILES.in names just the
# sources with words for people, Makefile.am every source, page and schema; what a mutation
# (tests/mutations.sh) replaces stands in its source.
# (That it names every test is a rule of tests/layers.sh.)
LC_ALL=C
export LC_ALL
: "${TOP_SRCDIR:=$(dirname "$0")/..}"
here=$(cd "$(dirname "$0")" && pwd)
cd "$TOP_SRCDIR" || exit 99
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
trap 'exit 99' HUP INT TERM

# The home of _() itself does not count.
find src -name '*.[ch]' | grep -v '^src/base/intl\.[ch]$' | sort |
	xargs awk -f "$here/code.awk" | grep -E '(:|[^A-Za-z0-9_])(N?_|intl_count)\(' |
	grep -vE ':[[:blank:]]*#[[:blank:]]*define' | sed 's/:.*//' | uniq >"$tmp/words"
grep -v '^#' po/POTFILES.in | sort >"$tmp/potfiles"
{
	comm -23 "$tmp/words" "$tmp/potfiles" |
		sed 's/.*/& has words for people and is not in po\/POTFILES.in/'
	comm -13 "$tmp/words" "$tmp/potfiles" |
		sed 's/.*/& is in po\/POTFILES.in and has no words for people/'

	sed 's/#.*//' Makefile.am | tr -s ' \t\\=' '\n' >"$tmp/listed"
	find src content man -type f ! -name '*.o' ! -name '.*' ! -path '*/.deps/*' ! -name 'lib*.a' |
		sort | grep -Fvx -f "$tmp/listed" | sed 's/$/ is not in Makefile.am/'

	find tests -name '*.sh' ! -perm -100 | sed 's/$/ is not executable/'

	for mutation in tests/mutations/*; do
		[ ! -f "$mutation" ] || awk -f "$here/mutate.awk" "$mutation" \
			"$(sed -n '/^<<<<$/q; s/^file: //p' "$mutation")" 2>&1 >"$tmp/mutated" |
			sed "s|.*|& ($mutation)|"
	done

	(cd po && ls -- *.po 2>/dev/null) | while IFS= read -r file; do
		grep -qx "${file%.po}" po/LINGUAS || echo "po/$file is not in po/LINGUAS"
	done
} >"$tmp/wrong"
cat "$tmp/wrong"
[ ! -s "$tmp/wrong" ]
