/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What passages of one's words rest on, and whose view is missing. */
#include <config.h>

#include "workbook/rests.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "workbook/beside.h"
#include "workbook/entry.h"

/* As they stand in the file. */
static const char *const on_names[RESTS_ON_COUNT] = {
	[RESTS_SAW] = "saw", [RESTS_HEARD] = "heard", [RESTS_SUPPOSE] = "suppose",
};
static const char *const view_names[VIEW_COUNT] = {
	[VIEW_PUPILS] = "pupils", [VIEW_STAFF] = "staff", [VIEW_PARENTS] = "parents",
	[VIEW_GOVERNORS] = "governors", [VIEW_OTHERS] = "another school",
};

const char *rests_on_words(enum rests_on on)
{
	static const char *const words[RESTS_ON_COUNT] = {
		[RESTS_SAW] = N_("I saw it myself"),
		[RESTS_HEARD] = N_("I heard it from somebody"),
		[RESTS_SUPPOSE] = N_("I suppose it"),
	};

	return _(words[on]);
}

const char *rests_view_words(enum rests_view view)
{
	static const char *const words[VIEW_COUNT] = {
		[VIEW_PUPILS] = N_("the pupils"), [VIEW_STAFF] = N_("the staff"),
		[VIEW_PARENTS] = N_("the parents"), [VIEW_GOVERNORS] = N_("the governors"),
		[VIEW_OTHERS] = N_("another school"),
	};

	return _(words[view]);
}

/* ---- passages ---- */

/* The bytes of the sign at TEXT that ends a sentence, 0: it is none. */
static size_t stop_at(struct slice text)
{
	static const char *const stops[] = { ".", "!", "?", "…", "。", "！", "？" };

	for (size_t i = 0; i < ARRAY_LEN(stops); i++)
		if (slice_starts(text, stops[i]))
			return strlen(stops[i]);
	return 0;
}

/* The same for what may close a sentence behind its stop. */
static size_t closer_at(struct slice text)
{
	static const char *const closers[] = { "\"", "'", ")", "’", "”", "»", "」" };

	for (size_t i = 0; i < ARRAY_LEN(closers); i++)
		if (slice_starts(text, closers[i]))
			return strlen(closers[i]);
	return stop_at(text);
}

static bool is_blank_at(struct slice text, size_t at)
{
	return at >= text.len || text.data[at] == ' ' || text.data[at] == '\t' || text.data[at] == '\n';
}

/* Behind the sentence that begins at AT. */
static size_t sentence_end(struct slice text, size_t at)
{
	while (at < text.len && text.data[at] != '\n') {
		struct slice rest = slice_part(text, at, text.len);
		size_t stop = stop_at(rest), wide = stop > 2 ? stop : 0;

		at += stop ? stop : 1;
		while (stop && at < text.len && (stop = closer_at(slice_part(text, at, text.len))))
			at += stop;
		/* Chinese and Japanese have no blank behind a stop; an ellipsis is no end there. */
		if ((stop_at(rest) && is_blank_at(text, at)) || (wide && !slice_starts(rest, "…")))
			return at;
	}
	return at;
}

/* The next sentence at or behind *AT, without blanks at its ends; empty behind the last. */
static struct slice next_sentence(struct slice text, size_t *at)
{
	while (*at < text.len) {
		size_t start = *at;
		struct slice sentence;

		*at = sentence_end(text, start);
		if (*at == start)
			(*at)++;
		sentence = slice_trim(slice_part(text, start, *at));
		if (sentence.len)
			return sentence;
	}
	return slice_of("");
}

static const struct layer *newest(const struct workbook *wb, size_t page)
{
	return workbook_answers(wb) && workbook_has_box(wb, page) ?
		entry_newest(workbook_answers(wb), pack_page(workbook_pack(wb), page)) : NULL;
}

struct passages {
	char **items;
	size_t count, cap;
};

static void add_passage(struct passages *p, struct slice text)
{
	p->items = mem_grow(p->items, p->count, &p->cap, sizeof(*p->items));
	p->items[p->count++] = mem_copy(text.data, text.len);
}

static bool is_among(const struct passages *p, size_t count, const char *quote)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(p->items[i], quote) == 0)
			return true;
	return false;
}

char **rests_passages(const struct workbook *wb, size_t page, size_t *count)
{
	struct slice text = slice_of(workbook_text(wb, page)), found;
	const struct layer *layer = newest(wb, page);
	struct passages p = { 0 };
	size_t sentences;

	for (size_t at = 0; (found = next_sentence(text, &at)).len; )
		add_passage(&p, found);
	sentences = p.count;
	for (size_t i = 0; layer && i < answers_rests(layer); i++) {
		const char *quote = answers_rest(layer, i)->text[REST_QUOTE];

		if (*quote && !is_among(&p, sentences, quote))
			add_passage(&p, slice_of(quote));
	}
	*count = p.count;
	return p.items;
}

void rests_free(char **passages, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(passages[i]);
	free(passages);
}

/* ---- marks ---- */

/* Whether NAME is one of those in LIST, apart by commas. */
static bool is_listed(const char *list, const char *name)
{
	size_t len = strlen(name);

	while (*list) {
		size_t item = strcspn(list, ",");

		if (slice_equal(slice_trim(slice_part(slice_of(list), 0, item)),
				slice_part(slice_of(name), 0, len)))
			return true;
		list += item + (list[item] == ',');
	}
	return false;
}

struct rests rests_read(const struct item *item)
{
	struct rests rests = { 0 };

	for (int i = 0; i < RESTS_ON_COUNT; i++)
		rests.on[i] = strcmp(item->text[REST_ON], on_names[i]) == 0;
	for (int i = 0; i < VIEW_COUNT; i++)
		rests.missing[i] = is_listed(item->text[REST_MISSING], view_names[i]);
	return rests;
}

struct rests rests_of(const struct workbook *wb, size_t page, const char *quote)
{
	const struct layer *layer = newest(wb, page);

	for (size_t i = 0; layer && i < answers_rests(layer); i++)
		if (strcmp(answers_rest(layer, i)->text[REST_QUOTE], quote) == 0)
			return rests_read(answers_rest(layer, i));
	return (struct rests){ 0 };
}

/* The names of those that are missing, apart by commas; whether any mark is set. */
static bool write_mark(const struct rests *rests, const char **on, struct buf *missing)
{
	*on = "";
	for (int i = 0; i < RESTS_ON_COUNT; i++)
		if (rests->on[i])
			*on = on_names[i];
	for (int i = 0; i < VIEW_COUNT; i++)
		if (rests->missing[i])
			buf_addf(missing, "%s%s", missing->len ? "," : "", view_names[i]);
	return **on || missing->len;
}

void rests_mark(struct workbook *wb, size_t page, const char *quote, const struct rests *rests)
{
	const struct layer *layer = newest(wb, page);
	size_t count = layer ? answers_rests(layer) : 0, kept = 0;
	struct item *items = mem_zero(count + 1, sizeof(*items));
	struct buf missing;
	const char *on;

	buf_init(&missing, 1024);
	for (size_t i = 0; i < count; i++)
		if (strcmp(answers_rest(layer, i)->text[REST_QUOTE], quote) != 0)
			items[kept++] = *answers_rest(layer, i);
	if (write_mark(rests, &on, &missing))
		items[kept++] = (struct item){
			.text = { [REST_QUOTE] = quote, [REST_ON] = on, [REST_MISSING] = missing.data } };
	beside_set_rests(wb, page, items, kept);
	buf_release(&missing);
	free(items);
}

void rests_tell(const struct rests *rests, struct buf *out)
{
	bool any = false;

	for (int i = 0; i < RESTS_ON_COUNT; i++)
		if (rests->on[i])
			buf_addf(out, "%s.", rests_on_words(i));
	for (int i = 0; i < VIEW_COUNT; i++) {
		if (!rests->missing[i])
			continue;
		if (!any)
			/* TRANSLATORS: a list of people follows: "the pupils, the staff". */
			buf_addf(out, "%s%s ", out->len ? " " : "", _("Whose view is missing:"));
		buf_addf(out, "%s%s", any ? ", " : "", rests_view_words(i));
		any = true;
	}
	if (any)
		buf_add_char(out, '.');
}
