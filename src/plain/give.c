/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A copy for my mentor or the group, shown before it is saved. */
#include <config.h>

#include "plain/talk.h"

#include <stdlib.h>

#include "base/intl.h"
#include "base/mem.h"
#include "plain/words.h"
#include "workbook/share.h"

static bool choose(struct talk *t, enum share_kind *kind)
{
	const char *labels[SHARE_KINDS];
	struct doc *ask = share_ask();
	size_t chosen;

	for (int i = 0; i < SHARE_KINDS; i++)
		labels[i] = share_line((enum share_kind)i);
	say_doc(t, ask, 0, false);
	doc_free(ask);
	chosen = talk_choose(t, labels, SHARE_KINDS);
	*kind = (enum share_kind)(chosen - 1);
	return chosen > 0;
}

static bool show(struct talk *t, enum share_kind kind)
{
	struct doc *doc = share_preview(t->wb, kind);
	bool all = say_doc(t, doc, 0, false);

	doc_free(doc);
	say_gap(t);
	return all;
}

static void save(struct talk *t, enum share_kind kind, const char *typed)
{
	char *path = share_path(t->wb, kind, typed);
	struct doc *told;
	struct buf why;

	buf_init(&why, 16384);
	if (share_copy(t->wb, kind, path, &why)) {
		told = share_told(t->wb, kind, path);
		say_doc(t, told, 0, false);
		doc_free(told);
	} else {
		talk_untaken(t);
		say(t, why.data);
	}
	buf_release(&why);
	free(path);
}

/* Under a name that was given, or that is asked for. */
static void offer(struct talk *t, enum share_kind kind, const char *given)
{
	const char *const answers[] = { _("Save this copy"), _("Save nothing") };
	struct slice line;
	struct buf name;

	if (*given) {
		if (talk_choose(t, answers, ARRAY_LEN(answers)) == 1)
			save(t, kind, given);
		return;
	}
	buf_init(&name, 1024);
	share_suggest(t->wb, kind, "~/", &name);
	/* TRANSLATORS: %s is the name of a file. */
	sayf(t, _("To save this copy, type the name of a file, as in %s. An empty line saves nothing."),
	     name.data);
	buf_release(&name);
	if (talk_ask(t, _("file: "), &line) && line.len) {
		char *typed = mem_copy(line.data, line.len);

		save(t, kind, typed);
		free(typed);
	}
}

void do_give(struct talk *t, const char *argument)
{
	enum share_kind kind;
	struct buf why;

	talk_save_changes(t);
	if (words_are_covered(t) || !choose(t, &kind))
		return;
	buf_init(&why, 4096);
	if (!share_is_possible(t->wb, kind, &why)) {
		talk_untaken(t);
		say(t, why.data);
	} else if (show(t, kind)) {
		offer(t, kind, argument);
	}
	buf_release(&why);
}
