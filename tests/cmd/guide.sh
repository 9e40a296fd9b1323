#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# leaderplus pack guide: the facilitator's guide and the sheets, their forms and where they go; and
# that no other command prints the notes.
. "$(dirname "$0")/common.sh"

# Style sheets change; that the hash is theirs is tested elsewhere.
unstyled() {
	sed -e "s/'sha256-[^']*'/'sha256-HASH'/" -e '/<style>/,/<\/style>/c\
<style>' "$1" >"$tmp/unstyled"
}

for form in text md html; do
	name=$([ $form = text ] && echo txt || echo $form)
	run 0 --pack "$pack" pack guide -f $form
	no_err
	unstyled "$tmp/out"
	golden "guide.$name" "$tmp/unstyled"
	cp "$tmp/out" "$tmp/guide.$form"
	run 0 --pack "$pack" pack guide --handout -f $form
	no_err
	unstyled "$tmp/out"
	golden "handout.$name" "$tmp/unstyled"
	if grep -qi 'two by two' "$tmp/out"; then
		wrong "$form: the sheets hold notes"
	fi
done
sed 's/^• /- /' "$tmp/guide.text" | awk 'length > 72' >"$tmp/long"
[ ! -s "$tmp/long" ] || wrong "lines of the guide are too long:" "$(cat "$tmp/long")"
if grep -qiE '<script|<(img|link|iframe)| (src|style|on[a-z]+)=' "$tmp/guide.html"; then
	wrong "the guide as a page asks for more than itself"
fi

# Into a file, in the form that its ending says; never over another one.
run 0 --pack "$pack" pack guide -o "$tmp/saved.md"
no_out
no_err
same "$tmp/guide.md" "$tmp/saved.md" "the form that the ending says"
[ "$(mode "$tmp/saved.md")" = 600 ] || wrong "saved.md has mode $(mode "$tmp/saved.md")"
echo mine >"$tmp/there.txt"
cp "$tmp/there.txt" "$tmp/there.before"
run 1 --pack "$pack" pack guide -o "$tmp/there.txt"
err_has "there.txt"
same "$tmp/there.before" "$tmp/there.txt" "a file that stood there"
run 0 --pack "$pack" pack guide -o "$tmp/there.txt" --force
same "$tmp/guide.text" "$tmp/there.txt" "the file after --force"
run 0 --pack "$pack" pack guide -o -
same "$tmp/guide.text" "$tmp/out" "the guide for -o -"

run 2 pack
err_has "leaderplus --help"
run 2 pack nothing
run 2 pack guide more
run 2 pack guide -f doc
run 2 pack guide --no-such-option
run 1 --pack "$tmp/none/" pack guide
err_has "none/"

# Everything else that can be printed of a book is for readers, and holds no notes.
notes() { # WHAT
	if grep -qi 'two by two' "$tmp/out"; then
		wrong "$1 shows the facilitator's notes"
	fi
}
cat "$data/workbook.json" >"$tmp/book.json"
[ "$(grep -ci 'two by two' "$tmp/guide.text")" -eq 4 ] || wrong "the guide lacks the notes"
for form in text md html; do
	run 0 --pack "$pack" summary "$tmp/book.json" -f $form
	notes "the summary as $form"
done
n=1
{
	while [ $n -le 20 ]; do
		echo "go $n"
		echo hint
		n=$((n + 1))
	done
	echo "find aloud"
	echo "find nobody reads"
	echo contents
	echo help
	echo quit
} >"$tmp/lines"
"$LEADERPLUS" --pack "$pack" --plain "$tmp/book.json" <"$tmp/lines" >"$tmp/out" 2>&1
grep -qF 'page 5' "$tmp/out" || wrong "the plain conversation did not show the pages:" "$(cat "$tmp/out")"
notes "the plain conversation"

# Nothing else in the program looks at the notes.
find "${SRC:-$TOP_SRCDIR/src}" -name '*.[ch]' -exec grep -l -e '->facilitator' {} + | sed 's|.*/src/||' | sort >"$tmp/users"
printf '%s\n' pack/chapter.c workbook/guide.c >"$tmp/allowed"
cmp -s "$tmp/users" "$tmp/allowed" || wrong "these look at the notes:" "$(cat "$tmp/users")"
finish
