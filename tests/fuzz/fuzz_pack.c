/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A book with any chapter: refused with a reason, or every page of it can be laid out at
 * any width and written in every form, and nothing else than text comes out. */
#include <config.h>

#include <string.h>

#include "checks.h"
#include "doc/layout.h"
#include "doc/write.h"
#include "fuzz.h"
#include "memory.h"
#include "text/utf8.h"
#include "workbook/workbook.h"

static const char cover[] =
	"---\nid: book\nversion: 1\ntitle: A book\nlanguages: en\nchapters: one\n---\n";

static void check_row(const struct layout_row *row, int width)
{
	size_t covered = 0;

	check_line(row->text);
	for (size_t i = 0; i < row->span_count; i++)
		covered += row->spans[i].len;
	fuzz_must(covered == row->text.len, "styles cover a row");
	fuzz_must_of(row->indent >= 0 && (row->indent + text_width(row->text) <= width ||
					  cluster_next(row->text, 0) == row->text.len),
		     "a row fits", row->text);
}

static void check_layout(const struct doc *doc, int width)
{
	struct layout *layout = layout_new(doc, width);
	size_t block = 0;

	for (size_t i = 0; i < layout_count(layout); i++) {
		const struct layout_row *row = layout_row(layout, i);

		check_row(row, width);
		fuzz_must(row->block >= block && row->block < doc_count(doc), "blocks are in order");
		block = row->block;
	}
	for (size_t i = 0; i < doc_count(doc); i++)
		fuzz_must(layout_row_of_block(layout, i) <= layout_count(layout), "a block has its row");
	layout_free(layout);
}

static void check_writers(const struct doc *doc)
{
	static const struct doc_meta meta = { "A <b>title</b>", "en" };
	struct buf out, again, html, markdown, text;

	buf_init(&out, FUZZ_MANY);
	buf_init(&again, FUZZ_MANY);
	buf_init(&html, FUZZ_MANY);
	buf_init(&markdown, FUZZ_MANY);
	buf_init(&text, FUZZ_MANY);
	write_text(doc, 40, &out);
	check_safe(slice_buf(&out));
	buf_clear(&out);
	write_html(doc, &meta, &out);
	check_html(slice_buf(&out), &html);
	buf_clear(&out);
	write_markdown(doc, &out);
	check_safe(slice_buf(&out));
	read_markdown(slice_buf(&out), &markdown);
	/* What Markdown says, read back, is what the document says. */
	for (size_t i = 0; i < doc_count(doc); i++) {
		buf_clear(&again);
		doc_text(doc, i, &again);
		check_safe(slice_buf(&again));
		if (doc_kind(doc, i) != DOC_HTML)
			squeeze(&text, slice_buf(&again));
	}
	fuzz_must_of(slice_equal(slice_buf(&text), slice_buf(&markdown)),
		     "Markdown says what the document says", slice_buf(&out));
	fuzz_must_of(memmem(html.data, html.len, text.data, text.len) || !text.len,
		     "the page says what the document says", slice_buf(&html));
	buf_release(&out);
	buf_release(&again);
	buf_release(&html);
	buf_release(&markdown);
	buf_release(&text);
}

static void check_doc(const struct doc *doc)
{
	static const int widths[] = { 1, 24, 66 };

	if (!doc)
		return;
	for (size_t i = 0; i < sizeof(widths) / sizeof(*widths); i++)
		check_layout(doc, widths[i]);
	check_writers(doc);
}

static void check_page(const struct workbook *wb, size_t i)
{
	const struct pack_page *page = pack_page(workbook_pack(wb), i);
	struct doc *doc = workbook_page_doc(wb, i, true);
	size_t found;

	check_doc(page->body);
	check_doc(page->aside);
	check_doc(page->facilitator);
	check_doc(doc);
	fuzz_must(workbook_prompt(wb, i) <= doc_count(doc), "a page has its prompt");
	fuzz_must(pack_id_valid(slice_of(page->id)), "a page has an id");
	fuzz_must(pack_find(workbook_pack(wb), page->id, &found) && found == i, "an id has one page");
	fuzz_must(*page->title, "a page has a title");
	fuzz_must((page->kind != PAGE_READ) == (*page->wording != '\0'), "a box has its question");
	fuzz_must(page->phases.alone >= 0 && page->phases.alone <= PACK_MINUTES_MAX &&
		  page->phases.together >= 0 && page->phases.together <= PACK_MINUTES_MAX &&
		  page->phases.pairs >= 0 && page->phases.pairs <= PACK_MINUTES_MAX,
		  "a phase has its minutes");
	fuzz_must(page->lines >= 1 && page->lines <= 40, "a box has some rows");
	doc_free(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pack *pack = NULL;
	struct err err = { .text = "" };

	fuzz_begin();
	memory_open();
	memory_folder("/book");
	memory_put("/book/pack.md", slice_of(cover));
	memory_put("/book/one.md", (struct slice){ size ? (const char *)data : "", size });
	if (pack_load(&pack, memory_sys(), "/book", &err)) {
		struct workbook *wb = workbook_new(memory_sys(), pack, NULL);

		for (size_t i = 0; i < pack_page_count(pack); i++)
			check_page(wb, i);
		workbook_free(wb);
	} else {
		fuzz_must(err.text[0], "a refusal has a reason");
	}
	memory_close();
	return 0;
}
