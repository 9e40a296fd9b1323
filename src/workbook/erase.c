/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Erasing for good: what can be erased, and doing it. */
#include <config.h>

#include "workbook/erase_own.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "text/safe.h"
#include "text/utf8.h"
#include "workbook/before.h"
#include "workbook/conflicts.h"
#include "workbook/entry.h"
#include "workbook/preface.h"
#include "workbook/replies.h"

#define EXCERPT 60	/* cells of the words' beginning */
#define LABEL_MAX ((size_t)512 * 1024)	/* bytes: a wording or a title may stand in it */

const char *erase_why_not(const struct workbook *wb)
{
	if (!workbook_locked(wb) && workbook_conflict(wb))
		return _("another program has changed your workbook, and your words are in another file "
			 "now");
	return workbook_locked(wb);
}

/* ---- what can be erased ---- */

void erase_add(struct erase_targets *list, const struct answers_erasure *what,
	       const struct layer *layer, char *label)
{
	list->items = mem_grow(list->items, list->count, &list->cap, sizeof(*list->items));
	list->items[list->count++] = (struct erase_target){
		.scope = what->scope, .part = what->part, .label = label,
		.id = what->id ? mem_string(what->id) : NULL,
		.layer = what->layer ? mem_string(what->layer) : NULL,
		.text = layer ? mem_string(layer->text) : NULL,
		.clock = layer ? layer->clock : 0,
	};
}

void erase_release(struct erase_targets *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].id);
		free(list->items[i].layer);
		free(list->items[i].text);
		free(list->items[i].label);
	}
	free(list->items);
	*list = (struct erase_targets){ .items = NULL };
}

void erase_excerpt(const char *text, struct buf *out)
{
	struct slice all = slice_trim(slice_of(text));
	bool blank = false;
	int width = 0;

	for (size_t at = 0, next; at < all.len; at = next) {
		struct slice cluster;

		next = cluster_next(all, at);
		cluster = slice_part(all, at, next);
		if (!slice_trim(cluster).len) {
			blank = true;
			continue;
		}
		width += blank + safe_cluster_width(cluster);
		if (width > EXCERPT) {
			buf_add_str(out, "…");
			return;
		}
		if (blank)
			buf_add_char(out, ' ');
		buf_add_slice(out, cluster);
		blank = false;
	}
}

char *erase_name(const struct workbook *wb, enum answers_part part, const char *id, size_t i)
{
	const struct answers *answers = workbook_answers(wb);
	const struct pack *pack = workbook_pack(wb);
	struct buf out, when;
	size_t page;

	buf_init(&out, LABEL_MAX);
	buf_init(&when, 512);
	before_when(answers, part, id, i, &when);
	/* TRANSLATORS: a page's title, and a date. */
	buf_addf(&out, _("%s (what I wrote on %s)"),
		 entry_in_pack(answers, pack, part, id, &page) ? pack_page(pack, page)->title :
		 preface_or_stray(part, id), when.data);
	buf_add_str(&out, ": ");
	erase_excerpt(answers_layer(answers, part, id, i)->text, &out);
	buf_release(&when);
	return buf_steal(&out);
}

/* A layer of the page at hand: its title need not be said. */
static char *name_layer(const struct answers *a, enum answers_part part, const char *id, size_t i)
{
	struct buf out, when;

	buf_init(&out, LABEL_MAX);
	buf_init(&when, 512);
	before_when(a, part, id, i, &when);
	before_name(answers_layer(a, part, id, i), when.data, &out);
	buf_add_str(&out, ": ");
	erase_excerpt(answers_layer(a, part, id, i)->text, &out);
	buf_release(&when);
	return buf_steal(&out);
}

static void add_replies(struct erase_targets *list, const struct answers *a,
			const struct answers_erasure *entry)
{
	struct answers_erasure what = *entry;
	struct buf out;

	what.scope = SCOPE_ITEM;
	for (size_t i = answers_items(a, what.part, what.id, ITEM_REPLY); i-- > 0; ) {
		const struct item *reply = answers_item(a, what.part, what.id, ITEM_REPLY, i);

		what.layer = reply->id;
		buf_init(&out, LABEL_MAX);
		replies_tell(reply, &out);
		buf_add_str(&out, ": ");
		erase_excerpt(reply->text[REPLY_TEXT], &out);
		erase_add(list, &what, NULL, buf_steal(&out));
	}
}

static void add_entry(struct erase_targets *list, const struct answers_erasure *what, bool in_book,
		      const char *of)
{
	struct buf out;

	buf_init(&out, LABEL_MAX);
	buf_addf(&out, preface_is(what->part, what->id) ?
		 /* TRANSLATORS: %s is 'What I am working on'. */
		 _("All that I wrote for my mentor's copy: %s") : in_book ?
		 /* TRANSLATORS: %s is the title of a page. */
		 _("All that I wrote on the page: %s") :
		 /* TRANSLATORS: %s is the question. */
		 _("All under a page that this book does not have: %s"), of);
	erase_add(list, what, NULL, buf_steal(&out));
}

static void add_page(struct erase_targets *list, const struct workbook *wb, size_t page)
{
	const struct answers *answers = workbook_answers(wb);
	const struct pack_page *at = pack_page(workbook_pack(wb), page);
	struct answers_erasure what = { .part = entry_part(at), .id = entry_id(answers, at) };
	bool has = workbook_has_box(wb, page) && answers_has(answers, what.part, what.id);
	size_t count = has ? answers_layers(answers, what.part, what.id) : 0;

	what.scope = SCOPE_LAYER;
	for (size_t i = count; i-- > 0; ) {
		const struct layer *layer = answers_layer(answers, what.part, what.id, i);

		what.layer = layer->id;
		if (*layer->text)
			erase_add(list, &what, layer, name_layer(answers, what.part, what.id, i));
	}
	if (has)
		add_replies(list, answers, &what);
	what.layer = NULL;
	what.scope = SCOPE_ENTRY;
	if (has)
		add_entry(list, &what, true, at->title);
}

/* What stands under ids that this book does not have. */
static void add_strays(struct erase_targets *list, const struct workbook *wb)
{
	const struct answers *answers = workbook_answers(wb);

	for (enum answers_part part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < answers_count(answers, part); i++) {
			const char *id = answers_entry_id(answers, part, i);
			const struct layer *newest = answers_newest(answers, part, id);
			const struct answers_erasure what = { SCOPE_ENTRY, part, id, NULL };
			size_t page;

			if (!entry_in_pack(answers, workbook_pack(wb), part, id, &page))
				add_entry(list, &what, false,
					  newest && *newest->question ? newest->question : id);
		}
}

struct erase *erase_new(const struct workbook *wb, size_t page)
{
	const struct answers_erasure all = { .scope = SCOPE_ALL };
	struct erase *e = MEM_NEW(struct erase);

	if (!workbook_answers(wb))
		return e;
	add_page(&e->offers, wb, page);
	add_strays(&e->offers, wb);
	erase_add(&e->offers, &all, NULL, mem_string(_("All that I ever wrote, on every page")));
	return e;
}

void erase_free(struct erase *e)
{
	if (!e)
		return;
	erase_release(&e->offers);
	erase_release(&e->twins);
	free(e);
}

size_t erase_count(const struct erase *e)
{
	return e->offers.count;
}

const char *erase_label(const struct erase *e, size_t i)
{
	return e->offers.items[i].label;
}

/* ---- doing it ---- */

/* What T names now: a layer gets another id where one with the same id has been erased
 * elsewhere. */
static struct answers_erasure find(const struct answers *a, const struct erase_target *t)
{
	struct answers_erasure what = { t->scope, t->part, t->id, t->layer };
	const char *other = NULL;

	if (t->scope != SCOPE_LAYER)
		return what;
	for (size_t i = 0; i < answers_layers(a, t->part, t->id); i++) {
		const struct layer *layer = answers_layer(a, t->part, t->id, i);

		if (strcmp(layer->id, t->layer) == 0)
			return what;
		if (layer->clock == t->clock && strcmp(layer->text, t->text) == 0)
			other = layer->id;
	}
	if (other)
		what.layer = other;
	return what;
}

/* The I-th of what REACH takes: the chosen one, then its twins; NULL behind the last. */
static const struct erase_target *target_at(const struct erase *e, enum erase_reach reach, size_t i)
{
	const struct erase_targets *twins = &e->twins;

	if (i == 0)
		return &e->offers.items[e->chosen];
	for (size_t k = 0; k < twins->count && reach != ERASE_THIS; k++)
		if ((reach == ERASE_EVERYWHERE || twins->items[k].equal) && --i == 0)
			return &twins->items[k];
	return NULL;
}

static bool erase_one(struct workbook *wb, struct erase *e, const struct erase_target *target,
		      struct err *err)
{
	int64_t clock = answers_clock(workbook_answers(wb));
	struct answers_erasure what = find(workbook_answers(wb), target);
	bool ok = store_erase(wb->store, &what, err);

	e->gone = e->gone || answers_clock(workbook_answers(wb)) != clock;
	return ok;
}

/* What other programs keep beside the file is theirs: it is named, and stays. */
static void name_copies(struct workbook *wb, struct buf *said)
{
	struct copies copies;

	conflicts_all(&copies, wb->sys, wb);
	for (size_t i = 0; i < copies.count; i++) {
		const char *path = copies.items[i].path, *slash = strrchr(path, '/');

		buf_add_str(said, i ? ", " : _(" These lie beside your workbook and may keep them, too: "));
		buf_add_str(said, slash ? slash + 1 : path);
	}
	if (copies.count)
		buf_add_char(said, '.');
	copies_release(&copies);
}

enum erase_end workbook_erase(struct workbook *wb, struct erase *e, enum erase_reach reach,
			      struct buf *said)
{
	const struct erase_target *target;
	struct err err = { .text = "" };

	while ((target = target_at(e, reach, e->done))) {
		if (!erase_one(wb, e, target, &err)) {
			buf_addf(said, e->gone ? _("Not everything is erased for good yet: %s. Erasing once "
						   "more does what is left.") :
				 _("That does not work: %s."), err.text);
			return e->gone ? ERASE_PARTLY : ERASE_NOTHING;
		}
		e->done++;
	}
	buf_add_str(said, _("Erased for good. Disks, backups and copies that were given away may keep the "
			    "words."));
	name_copies(wb, said);
	return ERASE_DONE;
}
