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
#include "base/hash.h"
#include "base/mem.h"
#include "text/utf8.h"

enum {
	EFFORT = 64,			/* times its length that a file is looked at */
	LAYERS_MAX = JSON_VALUES / 6	/* each is an object with five members at least */
};

struct salvage {
	struct slice text;
	char *bytes;		/* of text */
	size_t at;
	size_t effort;		/* bytes that may still be looked at for a closing brace */
	int part;		/* in which we are, -1: in none yet */
	struct slice entry;	/* the entry that we are in, empty: in none */
	struct answers *found;
	size_t layers;		/* that were found */
};

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

static void swap_layers(struct model_layer *a, struct model_layer *b)
{
	struct model_layer c = *a;

	*a = *b;
	*b = c;
}

static bool has_extra(const struct extras *extras, const char *name)
{
	for (size_t i = 0; i < extras->count; i++)
		if (strcmp(extras->items[i].name, name) == 0)
			return true;
	return false;
}

/* Where more has come than a workbook can have, none was here: nothing more is looked at. */
static void give_up(struct salvage *s)
{
	s->effort = 0;
}

static void take_extra(struct salvage *s, struct extras *to, const struct extra *extra)
{
	if (to->count == JSON_MEMBERS)
		give_up(s);
	else if (!has_extra(to, extra->name))
		extras_add(to, extra->name, slice_of(extra->json));
}

static void take_extras(struct salvage *s, struct extras *to, const struct extras *from)
{
	for (size_t i = 0; i < from->count && s->effort; i++)
		take_extra(s, to, &from->items[i]);
}

/* One with an id beside another, for now. */
static void take_layers(struct salvage *s, struct model_entry *to, struct model_entry *from)
{
	if (s->layers + from->count > LAYERS_MAX) {
		give_up(s);
		return;
	}
	for (size_t i = 0; i < from->count; i++)
		swap_layers(model_add_layer(to), &from->layers[i]);
	s->layers += from->count;
}

/* The one entry of a piece joins what was found. */
static void take_entry(struct salvage *s, struct model_entry *from)
{
	struct model_part *part = &s->found->parts[s->part];
	struct model_entry *to = model_find_entry(part, from->id);

	if (!to && part->count == JSON_MEMBERS) {
		give_up(s);
		return;
	}
	if (!to)
		to = model_add_entry(part, from->id);
	take_layers(s, to, from);
	for (size_t i = 0; i < from->extras.count && s->effort; i++) {
		struct answers *renamed = piece_renamed(&from->extras.items[i]);

		if (renamed)
			take_layers(s, to, &renamed->parts[PART_ANSWERS].entries[0]);
		else
			take_extra(s, &to->extras, &from->extras.items[i]);
		answers_free(renamed);
	}
}

static void raise_clock(struct salvage *s, const struct answers *piece)
{
	if (piece->clock > s->found->clock)
		s->found->clock = piece->clock;
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
	take_entry(s, &piece->parts[s->part].entries[0]);
	raise_clock(s, piece);
	answers_free(piece);
	return true;
}

static bool try_object(struct salvage *s)
{
	size_t end = closing(s, s->at);

	if (!end || !try_entry(s, s->entry, "{\"layers\":[", slice_part(s->text, s->at, end), "]}"))
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
		take_extras(s, &s->found->pack_extras, &piece->pack_extras);
	}
	for (size_t i = 0; i < piece->forgotten.count; i++)
		ids_add(&s->found->forgotten, piece->forgotten.items[i]);
	take_extras(s, &s->found->extras, &piece->extras);
	raise_clock(s, piece);
	answers_free(piece);
	s->at = end;
	return true;
}

/* Whether the object at VALUE begins as an entry does. */
static bool opens_entry(const struct salvage *s, size_t value)
{
	return slice_starts(slice_part(s->text, blanks_end(s, value + 1), s->text.len),
			    "\"layers\"");
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

static int compare_versions(const void *left, const void *right)
{
	const struct layer *a = &((const struct model_layer *)left)->shown;
	const struct layer *b = &((const struct model_layer *)right)->shown;
	int order = strcmp(a->id, b->id);

	if (!order && a->clock != b->clock)
		order = a->clock > b->clock ? -1 : 1;
	return order ? order : strcmp(a->text, b->text);
}

/* Of the layers with one id the newest stays. */
static void settle_entry(struct model_entry *entry)
{
	size_t kept = 0;

	if (!entry->count)
		return;
	qsort(entry->layers, entry->count, sizeof(*entry->layers), compare_versions);
	for (size_t i = 1; i < entry->count; i++)
		if (strcmp(entry->layers[kept].shown.id, entry->layers[i].shown.id) != 0)
			swap_layers(&entry->layers[++kept], &entry->layers[i]);
	while (entry->count > kept + 1)
		model_drop_layer(entry, entry->count - 1);
	(void)model_sort_layers(entry);
}

/* One layer for each id, and none that was erased for good, wherever the list of it stands. */
static void settle(struct salvage *s)
{
	s->layers = 0;
	ids_settle(&s->found->forgotten);
	for (int part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < s->found->parts[part].count; i++) {
			struct model_entry *entry = &s->found->parts[part].entries[i];

			settle_entry(entry);
			(void)model_drop_forgotten(entry, &s->found->forgotten);
			s->layers += entry->count;
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
	settle(&s);
	buf_release(&text);
	if (s.layers)
		return s.found;
	answers_free(s.found);
	return NULL;
}
