#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The summary as a browser sees it: its headings, its words, its language, and its
# style, which the page's own Content-Security-Policy must let in; no script, and
# nothing from outside.
#
# CHROMIUM: the browser.  Without one the test is skipped; CI installs it.
: "${TOP_SRCDIR:=$(cd "$(dirname "$0")/.." && pwd)}"
. "$TOP_SRCDIR/tests/cmd/common.sh"
: "${CHROMIUM:=$(command -v chromium || command -v chromium-browser || command -v google-chrome)}"
if [ -z "$CHROMIUM" ]; then
	echo "there is no Chromium here"
	exit 77
fi

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
[ -z "${KEEP:-}" ] || cp "$tmp/styled.png" "$tmp/plain.png" "$KEEP"
finish
