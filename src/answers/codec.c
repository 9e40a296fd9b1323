/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads and prints the workbook file; the one place that knows its members. */
#include <config.h>

#include "answers/codec.h"

#include <limits.h>
#include <string.h>

#include "answers/builder.h"
#include "answers/reader.h"
#include "base/intl.h"
#include "base/mem.h"

static const char format[] = "leaderplus-workbook";
enum { VERSION = 1 };

static const char *const part_names[PART_COUNT] = {
	[PART_ANSWERS] = "answers",
	[PART_LENSES] = "lenses",
	[PART_GUARDS] = "guards",
};

const char *codec_part_name(int part)
{
	return part_names[part];
}

/* For a node that reader_members has checked. */
static char *copy_text(struct node node)
{
	return mem_string(node.item->valuestring);
}

static int64_t number(struct node node)
{
	return (int64_t)node.item->valuedouble;
}

/* In the order in which layers are written. */
enum { LAYER_ID, LAYER_CLOCK, LAYER_AT, LAYER_QUESTION, LAYER_TEXT, LAYER_FIELDS };

static bool read_layer(struct reader *r, struct node node, struct model_layer *layer)
{
	static const struct field fields[LAYER_FIELDS] = {
		[LAYER_ID] = { "id", WANT_TEXT, true, 1, MODEL_TEXT_MAX },
		[LAYER_CLOCK] = { "clock", WANT_NUMBER, true, 0, MODEL_CLOCK_MAX },
		[LAYER_AT] = { "at", WANT_TEXT, true, 0, MODEL_TEXT_MAX },
		[LAYER_QUESTION] = { "question", WANT_TEXT, true, 0, ANSWERS_TEXT_MAX },
		[LAYER_TEXT] = { "text", WANT_TEXT, true, 0, ANSWERS_TEXT_MAX },
	};
	static const struct field whole = { .want = WANT_OBJECT };
	struct node found[LAYER_FIELDS];

	if (!reader_check(r, node, &whole) ||
	    !reader_members(r, node, fields, LAYER_FIELDS, found, &layer->extras))
		return false;
	layer->shown = (struct layer){
		.id = copy_text(found[LAYER_ID]),
		.clock = number(found[LAYER_CLOCK]),
		.at = copy_text(found[LAYER_AT]),
		.question = copy_text(found[LAYER_QUESTION]),
		.text = copy_text(found[LAYER_TEXT]),
	};
	return true;
}

static bool read_layers(struct reader *r, struct node list, struct model_entry *entry)
{
	size_t outer = reader_enter(r, "layers"), index = 0;
	bool ok = true;

	for (struct node n = reader_first(list); n.item && (ok || reader_goes_on(r));
	     n = reader_next(r, n)) {
		size_t inner = reader_enter_item(r, index++);

		ok = read_layer(r, n, model_add_layer(entry)) && ok;
		reader_leave(r, inner);
	}
	if (ok && !model_sort_layers(entry))
		ok = reader_fail(r, list, ERR_SYNTAX, _("two layers here have the same id"));
	reader_leave(r, outer);
	return ok;
}

static bool read_entry(struct reader *r, struct node node, struct model_part *part,
		       const struct ids *forgotten)
{
	static const struct field fields[] = { { "layers", WANT_ARRAY, false, 0, 0 } };
	static const struct field whole = { .want = WANT_OBJECT };
	size_t outer = reader_enter(r, node.item->string);
	struct model_entry *entry = model_add_entry(part, node.item->string);
	struct node layers;
	bool ok = reader_check(r, node, &whole) &&
		  reader_members(r, node, fields, 1, &layers, &entry->extras) &&
		  (!layers.item || read_layers(r, layers, entry));

	reader_leave(r, outer);
	/* What was erased for good has no place, whoever put it back. */
	if (ok)
		(void)model_drop_forgotten(entry, forgotten);
	return ok;
}

static bool read_part(struct reader *r, struct node node, const char *name,
		      struct model_part *part, const struct ids *forgotten)
{
	size_t outer = reader_enter(r, name);
	bool ok = true;

	for (struct node n = reader_first(node); n.item && (ok || reader_goes_on(r));
	     n = reader_next(r, n))
		ok = read_entry(r, n, part, forgotten) && ok;
	reader_leave(r, outer);
	return ok;
}

static bool read_pack(struct reader *r, struct node node, struct answers *a)
{
	static const struct field fields[] = {
		{ "id", WANT_TEXT, true, 1, MODEL_TEXT_MAX },
		{ "version", WANT_TEXT, true, 0, MODEL_TEXT_MAX },
	};
	struct node found[ARRAY_LEN(fields)];
	size_t outer = reader_enter(r, "pack");
	bool ok = reader_members(r, node, fields, ARRAY_LEN(fields), found, &a->pack_extras);

	reader_leave(r, outer);
	if (!ok)
		return false;
	a->pack_id = copy_text(found[0]);
	a->pack_version = copy_text(found[1]);
	return true;
}

static bool read_place(struct reader *r, struct node node, struct answers *a)
{
	static const struct field fields[] = {
		{ "clock", WANT_NUMBER, true, 0, MODEL_CLOCK_MAX },
		{ "page", WANT_TEXT, true, 0, MODEL_TEXT_MAX },
		{ "paragraph", WANT_NUMBER, true, 0, INT_MAX },
	};
	struct node found[ARRAY_LEN(fields)];
	size_t outer = reader_enter(r, "place");
	bool ok = reader_members(r, node, fields, ARRAY_LEN(fields), found, &a->place_extras);

	reader_leave(r, outer);
	if (!ok)
		return false;
	a->place = (struct answers_place){
		.clock = number(found[0]),
		.page = copy_text(found[1]),
		.paragraph = (long)number(found[2]),
	};
	return true;
}

static bool read_forgotten(struct reader *r, struct node list, struct ids *ids)
{
	static const struct field id = { .want = WANT_TEXT, .min = 1, .max = MODEL_TEXT_MAX };
	size_t outer = reader_enter(r, "forgotten"), index = 0;
	bool ok = true;

	for (struct node n = reader_first(list); n.item && (ok || reader_goes_on(r));
	     n = reader_next(r, n)) {
		size_t inner = reader_enter_item(r, index++);

		if (reader_check(r, n, &id))
			ids_add(ids, n.item->valuestring);
		else
			ok = false;
		reader_leave(r, inner);
	}
	reader_leave(r, outer);
	ids_settle(ids);
	return ok;
}

/* The greatest clock in ITEM: those inside members that we do not know count too, for
 * a later version compares them with ours.  The tree is at most JSON_DEPTH deep. */
static int64_t greatest_clock(const cJSON *item)
{
	int64_t greatest = 0;

	for (const cJSON *n = item->child; n; n = n->next) {
		int64_t clock = greatest_clock(n);

		if (n->string && strcmp(n->string, "clock") == 0 && cJSON_IsNumber(n) &&
		    n->valuedouble >= 0 && n->valuedouble <= (double)MODEL_CLOCK_MAX)
			clock = (int64_t)n->valuedouble;
		if (clock > greatest)
			greatest = clock;
	}
	return greatest;
}

enum { TOP_FORMAT, TOP_VERSION, TOP_ID, TOP_PACK, TOP_PLACE, TOP_FORGOTTEN, TOP_PARTS,
       TOP_FIELDS = TOP_PARTS + PART_COUNT };

static bool read_top(struct reader *r, struct answers *a)
{
	static const struct field fields[TOP_FIELDS] = {
		[TOP_FORMAT] = { "format", WANT_TEXT, true, 1, MODEL_TEXT_MAX },
		[TOP_VERSION] = { "version", WANT_NUMBER, true, 1, MODEL_CLOCK_MAX },
		[TOP_ID] = { "id", WANT_TEXT, true, 1, MODEL_TEXT_MAX },
		[TOP_PACK] = { "pack", WANT_OBJECT, true, 0, 0 },
		[TOP_PLACE] = { "place", WANT_OBJECT, false, 0, 0 },
		[TOP_FORGOTTEN] = { "forgotten", WANT_ARRAY, false, 0, 0 },
		[TOP_PARTS + PART_ANSWERS] = { "answers", WANT_OBJECT, false, 0, 0 },
		[TOP_PARTS + PART_LENSES] = { "lenses", WANT_OBJECT, false, 0, 0 },
		[TOP_PARTS + PART_GUARDS] = { "guards", WANT_OBJECT, false, 0, 0 },
	};
	struct node found[TOP_FIELDS];
	bool ok = reader_members(r, reader_root(r), fields, TOP_FIELDS, found, &a->extras);

	if (ok || (reader_goes_on(r) && found[TOP_PACK].item))
		ok = read_pack(r, found[TOP_PACK], a) && ok;
	if (found[TOP_ID].item)
		a->id = copy_text(found[TOP_ID]);
	if (!found[TOP_PLACE].item)
		a->place.page = mem_string("");
	else if (ok || reader_goes_on(r))
		ok = read_place(r, found[TOP_PLACE], a) && ok;
	if (found[TOP_FORGOTTEN].item && (ok || reader_goes_on(r)))
		ok = read_forgotten(r, found[TOP_FORGOTTEN], &a->forgotten) && ok;
	for (int part = 0; part < PART_COUNT && (ok || reader_goes_on(r)); part++) {
		struct node node = found[TOP_PARTS + part];

		if (node.item)
			ok = read_part(r, node, part_names[part], &a->parts[part],
				       &a->forgotten) && ok;
	}
	a->clock = greatest_clock(r->tree);
	return ok;
}

/* What the file says that it is; before anything else, so that the message is about that. */
static bool read_kind(struct reader *r, struct answers *a)
{
	const cJSON *kind = cJSON_GetObjectItemCaseSensitive(r->tree, "format");
	const cJSON *version = cJSON_GetObjectItemCaseSensitive(r->tree, "version");

	if (!cJSON_IsObject(r->tree) || !cJSON_IsString(kind) ||
	    strcmp(kind->valuestring, format) != 0)
		return reader_fail(r, reader_root(r), ERR_SYNTAX,
				   _("this file is not a leaderplus workbook"));
	a->newer = cJSON_IsNumber(version) && version->valuedouble >= VERSION + 1;
	return true;
}

static const char unreadable[] = N_("a newer version of leaderplus wrote this file, and this "
				     "version cannot read it");

bool codec_read(struct answers *a, struct slice json, struct err *err)
{
	struct reader r;
	bool ok = reader_open(&r, json, err) && read_kind(&r, a) && read_top(&r, a);

	if (!ok && a->newer)
		err_set(err, ERR_NEWER, "%s", _(unreadable));
	reader_close(&r);
	return ok;
}

bool codec_check(struct answers *a, struct slice json, const struct report *report)
{
	struct reader r;
	struct err ignored;
	bool ok;

	if (!json_check_told(json, report, &ignored))
		return false;
	ok = reader_open(&r, json, &ignored);
	r.report = report;
	ok = ok && read_kind(&r, a);
	/* What a newer version means by its members is not for us to judge. */
	if (ok && a->newer)
		r.report = NULL;
	ok = ok && read_top(&r, a);
	if (!ok && a->newer)
		report->add(report->context, &(struct finding){ .line = 1, .what = _(unreadable) });
	reader_close(&r);
	return ok;
}

static void put_extras(struct builder *b, cJSON *object, const struct extras *extras)
{
	for (size_t i = 0; i < extras->count; i++)
		build_raw(b, object, extras->items[i].name, extras->items[i].json);
}

static void put_layer(struct builder *b, cJSON *list, const struct model_layer *layer)
{
	cJSON *object = build_object(b, list, NULL);

	build_text(b, object, "id", layer->shown.id);
	build_number(b, object, "clock", layer->shown.clock);
	build_text(b, object, "at", layer->shown.at);
	build_text(b, object, "question", layer->shown.question);
	build_text(b, object, "text", layer->shown.text);
	put_extras(b, object, &layer->extras);
}

static void put_layers(struct builder *b, cJSON *object, const struct model_entry *entry,
		       size_t first)
{
	cJSON *list = build_array(b, object, "layers");

	for (size_t i = first; i < entry->count; i++)
		put_layer(b, list, &entry->layers[i]);
}

static void put_entry(struct builder *b, cJSON *part, const struct model_entry *entry)
{
	cJSON *object = build_object(b, part, entry->id);

	if (entry->count)
		put_layers(b, object, entry, 0);
	put_extras(b, object, &entry->extras);
}

/* Begins the pack's object, which is lent. */
static cJSON *put_head(struct builder *b, cJSON *top, const struct answers *a)
{
	cJSON *pack;

	build_text(b, top, "format", format);
	build_number(b, top, "version", VERSION);
	build_text(b, top, "id", a->id);
	pack = build_object(b, top, "pack");
	build_text(b, pack, "id", a->pack_id);
	build_text(b, pack, "version", a->pack_version);
	return pack;
}

static cJSON *put_place(struct builder *b, cJSON *top, const struct answers *a)
{
	cJSON *place = build_object(b, top, "place");

	build_number(b, place, "clock", a->place.clock);
	build_text(b, place, "page", a->place.page);
	build_number(b, place, "paragraph", a->place.paragraph);
	return place;
}

static void put_forgotten(struct builder *b, cJSON *top, const struct ids *ids)
{
	cJSON *list = ids->count ? build_array(b, top, "forgotten") : NULL;

	for (size_t i = 0; i < ids->count; i++)
		build_text(b, list, NULL, ids->items[i]);
}

bool codec_print(const struct answers *a, struct buf *out, struct err *err)
{
	struct builder b;
	cJSON *top = build_begin(&b);

	put_extras(&b, put_head(&b, top, a), &a->pack_extras);
	put_extras(&b, put_place(&b, top, a), &a->place_extras);
	for (int part = 0; part < PART_COUNT; part++) {
		cJSON *object = build_object(&b, top, part_names[part]);

		for (size_t i = 0; i < a->parts[part].count; i++)
			put_entry(&b, object, &a->parts[part].entries[i]);
	}
	put_forgotten(&b, top, &a->forgotten);
	put_extras(&b, top, &a->extras);
	return build_print(&b, out, err);
}

/* The layers of each entry are in the order of their clocks. */
static size_t first_since(const struct model_entry *entry, int64_t since)
{
	size_t first = entry->count;

	while (first > 0 && entry->layers[first - 1].shown.clock > since)
		first--;
	return first;
}

bool codec_print_since(const struct answers *a, int64_t since, struct buf *out, struct err *err)
{
	struct builder b;
	cJSON *top = build_begin(&b);

	put_head(&b, top, a);
	if (a->place.clock > since) {
		put_place(&b, top, a);
		put_forgotten(&b, top, &a->forgotten);
	}
	for (int part = 0; part < PART_COUNT; part++) {
		cJSON *object = build_object(&b, top, part_names[part]);

		for (size_t i = 0; i < a->parts[part].count; i++) {
			const struct model_entry *entry = &a->parts[part].entries[i];
			size_t first = first_since(entry, since);

			if (first < entry->count)
				put_layers(&b, build_object(&b, object, entry->id), entry, first);
		}
	}
	return build_print(&b, out, err);
}
