/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader wrote: looking, writing, and the clock that orders it. */
#include <config.h>

#include "answers/answers.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "answers/codec.h"
#include "answers/model.h"
#include "answers/stamp.h"
#include "base/hash.h"
#include "base/intl.h"
#include "base/mem.h"

struct answers *answers_new_kind(const struct sys *sys, enum answers_kind kind,
				 const char *pack_id, const char *pack_version)
{
	struct answers *a = MEM_NEW(struct answers);
	char id[ID_SIZE];

	id_random(sys, id);
	a->kind = kind;
	a->language = mem_string("");
	a->id = mem_string(id);
	a->pack_id = mem_string(pack_id);
	a->pack_version = mem_string(pack_version);
	a->place.page = mem_string("");
	return a;
}

struct answers *answers_new(const struct sys *sys, const char *pack_id, const char *pack_version)
{
	return answers_new_kind(sys, KIND_WORKBOOK, pack_id, pack_version);
}

bool answers_read(struct answers **a, struct slice json, struct err *err)
{
	struct answers *read = MEM_NEW(struct answers);

	if (!codec_read(read, json, err)) {
		answers_free(read);
		return false;
	}
	*a = read;
	return true;
}

static void add_note(const struct report *report, const char *what)
{
	report->add(report->context, &(struct finding){ .note = true, .what = what });
}

bool answers_check(struct slice json, const struct report *report)
{
	struct answers *a = MEM_NEW(struct answers);
	bool ok = codec_check(a, json, report);

	if (ok && a->newer)
		add_note(report, _("a newer version of leaderplus wrote this file; it can only be "
				   "read here"));
	else if (ok && answers_is_full(a))
		add_note(report, _("the clock in this file has run out, so it seems damaged; it can "
				   "only be read here"));
	answers_free(a);
	return ok;
}

/* Whether BYTES, read back, are A. */
static bool check_print(const struct answers *a, struct slice bytes, struct err *err)
{
	struct answers *copy;
	bool equal;

	if (!answers_read(&copy, bytes, err))
		return false;
	equal = model_equal(a, copy);
	answers_free(copy);
	return equal || err_set(err, ERR_IO, _("what was about to be written could not be read "
					       "back as it was; nothing was written"));
}

bool answers_print(const struct answers *a, struct buf *out, struct err *err)
{
	struct buf bytes;
	bool ok;

	if (a->newer)
		return err_set(err, ERR_NEWER, _("a newer version of leaderplus wrote this file; "
						 "it can only be read here"));
	buf_init(&bytes, ANSWERS_FILE_MAX);
	ok = codec_print(a, &bytes, err) && check_print(a, slice_buf(&bytes), err);
	if (ok && bytes.len > out->max - out->len)
		ok = err_set(err, ERR_TOO_BIG, _("this would be more than %zu bytes"), out->max);
	if (ok)
		buf_add_slice(out, slice_buf(&bytes));
	buf_release(&bytes);
	return ok;
}

enum answers_kind answers_kind(const struct answers *a)
{
	return a->kind;
}

const char *answers_language(const struct answers *a)
{
	return a->language;
}

const char *answers_id(const struct answers *a)
{
	return a->id;
}

const char *answers_pack_id(const struct answers *a)
{
	return a->pack_id;
}

bool answers_is_newer(const struct answers *a)
{
	return a->newer;
}

bool answers_is_full(const struct answers *a)
{
	return a->clock > MODEL_CLOCK_MAX - UINT32_MAX;
}

size_t answers_count(const struct answers *a, enum answers_part part)
{
	return a->parts[part].count;
}

const char *answers_entry_id(const struct answers *a, enum answers_part part, size_t i)
{
	return a->parts[part].entries[i].id;
}

bool answers_has(const struct answers *a, enum answers_part part, const char *id)
{
	return model_find_entry(&a->parts[part], id) != NULL;
}

size_t answers_layers(const struct answers *a, enum answers_part part, const char *id)
{
	const struct model_entry *entry = model_find_entry(&a->parts[part], id);

	return entry ? entry->count : 0;
}

const struct layer *answers_layer(const struct answers *a, enum answers_part part,
				  const char *id, size_t i)
{
	return &model_find_entry(&a->parts[part], id)->layers[i].shown;
}

static struct model_layer *newest(struct model_entry *entry)
{
	return entry && entry->count ? &entry->layers[entry->count - 1] : NULL;
}

const struct layer *answers_newest(const struct answers *a, enum answers_part part, const char *id)
{
	struct model_layer *layer = newest(model_find_entry(&a->parts[part], id));

	return layer ? &layer->shown : NULL;
}

/* A zero byte, which no JSON of ours can hold, would cut the text: it becomes U+FFFD. */
char *model_text(struct slice text)
{
	struct buf copy;

	buf_init(&copy, SIZE_MAX / 2);
	for (const char *nul; text.len && (nul = memchr(text.data, '\0', text.len));) {
		size_t before = (size_t)(nul - text.data);

		buf_add(&copy, text.data, before);
		buf_add_str(&copy, "\xEF\xBF\xBD");
		text = slice_part(text, before + 1, text.len);
	}
	buf_add_slice(&copy, text);
	return buf_steal(&copy);
}

static bool is_blank(struct slice text)
{
	return slice_trim(text).len == 0;
}

/* Whether CHANGE says what already stands in LAYER (NULL: nothing stands).  Only words, or
 * another reason, end that a question is open. */
static bool is_same(const struct model_layer *layer, const struct answers_change *change)
{
	struct slice old = layer ? slice_of(layer->shown.text) : (struct slice){ 0 };
	bool both_blank = is_blank(old) && is_blank(change->text), open = layer && layer->shown.open;

	if (change->open)
		return open && (slice_equal(old, change->text) || both_blank);
	if (change->again || open)
		return is_blank(change->text);
	return slice_equal(old, change->text) || both_blank;
}

bool model_is_own(const struct model_layer *layer, const struct answers_change *change)
{
	return layer->own || (change->same_hand && layer->shown.clock > change->foreign);
}

/* Whether somebody has replied to LAYER: the words that the reply speaks of are kept. */
static bool is_answered(const struct model_entry *entry, const struct model_layer *layer)
{
	const struct model_items *replies = &entry->items[ITEM_REPLY];

	for (size_t i = 0; i < replies->count; i++)
		if (strcmp(replies->items[i].shown.text[REPLY_TO], layer->shown.id) == 0)
			return true;
	return false;
}

/* Whether LAYER is of this sitting.  One with members of a later version is left
 * alone, for they may speak about its text; so is one that answers other words, one that was
 * replied to, and one whose words or reason would go because the question is left open, or is
 * not any more. */
static bool may_amend(const struct model_entry *entry, const struct model_layer *layer,
		      const struct answers_change *change)
{
	time_t at;

	if (!layer || change->again || layer->extras.count || is_answered(entry, layer) ||
	    (layer->shown.open != change->open && !is_blank(slice_of(layer->shown.text))) ||
	    !slice_is(change->question, layer->shown.question) || !model_is_own(layer, change))
		return false;
	at = answers_time(layer->shown.at);
	/* Our own wall clock may have been set back meanwhile. */
	return at >= 0 && change->now <= at + ANSWERS_SITTING && (change->now >= at || layer->own);
}

/* What rests on something goes along as long as it stands in the new words. */
static void carry_rests(struct model_layer *to, const struct model_items *from)
{
	for (size_t i = 0; i < from->count; i++) {
		const char *quote = from->items[i].shown.text[REST_QUOTE];

		if (*quote && strstr(to->shown.text, quote))
			model_copy_item(&to->rests, ITEM_REST, &from->items[i]);
	}
}

static struct model_layer *begin_layer(const struct sys *sys, struct model_entry *entry,
				       struct slice question)
{
	struct model_layer *layer = model_add_layer(entry);
	char id[ID_SIZE];

	id_random(sys, id);
	layer->shown.id = mem_string(id);
	layer->shown.question = model_text(question);
	return layer;
}

/* Texts are copied before what they may be lent from goes; what is lent is not looked at again. */
static void set_text(struct answers *a, struct model_layer *layer,
		     const struct answers_change *change)
{
	layer->shown.clock = a->words = ++a->clock;
	model_replace(&layer->shown.at, stamp_of(change->now));
	model_replace(&layer->shown.text, model_text(change->text));
	layer->shown.open = change->open;
	layer->own = true;
	if (change->open || is_blank(slice_of(layer->shown.text)))
		model_release_items(&layer->rests);
}

bool model_write(struct answers *a, const struct sys *sys, struct model_entry *entry,
		 const struct answers_change *change)
{
	struct model_layer *layer = newest(entry);
	bool amends = may_amend(entry, layer, change);

	if (is_same(layer, change))
		return false;
	if (!amends)
		layer = begin_layer(sys, entry, change->question);
	set_text(a, layer, change);
	if (!amends && entry->count > 1)
		carry_rests(layer, &entry->layers[entry->count - 2].rests);
	return true;
}

struct model_layer *model_write_again(struct answers *a, const struct sys *sys,
				      struct model_entry *entry, time_t now)
{
	const struct layer old = newest(entry)->shown;
	struct model_layer *layer = begin_layer(sys, entry, slice_of(old.question));

	set_text(a, layer, &(struct answers_change){
		.text = slice_of(old.text), .now = now, .open = old.open });
	return layer;
}

bool answers_write(struct answers *a, const struct sys *sys, const struct answers_change *change)
{
	struct model_part *part = &a->parts[change->part];
	struct model_entry *entry = model_find_entry(part, change->id);

	if (!entry && is_same(NULL, change))
		return false;
	return model_write(a, sys, entry ? entry : model_add_entry(part, change->id), change);
}

int64_t answers_clock(const struct answers *a)
{
	return a->clock;
}

int64_t answers_words_clock(const struct answers *a)
{
	return a->words;
}

struct answers_place answers_place(const struct answers *a)
{
	return a->place;
}

bool answers_set_place(struct answers *a, const char *page, long paragraph)
{
	if (strcmp(a->place.page, page) == 0 && a->place.paragraph == paragraph)
		return false;
	model_replace(&a->place.page, mem_string(page));
	a->place.paragraph = paragraph;
	a->place.clock = ++a->clock;
	return true;
}
