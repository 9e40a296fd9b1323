# SPDX-License-Identifier: GPL-3.0-or-later
# Prints a source with a mutation applied: mutate.awk MUTATION SOURCE.  What is to be
# replaced must stand in the source just once.  For mawk too.
function wrong(what) {
	print FILENAME ": " what >"/dev/stderr"
	failed = 1
	exit 1
}

FILENAME == ARGV[1] && /^<<<<$/ { count++; part = "old"; next }
FILENAME == ARGV[1] && /^====$/ && part == "old" { part = "new"; next }
FILENAME == ARGV[1] && /^>>>>$/ && part == "new" { part = ""; next }
FILENAME == ARGV[1] {
	if (part == "old")
		old[count] = old[count] (lines[count]++ ? "\n" : "") $0
	else if (part == "new")
		new[count] = new[count] (more[count]++ ? "\n" : "") $0
	next
}
{ text = text $0 "\n" }

END {
	if (failed)
		exit 1
	if (!count || part != "")
		wrong("no replacement, or one without an end, in " ARGV[1])
	for (i = 1; i <= count; i++) {
		at = index(text, old[i])
		if (old[i] == "" || old[i] == new[i])
			wrong("replacement " i " replaces nothing")
		if (!at)
			wrong("what replacement " i " replaces is not there")
		rest = substr(text, at + length(old[i]))
		if (index(rest, old[i]))
			wrong("what replacement " i " replaces is there more than once")
		text = substr(text, 1, at - 1) new[i] rest
	}
	printf "%s", text
}
