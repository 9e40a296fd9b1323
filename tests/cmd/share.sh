#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# leaderplus share of a workbook that four sittings have filled: what leaves for a mentor and for
# the group, what is shown before, and every byte that must not leave.
. "$(dirname "$0")/common.sh"
schema=$TOP_SRCDIR/content/schema/share.schema.json
book=$tmp/book.json
cat "$data/sittings.json" >"$book"
cp "$book" "$tmp/before.json"

# share STATUS ARGUMENT...
share() {
	status=$1
	shift
	run "$status" --pack "$pack" share "$@"
}

# lacks FILE WORD...: no byte of it is in FILE.
lacks() {
	file=$1
	shift
	for word; do
		! grep -qF -e "$word" "$file" || wrong "$asked: '$word' is in $file"
	done
}

# What stays, whatever is chosen: what is unmarked, what hangs under answers, ids, times, names.
private='Two pupils|duty rota|must not vanish|about posts|Nobody but me|Who noticed|ask the two pupils
waited too short|heard|suppose|missing|rests|steps|notes|replies|"share"|forgotten|place|former_ids
group_key|T07:15|23:58|T18:30|sittings'
private=$private'
'$HOME
for name in "$(id -un)" "$(uname -n)"; do	# a short one may stand in any word
	[ ${#name} -lt 4 ] || private=$private'|'$name
done
stays() {
	echo "$private" | tr '|' '\n' | grep . >"$tmp/private"
	while read -r word; do
		lacks "$1" "$word"
	done <"$tmp/private"
}

# valid FILE: as the schema says, where there is what can tell.
valid() {
	[ -z "$python" ] || "$python" - "$schema" "$1" <<'END' || wrong "$asked: $1 is not as the schema says"
import json, sys, jsonschema
schema, copy = (json.load(open(name, encoding="utf-8")) for name in sys.argv[1:])
jsonschema.Draft202012Validator.check_schema(schema)
jsonschema.Draft202012Validator(schema).validate(copy)
END
}
python=
for one in python3 /usr/bin/python3; do
	[ -n "$python" ] || ! "$one" -c 'import jsonschema; jsonschema.Draft202012Validator' 2>/dev/null ||
		python=$one
done

# A mentor's copy: shown on standard error, written, and nothing else touched.
share 0 "$book" --for mentor -o "$tmp/mentor.json"
no_out
cp "$tmp/err" "$tmp/shown"
golden share-mentor.txt "$tmp/shown"
golden share-mentor.json "$tmp/mentor.json"
[ "$(mode "$tmp/mentor.json")" = 600 ] || wrong "a mentor's copy has mode $(mode "$tmp/mentor.json")"
stays "$tmp/mentor.json"
lacks "$tmp/mentor.json" Louder "The rota is fixed"
valid "$tmp/mentor.json"
run 0 check "$tmp/mentor.json"
same "$tmp/before.json" "$book" "the workbook"
[ ! -e "$book.lock" ] || wrong "a mentor's copy took a lock"

# Earlier words when they are wanted.
share 0 --earlier --for=mentor -o "$tmp/earlier.json" -- "$book"
cp "$tmp/err" "$tmp/shown"
golden share-earlier.txt "$tmp/shown"
golden share-earlier.json "$tmp/earlier.json"
stays "$tmp/earlier.json"
valid "$tmp/earlier.json"

# Days are those of the writer: a layer from two minutes before midnight, in three places.
for zone in UTC-1:11-01 UTC1:10-31 UTC:10-31; do
	TZ=${zone%:*} "$LEADERPLUS" --pack "$pack" share "$book" --for mentor --earlier -o - \
		>"$tmp/out" 2>"$tmp/err" || wrong "no copy in ${zone%:*}"
	grep -qF "2026-${zone#*:}T12:00:00Z" "$tmp/out" || wrong "in ${zone%:*} no day 2026-${zone#*:}"
done

# For the group: the workbook gets its key, which is in it before anything is out.
share 1 "$book" --for group -o "$tmp/none/group.json"
share 0 "$book" --for group -o "$tmp/group.json"
no_out
key=$(sed -n 's/.*"group_key":[[:blank:]]*"\([^"]*\)".*/\1/p' "$book")
[ -n "$key" ] || wrong "the workbook has no key"
sed "s/$key/KEY/" "$tmp/group.json" >"$tmp/masked"
golden share-group.json "$tmp/masked"
sed -n '/^With your words/,$p' "$tmp/err" >"$tmp/shown"
golden share-group.txt "$tmp/shown"
[ "$(mode "$tmp/group.json")" = 600 ] || wrong "a copy for the group has mode $(mode "$tmp/group.json")"
stays "$tmp/masked"
lacks "$tmp/masked" 7a3e0000 0b0f7f6e 2026- "The queue works" "too near to me" '"id":"7'
lacks "$tmp/mentor.json" "$key"
valid "$tmp/group.json"

# check knows both for what they are, and names every fault.
run 0 check "$tmp/mentor.json" "$tmp/group.json"
no_out
sed 's/"clock":[0-9]*/"clock":"x"/; s/"text":"[^"]*"/"text":7/' "$tmp/group.json" >"$tmp/wrong.json"
run 3 check "$tmp/wrong.json"
[ "$(grep -c "wrong.json:1: column" "$tmp/out")" -eq 2 ] || wrong "$asked:" "$(cat "$tmp/out")"
grep -q "'clock'" "$tmp/out" || wrong "$asked:" "$(cat "$tmp/out")"
sed 's/"at":.*/"at": 7,/' "$tmp/mentor.json" >"$tmp/wrong.json"
run 3 check "$tmp/wrong.json"
grep -q "wrong.json:1[0-9]: column" "$tmp/out" || wrong "$asked:" "$(cat "$tmp/out")"

# The same again is the same, byte for byte, and needs no lock any more.
cp "$book" "$tmp/before.json"
share 0 "$book" --for group -o "$tmp/twice.json"
same "$tmp/group.json" "$tmp/twice.json" "the copy for the group"
share 0 "$book" --for mentor -o "$tmp/twice.json" --force
same "$tmp/mentor.json" "$tmp/twice.json" "the copy for the mentor"
share 0 "$book" --for group -o -
same "$tmp/group.json" "$tmp/out" "the copy for the group on standard output"
same "$tmp/before.json" "$book" "the workbook"

# Where another window has it, the first copy for the group cannot be made; later ones can.
if command -v flock >/dev/null; then
	cat "$data/sittings.json" >"$tmp/held.json"
	: >"$tmp/held.json.lock"
	asked="a first copy for the group while another window has the workbook"
	! flock "$tmp/held.json.lock" "$LEADERPLUS" --pack "$pack" share "$tmp/held.json" --for group \
		-o "$tmp/held-copy.json" 2>"$tmp/err" || wrong "$asked"
	err_has "the first copy for the group can only be made where the workbook can be written"
	[ ! -e "$tmp/held-copy.json" ] || wrong "$asked: it was made"
	flock "$book.lock" "$LEADERPLUS" --pack "$pack" share "$book" --for group -o "$tmp/held-copy.json" \
		2>"$tmp/err" || wrong "no later copy for the group: $(cat "$tmp/err")"
	same "$tmp/group.json" "$tmp/held-copy.json" "the copy for the group"
fi

# Never over a file, nor ever over the workbook.
echo mine >"$tmp/there"
share 1 "$book" --for mentor -o "$tmp/there"
err_has "exists already"
echo mine | same - "$tmp/there" "the file that was there"
share 0 "$book" --for mentor -o "$tmp/there" --force
same "$tmp/mentor.json" "$tmp/there" "a copy over a file"
for out in "$book" "$book.bak"; do
	cp "$out" "$tmp/kept"
	share 1 "$book" --for mentor --force -o "$out"
	err_has "OUT is the workbook itself"
	same "$tmp/kept" "$out" "$out"
done

# Nothing is marked, or only what has no words.
cat "$data/workbook.json" >"$tmp/plain.json"
for who in mentor group; do
	share 1 "$tmp/plain.json" --for $who -o "$tmp/no.json"
	err_has "is marked for"
	err_has F7
	[ ! -e "$tmp/no.json" ] || wrong "a copy of nothing was made"
done
! grep -q group_key "$tmp/plain.json" || wrong "a key was made for nothing"

# Hostile words leave as they are, and are shown safely.
sed 's/"Ask first, and then wait."/"\\u001b[31mAsk\\u0007 <script> \\u202e"/' "$data/sittings.json" >"$tmp/hostile.json"
for who in mentor group; do
	share 0 "$tmp/hostile.json" --for $who -o "$tmp/hostile-$who.json"
	LC_ALL=C tr -d '\n\040-\176\200-\377' <"$tmp/err" >"$tmp/controls"
	[ ! -s "$tmp/controls" ] || wrong "$asked: control characters:" "$(od -c "$tmp/controls")"
	err_has "Ask"
	grep -qF '\u001b[31mAsk\u0007 <script>' "$tmp/hostile-$who.json" || wrong "$asked: words were changed"
	valid "$tmp/hostile-$who.json"
done

# What is no choice, and what is no workbook.
share 2 "$book"
share 2 "$book" --for
share 2 "$book" --for me -o "$tmp/no.json"
share 2 "$book" --for mentor
err_has "-o OUT"
share 2 "$book" --for group --earlier -o "$tmp/no.json"
share 2 "$book" "$book" --for mentor -o "$tmp/no.json"
share 2 "$book" --for mentor --nothing
share 1 "$tmp/mentor.json" --for mentor -o "$tmp/no.json"
share 1 "$tmp/none.json" --for mentor -o "$tmp/no.json"
err_has "there is no workbook"
[ ! -e "$tmp/no.json" ] || wrong "a copy was made after all"
[ -z "$(ls -A "$HOME")" ] || wrong "something was left in HOME:" "$(ls -AR "$HOME")"
finish
