/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A damaged workbook file: what can still be read in it makes a workbook that can be saved,
 * what one damage has not touched is there, and repairing the file keeps it as it was. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "answers/model.h"
#include "answers/reader.h"
#include "answers/salvage.h"
#include "answers/sidecar.h"
#include "answers/store.h"
#include "base/mem.h"
#include "book.h"
#include "fuzz.h"
#include "made.h"
#include "memory.h"

#define FILE_NAME "/w.json"

struct play {
	struct buf whole;	/* the file as the program has written it, empty: it never did */
	struct buf damaged;
	int damages;
};

/* ---- damage ---- */

/* A workbook as this program writes it. */
static void print_whole(struct slice book, struct buf *out)
{
	struct answers *a;
	struct err err = { .text = "" };

	fuzz_must_of(answers_read(&a, book, &err) && answers_print(a, out, &err),
		     "the workbook can be written", slice_of(err.text));
	answers_free(a);
}

enum { CUT, LOST, PUT, OVER, KINDS };

/* Something happens to a few bytes. */
static void damage(struct buf *b, struct fuzz_bytes *in)
{
	size_t at = fuzz_byte(in) << 8;
	unsigned how = 0;
	struct slice bytes;
	size_t lost;

	at = b->len ? (at | fuzz_byte(in)) % b->len : 0;
	how = fuzz_byte(in);
	lost = (how >> 2) % (b->len - at + 1);
	switch (how % KINDS) {
	case CUT:
		buf_splice(b, at, b->len - at, NULL, 0);
		break;
	case LOST:
		buf_splice(b, at, lost, NULL, 0);
		break;
	case PUT:
		bytes = fuzz_slice(in, lost % 16);
		buf_splice(b, at, 0, bytes.data, bytes.len);
		break;
	default:
		bytes = fuzz_slice(in, lost % 16);
		buf_splice(b, at, bytes.len, bytes.data, bytes.len);
	}
}

/* The first byte: a file of any bytes, or one of two workbooks and what happens to it. */
static void play_open(struct play *p, const uint8_t *data, size_t size)
{
	struct fuzz_bytes in = { data, size };
	unsigned options = fuzz_byte(&in);
	struct buf book;

	p->damages = 0;
	buf_init(&p->whole, FUZZ_MANY);
	buf_init(&p->damaged, FUZZ_MANY);
	if (options % 3 == 0) {
		buf_add_slice(&p->damaged, fuzz_slice(&in, in.left));
		return;
	}
	buf_init(&book, FUZZ_MANY);
	if (options % 3 == 1)
		buf_add_str(&book, book_words);
	else
		made_book(&in, &book);
	print_whole(slice_buf(&book), &p->whole);
	buf_release(&book);
	buf_add_slice(&p->damaged, slice_buf(&p->whole));
	for (; in.left; p->damages++)
		damage(&p->damaged, &in);
}

static void play_close(struct play *p)
{
	buf_release(&p->whole);
	buf_release(&p->damaged);
}

/* ---- what was found ---- */

/* Whether a layer with ID is there, with TEXT or a later one.  Damage may have moved it into
 * another entry. */
static bool is_there(const struct answers *a, const char *id, double clock, const char *text)
{
	bool found = false;

	for (int part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < a->parts[part].count; i++) {
			const struct model_entry *entry = &a->parts[part].entries[i];

			for (size_t k = 0; k < entry->count; k++) {
				const struct layer *layer = &entry->layers[k].shown;

				found = found || (strcmp(layer->id, id) == 0 &&
						  ((double)layer->clock > clock ||
						   strcmp(layer->text, text) == 0));
			}
		}
	return found;
}

/* The same for a step, a note or a reply. */
static bool is_item_there(const struct answers *a, const char *id, double clock)
{
	for (int part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < a->parts[part].count; i++)
			for (int kind = 0; kind < ITEM_HUNG; kind++) {
				const struct model_item *item =
					model_find_item(&a->parts[part].entries[i].items[kind], id);

				if (item && (double)item->shown.clock >= clock)
					return true;
			}
	return false;
}

/* It can be saved and opened again. */
static void check_saves(const struct answers *a)
{
	struct answers *back;
	struct err err = { .text = "" };
	struct buf out;

	buf_init(&out, ANSWERS_FILE_MAX);
	fuzz_must_of(answers_print(a, &out, &err), "what was found can be written",
		     slice_of(err.text));
	fuzz_must(answers_read(&back, slice_buf(&out), &err), "it can be read again");
	fuzz_must(model_equal(a, back), "it reads back as it was");
	fuzz_must(back->clock <= a->clock, "no clock in the file is greater than the workbook's");
	answers_free(back);
	buf_release(&out);
}

/* The layer at NODE of the whole file, if every byte of it is there. */
static void check_layer(const struct play *p, struct reader *r, struct node node,
			const struct answers *found)
{
	struct slice raw = reader_raw(r, node);
	const char *id = cJSON_GetObjectItemCaseSensitive(node.item, "id")->valuestring;
	const char *text = cJSON_GetObjectItemCaseSensitive(node.item, "text")->valuestring;
	double clock = cJSON_GetObjectItemCaseSensitive(node.item, "clock")->valuedouble;

	if (memmem(p->damaged.data, p->damaged.len, raw.data, raw.len))
		fuzz_must_of(found && is_there(found, id, clock, text), "a layer that is whole is found",
			     raw);
}

static void check_layers(const struct play *p, struct reader *r, struct node list,
			 const struct answers *found)
{
	for (struct node n = reader_first(list); n.item; n = reader_next(r, n))
		check_layer(p, r, n, found);
}

/* Whether ITEM has a text, or something that came of it. */
static bool says_something(const cJSON *item)
{
	bool says = false;

	for (const cJSON *n = item->child; n; n = n->next)
		says = says || cJSON_IsArray(n) || (cJSON_IsString(n) && *n->valuestring &&
						    strcmp(n->string, "id") != 0);
	return says;
}

/* Items with members that are not known, or that say nothing, may be anything where their list is
 * damaged. */
static void check_items(const struct play *p, struct reader *r, struct node list,
			const struct answers *found)
{
	for (struct node n = reader_first(list); n.item; n = reader_next(r, n)) {
		struct slice raw = reader_raw(r, n);
		const cJSON *id = cJSON_GetObjectItemCaseSensitive(n.item, "id");
		const cJSON *clock = cJSON_GetObjectItemCaseSensitive(n.item, "clock");

		if (!memmem(raw.data, raw.len, "oval", 4) && says_something(n.item) &&
		    memmem(p->damaged.data, p->damaged.len, raw.data, raw.len))
			fuzz_must_of(found && is_item_there(found, id->valuestring, clock->valuedouble),
				     "an item that is whole is found", raw);
	}
}

static bool is_items(const char *name)
{
	for (int kind = 0; name && kind < ITEM_HUNG; kind++)
		if (strcmp(name, item_form(kind)->list) == 0)
			return true;
	return false;
}

static void check_nodes(const struct play *p, struct reader *r, struct node node,
			const struct answers *found)
{
	for (struct node n = reader_first(node); n.item; n = reader_next(r, n)) {
		if (n.item->string && strcmp(n.item->string, "layers") == 0)
			check_layers(p, r, n, found);
		else if (cJSON_IsArray(n.item) && is_items(n.item->string))
			check_items(p, r, n, found);
		else if (cJSON_IsObject(n.item))
			check_nodes(p, r, n, found);
	}
}

/* Whether the damage has changed what was erased for good. */
static bool lost_list(const struct play *p)
{
	const char *list = strstr(p->whole.data, "\"forgotten\":"), *end;

	end = list ? strchr(list, ']') : NULL;
	return end && !memmem(p->damaged.data, p->damaged.len, list, (size_t)(end - list) + 1);
}

static void check_untouched(const struct play *p, const struct answers *found)
{
	struct reader r;
	struct err err = { .text = "" };

	fuzz_must_of(reader_open(&r, slice_buf(&p->whole), &err), "the whole file is JSON",
		     slice_of(err.text));
	check_nodes(p, &r, reader_root(&r), found);
	reader_close(&r);
}

/* ---- repairing ---- */

/* The file as it was is kept under another name. */
static void check_broken(const struct play *p)
{
	char *path = sidecar_broken(FILE_NAME, MEMORY_NOW, 1);
	struct slice kept = memory_get(path);

	fuzz_must(kept.data && slice_equal(kept, slice_buf(&p->damaged)), "the damaged file is kept");
	free(path);
}

static void check_repair(const struct play *p, const struct answers *found)
{
	struct store_place place = { FILE_NAME, NULL };
	struct store_offer offers[STORE_SOURCES];
	struct answers *saved;
	struct store *store;
	struct err err = { .text = "" };
	size_t offered;

	memory_open();
	memory_put(FILE_NAME, slice_buf(&p->damaged));
	offered = store_offers(memory_sys(), FILE_NAME, offers);
	fuzz_must(offered == (found != NULL), "what was found is offered");
	if (found) {
		fuzz_must_of(store_repair(&store, memory_sys(), &place, STORE_WRITE, STORE_SALVAGE, &err),
			     "it is repaired", slice_of(err.text));
		fuzz_must(model_equal(store_answers(store), found), "with what was found");
		fuzz_must(slice_equal(memory_get(FILE_NAME), slice_buf(&p->damaged)),
			  "the file stays until it is saved");
		fuzz_must_of(store_save(store, &err), "what was found can be saved", slice_of(err.text));
		store_close(store);
		fuzz_must_of(answers_read(&saved, memory_get(FILE_NAME), &err), "it can be opened again",
			     slice_of(err.text));
		fuzz_must(model_equal(saved, found), "it holds what was found");
		answers_free(saved);
		check_broken(p);
	}
	memory_close();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct play p;
	struct answers *found;

	fuzz_begin();
	play_open(&p, data, size);
	found = salvage_read(slice_buf(&p.damaged));
	if (found)
		check_saves(found);
	if (p.whole.len && p.damages <= 1 && !lost_list(&p))
		check_untouched(&p, found);
	check_repair(&p, found);
	answers_free(found);
	play_close(&p);
	return 0;
}
