#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The shape of the house (src/README.md), checked: who includes whom, which
# file is a library's door, how long files and functions are, that objects hold
# no writable state, that every test is listed, who ends the process and who
# prints.  Each broken rule is a line that begins with the rule's name.
#
# SRC: the sources; OBJ: their objects; TOP_SRCDIR: the tree with Makefile.am
# and tests/.  tests/layers-negative.sh gives it trees with deliberate faults.
LC_ALL=C
export LC_ALL
: "${TOP_SRCDIR:=$(dirname "$0")/..}" "${SRC:=$TOP_SRCDIR/src}"
: "${OBJ:=$TOP_SRCDIR/build/src}"
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
trap 'exit 99' HUP INT TERM

# broken RULE: every line on standard input breaks it.
broken() { sed "s|^|$1: |" >>"$tmp/broken"; }
: >"$tmp/broken"

# $tmp/code: all sources as "file:line:code" without comments and quoted words.
(cd "$SRC" && find . -name '*.[ch]' | sed 's|^\./||' | sort) >"$tmp/files"
if ! [ -s "$tmp/files" ]; then
	echo "no sources in '$SRC'"
	exit 99
fi
awk_code=$(cd "$(dirname "$0")" && pwd)/code.awk
# shellcheck disable=SC2046 # one name a word: the house has no blanks in names
(cd "$SRC" && awk -f "$awk_code" $(cat "$tmp/files")) >"$tmp/code" || exit 99

# Includes point down.
awk -F: '
	BEGIN {
		may["base"] = " base "
		may["text"] = " base text "
		may["doc"] = " base text doc "
		may["pack"] = " base text doc pack "
		may["answers"] = " base text answers "
		may["workbook"] = " base text doc pack answers workbook "
		may["ui"] = may["workbook"] "ui "
		may["plain"] = may["workbook"] "plain "
		may["cli"] = may["workbook"] "ui plain cli "
		may["main.c"] = " base cli "
	}
	{
		from = $1
		sub(/\/.*/, "", from)
	}
	!(from in may) && !told[from]++ { print "no folder of the house: " from }
	/:[ \t]*#[ \t]*include[ \t]*"/ {
		split($0, part, "\"")
		to = part[2]
		sub(/\/.*/, "", to)
		if (index(may[from], " " to " ") == 0)
			print $1 ":" $2 ": " from " includes " part[2]
	}' "$tmp/code" >"$tmp/up" || exit 99
broken 'include direction' <"$tmp/up"

# Each library has one door.  door REGEX OF HEADERS, REGEX OF FILES
door() {
	grep -E ":[[:blank:]]*#[[:blank:]]*include[[:blank:]]*[<\"]($1)[>\"]" "$tmp/code" |
		grep -vE "^($2)" | broken 'library door'
}
door '(ncursesw?/)?(n?cursesw?|etip|form|menu|panel|term|termcap|tic|unctrl)\.h' 'ui/term\.c:'
door '(cjson/)?cJSON(_Utils)?\.h' 'answers/'
door 'cmark[a-z0-9_-]*\.h' 'doc/'
door '(minizip/)?(zip|unzip|ioapi)\.h' 'doc/'
door 'uni(case|conv|ctype|gbrk|lbrk|name|norm|str|stdio|types|wbrk|width|string/[a-z.]*)\.h' 'text/'
door 'sodium(/[a-z0-9_]*)?\.h' 'base/hash\.c:'

# Files of 500 lines, functions of 100 (from the head's last line at the margin
# to the closing brace).
{
	sed "s|^|$SRC/|" "$tmp/files"
	find "$TOP_SRCDIR/tests" -name '*.[ch]'
} >"$tmp/measured"
# shellcheck disable=SC2046
awk -v src="$SRC/" -v top="$TOP_SRCDIR/" -v long="$tmp/long" '
	function file_end() {
		if (lines > 500)
			print name " has " lines " lines" >long
	}
	FNR == 1 {
		file_end()
		name = FILENAME
		if (index(name, src) == 1)
			name = substr(name, length(src) + 1)
		else if (index(name, top) == 1)
			name = substr(name, length(top) + 1)
		head = inside = 0
	}
	{ lines = FNR }
	/^[A-Za-z_].*\(/ { head = FNR; text = $0 }
	/^\{/ { start = head ? head : FNR - 1; inside = 1 }
	/^\}/ && inside {
		n = FNR - start + 1
		sub(/\(.*/, "", text)
		sub(/.*[ *]/, "", text)
		if (n > 60)
			print n, name ":" start ": " text " has " n " lines"
		head = inside = 0
		text = ""
	}
	END { file_end() }' $(cat "$tmp/measured") >"$tmp/functions" || exit 99
touch "$tmp/long"
broken 'file length' <"$tmp/long"
sed -n '/^100 /d; s/^[0-9]\{3,\} //p' "$tmp/functions" | broken 'function length'
sed -n 's/^\(100\|[0-9][0-9]\) /long function: /p' "$tmp/functions"

# No writable state in the objects but volatile sig_atomic_t flags and what
# ui/rescue.c keeps.
if ! command -v objdump >/dev/null; then
	echo "objdump (binutils) is needed to look for writable state" | broken 'writable state'
elif ! find "$OBJ" -name '*.o' -exec objdump -t {} + >"$tmp/symbols" || ! [ -s "$tmp/symbols" ]; then
	echo "no readable objects in '$OBJ'" | broken 'writable state'
elif grep -qE '__asan_|__ubsan_|__gcov_|__llvm_prf|\.gnu\.lto_' "$tmp/symbols"; then
	echo "writable state: not judged, these objects are instrumented; a plain build is"
else
	awk -F'\t' '
		/file format/ {
			file = $1
			sub(/:[ ]*file format.*/, "", file)
			sub(/\.o$/, ".c", file)
		}
		NF == 2 {
			n = split($1, left, " ")
			section = left[n]
			m = split($2, right, " ")
			name = right[m]
			sub(/\.[0-9]+$/, "", name)
			if (section == "*COM*" || left[n - 1] !~ /d$/ &&
			    section ~ /^\.l?t?(data|bss)(\.|$)/ &&
			    section !~ /^\.data\.rel\.ro(\.|$)/)
				print file, section, name
		}' "$tmp/symbols" >"$tmp/state" || exit 99
	while read -r file section name; do
		file=${file#"$OBJ"/}
		[ "$file" != ui/rescue.c ] || continue
		grep "^$file:" "$tmp/code" |
			grep -qE "volatile[[:space:]]+sig_atomic_t[^;(]*[^A-Za-z0-9_]$name([^A-Za-z0-9_]|\$)" ||
			echo "$file: $name in $section"
	done <"$tmp/state" | broken 'writable state'
fi

# Every file of the tests stands in Makefile.am.
sed 's/#.*//' "$TOP_SRCDIR/Makefile.am" | tr -s ' \t\\=' '\n' >"$tmp/listed"
(cd "$TOP_SRCDIR" && find tests -name '*.[ch]' -o -name '*.sh') | sort |
while IFS= read -r file; do
	case $file in
	*/t_*.c) entry=${file%.c} ;;
	*) entry=$file ;;
	esac
	grep -Fqx "$entry" "$tmp/listed" || echo "$file is not in Makefile.am"
done | broken 'test not listed'

# word REGEX: calls or names of it in the code, as "file:line:code".
word() { grep -E ":(.*[^A-Za-z0-9_])?($1)" "$tmp/code"; }

word '(_exit|_Exit|abort|exit|quick_exit)[[:blank:]]*\(' |
	grep -vE '^(main\.c|base/mem\.c):' | broken 'ends the process'

{
	word '(perror|printf|psignal|putchar|putchar_unlocked|puts|vprintf)[[:blank:]]*\('
	word '(stdout|stderr|STDOUT_FILENO|STDERR_FILENO)([^A-Za-z0-9_]|$)'
	word '(dprintf|vdprintf|write|writev)[[:blank:]]*\([[:blank:]]*[12][[:blank:]]*,'
} | grep -vE '^(main\.c:|cli/|plain/|ui/term\.c:)' | sort -u | broken 'prints'

cat "$tmp/broken"
[ ! -s "$tmp/broken" ]
