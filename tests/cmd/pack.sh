#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# leaderplus pack list and pack new: which books are here, and a new one that opens.
. "$(dirname "$0")/common.sh"
cd "$tmp" || exit 99

# A book that lies elsewhere is listed when it is named; those that are installed come before it.
run 0 --pack "$pack" pack list
no_err
tail -n 4 "$tmp/out" >"$tmp/last"
cat >"$tmp/want" <<END
small-book
    A small book for tests
    languages: en
    $pack
END
same "$tmp/want" "$tmp/last" "the list of books"
run 1 --pack "$tmp/none/" pack list
err_has "none/"
run 2 pack list more

run 0 pack new our-meetings
no_err
for words in "'our-meetings'" "leaderplus check ./our-meetings" "leaderplus --pack ./our-meetings" FORMAT.md; do
	grep -qF -e "$words" "$tmp/out" || wrong "pack new does not say $words:" "$(cat "$tmp/out")"
done
[ "$(mode our-meetings)" = 700 ] || wrong "the folder has mode $(mode our-meetings)"
for file in our-meetings/*; do
	[ "$(mode "$file")" = 600 ] || wrong "$file has mode $(mode "$file")"
done
run 0 check ./our-meetings
no_out
run 0 --pack ./our-meetings pack guide
grep -qF "18 minutes: 4 alone, 6 in pairs, 8 together" "$tmp/out" || wrong "the guide lacks the minutes"
cat "$data/workbook.json" >book.json
printf 'go 3\nquit\n' | "$LEADERPLUS" --pack ./our-meetings --plain book.json >"$tmp/out" 2>&1
grep -qF "How is it in your school today?" "$tmp/out" || wrong "the new book does not open:" "$(cat "$tmp/out")"
run 0 pack new "$tmp/in/a folder"
grep -qF "leaderplus check $tmp/in/a folder" "$tmp/out" || wrong "pack new: $(cat "$tmp/out")"
run 0 check "$tmp/in/a folder"

# Never over what stands there.
cp our-meetings/pack.md before
run 1 pack new our-meetings
no_out
err_has "our-meetings"
same before our-meetings/pack.md "a book that stood there"
echo mine >file
run 1 pack new file
mkdir empty
run 0 pack new empty
[ -e empty/pack.md ] || wrong "an empty folder was not taken"
run 2 pack new
run 2 pack new one two
run 2 pack new --option
run 0 pack new -- --option
[ -e ./--option/pack.md ] || wrong "a name behind -- was not taken"
finish
