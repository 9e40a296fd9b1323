#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A mirror, not a mark: nothing that people read scores, ranks, counts up,
# praises or judges what a reader wrote.  Looks through the content, the words
# in the sources, the manual, README.md and NEWS, the help, and summaries of a
# workbook with words in every box and of an empty one.  Each find is a line
# "file:line: rule: words".  Then the test proves itself: it plants every
# forbidden kind into copies of all these and requires that it is found.
#
# LEADERPLUS: the program; CONTENT, SRC, TOP_SRCDIR: where the words are.
LC_ALL=C
export LC_ALL
: "${TOP_SRCDIR:=$(dirname "$0")/..}" "${SRC:=$TOP_SRCDIR/src}"
: "${CONTENT:=$TOP_SRCDIR/content}" "${LEADERPLUS:=$TOP_SRCDIR/build/leaderplus}"
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
trap 'exit 99' HUP INT TERM
fail() { # a broken test, not a broken rule
	echo "no-score.sh: $*"
	exit 99
}

# The rules.  "find" is forbidden; "but" is allowed and taken out before, for
# this rule only; "plant" must be found, "fine" must not (by any rule).
# Patterns are extended regular expressions over small letters; \< and \> are
# the edges of a word, FIG is a number in figures or in a printf format, NUM
# a number in words too, JUDGED what is said of answers, and NO a denial.
cat >"$tmp/rules" <<'EOT'
rule percentage
find FIG ?%(%|[^a-z0-9%]|$)
find \<per ?cent(age)?s?\>
but (width|height|size|margin|padding|inline): ?[0-9.]+%
plant 60% so far
plant %d%% so far
plant that is forty per cent
plant as a percentage
fine about %d of them
fine max-width: 100%;

rule score
find \<(high ?)?scor(e|es|ed|ing|er|ers|eboards?|ecards?)\>
but \<NO (be )?scor(e|es|ed|ing)\>
but \<no-score\.sh\>
plant Your score is high
plant This is scored later
plant scoring the answers
fine Nothing is scored.
fine no score, no account
fine it never scores
fine an underscore

rule points
find \<(FIG|bonus|extra|earn(s|ed|ing)?|gain(s|ed)?|award(s|ed)?|collect(s|ed)?|los(e|es|t)|your|total) points?\>
find \<points? (earned|won|gained|awarded|for each|for every|total)\>
find \<points?: ?FIG
plant You earn points for writing
plant That makes 5 points
plant That makes %zu points
plant Points: 5
plant ten points awarded
fine Harris points to research
fine It adds points of view
fine the patterns form between these three points

rule marks
find \<(full|top|high|higher|low|bonus|your|FIG) marks?\>
find \<marks? (out of|awarded|for each|for every)\>
find \<mark(s|ed)? (it |this |them )?as (right|wrong|correct|complete|done)\>
find \<marking (scheme|criteria)\>
plant full marks for that
plant 7 marks
plant marks out of ten
plant marked as complete
plant see the marking scheme
fine Its marks are the move towards specialist schools
fine Enter does the marked one

rule rank
find \<(rank(s|ed|ing|ings)?|grad(e|es|ed|ing)|rat(ed|ing|ings)|leader ?boards?|league tables? of)\>
but \<NO (be )?(rank|rating|grade)(s|ed)?\>
plant You rank third
plant ranked by length
plant Your grade
plant star ratings
plant on the leaderboard
fine no rank, no rating

rule streak
find \<streaks?\>
find \<NUM (day|week|evening|time|sitting)s? in a row\>
plant a streak of days
plant 3 days in a row
plant three weeks in a row

rule badge
find \<(badges?|troph(y|ies)|medals?|achievements? (unlocked|earned)|unlock(s|ed)?)\>
plant You won a badge
plant one more trophy
plant achievement unlocked

rule level up
find \<level(s|ed|led|ing|ling)?[ -]up\>
find \<your (new |next )?level\>
plant Level up now
plant You levelled up
plant Your new level
fine leaders at every level
fine one level up from the class
but \<one level up from\>

rule count
find \<FIG ?(of|out of|/) ?(the |your |all )?FIG\>
but \<page FIG of FIG\>
but \<piece FIG of FIG\>
find \<NUM (of|out of) (the |your |all )?(NUM )?(questions?|answers?|boxes|prompts) (answered|written|done|filled)\>
find \<NUM (of|out of) (the |your |all )?NUM (questions|answers|boxes|prompts|pages)\>
find \<(answered|completed|filled in|finished):? NUM\>
find \<NUM (questions?|answers?|boxes|prompts|pages|words|reflections) (answered|completed|written|done|filled|left|remaining|so far|to go|still)\>
find \<(answers?|answered|questions|words|reflections|entries|sittings|visits)( written| given)?: ?FIG\>
find \<you('ve| have) (now |already )?(answered|written|finished) (all|every|most|half|NUM)\>
plant answered 6 of 11
plant 6 / 11
plant %zu of %zu
plant six of the eleven questions
plant two of your questions answered
plant answered: six
plant 5 questions left
plant 120 words written
plant Words: 120
plant You have answered most of them
fine page 11 of 41
fine page %zu of %zu
fine piece %zu of %zu
fine after the eleven questions
fine one of the questions
fine Written on 3 October 2026

rule completion
find \<complet(e|ed|ion):? ?FIG
find \<FIG (is |are )?complete(d)?\>
find \<completion\>
find \<(chapter|page|question|section|book|workbook|answer)s? (is |are )?(now )?complete(d)?\>
find \<(complete|completed|finished|unfinished|unanswered|missing) (questions?|answers?|pages?|chapters?|boxes|sections?)\>
find \<you('ve| have)? (now )?(completed|finished)\>
find \<(all|everything) (done|complete|completed)\>
find \<incomplete (questions?|answers?|pages?|chapters?)\>
find \<progress(ion)? (bar|meter|so far|report)\>
find <(progress|meter)\>
plant completed: 6
plant 6 completed
plant a completion bar
plant Chapter 1 is complete
plant This page is now completed
plant three unanswered questions
plant an incomplete answer
plant You have finished
plant all done
plant your progress so far
plant <progress value="6" max="11">
fine Questions still open

rule praise
find \<(well done|congratulat[a-z]*|bravo|hooray|excellent|keep it up|keep up the|way to go)\>
find \<(good|great|nice|super|superb|fantastic|amazing|brilliant|wonderful|impressive) (job|work|answers?|thinking|effort|going|progress|reflections?|start|try)\>
plant Well done!
plant Great job
plant Congratulations
plant Excellent
plant A good answer
plant Keep up the writing

rule verdict
find \<JUDGED answers?\>
but \<NO (JUDGED (or|and) )?JUDGED answers?\>
find \<(that is|that's|you are|you're|you were|your answer is|not quite|almost) (right|wrong|correct|incorrect)\>
find \<(right|wrong|correct|incorrect)!
plant the right answer
plant a wrong answer
plant some model answers
plant Your answer is correct
plant Not quite right
plant Correct!
fine There is no model answer to be measured against
fine no right or wrong answers

rule reproach
find \<you (forgot|missed|skipped|failed)\>
find \<(overdue|you should have (answered|written|read|done))\>
plant You skipped a page
plant this is overdue
plant You should have written more
fine They do not say that you should have no plans

rule tick
find (✓|✔|✅|☑|☐|✗|✘|❌|★|☆|⭐|🏅|🏆|🥇|🎉|👍|👏|💯|🔥)
find (^| )\[[ x]\] 
find &(check|#10003|#x2713);
find type="?(checkbox|radio)
plant ✓ barriers
plant ✅ barriers
plant ★★★☆☆
plant - [x] barriers
plant * [X] barriers
plant 1. [ ] barriers
plant &#10003; barriers
plant <input type="checkbox">
fine summary [FILE] [--force]
EOT

# What the patterns are made of.
cat >"$tmp/rules.awk" <<'EOT'
BEGIN {
	fig = "([0-9]+|%[0-9]*(z|l|ll|j)?[diu])"
	num = "([0-9]+|%[0-9]*(z|l|ll|j)?[diu]|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
	no = "(no|not|not a|not an|never|never a|neither|nor|without|without a|nothing is|nothing here is|against)"
	judged = "(right|wrong|correct|incorrect|model|best|better|perfect|ideal|sample)"
	while ((getline line <rules) > 0)
		if (match(line, /^[a-z]+ /))
			take(substr(line, 1, RLENGTH - 1), substr(line, RLENGTH + 1))
	if (rule_count == 0) {
		print "no rules"
		exit 99
	}
}
function take(word, rest) {
	if (word == "rule")
		rule[++rule_count] = rest
	else if (word == "find")
		find[rule_count, ++finds[rule_count]] = pattern(rest)
	else if (word == "but")
		but[rule_count, ++buts[rule_count]] = pattern(rest)
	else if (word == "plant" || word == "fine") {
		seed[++seeds] = rest
		seed_rule[seeds] = word == "plant" ? rule[rule_count] : ""
	}
}
function pattern(s) {
	gsub(/FIG/, fig, s)
	gsub(/NUM/, num, s)
	gsub(/JUDGED/, judged, s)
	gsub(/NO /, no " ", s)
	gsub(/\\</, "(^|[^a-z0-9%])", s)
	gsub(/\\>/, "([^a-z0-9]|$)", s)
	return s
}
EOT

# The words of C sources, as "line:words": literals that stand together are one.
cat >"$tmp/words.awk" <<'EOT'
FNR == 1 { flush(); comment = 0 }
/^[ \t]*#[ \t]*include/ { next }
{
	rest = $0
	while (rest != "") {
		if (comment) {
			i = index(rest, "*/")
			rest = i ? substr(rest, i + 2) : ""
			comment = !i
		} else if (!match(rest, /\/\*|\/\/|["\047]/)) {
			code(rest)
			rest = ""
		} else {
			mark = substr(rest, RSTART, RLENGTH)
			code(substr(rest, 1, RSTART - 1))
			rest = substr(rest, RSTART + RLENGTH)
			if (mark == "/*")
				comment = 1
			else if (mark == "//")
				rest = ""
			else
				literal(mark)
		}
	}
}
END { flush() }
function code(s) {
	if (s ~ /[^ \t]/)
		flush()
}
function literal(quote,	c) {
	if (quote == "\"" && !line)
		line = FNR
	while (match(rest, /\\.|["\047]/)) {
		c = substr(rest, RSTART, RLENGTH)
		if (quote == "\"")
			text = text substr(rest, 1, RSTART - 1) (c == quote ? "" : c == "\\n" ? " " : c == "\\\"" ? "\"" : c)
		rest = substr(rest, RSTART + RLENGTH)
		if (c == quote)
			return
	}
	rest = ""
}
function flush() {
	if (text != "")
		print line ":" text "\n" line ":"
	text = ""
	line = 0
}
EOT

# Lines "line:words" of one file to finds.  A line is looked at with the one
# before and the one after it, so that breaking lines hides nothing.
cat >"$tmp/look.awk" <<'EOT'
{
	i = index($0, ":")
	next_line = substr($0, 1, i - 1)
	next_text = clean(substr($0, i + 1))
	look()
	before = text
	text = next_text
	line = next_line
}
END {
	next_text = ""
	look()
}
function clean(s) {
	if (kind == "man") {
		if (s ~ /^\.\\"/)
			return ""
		sub(/^\.[A-Z]+ ?/, "", s)
		gsub(/\\f[A-Z]/, "", s)
		gsub(/\\-/, "-", s)
		gsub(/\\\(ti/, "~", s)
		gsub(/"/, "", s)
	}
	s = tolower(s)
	gsub(/<\/?(a|b|blockquote|code|em|figcaption|figure|h[1-6]|i|li|ol|p|pre|span|strong|u|ul)( [^>]*)?>/, "", s)
	gsub(/\342\200\231/, "\047", s)		# an apostrophe
	gsub(/\302\240/, " ", s)		# a blank that does not break
	gsub(/[*_`|]/, "", s)
	gsub(/[ \t]+/, " ", s)
	sub(/^( |> ?)+/, "", s)
	sub(/ $/, "", s)
	return s
}
function look(	all, from, to, r, s) {
	if (text == "")
		return
	all = before " " text " " next_text
	from = length(before) + 1	# the blank before it may be the edge of a word
	to = from + length(text)
	for (r = 1; r <= rule_count; r++) {
		s = allowed_out(all, r)
		if (hits(s, r, from, to))
			print file ":" line ": " rule[r] ": " text
	}
}
function allowed_out(s, r,	i, n, tilde) {
	for (i = 1; i <= buts[r]; i++)
		while (match(s, but[r, i])) {
			tilde = ""
			for (n = 0; n < RLENGTH; n++)
				tilde = tilde "~"
			s = substr(s, 1, RSTART - 1) tilde substr(s, RSTART + RLENGTH)
		}
	return s
}
function hits(s, r, from, to,	i, cut, rest) {
	for (i = 1; i <= finds[r]; i++) {
		cut = 0
		rest = s
		while (match(rest, find[r, i])) {
			if (cut + RSTART > to)
				break
			if (cut + RSTART >= from)
				return 1
			cut += RSTART
			rest = substr(s, cut + 1)
		}
	}
	return 0
}
EOT

# look KIND FILE NAME: the finds in FILE, which is called NAME.
look() {
	case $1 in
	code) awk -f "$tmp/words.awk" "$2" ;;
	*) awk '{ print FNR ":" $0 }' "$2" ;;
	esac | awk -v rules="$tmp/rules" -v kind="$1" -v file="$3" \
		-f "$tmp/rules.awk" -f "$tmp/look.awk" || fail "cannot look through $3"
}

# A workbook with words in every box, and one without any.
book=$CONTENT/distributing-leadership
cat "$book"/*.md | sed -n 's/^```*\(answer\|lens\|guard\) .*id=\([a-z0-9-]*\).*/\1 \2/p' |
	sort -u >"$tmp/ids"
[ "$(grep -c '^answer ' "$tmp/ids")" -ge 11 ] || fail "the questions of the book were not found"
version=$(sed -n 's/^version: *//p' "$book/pack.md")
awk -v version="$version" '
	function uuid() { return sprintf("%08x-0000-4000-8000-000000000000", ++clock) }
	function layer(id, says) {
		return "{\"id\":\"" uuid() "\",\"clock\":" clock ",\"at\":\"2026-10-03T19:04:11Z\"," \
			"\"question\":\"What was asked\",\"text\":\"" says " " id "\"}"
	}
	function entry(id,	plain) {
		plain = id
		gsub(/-/, "", plain)
		return "\"" id "\":{\"layers\":[" layer("earlier" plain, "On Tuesday") "," \
			layer("newer" plain, "On Friday\\n\\nand") "],\"share\":[\"mentor\"]}"
	}
	{ part[$1] = part[$1] (part[$1] == "" ? "" : ",") entry($2) }
	END {
		printf "{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"%s\",", uuid()
		printf "\"pack\":{\"id\":\"distributing-leadership\",\"version\":\"%s\"},", version
		printf "\"answers\":{%s},\"guards\":{%s},\"lenses\":{%s}", part["answer"],
			part["guard"], part["lens"]
		print ",\"forgotten\":[]}"
	}' "$tmp/ids" >"$tmp/full.json"
awk -v version="$version" '
	END {
		printf "{\"format\":\"leaderplus-workbook\",\"version\":1,"
		printf "\"id\":\"00000001-0000-4000-8000-000000000000\","
		printf "\"pack\":{\"id\":\"distributing-leadership\",\"version\":\"%s\"},", version
		print "\"answers\":{},\"guards\":{},\"lenses\":{},\"forgotten\":[]}"
	}' /dev/null >"$tmp/empty.json"
for words in full empty; do
	for form in text md html; do
		env HOME="$tmp" LC_ALL=C.UTF-8 "$LEADERPLUS" summary "$tmp/$words.json" -f "$form" \
			--pack "$book" >"$tmp/$words.$form" || fail "no summary as $form"
		[ -s "$tmp/$words.$form" ] || fail "the summary as $form is empty"
	done
done
for form in text md html; do
	env HOME="$tmp" LC_ALL=C.UTF-8 "$LEADERPLUS" summary "$tmp/full.json" -f "$form" --pack "$book" \
		--for mentor --earlier --dates --blank --find-out >"$tmp/mentor.$form" 2>"$tmp/absent.$form" ||
		fail "no mentor's copy as $form"
	env HOME="$tmp" LC_ALL=C.UTF-8 "$LEADERPLUS" summary "$tmp/full.json" -f "$form" --pack "$book" \
		--moved --by condition >"$tmp/moved.$form" || fail "no moved copy as $form"
	env HOME="$tmp" LC_ALL=C.UTF-8 "$LEADERPLUS" summary "$tmp/empty.json" -f "$form" --pack "$book" \
		--for mentor --blank >"$tmp/blank.$form" 2>>"$tmp/absent.$form" ||
		fail "no blank mentor's copy as $form"
	[ -s "$tmp/mentor.$form" ] && [ -s "$tmp/moved.$form" ] && [ -s "$tmp/absent.$form" ] ||
		fail "a copy as $form is empty"
done
while read -r _ id; do
	id=$(echo "$id" | tr -d -)
	for form in text md html; do
		for word in "earlier$id" "newer$id"; do
			for copy in full mentor moved; do
				grep -Fq "$word" "$tmp/$copy.$form" || fail "$word is not in the $copy summary as $form"
			done
		done
	done
done <"$tmp/ids"
env HOME="$tmp" LC_ALL=C.UTF-8 "$LEADERPLUS" --help >"$tmp/help" || fail "no help"

# Everything that is looked through: its kind, the file and its name.
{
	find "$CONTENT" -type f \( -name '*.md' -o -name '*.json' -o -name COPYING \) | sort |
		sed "s|^$CONTENT/\(.*\)|prose	&	content/\1|"
	find "$SRC" -type f -name '*.[ch]' | sort | sed "s|^$SRC/\(.*\)|code	&	src/\1|"
	find "$TOP_SRCDIR/man" -type f -name '*.[1-9]' | sort |
		sed "s|^$TOP_SRCDIR/\(.*\)|man	&	\1|"
	for name in README.md NEWS; do
		echo "prose	$TOP_SRCDIR/$name	$name"
	done
	echo "prose	$tmp/help	leaderplus --help"
	for words in full empty mentor moved blank absent; do
		for form in text md html; do
			echo "prose	$tmp/$words.$form	leaderplus summary -f $form ($words)"
		done
	done
} >"$tmp/files"
for name in content/distributing-leadership/ch1.md src/ui/keys.c man/leaderplus.1 README.md; do
	grep -q "	$name\$" "$tmp/files" || fail "$name was not found"
done
tab=$(printf '\t')
while IFS=$tab read -r kind file name; do
	[ -r "$file" ] || fail "cannot read $name"
	look "$kind" "$file" "$name"
done <"$tmp/files" >"$tmp/finds"
cat "$tmp/finds"

# The proof: behind a copy of KIND FILE, whose own finds do not count, every seed
# in two lines (three forms of it for three kinds of file).
plant() {
	awk -v rules="$tmp/rules" -v kind="$1" -v start="$(wc -l <"$2")" -v expected="$tmp/expected" -f "$tmp/rules.awk" -f - \
		/dev/null <<'EOT'
END {
	at = start + 1
	print ""
	for (i = 1; i <= seeds; i++) {
		s = seed[i]
		middle = index(s, " ")
		first = middle ? substr(s, 1, middle) : ""
		second = substr(s, middle + 1)
		if (kind == "code") {
			gsub(/"/, "\\\"", second)
			print "static const char *const seed_" i " = N_(\"" first "\""
			print "\t\"" second "\");"
		} else if (kind == "man") {
			print (first == "" ? ".PP" : "\\fB" first "\\fR")
			print ".B " second
		} else if (kind == "html") {
			print "<p><em>" first "</em>"
			print second "</p>"
		} else {
			print "> " first
			print "> " second
		}
		print ""
		print at + 1 "\t" seed_rule[i] "\t" seed[i] >expected
		at += 3
	}
}
EOT
}
for copy in "prose $book/welcome.md" "code $SRC/ui/keys.c" "man $TOP_SRCDIR/man/leaderplus.1" \
	"prose $TOP_SRCDIR/README.md" "prose $tmp/help" "prose $tmp/full.text" "prose $tmp/full.md" \
	"html $tmp/full.html"; do
	kind=${copy%% *} file=${copy#* }
	{
		cat "$file"
		plant "$kind" "$file" | sed 's/[[:blank:]]*$//'
	} >"$tmp/copy"
	look "$kind" "$tmp/copy" copy >"$tmp/found"
	awk -F '\t' -v name="${file##*/}" '
		FNR == NR {
			split($0, part, ": ")
			sub(/^copy:/, "", part[1])
			found[part[1], part[2]] = found[part[1]] = 1
			next
		}
		$2 == "" && (($1 in found) || ($1 + 1 in found)) {
			print name ": this is allowed and was found all the same: " $3
		}
		$2 != "" && !(($1, $2) in found) && !(($1 + 1, $2) in found) {
			print name ": " $2 " was planted and not found: " $3
		}' "$tmp/found" "$tmp/expected"
done >"$tmp/blind"
cat "$tmp/blind"
[ ! -s "$tmp/finds" ] && [ ! -s "$tmp/blind" ]
