/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbook files of a random shape, written member by member. */
#include <config.h>

#include "random_book.h"

#include <stdio.h>

#include "base/mem.h"
#include "random_json.h"

static void put_list(struct pen *p, const struct kind *kind, unsigned count)
{
	p->depth++;
	pen_put(p, "[");
	for (unsigned i = 0; i < count; i++) {
		unsigned before = i;

		pen_comma(p, &before);
		if (kind)
			pen_object(p, kind, i);
		else
			pen_text(p, i ? "mentor" : "group", roll(p->d, 3));
	}
	pen_blanks(p);
	pen_put(p, "]");
	p->depth--;
}

/* A text of an item; a brief one has at most 128 bytes. */
static void put_words(struct pen *p)
{
	pen_text(p, "", pen_some(p, p->shape->letters < 24 ? p->shape->letters : 24));
}

static void put_rest(struct pen *p, unsigned member, unsigned index)
{
	(void)index;
	if (member == 1)
		pen_string(p, roll(p->d, 2) ? "saw" : "");
	else
		put_words(p);
}

static const char *const layer_names[] = { "id", "clock", "at", "question", "text", "open", "rests" };

static void put_layer(struct pen *p, unsigned member, unsigned index)
{
	static const char *const names[] = { "quote", "on", "missing" };
	static const struct kind rest = { names, ARRAY_LEN(names), 0, put_rest, "at" };
	char begin[16];

	snprintf(begin, sizeof(begin), "%u-", index);
	switch (member) {
	case 0:
		pen_text(p, begin, roll(p->d, 10));
		break;
	case 1:
		pen_whole(p, roll(p->d, 2) ? index : roll(p->d, 1000000));
		break;
	case 2:
		pen_string(p, roll(p->d, 4) ? "2026-11-23T19:04:11Z" : "");
		break;
	case 3:
		pen_text(p, "", pen_some(p, 40));
		break;
	case 4:
		pen_text(p, "", pen_some(p, p->shape->letters));
		break;
	case 5:
		pen_put(p, roll(p->d, 2) ? "true" : "false");
		break;
	case 6:
		put_list(p, &rest, pen_some(p, p->shape->items));
		break;
	}
}

static const struct kind layer_kind = { layer_names, ARRAY_LEN(layer_names), 5, put_layer, "layers" };

/* Members 0 and 1 are the id and the clock of all items, 2 is when they were begun. */
static void put_item(struct pen *p, unsigned member, unsigned index)
{
	if (member < 3)
		put_layer(p, member, index);
	else
		put_words(p);
}

static void put_step(struct pen *p, unsigned member, unsigned index)
{
	if (member == 9)
		put_list(p, &layer_kind, pen_some(p, p->shape->items));
	else if (member > 6)
		pen_string(p, roll(p->d, 2) ? "2027-01-15" : "");
	else
		put_item(p, member, index);
}

static void put_entry(struct pen *p, unsigned member, unsigned index)
{
	static const char *const steps[] = { "id", "clock", "at", "when", "then", "obstacle", "with",
					     "look", "asked", "happened" };
	static const char *const notes[] = { "id", "clock", "at", "on", "text" };
	static const char *const replies[] = { "id", "clock", "at", "text", "from", "to" };
	static const struct kind step = { steps, ARRAY_LEN(steps), 2, put_step, "text" };
	static const struct kind note = { notes, ARRAY_LEN(notes), 5, put_item, "look" };
	static const struct kind reply = { replies, ARRAY_LEN(replies), 4, put_item, "on" };
	static const struct kind *const kinds[] = { &layer_kind, NULL, &step, &note, &reply };

	(void)index;
	put_list(p, kinds[member], pen_some(p, member ? p->shape->items : p->shape->layers));
}

static void put_part(struct pen *p)
{
	static const char *const names[] = { "layers", "share", "steps", "notes", "replies" };
	static const struct kind entry = { names, ARRAY_LEN(names), 0, put_entry, "clock" };
	unsigned count = pen_some(p, p->shape->entries);
	char begin[16];

	p->depth++;
	pen_put(p, "{");
	for (unsigned i = 0; i < count; i++) {
		unsigned before = i;

		pen_comma(p, &before);
		snprintf(begin, sizeof(begin), "page-%u", i);
		pen_text(p, begin, pen_chance(p, 4) ? 6 : 0);
		pen_colon(p);
		pen_object(p, &entry, 0);
	}
	pen_put(p, "}");
	p->depth--;
}

static void put_pack(struct pen *p, unsigned member, unsigned index)
{
	(void)index;
	pen_text(p, member ? "" : "p", roll(p->d, 8));
}

static void put_place(struct pen *p, unsigned member, unsigned index)
{
	(void)index;
	if (member == 1)
		pen_text(p, "", roll(p->d, 8));
	else
		pen_whole(p, roll(p->d, 1000));
}

static void put_version(struct pen *p)
{
	static const char *const ours[] = { "1", "1.0", "1E0", "10e-1" };
	static const char *const newer[] = { "2", "2.0", "1e1", "9007199254740991" };

	pen_put(p, p->shape->newer ? newer[roll(p->d, 4)] : ours[roll(p->d, 4)]);
}

static void put_top(struct pen *p, unsigned member, unsigned index)
{
	static const char *const pack_names[] = { "id", "version" };
	static const char *const place_names[] = { "clock", "page", "paragraph" };
	static const struct kind pack = { pack_names, 2, 2, put_pack, "page" };
	static const struct kind place = { place_names, 3, 3, put_place, "text" };

	(void)index;
	switch (member) {
	case 0:
		pen_string(p, "leaderplus-workbook");
		break;
	case 1:
		put_version(p);
		break;
	case 2:
		pen_text(p, "w", roll(p->d, 20));
		break;
	case 3:
		pen_object(p, &pack, 0);
		break;
	case 4:
		pen_object(p, &place, 0);
		break;
	default:
		put_part(p);
		break;
	}
}

void random_book(struct buf *out, struct dice *d, const struct book_shape *shape)
{
	static const char *const names[] = {
		"format", "version", "id", "pack", "place", "answers", "lenses", "guards",
	};
	static const struct kind top = { names, ARRAY_LEN(names), 4, put_top, "clock" };
	struct pen p = { out, d, shape, 0 };

	buf_clear(out);
	pen_blanks(&p);
	pen_object(&p, &top, 0);
	pen_blanks(&p);
}
