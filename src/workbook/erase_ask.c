/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Erasing for good: what is said before, once. */
#include <config.h>

#include "workbook/erase_own.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"

/* ---- where the same words stand ---- */

struct looking {
	struct erase *e;
	const struct workbook *wb;
	const struct erase_target *chosen;
};

static size_t index_of(const struct answers *a, const struct answers_twin *twin)
{
	size_t i = 0;

	while (answers_layer(a, twin->part, twin->id, i) != twin->layer)
		i++;
	return i;
}

/* Within what is erased anyway there are none, and each is told once. */
static void add_twin(void *context, const struct answers_twin *twin)
{
	struct looking *f = context;
	struct erase_targets *twins = &f->e->twins;
	const struct answers_erasure what = { SCOPE_LAYER, twin->part, twin->id, twin->layer->id };

	if (f->chosen->scope == SCOPE_ENTRY && twin->part == f->chosen->part &&
	    strcmp(twin->id, f->chosen->id) == 0)
		return;
	for (size_t i = 0; i < twins->count; i++) {
		struct erase_target *known = &twins->items[i];

		if (known->part == twin->part && strcmp(known->id, twin->id) == 0 &&
		    strcmp(known->layer, twin->layer->id) == 0) {
			known->equal = known->equal || twin->equal;
			return;
		}
	}
	erase_add(twins, &what, twin->layer,
		  erase_name(f->wb, twin->part, twin->id,
			     index_of(workbook_answers(f->wb), twin)));
	twins->items[twins->count - 1].equal = twin->equal;
}

static void find_twins(struct erase *e, const struct workbook *wb)
{
	struct looking f = { e, wb, &e->offers.items[e->chosen] };
	const struct answers *answers = workbook_answers(wb);
	struct answers_erasure what = { SCOPE_LAYER, f.chosen->part, f.chosen->id, f.chosen->layer };

	erase_release(&e->twins);
	if (f.chosen->scope == SCOPE_LAYER)
		answers_same_words(answers, &what, add_twin, &f);
	if (f.chosen->scope != SCOPE_ENTRY)
		return;
	for (size_t i = 0; i < answers_layers(answers, what.part, what.id); i++) {
		what.layer = answers_layer(answers, what.part, what.id, i)->id;
		answers_same_words(answers, &what, add_twin, &f);
	}
}

static bool has_twin(const struct erase *e, bool equal)
{
	for (size_t i = 0; i < e->twins.count; i++)
		if (e->twins.items[i].equal == equal)
			return true;
	return false;
}

const char *erase_reach_label(const struct erase *e, enum erase_reach reach)
{
	switch (reach) {
	case ERASE_THIS:
		return e->twins.count ? _("Erase this alone for good") : _("Erase this for good");
	case ERASE_SAME:
		return has_twin(e, true) ? _("Erase this for good, and where these words stand alone") : NULL;
	case ERASE_EVERYWHERE:
		return has_twin(e, false) ?
			_("Erase this for good, and all in which these words stand") : NULL;
	}
	return NULL;
}

/* ---- what is said ---- */

static void add(struct doc *doc, const char *text)
{
	doc_add_paragraph(doc, slice_of(text));
}

static void add_chosen(struct doc *doc, const struct erase *e, const struct workbook *wb)
{
	const struct erase_target *t = &e->offers.items[e->chosen];
	const struct answers *answers = workbook_answers(wb);

	add(doc, _("This will be gone for good, and nothing brings it back:"));
	if (t->scope != SCOPE_ENTRY)
		doc_add_item(doc, slice_of(t->label));
	for (size_t i = t->scope == SCOPE_ENTRY ? answers_layers(answers, t->part, t->id) : 0; i-- > 0; ) {
		char *name = erase_name(wb, t->part, t->id, i);

		if (*answers_layer(answers, t->part, t->id, i)->text)
			doc_add_item(doc, slice_of(name));
		free(name);
	}
	if (t->scope == SCOPE_ENTRY)
		add(doc, _("And whatever else stands under that page in your workbook: steps, notes, what others said."));
	if (t->scope == SCOPE_ALL)
		add(doc, _("Your workbook stays, without words, and so does the place where you stopped."));
}

static void add_twins(struct doc *doc, const struct erase *e, bool equal, const char *head)
{
	if (!has_twin(e, equal))
		return;
	add(doc, head);
	for (size_t i = 0; i < e->twins.count; i++)
		if (e->twins.items[i].equal == equal)
			doc_add_item(doc, slice_of(e->twins.items[i].label));
}

static void add_path(void *context, const char *path)
{
	doc_add_item(context, slice_of(path));
}

static void add_files(struct doc *doc, struct workbook *wb)
{
	struct doc *files = doc_new();
	struct err err = { .text = "" };
	struct buf text;

	if (!store_erase_list(wb->store, add_path, files, &err)) {
		buf_init(&text, 16384);
		buf_addf(&text, _("Which files beside your workbook would be removed cannot be told: %s."),
			 err.text);
		doc_add_paragraph(doc, slice_buf(&text));
		buf_release(&text);
	} else if (doc_count(files)) {
		add(doc, _("These files beside your workbook are removed with it, whatever they hold:"));
		doc_add_blocks(doc, files, 0, doc_count(files));
	}
	doc_free(files);
}

struct doc *erase_ask(struct erase *e, struct workbook *wb, size_t i)
{
	struct doc *doc = doc_new();

	e->chosen = i;
	e->done = 0;
	find_twins(e, wb);
	add_chosen(doc, e, wb);
	add_twins(doc, e, true, _("The same words, and no others, also stand here:"));
	add_twins(doc, e, false, _("Among other words they also stand here:"));
	add_files(doc, wb);
	add(doc, _("The journal is emptied, and nothing is left to undo. Disks, backups of this computer, and "
		   "copies that you saved or gave away may keep the words: leaderplus cannot reach those."));
	return doc;
}
