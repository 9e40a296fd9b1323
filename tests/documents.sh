#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Word files as other programs see them: pandoc reads the same headings and paragraphs as from
# the Markdown; LibreOffice makes pages of them that hold every word, keep a question with its
# answer and leave the margin free.  (What Word is strict about: tests/docx.sh.)
#
# Skipped where pandoc, LibreOffice's Writer or poppler-utils are missing; CI installs them.
# KEEP: a folder for the pages as pictures, to be looked at.
: "${TOP_SRCDIR:=$(cd "$(dirname "$0")/.." && pwd)}"
. "$TOP_SRCDIR/tests/cmd/common.sh"
: "${DOCX_OF:=$TOP_SRCDIR/build/tests/unit/docx_of}"
for tool in pandoc soffice pdftoppm pdftotext python3; do
	if ! command -v "$tool" >/dev/null; then
		echo "there is no $tool here"
		exit 77
	fi
done

# judge ARGUMENT...: what tests/documents.py has to say.
judge() {
	python3 -B "$TOP_SRCDIR/tests/documents.py" "$@" >"$tmp/found" 2>&1 ||
		wrong "documents.py $*:" "$(cat "$tmp/found")"
}

# refuse ARGUMENT...: it finds something.
refuse() {
	if python3 -B "$TOP_SRCDIR/tests/documents.py" "$@" >"$tmp/found" 2>&1; then
		wrong "documents.py $*: nothing found"
	fi
}

replace() { # FILE PART FROM TO BAD
	python3 -B "$TOP_SRCDIR/tests/docx.py" "$1" --replace "$2" "$3" "$4" --to "$5" ||
		wrong "cannot make $5"
}

for book in workbook hostile sittings; do
	for form in md docx; do
		run 0 --pack "$pack" summary "$data/$book.json" -o "$tmp/$book.$form"
	done
	pandoc -f commonmark -t json "$tmp/$book.md" -o "$tmp/md.json" || wrong "pandoc: $book.md"
	pandoc -f docx -t json "$tmp/$book.docx" -o "$tmp/docx.json" || wrong "pandoc: $book.docx"
	judge same "$tmp/md.json" "$tmp/docx.json"
done
replace "$tmp/hostile.docx" word/document.xml 'Heading2' 'Heading3' "$tmp/bad.docx"
pandoc -f docx -t json "$tmp/bad.docx" -o "$tmp/docx.json"
refuse same "$tmp/md.json" "$tmp/docx.json"

sed '/^::: words/,$d' "$data/rich.md" >"$tmp/rich.md"
"$DOCX_OF" <"$tmp/rich.md" >"$tmp/rich.docx"
pandoc -f commonmark -t json "$tmp/rich.md" -o "$tmp/md.json"
pandoc -f docx -t json "$tmp/rich.docx" -o "$tmp/docx.json"
judge same-words "$tmp/md.json" "$tmp/docx.json"

# Pages.  In the long document each answer is as long as people's are.
judge make-long "$tmp/long.md"
"$DOCX_OF" <"$tmp/long.md" >"$tmp/long.docx"
replace "$tmp/long.docx" word/styles.xml '<w:keepNext/>' '' "$tmp/half.docx"
replace "$tmp/half.docx" word/document.xml '<w:keepLines/>' '' "$tmp/loose.docx"
replace "$tmp/long.docx" word/document.xml 'w:right="3118"' 'w:right="2500"' "$tmp/narrow.docx"
"$DOCX_OF" <"$data/rich.md" >"$tmp/rich.docx"
(cd "$tmp" && timeout 200 soffice --headless --norestore "-env:UserInstallation=file://$tmp/office" \
	--convert-to pdf workbook.docx hostile.docx rich.docx long.docx loose.docx narrow.docx >"$tmp/log" 2>&1) ||
	wrong "LibreOffice failed:" "$(cat "$tmp/log")"
for name in workbook hostile rich long narrow loose; do
	pdftotext "$tmp/$name.pdf" "$tmp/$name.txt" || wrong "pdftotext: $name.pdf"
	pdftoppm -gray -r 50 "$tmp/$name.pdf" "$tmp/$name" || wrong "pdftoppm: $name.pdf"
done
for name in workbook hostile rich long; do
	judge whole "$tmp/$name.docx" "$tmp/$name.txt"
	judge pages "$tmp/$name"-*.pgm
done
judge together "$tmp/long.txt"
refuse together "$tmp/loose.txt"
refuse pages "$tmp/narrow"-*.pgm
refuse whole "$tmp/rich.docx" "$tmp/hostile.txt"

if [ -n "${KEEP:-}" ]; then
	for name in workbook hostile rich long; do
		pdftoppm -png -r 80 "$tmp/$name.pdf" "$KEEP/$name"
	done
fi
finish
