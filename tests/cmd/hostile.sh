#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Words that try to do something: escape sequences, HTML, Markdown, marks that turn
# the direction of text.  In no output do they do it, and the words are all there.
. "$(dirname "$0")/common.sh"
book=$data/hostile.json

# The bytes of characters that no output may hold, one to a line.
{
	printf '\302\255\n\330\234\n\341\240\216\n'		# U+00AD U+061C U+180E
	printf '\342\200\213\n\342\200\216\n\342\200\217\n'	# U+200B U+200E U+200F
	printf '\342\200\250\n\342\200\251\n'			# U+2028 U+2029
	printf '\342\200\252\n\342\200\253\n\342\200\254\n\342\200\255\n\342\200\256\n'
	printf '\342\201\246\n\342\201\247\n\342\201\250\n\342\201\251\n'
	printf '\356\200\200\n\357\273\277\n\357\277\276\n'	# U+E000 U+FEFF U+FFFE
	printf '\363\240\201\201\n'				# U+E0041, a tag
	for c in 0 1 2 3; do
		for d in 0 1 2 3 4 5 6 7; do
			printf '%b\n' "\\0302\\02$c$d"	# C1: U+0080 to U+009F
		done
	done
} >"$tmp/refused"

# harmless FORM: $tmp/out has none of them, and no control character but LF.
harmless() {
	LC_ALL=C tr -d '\n\040-\176\200-\377' <"$tmp/out" >"$tmp/controls"
	[ ! -s "$tmp/controls" ] || wrong "$1: control characters:" "$(od -c "$tmp/controls")"
	if LC_ALL=C grep -nF -f "$tmp/refused" "$tmp/out" >"$tmp/found"; then
		wrong "$1: refused characters:" "$(cat -v "$tmp/found")"
	fi
	iconv -f UTF-8 -t UTF-8 "$tmp/out" >/dev/null || wrong "$1: not UTF-8"
	for words in "sequence begins" "sequence ends" "turned round" "bold words" "alert(1)" \
		"not a heading" "not a list" "not code" "not a fence" "not a rule" "not a comment" \
		"stray words" "the very end"; do
		grep -qF "$words" "$tmp/out" || wrong "$1: '$words' is left out"
	done
}

run 0 --pack "$pack" summary "$book"
harmless text
cp "$tmp/out" "$tmp/text"
run 0 --pack "$pack" summary "$book" -f html
harmless html
LC_ALL=C grep -o '<[A-Za-z/!][^>]*>' "$tmp/out" | sed 's/[[:space:]>].*//' | sort -u |
	grep -vxE '</?(html|head|title|style|body|main|h1|h2|h3|p|em|strong|blockquote|ul|li)|<!doctype|<(meta|br|hr)' >"$tmp/tags"
[ ! -s "$tmp/tags" ] || wrong "html: tags that are not ours:" "$(cat "$tmp/tags")"
[ "$(grep -c '<h1>' "$tmp/out")" -eq 1 ] || wrong "html: not one h1"
[ "$(grep -c '</style>' "$tmp/out")" -eq 1 ] || wrong "html: the style is closed twice"
sed '/<style>/,/<\/style>/d; /^<meta /d' "$tmp/out" | grep -nE '(src|href|on[a-z]+|style)=' | grep -v '&lt;' >"$tmp/found"
[ ! -s "$tmp/found" ] || wrong "html: attributes:" "$(cat "$tmp/found")"
run 0 --pack "$pack" summary "$book" -f md
harmless md
sed 's/\\.//g' "$tmp/out" | grep -nE '<[A-Za-z/!]|\]\(' >"$tmp/found"
[ ! -s "$tmp/found" ] || wrong "md: HTML or links:" "$(cat "$tmp/found")"
sed 's/^> \{0,1\}//' "$tmp/out" >"$tmp/unquoted"
for begin in '# not a' '- not a' '1. not a' '    not' '~~~' '```' '---' '===' '+ not a'; do
	if grep -n '' "$tmp/unquoted" | grep -vx '[0-9]*:-----' |
		awk -v b=":$begin" 'index($0, b) == index($0, ":")' | grep . >"$tmp/found"; then
		wrong "md: a line begins with '$begin':" "$(cat "$tmp/found")"
	fi
done
[ "$(grep -c '^# ' "$tmp/out")" -eq 1 ] || wrong "md: not one title"

# The same in a locale without UTF-8, where nothing is known of widths.
LC_ALL=C
run 0 --pack "$pack" summary "$book"
harmless 'text, LC_ALL=C'
LC_ALL=C.UTF-8
finish
