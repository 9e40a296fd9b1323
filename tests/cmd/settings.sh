#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The file of settings and commands: what is wrong in it is named by line, and stops nothing.
. "$(dirname "$0")/common.sh"

config=$HOME/.config/leaderplus/config
book=$data/workbook.json
mkdir -p "${config%/*}"

# No file, and one in which all is well: nothing is said.
run 0 --pack "$pack" summary "$book"
no_err
cp "$tmp/out" "$tmp/usual"
printf '# mine\ntheme = cream\nborders = none\n' >"$config"
run 0 --pack "$pack" summary "$book"
no_err
same "$tmp/usual" "$tmp/out" "the summary"

# Faults, each with its line; the command does its work and its status says so.
printf 'theme = cream\ntheem = dark\n\nmeasure = 7\n' >"$config"
run 0 --pack "$pack" summary "$book"
same "$tmp/usual" "$tmp/out" "the summary"
err_has "leaderplus: $config:2: there is no setting 'theem'"
err_has "leaderplus: $config:4: 'measure' is a number from 30 to 100, not '7'"
[ "$(wc -l <"$tmp/err")" -eq 2 ] || wrong "more is said than there is wrong:" "$(cat "$tmp/err")"
run 0 --version
run 2 summary --no-such-option
err_has "$config:2:"

# check names them as it does those of a workbook.
run 3 check "$config"
grep -qxF "$config:4: 'measure' is a number from 30 to 100, not '7'" "$tmp/out" ||
	wrong "check does not name line 4:" "$(cat "$tmp/out")"
printf 'theme = cream\n' >"$config"
run 0 check "$config"
no_out

# A control character in the file does not reach the terminal.
printf 'the\033[31mem = dark\npack = \302\233\n' >"$config"
run 0 --pack "$pack" summary "$book"
if LC_ALL=C grep -q "$(printf '\033')" "$tmp/err"; then
	wrong "a control character reached the terminal"
fi

# The book of the settings; the command line comes first, and what cannot be loaded is told.
printf 'pack = %s\n' "$pack" >"$config"
run 0 summary "$book"
no_err
same "$tmp/usual" "$tmp/out" "the summary"
printf 'pack = /no/such/book\n' >"$config"
run 0 --pack "$pack" summary "$book"
no_err
same "$tmp/usual" "$tmp/out" "the summary"
"$LEADERPLUS" summary "$book" >"$tmp/out" 2>"$tmp/err"
err_has "cannot open the book in '/no/such/book'"

# What is no file is told, and a file that is too large is not read.
rm "$config"
mkdir "$config"
run 0 --pack "$pack" summary "$book"
err_has "config"
rmdir "$config"
head -c 70000 /dev/zero | tr '\0' '#' >"$config"
run 0 --pack "$pack" summary "$book"
err_has "$config"
same "$tmp/usual" "$tmp/out" "the summary"

# XDG_CONFIG_HOME says where it is.
XDG_CONFIG_HOME=$tmp/xdg
export XDG_CONFIG_HOME
mkdir -p "$tmp/xdg/leaderplus"
echo 'mouse = maybe' >"$tmp/xdg/leaderplus/config"
run 0 --pack "$pack" summary "$book"
err_has "$tmp/xdg/leaderplus/config:1: 'mouse' cannot be 'maybe'"
finish
