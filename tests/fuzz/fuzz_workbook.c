/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workbook that can be read can be written, reads back as the same, and has lost no
 * member that this version does not know, not even a byte of one. */
#include <config.h>

#include <string.h>

#include "answers/items.h"
#include "answers/model.h"
#include "answers/reader.h"
#include "fuzz.h"
#include "memory.h"

/* Both files, opened as trees: what went in and what came out. */
struct pair {
	struct reader in, out;
};

static void compare(struct pair *p, struct node in, struct node out);

static struct node member(struct reader *r, struct node object, const char *name)
{
	struct node n = reader_first(object);

	while (n.item && strcmp(n.item->string, name) != 0)
		n = reader_next(r, n);
	return n;
}

static bool has_text(struct reader *r, struct node list, const char *text)
{
	struct node n = reader_first(list);

	while (n.item && strcmp(n.item->valuestring, text) != 0)
		n = reader_next(r, n);
	return n.item != NULL;
}

/* Each once, in whatever order. */
static bool are_same_texts(struct pair *p, struct node in, struct node out)
{
	for (struct node n = reader_first(in); n.item; n = reader_next(&p->in, n))
		if (!has_text(&p->out, out, n.item->valuestring))
			return false;
	for (struct node n = reader_first(out); n.item; n = reader_next(&p->out, n))
		if (!has_text(&p->in, in, n.item->valuestring))
			return false;
	return true;
}

/* Whether the file that went in says that ID was erased for good. */
static bool is_forgotten(struct pair *p, const char *id)
{
	struct node list = member(&p->in, reader_root(&p->in), "forgotten");

	return list.item && has_text(&p->in, list, id);
}

static bool is_list(struct node node, const char *name)
{
	return cJSON_IsArray(node.item) && strcmp(node.item->string, name) == 0;
}

static bool is_in(const char *name, const char *const *names)
{
	while (name && *names && strcmp(name, *names) != 0)
		names++;
	return name && *names;
}

/* Lists whose objects have ids, and may be written in another order. */
static const char *const lists[] = { "layers", "steps", "happened", "notes", "replies", NULL };

static bool has_ids(struct node node)
{
	return cJSON_IsArray(node.item) && is_in(node.item->string, lists);
}

/* Whether NODE says nothing, and so is not written. */
static bool says_nothing(struct pair *p, struct node node)
{
	static const char *const texts[] = { "at", "when", "then", "obstacle", "with", "look", "asked",
					     "from", "to", "quote", "on", "missing", NULL };

	if (is_list(node, "forgotten") || is_list(node, "rests"))
		return !node.item->child;
	if (cJSON_IsFalse(node.item))
		return strcmp(node.item->string, "open") == 0;
	if (cJSON_IsString(node.item))
		return !*node.item->valuestring && is_in(node.item->string, texts);
	if (!has_ids(node))
		return false;
	for (struct node n = reader_first(node); n.item; n = reader_next(&p->in, n)) {
		const cJSON *id = member(&p->in, n, "id").item;

		if (!cJSON_IsString(id) || !is_forgotten(p, id->valuestring))
			return false;
	}
	return true;
}

static struct node layer_with_id(struct reader *r, struct node list, const char *id)
{
	struct node n = reader_first(list);

	while (n.item && strcmp(member(r, n, "id").item->valuestring, id) != 0)
		n = reader_next(r, n);
	return n;
}

static void compare_members(struct pair *p, struct node in, struct node out)
{
	for (struct node n = reader_first(in); n.item; n = reader_next(&p->in, n)) {
		struct node same = member(&p->out, out, n.item->string);

		fuzz_must_of(same.item || says_nothing(p, n), "every member is still there",
			     slice_of(n.item->string));
		if (same.item)
			compare(p, n, same);
	}
}

/* They may have changed places. */
static void compare_layers(struct pair *p, struct node in, struct node out)
{
	for (struct node n = reader_first(in); n.item; n = reader_next(&p->in, n)) {
		const char *id = member(&p->in, n, "id").item->valuestring;
		struct node same = layer_with_id(&p->out, out, id);

		fuzz_must_of((same.item != NULL) == !is_forgotten(p, id),
			     "every layer is still there, unless it was erased", slice_of(id));
		if (same.item)
			compare(p, n, same);
	}
}

/* In their order: those of "rests". */
static void compare_each(struct pair *p, struct node in, struct node out)
{
	struct node same = reader_first(out);

	for (struct node n = reader_first(in); n.item; n = reader_next(&p->in, n)) {
		fuzz_must(same.item != NULL, "nothing that words rest on is lost");
		compare(p, n, same);
		same = reader_next(&p->out, same);
	}
	fuzz_must(!same.item, "words rest on nothing else");
}

/* Members whose value may be written in another way. */
static bool is_known(const char *name)
{
	static const char *const known[] = {
		"format", "version", "id", "clock", "page", "paragraph", "at", "question", "text", "open",
		"when", "then", "obstacle", "with", "look", "asked", "from", "to", "quote", "on", "missing", NULL
	};

	return is_in(name, known);
}

static void compare(struct pair *p, struct node in, struct node out)
{
	struct slice was = reader_raw(&p->in, in), is = reader_raw(&p->out, out);

	if (slice_equal(was, is))
		return;
	if (cJSON_IsObject(in.item) && cJSON_IsObject(out.item))
		compare_members(p, in, out);
	else if (has_ids(in) && has_ids(out))
		compare_layers(p, in, out);
	else if (is_list(in, "rests") && is_list(out, "rests"))
		compare_each(p, in, out);
	else if ((is_list(in, "forgotten") && is_list(out, "forgotten")) ||
		 (is_list(in, "share") && is_list(out, "share")))
		fuzz_must_of(are_same_texts(p, in, out), "what was erased is known, and who may see it", was);
	else
		fuzz_must_of(is_known(in.item->string) && cJSON_Compare(in.item, out.item, true),
			     "no value has changed", was);
}

static void compare_files(struct slice in, struct slice out)
{
	struct pair p;
	struct err err;

	fuzz_must(reader_open(&p.in, in, &err) && reader_open(&p.out, out, &err), "both are JSON");
	compare(&p, reader_root(&p.in), reader_root(&p.out));
	reader_close(&p.in);
	reader_close(&p.out);
}

/* Prints A, checks that it reads back as it was, and leaves the bytes in OUT. */
static void print(const struct answers *a, struct buf *out)
{
	struct answers *back;
	struct err err = { .text = "" };

	fuzz_must_of(answers_print(a, out, &err), "it can be written", slice_of(err.text));
	fuzz_must(answers_read(&back, slice_buf(out), &err), "it can be read again");
	fuzz_must(model_equal(a, back), "it reads back as it was");
	answers_free(back);
}

/* Writes on, and finds the words; what stood before is still there. */
static void write_on(struct answers *a, const char *id)
{
	struct answers_change change = {
		.part = PART_ANSWERS, .id = id, .question = slice_of("What else?"),
		.text = slice_of("These words, typed now."), .now = MEMORY_NOW,
	};
	size_t before = answers_layers(a, PART_ANSWERS, id);

	answers_set_place(a, "somewhere else", 1 + answers_place(a).paragraph / 2);
	if (answers_write(a, memory_sys(), &change))
		fuzz_must(answers_layers(a, PART_ANSWERS, id) == before + 1, "no layer is gone");
	fuzz_must(slice_is(change.text, answers_newest(a, PART_ANSWERS, id)->text),
		  "the words are the newest");
}

/* Begins a step, says what came of it and who may see it, and erases it. */
static void step_on(struct answers *a, const char *id)
{
	struct item_change put = {
		.part = PART_ANSWERS, .id = id, .kind = ITEM_STEP, .now = MEMORY_NOW,
		.text = { [STEP_WHEN] = slice_of("At the gate"), [STEP_THEN] = slice_of("I ask.") },
	};
	struct answers_change change = {
		.part = PART_ANSWERS, .id = id, .question = slice_of("And?"), .text = slice_of("They did."),
		.now = MEMORY_NOW,
	};
	struct answers_erasure what = { SCOPE_ITEM, PART_ANSWERS, id, NULL };
	struct item rest = { .text = { "These words", "saw", "" } };
	const struct item *step = answers_put_item(a, memory_sys(), &put);
	size_t before = answers_items(a, PART_ANSWERS, id, ITEM_STEP);
	struct err err;
	struct buf out;

	fuzz_must(answers_write_happened(a, memory_sys(), step->id, &change), "what came of it is kept");
	answers_set_share(a, PART_ANSWERS, id, (bool[]){ true, false });
	fuzz_must(answers_is_shared(a, PART_ANSWERS, id, AUDIENCE_MENTOR) &&
		  !answers_is_shared(a, PART_ANSWERS, id, AUDIENCE_GROUP), "who may see it is as chosen");
	answers_set_rests(a, memory_sys(), &change, &rest, 1);
	fuzz_must(answers_rests(answers_newest(a, PART_ANSWERS, id)) == 1, "it rests on one thing");
	buf_init(&out, ANSWERS_FILE_MAX);
	print(a, &out);
	what.layer = step->id;
	if (answers_forget(a, &what, &err))
		fuzz_must(answers_items(a, PART_ANSWERS, id, ITEM_STEP) == before - 1, "one step is gone");
	buf_clear(&out);
	print(a, &out);
	buf_release(&out);
}

/* Erases part of the workbook, and then the rest. */
static void erase(struct answers *a)
{
	struct answers_erasure what = { .scope = SCOPE_LAYER };
	const struct layer *layer;
	struct err err;
	struct buf out;
	char id[256];

	for (int part = 0; part < PART_COUNT; part++) {
		what.part = (enum answers_part)part;
		if (!answers_count(a, what.part))
			continue;
		what.id = answers_entry_id(a, what.part, 0);
		layer = answers_newest(a, what.part, what.id);
		if (!layer)
			continue;
		what.layer = strcpy(id, layer->id);
		fuzz_must(!answers_is_forgotten(a, id), "no layer stands that was erased");
		if (answers_forget(a, &what, &err))
			fuzz_must(answers_is_forgotten(a, id), "what is erased is known");
	}
	buf_init(&out, ANSWERS_FILE_MAX);
	print(a, &out);
	buf_clear(&out);
	if (answers_forget(a, &(struct answers_erasure){ .scope = SCOPE_ALL }, &err))
		for (int part = 0; part < PART_COUNT; part++)
			fuzz_must(!answers_count(a, (enum answers_part)part), "nothing is left");
	print(a, &out);
	buf_release(&out);
}

static void check(struct answers *a, struct slice in)
{
	struct buf out;

	buf_init(&out, ANSWERS_FILE_MAX);
	print(a, &out);
	compare_files(in, slice_buf(&out));
	if (!answers_is_full(a)) {
		write_on(a, "one");
		if (answers_count(a, PART_ANSWERS))
			write_on(a, answers_entry_id(a, PART_ANSWERS, 0));
		step_on(a, "one");
		buf_clear(&out);
		print(a, &out);
		erase(a);
	}
	buf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice in = { size ? (const char *)data : "", size };
	struct err err = { .text = "" };
	struct answers *a;

	fuzz_begin();
	if (!answers_read(&a, in, &err)) {
		fuzz_must(err.text[0], "a refusal has a reason");
		return 0;
	}
	if (answers_is_newer(a)) {
		struct buf out;

		buf_init(&out, ANSWERS_FILE_MAX);
		fuzz_must(!answers_print(a, &out, &err) && err.kind == ERR_NEWER && !out.len,
			  "what a newer version wrote is not written");
		buf_release(&out);
	} else {
		check(a, in);
	}
	answers_free(a);
	return 0;
}
