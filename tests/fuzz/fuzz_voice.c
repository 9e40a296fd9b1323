/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A copy for the group: what is read is what the check lets pass, is printed as one line that reads back the
 * same, and holds nothing but what a copy may. */
#include <config.h>

#include <string.h>

#include "answers/voice.h"
#include "base/mem.h"
#include "fuzz.h"

static void ignore(void *context, const struct finding *finding)
{
	(void)context;
	fuzz_must(finding->what && *finding->what, "a finding says something");
}

static void print(const struct voice_copy *c, struct buf *out)
{
	struct err err = { .text = "" };

	buf_init(out, FUZZ_MANY);
	fuzz_must_of(voice_print(c, out, &err), "what was read can be printed", slice_of(err.text));
	fuzz_must(!memchr(out->data, '\n', out->len), "it is one line");
}

static void check_copy(const struct voice_copy *c)
{
	struct voice_copy again;
	struct err err = { .text = "" };
	struct buf out, second;

	for (size_t i = 0; i < c->count; i++) {
		fuzz_must(slice_trim(slice_of(c->voices[i].text)).len > 0, "a voice says something");
		fuzz_must(strlen(c->voices[i].id) <= 64, "an id is short");
	}
	print(c, &out);
	fuzz_must(voice_is_copy(slice_buf(&out)), "it says what it is");
	fuzz_must_of(voice_read(&again, slice_buf(&out), &err), "it reads back", slice_of(err.text));
	fuzz_must(again.count == c->count && again.clock == c->clock && strcmp(again.key, c->key) == 0,
		  "as it was");
	print(&again, &second);
	fuzz_must_of(slice_equal(slice_buf(&out), slice_buf(&second)), "the same bytes", slice_buf(&second));
	voice_release(&again);
	buf_release(&second);
	buf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct slice json = { size ? (const char *)data : "", size };
	const struct report report = { .add = ignore };
	struct voice_copy copy;
	struct err err = { .text = "" };
	bool read;

	fuzz_begin();
	read = voice_read(&copy, json, &err);
	fuzz_must(read || *err.text, "a refusal has a reason");
	fuzz_must(read == voice_check(json, &report), "reading and checking agree");
	if (read) {
		check_copy(&copy);
		voice_release(&copy);
	}
	return 0;
}
