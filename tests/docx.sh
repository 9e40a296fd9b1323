#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Word files by an XML reader that is not ours: tests/docx.py looks at the package, its parts
# and its words; what the command says, and that a terminal gets none.
#
# DOCX_OF: the program tests/unit/docx_of.
: "${TOP_SRCDIR:=$(cd "$(dirname "$0")/.." && pwd)}"
. "$TOP_SRCDIR/tests/cmd/common.sh"
: "${DOCX_OF:=$TOP_SRCDIR/build/tests/unit/docx_of}"
# What stands before Debian's in the path may take a second to find out which one to be.
python=$(command -v /usr/bin/python3 || command -v python3) || {
	echo "there is no Python here"
	exit 77
}

# look FILE [ARGUMENT...]: what tests/docx.py has to say of it.
look() {
	"$python" -B "$TOP_SRCDIR/tests/docx.py" "$@" >"$tmp/found" 2>&1 ||
		wrong "docx.py $*:" "$(cat "$tmp/found")"
}

for book in workbook hostile sittings; do
	run 0 --pack "$pack" summary "$data/$book.json" -f docx -o "$tmp/$book.docx"
	no_out
	no_err
	[ "$(mode "$tmp/$book.docx")" = 600 ] || wrong "$book.docx has mode $(mode "$tmp/$book.docx")"
	run 0 --pack "$pack" summary "$data/$book.json" -f md
	cp "$tmp/out" "$tmp/$book.md"
	look "$tmp/$book.docx" --markdown "$tmp/$book.md"
done
run 0 --pack "$pack" summary "$data/sittings.json" --for mentor -o "$tmp/mentor.docx"
run 0 --pack "$pack" summary "$data/sittings.json" --for mentor -f md
cp "$tmp/out" "$tmp/mentor.md"
look "$tmp/mentor.docx" --markdown "$tmp/mentor.md"
run 0 --pack "$CONTENT/distributing-leadership" summary "$data/workbook.json" -o "$tmp/other.docx"
look "$tmp/other.docx"
run 0 --pack "$CONTENT/distributing-leadership" pack guide -o "$tmp/guide.docx"
look "$tmp/guide.docx"
run 0 --pack "$CONTENT/distributing-leadership" pack guide --handout -o "$tmp/handout.docx"
look "$tmp/handout.docx"
"$DOCX_OF" <"$data/rich.md" >"$tmp/rich.docx" || wrong "docx_of failed"
look "$tmp/rich.docx"
"$DOCX_OF" </dev/null >"$tmp/empty.docx" || wrong "docx_of failed"
look "$tmp/empty.docx"
"$DOCX_OF" '"><&' </dev/null >"$tmp/tag.docx" || wrong "docx_of failed"
look "$tmp/tag.docx"

# The same bytes again, through a pipe.
run 0 --pack "$pack" summary "$data/workbook.json" -f docx
same "$tmp/workbook.docx" "$tmp/out" "the document in a pipe"

# On a terminal: refused before anything is read, in words.
asked="summary on a terminal"
cat >"$tmp/terminal.py" <<'PYTHON'
import os, pty, subprocess, sys
here, there = pty.openpty()
done = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=there, stderr=subprocess.PIPE)
os.close(there)
try:
    said = os.read(here, 4096)
except OSError:
    said = b""
sys.stderr.buffer.write(done.stderr)
sys.exit(done.returncode if not said else 99)
PYTHON
for out in "" "-o -"; do
	# shellcheck disable=SC2086
	"$python" -B "$tmp/terminal.py" "$LEADERPLUS" summary "$tmp/none.json" -f docx $out 2>"$tmp/err"
	got=$?
	[ "$got" -eq 2 ] || wrong "$asked: status $got:" "$(cat "$tmp/err")"
	err_has "such a document is not for the terminal; name a file, as in -o my-reflections.docx"
done
asked="pack guide on a terminal"
"$python" -B "$tmp/terminal.py" "$LEADERPLUS" --pack "$pack" pack guide -f docx 2>"$tmp/err"
got=$?
[ "$got" -eq 2 ] || wrong "$asked: status $got:" "$(cat "$tmp/err")"
err_has "such a document is not for the terminal; name a file, as in -o guide.docx"
run 2 summary "$data/workbook.json" -f doc
err_has "-f takes 'text', 'md', 'html', 'docx', 'odt' or 'pdf'"

# That faults are found: each of these makes a file that is not right.
break_it() { # WHAT PART FROM TO
	"$python" -B "$TOP_SRCDIR/tests/docx.py" "$tmp/rich.docx" --replace "$2" "$3" "$4" --to "$tmp/bad.docx" ||
		wrong "cannot break $1"
	if "$python" -B "$TOP_SRCDIR/tests/docx.py" "$tmp/bad.docx" >"$tmp/found" 2>&1; then
		wrong "not found: $1"
	fi
}
break_it "a part that nothing declares" '[Content_Types].xml' '/word/footer1.xml' '/word/footer2.xml'
break_it "a relation to nowhere" word/_rels/document.xml.rels 'numbering.xml' 'numbers.xml'
break_it "a link without a relation" word/document.xml 'r:id="link1"' 'r:id="link9"'
break_it "a style that is none" word/document.xml '"Heading1"' '"Heading9"'
break_it "a list that is none" word/document.xml '<w:numId w:val="2"/>' '<w:numId w:val="9"/>'
break_it "properties out of order" word/styles.xml '<w:keepNext/><w:keepLines/>' '<w:keepLines/><w:keepNext/>'
break_it "a heading that does not stay" word/styles.xml '<w:keepNext/>' ''
break_it "an author" docProps/core.xml '</dc:title>' '</dc:title><dc:creator>x</dc:creator>'
break_it "a narrow margin" word/document.xml 'w:right="3118"' 'w:right="1134"'
break_it "XML that is none" word/document.xml '</w:p>' '<w:p>'
finish
