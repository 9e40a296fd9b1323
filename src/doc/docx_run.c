/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paragraphs, runs of text, links and lists in WordprocessingML. */
#include <config.h>

#include "doc/docx.h"

#include <ctype.h>
#include <string.h>

#include "base/mem.h"
#include "doc/doc.h"
#include "doc/markup.h"
#include "text/direction.h"

static void add_numbering(struct buf *out, const struct docx_paragraph *p)
{
	if (p->num)
		buf_addf(out, "<w:numPr><w:ilvl w:val=\"%d\"/><w:numId w:val=\"%ld\"/></w:numPr>",
			 p->level, p->num);
}

static void add_indent(struct buf *out, const struct docx_paragraph *p)
{
	if (p->left < 0)
		return;
	buf_addf(out, "<w:ind w:left=\"%d\"", p->left);
	if (p->hanging >= 0)
		buf_addf(out, " w:hanging=\"%d\"", p->hanging);
	buf_add_str(out, "/>");
}

void docx_open(struct docx *x, const struct docx_paragraph *p)
{
	struct buf *out = &x->body;

	buf_add_str(out, "<w:p><w:pPr>");
	if (p->style)
		buf_addf(out, "<w:pStyle w:val=\"%s\"/>", p->style);
	if (p->keep_next)
		buf_add_str(out, "<w:keepNext/>");
	if (p->keep_lines)
		buf_add_str(out, "<w:keepLines/>");
	add_numbering(out, p);
	if (p->leftwards)	/* a line that the style has at the left would be at the wrong end */
		buf_add_str(out, "<w:pBdr><w:left w:val=\"nil\"/></w:pBdr><w:bidi/>");
	add_indent(out, p);
	if (p->apart)
		buf_add_str(out, "<w:contextualSpacing w:val=\"0\"/>");
	buf_add_str(out, "</w:pPr>");
}

static void add_run_language(struct buf *out, const char *language, bool leftwards)
{
	const char *name = docx_language(language);

	if (!*name)
		return;
	buf_addf(out, "<w:lang w:val=\"%s\"", name);
	if (leftwards)
		buf_addf(out, " w:bidi=\"%s\"", name);
	buf_add_str(out, "/>");
}

static void add_run_properties(struct buf *out, const struct docx_run *run, bool leftwards)
{
	buf_add_str(out, "<w:rPr>");
	if (run->style)
		buf_addf(out, "<w:rStyle w:val=\"%s\"/>", run->style);
	if (run->strong)
		buf_add_str(out, "<w:b/><w:bCs/>");
	if (run->emph)
		buf_add_str(out, "<w:i/><w:iCs/>");
	if (run->language && strcmp(run->language, DOC_UNKNOWN) == 0)
		buf_add_str(out, "<w:noProof/>");
	if (leftwards)
		buf_add_str(out, "<w:rtl/>");
	if (run->language)
		add_run_language(out, run->language, leftwards);
	buf_add_str(out, "</w:rPr>");
}

static void add_one_run(struct docx *x, const struct docx_run *run, struct slice text,
			bool leftwards)
{
	buf_add_str(&x->body, "<w:r>");
	add_run_properties(&x->body, run, leftwards);
	buf_add_str(&x->body, "<w:t xml:space=\"preserve\">");
	markup_escape(&x->body, text);
	buf_add_str(&x->body, "</w:t></w:r>");
}

void docx_add_break(struct docx *x)
{
	buf_add_str(&x->body, "<w:r><w:br/></w:r>");
}

void docx_add_text(struct docx *x, const struct docx_run *run, struct slice text,
		   bool leftwards)
{
	enum direction base = leftwards ? DIRECTION_RTL : DIRECTION_LTR, is;

	while (text.len) {
		const char *end = memchr(text.data, '\n', text.len);
		size_t len = end ? (size_t)(end - text.data) : text.len;
		struct slice line = slice_part(text, 0, len);

		while (line.len) {
			struct slice part = direction_take(&line, base, &is);

			add_one_run(x, run, part, is == DIRECTION_RTL);
		}
		if (end)
			docx_add_break(x);
		text = slice_part(text, end ? len + 1 : len, text.len);
	}
}

/* URL with all that RFC 3986 does not allow as %XX: Word refuses a whole file for one. */
static void add_url(struct buf *out, const char *url)
{
	bool fragment = false;

	for (; *url; url++) {
		bool hex = isxdigit((unsigned char)url[1]) && isxdigit((unsigned char)url[2]);
		bool stays = isalnum((unsigned char)*url) || strchr("-._~:/?@!$&'()*+,;=", *url) ||
			     (*url == '%' && hex) || (*url == '#' && !fragment);

		fragment = fragment || *url == '#';
		if (stays)
			markup_escape(out, (struct slice){ url, 1 });
		else
			buf_addf(out, "%%%02X", (unsigned)(unsigned char)*url);
	}
}

void docx_open_link(struct docx *x, const char *url)
{
	x->link_count++;
	buf_addf(&x->relations, "<Relationship Id=\"link%ld\" Type=\"http://schemas.openxmlformats.org/"
		 "officeDocument/2006/relationships/hyperlink\" Target=\"", x->link_count);
	add_url(&x->relations, url);
	buf_add_str(&x->relations, "\" TargetMode=\"External\"/>");
	buf_addf(&x->body, "<w:hyperlink r:id=\"link%ld\">", x->link_count);
}

long docx_number(struct docx *x, long start, int level, bool paren)
{
	long num = DOCX_BULLETS + ++x->number_count;

	buf_addf(&x->numbers, "<w:num w:numId=\"%ld\"><w:abstractNumId w:val=\"%d\"/>"
		 "<w:lvlOverride w:ilvl=\"%d\"><w:startOverride w:val=\"%ld\"/></w:lvlOverride>"
		 "</w:num>", num, paren ? 2 : 1, level, start);
	return num;
}

const char *docx_language(const char *tag)
{
	/* Word checks the spelling of a country's language only. */
	static const char *const countries[][2] = { { "en", "en-GB" }, { "cy", "cy-GB" } };

	if (strcmp(tag, DOC_UNKNOWN) == 0)
		return "x-none";	/* so Word says "no language" */
	for (size_t i = 0; i < ARRAY_LEN(countries); i++)
		if (strcmp(tag, countries[i][0]) == 0)
			return countries[i][1];
	return markup_is_tag(tag) ? tag : "";
}
