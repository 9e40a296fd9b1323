#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Each catalogue that po/LINGUAS names is whole: no message of the sources is
# untranslated, none is uncertain, the header says what it must, and a
# translation has the formats, line ends and edges of its message.  Then the test
# proves itself: it breaks copies of the catalogue in every way and requires that
# this is noticed.
LC_ALL=C
export LC_ALL
unset LANGUAGE
: "${TOP_SRCDIR:=$(dirname "$0")/..}"
here=$(cd "$(dirname "$0")" && pwd)
cd "$TOP_SRCDIR" || exit 99
for tool in xgettext msgfmt msgmerge msgattrib msgcat; do
	command -v $tool >/dev/null || { echo "SKIP: $tool (of GNU gettext) is not here"; exit 77; }
done
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
trap 'exit 99' HUP INT TERM

# As po/Makefile calls it.
options=$(sed -n '/^XGETTEXT_OPTIONS/,/[^\\]$/{s/^[A-Z_]* *= *//;s/\\$//;p;}' po/Makevars)
# shellcheck disable=SC2086
xgettext $options -D . -f po/POTFILES.in -o "$tmp/template.pot" || exit 99
messages=$(grep -c '^msgid ' "$tmp/template.pot")
[ "$messages" -gt 300 ] || { echo "only $messages messages were found in the sources"; exit 99; }

plurals() { # of languages that are known here, as CLDR has them
	case $1 in
	cy) echo 'nplurals=6; plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5;' ;;
	esac
}

header() { # LANGUAGE FILE
	awk '/^$/ { exit } /^"/ { gsub(/^"|"$/, ""); printf "%s", $0 }' "$2" | sed 's/\\n/\
/g' >"$tmp/header"
	grep -qx "Language: $1" "$tmp/header" || echo "$1: the header names another language"
	grep -qx 'Content-Type: text/plain; charset=UTF-8' "$tmp/header" || echo "$1: not UTF-8"
	grep -q '@' "$tmp/header" && echo "$1: somebody's address stands in the header"
	grep -q 'FULL NAME\|LANGUAGE <\|YEAR-MO' "$tmp/header" && echo "$1: the header is not filled in"
	[ -z "$(plurals "$1")" ] || grep -Fqx "Plural-Forms: $(plurals "$1")" "$tmp/header" ||
		echo "$1: other plural forms"
	sed -n '/^#/p;/^[^#]/q' "$2" | grep -q 'native speakers' ||
		echo "$1: its head does not invite native speakers to review it"
}

check() { # LANGUAGE FILE: its faults
	msgfmt -c -o /dev/null "$2" 2>&1 | sed "s/^/$1: /"
	header "$1" "$2"
	# Whatever is to be left out of the sources' messages, and what is not theirs.
	msgmerge -q --no-fuzzy-matching -o "$tmp/merged" "$2" "$tmp/template.pot" 2>&1
	for kind in untranslated only-fuzzy; do
		msgattrib --no-obsolete --no-wrap --$kind "$tmp/merged" | grep '^msgid "..*"' |
			sed "s/^msgid/$1: $kind:/"
	done
	msgattrib --only-obsolete --no-wrap "$tmp/merged" | grep '^#~ msgid "..*"' |
		sed "s/^#~ msgid/$1: no message of the sources:/"
	msgcat --no-wrap "$tmp/merged" 2>/dev/null |
		awk -v language="$1" -f "$here/catalogues.awk"
}

status=0
languages=$(sed 's/#.*//' po/LINGUAS)
for language in $languages; do
	check "$language" "po/$language.po" >"$tmp/faults"
	[ ! -s "$tmp/faults" ] || { cat "$tmp/faults"; status=1; }
done
[ $status -eq 0 ] || exit 1

# plant WORDS SCRIPT: the fault that this change makes in the Welsh catalogue is told.
plant() {
	msgcat --no-wrap po/cy.po | sed "$2" >"$tmp/planted.po"
	if msgcat --no-wrap po/cy.po | cmp -s - "$tmp/planted.po"; then
		echo "nothing to break: $2"
		status=1
	fi
	check cy "$tmp/planted.po" >"$tmp/faults" 2>&1
	grep -q -- "$1" "$tmp/faults" || { echo "not noticed ($1): $2"; cat "$tmp/faults"; status=1; }
}
after() { # ID COMMAND: for the line behind a message
	printf '%s\n' "/^msgid \"$1\"\$/{n;$2;}"
}

plant untranslated "$(after Contents 's/"[^"]*"/""/')"
plant 'untranslated: "Contents"' 's/^msgid "Contents"/msgid "Contants"/'
plant 'no message of the sources' 's/^msgid "Contents"/msgid "Contants"/'
plant only-fuzzy 's/^msgid "Contents"/#, fuzzy\n&/'
plant 'other formats' "$(after 'page %zu of %zu' 's/ o %zu//')"
# shellcheck disable=SC2016
plant 'other formats' "$(after '%1$d %2$s %3$d' 's/%1\$d/%1$s/')"
plant 'blanks' "$(after Contents 's/Cynnwys/Cynnwys /')"
plant 'blanks' "$(after Contents 's/Cynnwys/ Cynnwys/')"
plant 'ends otherwise' "$(after 'Everything is saved.' 's/\."$/"/')"
plant 'begins with a capital' "$(after 'more below' 's/rhagor/Rhagor/')"
plant 'two blanks' "$(after 'more below' 's/ isod/  isod/')"
plant 'other keys' "$(after 'Enter starts writing.' 's/Enter/Dychwel/')"
plant "'below' is left" "$(after 'more below' 's/isod/below/')"
plant 'another number of lines' "$(after 'Welcome back' 's/Croeso/Croeso\\\\n/')"
plant 'another language' 's/^"Language: cy/"Language: cz/'
plant 'not UTF-8' 's/charset=UTF-8/charset=ASCII/'
plant address 's/^"Last-Translator: .*\\n/"Last-Translator: Somebody <a@b.c>\\n/'
plant 'not filled in' 's/^"PO-Revision-Date: .*\\n/"PO-Revision-Date: YEAR-MO-DA\\n/'
plant 'other plural forms' 's/(n==6) ? 4 : 5/(n==6) ? 5 : 4/'
plant 'native speakers' '/^#/s/native//'
exit $status
