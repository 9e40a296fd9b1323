#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Workbooks that are damaged: the message points at the place, the status is 1,
# and the file stays as it is, byte for byte, with nothing beside it.
. "$(dirname "$0")/common.sh"
mkdir "$tmp/in"
file=$tmp/in/workbook.json

# bad LINE COLUMN WHAT: standard input is a workbook that is wrong there.
bad() {
	cat >"$file"
	cp "$file" "$tmp/before"
	run 1 --pack "$pack" summary "$file"
	asked=$3
	no_out
	err_has "'$file'"
	err_has "line $1, column $2:"
	[ "$(wc -l <"$tmp/err")" -eq 1 ] || wrong "$3: more than a line:" "$(cat "$tmp/err")"
	same "$tmp/before" "$file" "$3: the file"
	[ "$(ls -A "$tmp/in")" = workbook.json ] || wrong "$3: left behind: $(ls -A "$tmp/in")"
}
good=$data/workbook.json

: | bad 1 1 'empty'
printf '\n\n' | bad 3 1 'empty lines'
echo 'Dear diary' | bad 1 1 'no JSON'
head -c 1001 "$good" | bad "$(head -c 1001 "$good" | wc -l | awk '{ print $1 + 1 }')" \
	"$(head -c 1001 "$good" | tail -n 1 | grep -ob '"' | tail -n 1 | cut -d: -f1 | awk '{ print $1 + 1 }')" 'cut off'
{ printf '\357\273\277'; cat "$good"; } | bad 1 1 'byte order mark'
asked='byte order mark'
err_has 'byte order mark'
printf '{\n\t"format": "leader\000plus"\n}\n' | bad 2 19 'zero byte'
printf '{\n\t"format": "leader\\u0000plus"\n}\n' | bad 2 19 'zero character'
printf '{\n\t"format": "caf\351"\n}\n' | bad 2 16 'Latin-1'
printf '{\n\t"format": "one\ntwo"\n}\n' | bad 2 16 'line end in a string'
printf '{\n\t"format": "x",\n\t"format": "x"\n}\n' | bad 3 2 'a name twice'
printf '{"a":\n {"form": 1, "f\\u006frm": 2}}' | bad 2 14 'a name twice, once escaped'
awk 'BEGIN { for (i = 0; i < 40; i++) printf "{\"a\":"; }' | bad 1 161 'deep objects'
awk 'BEGIN { for (i = 0; i < 100000; i++) printf "["; }' | bad 1 33 'deep lists'
{ cat "$good"; echo x; } | bad "$(($(wc -l <"$good") + 1))" 1 'text behind the end'
echo '[]' | bad 1 1 'a list'
echo '{}' | bad 1 1 'no members'
printf '{\n "format": "leaderplus-share",\n "version": 1,\n "id": "x"\n}\n' | bad 1 1 'another format'
sed 's/"version": 1,/"version": "one",/' "$good" | bad 3 13 'version no number'
sed 's/"version": 1,/"version": 0,/' "$good" | bad 3 13 'version nought'
sed 's/"answers": {/"answers": [], "more": {/' "$good" | bad 7 13 'answers no object'
sed 's/"clock": 5,/"clock": -5,/' "$good" | bad 11 61 'a clock below nought'
sed 's/"clock": 5,/"clock": 9007199254740993,/' "$good" | bad 11 61 'a clock that no number holds'
sed 's/"text": "The rota."/"text": null/' "$good" | bad 26 67 'words that are no text'
sed 's/000000000002"/000000000001"/' "$good" | bad 8 22 'one id for two layers'

# Too much is refused before it is understood.
{
	printf '{"format":"leaderplus-workbook","x":"'
	head -c 17000000 /dev/zero | tr '\0' a
	printf '"}'
} >"$file"
run 1 --pack "$pack" summary "$file"
err_has "'$file'"
[ "$(wc -c <"$file")" -eq 17000039 ] || wrong "a huge file has been changed"

# What is no file.
run 1 --pack "$pack" summary "$tmp/in"
err_has "$tmp/in"
if [ -c /dev/zero ]; then
	run 1 --pack "$pack" summary /dev/zero
	no_out
fi
if mkfifo "$tmp/fifo" 2>/dev/null; then
	run 1 --pack "$pack" summary "$tmp/fifo"
	no_out
fi
finish
