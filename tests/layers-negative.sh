#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Plants faults of every kind in a copy of the sources and requires that
# tests/layers.sh names each of them, and that it is silent without them; the
# same in brief for tests/lists.sh.
: "${TOP_SRCDIR:=$(cd "$(dirname "$0")/.." && pwd)}"
: "${SRC:=$TOP_SRCDIR/src}" "${CC:=cc}"
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
trap 'exit 99' HUP INT TERM
layers=$TOP_SRCDIR/tests/layers.sh
lists=$TOP_SRCDIR/tests/lists.sh
fail=0

# A fresh copy, with one object that keeps the rules.
fresh() {
	rm -rf "$tmp/tree"
	mkdir -p "$tmp/tree/obj" && cp -R "$SRC" "$tmp/tree/src" &&
		cp -R "$TOP_SRCDIR/tests" "$TOP_SRCDIR/po" "$TOP_SRCDIR/Makefile.am" "$tmp/tree" &&
		chmod -R u+w "$tmp/tree" || exit 99
	for folder in base text doc pack answers workbook ui plain cli; do
		mkdir -p "$tmp/tree/src/$folder" "$tmp/tree/obj/$folder"
	done
	cat >"$tmp/tree/src/base/fair.c" <<'END'
#include <signal.h>
volatile sig_atomic_t fair_flag;
static volatile sig_atomic_t raised, lowered = 1;
const char *const fair_table[] = { "a", "b" };
static const int numbers[] = { 1, 2, 3 };
/* exit(1), printf("x") and "stdout" are only words here. */
// abort() too
const char *fair(int i);
const char *fair(int i)
{
	raised = lowered;
	return i < numbers[0] ? fair_table[i] : "it's /* exit(1) */ \" stderr";
}
END
	cat >"$tmp/tree/src/ui/rescue.c" <<'END'
int rescue_state = 1;
END
	compile base/fair
	compile ui/rescue
}

compile() {
	# shellcheck disable=SC2086 # CC may hold options
	$CC -c -o "$tmp/tree/obj/$1.o" "$tmp/tree/src/$1.c" || exit 99
}

layers() {
	TOP_SRCDIR=$tmp/tree SRC=$tmp/tree/src OBJ=$tmp/tree/obj \
		"$layers" >"$tmp/out" 2>&1
}

# What layers.sh has to say of the faults that are planted, a line each.
expected=$tmp/expected
: >"$expected"
planted=0

# plant RULE FILE CODE [WORDS]: a fault in a new file, FILE with a number of its own, behind which
# WORDS are said.
plant() {
	planted=$((planted + 1))
	file=${2%.*}$planted.${2##*.}
	printf '%s\n' "$3" >"$tmp/tree/src/$file"
	echo "$1: $file$4" >>"$expected"
}

# harvest: layers.sh names each fault that is planted, and says nothing else.
harvest() {
	layers
	status=$?
	[ $status -eq 1 ] || echo "layers.sh ended with status $status on faults"
	grep -v '^long function: ' "$tmp/out" >"$tmp/said"
	awk -v status=$status '
		NR == FNR { expected[$0] = 1; next }
		{
			known = 0
			for (fault in expected)
				if (index($0, fault) == 1)
					known = caught[fault] = 1
			if (!known) {
				print "said of no fault that is planted: " $0
				wrong = 1
			}
		}
		END {
			for (fault in expected)
				if (!caught[fault]) {
					print "not caught: " fault
					wrong = 1
				}
			exit wrong || status != 1
		}' "$expected" "$tmp/said" || fail=1
}

lines() { # COUNT lines of TEXT
	awk -v n="$1" -v text="$2" 'BEGIN { while (n-- > 0) print text }'
}

fresh
if ! layers || grep -v '^long function: ' "$tmp/out"; then
	echo "an untouched copy is not clean:"
	sed 's/^/    /' "$tmp/out"
	exit 1
fi
# What is planted is found among few files as among many, and sooner.
find "$tmp/tree/src" "$tmp/tree/tests" -name '*.[ch]' ! -name 'fair.c' ! -name 'rescue.c' ! -name 't_[ab]*.c' -delete

rule='include direction'
plant "$rule" base/planted.c '#include "text/utf8.h"'
plant "$rule" text/planted.c '#include "doc/doc.h"'
plant "$rule" doc/planted.h '#include "pack/pack.h"'
plant "$rule" pack/planted.c '#include "answers/answers.h"'
plant "$rule" answers/planted.c '#include "pack/pack.h"'
plant "$rule" answers/planted.c '#include "doc/doc.h"'
plant "$rule" workbook/planted.c '#  include "ui/screen.h"'
plant "$rule" ui/planted.c '#include "plain/plain.h"'
plant "$rule" plain/planted.c '#include "ui/screen.h"'
plant "$rule" ui/planted.c '#include "cli/cli.h"'
plant "$rule" ui/planted.c '#include "screen.h"'
plant "$rule" base/planted.c '#include "../text/utf8.h"'

rule='library door'
plant "$rule" ui/planted.c '#include <curses.h>'
plant "$rule" ui/planted.c '#include <ncursesw/ncurses.h>'
plant "$rule" cli/planted.c '#include <term.h>'
plant "$rule" workbook/planted.c '#include <cjson/cJSON.h>'
plant "$rule" pack/planted.c '#include <cmark.h>'
plant "$rule" workbook/planted.c '#include <zip.h>'
plant "$rule" answers/planted.c '#include <minizip/unzip.h>'
plant "$rule" ui/planted.c '#include <uniwidth.h>'
plant "$rule" doc/planted.c ' # include <unigbrk.h>'
plant "$rule" answers/planted.c '#include <sodium.h>'
plant "$rule" base/planted.c '#include <sodium/randombytes.h>'

rule='ends the process'
plant "$rule" cli/planted.c 'void f(void) { exit(1); }'
plant "$rule" ui/planted.c 'void f(void) { _exit (1); }'
plant "$rule" base/planted.c 'void f(void) { abort(); }'
plant "$rule" text/planted.c 'char q = 0x22; /* " */ void f(void) { quick_exit(1); }'

rule='prints'
plant "$rule" base/planted.c 'void f(void) { printf("x"); }'
plant "$rule" workbook/planted.c 'void f(void) { puts("x"); }'
plant "$rule" answers/planted.c 'void f(void) { fputs("x", stderr); }'
plant "$rule" doc/planted.c 'void f(void) { fprintf(stdout, "x"); }'
plant "$rule" pack/planted.c 'void f(void) { perror("x"); }'
plant "$rule" ui/planted.c 'void f(void) { write(STDERR_FILENO, "x", 1); }'
plant "$rule" ui/planted.c 'void f(void) { write(1, "x", 1); }'

plant 'file length' text/planted.c "$(lines 501 'int f(void);')"
plant 'function length' text/planted.c "void f(void)
{
$(lines 98 '	g();')
}"

# Lengths bind the tests as well, and a test must be listed to be run.
mkdir "$tmp/tree/tests/planted"
for name in planted/t_planted.c planted/planted.c planted.sh; do
	lines 501 'int f(void);' >"$tmp/tree/tests/$name"
	echo "test not listed: tests/$name" >>"$expected"
	case $name in
	*.c) echo "file length: tests/$name" >>"$expected" ;;
	esac
done

rule='writable state'
for code in \
	'int planted;' \
	'static int planted = 1; int *f(void); int *f(void) { return &planted; }' \
	'int f(void); int f(void) { static int planted; return planted++; }' \
	'const char *planted[] = { "a", "b" };' \
	'_Thread_local int planted;' \
	'#include <signal.h>
extern sig_atomic_t planted; sig_atomic_t planted;' \
	'#include <signal.h>
volatile sig_atomic_t planted_flag; int planted;'; do
	plant "$rule" text/planted.c "$code" ': planted in '
	compile "${file%.c}"
done
harvest

rm -rf "$tmp/tree/obj"
layers
if [ $? -ne 1 ] || ! grep -Fq "$rule: no readable objects" "$tmp/out"; then
	echo "not caught: no readable objects"
	fail=1
fi

# listed FAULT: tests/lists.sh says just that.
listed() {
	if TOP_SRCDIR=$tmp/lists "$lists" >"$tmp/out" 2>&1 ||
	    [ "$(cat "$tmp/out")" != "$1" ]; then
		echo "lists.sh should say: $1"
		sed 's/^/    /' "$tmp/out"
		fail=1
	fi
}
mkdir -p "$tmp/lists/src" "$tmp/lists/content" "$tmp/lists/man" "$tmp/lists/po" "$tmp/lists/tests"
cd "$tmp/lists" || exit 99
: >po/LINGUAS
echo 'x = src/a.c src/b.c' >Makefile.am
printf 'const char *f(void) { return _("words"); }\n' | tee src/a.c >src/b.c
printf 'src/a.c\n' >po/POTFILES.in
listed 'src/b.c has words for people and is not in po/POTFILES.in'
printf '/* _("words") */\n' >src/b.c
printf 'src/a.c\nsrc/b.c\n' >po/POTFILES.in
listed 'src/b.c is in po/POTFILES.in and has no words for people'
printf 'src/a.c\n' >po/POTFILES.in
: >src/b.h
listed 'src/b.h is not in Makefile.am'
rm src/b.h
: >tests/t.sh
listed 'tests/t.sh is not executable'
rm tests/t.sh
: >po/cy.po
listed 'po/cy.po is not in po/LINGUAS'

exit $fail
