#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Help, version, wrong usage, and what happens where there is no terminal.
. "$(dirname "$0")/common.sh"

run 0 --help
no_err
golden help.txt "$tmp/out"
run 0 summary --help
golden help.txt "$tmp/out"
run 0 help
golden help.txt "$tmp/out"
run 0 help accessibility
no_err
for word in --plain LEADERPLUS_PLAIN ACCESSIBLE BRLTTY Orca NVDA speakup "not yet" "not to work"; do
	grep -qF -e "$word" "$tmp/out" || wrong "help accessibility does not name $word"
done
awk 'length($0) > 72' "$tmp/out" >"$tmp/long"
[ ! -s "$tmp/long" ] || wrong "lines of help accessibility are too long:" "$(cat "$tmp/long")"
run 0 --version
no_err
sed '1s/[0-9][0-9.]*$/VERSION/' "$tmp/out" >"$tmp/version"
golden version.txt "$tmp/version"

# Every line of the help fits a terminal.
run 0 --help
awk 'length($0) > 79' "$tmp/out" >"$tmp/long"
[ ! -s "$tmp/long" ] || wrong "lines of --help are too long:" "$(cat "$tmp/long")"

# refused ARGUMENT...: wrong usage, told on standard error, with where to read more.
refused() {
	run 2 "$@"
	no_out
	err_has "leaderplus: "
	err_has "leaderplus --help"
}
refused --no-such-option
refused -x
refused --pack
refused one.json two.json
refused help nothing
refused help accessibility more
refused present --no-such-option
refused present 1 2
refused present --room
refused present --voices
refused present --set=theme=blue
refused present --set=workbook=/tmp/w.json
refused summary --no-such-option
refused summary -f
refused summary -f doc
refused summary --for everybody
refused summary -o
refused summary one.json two.json
refused summary --pack

# Without a terminal the workbook declines, and names what works.
run 2
no_out
err_has "leaderplus summary"
err_has "leaderplus --plain"
run 2 present 11
no_out
err_has "leaderplus pack guide"
run 2 "$tmp/new.json"
err_has "leaderplus summary"
[ ! -e "$tmp/new.json" ] || wrong "a workbook was made without asking"
[ -z "$(ls -A "$HOME")" ] || wrong "something was left in HOME:" "$(ls -AR "$HOME")"

# Names from the command line are made safe.
run 1 summary "$(printf '%s/no\033[31msuch\302\233file.json' "$tmp")"
if LC_ALL=C grep -q "$(printf '\033')" "$tmp/err" || LC_ALL=C grep -q "$(printf '\302\233')" "$tmp/err"; then
	wrong "a control character reached the terminal"
fi

# A full or closed standard output is told.
if [ -c /dev/full ]; then
	"$LEADERPLUS" --pack "$pack" summary "$data/workbook.json" >/dev/full 2>"$tmp/err"
	[ $? -eq 1 ] || wrong "a full standard output is not told by the status"
	err_has "standard output"
	"$LEADERPLUS" --help >/dev/full 2>"$tmp/err"
	[ $? -eq 1 ] || wrong "--help on a full standard output is not told by the status"
fi
finish
