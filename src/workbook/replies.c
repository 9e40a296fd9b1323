/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What others said about the words under an entry. */
#include <config.h>

#include "workbook/replies.h"

#include <string.h>

#include "base/intl.h"
#include "workbook/entry.h"
#include "workbook/workbook_own.h"

#define NOON "T12:00:00Z"	/* the time of day of a reply, which has none */
#define DAY_LEN 10		/* bytes of "2026-12-03" */

struct replies_at replies_under(const struct workbook *wb, size_t page)
{
	const struct pack_page *at = pack_page(wb->pack, page);

	if (!wb->store || !workbook_has_box(wb, page))
		return (struct replies_at){ .id = NULL };
	return (struct replies_at){ entry_part(at), entry_id(store_answers(wb->store), at) };
}

bool replies_page(const struct workbook *wb, struct replies_at at, size_t *page)
{
	const struct pack_page *found;

	if (!at.id || !pack_find(wb->pack, at.id, page))
		return false;
	found = pack_page(wb->pack, *page);
	return found->kind != PAGE_READ && entry_part(found) == at.part;
}

size_t replies_count(const struct workbook *wb, struct replies_at at)
{
	return wb->store && at.id ?
		answers_items(store_answers(wb->store), at.part, at.id, ITEM_REPLY) : 0;
}

const struct item *replies_item(const struct workbook *wb, struct replies_at at, size_t i)
{
	return answers_item(store_answers(wb->store), at.part, at.id, ITEM_REPLY, i);
}

const struct item *replies_find(const struct workbook *wb, struct replies_at at, const char *id)
{
	return wb->store && at.id ?
		answers_find_item(store_answers(wb->store), at.part, at.id, ITEM_REPLY, id) : NULL;
}

/* ---- writing them ---- */

const char *replies_locked(const struct workbook *wb)
{
	return workbook_shut(wb);
}

bool replies_is_new(const struct workbook *wb, const struct item *reply)
{
	return reply->clock > wb->since;
}

bool replies_can_change(const struct workbook *wb, const struct item *reply)
{
	return !replies_locked(wb) && (workbook_is_copy(wb) || replies_is_new(wb, reply));
}

const char *replies_giver(const struct workbook *wb)
{
	const struct answers *a = wb->store ? store_answers(wb->store) : NULL;
	const struct item *last = NULL;

	for (enum answers_part part = 0; a && part < PART_COUNT; part++)
		for (size_t i = 0; i < answers_count(a, part); i++) {
			const char *id = answers_entry_id(a, part, i);

			for (size_t k = 0; k < answers_items(a, part, id, ITEM_REPLY); k++) {
				const struct item *reply = answers_item(a, part, id, ITEM_REPLY, k);

				if (replies_can_change(wb, reply) && (!last || reply->clock > last->clock))
					last = reply;
			}
		}
	return last ? last->text[REPLY_FROM] : "";
}

void replies_prepare(struct workbook *wb)
{
	if (!workbook_shut(wb))
		store_prepare(wb->store, 0);
}

const struct item *replies_put(struct workbook *wb, struct replies_at at, const char *id,
			       const struct reply_words *words)
{
	const struct item *reply = id ? replies_find(wb, at, id) : NULL, *put;
	struct item_change change = {
		.part = at.part, .id = at.id, .kind = ITEM_REPLY, .item = id, .now = wb->sys->now(),
		.text = { [REPLY_FROM] = words->from, [REPLY_TO] = slice_of(words->to),
			  [REPLY_TEXT] = words->text },
	};
	struct buf when;

	if (workbook_shut(wb) || !at.id || (id && !(reply && replies_can_change(wb, reply))) ||
	    (!id && !slice_trim(words->text).len))
		return NULL;
	buf_init(&when, 64);
	day_write(words->day, &when);
	buf_add_str(&when, NOON);
	change.text[REPLY_AT] = slice_buf(&when);
	put = answers_put_item(store_answers(wb->store), wb->sys, &change);
	buf_release(&when);
	return put;
}

bool replies_remove(struct workbook *wb, struct replies_at at, const char *id, struct err *err)
{
	const struct item *reply = replies_find(wb, at, id);
	struct answers_erasure what = { SCOPE_ITEM, at.part, at.id, id };

	return workbook_shut(wb) || !reply || !replies_can_change(wb, reply) ||
		answers_forget(store_answers(wb->store), &what, err);
}

/* ---- showing them ---- */

bool replies_day(const struct item *reply, struct day *day)
{
	const char *at = reply->text[REPLY_AT];
	time_t when = answers_time(at);

	if (strlen(at) > DAY_LEN && strcmp(at + DAY_LEN, NOON) == 0)
		return day_read(slice_part(slice_of(at), 0, DAY_LEN), day);
	if (when < 0)
		return false;
	*day = day_local(when);
	return true;
}

void replies_tell_day(const struct item *reply, struct buf *out)
{
	struct day day;

	if (replies_day(reply, &day))
		workbook_day(day, out);
	else
		buf_add_str(out, _("an unknown day"));
}

/* Who it is from, on one line. */
static void add_name(const struct item *reply, struct buf *out)
{
	struct slice name = slice_trim(slice_of(reply->text[REPLY_FROM]));

	for (size_t i = 0; i < name.len; i++)
		buf_add_char(out, name.data[i] == '\n' || name.data[i] == '\t' ? ' ' : name.data[i]);
}

void replies_tell(const struct item *reply, struct buf *out)
{
	struct buf day, from;

	buf_init(&day, 256);
	buf_init(&from, ANSWERS_TEXT_MAX);
	replies_tell_day(reply, &day);
	add_name(reply, &from);
	if (from.len)
		/* TRANSLATORS: who it is from, in the writer's words, and a date. */
		buf_addf(out, _("Reply from %1$s, %2$s"), from.data, day.data);
	else
		/* TRANSLATORS: %s is a date. */
		buf_addf(out, _("Reply, %s"), day.data);
	buf_release(&from);
	buf_release(&day);
}

static bool same_giver(const struct item *reply, const struct item *other)
{
	return slice_equal(slice_trim(slice_of(reply->text[REPLY_FROM])),
			   slice_trim(slice_of(other->text[REPLY_FROM])));
}

bool replies_tell_givers(const struct workbook *wb, struct replies_at at, size_t most,
			 struct buf *out)
{
	const struct item *givers[REPLIES_GIVERS];
	size_t count = 0, known;
	bool others = false;
	struct buf names;

	buf_init(&names, ANSWERS_TEXT_MAX * REPLIES_GIVERS);
	for (size_t i = replies_count(wb, at); i-- > 0; ) {
		const struct item *reply = replies_item(wb, at, i);

		for (known = 0; known < count && !same_giver(reply, givers[known]); known++)
			;
		if (known < count)
			continue;
		if (count == most || count == REPLIES_GIVERS ||
		    !slice_trim(slice_of(reply->text[REPLY_FROM])).len) {
			others = true;
			continue;
		}
		givers[count++] = reply;
		if (names.len)
			buf_add_str(&names, ", ");
		add_name(reply, &names);
	}
	if (count && others)
		/* TRANSLATORS: %s is a name, or several with commas between them. */
		buf_addf(out, _("Replies from %s and others"), names.data);
	else if (count > 1)
		/* TRANSLATORS: %s is several names with commas between them. */
		buf_addf(out, _("Replies from %s"), names.data);
	buf_release(&names);
	return count && (others || count > 1);
}

static const struct layer *layer_of(const struct answers *a, enum answers_part part, const char *id,
				    const char *layer)
{
	for (size_t i = 0; i < answers_layers(a, part, id); i++)
		if (strcmp(answers_layer(a, part, id, i)->id, layer) == 0)
			return answers_layer(a, part, id, i);
	return NULL;
}

bool replies_moved_on(const struct answers *a, enum answers_part part, const char *id,
		      const struct item *reply)
{
	const struct layer *answered = layer_of(a, part, id, reply->text[REPLY_TO]);
	const struct layer *newest = answers_newest(a, part, id);

	return answered && strcmp(answered->text, newest->text) != 0;
}

void replies_add_words(struct doc *doc, const struct workbook *wb, const struct item *reply)
{
	bool own = workbook_is_copy(wb) && replies_is_new(wb, reply);
	struct buf name;

	buf_init(&name, ANSWERS_TEXT_MAX);
	if (!own)
		add_name(reply, &name);
	doc_add_words_of(doc, own ? WHOSE_READERS : WHOSE_OTHERS, name.data,
			 slice_of(reply->text[REPLY_TEXT]));
	buf_release(&name);
}

void replies_add(struct doc *doc, const struct workbook *wb, struct replies_at at, const char *layer)
{
	const struct answers *a = store_answers(wb->store);

	for (size_t i = 0; i < replies_count(wb, at); i++) {
		const struct item *reply = replies_item(wb, at, i);
		const struct layer *answered = layer_of(a, at.part, at.id, reply->text[REPLY_TO]);
		struct buf line;

		if (layer ? !answered || strcmp(answered->id, layer) != 0 : answered != NULL)
			continue;
		buf_init(&line, ANSWERS_TEXT_MAX * 2);
		replies_tell(reply, &line);
		doc_add_note(doc, slice_buf(&line));
		replies_add_words(doc, wb, reply);
		if (!workbook_is_copy(wb) && replies_moved_on(a, at.part, at.id, reply))
			doc_add_note(doc, slice_of(_("I have written on since the words that this answers.")));
		buf_release(&line);
	}
}
