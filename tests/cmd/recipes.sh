#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The recipes of leaderplus-workbook(5) for folds, as they stand there, run on a room of copies.
# What is not installed is named, and skipped; 77 where that is all.
. "$(dirname "$0")/common.sh"
TMPDIR=$tmp
export TMPDIR
manual=$TOP_SRCDIR/man/leaderplus-workbook.5

# The program as the recipes call it.
mkdir "$tmp/bin" "$tmp/copies"
case $LEADERPLUS in
/*) program=$LEADERPLUS ;;
*) program=$PWD/$LEADERPLUS ;;
esac
printf '#!/bin/sh\nexec "%s" --pack "%s" "$@"\n' "$program" "$pack" >"$tmp/bin/leaderplus"
chmod 700 "$tmp/bin/leaderplus"
PATH=$tmp/bin:$PATH

# recipe NAME: the lines below that mark, as they are typed.
recipe() {
	sed -n '/^\.\\" recipe: '"$1"'$/,/^\.EE$/p' "$manual" |
		sed '/^\.\\"/d; /^\.E[XE]$/d; s/\\&//; s/\\-/-/g; s/\\(aq/'"'"'/g; s/\\e/\\/g' >"$tmp/recipe"
	[ -s "$tmp/recipe" ] || wrong "there is no recipe '$1'"
}

# cook NAME: runs it in a kitchen of its own.
cook() {
	recipe "$1"
	rm -rf "$tmp/kitchen"
	mkdir "$tmp/kitchen"
	cp -R "$tmp/copies" "$tmp/kitchen"
	[ ! -e "$tmp/group.ndjson" ] || [ "$2" = makes ] || cp "$tmp/group.ndjson" "$tmp/kitchen"
	(cd "$tmp/kitchen" && sh -e "$tmp/recipe") >"$tmp/out" 2>"$tmp/err" ||
		wrong "the recipe '$1' failed:" "$(cat "$tmp/recipe" "$tmp/err")"
}
made() { same "$tmp/group.ndjson" "$tmp/kitchen/group.ndjson" "by '$1' the fold"; }

copies=0
while [ "$copies" -lt 120 ]; do
	copies=$((copies + 1))
	# Of some there are two, the newer with other words; one has the key of the recipe.
	printf '{ "format": "leaderplus-share",\n"version": 1, "for": "group", "key": "%s", "clock": %d,
		"pack": { "id": "small-book", "version": "1" }, "language": "cy",
		"answers": { "spread-now": { "question": "Pwy?", "text": "Y \\"gegin\\" | , %d\\nâ 你好" } } }\n' \
		"$([ $copies -eq 7 ] && echo 6d2c || echo k$((copies % 100)))" "$copies" "$copies" \
		>"$tmp/copies/copy $copies.json"
done
run 0 --pack "$pack" collate "$tmp/copies" -f fold -o "$tmp/group.ndjson"
[ "$(wc -l <"$tmp/group.ndjson")" -eq 102 ] || wrong "the fold has $(wc -l <"$tmp/group.ndjson") lines"

cooked=0
can() {
	for tool; do
		if ! command -v "$tool" >/dev/null; then
			echo "skipped: there is no $tool"
			return 1
		fi
	done
	cooked=$((cooked + 1))
}

if can xargs; then
	cook xargs makes
	made xargs
	[ "$(find "$tmp/kitchen/folds" -name '*.ndjson' | wc -l)" -eq 3 ] || wrong "xargs made no three folds"
fi
if can parallel && mkdir -p "$HOME/.parallel" && : >"$HOME/.parallel/will-cite"; then
	cook parallel makes
	made parallel
	[ "$(find "$tmp/kitchen/folds" -name '*.ndjson' | wc -l)" -eq 3 ] || wrong "parallel made no three folds"
fi
if can jq; then
	cook jq takes
	[ "$(wc -l <"$tmp/kitchen/lines.ndjson")" -eq 120 ] || wrong "jq did not make a line each copy"
	[ "$(grep -c '你好' "$tmp/out")" -eq 101 ] || wrong "jq did not print the words:" "$(cat "$tmp/out")"
	run 0 --pack "$pack" collate "$tmp/kitchen/others.ndjson" -f fold
	grep -v '"key":"6d2c"' "$tmp/group.ndjson" >"$tmp/others"
	same "$tmp/others" "$tmp/out" "by jq the fold without one"
fi
if can sqlite3; then
	cook sqlite3 takes
	sqlite3 "$tmp/kitchen/group.db" 'select count(distinct who), count(*), min(language), min(id) from voice' >"$tmp/out"
	[ "$(cat "$tmp/out")" = '101|101|cy|spread-now' ] || wrong "sqlite3 found" "$(cat "$tmp/out" "$tmp/err")"
	sqlite3 "$tmp/kitchen/group.db" "select words from voice where who = '6d2c'" >"$tmp/out"
	printf 'Y "gegin" | , 7\nâ 你好\n' >"$tmp/words"
	same "$tmp/words" "$tmp/out" "in the database what was written"
fi

# Map and reduce: the two lines of the recipe are what the engine runs.
recipe 'map and reduce'
sed 's/ *#.*//' "$tmp/recipe" >"$tmp/lines"
map=$(sed -n 1p "$tmp/lines")
reduce=$(sed -n 2p "$tmp/lines")
for copy in "$tmp/copies"/*.json; do
	tr -d '\n\t' <"$copy"
	echo
done >"$tmp/input"
(
	cd "$tmp" || exit
	split -l 17 input part.
	for part in part.*; do
		sh -c "$map" <"$part" >"map.$part"
	done
	# Two reduces of some, in the engine's order, and the last one of both.
	cat map.part.a[a-d] | LC_ALL=C sort -r | sh -c "$reduce" >reduce.1
	cat map.part.a[d-z] | LC_ALL=C sort | sh -c "$reduce" >reduce.2
	cat reduce.2 reduce.1 | sh -c "$reduce" >reduced
)
same "$tmp/group.ndjson" "$tmp/reduced" "by map and reduce the fold"
cooked=$((cooked + 1))

finish || exit 1
[ "$cooked" -gt 0 ] || exit 77
