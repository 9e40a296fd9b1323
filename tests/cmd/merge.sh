#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# leaderplus merge: copies of a workbook come together, and no word of either is lost.
. "$(dirname "$0")/common.sh"
unset VISUAL EDITOR LEADERPLUS_PLAIN ACCESSIBLE LEADERPLUS_START
home=$HOME/.local/share/leaderplus/workbook.json
away=$tmp/away.json

# write PAGE WORDS [FILE]
write() { printf 'go %s\nwrite\n%s\n.\nquit\n' "$1" "$2" |
	"$LEADERPLUS" --pack "$pack" --plain ${3:+"$3"} >"$tmp/talk" 2>&1 || wrong "cannot write:" "$(cat "$tmp/talk")"; }
has() { grep -qF -e "$1" "$tmp/out" || wrong "$asked: it does not say '$1':" "$(cat "$tmp/out")"; }
has_not() { ! grep -qF -e "$1" "$tmp/out" || wrong "$asked: it says '$1':" "$(cat "$tmp/out")"; }
holds() { grep -qF -e "$2" "$1" || wrong "'$2' is not in $1"; }
holds_not() { ! grep -qF -e "$2" "$1" || wrong "'$2' is in $1"; }
merge() { status=$1 && shift && run "$status" merge --pack "$pack" "$@"; }
# id FILE [BEHIND]: the first id in FILE, or the first behind the line that has BEHIND.
id() { sed -n "/${2:-format}/,\$p" "$1" | sed -n 's/.*"id":[[:blank:]]*"\([^"]*\)".*/\1/p' | sed 1q; }

# Usage.
merge 2
err_has "merge needs the name of a copy"
merge 2 --mind "$away"
err_has "there is no such option"
merge 1 "$away"
err_has "there is no workbook at '$home'"
no_out

# Two copies that were gone on in: whichever comes into which, both have all of both.
printf '1\ngo 3\nwrite\nAt first.\n.\nquit\n' | "$LEADERPLUS" --pack "$pack" --plain >/dev/null
cp "$home" "$away"
merge 0 "$away"
has "is here already"
write 3 'At home.'
write 4 'On the train.' "$away"
write 5 'And by the sea.' "$away"
cp "$home" "$tmp/ours"
cp "$away" "$tmp/away"
merge 0 "$away"
no_err
sed "s|$tmp|TMP|g" "$tmp/out" >"$tmp/said"
golden merge.txt "$tmp/said"
same "$tmp/away" "$away" "the other copy"
same "$tmp/ours" "$home.bak" "what was kept"
[ "$(mode "$home")" = 600 ] || wrong "the workbook is $(mode "$home")"
merge 0 "$away" "$tmp/ours"
same "$home" "$away" "the one or the other"
for words in 'At home.' 'On the train.' 'And by the sea.'; do
	holds "$home" "$words"
done
"$LEADERPLUS" summary --pack "$pack" "$home" >"$tmp/one" && "$LEADERPLUS" summary --pack "$pack" "$away" >"$tmp/two"
same "$tmp/one" "$tmp/two" "what can be read in one of the two"
# Merged again, nothing is changed; nor by what is older.
cp "$home" "$tmp/before"
for older in "$away" "$tmp/ours" "$tmp/away" "$home.bak" "$home"; do
	merge 0 "$older"
	has_not "What came in"
	same "$tmp/before" "$home" "the workbook"
done
has "is the file of this workbook itself"

# Several at once: the workbook as it was stays as .bak, and what is damaged takes nothing along.
cp "$home" "$tmp/before"
cp "$home" "$tmp/one.json"
cp "$home" "$tmp/two.json"
cp "$home" "$tmp/three.json"
write 3 'One.' "$tmp/one.json"
write 4 'Two.' "$tmp/two.json"
head -c 400 "$tmp/three.json" >"$tmp/torn.json"
merge 1 "$home" "$tmp/one.json" "$tmp/torn.json" "$tmp/nowhere.json" "$tmp/two.json"
err_has "nothing of '$tmp/torn.json' came in"
err_has "nothing of '$tmp/nowhere.json' came in"
has "it stays in $home.bak until the next save."
holds "$home" 'One.'
holds "$home" 'Two.'
same "$tmp/before" "$home.bak" "what was kept"
[ "$(grep -c 'What came in' "$tmp/out")" -eq 1 ] || wrong "it is told more than once"

# Of several, those are named in which something stays that was written under a step that was removed here.
# steps ANSWERS FILE: at the list of steps of page 5.
steps() { printf "go 5\nsteps\n$1\nback\nquit\n" |
	"$LEADERPLUS" --pack "$pack" --plain "$2" >"$tmp/talk" 2>&1 || wrong "no steps:" "$(cat "$tmp/talk")"; }
cp "$home" "$tmp/removed.json"
steps '1\nthe bell rings\nask Year 5\n.' "$tmp/removed.json"
cp "$tmp/removed.json" "$tmp/happened.json"
cp "$tmp/removed.json" "$tmp/more.json"
steps '1\n2\nThey showed me.\n.\n\nback' "$tmp/happened.json"
steps '1\n3\n2' "$tmp/removed.json"
write 4 'More.' "$tmp/happened.json"
write 3 'And more.' "$tmp/more.json"
cp "$tmp/removed.json" "$tmp/one.json"
merge 0 "$tmp/one.json" "$tmp/happened.json"
has "something that you erased or removed here. It is not taken over"
has_not "What was not taken over"
merge 0 "$tmp/removed.json" "$tmp/more.json" "$tmp/happened.json"
has "What was not taken over still stands in:"
has "• $tmp/happened.json"
has_not "• $tmp/more.json"

# Another workbook.
mkdir "$tmp/other"
printf '1\ngo 3\nwrite\nBegun apart.\n.\nquit\n' |
	HOME=$tmp/other "$LEADERPLUS" --pack "$pack" --plain >/dev/null
cp "$tmp/other/.local/share/leaderplus/workbook.json" "$tmp/apart.json"
cp "$home" "$tmp/before"
merge 1 "$tmp/apart.json"
err_has "Are both of these yours?"
err_has "merge --mine"
same "$tmp/before" "$home" "the workbook"
merge 0 --mine "$tmp/apart.json"
has "What came in"
holds "$home" 'Begun apart.'
holds "$home" 'At home.'
# The two are one from now on.
merge 0 "$tmp/apart.json" "$home"
merge 0 "$tmp/apart.json" "$tmp/before"
same "$home" "$tmp/apart.json" "the one or the other"

# What is no copy of a workbook.
printf '{"format":"leaderplus-share","version":1,"for":"group","key":"k"}\n' >"$tmp/group.json"
printf '{"format":"leaderplus-room","version":1,"id":"r","pack":{"id":"p","version":"1"}}\n' >"$tmp/room.json"
printf '{"format":"leaderplus-workbook","version":9,"id":"r","pack":{"id":"p","version":"1"}}\n' >"$tmp/newer.json"
cp "$home" "$tmp/before"
merge 1 "$home" "$tmp/group.json" "$tmp/room.json" "$tmp/newer.json" "$pack" "$pack/pack.md"
err_has "'leaderplus collate' gathers those"
err_has "these are the words of a room"
err_has "a newer version of leaderplus wrote"
err_has "nothing of '$pack' came in"
err_has "nothing of '$pack/pack.md' came in"
no_out
same "$tmp/before" "$home" "the workbook"

# What a mentor said comes home, and nothing else.
layer=$(id "$home" '"now"')
copy() { cat <<END
{"format":"leaderplus-share","version":1,"for":"mentor","id":"$1","pack":{"id":"p","version":"1"},
"language":"en","answers":{"$2":{"layers":[{"id":"$3","clock":1,"at":"2026-11-23T12:00:00Z",
"question":"?","text":"Not her words."}],"replies":[{"id":"r1","clock":2,"at":"2026-11-24T12:00:00Z",
"from":"my mentor","to":"$3","text":"Who decided?"}]}}}
END
}
copy "$(id "$home")" now "$layer" >"$tmp/reply.json"
merge 0 "$tmp/reply.json"
has "What someone said to you came in on these pages:"
holds "$home" 'Who decided?'
holds_not "$home" 'Not her words.'
merge 0 "$tmp/reply.json"
has "All that was said in it is here already."
# Of several, the one that holds what is not taken over is named.
# steps FILE LINES: what is typed behind 'steps' on the page of steps.
steps() { printf "go 5\\nsteps\\n$2back\\nquit\\n" | "$LEADERPLUS" --pack "$pack" --plain "$1" >"$tmp/talk" 2>&1 ||
	wrong "no steps:" "$(cat "$tmp/talk")"; }
steps "$home" '1\nthe bell rings\nask\n\n\n\n'
cp "$home" "$tmp/left.json"
cp "$home" "$tmp/more.json"
steps "$tmp/left.json" '1\n2\nThe bell broke.\n.\n\n'
write 4 'Also there.' "$tmp/left.json"
steps "$home" '1\n3\n2\n'
write 4 'More.' "$tmp/more.json"
merge 0 "$home" "$tmp/left.json" "$tmp/more.json"
sed '1,/What was not taken over still stands in:/d' "$tmp/out" >"$tmp/named"
grep -qF left.json "$tmp/named" || wrong "$asked: it does not say which file:" "$(cat "$tmp/out")"
! grep -qF more.json "$tmp/named" || wrong "$asked: it names another file:" "$(cat "$tmp/out")"
copy "$(id "$home")" now "$layer" >"$tmp/reply.json"
copy stranger now "$layer" >"$tmp/reply.json"
merge 1 "$tmp/reply.json"
err_has "it is a copy for a mentor of another workbook"
merge 1 "$tmp/reply.json" "$home"
err_has "this is a copy for a mentor"

# While it is open elsewhere nothing comes in.
write 4 'Later.' "$away"
cp "$home" "$tmp/before"
mkfifo "$tmp/in" "$tmp/outside"
"$LEADERPLUS" --pack "$pack" --plain <"$tmp/in" >"$tmp/outside" 2>&1 &
exec 3>"$tmp/in" 4<"$tmp/outside"
read -r _ <&4
merge 1 "$away"
err_has "'$home' is open in another window; please close that one"
exec 3>&-
cat <&4 >/dev/null
exec 4<&-
wait
holds_not "$home" 'Later.'
merge 0 "$away"
holds "$home" 'Later.'
finish
