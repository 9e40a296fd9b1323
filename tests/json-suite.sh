#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The strict check against JSONTestSuite, which is not shipped here:
#
#	git clone https://github.com/nst/JSONTestSuite
#	make json-suite JSON_SUITE=JSONTestSuite/test_parsing
#	make json-suite JSON_SUITE=JSONTestSuite/test_transform
#
# Prints every file with what became of it and why, then the sums; the status is 1 unless
# every n_* is rejected, every y_* accepted or refused by a stated policy with a message,
# and every i_* taken as tests/unit/json_suite.c says.  Without JSON_SUITE, as in
# `make check`, a few files of our own show that each kind of fault would be found.  (The
# cases of our own for each group are in tests/unit/json_cases.h.)
#
# JSON_JUDGE: the program tests/unit/json_suite.
LC_ALL=C
export LC_ALL
: "${TOP_SRCDIR:=$(dirname "$0")/..}"
: "${JSON_JUDGE:=$TOP_SRCDIR/build/tests/unit/json_suite}"
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
trap 'exit 99' HUP INT TERM
status=0

if [ -n "${JSON_SUITE:-}" ]; then
	"$JSON_JUDGE" "$JSON_SUITE"
	status=$?
	[ "$status" -le 1 ] || echo "json-suite: status $status at the file after the last one"
	[ "$status" -eq 0 ]
	exit
fi

# file NAME TEXT: puts a file there; the text is for printf.
file() {
	# shellcheck disable=SC2059 # escapes and all
	printf "$2" >"$tmp/suite/$1.json"
}

# expect STATUS LINE: what the judge says of the folder; begins a new one.
expect() {
	"$JSON_JUDGE" "$tmp/suite" >"$tmp/out" 2>&1
	found=$?
	if [ "$found" -ne "$1" ] || ! grep -q -e "$2" "$tmp/out"; then
		echo "json-suite: status $found, not $1, or no '$2' in:"
		cat "$tmp/out"
		status=1
	fi
	rm -rf "$tmp/suite"
	mkdir "$tmp/suite"
}

mkdir "$tmp/suite"
expect 1 'no files in'
file y_fine '[1.0, -0, 1E2, "\303\251\\u00e9"]\n'
file n_comma '[1,]'
file n_empty ''
file n_zero '[\000]'
file i_string_bytes '["\377"]'
file i_number_big '[1e999]'
file key_twice '{"a":1,"a":2}'
file number_1.0 '1.0'
expect 0 '^n_: 3 files, 0 accepted, 3 rejected (0 of them by a stated policy), 0 wrong'
file y_zero '["\\u0000"]'
file y_twice '{"a":1,"a":1}'
file n_comma '[1,]'
expect 0 '^y_: 2 files, 0 accepted, 2 rejected (2 of them by a stated policy), 0 wrong'
file y_bad '[1,]'
expect 1 '^WRONG: y_bad.json: rejected for no reason that we state: line 1, column 4: '
file n_good '[1]'
expect 1 '^WRONG: n_good.json: accepted'
file i_string_good '["a"]'
expect 1 '^WRONG: i_string_good.json: accepted'
file i_number_bad '[1e]'
expect 1 '^WRONG: i_number_bad.json: rejected for no reason'
exit "$status"
