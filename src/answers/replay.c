/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brings what a journal holds back into a workbook. */
#include <config.h>

#include "answers/replay.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "answers/codec.h"
#include "answers/replay_own.h"
#include "base/hash.h"
#include "base/intl.h"
#include "base/mem.h"

static bool is_part_newer(const struct model_part *part, int64_t since)
{
	for (size_t i = 0; i < part->count; i++)
		if (codec_is_newer(&part->entries[i], since))
			return true;
	return false;
}

static bool is_any_newer(const struct answers *a, int64_t since)
{
	for (int part = 0; part < PART_COUNT; part++)
		if (is_part_newer(&a->parts[part], since))
			return true;
	return a->place.clock > since;
}

/* Whether BYTES can be read, and say the same then. */
static bool check_print(struct slice bytes, int64_t since, struct err *err)
{
	struct answers *copy;
	struct buf again;
	bool ok;

	if (!answers_read(&copy, bytes, err))
		return false;
	buf_init(&again, ANSWERS_FILE_MAX);
	ok = codec_print_since(copy, since, &again, err);
	if (ok && !slice_equal(bytes, slice_buf(&again)))
		ok = err_set(err, ERR_IO, _("what was about to be written could not be read "
					    "back as it was; nothing was written"));
	buf_release(&again);
	answers_free(copy);
	return ok;
}

bool replay_print(const struct answers *a, int64_t since, struct buf *out, struct err *err)
{
	struct buf bytes;
	bool ok;

	if (a->newer)
		return err_set(err, ERR_NEWER, _("a newer version of leaderplus wrote this file; "
						 "it can only be read here"));
	if (!is_any_newer(a, since))
		return true;
	buf_init(&bytes, ANSWERS_FILE_MAX);
	ok = codec_print_since(a, since, &bytes, err) &&
	     check_print(slice_buf(&bytes), since, err);
	if (ok && bytes.len > out->max - out->len)
		ok = err_set(err, ERR_TOO_BIG, _("this would be more than %zu bytes"), out->max);
	if (ok)
		buf_add_slice(out, slice_buf(&bytes));
	buf_release(&bytes);
	return ok;
}

static struct model_layer *find_layer(const struct model_entry *entry, const char *id)
{
	for (size_t i = 0; entry && i < entry->count; i++)
		if (strcmp(entry->layers[i].shown.id, id) == 0)
			return &entry->layers[i];
	return NULL;
}

static bool is_blank(const char *text)
{
	return slice_trim(slice_of(text)).len == 0;
}

static bool is_same_text(const char *a, const char *b)
{
	return strcmp(a, b) == 0 || (is_blank(a) && is_blank(b));
}

static bool is_blank_layer(const struct model_layer *layer)
{
	return is_blank(layer->shown.text) && !layer->shown.open;
}

/* Whether both say the same, and it rests on the same. */
static bool is_same(const struct model_layer *a, const struct model_layer *b)
{
	return is_same_text(a->shown.text, b->shown.text) && a->shown.open == b->shown.open &&
	       model_items_equal(&a->rests, &b->rests);
}

static bool is_newest(const struct model_entry *entry, const struct model_layer *layer)
{
	return entry && entry->count ? is_same(&entry->layers[entry->count - 1], layer) :
				       is_blank_layer(layer);
}

/* Blanks stand everywhere. */
static bool is_any(const struct model_entry *entry, const struct model_layer *layer)
{
	for (size_t i = 0; entry && i < entry->count; i++)
		if (is_same(&entry->layers[i], layer))
			return true;
	return is_blank_layer(layer);
}

void replay_raise_clock(struct answers *a, int64_t clock)
{
	if (clock > a->clock)
		a->clock = clock;
}

char *replay_other_id(const char *own, int64_t clock)
{
	struct buf b;
	char id[ID_SIZE];

	buf_init(&b, 2 * MODEL_TEXT_MAX);
	buf_addf(&b, "%s %" PRId64, own, clock);
	id_of_hash(hash_of(slice_buf(&b)), id);
	buf_release(&b);
	return mem_string(id);
}

static char *other_id(const struct layer *layer)
{
	return replay_other_id(layer->id, layer->clock);
}

bool replay_is_forgotten(const struct ids *forgotten, const char *id, int64_t clock)
{
	char *other;
	bool is;

	if (!forgotten->count)
		return false;
	other = replay_other_id(id, clock);
	is = ids_have(forgotten, id) || ids_have(forgotten, other);
	free(other);
	return is;
}

static bool is_forgotten(const struct ids *forgotten, const struct layer *layer)
{
	return replay_is_forgotten(forgotten, layer->id, layer->clock);
}

/* Whether STANDING (or NULL) is LAYER or what became of it later.  With an equal clock and other
 * words it is neither: a write over the file was cut short between the two, or somebody else
 * went on from the same layer. */
static bool has_come(const struct model_layer *standing, const struct model_layer *layer)
{
	if (!standing || standing->shown.clock < layer->shown.clock)
		return false;
	return standing->shown.clock > layer->shown.clock || is_same(standing, layer);
}

/* Whether LAYER stands in ENTRY, or what it became when this journal came before. */
static bool is_there(const struct model_entry *entry, const struct model_layer *layer)
{
	const struct model_layer *standing = find_layer(entry, layer->shown.id);
	bool there = has_come(standing, layer);
	char *id;

	if (!standing || there)
		return there;
	id = other_id(&layer->shown);
	there = find_layer(entry, id) != NULL;
	free(id);
	return there;
}

/* How many of the journal's layers in FROM have had their turn, for the last of them is
 * there already, or was until it was erased. */
static size_t count_turns(const struct replay *r, const struct model_entry *entry,
			  const struct model_entry *from)
{
	size_t turns = from->count;

	while (turns > 0 && !is_there(entry, &from->layers[turns - 1]) &&
	       !is_forgotten(&r->to->forgotten, &from->layers[turns - 1].shown))
		turns--;
	return turns;
}

/* Whether LAYER was written on what stands in the file, whatever the journal says. */
static bool is_written_on(const struct replay *r, const struct layer *layer)
{
	return r->same_base && layer->clock > r->since;
}

/* Whether what LAYER says stands in ENTRY where nothing of this journal takes its place. */
static bool will_stay(const struct replay *r, const struct model_entry *entry,
		      const struct model_layer *standing, const struct model_layer *layer)
{
	if (!r->same_base)
		return is_any(entry, layer);
	return is_blank_layer(layer) || (standing && is_same(standing, layer));
}

/* Makes LAYER one that can join ENTRY beside STANDING (or NULL), which has its id.  Returns
 * whether there is need for it. */
static bool make_new(struct replay *r, const struct model_entry *entry,
		     const struct model_layer *standing, struct model_layer *layer)
{
	struct layer *shown = &layer->shown;

	if ((is_newest(entry, layer) || r->had_its_turn) && will_stay(r, entry, standing, layer))
		return false;
	if (standing) {
		model_replace(&shown->id, other_id(shown));
		if (find_layer(entry, shown->id))
			return false;
	}
	if (!is_written_on(r, shown)) {
		replay_raise_clock(r->to, shown->clock);
		shown->clock = ++r->to->clock;
	}
	return true;
}

/* LAYER's strings go to the entry ID of PART, or stay where they are. */
static void apply_layer(struct replay *r, struct model_part *part, const char *id,
			struct model_layer *layer)
{
	struct model_entry *entry = model_find_entry(part, id);
	struct model_layer *standing = find_layer(entry, layer->shown.id), old;

	if (is_forgotten(&r->to->forgotten, &layer->shown) || has_come(standing, layer))
		return;
	if (!is_written_on(r, &layer->shown) || (standing && standing->extras.count)) {
		if (!make_new(r, entry, standing, layer))
			return;
		standing = NULL;
	}
	if (!entry)
		entry = model_add_entry(part, id);
	if (!standing)
		standing = model_add_layer(entry);
	old = *standing;
	*standing = *layer;
	*layer = old;
	standing->own = true;
	replay_raise_clock(r->to, standing->shown.clock);
	r->back = r->back || !is_blank(standing->shown.text);
	model_settle_layer(entry, standing);
}

/* A choice that was made on what stands counts; else nobody sees more than both allow. */
static void apply_share(struct replay *r, struct model_entry *entry, const struct model_entry *from)
{
	struct ids both = { 0 };

	for (size_t i = 0; i < from->share.count; i++)
		if (r->same_base || !entry->has_share || ids_have(&entry->share, from->share.items[i]))
			ids_add(&both, from->share.items[i]);
	ids_settle(&both);
	if (entry->has_share && ids_equal(&both, &entry->share)) {
		ids_release(&both);
		return;
	}
	ids_release(&entry->share);
	entry->share = both;
	entry->has_share = r->shares = true;
	entry->share_clock = r->since + 1;
}

static void apply_hung(struct replay *r, struct model_part *to, struct model_entry *from)
{
	struct model_entry *entry = model_find_entry(to, from->id);
	bool made = !entry;

	if (made)
		entry = model_add_entry(to, from->id);
	replay_items(r, entry, from);
	if (from->has_share)
		apply_share(r, entry, from);
	if (made && model_is_empty(entry))
		model_drop_entry(to, entry);
}

static void apply_part(struct replay *r, struct model_part *to, struct model_part *from)
{
	for (size_t i = 0; i < from->count; i++) {
		struct model_entry *entry = &from->entries[i];
		size_t turns = count_turns(r, model_find_entry(to, entry->id), entry);

		for (size_t j = 0; j < entry->count; j++) {
			r->had_its_turn = j < turns;
			apply_layer(r, to, entry->id, &entry->layers[j]);
		}
		apply_hung(r, to, entry);
	}
}

static void apply_place(struct replay *r, const struct answers_place *from)
{
	struct answers *to = r->to;

	if (from->clock <= to->place.clock)
		return;
	model_replace(&to->place.page, mem_string(from->page));
	to->place.paragraph = from->paragraph;
	replay_raise_clock(to, from->clock);
	to->place.clock = from->clock > r->since ? from->clock : ++to->clock;
}

/* What was erased when the journal was written is erased. */
static void take_forgotten(struct replay *r, const struct ids *forgotten)
{
	struct answers *a = r->to;
	size_t known = a->forgotten.count;

	for (size_t i = 0; i < forgotten->count; i++)
		ids_add(&a->forgotten, forgotten->items[i]);
	ids_settle(&a->forgotten);
	r->forgets = a->forgotten.count > known;
	for (int part = 0; part < PART_COUNT && r->forgets; part++)
		for (size_t i = 0; i < a->parts[part].count; i++)
			(void)model_drop_forgotten(&a->parts[part].entries[i], &a->forgotten);
}

static bool read_journal(struct answers **journal, struct slice json, struct err *err)
{
	struct err why = { 0 };

	return answers_read(journal, json, &why) ||
	       err_set(err, why.kind, _("the journal cannot be read: %s"), why.text);
}

static bool check_journal(const struct answers *a, const struct answers *journal, struct err *err)
{
	if (journal->newer)
		return err_set(err, ERR_NEWER, _("a newer version of leaderplus wrote the journal"));
	if (a->kind != journal->kind || strcmp(a->id, journal->id) != 0)
		return err_set(err, ERR_SYNTAX, _("the journal belongs to another workbook"));
	if (answers_is_full(a) || answers_is_full(journal))
		return err_set(err, ERR_SYNTAX, _("the clock in the journal or in the workbook has "
						  "run out, so it seems damaged"));
	return true;
}

bool replay_apply(struct answers *a, struct slice json, bool same_base, bool *back,
		  struct err *err)
{
	struct replay r = { .to = a, .same_base = same_base, .since = a->clock };
	struct answers *journal;
	bool ok;

	if (!read_journal(&journal, json, err))
		return false;
	ok = check_journal(a, journal, err);
	if (ok) {
		take_forgotten(&r, &journal->forgotten);
		for (int part = 0; part < PART_COUNT; part++)
			apply_part(&r, &a->parts[part], &journal->parts[part]);
		apply_place(&r, &journal->place);
		/* Choices and what was erased have no clock, and what was merged keeps its own: the place has
		 * it for them. */
		if (((r.shares || r.forgets) && a->place.clock <= r.since) || (r.merges && a->clock <= r.since))
			a->place.clock = ++a->clock;
		*back = r.back;
		if (a->clock > r.since) {
			replay_raise_clock(a, journal->clock);	/* it may stand in a strange member */
			a->words = a->clock;
		}
	}
	answers_free(journal);
	return ok;
}
