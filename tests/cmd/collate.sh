#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# leaderplus collate: a room of 200 copies in several languages, the floor, what never shows, folds
# of folds, files that are no copies, and a facilitator's review.
. "$(dirname "$0")/common.sh"
TMPDIR=$tmp
export TMPDIR

collate() {
	status=$1
	shift
	run "$status" --pack "$pack" collate "$@"
}
has() { grep -qF -e "$2" "$1" || wrong "$asked: no '$2' in $1"; }
lacks() { ! grep -qF -e "$2" "$1" || wrong "$asked: there is '$2' in $1"; }

# A room: what people write, by a generator of its own, so that every awk makes the same.
mkdir "$tmp/room" "$tmp/room/late"
awk -v room="$tmp/room" '
	function roll(n) { seed = (seed * 16807) % 2147483647; return seed % n }
	function add(language, text) { words[language, count[language]++] = text }
	function say(language,    text, n) {
		for (n = 1 + roll(6); n > 0; n--)
			text = text words[language, roll(count[language])] (roll(4) ? " " : "\\n\\n")
		return text
	}
	BEGIN {
		seed = 20261
		add("en", "Year 5 moved the lunch queue, and nobody had asked me.")
		add("en", "The office decides more than the timetable says.")
		add("en", "I signed it off; \\\"we\\\" did not.")
		add("en", "Sports day was theirs from the first list to the last cone \360\237\217\205.")
		add("cy", "Y gegin sy\303\242n penderfynu pan fydd hi\342\200\231n bwrw glaw.")
		add("cy", "Blwyddyn 5 a symudodd y ciw cinio \342\200\224 heb ofyn i neb.")
		add("cy", "Paid \303\242 phoeni, meddai\342\200\231r gofalwr.")
		add("zh", "\345\210\235\344\272\224\347\232\204\345\255\246\347\224\237\346\224\271\344\272\206\345\215\210\351\244\220\346\216\222\351\230\237\343\200\202")
		add("zh", "\346\262\241\344\272\272\351\227\256\350\277\207\345\216\250\346\210\277\343\200\202")
		add("ar", "\330\247\331\204\331\205\330\267\330\250\330\256 \331\212\331\202\330\261\330\261 \330\271\331\206\330\257\331\205\330\247 \330\252\331\205\330\267\330\261.")
		add("ar", "\331\204\331\205 \331\212\330\263\330\243\331\204 \330\243\330\255\330\257 \330\247\331\204\330\255\330\247\330\261\330\263.")
		split("en en en en cy cy zh ar", tongues, " ")
		split("now people next", ids, " ")
		for (i = 0; i < 200; i++) {
			file = sprintf("%s/%scopy-zzz-%03d.json", room, i % 7 ? "" : "late/", i)
			language = i < 2 ? "en" : tongues[1 + roll(8)]
			key = sprintf("%08xfeed%08x", roll(2147483647), roll(2147483647))
			printf "{ \"format\": \"leaderplus-share\", \"version\": 1, \"for\": \"group\",\n" \
			       "  \"key\": \"%s\", \"clock\": %d,\n" \
			       "  \"pack\": { \"id\": \"small-book\", \"version\": \"1\" }, \"language\": \"%s\",\n" \
			       "  \"answers\": {", key, 7700000 + roll(9999), language >file
			comma = ""
			for (k = 1; k <= 3; k++)
				if (roll(5)) {
					printf "%s\n    \"%s\": { \"question\": \"Q %s?\", \"text\": \"%s\" }", \
						comma, ids[k], language, say(language) >file
					comma = ","
				}
			# Two write where nobody else does.
			if (i < 2)
				printf "%s\n    \"lonely\": { \"question\": \"LONELY?\", \"text\": \"LONELY %d\" }", comma, i >file
			printf " }" >file
			if (i % 3 == 0)
				printf ",\n  \"lenses\": { \"condition\": { \"question\": \"\", \"text\": \"%s\" } }", say(language) >file
			printf " }\n" >file
			close(file)
		}
	}'
[ "$(find "$tmp/room" -name '*.json' | wc -l)" -eq 200 ] || wrong "the room is not full"

# No output for people holds a key, a clock, a file's name, a day, or what two people wrote.
cat "$tmp/room"/*.json "$tmp/room/late"/*.json |
	sed -n 's/.*"key": "\([^"]*\)", "clock": \([0-9]*\).*/\1\n\2/p' | sort -u >"$tmp/secrets"
[ "$(wc -l <"$tmp/secrets")" -gt 380 ] || wrong "there are too few secrets: $(wc -l <"$tmp/secrets")"
nameless() {
	! LC_ALL=C grep -aqFf "$tmp/secrets" "$1" || wrong "$asked: a key or a clock in $1"
	for word in zzz copy- late room LONELY lonely key clock "$(date +%Y-%m)" "$(date +%Y)"; do
		! LC_ALL=C grep -aqF -e "$word" "$1" || wrong "$asked: '$word' in $1"
	done
}
for form in text md html docx ndjson; do
	collate 0 "$tmp/room" -f "$form" -o "$tmp/voices.$form"
	no_out
	err_has "--review"
	[ "$(mode "$tmp/voices.$form")" = 600 ] || wrong "voices.$form has mode $(mode "$tmp/voices.$form")"
	if [ "$form" = docx ]; then
		nameless "$tmp/voices.docx"
		if command -v unzip >/dev/null; then
			unzip -p "$tmp/voices.docx" >"$tmp/voices.xml"
			nameless "$tmp/voices.xml"
			has "$tmp/voices.xml" "Year 5 moved the lunch queue"
		fi
	else
		nameless "$tmp/voices.$form"
		has "$tmp/voices.$form" "Year 5 moved the lunch queue"
		has "$tmp/voices.$form" "Blwyddyn 5 a symudodd"
		has "$tmp/voices.$form" "初五的学生改了午餐排队"
		has "$tmp/voices.$form" "المطبخ يقرر"
	fi
	collate 0 "$tmp/room" -f "$form"
	cmp -s "$tmp/out" "$tmp/voices.$form" || wrong "$asked: standard output and a file differ"
	collate 1 "$tmp/room" -f "$form" -o "$tmp/voices.$form"
	err_has "exists already"
done
has "$tmp/voices.html" "Cymraeg"
has "$tmp/voices.html" 'lang="cy"'
has "$tmp/voices.ndjson" '"reviewed":false'
collate 0 "$tmp/room" -o "$tmp/voices.md" --force
nameless "$tmp/voices.md"

# The floor: of people, in a language.
collate 0 "$tmp/room" --floor 2
has "$tmp/out" "LONELY 0"
has "$tmp/out" "LONELY 1"
collate 0 "$tmp/room" --floor 60
lacks "$tmp/out" "Blwyddyn"
# That somebody wrote there is for the facilitator alone: the document is as it would be without her.
err_has "Some words are left out"
lacks "$tmp/out" "left out"
collate 0 "$tmp/room" --floor 1000
lacks "$tmp/out" "Year 5"
for floor in 0 -1 x 3x 1001 99999999999999999999 ''; do
	collate 2 "$tmp/room" --floor "$floor"
done

# Folds: a line a person, private; folds of folds are the fold of all, whoever does which.
collate 0 "$tmp/room" -f fold -o "$tmp/all.ndjson"
no_err
[ "$(wc -l <"$tmp/all.ndjson")" -eq 201 ] || wrong "the fold has $(wc -l <"$tmp/all.ndjson") lines"
[ "$(mode "$tmp/all.ndjson")" = 600 ] || wrong "the fold has mode $(mode "$tmp/all.ndjson")"
head -n 1 "$tmp/all.ndjson" | grep -qF "not for publication" || wrong "the fold does not say that it is private"
collate 0 "$tmp/room/late" -f fold -o "$tmp/late.ndjson"
collate 0 "$tmp/room"/copy-zzz-0*.json -f fold -o "$tmp/some.ndjson"
collate 0 "$tmp/room"/copy-zzz-1*.json "$tmp/late.ndjson" -f fold -o "$tmp/more.ndjson"
collate 0 -f fold "$tmp/more.ndjson" "$tmp/some.ndjson" "$tmp/late.ndjson" "$tmp/more.ndjson"
same "$tmp/all.ndjson" "$tmp/out" "the fold of folds"
cat "$tmp/some.ndjson" "$tmp/more.ndjson" >"$tmp/both"
"$LEADERPLUS" --pack "$pack" collate - -f fold <"$tmp/both" >"$tmp/out" 2>"$tmp/err"
same "$tmp/all.ndjson" "$tmp/out" "the fold of standard input"
LC_ALL=C "$LEADERPLUS" --lang cy --pack "$pack" collate "$tmp/room" -f fold >"$tmp/out" 2>/dev/null
same "$tmp/all.ndjson" "$tmp/out" "the fold in another locale"
for form in text ndjson; do
	collate 0 "$tmp/all.ndjson" -f "$form"
	cmp -s "$tmp/out" "$tmp/voices.$form" || wrong "$asked: not as from the copies"
done
# A fold is checked by line.
run 0 check "$tmp/all.ndjson"
no_out
no_err
{ cat "$tmp/all.ndjson"; echo '{}'; echo '{"format":"leaderplus-fold","version":2}'; } >"$tmp/odd.ndjson"
run 3 check "$tmp/odd.ndjson"
sed "s|$tmp|TMP|g" "$tmp/out" >"$tmp/told"
golden collate-check.txt "$tmp/told"
# Whoever hands in a newer copy without words takes back hers.
sed 's/"clock": [0-9]*/"clock": 9999999/; s/LONELY 0/CHANGED/' "$tmp/room/late/copy-zzz-000.json" >"$tmp/newer.json"
collate 0 "$tmp/newer.json" "$tmp/all.ndjson" --floor 2
has "$tmp/out" CHANGED
lacks "$tmp/out" "LONELY 0"

# What is no copy is named, with its line, and nothing of it is in the output.
mkdir "$tmp/bad"
copy() { # KEY TEXT MORE
	printf '{"format":"leaderplus-share","version":1,"for":"group","key":"%s","clock":1,"pack":{"id":"small-book","version":"1"},"language":"en","answers":{"now":{"question":"Q?","text":"%s"}}%s}' "$1" "$2" "$3"
}
copy a 'BAD' ',}' >"$tmp/bad/comma.json"
copy b 'BAD' ',"x":1,"x":2' >"$tmp/bad/twice.json"
copy c 'BAD' ',"key":"d"' >"$tmp/bad/two-keys.json"
copy d "BAD$(printf '\033')[2J" '' >"$tmp/bad/escape.json"
copy e 'BAD' ",\"x\":$(printf '%040d' 0 | tr 0 '[')" >"$tmp/bad/deep.json"
copy 'f f' 'BAD' '' >"$tmp/bad/key.json"
copy g 'BAD' '' | sed 's/small-book/other-book/' >"$tmp/bad/other.json"
copy h 'BAD' '' | sed 's/"version":1,"for"/"version":2,"for"/' >"$tmp/bad/newer.json"
copy i 'BAD' '' | sed 's/"for":"group"/"for":"mentor"/' >"$tmp/bad/mentor.json"
copy j 'BAD' '' | head -c 150 >"$tmp/bad/cut.json"
{ copy k 'GOOD' ''; echo; copy l 'BAD' ','; echo; copy l 'GOOD' ''; echo; } >"$tmp/bad/lines.ndjson"
printf '\377\376{\000' >"$tmp/bad/utf16.json"
: >"$tmp/bad/empty.json"
cat "$data/workbook.json" >"$tmp/bad/workbook.json"
printf '{"format":"leaderplus-room","version":1,"id":"x","pack":{"id":"p","version":"1"}}' >"$tmp/bad/room.json"
printf 'PK\003\004\377' >"$tmp/bad/voices.docx"
dd if=/dev/zero of="$tmp/bad/huge.json" bs=1 count=0 seek=104857600 2>/dev/null
{ copy m 'BAD' '' | tr -d '}'; head -c 9000000 /dev/zero | tr '\0' ' '; } >"$tmp/bad/large.json"
copy n 'BAD' ',' >"$tmp/bad/$(printf 'name\033[31m\nx').json"
mkfifo "$tmp/bad/pipe.json"
ln -s "$tmp/room" "$tmp/bad/link"
copy o 'BAD' ',' >"$tmp/bad/.hidden.json"
copy p 'GOOD <b>&amp; \u001b[31m</b><script>' '' >"$tmp/bad/good.json"
collate 1 "$tmp/bad"
lacks "$tmp/out" BAD
has "$tmp/out" 'GOOD <b>&amp; ^[[31m</b><script>'
sed "s|$tmp|TMP|g" "$tmp/err" | grep -v -e '^Nobody' -e '^What is named' | LC_ALL=C sort >"$tmp/told"
golden collate-bad.txt "$tmp/told"
LC_ALL=C tr -d '\n\040-\176\200-\377' <"$tmp/err" >"$tmp/controls"
[ ! -s "$tmp/controls" ] || wrong "control characters in a message"
for form in text md html ndjson fold; do
	collate 1 "$tmp/bad" -f "$form" -o "$tmp/bad-out"
	lacks "$tmp/bad-out" BAD
	lacks "$tmp/bad-out" "$(printf '\033')"
	has "$tmp/bad-out" GOOD
	rm -f "$tmp/bad-out"
done
collate 1 "$tmp/bad" -f html
lacks "$tmp/out" '<script>'
lacks "$tmp/out" '<b>'
for path in "$tmp/none" "$tmp/bad/pipe.json" ''; do
	collate 1 "$path"
done
if [ "$(id -u)" -ne 0 ]; then
	chmod 000 "$tmp/bad/good.json"
	collate 1 "$tmp/bad/good.json"
	err_has "good.json"
fi

# Wrong usage; and a place where nothing can be written.
collate 2
collate 2 --nothing "$tmp/room"
collate 2 "$tmp/room" -f press
collate 2 "$tmp/room" -o "$tmp/x.ndjson"
err_has "'fold'"
collate 2 "$tmp/room" --review
collate 2 "$tmp/room" "$tmp/all.ndjson" --review
collate 2 - --review
collate 2 "$tmp/room" -f fold --review
collate 1 "$tmp/room" -f fold -o "$tmp/none/x"
err_has "none"

# A review: kept, withheld, back, stopped; undecided is hidden; it survives a new fold.
for key in a b c d; do
	copy $key "VOICE $key" '' >"$tmp/copy-$key.json"
done
look() { # ANSWERS ARGUMENT...
	answers=$1
	shift
	asked="collate $* with $answers"
	# shellcheck disable=SC2059 # the format is the point
	printf "$answers" | "$LEADERPLUS" --pack "$pack" collate "$@" >"$tmp/out" 2>"$tmp/err" ||
		wrong "$asked: failed:" "$(cat "$tmp/err")"
}
look 'k\nw\nb\nk\n?\n\nk\ns\n' "$tmp"/copy-[abcd].json -f fold -o "$tmp/four.ndjson" --review
golden collate-review.txt "$tmp/out"
[ "$(mode "$tmp/four.ndjson.review")" = 600 ] || wrong "the review has mode $(mode "$tmp/four.ndjson.review")"
collate 0 "$tmp/four.ndjson"
no_err
[ "$(grep -c VOICE "$tmp/out")" -eq 3 ] || wrong "$asked: not just what was kept:" "$(cat "$tmp/out")"
collate 0 "$tmp/four.ndjson" -f ndjson
has "$tmp/out" '"reviewed":true'
collate 0 "$tmp/four.ndjson" --floor 4
lacks "$tmp/out" VOICE
look 'w\n\n' "$tmp/four.ndjson" --review -f md -o "$tmp/four.md"
has "$tmp/four.md" "VOICE"
[ "$(grep -c VOICE "$tmp/four.md")" -eq 3 ] || wrong "$asked: not just what was kept:" "$(cat "$tmp/four.md")"
sed 's/VOICE a/VOICE a AGAIN/; s/"clock":1/"clock":2/' "$tmp/copy-a.json" >"$tmp/copy-e.json"
collate 0 "$tmp"/copy-[abcde].json -f fold -o "$tmp/four.ndjson" --force
collate 0 "$tmp/four.ndjson" --floor 1
lacks "$tmp/out" "AGAIN"
has "$tmp/out" VOICE
look '' "$tmp/four.ndjson" --review
has "$tmp/out" AGAIN
has "$tmp/out" "still undecided"
# Withholding what would leave too few people takes two words, the first of which is told what else
# goes; "VOICE c" is of two people, who are counted.
copy cc "VOICE c" '' >"$tmp/copy-cc.json"
collate 0 "$tmp"/copy-[abc].json "$tmp/copy-cc.json" -f fold -o "$tmp/few.ndjson"
look 'w\ns\n' "$tmp/few.ndjson" --review
has "$tmp/out" "1 of 3"
has "$tmp/out" "fewer than 3 people"
has "$tmp/few.ndjson.review" "\"withheld\":	[]"
look 'w\nk\nw\nw\n' "$tmp/few.ndjson" --review
golden collate-review-few.txt "$tmp/out"
collate 0 "$tmp/few.ndjson"
lacks "$tmp/out" VOICE
look 'w\ns\n' "$tmp/four.ndjson" --review --floor 1
lacks "$tmp/out" "fewer than"
# Once it was begun, what is undecided is hidden; a review that cannot be read hides all.
collate 0 "$tmp"/copy-[abcd].json -f fold -o "$tmp/begun.ndjson"
look '' "$tmp/begun.ndjson" --review
collate 0 "$tmp/begun.ndjson"
lacks "$tmp/out" VOICE
echo '{}' >"$tmp/begun.ndjson.review"
collate 1 "$tmp/begun.ndjson"
no_out
err_has begun.ndjson.review
[ -z "$(find "$tmp" -name '*.tmp' -o -name 'leaderplus-sort*')" ] || wrong "temporary files are left"

finish
