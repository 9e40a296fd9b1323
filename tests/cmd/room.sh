#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The words of a room: summary makes a document of them, check reads them, and what opens
# workbooks refuses them.  present refuses other files before it opens them.
. "$(dirname "$0")/common.sh"
room=$tmp/talk.room.json
book=$CONTENT/distributing-leadership
cat >"$room" <<'END'
{
	"format": "leaderplus-room",
	"version": 1,
	"id": "3f2a0000-0000-4000-8000-000000000001",
	"pack": { "id": "distributing-leadership", "version": "1" },
	"answers": {
		"informal-leaders": { "layers": [
			{ "id": "l2", "clock": 2, "at": "2026-11-23T19:04:11Z", "question": "Who leads informally?",
			  "text": "the cook\n=1+1\n<script>alert(1)</script>" } ] },
		"spread-now": { "layers": [
			{ "id": "l1", "clock": 1, "at": "2026-11-23T19:00:00Z",
			  "question": "How far is leadership distributed in your school today?",
			  "text": "Year 5.\n\nThe caretaker \u001b[31mknew\u001b[0m first." } ] }
	}
}
END
cp "$room" "$tmp/before"

# A document in every form; nothing in it tells when, how many, or under which id.
for form in text md html; do
	run 0 --pack "$book" summary "$room" -f $form
	no_err
	for word in 3f2a0000 19:04 '"l1"' "$(printf '\033')"; do
		! grep -qF -e "$word" "$tmp/out" || wrong "$asked: '$word' is in it"
	done
	[ $form != html ] || ! grep -qF '<script>' "$tmp/out" || wrong "$asked: a script is in it"
	sed -e "s/'sha256-[^']*'/'sha256-HASH'/" -e '/<style>/,/<\/style>/c\
<style>' "$tmp/out" >"$tmp/shown"
	case $form in text) ending=txt ;; *) ending=$form ;; esac
	golden "room.$ending" "$tmp/shown"
done
run 0 --pack "$book" summary "$room" -o "$tmp/words.docx"
no_out
[ "$(mode "$tmp/words.docx")" = 600 ] || wrong "words.docx: mode $(mode "$tmp/words.docx")"
run 1 --pack "$book" summary "$room" -o "$tmp/words.docx"
err_has "exists already"
run 0 --pack "$book" summary "$room" -o "$tmp/words.docx" --force
run 1 --pack "$book" summary "$room" -o "$room" --force
err_has "OUT"
for choice in "--for mentor" --earlier --no-steps "--chapters ch1" "--by condition"; do
	# shellcheck disable=SC2086 # an option and its value
	run 2 --pack "$book" summary "$room" $choice
	err_has "no such choice"
done

# It is in order; what is wrong has a line.
run 0 check "$room"
no_out
sed 's/"clock": 2/"clock": -2/' "$room" >"$tmp/bad.room.json"
run 3 check "$tmp/bad.room.json"
grep -q "bad.room.json:8:" "$tmp/out" || wrong "check: no line:" "$(cat "$tmp/out")"
run 1 --pack "$book" summary "$tmp/bad.room.json"
err_has "bad.room.json"

# No command takes it for a workbook.
run 1 --pack "$book" --plain "$room"
err_has "leaderplus summary"
err_has "leaderplus present --room"
run 1 --pack "$book" due "$room"
err_has "words of a room"

# Without a terminal nothing is projected; before that, wrong names are told.
run 2 present --room
err_has "--room needs"
run 2 present --voices
err_has "--voices needs"
run 2 present --room "$room"
err_has "terminal"

same "$tmp/before" "$room" "the room"
for beside in .journal .bak; do
	[ ! -e "$room$beside" ] || wrong "$room$beside was made"
done
# Without its book it cannot be told what was asked; the message is about that.
run 1 --pack "$tmp/none/" summary "$room"
err_has "none"
finish
