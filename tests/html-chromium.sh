#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The summary, and the guide for facilitators, as a browser sees them: its headings, its words, its language, and its
# style, which the page's own Content-Security-Policy must let in; no script, and
# nothing from outside; axe-core finds nothing in it, nor does tidy; printed, it
# leaves room for a pen and keeps a question with its answer.
#
# CHROMIUM: the browser.  Without one the test is skipped; CI installs it, tidy and
# poppler-utils.
# AXE: the file axe.min.js of axe-core.  CI gets it from the npm registry, and fails
# where that is not to be had, or is another than the one known here; elsewhere no
# test goes out for it, and without AXE it says that nothing was judged by it.
# HERE: the program with its catalogues beside it.
: "${TOP_SRCDIR:=$(cd "$(dirname "$0")/.." && pwd)}"
. "$TOP_SRCDIR/tests/cmd/common.sh"
: "${CHROMIUM:=$(command -v chromium || command -v chromium-browser || command -v google-chrome)}"
if [ -z "$CHROMIUM" ]; then
	echo "there is no Chromium here"
	exit 77
fi

axe_version=4.14.1
axe_sha512=1477dafa598d8d065f273d6af302aa203c02e83131707b7fa648cd41bd3d6b73
axe_sha512=${axe_sha512}4f8c22a0dab86ee6a6f64b8afbe804b214d36db85a2826965edfb3a0b9d546b5
: "${HERE:=$TOP_SRCDIR/build/tests/here}"

# browse FILE OPTION...: standard output, and what the browser says in $tmp/log.
browse() {
	page=$1
	shift
	rm -rf "$tmp/profile"
	timeout 90 "$CHROMIUM" --headless --no-sandbox --disable-gpu --disable-quic \
		--no-first-run --disable-background-networking --disable-component-update \
		--disable-sync --disable-dev-shm-usage --user-data-dir="$tmp/profile" \
		--enable-logging=stderr --virtual-time-budget=2000 "$@" "file://$page" 2>"$tmp/log"
}

# Whether the browser refused something for the policy's sake.
refused() { grep -qi 'content security policy' "$tmp/log"; }

# headings DOM: the levels of its headings, one a line.
headings() { grep -oE '<h[1-6]' "$1" | tr -d '<h'; }

# check_page DOM WHAT
check_page() {
	[ "$(headings "$1" | grep -c 1)" -eq 1 ] || wrong "$2: not one h1"
	headings "$1" | awk -v last=0 '$1 > last + 1 { exit 1 } { last = $1 }' ||
		wrong "$2: headings out of order:" "$(headings "$1")"
	grep -qE '<html lang="en"' "$1" || wrong "$2: no language"
	grep -qE '<meta http-equiv="Content-Security-Policy" content="default-src .none.;' "$1" ||
		wrong "$2: no policy"
	# The browser's own quoting leaves no "<" that is text.
	if grep -oiE '<(script|img|iframe|object|embed|link|a|form|svg|base|video|audio)[ >]' "$1"; then
		wrong "$2: elements that are not ours"
	fi
	if sed '/<style>/,/<\/style>/d' "$1" | grep -oE '<[^>]* (style|src|href|on[a-z]+)='; then
		wrong "$2: attributes that are not ours"
	fi
}

run 0 --pack "$pack" summary "$data/workbook.json" -o "$tmp/summary.html"
run 0 --pack "$pack" summary "$data/hostile.json" -o "$tmp/hostile.html"
run 0 --pack "$CONTENT/distributing-leadership" pack guide -o "$tmp/guide.html"
run 0 --pack "$CONTENT/distributing-leadership" pack guide --handout -o "$tmp/handout.html"

browse "$tmp/summary.html" --dump-dom >"$tmp/dom" || wrong "Chromium failed:" "$(cat "$tmp/log")"
check_page "$tmp/dom" summary
! refused || wrong "the policy refuses the page's own style:" "$(cat "$tmp/log")"
for words in "My reflections" "Louder." "The lunch queue was changed without asking.<br>" \
	"tŷ bach, 領導, 🌱" "Ask first." "Words that must not vanish." "At the queue."; do
	grep -qF "$words" "$tmp/dom" || wrong "the page lacks '$words'"
done

browse "$tmp/hostile.html" --dump-dom >"$tmp/dom" || wrong "Chromium failed:" "$(cat "$tmp/log")"
check_page "$tmp/dom" hostile
! refused || wrong "hostile words trouble the policy:" "$(cat "$tmp/log")"

for name in guide handout; do
	browse "$tmp/$name.html" --dump-dom >"$tmp/dom" || wrong "Chromium failed:" "$(cat "$tmp/log")"
	check_page "$tmp/dom" "$name"
	! refused || wrong "the policy refuses the style of the $name:" "$(cat "$tmp/log")"
done

# That a refusal would be seen: the same page with one more blank in its style.
sed 's/^:root {/:root  {/' "$tmp/summary.html" >"$tmp/altered.html"
browse "$tmp/altered.html" --dump-dom >"$tmp/dom" || wrong "Chromium failed:" "$(cat "$tmp/log")"
refused || wrong "a style that the policy does not know was not refused:" "$(cat "$tmp/log")"

# That the style is applied: with it the picture is another one than without.
browse "$tmp/summary.html" --screenshot="$tmp/styled.png" --window-size=800,1200 >/dev/null
browse "$tmp/altered.html" --screenshot="$tmp/plain.png" --window-size=800,1200 >/dev/null
for picture in styled plain; do
	head -c 8 "$tmp/$picture.png" | od -An -tx1 | grep -q '89 50 4e 47 0d 0a 1a 0a' ||
		wrong "no picture $picture.png"
done
if cmp -s "$tmp/styled.png" "$tmp/plain.png"; then
	wrong "the style changes nothing"
fi
# missing TOOL WHAT: WHAT is not looked at; in CI that is wrong.
missing() {
	if [ "${CI:-}" = true ]; then
		wrong "there is no $1: $2"
	else
		echo "*** there is no $1 here: $2"
	fi
}

# ---- other languages ----

if [ -x "$HERE" ]; then
	"$HERE" --lang cy --pack "$pack" summary "$data/workbook.json" -o "$tmp/welsh.html" ||
		wrong "no summary in Welsh"
	browse "$tmp/welsh.html" --dump-dom >"$tmp/dom" || wrong "Chromium failed:" "$(cat "$tmp/log")"
	for words in '<html lang="cy">' '<h2 lang="en">The first chapter' '<blockquote lang="" dir'; do
		grep -qF "$words" "$tmp/dom" || wrong "the Welsh page lacks '$words'"
	done
else
	missing "$HERE" "the page in Welsh was NOT looked at"
fi

# ---- axe-core ----

# get_axe: into $tmp/axe.min.js.
get_axe() {
	if [ -n "${AXE:-}" ]; then
		cp "$AXE" "$tmp/axe.min.js"
		return
	fi
	[ "${CI:-}" = true ] || return
	(cd "$tmp" && npm pack --silent "axe-core@$axe_version" >/dev/null) || return
	echo "$axe_sha512  $tmp/axe-core-$axe_version.tgz" | sha512sum -c --status || {
		wrong "this is not the axe-core $axe_version that is known here"
		return 1
	}
	tar -xzOf "$tmp/axe-core-$axe_version.tgz" package/axe.min.js >"$tmp/axe.min.js"
}

# judge FILE dark|light: what axe-core says of a copy, whose policy lets it in, in $tmp/said.
judge() {
	[ "$2" = light ]	# 0 is dark, 1 is light
	scheme=$((1 - $?))
	sed -e '/http-equiv="Content-Security-Policy"/d' \
		-e 's|</head>|<script src="axe.min.js"></script><script src="html-axe.js"></script></head>|' \
		"$1" >"$tmp/judged.html"
	browse "$tmp/judged.html" --blink-settings=preferredColorScheme=$scheme --dump-dom \
		--virtual-time-budget=20000 >"$tmp/dom" || wrong "Chromium failed:" "$(cat "$tmp/log")"
	sed -n 's/.*<body>//; s/<\/body>.*//; /^\(dark\|light\)$/,$p' "$tmp/dom" >"$tmp/said"
	[ "$(head -n 1 "$tmp/said")" = "$2" ] && grep -q '^judged by [1-9][0-9] rules' "$tmp/said" ||
		wrong "axe-core did not judge $1, $2:" "$(cat "$tmp/dom")" "$(tail -n 2 "$tmp/log")"
}

# finds RULE SCRIPT dark|light: axe-core finds RULE broken once sed's SCRIPT has changed the page.
finds() {
	sed "$2" "$tmp/summary.html" >"$tmp/broken.html"
	judge "$tmp/broken.html" "$3"
	grep -q "^wrong $1: " "$tmp/said" || wrong "axe-core does not see, $3, what '$2' broke"
}

if get_axe; then
	cp "$TOP_SRCDIR/tests/html-axe.js" "$tmp"
	for name in summary hostile welsh guide handout; do
		[ -e "$tmp/$name.html" ] || continue
		for scheme in light dark; do
			judge "$tmp/$name.html" $scheme
			! grep '^wrong' "$tmp/said" || wrong "axe-core on the page $name, $scheme"
		done
	done
	finds html-has-lang 's/<html lang="en">/<html>/' light
	finds heading-order 's/h3>/h5>/g' light
	finds landmark-one-main 's/main>/div>/' light
	finds color-contrast 's/--ink: #1f1d1a/--ink: #8f8d8a/' light
	finds color-contrast 's/--ink: #e8e4dc/--ink: #68645c/' dark
	sed -n 2p "$tmp/said"
else
	missing axe-core "NOTHING was judged by the rules of accessibility"
fi

# ---- tidy ----

# lang="" is HTML's own way to say that nobody knows (HTML, 3.2.6.2).
if command -v tidy >/dev/null; then
	for name in summary hostile welsh guide handout; do
		[ -e "$tmp/$name.html" ] || continue
		tidy -q -e -utf8 "$tmp/$name.html" 2>&1 | grep -v 'attribute "lang" lacks value$' >"$tmp/said"
		[ ! -s "$tmp/said" ] || wrong "tidy on the page $name:" "$(cat "$tmp/said")"
	done
	sed 's|</h3>|</h4>|' "$tmp/summary.html" | tidy -q -e -utf8 2>/dev/null &&
		wrong "tidy does not see a heading that ends as another"
else
	missing tidy "its warnings are NOT known"
fi

# ---- print ----

# A workbook whose answers end at every height of a page: paragraphs of one to nine lines,
# in one to four sittings.
long_book() {
	awk 'BEGIN {
		printf("{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"long\",\"pack\":")
		printf("{\"id\":\"small-book\",\"version\":\"1\"},\"answers\":{")
		for (i = 1; i <= 40; i++) {
			printf("%s\"stray-%d\":{\"layers\":[", (i > 1 ? "," : ""), i)
			for (k = 1; k <= i % 4 + 1; k++) {
				printf("%s{\"id\":\"%d-%d\",\"clock\":%d,\"at\":\"2026-0%d-03T07:00:00Z\",",
					(k > 1 ? "," : ""), i, k, i * 10 + k, k)
				printf("\"question\":\"Q%d? And what of it?\",\"text\":\"", i)
				for (p = 0; p < (i + k) % 3 + 1; p++) {
					printf("%s", (p ? "\\n\\n" : ""))
					for (w = 0; w < (i * 7 + k * 5 + p * 3) % 9 * 11 + 3; w++)
						printf("words%s", (w % 11 == 10 ? ". " : " "))
					printf("end.")
				}
				printf("\"}")
			}
			printf("]}")
		}
		print "}}"
	}'
}

# The last line of each page of $tmp/print.pdf above its number, but for the document's last.
last_lines() {
	pdftotext -layout "$tmp/print.pdf" - | awk '
		/^\f/ { if (before) print before; before = line = "" }
		NF { before = line; line = $0 }'
}

if command -v pdftotext >/dev/null; then
	long_book >"$tmp/long.json"
	run 0 --pack "$pack" summary "$tmp/long.json" -o "$tmp/long.html"
	browse "$tmp/long.html" --no-pdf-header-footer --print-to-pdf="$tmp/print.pdf" >/dev/null
	pdfinfo "$tmp/print.pdf" >"$tmp/info" || wrong "nothing was printed:" "$(tail -n 2 "$tmp/log")"
	grep -qE '^Page size: .*\(A4\)$' "$tmp/info" || wrong "the print is not on A4:" "$(cat "$tmp/info")"
	# 210 mm less 58 are 431 points.
	pdftotext -bbox "$tmp/print.pdf" "$tmp/bbox"
	grep -q '<word' "$tmp/bbox" || wrong "the print has no words"
	sed -n 's/.* xMax="\([0-9]*\).*/\1/p' "$tmp/bbox" | awk '$1 > 432 { exit 1 }' ||
		wrong "the print runs into the margin for notes"
	last_lines >"$tmp/last"
	[ "$(grep -c . "$tmp/last")" -gt 5 ] || wrong "the print has no pages:" "$(cat "$tmp/info")"
	! grep -E 'Q[0-9]+\?|Written on|Earlier, on' "$tmp/last" ||
		wrong "a page of the print ends with a question or a date"
	# That it would be seen.
	sed 's/break-after: avoid//g' "$tmp/long.html" >"$tmp/torn.html"
	sed -i '/Content-Security-Policy/d' "$tmp/torn.html"
	browse "$tmp/torn.html" --no-pdf-header-footer --print-to-pdf="$tmp/print.pdf" >/dev/null
	last_lines | grep -qE 'Q[0-9]+\?|Written on|Earlier, on' ||
		wrong "what keeps questions and answers together makes no difference here"
else
	missing pdftotext "the page was NOT printed"
fi

[ -z "${KEEP:-}" ] || cp "$tmp"/*.png "$tmp"/*.html "$tmp/print.pdf" "$KEEP"
finish
