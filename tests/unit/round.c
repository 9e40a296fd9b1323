/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares two texts of one workbook, member by member. */
#include <config.h>

#include "round.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "peek.h"

/* TRUE, SAID and what follows are left out where they say nothing: false, "", an empty list. */
enum sort { TEXT, NUMBER, OBJECT, PART, LAYERS, TRUE, SAID, NAMES, RESTS, ITEMS };

struct known {
	const char *name;
	enum sort sort;
	const struct known *members;	/* of OBJECT, or of each item */
};

static const struct known pack_known[] = { { "id", TEXT, NULL }, { "version", TEXT, NULL }, { 0 } };
static const struct known place_known[] = {
	{ "clock", NUMBER, NULL }, { "page", TEXT, NULL }, { "paragraph", NUMBER, NULL }, { 0 }
};
static const struct known rest_known[] = {
	{ "quote", SAID, NULL }, { "on", SAID, NULL }, { "missing", SAID, NULL }, { 0 }
};
static const struct known layer_known[] = {
	{ "id", TEXT, NULL }, { "clock", NUMBER, NULL }, { "at", TEXT, NULL },
	{ "question", TEXT, NULL }, { "text", TEXT, NULL }, { "open", TRUE, NULL },
	{ "rests", RESTS, rest_known }, { 0 }
};
static const struct known step_known[] = {
	{ "id", TEXT, NULL }, { "clock", NUMBER, NULL }, { "at", SAID, NULL }, { "when", SAID, NULL },
	{ "then", SAID, NULL }, { "obstacle", SAID, NULL }, { "with", SAID, NULL }, { "look", SAID, NULL },
	{ "asked", SAID, NULL }, { "happened", LAYERS, NULL }, { 0 }
};
static const struct known note_known[] = {
	{ "id", TEXT, NULL }, { "clock", NUMBER, NULL }, { "at", SAID, NULL }, { "on", TEXT, NULL },
	{ "text", TEXT, NULL }, { 0 }
};
static const struct known reply_known[] = {
	{ "id", TEXT, NULL }, { "clock", NUMBER, NULL }, { "at", SAID, NULL }, { "text", TEXT, NULL },
	{ "from", SAID, NULL }, { "to", SAID, NULL }, { 0 }
};
static const struct known entry_known[] = {
	{ "layers", LAYERS, NULL }, { "share", NAMES, NULL }, { "steps", ITEMS, step_known },
	{ "notes", ITEMS, note_known }, { "replies", ITEMS, reply_known }, { 0 }
};
static const struct known top_known[] = {
	{ "format", TEXT, NULL }, { "version", NUMBER, NULL }, { "id", TEXT, NULL },
	{ "pack", OBJECT, pack_known }, { "place", OBJECT, place_known }, { "answers", PART, NULL },
	{ "lenses", PART, NULL }, { "guards", PART, NULL }, { 0 }
};

#define must_be(r, what, name, value) \
	ck_assert_msg(what, "SOAK_SEED=%llu SOAK_TRIALS=1: %s: %.*s", (r)->seed, name, \
		      (value).len < 500 ? (int)(value).len : 500, (value).data)

static void compare_object(const struct round *r, struct slice was, struct slice is,
			   const struct known *known);

static void compare_known(const struct round *r, const struct known *known, struct slice was,
			  struct slice is);

static const struct known *find_known(const struct known *known, const char *name)
{
	for (; known->name; known++)
		if (strcmp(known->name, name) == 0)
			return known;
	return NULL;
}

/* The next member of OBJECT that is not in KNOWN. */
static bool next_unknown(struct slice object, const struct known *known, size_t *at,
			 struct peek_member *member)
{
	while (peek_next(object, at, member))
		if (!find_known(known, member->name.data))
			return true;
	return false;
}

/* The same ones, in the same order, with the same bytes. */
static void compare_unknown(const struct round *r, struct slice was, struct slice is,
			    const struct known *known)
{
	struct peek_member before, after;
	size_t in = 0, out = 0;

	while (next_unknown(was, known, &in, &before)) {
		must_be(r, next_unknown(is, known, &out, &after), "lost", before.value);
		must_be(r, slice_equal(slice_buf(&before.name), slice_buf(&after.name)), "renamed",
			slice_buf(&before.name));
		must_be(r, slice_equal(before.value, after.value), "changed", before.value);
	}
	must_be(r, !next_unknown(is, known, &out, &after), "added", after.value);
}

static bool text_is(struct slice quoted, const char *text)
{
	struct buf plain;
	bool is;

	buf_init(&plain, quoted.len);
	if (quoted.len)
		peek_text(&plain, quoted);
	is = slice_is(slice_buf(&plain), text);
	buf_release(&plain);
	return is;
}

/* The layer of LIST whose id says the same as ID, empty where there is none. */
static struct slice find_layer(struct slice list, struct slice id)
{
	struct slice layer;
	size_t at = 0;

	while (list.len && peek_item(list, &at, &layer))
		if (peek_same_text(peek_find(layer, "id"), id))
			return layer;
	return (struct slice){ "", 0 };
}

size_t round_count(struct slice list)
{
	struct slice item;
	size_t at = 0, count = 0;

	while (list.len && peek_item(list, &at, &item))
		count++;
	return count;
}

/* Clocks never fall from a layer to the next. */
static void check_order(const struct round *r, struct slice list)
{
	struct slice layer;
	double last = 0;
	size_t at = 0;

	while (list.len && peek_item(list, &at, &layer)) {
		double clock = strtod(peek_find(layer, "clock").data, NULL);

		must_be(r, clock >= last, "out of order", layer);
		last = clock;
	}
}

/* TOUCHED: the words of this entry were changed. */
static void compare_layers(const struct round *r, struct slice was, struct slice is, bool touched)
{
	size_t at = 0, count = round_count(was), new = 0;
	struct slice layer;

	while (was.len && peek_item(was, &at, &layer)) {
		struct slice id = peek_find(layer, "id"), same = find_layer(is, id);
		bool amended = touched && text_is(id, r->change->layer);

		must_be(r, same.len, "lost", layer);
		if (amended)
			compare_unknown(r, layer, same, layer_known);
		else
			compare_object(r, layer, same, layer_known);
	}
	check_order(r, is);
	for (at = 0; touched && is.len && peek_item(is, &at, &layer);)
		if (text_is(peek_find(layer, "id"), r->change->layer)) {
			must_be(r, text_is(peek_find(layer, "text"), r->change->text), "not these words",
				layer);
			new = !find_layer(was, peek_find(layer, "id")).len;
			touched = false;
		}
	must_be(r, !touched, "no new words", is);
	must_be(r, round_count(is) == count + new, "not as many layers", is);
}

/* What hangs under an entry beside its layers. */
static void compare_hung(const struct round *r, struct slice was, struct slice is)
{
	for (const struct known *known = entry_known + 1; known->name; known++)
		compare_known(r, known, peek_find(was, known->name), peek_find(is, known->name));
}

static void compare_part(const struct round *r, const char *name, struct slice was,
			 struct slice is)
{
	bool here = r->change && r->change->part && strcmp(r->change->part, name) == 0;
	struct peek_member before, after;
	size_t in = 0, out = 0;

	while (was.len && peek_next(was, &in, &before)) {
		bool touched = here && slice_is(slice_buf(&before.name), r->change->entry);

		must_be(r, peek_next(is, &out, &after), "lost", before.value);
		must_be(r, slice_equal(slice_buf(&before.name), slice_buf(&after.name)), "renamed",
			slice_buf(&before.name));
		compare_unknown(r, before.value, after.value, entry_known);
		compare_layers(r, peek_find(before.value, "layers"), peek_find(after.value, "layers"),
			       touched);
		compare_hung(r, before.value, after.value);
		here = here && !touched;
	}
	if (here) {
		must_be(r, peek_next(is, &out, &after), "no new entry", is);
		compare_layers(r, (struct slice){ "", 0 }, peek_find(after.value, "layers"), true);
	}
	must_be(r, !peek_next(is, &out, &after), "added", after.value);
}

static bool has_text(struct slice list, struct slice text)
{
	struct slice item;
	size_t at = 0;

	while (list.len && peek_item(list, &at, &item))
		if (peek_same_text(item, text))
			return true;
	return false;
}

/* Each name of A is in B. */
static void compare_names(const struct round *r, struct slice a, struct slice b)
{
	struct slice item;
	size_t at = 0;

	while (a.len && peek_item(a, &at, &item))
		must_be(r, has_text(b, item), "an audience", item);
}

/* In the same order, or by their ids. */
static void compare_items(const struct round *r, const struct known *known, struct slice was,
			  struct slice is)
{
	struct slice before, after;
	size_t in = 0, out = 0;

	must_be(r, round_count(was) == round_count(is), "not as many items", was);
	while (was.len && peek_item(was, &in, &before)) {
		if (known->sort == ITEMS)
			after = find_layer(is, peek_find(before, "id"));
		else
			must_be(r, peek_item(is, &out, &after), "lost", before);
		must_be(r, after.len, "lost", before);
		compare_object(r, before, after, known->members);
	}
}

static bool is_true(struct slice value)
{
	return slice_is(value, "true");
}

static void compare_known(const struct round *r, const struct known *known, struct slice was,
			  struct slice is)
{
	switch (known->sort) {
	case TEXT:
		must_be(r, peek_same_text(was, is), known->name, was);
		break;
	case NUMBER:
		must_be(r, strtod(was.data, NULL) == strtod(is.data, NULL), known->name, was);
		break;
	case OBJECT:
		if (known->members == place_known && r->change && r->change->place)
			compare_unknown(r, was, is, known->members);
		else
			compare_object(r, was, is, known->members);
		break;
	case PART:
		compare_part(r, known->name, was, is);
		break;
	case LAYERS:
		compare_layers(r, was, is, false);
		break;
	case TRUE:
		must_be(r, is_true(was) == is_true(is), known->name, was);
		break;
	case SAID:
		must_be(r, is.len ? peek_same_text(was, is) : text_is(was, ""), known->name, was);
		break;
	case NAMES:
		must_be(r, !was.len == !is.len, known->name, was);
		compare_names(r, was, is);
		compare_names(r, is, was);
		break;
	case RESTS:
	case ITEMS:
		compare_items(r, known, was, is);
		break;
	}
}

static void compare_object(const struct round *r, struct slice was, struct slice is,
			   const struct known *known)
{
	compare_unknown(r, was, is, known);
	for (; known->name; known++) {
		struct slice before = peek_find(was, known->name), after = peek_find(is, known->name);

		must_be(r, after.len || known->sort >= LAYERS, known->name, was);
		if (before.len || known->sort >= PART)
			compare_known(r, known, before, after);
	}
}

void round_compare(const struct round *r, struct slice is)
{
	compare_object(r, slice_trim(slice_of(r->was)), slice_trim(is), top_known);
}
