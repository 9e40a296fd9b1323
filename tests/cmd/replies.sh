#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What someone said, in plain lines and in my reflections; and a mentor's copy: read, answered,
# checked, printed.
. "$(dirname "$0")/common.sh"
unset VISUAL EDITOR LEADERPLUS_PLAIN ACCESSIBLE LEADERPLUS_START
LEADERPLUS_PLAIN=1
export LEADERPLUS_PLAIN

# talk FILE STATUS LINES: a conversation in which these are typed.
talk() {
	wanted=$2
	# shellcheck disable=SC2059 # the format is the point
	printf "$3" >"$tmp/in"
	asked=$3
	"$LEADERPLUS" --pack "$pack" "$1" <"$tmp/in" >"$tmp/out" 2>"$tmp/err"
	got=$?
	[ "$got" -eq "$wanted" ] || wrong "$asked: status $got, not $wanted:" "$(cat "$tmp/err")"
	LC_ALL=C tr -d '\n\040-\176\200-\377' <"$tmp/out" >"$tmp/controls"
	[ ! -s "$tmp/controls" ] || wrong "$asked: control characters:" "$(od -c "$tmp/controls")"
}
# masked NAME: what was said, without days and places.
masked() {
	sed "s|$tmp|FOLDER|g; s/[A-Z][a-z]*day [0-9]* [A-Z][a-z]* 20[0-9][0-9]/TODAY/; s/saved [0-9][0-9]:[0-9][0-9]/saved HH:MM/; s/$(date +'%-d %B %Y')/TODAY/g" \
		"$tmp/out" >"$tmp/masked"
	golden "$1" "$tmp/masked"
}
has() { grep -qF -e "$1" "$tmp/out" || wrong "$asked: no '$1':" "$(cat "$tmp/out")"; }
has_not() { ! grep -qF -e "$1" "$tmp/out" || wrong "$asked: there is '$1':" "$(cat "$tmp/out")"; }
kept() { tr -d '\t' <"$1" | grep -qF -e "$2" || wrong "$asked: '$2' is not kept:" "$(cat "$1")"; }

# Under one's own words: from whom, when, what; then changed, and written on since.
cat "$data/workbook.json" >"$tmp/book.json"
talk "$tmp/book.json" 0 'go 3\nsaid\n1\nWhat did you do?\nAnd then?\n.\nMs Hughes\n3 October 2019\nagain\nsaid\n3\n1\nTell me.\n.\n\n\nbefore\nwrite\nI went to see.\n.\nbefore\nquit\n'
masked said.txt
kept "$tmp/book.json" '"at":"2019-10-03T12:00:00Z"'
kept "$tmp/book.json" '"text":"What did you do?\nAnd then?\nTell me."'
talk "$tmp/book.json" 0 'go 3\nsaid\n1\nTwo.\n.\nB\nyesterday\nsaid\n4\n3\nbefore\nquit\n'
! grep -qF "Two." "$tmp/book.json" || wrong "$asked: a reply that was removed is kept"
has "There are no words in it, so nothing is kept."
talk "$tmp/book.json" 1 'go 3\nsaid\n1\nTwo.\n.\nB\ntomorrow\ntoday\nquit\n'
has "That day is still to come"
# What is typed at once is the words, whatever comes behind; no words, no questions.
cat "$tmp/book.json" >"$tmp/at-once.json"
talk "$tmp/at-once.json" 0 'go 3\nsaid\n1\nOnly this.\n.\n.\nquit\n'
kept "$tmp/at-once.json" '"text":"Only this."'
talk "$tmp/at-once.json" 0 'go 3\nsaid\n1\nNot ended.\n'
kept "$tmp/at-once.json" '"text":"Not ended."'
talk "$tmp/at-once.json" 0 'go 3\nsaid\n1\n.\nquit\n'
has "There are no words in it, so nothing is kept."
talk "$tmp/book.json" 1 'go 2\nsaid\nquit\n'
has "There is nothing to write on this page."
# At the name and at the day quit quits, too, and the words are kept.
for lines in '' 'Ms Hughes\n'; do
	cp "$tmp/at-once.json" "$tmp/quit.json"
	talk "$tmp/quit.json" 0 "go 3\\nsaid\\n1\\nThen this.\\n.\\n${lines}quit\\nabout\\n"
	has_not 'Your words are in this file'
	kept "$tmp/quit.json" '"text":"Then this."'
	! grep -qF '"quit"' "$tmp/quit.json" || wrong "$asked: quit is a name"
done
talk "$tmp/book.json" 0 'cover\ngo 3\nbefore\nfind you do\nquit\n'
sed '1,/are covered/d' "$tmp/out" >"$tmp/covered"
! grep -q -e Hughes -e 'did you' "$tmp/covered" || wrong "$asked: covered words show:" "$(cat "$tmp/covered")"

# In my reflections, unless they are left out; in a mentor's only where they are chosen.
sed 's|"now": { "layers"|"now": { "share": [ "mentor" ], "replies": [\
	{ "id": "r", "clock": 9, "at": "2026-11-30T12:00:00Z", "from": "Ms \\u001b[31mHughes", "to": "6d2c0000-0000-4000-8000-000000000002", "text": "<b>Why?\\u0007</b>" }\
	], "layers"|' "$data/workbook.json" >"$tmp/book.json"
chmod 600 "$tmp/book.json"
talk "$tmp/book.json" 0 'summary\n1\nquit\n'
has "Words of Ms ^[[31mHughes:"
has "End of the words of Ms ^[[31mHughes."
for form in text md html; do
	run 0 --pack "$pack" summary -f $form "$tmp/book.json"
	has "Hughes, 30 November 2026"
	has "Why?"
	[ $form != html ] || has_not "<b>Why"
	LC_ALL=C tr -d '\n\040-\176\200-\377' <"$tmp/out" >"$tmp/controls"
	[ ! -s "$tmp/controls" ] || wrong "$asked: control characters"
done
run 0 --pack "$pack" summary --no-replies "$tmp/book.json"
has_not Hughes
run 0 --pack "$pack" summary --for mentor "$tmp/book.json"
has_not Hughes
run 0 --pack "$pack" summary --for mentor --replies "$tmp/book.json"
has Hughes

# A mentor's copy: read in the order of the book, answered, and never changed otherwise.
cat >"$tmp/copy.json" <<'END'
{ "format": "leaderplus-share", "version": 1, "for": "mentor", "language": "en", "id": "w",
  "pack": { "id": "small-book", "version": "1" },
  "answers": {
	"next": { "layers": [ { "id": "b", "clock": 2, "at": "2026-10-03T12:00:00Z",
	  "question": "What might you do differently?", "text": "Ask \u001b[31mfirst." } ] },
	"now": { "layers": [ { "id": "a", "clock": 1, "at": "2026-10-03T12:00:00Z",
	  "question": "How are things now?", "text": "", "open": true } ] },
	"mentor-copy-talk-about": { "layers": [ { "id": "p", "clock": 3, "at": "2026-10-03T12:00:00Z",
	  "question": "What I want to talk about", "text": "Trust." } ] } } }
END
chmod 600 "$tmp/copy.json"
cp "$tmp/copy.json" "$tmp/given.json"
talk "$tmp/copy.json" 1 'write\nNo.\n.\nerase\nsteps\nopen\nshare\nundo\nback\nnext\nnext\ncontents\nsave\nquit\n'
same "$tmp/given.json" "$tmp/copy.json" "a copy that was only read"
masked given.txt
talk "$tmp/copy.json" 0 'reply\nWait with it.\n.\nMs Hughes\nreply 1\nWhom do you trust?\n.\nnext\nreply\nWhom?\nFirst of all?\n.\nbefore\nreply\n2\n2\nWho?\n.\n\ngiven\nhelp\nquit\n'
masked replied.txt
for words in Wait 'Whom do you' '"text":"Who?"' '"from":"Ms Hughes"' 'leaderplus-share' '\u001b[31mfirst'; do
	kept "$tmp/copy.json" "$words"
done
talk "$tmp/copy.json" 1 'reply 7\nquit\n'
has "none of the numbers that given shows"
sed '/mentor-copy-talk/,$d; s/"open": true } \] },/"open": true } ] } } }/' "$tmp/given.json" >"$tmp/pages.json"
chmod 600 "$tmp/pages.json"
talk "$tmp/pages.json" 1 'given\nreply 1\nquit\n'
has "There are no numbers here"
talk "$tmp/copy.json" 0 'words\ngo 4\nwords\nbefore\nfind nothing of this\nquit\n'
has_not "You left it open"
has_not "of yours"
has_not "Your words:"
has "in what you were given"
run 0 --pack "$pack" summary "$tmp/copy.json"
masked given-all.txt
# In another sitting: the name is known, and what was said can be changed.
cp "$tmp/copy.json" "$tmp/again.json"
talk "$tmp/again.json" 0 'next\nreply\n2\n1\nAnd why?\n.\nMs Grey\nreply\n1\nAfter all.\n.\nquit\n'
has "Words of Ms Hughes:"
has "Your name: Ms Hughes. Enter alone leaves it so."
kept "$tmp/again.json" '"text":"Who?\nAnd why?"'
kept "$tmp/again.json" '"from":"Ms Grey"'
run 0 --pack "$pack" summary -o "$tmp/all.html" "$tmp/copy.json"
run 0 check "$tmp/copy.json"
chmod 400 "$tmp/copy.json"
talk "$tmp/copy.json" 0 'reply\nquit\n'
has "For reading only: the file is write-protected; you can read here."
talk "$tmp/copy.json" 1 'help\nwrite\nquit\n'
has_not "reply"

# It is nobody's workbook of this computer, and a copy for a group is for another command.
talk "$tmp/copy.json" 0 'quit\n'
find "$HOME" -type f >"$tmp/left"
[ ! -s "$tmp/left" ] || wrong "a copy left something on the computer:" "$(cat "$tmp/left")"
sed 's/"mentor"/"group"/' "$tmp/given.json" >"$tmp/group.json"
talk "$tmp/group.json" 1 ''
err_has "leaderplus collate"
finish
