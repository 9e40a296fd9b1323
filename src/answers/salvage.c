/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks through a damaged workbook for what is whole in it. */
#include <config.h>

#include "answers/salvage.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "answers/codec.h"
#include "answers/json.h"
#include "answers/model.h"
#include "answers/piece.h"
#include "answers/salvage_own.h"
#include "base/hash.h"
#include "base/mem.h"
#include "text/utf8.h"

enum { EFFORT = 64 };		/* times its length that a file is looked at */

/* Readable as far as single characters go. */
static void clean(struct buf *out, struct slice damaged)
{
	buf_init(out, damaged.len * 3 + 1);
	utf8_repair(out, damaged);
	for (size_t i = 0; i < out->len; i++)
		if ((unsigned char)out->data[i] < ' ' && out->data[i] != '\n')
			out->data[i] = ' ';
}

static char at(const struct salvage *s, size_t i)
{
	return i < s->text.len ? s->text.data[i] : '\0';
}

/* Behind the string whose opening quote stands at I; 0 where it does not end on its line. */
static size_t string_end(const struct salvage *s, size_t i)
{
	for (i++; at(s, i) && at(s, i) != '\n'; i++) {
		if (at(s, i) == '"')
			return i + 1;
		if (at(s, i) == '\\' && at(s, i + 1))
			i++;
	}
	return 0;
}

static size_t blanks_end(const struct salvage *s, size_t i)
{
	while (at(s, i) == ' ' || at(s, i) == '\n')
		i++;
	return i;
}

/* Behind the brace or bracket that closes the one at START; 0 where none does. */
static size_t closing(struct salvage *s, size_t start)
{
	size_t depth = 0, i = start;

	while (i < s->text.len && s->effort) {
		size_t next = i + 1;

		if (at(s, i) == '"')
			next = string_end(s, i);
		else if (at(s, i) == '{' || at(s, i) == '[')
			depth++;
		else if ((at(s, i) == '}' || at(s, i) == ']') && --depth == 0)
			return next;
		if (!next || depth > JSON_DEPTH)
			return 0;
		s->effort -= next - i < s->effort ? next - i : s->effort;
		i = next;
	}
	return 0;
}

static bool is_id(struct slice name)
{
	for (size_t i = 0; i < name.len; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789-ABCDEF", name.data[i]))
			return false;
	return name.len && name.len <= MODEL_TEXT_MAX;
}

static void raise_clock(struct salvage *s, const struct answers *piece)
{
	if (piece->clock > s->found->clock)
		s->found->clock = piece->clock;
}

static bool says_something(const struct model_item *item)
{
	for (size_t i = ITEM_AT + 1; i < item->texts; i++)
		if (*item->shown.text[i])
			return true;
	return item->happened && item->happened->count;
}

/* Whether an item in ENTRY may be something else: what is left of a layer, for one. */
static bool is_doubtful(const struct model_entry *entry)
{
	for (int kind = 0; kind < ITEM_HUNG; kind++)
		for (size_t i = 0; i < entry->items[kind].count; i++)
			if (entry->items[kind].items[i].extras.count ||
			    !says_something(&entry->items[kind].items[i]))
				return true;
	return false;
}

/* Tries whether ENTRY, with RAW as its value, is whole. */
static bool try_entry(struct salvage *s, struct slice entry, const char *before, struct slice raw,
		      const char *after)
{
	struct answers *piece;
	struct buf member;

	buf_init(&member, raw.len + entry.len + 64);
	buf_addf(&member, "\"%s\":{\"", codec_part_name(s->part));
	buf_add_slice(&member, entry);
	buf_add_str(&member, "\":");
	buf_add_str(&member, before);
	buf_add_slice(&member, raw);
	buf_add_str(&member, after);
	buf_add_char(&member, '}');
	piece = piece_read(slice_buf(&member));
	buf_release(&member);
	if (!piece)
		return false;
	if (s->known_only && is_doubtful(&piece->parts[s->part].entries[0])) {
		answers_free(piece);
		return false;
	}
	salvage_entry(s, &piece->parts[s->part].entries[0]);
	raise_clock(s, piece);
	answers_free(piece);
	return true;
}

/* Which list of an entry OBJECT may be from.  All items but notes can be without any text: they
 * count as what they seem only when everything in them is known, and they say something. */
static bool try_lists(struct salvage *s, struct slice object)
{
	bool taken = try_entry(s, s->entry, "{\"layers\":[", object, "]}");

	s->known_only = true;
	for (int kind = ITEM_HUNG - 1; kind >= 0 && !taken; kind--) {
		struct buf before;

		buf_init(&before, 64);
		buf_addf(&before, "{\"%s\":[", item_form(kind)->list);
		taken = try_entry(s, s->entry, before.data, object, "]}");
		buf_release(&before);
	}
	s->known_only = false;
	return taken;
}

static bool try_object(struct salvage *s)
{
	size_t end = closing(s, s->at);

	if (!end || !try_lists(s, slice_part(s->text, s->at, end)))
		return false;
	s->at = end;
	return true;
}

/* A member of the workbook itself whose name begins at START and whose value at VALUE. */
static bool try_member(struct salvage *s, size_t start, size_t value)
{
	size_t end = closing(s, value);
	struct answers *piece = end ? piece_read(slice_part(s->text, start, end)) : NULL;

	if (!piece)
		return false;
	if (strcmp(piece->pack_id, "unknown") != 0) {
		free(s->found->pack_id);
		free(s->found->pack_version);
		s->found->pack_id = mem_string(piece->pack_id);
		s->found->pack_version = mem_string(piece->pack_version);
		salvage_extras(s, &s->found->pack_extras, &piece->pack_extras);
	}
	for (size_t i = 0; i < piece->forgotten.count; i++)
		ids_add(&s->found->forgotten, piece->forgotten.items[i]);
	salvage_extras(s, &s->found->extras, &piece->extras);
	raise_clock(s, piece);
	answers_free(piece);
	s->at = end;
	return true;
}

/* Whether the object at VALUE begins as an entry does. */
static bool opens_entry(const struct salvage *s, size_t value)
{
	static const char *const firsts[] = { "\"layers\"", "\"share\"", "\"steps\"", "\"notes\"",
					      "\"replies\"" };
	struct slice rest = slice_part(s->text, blanks_end(s, value + 1), s->text.len);

	for (size_t i = 0; i < ARRAY_LEN(firsts); i++)
		if (slice_starts(rest, firsts[i]))
			return true;
	return false;
}

/* Whether it begins as a part does: with an entry. */
static bool opens_part(const struct salvage *s, size_t value)
{
	size_t name = blanks_end(s, value + 1);
	size_t end = at(s, name) == '"' ? string_end(s, name) : 0;

	if (!end || at(s, blanks_end(s, end)) != ':')
		return false;
	value = blanks_end(s, blanks_end(s, end) + 1);
	return at(s, value) == '{' && opens_entry(s, value);
}

/* Whether it begins as a layer does. */
static bool opens_layer(const struct salvage *s, size_t value)
{
	return slice_starts(slice_part(s->text, blanks_end(s, value + 1), s->text.len), "\"id\"");
}

static void enter_part(struct salvage *s, int part)
{
	s->part = part < PART_COUNT ? part : PART_COUNT - 1;
	s->entry = slice_of("");
}

/* An entry that is not whole: its layers may be.  Damage in its name is made readable. */
static void enter_entry(struct salvage *s, struct slice name)
{
	if (!name.len || name.len > MODEL_TEXT_MAX)
		name = slice_of("unreadable");
	else if (!is_id(name))
		for (size_t i = 0; i < name.len; i++)
			if (!is_id(slice_part(name, i, i + 1)))
				s->bytes[name.data - s->bytes + (ptrdiff_t)i] = '-';
	s->entry = name;
}

/* A name that begins at START; its value, an object or a list, at VALUE. */
static void look_at_member(struct salvage *s, size_t start, struct slice name, size_t value)
{
	bool top = slice_equal(name, slice_of("forgotten")) || slice_equal(name, slice_of("pack"));
	size_t end;

	s->at = value + 1;
	if (s->part < 0 && at(s, value) == '{' && opens_entry(s, value))
		enter_part(s, 0);
	if (at(s, value) == '{' && opens_part(s, value)) {
		enter_part(s, s->part + 1);	/* in the order in which they are written */
	} else if (top || s->part < 0) {
		if (!try_member(s, start, value) && at(s, value) == '{' && opens_layer(s, value))
			s->at = value;
	} else if (at(s, value) == '{' && opens_layer(s, value)) {
		s->at = value;		/* its list has lost its bracket */
	} else if (at(s, value) == '{') {
		end = is_id(name) ? closing(s, value) : 0;
		if (end && try_entry(s, name, "", slice_part(s->text, value, end), "")) {
			s->at = end;
			s->entry = slice_of("");
		} else if (opens_entry(s, value)) {
			enter_entry(s, name);
		}
	}
}

static size_t line_end(const struct salvage *s, size_t i)
{
	while (at(s, i) && at(s, i) != '\n')
		i++;
	return i;
}

/* The end of the line of I, which is not at that end, or where a layer begins at that end. */
static size_t rest_end(const struct salvage *s, size_t i)
{
	size_t end = line_end(s, i);

	return at(s, end - 1) == '{' && opens_layer(s, end - 1) ? end - 1 : end;
}

/* After a string that does not end: all that its line may still tell is that a part begins, or
 * a layer. */
static void skip_line(struct salvage *s)
{
	size_t end = line_end(s, s->at);	/* behind a quote at least */

	if (at(s, end - 1) == '{' && opens_part(s, end - 1))
		enter_part(s, s->part + 1);
	s->at = rest_end(s, s->at);
}

static void take_id(struct salvage *s, size_t value)
{
	size_t end = string_end(s, value);

	if (!end || !is_id(slice_part(s->text, value + 1, end - 1)))
		return;
	free(s->found->id);
	s->found->id = mem_copy(s->text.data + value + 1, end - value - 2);
}

/* At an opening quote. */
static void look_at_string(struct salvage *s)
{
	size_t start = s->at, end = string_end(s, start), value;
	struct slice name;

	if (!end) {
		skip_line(s);
		return;
	}
	s->at = end;
	name = slice_part(s->text, start + 1, end - 1);
	value = blanks_end(s, end);
	if (piece_part(name) >= 0 &&
	    (at(s, value) == ':' || at(s, line_end(s, end) - 1) == '{')) {
		enter_part(s, piece_part(name));
		if (at(s, value) != ':' || at(s, blanks_end(s, value + 1)) != '{')
			s->at = rest_end(s, end);	/* the rest is damage */
		return;
	}
	if (at(s, value) != ':')
		return;
	value = blanks_end(s, value + 1);
	if (at(s, value) == '{' || at(s, value) == '[')
		look_at_member(s, start, name, value);
	else if (at(s, value) == '"' && s->part < 0 && slice_equal(name, slice_of("id")))
		take_id(s, value);
}

/* At a brace. */
static void look_at_object(struct salvage *s)
{
	bool astray = !s->entry.len && opens_layer(s, s->at);
	int part = s->part;

	if (astray) {
		enter_part(s, part < 0 ? 0 : part);
		s->entry = slice_of("unreadable");
	}
	if (s->entry.len && try_object(s))
		return;
	s->at++;
	if (astray) {
		s->part = part;
		s->entry = slice_of("");
	}
}

static void look(struct salvage *s)
{
	while (s->at < s->text.len && s->effort) {
		if (at(s, s->at) == '"')
			look_at_string(s);
		else if (at(s, s->at) == '{')
			look_at_object(s);
		else
			s->at++;
	}
}

static struct answers *empty(struct slice damaged)
{
	struct answers *a = MEM_NEW(struct answers);
	char id[ID_SIZE];

	id_of_hash(hash_of(damaged), id);
	a->id = mem_string(id);
	a->pack_id = mem_string("unknown");
	a->pack_version = mem_string("");
	a->language = mem_string("");
	a->place.page = mem_string("");
	return a;
}

struct answers *salvage_read(struct slice damaged)
{
	struct salvage s = { .part = -1, .entry = slice_of(""), .found = empty(damaged) };
	struct buf text;

	clean(&text, damaged);
	s.text = slice_buf(&text);
	s.bytes = text.data;
	s.effort = (text.len + 1) * EFFORT;
	look(&s);
	salvage_settle(&s);
	buf_release(&text);
	if (s.layers)
		return s.found;
	answers_free(s.found);
	return NULL;
}
