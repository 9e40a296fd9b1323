#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What I mean to try: leaderplus due and its calendar, and steps in plain lines.
. "$(dirname "$0")/common.sh"
unset VISUAL EDITOR LEADERPLUS_PLAIN ACCESSIBLE LEADERPLUS_START

# due STATUS ARGUMENT...
due() {
	status=$1
	shift
	run "$status" --pack "$pack" due "$@"
}

# holds FILE WORDS, lacks FILE WORDS
holds() { grep -qF -e "$2" "$1" || wrong "$asked: no '$2':" "$(cat "$1")"; }
lacks() { ! grep -qF -e "$2" "$1" || wrong "$asked: there is '$2':" "$(cat "$1")"; }

# talk STATUS LINES: a conversation in which these are typed.
talk() {
	wanted=$1
	# shellcheck disable=SC2059 # the format is the point
	printf "$2" >"$tmp/in"
	asked=$2
	"$LEADERPLUS" --pack "$pack" --plain "$tmp/book.json" <"$tmp/in" >"$tmp/out" 2>"$tmp/err"
	got=$?
	[ "$got" -eq "$wanted" ] || wrong "$asked: status $got, not $wanted:" "$(cat "$tmp/err")"
	LC_ALL=C tr -d '\n\040-\176\200-\377' <"$tmp/out" >"$tmp/controls"
	[ ! -s "$tmp/controls" ] || wrong "$asked: control characters:" "$(od -c "$tmp/controls")"
}
kept() { tr -d '\t' <"$tmp/book.json" | grep -qF -e "$1" || wrong "$asked: '$1' is not kept:" "$(cat "$tmp/book.json")"; }

# Nothing is due: not a word, and nothing is left beside the file.
cat "$data/workbook.json" >"$tmp/book.json"
due 0 "$tmp/book.json"
no_out
no_err
due 0 "$tmp/book.json" --ics
holds "$tmp/out" BEGIN:VCALENDAR
lacks "$tmp/out" BEGIN:VEVENT
due 1 "$tmp/none.json"
err_has "there is no workbook"
due 2 "$tmp/book.json" "$tmp/book.json"
due 2 --words "$tmp/book.json"
due 2 --nothing
[ "$(ls "$tmp")" = "$(ls "$tmp" | grep -v -e lock -e journal)" ] || wrong "due left files beside the workbook"

# Steps of other years, one that was asked about, one with words to be made safe.
sed 's|"next": { "layers"|"next": { "steps": [\
	{ "id": "6d2c0000-0000-4000-8000-0000000000a1", "clock": 9, "at": "2019-01-01T10:00:00Z", "when": "the bell rings,", "then": "ask Year 5", "with": "Megan", "look": "2019-05-17" },\
	{ "id": "6d2c0000-0000-4000-8000-0000000000a2", "clock": 9, "at": "2019-01-01T10:00:01Z", "then": "wait; and see, as Nain said: paid â phoeni", "obstacle": "time\\nand again", "look": "2999-12-31" },\
	{ "id": "6d2c0000-0000-4000-8000-0000000000a3", "clock": 9, "at": "2019-01-01T10:00:02Z", "then": "be done with it", "look": "2019-05-16", "asked": "2019-05-16" },\
	{ "id": "6d2c0000-0000-4000-8000-0000000000a4", "clock": 9, "at": "2019-01-01T10:00:03Z", "when": "it \\u001b[31mrains\\u0007\\nhard", "look": "2019-05-16" },\
	{ "id": "6d2c0000-0000-4000-8000-0000000000a5", "clock": 9, "at": "2019-01-01T10:00:04Z", "then": "have no day" }\
	], "layers"|' "$data/workbook.json" >"$tmp/book.json"
chmod 600 "$tmp/book.json"
cp "$tmp/book.json" "$tmp/before.json"
due 0 "$tmp/book.json"
no_err
golden due.txt "$tmp/out"
[ ! -e "$tmp/book.json.lock" ] || wrong "due took a lock"
same "$tmp/before.json" "$tmp/book.json" "the workbook"

# The calendar: days alone, unless words are wanted; private, over nothing.
due 0 "$tmp/book.json" --ics
no_err
sed 's/^DTSTAMP:.*Z/DTSTAMP:NOW/; s/^PRODID:.*/PRODID:PROGRAM/' "$tmp/out" | tr -d '\r' >"$tmp/days"
golden due.ics "$tmp/days"
for word in bell Year Megan wait rains; do
	lacks "$tmp/out" "$word"
done
due 0 --ics --words -- "$tmp/book.json"
holds "$tmp/out" 'SUMMARY:To look at again: When the bell rings\, I will ask Year 5.'
holds "$tmp/out" 'DESCRIPTION:Who will know: Megan'
lacks "$tmp/out" "be done with it"
lacks "$tmp/out" "have no day"
cp "$tmp/out" "$tmp/words"
due 0 --ics --words -o "$tmp/days.ics" "$tmp/book.json"
no_out
[ "$(mode "$tmp/days.ics")" = 600 ] || wrong "days.ics has mode $(mode "$tmp/days.ics")"
due 1 --ics -o "$tmp/days.ics" "$tmp/book.json"
err_has "days.ics"
holds "$tmp/days.ics" bell
due 0 --ics -o "$tmp/days.ics" --force "$tmp/book.json"
lacks "$tmp/days.ics" bell
due 1 --ics -o "$tmp/book.json" --force "$tmp/book.json"
err_has "OUT is the workbook itself"
same "$tmp/before.json" "$tmp/book.json" "the workbook that was OUT"
for python in ${PYTHON:-python3 /usr/bin/python3}; do
	"$python" -c 'import icalendar' 2>/dev/null || continue
	"$python" -c '
import sys
from icalendar import Calendar
days = {str(e["UID"])[-2:]: (str(e["DTSTART"].dt), str(e["SUMMARY"]), str(e.get("DESCRIPTION", "")))
        for e in Calendar.from_ical(open(sys.argv[1], "rb").read()).walk("VEVENT")}
for uid in sorted(days):
    print(uid, *days[uid], sep=" | ")
' "$tmp/words" >"$tmp/read" || wrong "icalendar cannot read it"
	golden due-read.txt "$tmp/read"
	break
done

# In plain lines: what is due is asked about, once.
talk 0 'look\n1\nThey showed me the queue.\nThen lunch.\n.\nin 2 years\n3\nlook\nquit\n'
holds "$tmp/out" "You meant to look at something again: look shows it."
[ "$(grep -c "What happened?" "$tmp/out")" -ge 2 ] || wrong "it does not ask:" "$(cat "$tmp/out")"
holds "$tmp/out" "When the bell rings, I will ask Year 5."
holds "$tmp/out" "Nothing is to be looked at again today."
kept '"text":"They showed me the queue.\nThen lunch."'
kept "\"asked\":\"$(date +%Y-%m-%d)\""
due 0 "$tmp/book.json"
no_out
talk 0 'look\nquit\n'
lacks "$tmp/out" "look shows it"
holds "$tmp/out" "Nothing is to be looked at again today."

# Steps: a new one, part by part; wrong days are explained; changed; removed.
cat "$data/workbook.json" >"$tmp/book.json"
talk 1 'steps\n1\nthe rota is made\nput it on the wall\n\nthe librarian\nend of term\n30 February\n2999-02-28\nback\nquit\n'
err_has "some of the lines that were piped in were not taken"
holds "$tmp/out" "'term' is not understood in 'end of term'."
holds "$tmp/out" "Thursday 28 February 2999"
holds "$tmp/out" "When the rota is made, I will put it on the wall."
kept '"when":"the rota is made"'
kept '"with":"the librarian"'
kept '"look":"2999-02-28"'
talk 0 'steps\n1\n1\n\nput it on the door\ntime\n-\n.\n1\n2\nIt hangs there.\n.\n\nquit\n'
holds "$tmp/out" "I will: put it on the wall"
holds "$tmp/out" "When the rota is made, I will put it on the door."
kept '"then":"put it on the door"'
kept '"obstacle":"time"'
kept '"look":"2999-02-28"'
kept '"text":"It hangs there."'
lacks "$tmp/book.json" librarian
talk 0 'steps\n1\n3\n1\n1\n3\n2\nback\nquit\n'
holds "$tmp/out" "The step is removed."
lacks "$tmp/book.json" "the rota is made"
lacks "$tmp/book.json" "It hangs there."

# Without a word no step is begun; the end of the input ends it, and what came is kept.
talk 0 'steps\n1\n\n\n\n\n\nback\nquit\n'
lacks "$tmp/book.json" '"steps"'
talk 0 'steps\n1\ncut off here'
kept '"when":"cut off here"'

# On a page that asks for none it is about the whole book; covered, about nothing.
talk 0 'go 1\nsteps\n1\nback\nback\nquit\n'
grep -qE '^[0-9]\. When cut off here' "$tmp/out" || wrong "$asked: no list:" "$(cat "$tmp/out")"
grep -qE '^[0-9]\. A new step: ' "$tmp/out" || wrong "$asked: no new step:" "$(cat "$tmp/out")"
talk 0 'cover\nsteps\nlook\ncalendar %s\nquit\n'
lacks "$tmp/out" "cut off"

# The calendar from inside.
talk 0 "calendar $tmp/none.ics\nquit\n"
holds "$tmp/out" "No step has a day to look at it again."
cp "$tmp/before.json" "$tmp/book.json"
talk 0 "calendar\ncalendar $tmp/in.ics\n1\ncalendar $tmp/in.txt\n1\ncalendar $tmp/in.ics\n2\ncalendar $tmp/both.ics\n2\nquit\n"
holds "$tmp/out" "Type calendar and the name of a file"
holds "$tmp/out" "let its name end in .ics"
holds "$tmp/out" "exists already"
lacks "$tmp/in.ics" bell
holds "$tmp/both.ics" bell
[ ! -e "$tmp/in.txt" ] || wrong "a calendar that ends in .txt was made"

finish
