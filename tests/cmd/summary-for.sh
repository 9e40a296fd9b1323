#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# leaderplus summary of a workbook that four sittings have filled: for its writer and for her
# mentor, in every form, and as it is chosen.
. "$(dirname "$0")/common.sh"
cat "$data/sittings.json" >"$tmp/book.json"

# undated FILE: without the day on which the copy was made, and without style sheets.
undated() {
	sed -e "/made on/s/$(date '+%-d %B %Y')/TODAY/" -e "s/'sha256-[^']*'/'sha256-HASH'/" \
		-e '/<style>/,/<\/style>/c\
<style>' "$1" >"$tmp/undated"
}

# has WORDS, has_not WORDS: the last document has them, as they are in one line.
has() { grep -qF -e "$1" "$tmp/out" || wrong "$asked: '$1' is not in it"; }
has_not() { ! grep -qF -e "$1" "$tmp/out" || wrong "$asked: '$1' is in it"; }

# copy ARGUMENT...
copy() { run 0 --pack "$pack" summary "$tmp/book.json" "$@"; }

# Every form of both, as it was when someone read it.
for form in text md html; do
	ending=$form
	[ $form != text ] || ending=txt
	copy -f $form
	no_err
	undated "$tmp/out"
	golden "copy-me.$ending" "$tmp/undated"
	copy -f $form --for mentor
	undated "$tmp/out"
	golden "copy-mentor.$ending" "$tmp/undated"
	cp "$tmp/err" "$tmp/absent"
	golden copy-absent.txt "$tmp/absent"

	# Everything that can be chosen, and still nothing that is not marked for her.
	copy -f $form --for mentor --earlier --dates --blank --find-out --by condition
	for word in "Two pupils" "caretaker: t" "duty rota" "must not vanish" "about posts" \
		"Nobody but me" "Who noticed" 7a3e0000 0b0f7f6e sittings; do
		has_not "$word"
	done
	for word in "The rota is fixed" "Louder" "Somebody took the lead" "The practice, and not" \
		"A recipe?" "Ask first" "ask the two pupils first" "waited too short" "too near to me" \
		"made a recipe of it" "The lunch queue." "should not lead" "3 October 2026"; do
		has "$word"
	done
done

# The same book and the same file in another form lose nothing.
copy --for mentor -o "$tmp/mine.html"
no_out
[ "$(mode "$tmp/mine.html")" = 600 ] || wrong "a mentor's copy has mode $(mode "$tmp/mine.html")"
err_has "People"
! grep -qF People "$tmp/mine.html" || wrong "the copy names what it lacks"

# What is chosen.
copy --for mentor
for word in 2026 2027 Louder "The rota is fixed" "Questions still open" "What to find out"; do
	has_not "$word"
done
has "What I noticed through: A condition"
copy --for mentor --no-conditions
has_not "and not the post"
has "A recipe?"
copy --for mentor --no-cautions
has_not recipe
copy --for mentor --no-steps
has_not "waited too short"
copy --for mentor --find-out
has "I suppose it."
has "Whose view is missing: the pupils."
has_not "without asking"
copy --moved
has "How my thinking moved"
has "At first, on 3 October 2026"
has "Now, on 28 November 2026"
has_not Louder
copy --no-earlier --no-dates
has "Somebody took the lead"
has_not "The rota is fixed"
has_not "October"
copy --by=condition --no-blank
undated "$tmp/out"
golden copy-condition.txt "$tmp/undated"
copy --chapters=lenses
has "I wrote about posts."
has_not "Ask first"
has_not "must not vanish"
copy "--chapters=one, lenses"
has "Ask first"
copy --steps --no-steps
has_not "waited too short"
copy --for mentor --for me
has "Nobody but me"

# Days are those of the reader: a layer from two minutes before midnight, in three places.
for zone in UTC-1:1 UTC1:31 UTC:31; do
	asked="in ${zone%:*}"
	TZ=${zone%:*} "$LEADERPLUS" --pack "$pack" summary "$tmp/book.json" >"$tmp/out" ||
		wrong "no summary $asked"
	if [ "${zone#*:}" = 1 ]; then
		has "Earlier, on 1 November 2026"
	else
		has "Earlier, on 31 October 2026"
	fi
done

# What is no choice.
for option in --for=group --for= --by=page --chapters=none --chapters=one,, --no-moved --no-chapters; do
	run 2 --pack "$pack" summary "$tmp/book.json" "$option"
	no_out
done
run 2 --pack "$pack" summary "$tmp/book.json" --chapters=none
err_has "its chapters: one lenses"
finish
