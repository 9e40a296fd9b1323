/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file that is gathered: whatever it is, what comes out are copies, one a key in their order; a fold of
 * that gives the same, and what people may see of it is read back as it was. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "answers/gathered.h"
#include "base/mem.h"
#include "book.h"
#include "fuzz.h"
#include "memory.h"
#include "workbook/voices.h"

#define FILE_NAME "/in.ndjson"
#define MEMORY ((size_t)1 << 20)

static void ignore(void *context, const struct finding *finding)
{
	(void)context;
	fuzz_must(finding->what && *finding->what, "what is passed over is told");
}

static struct fold *open_fold(void)
{
	const struct fold_request request = {
		.sys = memory_sys(), .folder = "/", .memory = MEMORY, .passed = { .add = ignore },
	};
	struct fold *fold = fold_new(&request);
	struct err err = { .text = "" };

	fuzz_must_of(fold_add_path(fold, FILE_NAME, &err), "a file is gathered or passed over",
		     slice_of(err.text));
	return fold;
}

static bool put(void *context, struct slice bytes, struct err *err)
{
	(void)err;
	buf_add_slice(context, bytes);
	return true;
}

/* The fold of the file, which is one itself. */
static void fold_file(struct buf *out)
{
	const struct voices_sink sink = { put, out };
	struct fold *fold = open_fold();
	struct err err = { .text = "" };

	buf_init(out, FUZZ_MANY);
	fuzz_must_of(voices_put_fold(fold, &sink, &err), "it is written", slice_of(err.text));
	fold_free(fold);
}

/* Keys rise from line to line; whether there are any. */
static bool check_keys(void)
{
	struct fold *fold = open_fold();
	struct voice_copy copy;
	struct slice line;
	struct err err = { .text = "" };
	char *last = mem_string("");
	bool any;

	while (fold_next(fold, &line, &err) == SORT_RECORD) {
		fuzz_must_of(voice_read(&copy, line, &err), "each line is a copy", line);
		fuzz_must_of(strcmp(last, copy.key) < 0, "each key stands once, in order", line);
		free(last);
		last = mem_string(copy.key);
		voice_release(&copy);
	}
	any = *last;
	free(last);
	fold_free(fold);
	return any;
}

/* What people see is read back. */
static void check_gathered(void)
{
	struct buf lines;
	const struct voices_sink sink = { put, &lines };
	const struct review review = { 0 };
	struct pack *book = book_load();
	struct voices_request request = {
		.sys = memory_sys(), .folder = "/", .memory = MEMORY, .pack = book, .floor = 1,
	};
	struct voices *voices = voices_new(&request);
	struct fold *fold = open_fold();
	struct gathered gathered;
	struct err err = { .text = "" };

	buf_init(&lines, FUZZ_MANY);
	fuzz_must(voices_add_fold(voices, fold, &err) && voices_put_lines(voices, &sink, &err), err.text);
	memory_put("/voices.ndjson", slice_buf(&lines));
	fuzz_must(!gathered_read(&gathered, memory_sys(), "/voices.ndjson", &err) && err.kind == ERR_USAGE,
		  "nobody has looked at it");
	voices_free(voices);
	fold_free(fold);
	/* Looked at, and nothing was kept. */
	request.review = &review;
	voices = voices_new(&request);
	fold = open_fold();
	buf_clear(&lines);
	fuzz_must(voices_add_fold(voices, fold, &err) && voices_put_lines(voices, &sink, &err), err.text);
	memory_put("/voices.ndjson", slice_buf(&lines));
	fuzz_must_of(gathered_read(&gathered, memory_sys(), "/voices.ndjson", &err), "it is read",
		     slice_of(err.text));
	fuzz_must(gathered.count == 0, "what was not kept is not in it");
	gathered_release(&gathered);
	voices_free(voices);
	fold_free(fold);
	pack_free(book);
	buf_release(&lines);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf first, second;

	fuzz_begin();
	memory_open();
	memory_put(FILE_NAME, (struct slice){ size ? (const char *)data : "", size });
	if (check_keys())
		check_gathered();
	fold_file(&first);
	memory_put(FILE_NAME, slice_buf(&first));
	fold_file(&second);
	fuzz_must_of(slice_equal(slice_buf(&first), slice_buf(&second)), "a fold of a fold is the same",
		     slice_buf(&second));
	buf_release(&first);
	buf_release(&second);
	memory_close();
	return 0;
}
