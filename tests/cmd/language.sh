#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The language of messages: by option, settings and environment, in this order; and every
# catalogue of po/ speaks.
#
# HERE: the program, with its catalogues in locale/ beside it.
. "$(dirname "$0")/common.sh"
: "${HERE:=$TOP_SRCDIR/build/tests/here}"
locale=$(dirname "$HERE")/locale
command -v msgfmt >/dev/null || { echo "msgfmt is needed"; exit 77; }
LEADERPLUS=$HERE
unset LC_ALL
LANG=C.UTF-8
export LANG

# Two languages that nobody speaks, with one message each.
for name in qqa qqb; do
	mkdir -p "$locale/$name/LC_MESSAGES" || exit 99
	printf 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Usage:\\n"\nmsgstr "%s!\\n"\n' \
		"$name" | msgfmt -o "$locale/$name/LC_MESSAGES/leaderplus.mo" - || exit 99
done

# speaks WORDS ARGUMENT...: the help begins with WORDS below its first lines.
speaks() {
	words=$1
	shift
	run 0 "$@" --help
	grep -qxF -e "$words" "$tmp/out" || wrong "$*: does not say '$words':" "$(head -4 "$tmp/out")"
}
english='Usage:'
speaks "$english"
speaks 'qqa!' --lang qqa
speaks 'qqa!' --lang=qqa
speaks 'qqb!' --lang qqa --lang qqb
no_err
speaks "$english" --lang en
speaks "$english" --lang en-GB
no_err
speaks "$english" --lang qqx
err_has "there is no translation into 'qqx'"
speaks "$english" --lang ../locale/qqa
err_has "there is no translation into '../locale/qqa'"
run 2 --lang
err_has "--lang"

# The environment; C is a locale of its own, and --lang works there as well.
LANGUAGE=qqa
export LANGUAGE
speaks 'qqb!' --lang qqb
speaks "$english" --lang en
LANG=C speaks "$english"
LANG=C speaks 'qqa!' --lang qqa
LC_ALL=C speaks 'qqa!' --lang qqa
LC_ALL=POSIX speaks 'qqa!' --lang qqa
LC_ALL=xx_NONE speaks 'qqa!' --lang qqa
unset LANGUAGE

# The settings.
mkdir -p "$HOME/.config/leaderplus"
echo 'language = qqa' >"$HOME/.config/leaderplus/config"
speaks 'qqa!'
speaks 'qqb!' --lang qqb
speaks "$english" --lang en
LANGUAGE=qqb
export LANGUAGE
speaks 'qqa!'
unset LANGUAGE
echo 'language = qqx' >"$HOME/.config/leaderplus/config"
speaks "$english"
err_has "there is no translation into 'qqx'"
rm -r "$HOME/.config"

# Every language of po/.
sed 's/#.*//' "$TOP_SRCDIR/po/LINGUAS" | tr -s ' \t' '\n' | grep . >"$tmp/languages"
while IFS= read -r language; do
	run 0 --lang "$language" --help
	no_err
	! grep -qxF "$english" "$tmp/out" || wrong "$language is not spoken"
done <"$tmp/languages"
finish
