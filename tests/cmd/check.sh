#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# leaderplus check: everything that is wrong with a workbook or a book, in order,
# and what the exit status says.
. "$(dirname "$0")/common.sh"
mkdir "$tmp/in"
cd "$tmp/in" || exit 99
umask 077

# found GOLDEN PATH...: something is wrong, and is told as in the golden file.
found() {
	kept=$1
	shift
	run 3 check "$@"
	no_err
	golden "$kept" "$tmp/out"
}

# Nothing is wrong.
run 0 check "$data/workbook.json" "$pack" "$CONTENT/distributing-leadership"
no_out
no_err
run 0 check -- "$data/workbook.json"
no_out

# A workbook with faults all over it: all of them, in the order of the lines.
sed -e 's/"version": 1,/"version": "one",/' -e 's/"clock": 5,/"clock": -5,/' \
	-e 's/, "version": "1" }/ }/' -e 's/"page": "next"/"page": 7/' \
	-e 's/"text": "The rota."/"text": null/' -e 's/000000000004"/000000000003"/' \
	-e 's/"text": "At the queue."/"words": "At the queue."/' "$data/workbook.json" >many.json
cp many.json before
found check-many.txt many.json
same before many.json "a workbook that was checked"
sed -e 's/"answers": {/"answers": [/' -e 's/^	},$/	],/' "$data/workbook.json" >brackets.json
found check-brackets.txt brackets.json
# Faults in what hangs under an entry, and in what words rest on.
cat >hung.json <<'END'
{
	"format": "leaderplus-workbook", "version": 1, "id": "hung",
	"pack": { "id": "small-book", "version": "1" },
	"answers": { "now": {
		"layers": [
			{ "id": "a", "clock": 1, "at": "", "question": "Q?", "text": "Quiet.", "open": "yes",
			  "rests": [ { "quote": "Quiet.", "on": "saw" }, { "quote": 1 },
				"heard" ] }
		],
		"share": [ "mentor", "",
			false ],
		"steps": [
			{ "id": "s", "clock": 2, "when": [], "look": "2027-01-15",
			  "happened": [ { "id": "h", "clock": 3, "at": "", "question": "And?" },
				{ "id": "i", "clock": 4, "at": "", "question": "", "text": "", "rests": {} } ] },
			{ "clock": 2.5 },
			{ "id": "t", "clock": 2, "then": "it", "asked": null }
		],
		"notes": [
			{ "id": "n", "clock": 5, "text": "so" },
			{ "id": "m", "clock": 6, "on": "condition", "text": "so" }
		],
		"replies": { "id": "r" }
	} },
	"lenses": { "condition": {
		"notes": [
			{ "id": "n", "clock": 5, "on": "now", "text": "so" },
			{ "id": "n", "clock": 6, "on": "now", "text": "so" }
		]
	} }
}
END
found check-hung.txt hung.json
rm hung.json
head -c 1001 "$data/workbook.json" >cut.json
found check-cut.txt cut.json
: >empty.json
printf '{"format": "leaderplus-share", "version": 1}\n' >share.json
printf '\357\273\277{}' >mark.json
found check-other.txt empty.json share.json mark.json
{
	printf '{"format":"leaderplus-workbook","x":"'
	head -c 17000000 /dev/zero | tr '\0' a
	printf '"}'
} >huge.json
run 3 check huge.json
grep -q '^huge.json: ' "$tmp/out" || wrong "a huge workbook is not named"

# A copy beside a workbook that is broken; none of it is touched.
cp "$data/workbook.json" cut.json.bak
found check-backup.txt cut.json
cp many.json cut.json.bak
found check-backups.txt cut.json
same many.json cut.json.bak "the copy"
rm cut.json.bak
cp many.json book.json.bak
cp "$data/workbook.json" book.json
run 0 check book.json
no_out
rm book.json book.json.bak

# Worth knowing, and nothing wrong.
sed 's/"version": 1,/"version": 2, "mood": "new",/' "$data/workbook.json" >newer.json
run 0 check newer.json
golden check-newer.txt "$tmp/out"
sed 's/"version": 1,/"version": 2,/; s/"layers": \[/"layers": {}, "old": [/' \
	"$data/workbook.json" >newest.json
found check-newest.txt newest.json
[ "$(ls -A | tr '\n' ' ')" = "before brackets.json cut.json empty.json huge.json many.json mark.json newer.json newest.json share.json " ] ||
	wrong "left behind: $(ls -A)"

# A book with faults all over it.
mkdir book
cat >book/pack.md <<'END'
---
id: Our Book
version: 1
chapters: one two ../three four one-more broken
languages: en cy
---
END
cat >book/one.md <<'END'
---
id: one
title: One
---

# One

Well done! You have 10
points, and no right answer is asked for.

## A section without a fence

Text.

## A drawing

```page id=drawing lines=3
```

```figure
 this drawing is much wider than any small window can be
```

Its caption, with a [link](../../../etc/passwd).

## Two of them

```page id=drawing
```

```page id=second
```

<div>raw</div>

```quiz
```

## A question

What do you think?

```answer id=think
```

## The right one

What do you think?

```answer id=ask kind=now
The correct
answer is 42.
```
END
cat >book/one.cy.md <<'END'
---
id: one
title: Un
---

# Un

Testun.

## Cwestiwn

```page id=ask
```

## Arall

```page id=arall
```
END
printf -- '---\nid: twofold\n---\nText.\n' >book/two.md
printf -- '---\nid: one-more\ntitle: One more\n---\nText.\n\n## Again\n\n```page id=ask\n```\n' >book/one-more.md
printf -- '---\nid: broken\ntitle: Broken\n---\nText.\n\n> > > > > > > > > > > > > > > > > Text.\n' >book/broken.md
printf -- '---\nid: other-book\ntitle: Llyfr\n---\n' >book/pack.cy.md
ln -s ../one.md book/link.md
found check-book.txt book
cp "$tmp/out" "$tmp/without"
run 3 check book/
same "$tmp/without" "$tmp/out" "what a slash behind the folder says"

# A folder that is no book; several paths, of which one is in order.
mkdir folder
found check-folder.txt folder "$data/workbook.json" share.json

# Paths that cannot be read: told on standard error, and the others are checked.
run 1 check none.json share.json
run 1 check none.json share.json "$tmp/none/none.json"
err_has none.json
grep -q '^share.json:1: ' "$tmp/out" || wrong "the path behind one that is missing is not checked"
[ "$(wc -l <"$tmp/err")" -eq 2 ] || wrong "not two complaints:" "$(cat "$tmp/err")"
if mkfifo fifo 2>/dev/null; then
	run 1 check fifo
	no_out
fi
if [ "$(id -u)" -ne 0 ]; then
	cp share.json shut.json
	chmod 000 shut.json
	run 1 check shut.json
	no_out
fi

# Names are made safe, and stay on a line.
odd=$(printf 'odd\033[31m\nname.json')
printf '[]' >"$odd"
run 3 check "$odd"
[ "$(wc -l <"$tmp/out")" -eq 2 ] || wrong "not a line, and a note:" "$(cat "$tmp/out")"
LC_ALL=C grep -q "$(printf '\033')" "$tmp/out" && wrong "a control character reached the terminal"

# Wrong usage.
for arguments in '' '--' '--all' '-x'; do
	# shellcheck disable=SC2086 # '' is no argument
	run 2 check $arguments
	no_out
	err_has "leaderplus --help"
done
run 2 check ''
finish
