# SPDX-License-Identifier: GPL-3.0-or-later
# Prints C files as "file:line:code" without comments, without what stands
# between quotes (but for the names of included files) and without empty lines.
# For mawk too.

FNR == 1 { comment = 0 }
!comment && /^[ \t]*#[ \t]*include/ {
	sub(/[ \t]*\/[\/*].*$/, "")
	print FILENAME ":" FNR ":" $0
	next
}
{
	rest = $0
	code = ""
	while (rest != "") {
		if (comment) {
			i = index(rest, "*/")
			rest = i ? substr(rest, i + 2) : ""
			comment = !i
		} else if (!match(rest, /\/\*|\/\/|["\047]/)) {
			code = code rest
			rest = ""
		} else {
			mark = substr(rest, RSTART, RLENGTH)
			code = code substr(rest, 1, RSTART - 1) " "
			rest = substr(rest, RSTART + RLENGTH)
			if (mark == "/*")
				comment = 1
			else if (mark == "//")
				rest = ""
			else
				rest = after(rest, mark)
		}
	}
	if (code ~ /[^ \t]/)
		print FILENAME ":" FNR ":" code
}
function after(s, quote,	c) {	# what follows the closing quote
	while (match(s, /\\.|["\047]/)) {
		c = substr(s, RSTART, RLENGTH)
		s = substr(s, RSTART + RLENGTH)
		if (c == quote)
			return s
	}
	return ""
}
