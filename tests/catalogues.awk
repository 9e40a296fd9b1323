# SPDX-License-Identifier: GPL-3.0-or-later
# The translations in a catalogue against their messages; reads what
# "msgcat --no-wrap" writes and prints each fault on a line.
#
# language: its code.  In Welsh, which has hardly a word in common with English,
# no word of a message may stand in its translation, but for names (same) and the
# commands of the plain conversation (command), and keys are called as they are
# printed on keyboards in the UK.

BEGIN {
	split("leaderplus summary share merge collate present due check pack guide list new handout version help xterm force for me text md html txt ics docx odt pdf pandoc id " \
	      "sudo http https mailto kind now people intent answer lens guard facilitator page alone pairs together true " \
	      "false null bak journal broken conflict plus colon braille speakup nano accessibility " \
	      "json ndjson fold group part room voices theme contrast " \
	      "mine man cy en fg dumb ssh export profile chapter condition " \
	      "at all does mentor staff", list, " ")		# the last are Welsh, too
	for (i in list)
		same[list[i]] = 1
	split("write answers through rests open afresh before erase next back contents go again where hint edit find words undo cover save settings about quit more steps look calendar copy said given reply bring", list, " ")
	for (i in list)
		command[list[i]] = 1
}

function fault(text) { printf "%s: %s: \"%s\" -> \"%s\"\n", language, text, id, form }

function inside(line) { sub(/^[^"]*"/, "", line); sub(/"[[:blank:]]*$/, "", line); return line }

# The formats of TEXT, sorted, as one string.
function formats(text,    n, i, k, all, one) {
	gsub(/%%/, "", text)
	n = 0
	while (match(text, /%[0-9$]*[-+ #'.*0-9]*[hljzt]*[A-Za-z]/)) {
		one = substr(text, RSTART, RLENGTH)
		text = substr(text, RSTART + RLENGTH)
		for (i = n++; i > 0 && found[i - 1] > one; i--)
			found[i] = found[i - 1]
		found[i] = one
	}
	all = ""
	for (k = 0; k < n; k++)
		all = all " " found[k]
	return all
}

# The names of keys in TEXT, one of each, sorted.
function keys(text,    n, i, k, all, one, seen) {
	n = 0
	while (match(text, /(Ctrl|Shift|Alt)-[A-Z][a-z]*|PgUp|PgDn|Esc|Enter|Tab|Home|End|Backspace|Delete|F[0-9]+/)) {
		one = substr(text, RSTART, RLENGTH)
		text = substr(text, RSTART + RLENGTH)
		if (one ~ /-(Left|Right|Up|Down)$/ || index(seen, " " one " "))
			continue
		seen = seen " " one " "
		for (i = n++; i > 0 && found[i - 1] > one; i--)
			found[i] = found[i - 1]
		found[i] = one
	}
	all = ""
	for (k = 0; k < n; k++)
		all = all " " found[k]
	return all
}

function edge(text, pattern) { return match(text, pattern) ? substr(text, RSTART, RLENGTH) : "" }

function lines(text) { return gsub(/\\n/, "", text) }

# Without formats, line ends and options.
function bare(text) {
	gsub(/%[0-9$]*[-+ #'.*0-9]*[hljzt]*[A-Za-z]|\\[a-z]|--[a-z][-a-z]*/, " ", text)
	return text
}

# A word of the message, in small letters, that stands in its translation too.
function english(text,    n, i, words, there) {
	n = split(bare(text), words, /[^a-zA-Z\200-\377]+/)
	for (i = 1; i <= n; i++)
		there[words[i]] = 1
	n = split(bare(form), words, /[^a-zA-Z\200-\377]+/)
	for (i = 1; i <= n; i++)
		if (words[i] ~ /^[a-z][a-z]+$/ && words[i] in there && !(words[i] in same) &&
		    !(plain && words[i] in command))
			return words[i]
	return ""
}

function compare(form,    word) {
	if (formats(id) != formats(form))
		fault("other formats")
	if (edge(id, "^( |\\\\n)+") != edge(form, "^( |\\\\n)+") || edge(id, "( |\\\\n)+$") != edge(form, "( |\\\\n)+$"))
		fault("other blanks at an end")
	if (lines(id) != lines(form))
		fault("another number of lines")
	if (form ~ /[^ ]  +[^ -]/ && id !~ /[^ ]  +[^ -]/)
		fault("two blanks")
	if (edge(id, "[.:?!](\\\\n)*$") != edge(form, "[.:?!](\\\\n)*$"))
		fault("ends otherwise")
	if (id ~ /^[a-z]/ && form ~ /^[A-Z]/ && !plain)	# it may begin with a command
		fault("begins with a capital")
	if (language != "cy")
		return
	if (id !~ /^End of / && keys(id) != keys(form))	# no key there
		fault("other keys")
	if ((word = english(id)) != "")
		fault("'" word "' is left in English")
}

function flush(    i) {
	for (i = 0; id != "" && i < forms; i++) {
		form = texts[i]
		# Whether a form may leave its number out is for msgfmt to judge.
		if (plural != "" && i < forms - 1 && formats(plural) != formats(form))
			continue
		if (plural != "")
			id = plural
		compare(form)
	}
	id = plural = at = ""
	forms = plain = 0
}

/^#: .*src\/plain\// { plain = 1 }
/^#/ { next }
/^$/ { flush(); next }
/^msgid_plural / { at = "plural"; plural = inside($0); next }
/^msgid / { at = "id"; id = inside($0); next }
/^msgstr/ { at = "form"; texts[forms++] = inside($0); next }
/^"/ {
	if (at == "id") id = id inside($0)
	else if (at == "plural") plural = plural inside($0)
	else if (at == "form") texts[forms - 1] = texts[forms - 1] inside($0)
}
END { flush() }
