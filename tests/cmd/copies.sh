#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copies of a workbook, in plain lines: one to take along, one to bring in, a workbook that
# somebody has already, and a stick that is looked for.
. "$(dirname "$0")/common.sh"
unset VISUAL EDITOR LEADERPLUS_PLAIN ACCESSIBLE LEADERPLUS_START
home=$HOME/.local/share/leaderplus/workbook.json
config=$HOME/.config/leaderplus/config
stick=$tmp/stick

# talk STATUS LINES ARGUMENT...: a conversation in which LINES, as printf has them, are typed.
# shellcheck disable=SC2059 # the format is the point
talk() {
	wanted=$1
	printf "$2" >"$tmp/in"
	shift 2
	asked=$*
	"$LEADERPLUS" --pack "$pack" --plain "$@" <"$tmp/in" >"$tmp/out" 2>"$tmp/err"
	got=$?
	[ "$got" -eq "$wanted" ] || wrong "$asked: status $got, not $wanted:" "$(cat "$tmp/out" "$tmp/err")"
}
has() { grep -qF -e "$1" "$tmp/out" || wrong "it does not say '$1':" "$(cat "$tmp/out")"; }
has_not() { ! grep -qF -e "$1" "$tmp/out" || wrong "it says '$1':" "$(cat "$tmp/out")"; }
holds() { grep -qF -e "$2" "$1" || wrong "'$2' is not in $1"; }
holds_not() { ! grep -qF -e "$2" "$1" || wrong "'$2' is in $1"; }

# A copy on the stick.
mkdir "$stick"
talk 0 "1\ngo 3\nwrite\nAt home.\n.\ntake\n$stick\nquit\n"
has "Saved as $stick/workbook.json. Only your login can open it."
has "leaderplus $stick/workbook.json"
has "what is written in one of the two is not in the other"
same "$home" "$stick/workbook.json" "the workbook"
[ "$(mode "$stick/workbook.json")" = 600 ] || wrong "the copy is $(mode "$stick/workbook.json")"
talk 0 "take $stick\n1\nquit\n"
has "A copy of this workbook stands there already, with all that you wrote"
has "Saved as $stick/workbook-$(date -u +%Y-%m-%d).json."
rm "$stick"/workbook-*.json
talk 0 "take $stick\n2\nquit\n"
has "No copy was made."
[ "$(find "$stick" -type f | wc -l)" -eq 1 ] || wrong "a copy was made all the same"
talk 1 "take $tmp/nowhere\nquit\n"
has "There is no such folder."

# A folder that takes none.
if [ "$(id -u)" -ne 0 ]; then
	mkdir -m 555 "$tmp/closed"
	talk 1 "take $tmp/closed\nquit\n"
	has "No copy was made: "
fi

# What was written on the stick comes home; both faces say the same.
talk 0 "go 4\nwrite\nOn the train.\n.\nquit\n" "$stick/workbook.json"
holds_not "$home" 'On the train.'
cp "$home" "$tmp/before"
talk 0 "bring\n$stick\n3\nquit\n"
has "All that is here is in $stick/workbook.json, and more."
has "Both are as they were."
same "$tmp/before" "$home" "the workbook"
talk 0 "bring $stick/workbook.json\n2\n1\nwords\nquit\n"
has "The words in the other copy"
has "On the train."
has "Your words on these pages came in:"
has "it stays in $home.bak until the next save."
holds "$home" 'On the train.'
holds "$home" 'At home.'
talk 0 "bring $stick\nquit\n"
has "is here already"

# Both have words of their own: all of both is in both, whichever comes into which.
talk 0 "go 3\nwrite\nAnd more at home.\n.\nquit\n"
talk 0 "go 4\nwrite\nAnd more on the train.\n.\nquit\n" "$stick/workbook.json"
cp "$home" "$tmp/before"
cp "$stick/workbook.json" "$tmp/there"
talk 0 "bring $stick\n3\nquit\n"
has "There is something in $stick/workbook.json that is not here"
has "Both are as they were."
same "$tmp/before" "$home" "the workbook"
talk 0 "bring $stick\n1\nquit\n"
has "What came in"
for words in 'At home.' 'On the train.' 'And more at home.' 'And more on the train.'; do
	holds "$home" "$words"
done
same "$tmp/there" "$stick/workbook.json" "the other copy"
same "$tmp/before" "$home.bak" "what was kept"
talk 0 "bring $tmp/before\n1\nquit\n" "$stick/workbook.json"
same "$home" "$stick/workbook.json" "the one or the other"
talk 0 "bring $stick\nquit\n"
has "is here already"

# Another workbook: only where both are mine, and then they are one.
mkdir "$tmp/other"
printf '1\ngo 3\nwrite\nBegun apart.\n.\nquit\n' |
	HOME=$tmp/other "$LEADERPLUS" --pack "$pack" --plain >/dev/null || wrong "cannot begin apart"
cp "$tmp/other/.local/share/leaderplus/workbook.json" "$tmp/apart.json"
cp "$home" "$tmp/before"
talk 0 "bring $tmp/apart.json\n1\nquit\n"
has "Are both of these yours?"
has "Both are as they were."
same "$tmp/before" "$home" "the workbook"
talk 0 "bring $tmp/apart.json\n2\nquit\n"
has "What came in"
holds "$home" 'Begun apart.'
holds "$home" 'former_ids'
talk 0 "bring $tmp/apart.json\nquit\n"
has "All that is in $tmp/apart.json is here already"
cp "$home" "$stick/workbook.json"

# What a program that keeps folders alike has left is asked about at the start.
cp "$home" "$tmp/before"
cp "$stick/workbook.json" "$tmp/there"
talk 0 "go 4\nwrite\nOn the way back.\n.\nquit\n" "$stick/workbook.json"
mv "$stick/workbook.json" "${home%.json} (conflicted copy 2026-11-23 190411).json"
cp "$tmp/there" "$stick/workbook.json"
talk 0 "bring\n3\nquit\n"
has "Type bring and press Enter to bring these words together."
has "This workbook was changed in two places at once."
same "$tmp/before" "$home" "the workbook"
talk 0 "bring\n1\nwords\nquit\n"
has "What came in"
has "remove it yourself when you like"
holds "$home" 'On the way back.'
talk 0 "quit\n"
has_not "in two places"
[ -e "${home%.json} (conflicted copy 2026-11-23 190411).json" ] || wrong "the other copy was removed"
rm "${home%.json} (conflicted copy 2026-11-23 190411).json"
cp "$stick/workbook.json" "$home"

cp "$home" "$tmp/before"
echo '{"format":"leaderplus-parcel","version":1}' >"$tmp/parcel.json"
echo '{"format":"leaderplus-share","version":1,"for":"group"}' >"$tmp/group.json"
talk 1 "bring $tmp/nowhere\nbring $tmp/parcel.json\nbring $tmp/group.json\nquit\n"
has "there is nothing at '$tmp/nowhere'"
has "is not a leaderplus workbook"
has "leaderplus collate"
same "$tmp/before" "$home" "the workbook"

# Somebody has a workbook already.
rm -r "$HOME/.local"
talk 0 "3\n$stick\n2\nquit\n"
has "Your words are kept in $home."
same "$stick/workbook.json" "$home" "the workbook"
[ ! -e "$config" ] || wrong "a copy on this computer was remembered"
rm -r "$HOME/.local"
talk 1 "3\n$tmp/nowhere\nback\n"
has "please look whether the stick is plugged in"
has "Nothing was made; leaderplus has ended."
cp "$stick/workbook.json" "$stick/other.json"
talk 0 "3\n$stick\n1\n1\n2\nquit\n"
has "There is more than one workbook there. Which one?"
has "Shall leaderplus look for your workbook there by itself"
[ ! -e "$config" ] || wrong "a stick was remembered without an agreement"
rm "$stick/other.json"
talk 0 "3\n$stick\n1\n1\nquit\n"
holds "$config" "workbook = $stick/workbook.json"
[ "$(mode "$config")" = 600 ] || wrong "the settings are $(mode "$config")"
[ ! -e "$HOME/.local" ] || wrong "something was kept without an agreement"

# From now on it is looked for.
talk 0 "where\nquit\n"
has "The file: $stick/workbook.json"
has "To carry on: leaderplus --plain"
has_not "--plain $stick"
run 0 summary --pack "$pack"
grep -qF 'On the train.' "$tmp/out" || wrong "summary does not find what was remembered"
mv "$stick" "$tmp/away"
talk 0 "1\n4\n"
has "Your workbook is kept in $stick/workbook.json, which is not there now."
has "It is not there. Nothing was made."
[ ! -e "$stick" ] || wrong "a folder was made in the place of a stick"
mkdir "$stick"
talk 0 "1\n2\nquit\n"
has "It is not there. Nothing was made."
[ ! -e "$stick/workbook.json" ] || wrong "a workbook was begun in the place of a stick"
rmdir "$stick"
talk 0 "3\n1\nquit\n"
has "Your words are kept in $home."
holds_not "$config" "$stick"
finish
