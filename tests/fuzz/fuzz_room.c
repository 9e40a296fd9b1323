/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file of a room: what opens is shown and written safely, and keeps what else it has; what does not is left
 * as it is. */
#include <config.h>

#include <string.h>

#include "book.h"
#include "checks.h"
#include "fuzz.h"
#include "memory.h"
#include "workbook/export.h"
#include "workbook/room.h"

#define FILE_NAME "/talk.room.json"

/* All voices are in what is written, line by line. */
static void check_document(struct workbook *wb)
{
	struct doc *doc = room_document(wb);
	struct buf out, text;

	buf_init(&out, FUZZ_MANY);
	buf_init(&text, FUZZ_MANY);
	export_write(doc, EXPORT_TEXT, &out);
	check_safe(slice_buf(&out));
	squeeze(&text, slice_buf(&out));
	for (size_t page = 0; page < pack_page_count(workbook_pack(wb)); page++) {
		struct room_voices voices = room_voices(wb, page);

		for (size_t i = 0; i < voices.count; i++) {
			fuzz_must(!strchr(voices.items[i], '\n'), "a voice is a line");
			check_has(&text, slice_of(voices.items[i]));
		}
		room_release(&voices);
	}
	buf_release(&text);
	buf_release(&out);
	doc_free(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct slice bytes = { size ? (const char *)data : "", size };
	struct workbook *wb;
	struct err err = { .text = "" };

	fuzz_begin();
	memory_open();
	memory_put(FILE_NAME, bytes);
	wb = workbook_new(memory_sys(), book_load(), NULL);
	if (room_keep(wb, FILE_NAME, &err)) {
		check_document(wb);
		workbook_free(wb);
	} else {
		fuzz_must(*err.text, "a refusal has a reason");
		fuzz_must(slice_equal(memory_get(FILE_NAME), bytes), "what is refused stays as it is");
		workbook_free(wb);
	}
	memory_close();
	return 0;
}
