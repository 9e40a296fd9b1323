#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# leaderplus summary: its forms, where it goes, and what it refuses.
. "$(dirname "$0")/common.sh"

cp "$data/workbook.json" "$tmp/book.json"
chmod 600 "$tmp/book.json"
today=$(date '+%-d %B %Y')

# undated FILE: without the day on which the copy was made.
undated() { sed "/made on/s/$today/TODAY/" "$1" >"$tmp/undated"; }

# Style sheets change; that the hash is theirs is tested elsewhere.
unstyled() {
	sed -e "s/'sha256-[^']*'/'sha256-HASH'/" -e '/<style>/,/<\/style>/c\
<style>' "$1"
}

run 0 --pack "$pack" summary "$tmp/book.json"
no_err
grep -qF "made on $today." "$tmp/out" || wrong "the copy does not tell its day"
undated "$tmp/out"
golden summary.txt "$tmp/undated"
cp "$tmp/out" "$tmp/text"
run 0 --pack "$pack" summary "$tmp/book.json" -f md
no_err
undated "$tmp/out"
golden summary.md "$tmp/undated"
run 0 --pack "$pack" summary "$tmp/book.json" -f html
no_err
unstyled "$tmp/out" >"$tmp/page"
undated "$tmp/page"
golden summary.html "$tmp/undated"
cp "$tmp/out" "$tmp/html"

# The same, said otherwise.
run 0 summary --for me --format=text --pack="$pack" -o - "$tmp/book.json"
same "$tmp/text" "$tmp/out" "the summary, asked for otherwise,"
run 0 summary --pack "$pack" -- "$tmp/book.json"
same "$tmp/text" "$tmp/out" "the summary behind --"

# Into a file: private, whole, never over another one.
run 0 --pack "$pack" summary "$tmp/book.json" -o "$tmp/copy.html"
no_out
same "$tmp/html" "$tmp/copy.html" "the form that the ending says"
[ "$(mode "$tmp/copy.html")" = 600 ] || wrong "copy.html has mode $(mode "$tmp/copy.html")"
run 0 --pack "$pack" summary "$tmp/book.json" -o "$tmp/copy.txt"
same "$tmp/text" "$tmp/copy.txt" "the form that .txt says"
run 0 --pack "$pack" summary "$tmp/book.json" -o "$tmp/copy.md"
grep -q '^# My reflections' "$tmp/copy.md" || wrong ".md is no Markdown"
run 0 --pack "$pack" summary "$tmp/book.json" -f text -o "$tmp/text.html"
same "$tmp/text" "$tmp/text.html" "the form that -f says"
echo mine >"$tmp/there.txt"
cp "$tmp/there.txt" "$tmp/there.before"
run 1 --pack "$pack" summary "$tmp/book.json" -o "$tmp/there.txt"
no_out
err_has "there.txt"
same "$tmp/there.before" "$tmp/there.txt" "a file that stood there"
run 0 --pack "$pack" summary "$tmp/book.json" -o "$tmp/there.txt" --force
same "$tmp/text" "$tmp/there.txt" "the file after --force"
[ "$(mode "$tmp/there.txt")" = 600 ] || wrong "there.txt has mode $(mode "$tmp/there.txt")"
run 1 --pack "$pack" summary "$tmp/book.json" -o "$tmp/no/such/folder.txt"
err_has "folder.txt"
run 1 --pack "$pack" summary "$tmp/book.json" -o "$tmp"
run 1 --pack "$pack" summary "$tmp/book.json" -o "$tmp" --force
[ -d "$tmp" ] || wrong "--force replaced a folder"

# Even --force never puts the summary over the workbook that it came from.
run 1 --pack "$pack" summary "$tmp/book.json" -o "$tmp/book.json" --force
same "$data/workbook.json" "$tmp/book.json" "the workbook that was summed up"
ln -s book.json "$tmp/link.json"
run 1 --pack "$pack" summary "$tmp/book.json" -o "$tmp/link.json" --force
same "$data/workbook.json" "$tmp/book.json" "the workbook behind a link"
for beside in bak journal; do
	echo words >"$tmp/book.json.$beside"
	cp "$tmp/book.json.$beside" "$tmp/before"
	run 1 --pack "$pack" summary "$tmp/book.json" -o "$tmp/book.json.$beside" --force
	same "$tmp/before" "$tmp/book.json.$beside" "the .$beside of the workbook that was summed up"
	rm "$tmp/book.json.$beside"
done
cp "$data/workbook.json" "$tmp/book.json"

# Reading leaves nothing beside the workbook, and touches no lock.
mkdir "$tmp/alone"
cp "$data/workbook.json" "$tmp/alone/"
run 0 --pack "$pack" summary "$tmp/alone/workbook.json"
[ "$(ls -A "$tmp/alone")" = workbook.json ] || wrong "left behind: $(ls -A "$tmp/alone")"
same "$data/workbook.json" "$tmp/alone/workbook.json" "the workbook"
[ -z "$(ls -A "$HOME")" ] || wrong "something was left in HOME:" "$(ls -AR "$HOME")"

# No workbook: said, with what to do; none is made.
run 1 summary "$tmp/none.json"
no_out
err_has "none.json"
run 1 summary
no_out
err_has "$HOME/.local/share/leaderplus/workbook.json"
[ -z "$(ls -A "$HOME")" ] || wrong "a workbook was made"

# The default workbook, and another place for it.
mkdir -p "$tmp/xdg/leaderplus"
cp "$data/workbook.json" "$tmp/xdg/leaderplus/"
asked=XDG_DATA_HOME
XDG_DATA_HOME=$tmp/xdg "$LEADERPLUS" --pack "$pack" summary >"$tmp/out" 2>"$tmp/err" ||
	wrong "summary of the default workbook failed:" "$(cat "$tmp/err")"
same "$tmp/text" "$tmp/out" "the summary of the default workbook"

# Words outlive their book: read with another pack, all are still there.
run 0 --pack "$CONTENT/distributing-leadership" summary "$tmp/book.json"
for words in "Quiet, on the whole." "The lunch queue" "Two pupils" "Ask first." "The rota." \
	"Words that must not vanish." "I wrote about posts." "At the queue."; do
	grep -qF "$words" "$tmp/out" || wrong "with another book '$words' is left out"
done

# A file of a newer version is read, and nothing of it is lost on the way.
sed 's/"version": 1,/"version": 2, "mood": "new",/' "$data/workbook.json" >"$tmp/newer.json"
run 0 --pack "$pack" summary "$tmp/newer.json"
same "$tmp/text" "$tmp/out" "the summary of a newer file"

# A pack that is damaged or missing.
run 1 --pack "$tmp/no-pack" summary "$tmp/book.json"
err_has "no-pack"
run 1 --pack no-such-book summary "$tmp/book.json"
err_has "no-such-book"
finish
