/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a group wrote, and a review: what is read of a file of any bytes is written, and read back as it was. */
#include <config.h>

#include <string.h>

#include "answers/gathered.h"
#include "answers/review.h"
#include "base/mem.h"
#include "fuzz.h"
#include "memory.h"

#define FILE_NAME "/in"
#define AGAIN "/again"

static void print(const struct gathered *g, struct buf *out)
{
	struct err err = { .text = "" };

	buf_init(out, FUZZ_MANY);
	fuzz_must_of(gathered_print_head(true, g->pack_id, "1", out, &err), "its head can be written",
		     slice_of(err.text));
	for (size_t i = 0; i < g->count; i++)
		fuzz_must_of(gathered_print(&g->items[i], out, &err), "a question can be written",
			     slice_of(err.text));
}

static void check_gathered(const struct gathered *g)
{
	struct gathered again;
	struct err err = { .text = "" };
	struct buf first, second;

	for (size_t i = 0; i < g->count; i++)
		for (size_t k = 0; k < g->items[i].count; k++)
			fuzz_must(slice_trim(slice_of(g->items[i].voices[k])).len > 0, "a voice says something");
	print(g, &first);
	memory_put(AGAIN, slice_buf(&first));
	fuzz_must_of(gathered_read(&again, memory_sys(), AGAIN, &err), "it reads back", slice_of(err.text));
	print(&again, &second);
	fuzz_must_of(slice_equal(slice_buf(&first), slice_buf(&second)), "as it was", slice_buf(&second));
	gathered_release(&again);
	buf_release(&first);
	buf_release(&second);
}

static void check_review(const struct review *r)
{
	struct review again = { 0 };
	struct err err = { .text = "" };

	fuzz_must_of(review_save(r, memory_sys(), AGAIN, &err), "it can be saved", slice_of(err.text));
	fuzz_must(review_load(&again, memory_sys(), AGAIN, &err) == FILE_READ, "and loaded");
	fuzz_must(again.count == r->count, "with all that was decided");
	for (size_t i = 0; i < r->count; i++) {
		fuzz_must(review_get(&again, &r->items[i].voice) == r->items[i].choice, "as it was");
		fuzz_must(!i || memcmp(&r->items[i - 1].voice, &r->items[i].voice, sizeof(struct hash)) < 0,
			  "each once, in order");
	}
	review_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gathered gathered;
	struct review review = { 0 };
	struct err err = { .text = "" };

	fuzz_begin();
	memory_open();
	memory_put(FILE_NAME, (struct slice){ size ? (const char *)data : "", size });
	if (gathered_read(&gathered, memory_sys(), FILE_NAME, &err)) {
		check_gathered(&gathered);
		gathered_release(&gathered);
	} else {
		fuzz_must(*err.text, "a refusal has a reason");
	}
	if (review_load(&review, memory_sys(), FILE_NAME, &err) == FILE_READ)
		check_review(&review);
	else
		fuzz_must(!review.count, "what is refused decides nothing");
	review_release(&review);
	memory_close();
	return 0;
}
