#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Each of the program's files given to each command: what a command does not take it names, says what
# does take it, and puts nothing beside it.  (present is on a terminal: tests/pty/t_room.c.)
. "$(dirname "$0")/common.sh"
mkdir "$tmp/kinds"
cd "$tmp/kinds" || exit 99

# The files, by their kinds.
cat "$data/sittings.json" >workbook
run 0 --pack "$pack" share workbook --for mentor -o mentor
run 0 --pack "$pack" share workbook --for group -o group
for key in a b c; do
	sed 's/"key":"[^"]*"/"key":"'$key'"/' group
	echo
done >copies
run 0 --pack "$pack" collate copies -f fold -o fold
printf 'k\nk\nk\nk\n' | "$LEADERPLUS" --pack "$pack" collate fold --review >"$tmp/out" 2>&1 ||
	wrong "the fold cannot be reviewed:" "$(cat "$tmp/out")"
run 0 --pack "$pack" collate fold -f ndjson -o voices
mv fold.review review
cat >room <<'END'
{ "format": "leaderplus-room", "version": 1, "id": "3f2a0000-0000-4000-8000-000000000001",
  "pack": { "id": "small-book", "version": "1" }, "answers": { "now": { "layers": [
    { "id": "l", "clock": 1, "at": "2026-11-23T19:00:00Z", "question": "Q?", "text": "the cook" } ] } } }
END
printf 'PK\003\004 no such thing\n' >garbage
mkdir folder
rm -f copies workbook.*
for kind in workbook mentor group fold review voices room garbage; do
	[ -s $kind ] || wrong "there is no $kind"
done

# The next step that is told of each.
words_mentor="'leaderplus merge FILE' brings in"
words_group="'leaderplus collate' gathers those"
words_fold="'leaderplus collate FILE' shows"
words_review="'leaderplus collate FOLD --review' goes on"
words_voices="'leaderplus present --voices FILE' shows"
words_room="'leaderplus summary FILE' makes"
words_garbage="start leaderplus with this workbook"
words_folder="please name a file"
refused() { # WORDS ARGUMENT...
	words=$1
	shift
	run 1 --pack "$pack" "$@"
	no_out
	if ! grep -qF -e "$words" "$tmp/err" || ! grep -qF -e "$kind" "$tmp/err"; then
		wrong "$asked: no '$kind', or no '$words':" "$(cat "$tmp/err")"
	fi
}
cat workbook >own
find . -type f -exec cksum {} + | sort >"$tmp/before"
for kind in mentor group fold review voices room garbage folder; do
	eval "words=\$words_$kind"
	[ $kind = mentor ] || [ $kind = garbage ] || refused "$words" --plain $kind
	[ $kind = mentor ] || [ $kind = room ] || refused "$words" summary $kind
	refused "$words" due $kind
	refused "$words" share $kind --for mentor -o out
	refused "$words" share $kind --for group -o out
	refused "$words" merge $kind workbook
	[ $kind = garbage ] && words="'leaderplus check garbage'"
	[ $kind = mentor ] || refused "$words" merge own $kind
	case $kind in group | fold | folder) continue ;; esac
	refused "'leaderplus share --for group'" collate $kind
	refused "'leaderplus share --for group'" collate $kind --review
	refused "'leaderplus share --for group'" collate $kind -f fold -o out
done
kind=workbook
refused "'leaderplus share --for group'" collate workbook

# The lock stays beside what may be a workbook.
rm -f own.lock garbage.lock
find . -type f -exec cksum {} + | sort >"$tmp/after"
same "$tmp/before" "$tmp/after" "what was there"

# What is taken.
for kind in workbook mentor group fold review voices room; do
	run 0 check $kind
	no_out
	no_err
done
run 0 --pack "$pack" summary mentor
run 0 --pack "$pack" summary room
run 0 --pack "$pack" due workbook
run 0 --pack "$pack" collate group
run 0 --pack "$pack" collate fold
run 0 --pack "$pack" merge own mentor
rm -f ./*.lock

# check names what is wrong in each, and says of a stranger what may be done.
run 3 check garbage
grep -qF "leaderplus garbage" "$tmp/out" || wrong "check: no next step:" "$(cat "$tmp/out")"
for kind in fold review voices room; do
	{ sed 's/"version": *1/"version": -1/; s/"version":	1/"version": -1/' $kind; echo; echo '{"x":}'; } >bad
	run 3 check bad
	grep -q '^bad:' "$tmp/out" || wrong "check of a bad $kind does not name it:" "$(cat "$tmp/out")"
done

# What passes something over says so, and that what it wrote lacks that.
run 1 --pack "$pack" collate group voices
grep -qF "Ask first" "$tmp/out" || [ -s "$tmp/out" ] || wrong "$asked: wrote nothing"
err_has "voices: "
err_has "passed over"

# Where another window has the workbook it is said how to go on.
cat "$data/sittings.json" >own
if command -v flock >/dev/null; then
	: >own.lock
	for command in "share own --for group -o out" "merge own workbook"; do
		# shellcheck disable=SC2086 # a command and its arguments
		flock own.lock "$LEADERPLUS" --pack "$pack" $command >"$tmp/out" 2>"$tmp/err" </dev/null &&
			wrong "$command: done in spite of the lock"
		asked=$command
		err_has "'own' is open in another window; please close that one"
		[ ! -e out ] || wrong "$command: wrote a copy"
	done
fi

# A damaged copy beside it is named once at the start, and is not in the way.
rm -f own.lock
printf 'torn' >"own (1)"
run 0 --pack "$pack" --plain own
[ "$(grep -c "leaderplus check 'own (1)'" "$tmp/out")" -eq 1 ] || wrong "$asked: not once:" "$(cat "$tmp/out")"
finish
