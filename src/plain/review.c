/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Voices one by one: kept or withheld. */
#include <config.h>

#include "plain/review.h"

#include <string.h>

#include "base/intl.h"
#include "doc/layout.h"
#include "plain/console.h"

struct looking {
	const struct plain_review *request;
	struct console console;
	struct err *err;
	size_t at;		/* the voice that is looked at; the count: behind all */
	const struct voices_item *told;	/* the one whose question was told last */
	bool fresh;		/* it was not said yet */
	bool stopped, failed;
};

static int tick(void *context, bool at_hand)
{
	(void)context;
	(void)at_hand;
	return -1;
}

static void nothing(void *context)
{
	(void)context;
}

/* Says DOC, which it frees.  Of a long one the reader goes on with Enter, screen by screen. */
static void say(struct looking *l, struct doc *doc)
{
	struct layout *layout = layout_new(doc, console_width(&l->console));
	struct slice line;

	doc_free(doc);
	for (size_t i = 0; i < layout_count(layout); i++) {
		if (!l->stopped && l->console.rows >= console_height(&l->console) &&
		    console_line(&l->console, _("more (Enter): "), &line) != CONSOLE_LINE) {
			l->stopped = true;
			break;
		}
		console_put_row(&l->console, layout_row(layout, i));
	}
	layout_free(layout);
}

static void say_line(struct looking *l, const char *text)
{
	struct doc *doc = doc_new();

	doc_add_paragraph(doc, slice_of(text));
	say(l, doc);
}

static bool same_question(const struct voices_item *a, const struct voices_item *b)
{
	return a && a->question == b->question;
}

static enum review_choice choice_of(const struct looking *l, size_t i)
{
	return review_get(l->request->review, &l->request->voices->items[i].hash);
}

/* The question, unless it is the one before, and the words. */
static void say_voice(struct looking *l)
{
	const struct voices_item *item = &l->request->voices->items[l->at];
	struct doc *doc = doc_new();

	if (!same_question(l->told, item))
		voices_tell_question(doc, l->request->pack, item, 2);
	l->told = item;
	doc_add_words(doc, item->text);
	switch (choice_of(l, l->at)) {
	case REVIEW_KEPT:
		doc_add_note(doc, slice_of(_("You have kept this.")));
		break;
	case REVIEW_WITHHELD:
		doc_add_note(doc, slice_of(_("You have withheld this.")));
		break;
	default:
		break;
	}
	console_put(&l->console, slice_of("\n"));
	say(l, doc);
}

static void go_to_open(struct looking *l)
{
	while (l->at < l->request->voices->count && choice_of(l, l->at) != REVIEW_OPEN)
		l->at++;
	l->fresh = true;
}

static void decide(struct looking *l, enum review_choice choice)
{
	const struct plain_review *r = l->request;

	review_set(r->review, &r->voices->items[l->at].hash, choice);
	if (review_save(r->review, r->sys, r->path, l->err)) {
		go_to_open(l);
		return;
	}
	l->failed = l->stopped = true;
}

static void go_back(struct looking *l)
{
	if (l->at == 0) {
		say_line(l, _("This is the first."));
		return;
	}
	l->at--;
	l->told = NULL;
	l->fresh = true;
}

static void go_on(struct looking *l)
{
	l->at++;
	go_to_open(l);
}

/* Does what was typed. */
static void obey(struct looking *l, struct slice line)
{
	bool behind = l->at == l->request->voices->count;

	line = slice_trim(line);
	if (!line.len && behind)
		l->stopped = true;
	else if (!line.len)
		go_on(l);
	else if (slice_is(line, "s") || slice_is(line, "stop") || slice_is(line, "quit"))
		l->stopped = true;
	else if (slice_is(line, "b") || slice_is(line, "back"))
		go_back(l);
	else if (!behind && (slice_is(line, "k") || slice_is(line, "keep")))
		decide(l, REVIEW_KEPT);
	else if (!behind && (slice_is(line, "w") || slice_is(line, "withhold")))
		decide(l, REVIEW_WITHHELD);
	else
		say_line(l, _("Please type one of these letters, or Enter alone."));
}

static void begin(struct looking *l)
{
	struct doc *doc = doc_new();

	doc_add_paragraph(doc, slice_of(_("Here is what the group wrote, piece by piece. Others are shown "
					  "what you keep; what you withhold or leave undecided stays here.")));
	doc_add_paragraph(doc, slice_of(_("k keeps it, w withholds it, b goes back, s stops. Enter leaves it "
					  "undecided and goes on. Each decision is saved at once.")));
	say(l, doc);
	go_to_open(l);
}

static bool has_open(const struct looking *l)
{
	for (size_t i = 0; i < l->request->voices->count; i++)
		if (choice_of(l, i) == REVIEW_OPEN)
			return true;
	return false;
}

static void say_end(struct looking *l)
{
	if (has_open(l))
		say_line(l, _("Some are still undecided: others do not see them. 'leaderplus collate FOLD "
			      "--review', with the name of the fold, goes on with them."));
	else
		say_line(l, _("Each has been looked at."));
}

static void look(struct looking *l)
{
	struct slice line;

	begin(l);
	while (!l->stopped) {
		bool behind = l->at == l->request->voices->count;

		if (l->fresh && behind)
			say_line(l, _("There are no more."));
		else if (l->fresh)
			say_voice(l);
		l->fresh = false;
		if (l->stopped)
			break;
		if (console_line(&l->console, behind ? _("b, or Enter to end: ") : _("k, w, b, s or Enter: "),
				 &line) != CONSOLE_LINE)
			l->stopped = true;
		else
			obey(l, line);
	}
	if (!l->failed)
		say_end(l);
}

bool plain_review(const struct plain_review *request, struct err *err)
{
	struct looking l = { .request = request, .err = err };
	const struct console_hooks hooks = { tick, nothing, nothing, nothing, &l };

	console_open(&l.console, request->sys, request->in, request->out, request->utf8, hooks);
	look(&l);
	if (l.console.broken && !l.failed && l.console.error) {
		err_set(err, ERR_IO, _("nothing can be written any more: %s"), strerror(l.console.error));
		l.failed = true;
	}
	console_close(&l.console);
	return !l.failed;
}
