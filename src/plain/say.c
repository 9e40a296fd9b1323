/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saying: documents to rows, a screenful at a time. */
#include <config.h>

#include "plain/talk.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "doc/layout.h"

#define SAID_MAX ((size_t)64 * 1024)

bool talk_first(struct talk *t, enum talk_hint hint)
{
	bool first = !(t->hints & hint);

	t->hints |= hint;
	return first;
}

/* Whether the reader wants to go on when a screenful has been said.  What else is typed is the
 * next command. */
static bool wants_more(struct talk *t)
{
	struct slice line;

	if (t->console.rows < console_height(&t->console))
		return !t->console.broken;
	if (!talk_ask(t, talk_first(t, HINT_MORE) ?
		      _("more (Enter reads on, or a command): ") : _("more: "), &line)) {
		t->interrupted = t->interrupts > 0;	/* told when the reading has ended */
		return false;
	}
	if (line.len)
		t->next = mem_copy(line.data, line.len);
	return !line.len;
}

/* A row that is nothing but an ornament. */
static bool is_ornament(const struct layout_row *row)
{
	for (size_t i = 0; i < row->span_count; i++)
		if (!(row->spans[i].style & STYLE_RULE))
			return false;
	return row->span_count > 0;
}

static bool is_words(const struct doc *doc, size_t i)
{
	return i < doc_count(doc) && doc_kind(doc, i) == DOC_WORDS;
}

/* Whether block I of DOC is words, and block K more of the same person's. */
static bool go_on(const struct doc *doc, size_t i, size_t k)
{
	return is_words(doc, i) && is_words(doc, k) && doc_whose(doc, i) == doc_whose(doc, k) &&
		strcmp(doc_name(doc, i), doc_name(doc, k)) == 0;
}

/* Whose the words of block I of DOC are, before them; or AT_END, behind. */
static void add_whose(struct doc *spoken, const struct doc *doc, size_t i, bool at_end)
{
	const char *name = doc_name(doc, i);
	struct buf line;

	buf_init(&line, SAID_MAX);
	if (doc_whose(doc, i) == WHOSE_READERS)
		buf_add_str(&line, at_end ? _("End of your words.") : _("Your words:"));
	else if (doc_whose(doc, i) == WHOSE_WRITERS)
		buf_add_str(&line, at_end ? _("End of the writer's words.") : _("The writer's words:"));
	else if (!*name)
		buf_add_str(&line, at_end ? _("End of what was said.") : _("What was said:"));
	else
		/* TRANSLATORS: %s is whoever said what follows, as it was typed: 'Ms Hughes'. */
		buf_addf(&line, at_end ? _("End of the words of %s.") : _("Words of %s:"), name);
	doc_add_paragraph(spoken, slice_buf(&line));
	buf_release(&line);
}

/* Block I of DOC as it is spoken: drawings are left out, for their captions say the same, and so
 * are ornaments; and words that somebody wrote, which only their place sets apart on paper, have
 * a line before and behind. */
static void add_spoken(struct doc *spoken, const struct doc *doc, size_t from, size_t i)
{
	if (doc_kind(doc, i) == DOC_RULE || slice_is(doc_info(doc, i), "figure"))
		return;
	if (is_words(doc, i) && (i == from || !go_on(doc, i - 1, i)))
		add_whose(spoken, doc, i, false);
	doc_add_blocks(spoken, doc, i, i + 1);
	if (is_words(doc, i) && !go_on(doc, i, i + 1))
		add_whose(spoken, doc, i, true);
}

static struct doc *as_spoken(const struct doc *doc, size_t from)
{
	struct doc *spoken = doc_new();

	for (size_t i = from; i < doc_count(doc); i++)
		add_spoken(spoken, doc, from, i);
	return spoken;
}

/* The block of DOC from which block N of what is spoken from FROM on comes. */
static size_t block_of(const struct doc *doc, size_t from, size_t n)
{
	struct doc *spoken = doc_new();
	size_t i = from;

	for (; i < doc_count(doc); i++) {
		add_spoken(spoken, doc, from, i);
		if (doc_count(spoken) > n)
			break;
	}
	doc_free(spoken);
	return i < doc_count(doc) ? i : from;
}

bool say_doc(struct talk *t, const struct doc *doc, size_t from, bool at_page)
{
	struct doc *plain = as_spoken(doc, from);
	struct layout *layout = layout_new(plain, console_width(&t->console));
	bool more = true;

	for (size_t i = 0; more && i < layout_count(layout); i++) {
		const struct layout_row *row = layout_row(layout, i);
		size_t rows = t->console.rows;

		if (is_ornament(row))
			continue;
		more = wants_more(t);
		if (more && at_page && t->console.rows < rows)	/* a screenful has been read */
			workbook_go(t->wb, workbook_here(t->wb), block_of(doc, from, row->block));
		if (more && (row->text.len || t->console.rows))
			console_put_row(&t->console, row);
	}
	layout_free(layout);
	doc_free(plain);
	return more;
}

bool say(struct talk *t, const char *text)
{
	struct doc *doc = doc_new();
	bool more;

	doc_add_paragraph(doc, slice_of(text));
	more = say_doc(t, doc, 0, false);
	doc_free(doc);
	return more;
}

bool sayf(struct talk *t, const char *format, ...)
{
	char *text = mem_zero(SAID_MAX, 1);
	va_list list;
	bool more;

	va_start(list, format);
	(void)vsnprintf(text, SAID_MAX, format, list);
	va_end(list);
	more = say(t, text);
	free(text);
	return more;
}

void say_gap(struct talk *t)
{
	/* Behind a full screen a new one begins. */
	if (t->console.rows && t->console.rows < console_height(&t->console))
		console_put(&t->console, slice_of("\n"));
}
