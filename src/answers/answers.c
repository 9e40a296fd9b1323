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

struct answers *answers_new(const struct sys *sys, const char *pack_id, const char *pack_version)
{
	struct answers *a = MEM_NEW(struct answers);
	char id[ID_SIZE];

	id_random(sys, id);
	a->id = mem_string(id);
	a->pack_id = mem_string(pack_id);
	a->pack_version = mem_string(pack_version);
	a->place.page = mem_string("");
	return a;
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
static char *copy_text(struct slice text)
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

/* Whether CHANGE says what already stands in LAYER (NULL: nothing stands). */
static bool is_same(const struct model_layer *layer, const struct answers_change *change)
{
	struct slice old = layer ? slice_of(layer->shown.text) : (struct slice){ 0 };

	return slice_equal(old, change->text) || (is_blank(old) && is_blank(change->text));
}

/* Whether LAYER is of this sitting.  One with members of a later version is left
 * alone, for they may speak about its text; so is one that answers other words. */
static bool may_amend(const struct model_layer *layer, const struct answers_change *change)
{
	time_t at;

	if (!layer || layer->extras.count || !slice_is(change->question, layer->shown.question) ||
	    !(layer->own || change->same_hand))
		return false;
	at = answers_time(layer->shown.at);
	/* Our own wall clock may have been set back meanwhile. */
	return at >= 0 && change->now <= at + ANSWERS_SITTING && (change->now >= at || layer->own);
}

static void set_text(struct answers *a, struct layer *layer, const struct answers_change *change)
{
	layer->clock = a->words = ++a->clock;
	model_replace(&layer->at, stamp_of(change->now));
	model_replace(&layer->text, copy_text(change->text));	/* copied first: it may be lent by us */
}

bool answers_write(struct answers *a, const struct sys *sys, const struct answers_change *change)
{
	struct model_part *part = &a->parts[change->part];
	struct model_entry *entry = model_find_entry(part, change->id);
	struct model_layer *layer = newest(entry);

	if (is_same(layer, change))
		return false;
	if (!may_amend(layer, change)) {
		char id[ID_SIZE];

		id_random(sys, id);
		layer = model_add_layer(entry ? entry : model_add_entry(part, change->id));
		layer->shown.id = mem_string(id);
		layer->shown.question = copy_text(change->question);
	}
	set_text(a, &layer->shown, change);
	layer->own = true;
	return true;
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
