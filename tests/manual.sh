#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The manual page knows every key of the table in ui/keys.c and every option
# that --help prints; and this test would notice if it did not.
#
# LEADERPLUS: the program; SRC: the sources; TOP_SRCDIR: the tree with man/.
LC_ALL=C
export LC_ALL
: "${TOP_SRCDIR:=$(dirname "$0")/..}" "${SRC:=$TOP_SRCDIR/src}"
: "${LEADERPLUS:=$TOP_SRCDIR/build/leaderplus}"
page=$TOP_SRCDIR/man/leaderplus.1
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
trap 'exit 99' HUP INT TERM

# keys_of FILE: how the keys of the table are called, a line each: the first
# N_() of each row, and the names of Ctrl and function keys that it takes.
keys_of() {
	awk '
		/^static const struct key_row table/ { inside = 1; next }
		!inside { next }
		/^};/ { exit }
		{ row = row " " $0 }
		/\},[ \t]*$/ {
			sub(/"",[ \t]*"", NULL, N_\("[^"]*"\)/, "", row)	# in the help list only
			if (match(row, /N_\("[^"]*"\)/))
				print substr(row, RSTART + 4, RLENGTH - 6)
			while (match(row, /CODE_(CTRL_[A-Z]|F[0-9]+)/)) {
				name = substr(row, RSTART + 5, RLENGTH - 5)
				sub(/^CTRL_/, "Ctrl-", name)
				print name
				row = substr(row, RSTART + RLENGTH)
			}
			row = ""
		}' "$1" | sort -u
}

# options_of: the options in a help text, a line each.
options_of() {
	tr -cs 'A-Za-z0-9-' '\n' | grep -E '^(-[a-z]|--[a-z][a-z-]*)$' | sort -u
}

# words_of FILE: the words that a manual page sets in bold, a line each.
words_of() {
	sed -n -e 's/\\f[A-Z]//g' -e 's/\\-/-/g' -e 's/^\.B[RI]\{0,1\} //p' -e 's/^\.[RI]B //p' "$1" |
		tr -d '"' | tr -s ' ,|' '\n' | sort -u
}

# missing PAGE: what PAGE does not have.
missing() {
	words_of "$1" >"$tmp/words"
	grep -Fvx -f "$tmp/words" "$tmp/keys" | sed 's/^/no such key in the manual: /'
	grep -Fvx -f "$tmp/words" "$tmp/options" | sed 's/^/no such option in the manual: /'
}

keys_of "$SRC/ui/keys.c" >"$tmp/keys"
"$LEADERPLUS" --help >"$tmp/help" || exit 99
options_of <"$tmp/help" >"$tmp/options"
for word in '?' Ctrl-A Ctrl-Q F8 Tab h; do
	grep -Fqx -e "$word" "$tmp/keys" || { echo "the table of keys was not understood: $word"; exit 1; }
done
for word in -f -o --force --help --pack --plain; do
	grep -Fqx -e "$word" "$tmp/options" || { echo "the help was not understood: $word"; exit 1; }
done

missing "$page" >"$tmp/missing"
cat "$tmp/missing"

# A page without a line in which the word is bold: it must be missed.
while IFS= read -r word; do
	awk -v word="$word" '
		/^\.(B[RI]?|[RI]B) / {
			line = $0
			gsub(/\\-/, "-", line)
			gsub(/["|,]/, " ", line)
			n = split(line, part, " ")
			for (i = 2; i <= n; i++)
				if (part[i] == word)
					next
		}
		{ print }' "$page" >"$tmp/page"
	missing "$tmp/page" | grep -Fqx -e "no such key in the manual: $word" \
		-e "no such option in the manual: $word" ||
		echo "this test would not notice that '$word' is missing"
done <<END >>"$tmp/blind"
$(cat "$tmp/keys" "$tmp/options")
END
cat "$tmp/blind"
[ ! -s "$tmp/missing" ] && [ ! -s "$tmp/blind" ]
