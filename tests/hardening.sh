#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The program has, byte for byte, the protections that configure chose: a flag
# in a Makefile is no proof that every object was made with it.
#
# LEADERPLUS: the program; OBJ: its objects; HARDENING: the flags.
LC_ALL=C
export LC_ALL
: "${TOP_SRCDIR:=$(dirname "$0")/..}" "${LEADERPLUS:=$TOP_SRCDIR/build/leaderplus}"
: "${OBJ:=$TOP_SRCDIR/build/src}"
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
trap 'exit 99' HUP INT TERM

skip() {
	echo "skipped: $*"
	exit 77
}

[ -n "${HARDENING:-}" ] || skip "HARDENING is not set; 'make check' sets it"
command -v readelf >/dev/null || skip "readelf (binutils) is needed"
readelf -hldnW "$LEADERPLUS" >"$tmp/elf" 2>&1 || skip "the program is no ELF file"
readelf -sW "$LEADERPLUS" >"$tmp/symbols" 2>&1
if grep -qE ' __(asan|ubsan|tsan|msan)_' "$tmp/symbols"; then
	skip "built with sanitizers, which take the place of hardening"
fi
case $HARDENING in
*-*) ;;
*) skip "built with --disable-hardening" ;;
esac

# has FLAG FILE REGEX WHAT: where FLAG was chosen, FILE shows it.
has() {
	case " $HARDENING " in
	*" $1 "*) grep -qE "$3" "$2" || echo "$1: $4" >>"$tmp/wrong" ;;
	esac
}
: >"$tmp/wrong"
has -pie "$tmp/elf" 'Type:[[:blank:]]+DYN' "the program is not position independent"
has -pie "$tmp/elf" 'FLAGS_1.*PIE' "the program is not marked as PIE"
has -Wl,-z,relro "$tmp/elf" 'GNU_RELRO' "what is relocated stays writable"
has -Wl,-z,now "$tmp/elf" '(BIND_NOW|FLAGS_1.* NOW)' "functions are bound when they are first called"
has -fstack-protector-strong "$tmp/symbols" '__stack_chk_(fail|guard)' "no function guards its stack"
grep -q '@GLIBC' "$tmp/symbols" && for level in 2 3; do
	has -D_FORTIFY_SOURCE=$level "$tmp/symbols" '__(mem|str|stp|sn?|f|v|vf|vsn?)[a-z]*_chk' "no call is checked for its size"
done
if grep -qE 'GNU_STACK.* RWE ' "$tmp/elf"; then
	echo "the stack can be executed" >>"$tmp/wrong"
fi

# The note on control flow is looked for in each object: the linker leaves it out
# of the program where the system's own start files are without.
# noted FLAG REGEX
noted() {
	case " $HARDENING " in
	*" $1 "*) ;;
	*) return ;;
	esac
	find "$OBJ" -name '*.o' >"$tmp/objects"
	[ -s "$tmp/objects" ] || echo "there are no objects in '$OBJ'" >>"$tmp/wrong"
	while IFS= read -r object; do
		readelf -nW "$object" 2>/dev/null | grep -qE "$2" ||
			echo "$1: $object was made without it" >>"$tmp/wrong"
	done <"$tmp/objects"
}
noted -fcf-protection 'IBT.*SHSTK'
noted -mbranch-protection=standard 'BTI.*PAC'

# Where we know what is to be had, configure must have chosen it.
case $(uname -m),$(readelf -hW "$LEADERPLUS" | sed -n 's/.*Machine: *//p') in
x86_64,*X86-64)
	for flag in -fPIE -pie -fstack-protector-strong -fstack-clash-protection -fcf-protection \
		-Wl,-z,relro -Wl,-z,now; do
		case " $HARDENING " in
		*" $flag "*) ;;
		*) echo "configure has not chosen $flag" >>"$tmp/wrong" ;;
		esac
	done
	;;
esac

cat "$tmp/wrong"
[ ! -s "$tmp/wrong" ]
