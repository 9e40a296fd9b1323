/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a writer may say to her mentor before her answers. */
#include <config.h>

#include "workbook/preface.h"

#include <string.h>

#include "base/intl.h"
#include "workbook/workbook_own.h"

static const struct { const char *id, *title; } boxes[PREFACE_COUNT] = {
	[PREFACE_WORKING] = { "mentor-copy-working-on", N_("What I am working on") },
	[PREFACE_TALK] = { "mentor-copy-talk-about", N_("What I want to talk about") },
};

const char *preface_id(enum preface which)
{
	return boxes[which].id;
}

const char *preface_title(enum preface which)
{
	return _(boxes[which].title);
}

struct doc *preface_ask(enum preface which)
{
	struct doc *doc = doc_new();

	if (which == PREFACE_WORKING)
		doc_add_paragraph(doc, slice_of(_("Two boxes, if you like: what you type stands before your "
						  "answers, and is kept in your workbook. An empty one is left "
						  "out.")));
	else
		doc_add_paragraph(doc, slice_of(_("Empty, this one is left out, too. Then comes the copy, for "
						  "you to read first.")));
	return doc;
}

bool preface_is(enum answers_part part, const char *id)
{
	for (enum preface i = 0; i < PREFACE_COUNT; i++)
		if (part == PART_ANSWERS && strcmp(id, boxes[i].id) == 0)
			return true;
	return false;
}

const char *preface_or_stray(enum answers_part part, const char *id)
{
	for (enum preface which = 0; which < PREFACE_COUNT; which++)
		if (part == PART_ANSWERS && strcmp(id, preface_id(which)) == 0)
			return preface_title(which);
	return _("A page that this book does not have");
}

const char *preface_text(const struct workbook *wb, enum preface which)
{
	const struct layer *newest = wb->store ? answers_newest(store_answers(wb->store), PART_ANSWERS,
								 boxes[which].id) : NULL;

	return newest && !newest->open ? newest->text : "";
}

void preface_prepare(struct workbook *wb, enum preface which)
{
	if (!workbook_locked(wb))
		store_prepare(wb->store, strlen(preface_text(wb, which)));
}

void preface_write(struct workbook *wb, enum preface which, struct slice text)
{
	struct answers_change change = {
		.part = PART_ANSWERS, .id = boxes[which].id, .question = slice_of(preface_title(which)),
		.text = text,
	};

	if (workbook_locked(wb))
		return;
	change.now = wb->sys->now();
	change.same_hand = store_same_hand(wb->store);
	change.foreign = store_foreign(wb->store);
	answers_write(store_answers(wb->store), wb->sys, &change);
}
