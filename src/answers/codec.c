/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the workbook file; with codec_print.c and codec_item.c the one place that knows its
 * members. */
#include <config.h>

#include "answers/codec.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "answers/codec_own.h"
#include "base/intl.h"
#include "base/mem.h"

static const char *const part_names[PART_COUNT] = {
	[PART_ANSWERS] = "answers",
	[PART_LENSES] = "lenses",
	[PART_GUARDS] = "guards",
};

const char *codec_part_name(int part)
{
	return part_names[part];
}

const char *codec_format(enum answers_kind kind)
{
	static const char *const formats[KIND_COUNT] = {
		[KIND_WORKBOOK] = "leaderplus-workbook",
		[KIND_COPY] = "leaderplus-share",
		[KIND_ROOM] = "leaderplus-room",
	};

	return formats[kind];
}

char *codec_text(struct node node)
{
	return mem_string(node.item->valuestring);
}

int64_t codec_number(struct node node)
{
	return (int64_t)node.item->valuedouble;
}

/* In the order in which layers are written. */
enum { LAYER_ID, LAYER_CLOCK, LAYER_AT, LAYER_QUESTION, LAYER_TEXT, LAYER_OPEN,
       LAYER_RESTS, LAYER_FIELDS };

static bool read_layer(struct reader *r, struct node node, struct model_layer *layer)
{
	static const struct field fields[LAYER_FIELDS] = {
		[LAYER_ID] = { "id", WANT_TEXT, true, 1, MODEL_TEXT_MAX },
		[LAYER_CLOCK] = { "clock", WANT_NUMBER, true, 0, MODEL_CLOCK_MAX },
		[LAYER_AT] = { "at", WANT_TEXT, true, 0, MODEL_TEXT_MAX },
		[LAYER_QUESTION] = { "question", WANT_TEXT, true, 0, ANSWERS_TEXT_MAX },
		[LAYER_TEXT] = { "text", WANT_TEXT, true, 0, ANSWERS_TEXT_MAX },
		[LAYER_OPEN] = { "open", WANT_FLAG, false, 0, 0 },
		[LAYER_RESTS] = { "rests", WANT_ARRAY, false, 0, 0 },
	};
	static const struct field whole = { .want = WANT_OBJECT };
	struct node found[LAYER_FIELDS];
	bool ok;

	if (!reader_check(r, node, &whole))
		return false;
	ok = reader_members(r, node, fields, LAYER_FIELDS, found, &layer->extras);
	if (found[LAYER_RESTS].item)
		ok = codec_read_items(r, found[LAYER_RESTS], ITEM_REST, &layer->rests) && ok;
	if (!ok)
		return false;
	layer->shown = (struct layer){
		.id = codec_text(found[LAYER_ID]),
		.clock = codec_number(found[LAYER_CLOCK]),
		.at = codec_text(found[LAYER_AT]),
		.question = codec_text(found[LAYER_QUESTION]),
		.text = codec_text(found[LAYER_TEXT]),
		.open = found[LAYER_OPEN].item && cJSON_IsTrue(found[LAYER_OPEN].item),
	};
	return true;
}

bool codec_read_layers(struct reader *r, struct node list, const char *name,
		       struct model_entry *entry)
{
	size_t outer = reader_enter(r, name), index = 0;
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

enum { ENTRY_LAYERS, ENTRY_SHARE, ENTRY_SEEN, ENTRY_ITEMS, ENTRY_FIELDS = ENTRY_ITEMS + ITEM_HUNG };

static bool read_members(struct reader *r, struct node node, struct model_entry *entry)
{
	struct field fields[ENTRY_FIELDS] = {
		[ENTRY_LAYERS] = { "layers", WANT_ARRAY, false, 0, 0 },
		[ENTRY_SHARE] = { "share", WANT_ARRAY, false, 0, 0 },
		[ENTRY_SEEN] = { "seen", WANT_OBJECT, false, 0, 0 },
	};
	struct node found[ENTRY_FIELDS];
	bool ok;

	for (int kind = 0; kind < ITEM_HUNG; kind++)
		fields[ENTRY_ITEMS + kind] = (struct field){ item_form(kind)->list, WANT_ARRAY,
							     false, 0, 0 };
	ok = reader_members(r, node, fields, ENTRY_FIELDS, found, &entry->extras);
	if (found[ENTRY_LAYERS].item && (ok || reader_goes_on(r)))
		ok = codec_read_layers(r, found[ENTRY_LAYERS], "layers", entry) && ok;
	entry->has_share = found[ENTRY_SHARE].item != NULL;
	if (entry->has_share && (ok || reader_goes_on(r)))
		ok = codec_read_ids(r, found[ENTRY_SHARE], "share", &entry->share) && ok;
	if (found[ENTRY_SEEN].item && (ok || reader_goes_on(r)))
		ok = codec_read_seen(r, found[ENTRY_SEEN], &entry->seen) && ok;
	for (int kind = 0; kind < ITEM_HUNG && (ok || reader_goes_on(r)); kind++)
		if (found[ENTRY_ITEMS + kind].item)
			ok = codec_read_items(r, found[ENTRY_ITEMS + kind], kind,
					      &entry->items[kind]) && ok;
	return ok;
}

/* Whether ITEM, a copy that was parted, stands where merging would put it, and nothing hangs there. */
static bool is_parted(const struct model_item *item)
{
	char *id = model_parted_id(item);
	bool is = strcmp(id, item->shown.id) == 0 && !item->extras.count &&
		!(item->happened && item->happened->count);

	free(id);
	return is;
}

/* Else somebody went on with it, by hand or otherwise: it is at home where it stands. */
static void settle_in(struct model_entry *entry)
{
	for (int kind = 0; kind < ITEM_HUNG; kind++)
		for (size_t i = 0; i < entry->items[kind].count; i++) {
			struct model_item *item = &entry->items[kind].items[i];

			if (*item->of && !is_parted(item))
				model_settle_in(entry, item);
		}
}

static bool read_entry(struct reader *r, struct node node, struct model_part *part,
		       const struct ids *forgotten)
{
	static const struct field whole = { .want = WANT_OBJECT };
	size_t outer = reader_enter(r, node.item->string);
	struct model_entry *entry = model_add_entry(part, node.item->string);
	bool ok = reader_check(r, node, &whole) && read_members(r, node, entry);

	reader_leave(r, outer);
	/* What was erased for good has no place, whoever put it back. */
	if (ok) {
		(void)model_drop_forgotten(entry, forgotten);
		settle_in(entry);
		model_settle_seen(entry, forgotten);
	}
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
	a->pack_id = codec_text(found[0]);
	a->pack_version = codec_text(found[1]);
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
		.clock = codec_number(found[0]),
		.page = codec_text(found[1]),
		.paragraph = (long)codec_number(found[2]),
	};
	return true;
}

bool codec_read_ids(struct reader *r, struct node list, const char *name, struct ids *ids)
{
	static const struct field id = { .want = WANT_TEXT, .min = 1, .max = MODEL_TEXT_MAX };
	size_t outer = reader_enter(r, name), index = 0;
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

static void raise_clock(struct answers *a, const struct seen *seen)
{
	for (size_t i = 0; i < seen->count; i++)
		if (a->clock < seen->items[i].clock)
			a->clock = seen->items[i].clock;
}

/* The last two are members of a copy alone. */
enum { TOP_FORMAT, TOP_VERSION, TOP_ID, TOP_PACK, TOP_PLACE, TOP_FORGOTTEN, TOP_PARTS,
       TOP_FOR = TOP_PARTS + PART_COUNT, TOP_LANGUAGE, TOP_FIELDS };

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
		[TOP_FOR] = { "for", WANT_TEXT, true, 1, MODEL_TEXT_MAX },
		[TOP_LANGUAGE] = { "language", WANT_TEXT, true, 0, MODEL_TEXT_MAX },
	};
	struct node found[TOP_FIELDS] = { { NULL, 0 } };
	bool ok = reader_members(r, reader_root(r), fields,
				 a->kind == KIND_COPY ? TOP_FIELDS : TOP_FOR, found, &a->extras);

	if (ok || (reader_goes_on(r) && found[TOP_PACK].item))
		ok = read_pack(r, found[TOP_PACK], a) && ok;
	if (found[TOP_ID].item)
		a->id = codec_text(found[TOP_ID]);
	a->language = found[TOP_LANGUAGE].item ? codec_text(found[TOP_LANGUAGE]) : mem_string("");
	if (!found[TOP_PLACE].item)
		a->place.page = mem_string("");
	else if (ok || reader_goes_on(r))
		ok = read_place(r, found[TOP_PLACE], a) && ok;
	if (found[TOP_FORGOTTEN].item && (ok || reader_goes_on(r)))
		ok = codec_read_ids(r, found[TOP_FORGOTTEN], "forgotten", &a->forgotten) && ok;
	for (int part = 0; part < PART_COUNT && (ok || reader_goes_on(r)); part++) {
		struct node node = found[TOP_PARTS + part];

		if (node.item)
			ok = read_part(r, node, part_names[part], &a->parts[part],
				       &a->forgotten) && ok;
	}
	a->clock = greatest_clock(r->tree);
	for (int part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < a->parts[part].count; i++)
			raise_clock(a, &a->parts[part].entries[i].seen);
	/* A choice has no clock in the file: it is as late as anything there may be. */
	for (int part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < a->parts[part].count; i++)
			a->parts[part].entries[i].share_clock = a->clock;
	return ok;
}

/* What the file says that it is; before anything else, so that the message is about that. */
static bool read_kind(struct reader *r, struct answers *a)
{
	const cJSON *format = cJSON_GetObjectItemCaseSensitive(r->tree, "format");
	const cJSON *version = cJSON_GetObjectItemCaseSensitive(r->tree, "version");
	const cJSON *audience = cJSON_GetObjectItemCaseSensitive(r->tree, "for");
	int kind = KIND_COUNT;

	if (cJSON_IsObject(r->tree) && cJSON_IsString(format))
		for (kind = 0; kind < KIND_COUNT; kind++)
			if (strcmp(format->valuestring, codec_format(kind)) == 0)
				break;
	if (kind == KIND_COUNT)
		return reader_fail(r, reader_root(r), ERR_SYNTAX,
				   _("this file is not a leaderplus workbook"));
	if (kind == KIND_COPY && cJSON_IsString(audience) &&
	    strcmp(audience->valuestring, audience_name(AUDIENCE_MENTOR)) != 0)
		return reader_fail(r, reader_root(r), ERR_USAGE,
				   _("this is a copy for a group; 'leaderplus collate' gathers those"));
	a->kind = kind;
	a->newer = cJSON_IsNumber(version) && version->valuedouble >= CODEC_VERSION + 1;
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
