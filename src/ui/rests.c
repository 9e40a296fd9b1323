/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marking what passages of one's words rest on. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "ui/chooser.h"
#include "ui/screens.h"
#include "workbook/rests.h"

/* The passages under a page, or the one that is being marked. */
struct passages {
	size_t page;
	bool listed;		/* it was chosen from a list, which lies below */
	char **items;
	size_t count;
};

static void passages_release(void *context)
{
	struct passages *p = context;

	rests_free(p->items, p->count);
	free(p);
}

/* ---- one passage ---- */

enum { TAG_VIEW = RESTS_ON_COUNT };	/* before it: what it rests on; from it: whose view is missing */

static void show_passage(struct app *app, size_t page, const char *quote, bool listed, int mark);
static void show_passages(struct app *app, size_t page, const char *mark);

/* What it rests on is one thing or none, and any may be missing. */
static void turn(struct rests *rests, int tag)
{
	bool was = tag < TAG_VIEW ? rests->on[tag] : rests->missing[tag - TAG_VIEW];

	if (tag >= TAG_VIEW) {
		rests->missing[tag - TAG_VIEW] = !was;
		return;
	}
	memset(rests->on, 0, sizeof(rests->on));
	rests->on[tag] = !was;
}

static void mark_chosen(struct app *app, void *context, int tag)
{
	struct passages *p = context;
	size_t page = p->page;
	bool listed = p->listed;
	char *quote = mem_string(p->items[0]);
	struct rests rests = rests_of(app->wb, page, quote);

	if (tag >= 0) {
		turn(&rests, tag);
		rests_mark(app->wb, page, quote, &rests);
		app_begin_save(app);
	}
	app_pop(app);
	/* The list says what is marked, too. */
	if (listed) {
		app_pop(app);
		show_passages(app, page, quote);
	}
	if (tag >= 0)
		show_passage(app, page, quote, listed, tag);
	free(quote);
}

/* A line that says whether it is chosen in words. */
static void add_line(struct chooser *c, const char *words, bool is_view, bool chosen, int tag)
{
	struct buf label;

	buf_init(&label, 4096);
	/* TRANSLATORS: a view of people, such as "the pupils". */
	buf_addf(&label, is_view ? _("Missing: the view of %s") : "%s", words);
	if (chosen)
		buf_addf(&label, " (%s)", _("marked"));
	chooser_add(c, 0, label.data, tag);
	buf_release(&label);
}

static void show_passage(struct app *app, size_t page, const char *quote, bool listed, int mark)
{
	struct rests rests = rests_of(app->wb, page, quote);
	struct passages *p = MEM_NEW(struct passages);
	struct doc *intro = doc_new();
	struct chooser *c;

	p->page = page;
	p->listed = listed;
	p->items = MEM_NEW(char *);
	p->items[p->count++] = mem_string(quote);
	doc_add_words(intro, slice_of(quote));
	doc_add_paragraph(intro, slice_of(_("What does this rest on, and whose view is missing? Enter marks "
					    "a line, or takes the mark away.")));
	c = chooser_new(_("What it rests on"), intro, mark_chosen);
	for (int i = 0; i < RESTS_ON_COUNT; i++)
		add_line(c, rests_on_words(i), false, rests.on[i], i);
	chooser_add_gap(c);
	for (int i = 0; i < VIEW_COUNT; i++)
		add_line(c, rests_view_words(i), true, rests.missing[i], TAG_VIEW + i);
	chooser_add_gap(c);
	chooser_add(c, 0, _("Done"), -1);
	chooser_mark(c, mark);
	chooser_context(c, p, passages_release);
	chooser_push(app, c);
}

/* ---- which passage ---- */

static void passage_chosen(struct app *app, void *context, int tag)
{
	struct passages *p = context;

	show_passage(app, p->page, p->items[tag], true, 0);
}

static void add_passage(struct chooser *c, const struct app *app, size_t page, const char *quote, int tag)
{
	struct rests rests = rests_of(app->wb, page, quote);
	struct buf label;

	buf_init(&label, (size_t)1024 * 1024);
	rests_tell(&rests, &label);
	if (label.len)
		buf_add_str(&label, " ");
	buf_addf(&label, "%s", quote);
	chooser_add(c, 0, label.data, tag);
	buf_release(&label);
}

static void show_passages(struct app *app, size_t page, const char *mark)
{
	struct passages *p = MEM_NEW(struct passages);
	struct doc *intro = doc_new();
	struct chooser *c;
	int marked = 0;

	p->page = page;
	p->items = rests_passages(app->wb, page, &p->count);
	doc_add_paragraph(intro, slice_of(_("Of what did you see yourself, what did you hear, and what do you "
					    "suppose? Choose a passage to mark it. To mark other words, select "
					    "them in the box first.")));
	c = chooser_new(_("What it rests on"), intro, passage_chosen);
	for (size_t i = 0; i < p->count; i++) {
		add_passage(c, app, page, p->items[i], (int)i);
		if (mark && strcmp(p->items[i], mark) == 0)
			marked = (int)i;
	}
	chooser_mark(c, marked);
	chooser_context(c, p, passages_release);
	chooser_push(app, c);
}

void push_rests(struct app *app, size_t page, struct slice selected)
{
	const char *why = workbook_locked(app->wb);
	char *quote;

	if (app_refuses_covered(app))
		return;
	if (!*workbook_text(app->wb, page)) {
		app_say(app, _("Nothing of yours stands here yet. Enter starts writing."));
	} else if (why) {
		app_say_locked(app, why);
	} else if (slice_trim(selected).len) {
		selected = slice_trim(selected);
		quote = mem_copy(selected.data, selected.len);
		show_passage(app, page, quote, false, 0);
		free(quote);
	} else {
		show_passages(app, page, NULL);
	}
}
