/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one style sheet of HTML pages, and the hash by which the page's
 * Content-Security-Policy lets it in (CSP Level 3, 2.3.1): after a change,
 * base64 of the SHA-256 of exactly these bytes; a test compares.
 *
 * Text has at least 7:1 contrast on both grounds; print is black on white
 * whatever the screen prefers. */
#ifndef DOC_PAGE_STYLE_H
#define DOC_PAGE_STYLE_H

#define PAGE_STYLE_HASH "HXCeuGs5RNhB0IkYZadF8db1+wE15XKZUqjvDOrMIXo="

#define PAGE_STYLE \
	"\n:root { color-scheme: light dark; --ink: #1f1d1a; --paper: #fdfcf9; --line: #a39b8d;" \
	" --link: #1b4a75 }\n" \
	"@media (prefers-color-scheme: dark) {\n" \
	"  :root { --ink: #e8e4dc; --paper: #1b1a18; --line: #6d665b; --link: #a3c9ec }\n" \
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
	"blockquote { margin: 0 0 1.4em; padding-inline-start: 1em;" \
	" border-inline-start: .2em solid var(--line) }\n" \
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
	"hr { width: 8em; margin: 2.2em auto; border: 0; border-top: 1px solid var(--line) }\n" \
	"@media print {\n" \
	"  :root { color-scheme: light; --ink: #000; --paper: #fff; --line: #777; --link: #000 }\n" \
	"  body { font-size: 11pt }\n" \
	"  main { max-width: none; padding: 0 }\n" \
	"  p, li { orphans: 3; widows: 3 }\n" \
	"}\n"

#endif
