/* SPDX-License-Identifier: GPL-3.0-or-later */
/* My reflections from any workbook: every word that was written is in the text, the
 * Markdown, the page and the Word file, and nothing but words comes from the reader. */
#include <config.h>

#include <string.h>

#include "book.h"
#include "checks.h"
#include "fuzz.h"
#include "memory.h"
#include "word.h"
#include "workbook/export.h"
#include "workbook/summary.h"

#define FILE_NAME "/w.json"

/* Each layer's words and the question that they answer are in TEXT. */
static void check_layers(const struct answers *a, enum answers_part part, const char *id,
			 const struct buf *text)
{
	for (size_t i = 0; i < answers_layers(a, part, id); i++) {
		const struct layer *layer = answers_layer(a, part, id, i);

		if (!slice_trim(slice_of(layer->text)).len)
			continue;
		check_has(text, slice_of(layer->text));
		check_has(text, slice_of(layer->question));
	}
}

static void check_words(const struct answers *a, const struct buf *text)
{
	for (enum answers_part part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < answers_count(a, part); i++)
			check_layers(a, part, answers_entry_id(a, part, i), text);
}

static void read_word(struct slice file, struct buf *text)
{
	struct buf words;

	buf_init(&words, FUZZ_MANY);
	word_read(file, &words);
	squeeze(text, slice_buf(&words));
	buf_release(&words);
}

static void check_export(const struct doc *doc, enum export_format format, const struct answers *a)
{
	struct buf out, text;

	buf_init(&out, FUZZ_MANY);
	buf_init(&text, FUZZ_MANY);
	export_write(doc, format, &out);
	if (format != EXPORT_DOCX)
		check_safe(slice_buf(&out));
	if (format == EXPORT_DOCX)
		read_word(slice_buf(&out), &text);
	else if (format == EXPORT_HTML || export_is_converted(format))
		check_html(slice_buf(&out), &text);
	else if (format == EXPORT_MARKDOWN)
		read_markdown(slice_buf(&out), &text);
	else
		squeeze(&text, slice_buf(&out));
	check_words(a, &text);
	buf_release(&text);
	buf_release(&out);
}

static void check_book(struct store *store)
{
	struct workbook *wb = workbook_new(memory_sys(), book_load(), store);
	struct doc *doc = summary_private(wb);

	for (enum export_format format = 0; format < EXPORT_COUNT; format++)
		check_export(doc, format, workbook_answers(wb));
	doc_free(doc);
	workbook_free(wb);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct store_place place = { FILE_NAME, NULL };
	struct store *store = NULL;
	struct err err;

	fuzz_begin();
	memory_open();
	memory_put(FILE_NAME, (struct slice){ size ? (const char *)data : "", size });
	if (store_open(&store, memory_sys(), &place, STORE_READ, &err))
		check_book(store);
	memory_close();
	return 0;
}
