/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a writer may say to her mentor before her answers: two boxes, one after the other. */
#include <config.h>

#include <stdlib.h>

#include "base/intl.h"
#include "base/mem.h"
#include "plain/words.h"

enum { KEEP = 1, WRITE, ADD, EMPTY };

/* What is to become of the box; 0: back. */
static size_t choose_how(struct talk *t, enum preface which)
{
	const char *const blank[] = { _("Leave it out"), _("Write it") };
	const char *const full[] = {
		_("Keep it as it is"), _("Write something new in its place"), _("Add to its end"),
		_("Leave it out, and empty the box"),
	};
	struct doc *doc;

	sayf(t, "%s", preface_title(which));
	if (!*preface_text(t->wb, which))
		return talk_choose(t, blank, ARRAY_LEN(blank));
	doc = doc_new();
	doc_add_words(doc, slice_of(preface_text(t->wb, which)));
	say_doc(t, doc, 0, false);
	doc_free(doc);
	return talk_choose(t, full, ARRAY_LEN(full));
}

static bool ask_box(struct talk *t, enum preface which)
{
	size_t how = choose_how(t, which);
	char *old = mem_string(preface_text(t->wb, which));

	if (how == WRITE)
		words_write_preface(t, which, "", "");
	else if (how == ADD)
		words_write_preface(t, which, old, "\n");
	else if (how == EMPTY)
		preface_write(t->wb, which, slice_of(""));
	free(old);
	return how && !t->quit;
}

bool words_preface(struct talk *t)
{
	struct doc *doc;

	if (workbook_locked(t->wb))
		return true;
	for (enum preface i = 0; i < PREFACE_COUNT; i++) {
		doc = preface_ask(i);
		say_doc(t, doc, 0, false);
		doc_free(doc);
		if (!ask_box(t, i))
			return false;
	}
	talk_save_changes(t);
	return true;
}
