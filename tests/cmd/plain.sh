#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The plain conversation through pipes: transcripts of what is said, what is in the file
# afterwards, and that nothing but letters and line feeds leaves it.
. "$(dirname "$0")/common.sh"
full=$CONTENT/distributing-leadership
unset VISUAL EDITOR LEADERPLUS_PLAIN ACCESSIBLE LEADERPLUS_START

# letters FILE: no byte below 0x20 but LF, no DEL, no C1, and it is UTF-8.
letters() {
	LC_ALL=C tr -d '\n\040-\176\200-\377' <"$1" >"$tmp/controls"
	[ ! -s "$tmp/controls" ] || wrong "$asked: control characters:" "$(od -c "$tmp/controls")"
	iconv -f UTF-8 -t UCS-4LE "$1" >"$tmp/ucs4" || wrong "$asked: not UTF-8"
	od -An -v -tu4 -w4 "$tmp/ucs4" | awk '$1 >= 127 && $1 < 160' >"$tmp/controls"
	[ ! -s "$tmp/controls" ] || wrong "$asked: C1 characters:" "$(cat "$tmp/controls")"
}

# typed FORMAT ARGUMENT...: what is going to be typed, as printf has it.
# shellcheck disable=SC2059 # the format is the point
typed() { printf "$@" >"$tmp/in"; }

# talk STATUS ARGUMENT...: a conversation with that.
talk() {
	wanted=$1
	shift
	asked=$*
	"$LEADERPLUS" --pack "${book:-$pack}" --plain "$@" <"$tmp/in" >"$tmp/out" 2>"$tmp/err"
	got=$?
	[ "$got" -eq "$wanted" ] || wrong "$asked: status $got, not $wanted:" "$(cat "$tmp/err")"
	letters "$tmp/out"
}

# untaken ARGUMENT...: the same where something that was typed is not taken, which the status and
# one line on standard error tell.
untaken() {
	talk 1 "$@"
	err_has "some of the lines that were piped in were not taken"
	[ "$(wc -l <"$tmp/err")" -eq 1 ] || wrong "$asked: more than one line:" "$(cat "$tmp/err")"
}

# has WORDS, has_not WORDS: what was said has them, as they are in one line.
has() { grep -qF -e "$1" "$tmp/out" || wrong "$asked: it does not say '$1':" "$(cat "$tmp/out")"; }
has_not() { ! grep -qF -e "$1" "$tmp/out" || wrong "$asked: it says '$1'"; }

# number LABEL: that of the answer which begins so.
number() { sed -n "s/^\([0-9]\)\. $1.*/\1/p" "$tmp/out" | head -n 1; }

# transcript NAME: what was said is as golden/plain-NAME.txt, but for folder and time of day.
transcript() {
	sed "s|$tmp|FOLDER|g; s/^leaderplus [0-9.]*$/leaderplus VERSION/; s/saved [0-9][0-9]:[0-9][0-9]/saved HH:MM/; s/[0-9]* [A-Z][a-z]* 20[0-9][0-9]/TODAY/; s/TODAY, [0-9][0-9]:[0-9][0-9]/TODAY, HH:MM/; s/-20[0-9][0-9]-[0-9][0-9]-[0-9][0-9]/-DAY/" \
		"$tmp/out" >"$tmp/said"
	golden "plain-$1.txt" "$tmp/said"
}

# kept FILE WORDS: the workbook has them in one string of JSON.
kept() { tr -d '\t' <"$1" | grep -qF -e "$2" || wrong "$asked: '$2' is not in $1:" "$(cut -c1-300 "$1")"; }
kept_not() { ! tr -d '\t' <"$1" | grep -qF -e "$2" || wrong "$asked: '$2' is in $1"; }

home=$HOME/.local/share/leaderplus/workbook.json

# The first start: nothing is made before a place is chosen.
typed ''
talk 0
has "Where shall your writing be kept?"
[ "$(tail -n 1 "$tmp/out")" = "Nothing was made; leaderplus has ended." ] || wrong "it just ends:" "$(cat "$tmp/out")"
for line in back quit; do
	typed '%s\n' "$line"
	talk 0
	has "Nothing was made; leaderplus has ended."
done
[ ! -e "$home" ] || wrong "a workbook was made without asking"
typed '5\nquit\n'
untaken
has "Type one from 1 to 4"
[ ! -e "$home" ] || wrong "a workbook was made for a number that is none"
has "Nothing was made; leaderplus has ended."
typed '1\ngo 3\nwrite\nOn Tuesday.\n\n  It went well.\n.\nnext\nquit\n'
talk 0
transcript first
kept "$home" '"text":"On Tuesday.\n\n  It went well."'
[ "$(mode "$home")" = 600 ] || wrong "the workbook is $(mode "$home")"

# The next one: the page where one stopped, and what was written.
typed 'back\nwords\nsummary\n1\n'
talk 0
transcript again

# Left open on purpose, with a reason and without; and written again without a look.
rm -f "$tmp/open.json"
typed '%s\n' open 'Not mine to say.' where words contents afresh . write 'It is now.' . afresh . \
	afresh 'Seen anew.' . words 'go 4' afresh open '' where words quit
cp "$home" "$tmp/open.json"
talk 0 "$tmp/open.json"
transcript open
kept "$tmp/open.json" '"text":"It is now."'
kept "$tmp/open.json" '"text":"Seen anew."'
kept "$tmp/open.json" '"text":"Not mine to say.",'
kept "$tmp/open.json" '"open":true'

# An answer held up to a condition and to a caution, and to all conditions; what it rests on.
rm -f "$tmp/lens.json"
cp "$home" "$tmp/lens.json"
typed '%s\n' answers through 'Said by nobody.' '' rests 1 2 1 6 rests back 'go 9' through answers 1 \
	'And once more.' . 'go 10' answers 1 answers back 'find nobody' cover 'go 9' answers quit
talk 0 "$tmp/lens.json"
transcript lens
kept "$tmp/lens.json" '"text":"Said by nobody.\nAnd once more."'
kept "$tmp/lens.json" '"on":"heard",'
kept "$tmp/lens.json" '"missing":"pupils"'

# Looking around keeps nothing, and asks for a place when somebody wants to write.
cp "$home" "$tmp/before"
rm -r "$HOME/.local"
typed '4\n3\nwrite\nback\nwhere\nquit\n'
talk 0
transcript looking
[ ! -e "$home" ] || wrong "a workbook was made while looking around"
mkdir "$tmp/stick"
typed '4\n3\nwrite\n2\n%s/nowhere\n2\n%s\n2\nOn the stick.\n.\nquit\n' "$tmp" "$tmp/stick"
talk 0
has "There is no such folder."
kept "$tmp/stick/workbook.json" 'On the stick.'

# Every command, and what is none.
new=$tmp/every.json
cp "$tmp/stick/workbook.json" "$new"
cat >"$tmp/in" <<'END'

help
help write
help nothing
?
where
next
NEXT
n
back
go
go 0
go 11
go five
go 99999999999999999999
3
hint
again
a
c
s
words
undo
w
h
wr
One line of words.
.
words
write
Another line.
.
words
undo
where
undo
hint now
next week we talk about it
On Tuesday the group changed the queue.
find differently
find today things
find nowhere at all
find
edit
save
summary everything
contents
go 10
next
go 1
back
help accessibility
quit
END
untaken "$new"
transcript every
kept "$new" '"text":"On the stick.\n\nOne line of words.\n\nAnother line."'

# Through a pipe words are only ever added, whatever the lines are.
added=$tmp/added.json
cp "$tmp/stick/workbook.json" "$added"
typed 'go 3\nwrite\n2\n4\nback\nquit\n.\nwrite\n \n.\n'
talk 0 "$added"
has "What comes now is added to their end, as a paragraph of its own."
has "Nothing has changed in the box."
has_not "number: "
kept "$added" '"text":"On the stick.\n\n2\n4\nback\nquit"'

# What was not taken is told by the status: no such command, two lines in one, no such number or
# page, no box, a full one, covered words.
for line in 'Nonsense\n' 'next week\n' 'go 99\n' '99\n' 'settings\n99\nback\n' 'go 1\nwrite\n' \
	'go 3\ncover\nwrite\n'; do
	typed "$line"
	untaken "$added"
done
typed '\ngo 3\nwords\nfind nowhere\nquit\n'
talk 0 "$added"
[ ! -s "$tmp/err" ] || wrong "all was taken, but:" "$(cat "$tmp/err")"
kept "$added" '"text":"On the stick.\n\n2\n4\nback\nquit"'

# The whole book: each box is written in, and each page is read.
whole=$tmp/whole.json
book=$full
pages=41
cp "$tmp/stick/workbook.json" "$whole"
i=1
while [ "$i" -le "$pages" ]; do
	printf 'go %d\nwrite\nWords of page %d, ŷ 領導 🏳️‍🌈.\n.\n' "$i" "$i"
	i=$((i + 1))
done >"$tmp/in"
untaken "$whole"	# not every page has a box
boxes=0
cat "$full"/*.md | grep -cE '^```(answer|lens|guard) ' >"$tmp/wanted"
i=1
while [ "$i" -le "$pages" ]; do
	has "page $i of $pages."
	! grep -qF "Words of page $i, ŷ 領導 🏳️‍🌈." "$whole" || boxes=$((boxes + 1))
	i=$((i + 1))
done
[ "$boxes" -eq "$(cat "$tmp/wanted")" ] || wrong "$boxes boxes were written in, not $(cat "$tmp/wanted")"
cat "$full"/*.md | sed -n 's/^## //p' >"$tmp/titles"
[ "$(wc -l <"$tmp/titles")" -gt 30 ] || wrong "the titles of the book were not found"
typed 'contents\n'
talk 0 "$whole"
while IFS= read -r title; do
	has "$(echo "$title" | sed "s/'/’/g")"
done <"$tmp/titles"
typed 'summary\n1\n'
talk 0 "$whole"
i=1
while [ "$i" -le "$pages" ]; do
	! grep -qF "Words of page $i," "$whole" || has "Words of page $i, ŷ 領導 🏳️‍🌈."
	i=$((i + 1))
done
# No drawing, though the book has one.
grep -q '^```figure' "$full"/*.md || wrong "the book has no drawing any more"
i=1
while [ "$i" -le "$pages" ]; do
	echo "go $i"
	i=$((i + 1))
done >"$tmp/in"
talk 0 "$whole"
if LC_ALL=C grep -n "$(printf '\342\224')" "$tmp/out" >"$tmp/found"; then
	wrong "something is drawn:" "$(cat "$tmp/found")"
fi
book=

# Settings: for this sitting, until somebody agrees; then, and where a workbook of this computer or
# a file of settings is, for good.  A number that is none changes nothing.
kept_settings=$HOME/.config/leaderplus/config
rm -rf "$HOME/.local" "$HOME/.config"
typed '4\nabout\ncheck\nsettings\n5\n2\nsettings\n2\n3\nsettings\nback\nquit\n'
talk 0
transcript settings
[ ! -e "$HOME/.config" ] || wrong "settings were kept without asking"
typed '4\nsettings\n5\n2\nsettings\n9\nsettings\n3\n2\nsettings\n3\n3\nback\n'
untaken	# no third one is there
has "Changes are kept in $kept_settings."
has "Spacing: airy"
printf 'mouse = on\nspacing = airy\n' >"$tmp/wanted"
same "$tmp/wanted" "$kept_settings" "the settings"
typed 'settings\n6\n2\nsettings\n8\nno/where\nsettings\n8\n%s\nsettings\n8\n%s\nsettings\n8\nback\nsettings\nback\n' "$tmp" "$full"
talk 0 "$tmp/stick/workbook.json"
has "beginning with / or ~."
has "That does not work: "
has "Book: $full."
has "The next start opens that book."
[ "$(grep -c 'does not work' "$tmp/out")" -eq 1 ] || wrong "back is taken for a book:" "$(cat "$tmp/out")"
has "3. Spacing: airy"
has "5. Mouse: on"
printf 'language = en\npack = %s\n' "$full" | cat "$tmp/wanted" - >"$tmp/after"
same "$tmp/after" "$kept_settings" "the settings"
rm -r "$HOME/.config"
typed '1\nsettings\n1\n5\n'
talk 0
[ "$(cat "$kept_settings")" = "theme = cream" ] || wrong "beside a workbook they were not kept"
has_not "Keep these settings"
rm -r "$HOME/.local" "$HOME/.config"

# Where words are, and whether their file is in order.
typed 'about\ncheck\n'
talk 0 "$tmp/stick/workbook.json"
has "Your words are in this file: $tmp/stick/workbook.json"
has "On another computer"
has "It is in order: it can be read, from the first line to the last."

# What changed nothing takes nothing from undo.
cat >"$tmp/cat.sh" <<'END'
#!/bin/sh
exit 0
END
chmod 755 "$tmp/cat.sh"
cp "$tmp/stick/workbook.json" "$tmp/undone.json"
typed 'go 4\nwrite\nThe first.\n.\nwrite\nThe second.\n.\nwrite\n.\nedit\nundo\n'
EDITOR=$tmp/cat.sh
export EDITOR
talk 0 "$tmp/undone.json"
unset EDITOR
kept "$tmp/undone.json" '"The first."'

# Covered, the words stay where they are, and none is shown; edit and undo change nothing.
grep '^## ' "$full/conditions.md" >"$tmp/titles" || wrong "the conditions were not found"
book=$full
typed 'cover\ngo 11\nwords\nwrite\nedit\nundo\nsummary\nsummary %s/covered.txt\nfind 領導\nfind hero\ngo 34\ngo 38\ncover\ngo 11\nwords\n' "$tmp"
EDITOR=true untaken "$whole"
has "Your words are covered. cover shows them again."
sed '/shown again/,$d' "$tmp/out" >"$tmp/covered"
! grep -e 'Type words to read' -e 'It is empty' -e 'Type write and' -e 'Words of yours' "$tmp/covered" ||
	wrong "covered words are offered"
[ "$(grep -A 1 '^A box: ' "$tmp/covered" | grep -c '^Your words are covered')" -ge 3 ] ||
	wrong "boxes do not say that words are covered:" "$(cat "$tmp/covered")"
[ "$(grep -c 'and were not looked through' "$tmp/covered")" -eq 1 ] || wrong "find tells nothing of covered words"
[ "$(grep -c 'Words of page' "$tmp/out")" -eq 1 ] || wrong "covered words were shown:" "$(grep 'Words of page' "$tmp/out")"
sed '/shown again/,$d' "$tmp/out" | grep 'Words of page' && wrong "they were shown before they were uncovered"
[ ! -e "$tmp/covered.txt" ] || wrong "covered words were put into a file"
kept "$whole" '"Words of page 11, '
book=

# Words end at the end of the input, too, with or without the end of the last line.
one=$tmp/one.json
cp "$tmp/stick/workbook.json" "$one"
typed 'go 4\nwrite\nThe first.\nThe last'
talk 0 "$one"
kept "$one" 'The first.\nThe last"'
typed 'go 4\nwrite\n \n.\n'
talk 0 "$one"
has "Nothing has changed in the box."
kept "$one" 'The first.\nThe last"'
typed 'go 5\nwrite\n..\n . \n'
talk 0 "$one"
kept "$one" '"text":".."'

# What is no text becomes some, and is told; what would be too much costs nothing.
typed 'go 4\nwrite\na\0b\033[31mc\tq\r\n\351t\351\n.\nwords\n'
talk 0 "$one"
has "Some of that line is no text"
kept "$one" 'abc\tq\n�t�"'
{
	printf 'go 4\nwrite\nIt begins.\n'
	head -c 262144 /dev/zero | tr '\0' x
	printf '\nand goes on.\n.\nnext\n'
} >"$tmp/in"
cp "$tmp/stick/workbook.json" "$one"
untaken "$one"
has "This box is full. The line that begins with 'xxxxxxxxxxxxxxxx"
has "The last lines found no room"
kept "$one" '"text":"It begins."'
kept_not "$one" 'and goes on'
{
	printf 'go 4\nwrite\n'
	head -c 262144 /dev/zero | tr '\0' y
	printf '\n.\n'
	head -c 3000000 /dev/zero | tr '\0' z
	printf '\nwhere\n'
} >"$tmp/in"
cp "$tmp/stick/workbook.json" "$one"
untaken "$one"
has "That is too long for a command"
[ "$(tr -cd y <"$one" | wc -c)" -ge 262144 ] || wrong "a box did not take 256 KiB"
typed 'go 4\nwrite\nz\n.\n'
untaken "$one"
has "This box is full. The line that begins with 'z'"

typed '%0100d\n領導領導領導領導領導領導領導領導領導領導領導領導\n' 1
untaken "$one"
[ "$(grep -c 'too long for a command, and nothing was kept' "$tmp/out")" -eq 2 ] ||
	wrong "a sentence without blanks is a command:" "$(cat "$tmp/out")"

# Without UTF-8 it says ASCII only, and keeps what is typed.
printf 'go 4\nwrite\nŷ’s “word”\n.\nwords\ncontents\n' |
	LC_ALL=C "$LEADERPLUS" --pack "$full" --plain "$one" >"$tmp/out" 2>"$tmp/err"
asked="LC_ALL=C"
LC_ALL=C tr -d '\n\040-\176' <"$tmp/out" >"$tmp/controls"
[ ! -s "$tmp/controls" ] || wrong "not ASCII:" "$(od -c "$tmp/controls")"

# A name that is not there is not made, for nobody can be asked.
typed 'quit\n'
talk 1 "$tmp/new.json"
err_has "there is no workbook at"
[ ! -e "$tmp/new.json" ] || wrong "a workbook was made without asking"

# The environment turns it on, and off.  plain EXPECTED SETTING...
plain() {
	expected=$1
	shift
	env "$@" "$LEADERPLUS" --pack "$pack" "$one" >"$tmp/out" 2>"$tmp/err" </dev/null
	[ $? -eq "$expected" ] || wrong "$*: not status $expected"
}
plain 0 LEADERPLUS_PLAIN=1
plain 0 ACCESSIBLE=1
plain 0 ACCESSIBLE=yes
plain 2 ACCESSIBLE=0
plain 2 ACCESSIBLE=
plain 2 LEADERPLUS_PLAIN=
plain 2 LEADERPLUS_PLAIN=0 ACCESSIBLE=1
plain 2 TERM=dumb
grep -qF -e --plain "$tmp/err" || wrong "the message does not name --plain"
grep -qF -e "leaderplus summary" "$tmp/err" || wrong "the message does not name summary"

# A damaged file: nothing is changed before somebody chooses, and then it is kept.
typed 'go 3\nwrite\nWords that are to be found.\n.\n'
talk 0 "$tmp/stick/workbook.json" 
dam=$tmp/damaged.json
sed 's/"place"/"place/' "$tmp/stick/workbook.json" >"$dam"
cp "$dam" "$tmp/before"
typed ''
talk 0 "$dam"
has "Something is wrong with your workbook"
has "Nothing was made; leaderplus has ended."
same "$tmp/before" "$dam" "the damaged file"
for way in 9 back leave; do
	[ "$way" != leave ] || way=$(number "Leave, and change nothing")
	typed '%s\nback\n' "$way"
	if [ "$way" = 9 ]; then untaken "$dam"; else talk 0 "$dam"; fi
	same "$tmp/before" "$dam" "the damaged file"
done
typed '%s\ngo 3\nwrite\nwords\n' "$(number "Only read what can be found")"
untaken "$dam"
has "For reading only"
has "Words that are to be found."
same "$tmp/before" "$dam" "the damaged file"
typed ''
talk 0 "$dam"
typed '%s\ngo 3\nwords\n' "$(number "Go on with all that can be found")"
talk 0 "$dam"
has "Words that are to be found."
has "What could still be read has been put back"
set -- "$dam".broken-*
[ -e "$1" ] && same "$tmp/before" "$1" "the damaged file, aside" || wrong "the damaged file was not kept"

# A copy of my reflections, which takes nobody's place.
typed 'summary %s/mine.md\n1\nsummary %s/mine.md\n1\nsummary %s/mine.doc\nsummary %s/none/mine.md\n1\n' \
	"$tmp" "$tmp" "$tmp" "$tmp"
talk 0 "$tmp/stick/workbook.json"
has "Only your login can open it."
has "No copy was made: '$tmp/mine.md' exists already. Choose another name."
has "Nothing was saved"
has "There is no folder"
[ "$(mode "$tmp/mine.md")" = 600 ] || wrong "a copy is $(mode "$tmp/mine.md")"
grep -qF "Words that are to be found." "$tmp/mine.md" || wrong "the copy lacks words"

# For whom it is: marked, once with a reminder; a mentor's copy after its two boxes and a preview.
cat "$data/sittings.json" >"$tmp/shared.json"
typed 'go 6\nwords\nshare\n2\nwhere\nshare\n4\nwhere\nshare\n1\nshare\nback\ngo 2\nshare\nquit\n'
untaken "$tmp/shared.json"
transcript share
cp "$tmp/stick/workbook.json" "$tmp/first.json"
typed 'go 3\nshare\n3\nshare\n2\nquit\n'
talk 0 "$tmp/first.json"
[ "$(grep -c 'their names go along' "$tmp/out")" -eq 1 ] || wrong "the reminder comes not once:" "$(cat "$tmp/out")"
kept "$tmp/first.json" '"share":["mentor"]'
cat "$data/sittings.json" >"$tmp/shared.json"
typed 'summary\n3\n2\n3\n3\n1\n3\n7\n1\n2\nThe rota.\nAnd more.\n.\n4\n%s/mentor.md\nquit\n' "$tmp"
talk 0 "$tmp/shared.json"
transcript mentor
kept "$tmp/shared.json" '"text":"The rota.\nAnd more."'
grep -qF "> And more." "$tmp/mentor.md" || wrong "the copy lacks what is said first"
! grep -qE 'should not lead|People|Two pupils' "$tmp/mentor.md" || wrong "the copy has too much"
typed 'summary\n2\nback\nsummary\n3\nback\nsummary\n3\n1\nback\nsummary %s/no.txt\n3\n1\n1\n2\nStill.\n.\n2\nquit\n' "$tmp"
talk 0 "$tmp/shared.json"
[ ! -e "$tmp/no.txt" ] || wrong "a copy was saved that was not to be"
kept "$tmp/shared.json" '"text":"Still."'
typed 'cover\nshare\nquit\n'
untaken "$tmp/shared.json"
sed '1,/^Your words are covered/d' "$tmp/out" >"$tmp/said"
mv "$tmp/said" "$tmp/out"
has_not mentor
# Copies for others: seen first, and never over a file.
cat "$data/sittings.json" >"$tmp/given.json"
typed 'copy\n1\n\ncopy\n2\n%s/mentor.json\ncopy %s/group.json\n3\n1\ncopy %s/group.json\n3\n1\ncopy %s/not.json\n1\n2\ncopy\nback\ncover\ncopy\nquit\n' \
	"$tmp" "$tmp" "$tmp" "$tmp"
untaken "$tmp/given.json"
transcript copy
kept "$tmp/mentor.json" '"for":"mentor"'
kept "$tmp/group.json" '"for":"group"'
for made in mentor group; do
	[ "$(mode "$tmp/$made.json")" = 600 ] || wrong "a copy for a $made is $(mode "$tmp/$made.json")"
done
[ ! -e "$tmp/not.json" ] || wrong "a copy was made that was not wanted"
typed 'go 3\nshare\n1\ncopy\n1\n'
untaken "$tmp/first.json"
has "Nothing that you wrote is marked for your mentor yet."

# What was written before, and erasing for good.  The transcript has each step: a layer whose words
# also stand elsewhere, a whole page, everything; and what is not confirmed stays.
cat "$data/layers.json" >"$tmp/layers.json"
cat >"$tmp/in" <<'END'
before
go 3
before
where
erase
back
erase
2
back
erase
2
1
erase
before
erase
2
2
erase for good
before
undo
words
erase
2
erase for good
before
where
cover
before
erase
cover
erase
1
erase for good
summary
1
quit
END
untaken "$tmp/layers.json"
transcript before
! grep -aqF -e caretaker -e cooks "$tmp"/layers.json* || wrong "erased words are in a file: " "$(grep -alF -e caretaker -e cooks "$tmp"/layers.json*)"
[ ! -e "$tmp/layers.json.bak" ] || wrong "a backup was kept"

# Only looking, and only reading: why nothing can be erased; and an end in the middle erases nothing.
typed '4\nerase\nquit\n'
untaken
has "Nothing can be erased here: nothing is kept while you look around."
cat "$data/layers.json" >"$tmp/layers.json"
for end in '' '1\n' '1\n1\n' '2\n1\nerase for goo' 'back\n'; do
	typed 'go 3\nerase\n%b' "$end"
	"$LEADERPLUS" --pack "$pack" --plain "$tmp/layers.json" <"$tmp/in" >"$tmp/out" 2>"$tmp/err"
	asked="erase, then $end"
	has "What shall be erased for good?"
	kept "$tmp/layers.json" "The caretaker, and the cooks."
	kept "$tmp/layers.json" "The caretaker, the cooks, and I."
done

# The reader's own editor.
cat >"$tmp/editor" <<'END'
#!/bin/sh
[ "$1" = "two words" ] && [ "$(stat -c %a "$2")" = 600 ] || exit 1
echo "$2" >"$0.asked"
echo "From the editor." >>"$2"
END
chmod 700 "$tmp/editor"
typed 'go 3\nwords\n'
talk 0 "$tmp/stick/workbook.json"
[ "$(grep -c '^Your words:$' "$tmp/out")/$(grep -c '^End of your words.$' "$tmp/out")" = 1/1 ] ||
	wrong "own words have no beginning and end:" "$(cat "$tmp/out")"
# So have they beside a condition and a caution, each under its question.
for page in 9 10; do
	typed "go $page\nanswers\n1\n"
	talk 0 "$tmp/stick/workbook.json"
	begins=$(grep -n "^Your words:$" "$tmp/out") ends=$(grep -n "^End of your words.$" "$tmp/out")
	words=$(grep -n "^ *Words that are to be found.$" "$tmp/out")
	[ "${begins%%:*}" -lt "${words%%:*}" ] && [ "${words%%:*}" -lt "${ends%%:*}" ] ||
		wrong "page $page: own words have no beginning and end:" "$(cat "$tmp/out")"
done
typed 'go 3\nedit\nwords\n'
EDITOR="$tmp/editor 'two words'" talk 0 "$tmp/stick/workbook.json"
has "From the editor."
kept "$tmp/stick/workbook.json" 'Words that are to be found.\nFrom the editor."'
[ ! -e "$(cat "$tmp/editor.asked")" ] || wrong "the editor's file was left"
typed 'go 3\nedit\n'
EDITOR=true talk 0 "$tmp/stick/workbook.json"
has "The editor came back at once with nothing changed; if its window is still open, it needs an option to wait, such as --wait."
has_not "Nothing has changed in the box."
typed 'go 3\nedit\n'
EDITOR=false talk 0 "$tmp/stick/workbook.json"
has "That does not work"
kept "$tmp/stick/workbook.json" 'Words that are to be found.\nFrom the editor."'

# Words that try to do something.
cat "$data/hostile.json" >"$tmp/hostile.json"
{
	for i in 1 2 3 4 5 6 7 8; do printf 'go %d\nagain\nwords\n' "$i"; done
	printf 'contents\nsummary\n1\nfind sequence\nfind \033[31m\n\033]0;x\007\n\302\2331m\nsummary \033[2J.txt\n1\n'
	printf 'go 4\nwrite\n\033[31m\302\233 red\n.\nwords\nsummary\n1\n'
} >"$tmp/in"
untaken "$tmp/hostile.json"
has "sequence begins"
has "the very end"
rm -f ./*'[2J.txt'

# A signal in the middle of words: what has come is kept, the line that is not whole, too; and
# Ctrl-C, twice in a row.
for name in TERM HUP INT; do
	cp "$tmp/stick/workbook.json" "$tmp/stopped.json"
	mkfifo "$tmp/lines"
	rm -f "$tmp/out"	# what was said before says nothing now
	asked="SIG$name"
	"$LEADERPLUS" --pack "$pack" --plain "$tmp/stopped.json" <"$tmp/lines" >"$tmp/out" 2>"$tmp/err" &
	talking=$!
	exec 3>"$tmp/lines"
	printf 'go 4\nwrite\nA whole line.\nAnd half of' >&3
	tries=0
	until [ "$(cat "$tmp/out" 2>/dev/null | grep -c '^your words: ')" -ge 2 ] || [ "$tries" -ge 200 ]; do
		sleep 0.05
		tries=$((tries + 1))
	done
	[ "$tries" -lt 200 ] || wrong "$asked: it does not go on:" "$(cat "$tmp/out")"
	kill -s "$name" "$talking"
	if [ "$name" = INT ]; then
		until grep -q 'Ctrl-C once more quits' "$tmp/out" || [ "$tries" -ge 200 ]; do
			sleep 0.05
			tries=$((tries + 1))
		done
		kill -s INT "$talking"
	fi
	wait "$talking" || wrong "$asked: status $?"
	exec 3>&-
	rm "$tmp/lines"
	kept "$tmp/stopped.json" '"A whole line.\nAnd half of"'
done

# The same while input is always at hand, and a line never ends.
yes where | head -n 500000 >"$tmp/flood"
for input in "$tmp/flood" /dev/zero; do
	for name in TERM HUP INT; do
		rm -f "$tmp/out"
		asked="SIG$name while $input is read"
		"$LEADERPLUS" --pack "$pack" --plain "$tmp/stopped.json" <"$input" >"$tmp/out" 2>"$tmp/err" &
		talking=$!
		tries=0
		until grep -q '^command: ' "$tmp/out" 2>/dev/null || [ "$tries" -ge 200 ]; do
			sleep 0.05
			tries=$((tries + 1))
		done
		kill -s "$name" "$talking"
		while kill -0 "$talking" 2>/dev/null && [ "$tries" -lt 200 ]; do
			[ "$name" != INT ] || kill -s INT "$talking" 2>/dev/null
			sleep 0.05
			tries=$((tries + 1))
		done
		[ "$tries" -lt 200 ] || { kill -s KILL "$talking"; wrong "$asked: it goes on"; }
		wait "$talking" || wrong "$asked: status $?"
	done
done
rm -f "$tmp/flood" "$tmp/out"

# Nobody reads on, so that no prompt finds room: what was read before is in the journal.
asked="a pipe that is full"
cp "$tmp/stick/workbook.json" "$tmp/held.json"
mkfifo "$tmp/pipe"
exec 3<>"$tmp/pipe"
{ printf 'go 4\nwrite\n'; seq -f 'line %g' 1 20000; } >"$tmp/in"
"$LEADERPLUS" --pack "$pack" --plain "$tmp/held.json" <"$tmp/in" >"$tmp/pipe" 2>"$tmp/err" &
talking=$!
tries=0
until grep -qa 'line 1000' "$tmp/held.json.journal" 2>/dev/null || [ "$tries" -ge 200 ]; do
	sleep 0.05
	tries=$((tries + 1))
done
[ "$tries" -lt 200 ] || wrong "$asked: nothing is kept"
kill -s TERM "$talking"
wait "$talking" || wrong "$asked: status $?"
exec 3>&-
kept "$tmp/held.json" 'line 1000'

# Nobody reads what is said, or it cannot be written: then nothing more is read.
printf 'go 4\nwrite\nInto the void.\n.\n' >"$tmp/in"
if [ -c /dev/full ]; then
	"$LEADERPLUS" --pack "$pack" --plain "$one" <"$tmp/in" >/dev/full 2>"$tmp/err"
	[ $? -eq 1 ] || wrong "a full standard output is not told by the status"
	err_has "what was read until then is saved"
fi
{ "$LEADERPLUS" --pack "$full" --plain "$one" 2>"$tmp/err"; echo $? >"$tmp/status"; } <"$tmp/in" | head -c 1 >/dev/null
[ "$(cat "$tmp/status")" -eq 1 ] || wrong "a closed standard output: status $(cat "$tmp/status")"
finish
