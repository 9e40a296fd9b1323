# SPDX-License-Identifier: GPL-3.0-or-later
# From what `gcov -b -c -t` prints of one source to its branches that were never taken, as
# "FILE FUNCTION NEVER/ALL: LINE", each line of a function once; then "FILE: ALL NEVER".
# For mawk too.  A function that was never called has NEVER/ALL "uncalled".
#
# In "x || fail(...)" the branch in which fail() returns true does not count: those who
# report an error return false, so that a failure is one statement.
function line_end() {
	key = ""
	if (total) {
		key = file " " name " \001: " text
		if (!(key in all))
			keys[++count] = key
		all[key] += total
		never[key] += missed
		if (text ~ /\|\| \(?(err_set|fail|[a-z]+_fail)[a-z_]*\(/)
			forgive(key)
	}
	total = missed = 0
}

function forgive(key) {
	if (never[key]) {
		never[key]--
		all[key]--
	}
}

# The source that is asked for comes first; what it includes follows.
/^ *-: *0:Source:/ {
	line_end()
	sub(/^ *-: *0:Source:/, "")
	if (file == "")
		file = $0
	ours = $0 == file
	next
}
!ours { next }
/^function [^ ]+ called / {
	line_end()
	name = $2
	if ($4 == "0")
		print file " " name " uncalled: " name
	next
}
/^branch +[0-9]+ / {
	total++
	missed += / (never executed|taken 0)( |$)/
	next
}
/^ *[-#=0-9*]+: *[0-9]+:/ {
	line_end()
	sub(/^ *[-#=0-9*]+: *[0-9]+:/, "")
	gsub(/^[ \t]+|[ \t]+$/, "")
	if (key != "" && text ~ /\|\|$/ && /^(err_set|fail|[a-z]+_fail)[a-z_]*\(/)
		forgive(key)
	text = $0
}

END {
	line_end()
	for (i = 1; i <= count; i++) {
		key = keys[i]
		branches += all[key]
		open += never[key]
		if (never[key]) {
			at = index(key, "\001")
			print substr(key, 1, at - 1) never[key] "/" all[key] substr(key, at + 1)
		}
	}
	print file ": " branches + 0 " " open + 0 >sums
}
