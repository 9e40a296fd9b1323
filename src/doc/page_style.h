/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one style sheet of HTML pages, and the hash by which the page's
 * Content-Security-Policy lets it in (CSP Level 3, 2.3.1): after a change,
 * base64 of the SHA-256 of exactly these bytes; a test compares.
 *
 * Text has at least 7:1 contrast on both grounds, and the bar beside a reader's words 3:1 (WCAG
 * 2.2, 1.4.6 and 1.4.11).  Print is black on white whatever the screen prefers, on A4 with
 * room at the right for a pen, but where lines to write on take it (.sheet); what stands above words (p.note, a heading) stays with them.
 * The left bar that the logical one takes back is for WeasyPrint, which knows no other.
 * A line to write on is as far from the next as on lined paper, and the first two stay with the
 * question.
 * Paragraphs are not torn, long answers may be: else pages would end half empty. */
#ifndef DOC_PAGE_STYLE_H
#define DOC_PAGE_STYLE_H

#define PAGE_STYLE_HASH "IB9spUqO4/jbDs6O9bwxZ1+UrtpM9iy1NNzjRGchmYQ="

#define PAGE_STYLE \
	"\n:root { color-scheme: light dark; --ink: #1f1d1a; --paper: #fdfcf9; --line: #8a8275;" \
	" --link: #1b4a75 }\n" \
	"@media (prefers-color-scheme: dark) {\n" \
	"  :root { --ink: #e8e4dc; --paper: #1b1a18; --line: #7d766b; --link: #a3c9ec }\n" \
	"}\n" \
	"body { margin: 0; background: var(--paper); color: var(--ink);" \
	" font: 1.125rem/1.6 Charter, \"Iowan Old Style\", \"Palatino Linotype\", Palatino," \
	" Georgia, serif }\n" \
	"main { max-width: 34em; margin: 0 auto; padding: 3rem 1.25rem 5rem;" \
	" overflow-wrap: break-word }\n" \
	"h1, h2, h3, h4, h5, h6 { font-family: system-ui, sans-serif; line-height: 1.25;" \
	" margin: 2.2em 0 .7em; text-wrap: balance; break-after: avoid }\n" \
	"h1 { font-size: 1.7em; margin-top: 0 }\n" \
	"h2 { font-size: 1.3em }\n" \
	"h3, h4, h5, h6 { font-size: 1.05em }\n" \
	"p, ul, ol, pre, figure { margin: 0 0 1em }\n" \
	"ul, ol { padding-inline-start: 1.4em }\n" \
	"a { color: var(--link) }\n" \
	"blockquote { margin: 0 0 1.4em; padding-left: 1em; padding-inline: 1em 0;" \
	" border-left: .2em solid; border-inline-end: 0; border-inline-start: .2em solid;" \
	" border-color: var(--line) }\n" \
	"blockquote > :last-child { margin-bottom: 0 }\n" \
	"blockquote[dir] p { white-space: pre-wrap; overflow-wrap: anywhere;" \
	" unicode-bidi: plaintext }\n" \
	"pre, code { font-family: ui-monospace, \"Cascadia Mono\", Menlo, Consolas, monospace;" \
	" font-size: .85em }\n" \
	"pre { overflow-x: auto; line-height: 1.3 }\n" \
	"pre code { font-size: inherit }\n" \
	"figure { break-inside: avoid }\n" \
	"figure pre { margin-bottom: .5em }\n" \
	"figcaption { font-size: .95em }\n" \
	"hr { width: 8em; margin: 2.2em auto; border: 0; border-top: 1px solid;" \
	" border-color: var(--line) }\n" \
	"hr.line { width: auto; height: 9mm; margin: 0; border-top: 0; border-bottom: 1px solid;" \
	" border-color: var(--line) }\n" \
	":not(.line) + .line, :not(.line) + .line + .line { break-before: avoid }\n" \
	"@page { size: A4; margin: 20mm 58mm 22mm 22mm;" \
	" @bottom-left { content: counter(page); font: 9pt system-ui, sans-serif } }\n" \
	"@page sheet { margin: 20mm }\n" \
	"@media print {\n" \
	"  .sheet { page: sheet }\n" \
	"  :root { color-scheme: light; --ink: #000; --paper: #fff; --line: #757575; --link: #000 }\n" \
	"  body { font-size: 11pt; line-height: 1.5 }\n" \
	"  main { max-width: none; padding: 0 }\n" \
	"  h1, h2, h3, h4, h5, h6, .note { break-after: avoid; break-inside: avoid }\n" \
	"  blockquote p, li, figure { break-inside: avoid }\n" \
	"  p, li { orphans: 3; widows: 3 }\n" \
	"  pre { white-space: pre-wrap }\n" \
	"}\n"

#endif
