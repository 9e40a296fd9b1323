/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For whoever runs a group: the guide, and questions on paper. */
#include <config.h>

#include "workbook/guide.h"

#include <stdint.h>

#include "base/intl.h"
#include "base/mem.h"

static const char *const before[] = {
	N_("One question, or two, is enough for an hour. The pages that come before it are for reading "
	   "at home."),
	N_("Write your own answer first, and notice what in it you would not say aloud."),
	N_("The minutes are a proposal. The time on the wall begins with them, and you can add to it."),
	N_("People may write in their own workbooks, in a notebook, or on sheets: 'leaderplus pack guide "
	   "--handout -o sheets.docx' makes them."),
};

static const char *const on_the_wall[] = {
	N_("'leaderplus present' shows the pages and the questions, and opens nobody's workbook. Make the "
	   "letters larger until about 40 columns are left."),
	N_("PgDn and PgUp, or the two buttons of a clicker, go on and back. A full stop or b blanks the "
	   "wall; any key brings it back."),
	N_("The key t starts the time: alone, in pairs, together. It makes no sound and moves nobody "
	   "on."),
	N_("The key w opens a place for words from the room. Type what people offer, a line each, and "
	   "only what they want to see there."),
};

static const char *const to_say[] = {
	N_("You write alone first, and what you write is yours. Nobody reads it out, shows it or hands it "
	   "in unless they want to."),
	N_("You may pass at any time, and need no reason."),
	N_("Tell what happened without telling who. People who are not here stay without names, and so do "
	   "their schools."),
	N_("What is said here stays here. If you want to tell it elsewhere, ask whoever said it."),
	N_("The one who leads this session asks, listens and keeps the time. Nobody's answer is judged."),
	N_("Whoever can use the same login can open what you write on a computer."),
	N_("If the group's words are gathered afterwards: only what you mark for the group leaves, without "
	   "your name, and you see it before it does."),
};

static void add_items(struct doc *doc, const char *heading, const char *const *items, size_t count)
{
	doc_add_heading(doc, 2, slice_of(heading));
	for (size_t i = 0; i < count; i++)
		doc_add_item(doc, slice_of(_(items[i])));
}

/* From here on DOC speaks as the book. */
static void speak_as_book(struct doc *doc, const struct pack *pack)
{
	doc_language(doc, pack_language(pack));
}

static void speak_as_program(struct doc *doc)
{
	doc_language(doc, NULL);
}

static void add_whole(struct doc *doc, const struct doc *other)
{
	if (other)
		doc_add_blocks(doc, other, 0, doc_count(other));
}

static bool has_box(const struct pack_page *page)
{
	return page->kind != PAGE_READ;
}

/* What the box asks: a question, or the prompt of a condition or caution. */
static void add_asked(struct doc *doc, const struct pack_page *page)
{
	add_whole(doc, page->kind == PAGE_QUESTION ? page->body : page->aside);
}

/* Begins another part of a list. */
static void add_comma(struct buf *out)
{
	if (out->len)
		buf_add_str(out, ", ");
}

/* "18 minutes: 4 alone, 6 in pairs, 8 together", or nothing. */
static void say_phases(const struct pack_phases *phases, struct buf *out)
{
	unsigned long all = (unsigned long)(phases->alone + phases->pairs + phases->together);
	struct buf parts;

	if (!all)
		return;
	buf_init(&parts, 1024);
	if (phases->alone)	/* TRANSLATORS: minutes, as in "18 minutes: 4 alone, 6 in pairs, 8 together". */
		buf_addf(&parts, _("%d alone"), phases->alone);
	if (phases->pairs) {
		add_comma(&parts);
		buf_addf(&parts, _("%d in pairs"), phases->pairs);
	}
	if (phases->together) {
		add_comma(&parts);
		buf_addf(&parts, _("%d together"), phases->together);
	}
	/* TRANSLATORS: behind the colon stands, for example, "4 alone, 6 in pairs, 8 together". */
	buf_addf(out, intl_count("%lu minute: %s", "%lu minutes: %s", all), all, parts.data);
	buf_release(&parts);
}

/* "Page 11. 18 minutes: 4 alone, 6 in pairs, 8 together." */
static void add_place(struct doc *doc, const struct pack_page *page, size_t number)
{
	struct buf said, phases;

	buf_init(&said, 2048);
	buf_init(&phases, 1024);
	say_phases(&page->phases, &phases);
	if (phases.len)
		buf_addf(&said, _("Page %zu. %s."), number, phases.data);
	else
		buf_addf(&said, _("Page %zu."), number);
	speak_as_program(doc);
	doc_add_note(doc, slice_buf(&said));
	buf_release(&phases);
	buf_release(&said);
}

static void add_page(struct doc *doc, const struct pack *pack, size_t i)
{
	const struct pack_page *page = pack_page(pack, i);

	speak_as_book(doc, pack);
	doc_add_heading(doc, 3, slice_of(page->title));
	add_place(doc, page, i + 1);
	speak_as_book(doc, pack);
	if (has_box(page))
		add_asked(doc, page);
	add_whole(doc, page->facilitator);
	if (page->kind == PAGE_QUESTION && page->aside) {
		speak_as_program(doc);
		doc_add_note(doc, slice_of(_("A hint, for those who ask for one:")));
		speak_as_book(doc, pack);
		add_whole(doc, page->aside);
	}
}

/* The heading of the chapter comes with the first page of it. */
static void open_chapter(struct doc *doc, const struct pack *pack, size_t page, size_t *open)
{
	size_t chapter = pack_page(pack, page)->chapter;

	if (*open == chapter)
		return;
	*open = chapter;
	speak_as_book(doc, pack);
	doc_add_heading(doc, 2, slice_of(pack_chapter(pack, chapter)->title));
}

static void add_book(struct doc *doc, const struct pack *pack)
{
	speak_as_book(doc, pack);
	doc_add_paragraph(doc, slice_of(pack_title(pack)));
	doc_add_paragraph(doc, slice_of(pack_source(pack)));
}

struct doc *guide_make(const struct pack *pack)
{
	struct doc *doc = doc_new();
	size_t open = SIZE_MAX;

	doc_add_heading(doc, 1, slice_of(_("Facilitator's guide")));
	add_book(doc, pack);
	speak_as_program(doc);
	add_items(doc, _("Before the session"), before, ARRAY_LEN(before));
	add_items(doc, _("On the wall"), on_the_wall, ARRAY_LEN(on_the_wall));
	add_items(doc, _("To say before people share"), to_say, ARRAY_LEN(to_say));
	for (size_t i = 0; i < pack_page_count(pack); i++) {
		const struct pack_page *page = pack_page(pack, i);

		if (!has_box(page) && !page->facilitator)
			continue;
		open_chapter(doc, pack, i, &open);
		add_page(doc, pack, i);
	}
	return doc;
}

struct doc *guide_handout(const struct pack *pack)
{
	struct doc *doc = doc_new();
	size_t open = SIZE_MAX;

	speak_as_book(doc, pack);
	doc_add_heading(doc, 1, slice_of(pack_title(pack)));
	doc_add_paragraph(doc, slice_of(pack_source(pack)));
	speak_as_program(doc);
	doc_add_paragraph(doc, slice_of(_("This sheet is yours. You need not write on every line, nobody "
					  "collects it, and you decide what you tell of it.")));
	for (size_t i = 0; i < pack_page_count(pack); i++) {
		const struct pack_page *page = pack_page(pack, i);

		if (!has_box(page))
			continue;
		open_chapter(doc, pack, i, &open);
		doc_add_heading(doc, 3, slice_of(page->title));
		add_asked(doc, page);
		doc_add_lines(doc, page->lines);
	}
	return doc;
}
