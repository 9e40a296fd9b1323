#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Documents that other programs make: of scripts in their place first, then of those that are
# installed here.
. "$(dirname "$0")/common.sh"
book=$tmp/book.json
cat "$data/workbook.json" >"$book"
mkdir "$tmp/bin" "$tmp/run"
chmod 700 "$tmp/run"
usual=$PATH
XDG_RUNTIME_DIR=$tmp/run
export XDG_RUNTIME_DIR

# converter NAME BODY: a program that does BODY; $out is the file that it is asked for.
converter() {
	printf '#!/bin/sh\nPATH=%s\nfor page; do :; done\nout=${page%%.html}.pdf\ncase $1 in *.html) page=$1 out=$2 ;; esac\n%s\n' \
		"$usual" "$2" >"$tmp/bin/$1"
	chmod 700 "$tmp/bin/$1"
}

# only STATUS ARGUMENT...: runs the program where nothing but these can be found.
only() {
	PATH=$tmp/bin
	wanted=$1
	shift
	asked=$*
	"$LEADERPLUS" --pack "$pack" "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	got=$?
	PATH=$usual
	[ "$got" -eq "$wanted" ] || wrong "$asked: status $got, not $wanted:" "$(cat "$tmp/err")"
	rmdir "$tmp/run" && mkdir -m 700 "$tmp/run" || wrong "$asked: something stays in the private folder"
}

only 1 summary "$book" -o "$tmp/a.pdf"
err_has "install Chromium, WeasyPrint or LibreOffice"
[ ! -e "$tmp/a.pdf" ] || wrong "there is a PDF that nobody made"
only 1 summary "$book" -f odt
no_out
err_has "install LibreOffice or pandoc"

converter weasyprint 'grep -q "lunch queue" "$page" && { printf %%PDF-; cat "$page"; } >"$out"'
only 0 summary "$book" -o "$tmp/a.pdf"
no_out
no_err
[ "$(head -c 5 "$tmp/a.pdf")" = %PDF- ] || wrong "a.pdf is not what was made"
[ "$(mode "$tmp/a.pdf")" = 600 ] || wrong "a.pdf has mode $(mode "$tmp/a.pdf")"
only 0 summary "$book" -f pdf
cmp -s "$tmp/out" "$tmp/a.pdf" || wrong "standard output has another document"

# What stands is left alone, and no converter works for it.
echo precious >"$tmp/there.pdf"
converter weasyprint 'echo "$*" >"$page.log"; cp "$page" '"$tmp/started"
only 1 summary "$book" -o "$tmp/there.pdf"
err_has "exists already"
[ "$(cat "$tmp/there.pdf")" = precious ] || wrong "what stood there has been changed"
[ ! -e "$tmp/started" ] || wrong "a converter worked for nothing"
only 1 summary "$book" -o "$tmp/there.pdf" --force
err_has "'weasyprint' made no document"
[ "$(cat "$tmp/there.pdf")" = precious ] || wrong "a document that was not made took a place"
converter weasyprint 'printf %%PDF-1.7 >"$out"'
only 0 summary "$book" -o "$tmp/there.pdf" --force
[ "$(cat "$tmp/there.pdf")" = %PDF-1.7 ] || wrong "--force does not replace"

# A signal in the middle: nothing is made, nothing stays, and the program ends by it.
for signal in TERM HUP INT; do
	case $signal in
	TERM) status=143 ;;
	HUP) status=129 ;;
	INT) status=1 ;;
	esac
	converter weasyprint "kill -$signal \$PPID; while :; do sleep 1; done"
	only $status summary "$book" -o "$tmp/$signal.pdf"
	[ ! -e "$tmp/$signal.pdf" ] || wrong "$signal: there is a document"
done

# kill -9 leaves the folder; the next start removes it.
converter weasyprint 'kill -9 $PPID'
PATH=$tmp/bin "$LEADERPLUS" --pack "$pack" summary "$book" -o "$tmp/k.pdf" >/dev/null 2>&1
ls -d "$tmp/run"/leaderplus-copy-* >/dev/null || wrong "kill -9 left no folder: what then shall be removed?"
echo quit | "$LEADERPLUS" --pack "$pack" --plain "$book" >/dev/null 2>"$tmp/err" ||
	wrong "the next start:" "$(cat "$tmp/err")"
rmdir "$tmp/run" && mkdir -m 700 "$tmp/run" || wrong "the next start leaves a copy where it was"

# In lines.
converter weasyprint 'printf %%PDF-1.7 >"$out"'
PATH=$tmp/bin "$LEADERPLUS" --pack "$pack" --plain "$book" >"$tmp/out" 2>"$tmp/err" <<END
summary $tmp/lines.pdf
1
summary $tmp/lines.odt
1
quit
END
grep -q '^The copy is being made' "$tmp/out" && tr '\n' ' ' <"$tmp/out" | grep -q 'Saved as ' ||
	wrong "in lines:" "$(cat "$tmp/out")"
tr '\n' ' ' <"$tmp/out" | grep -q 'Not saved: to make an OpenDocument text, install LibreOffice' ||
	wrong "in lines, without a converter:" "$(cat "$tmp/out")"
[ "$(cat "$tmp/lines.pdf")" = %PDF-1.7 ] || wrong "lines.pdf is not what was made"

# ---- those that are installed ----

# real NAME FORM: the document that the installed NAME makes.
real() {
	path=$(command -v "$1") || { echo "*** there is no $1 here: what it makes was NOT looked at"; return; }
	rm -f "$tmp/bin"/* "$tmp/real.$2"
	printf '#!/bin/sh\nPATH=%s\nexec %s "$@"\n' "$usual" "$path" >"$tmp/bin/$1"
	chmod 700 "$tmp/bin/$1"
	only 0 summary "$book" -o "$tmp/real.$2"
	if [ "$2" = odt ]; then
		python3 -c 'import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read("content.xml").decode())' \
			"$tmp/real.odt" >"$tmp/words" || wrong "$1 made no OpenDocument text"
	elif command -v pdftotext >/dev/null; then
		pdftotext "$tmp/real.pdf" "$tmp/words" || wrong "$1 made no PDF"
	else
		return
	fi
	for words in "Ask first." "Words that must not vanish."; do
		grep -qF "$words" "$tmp/words" || wrong "what $1 made lacks '$words'"
	done
}
real chromium pdf
real weasyprint pdf
real soffice pdf
real soffice odt
real pandoc odt
finish
