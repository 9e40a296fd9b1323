/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Erasing for good: what, whether, and what becomes of it. */
#include <config.h>

#include "workbook/erase.h"

#include <stdlib.h>

#include "base/intl.h"
#include "base/mem.h"
#include "ui/chooser.h"
#include "ui/screens.h"

#define SAID_MAX ((size_t)256 * 1024)

/* What the list of what can be erased holds, and the one that tries again. */
struct erasing {
	struct erase *erase;	/* NULL: taken out */
	enum erase_reach reach;	/* for another try */
};

enum { LEAVE = -1, AGAIN = -2, OTHER = -3 };	/* beside the reaches */

static void erasing_release(void *context)
{
	struct erasing *erasing = context;

	erase_free(erasing->erase);
	free(erasing);
}

static void erasing_give(struct chooser *c, struct erase *erase, enum erase_reach reach)
{
	struct erasing *erasing = MEM_NEW(struct erasing);

	erasing->erase = erase;
	erasing->reach = reach;
	chooser_context(c, erasing, erasing_release);
}

/* Whatever could still show words, or bring them back: boxes and lists that show them, what can
 * be undone, what was cut or copied, what was looked for. */
static void forget(struct app *app)
{
	while (app->depth)
		app_pop(app);
	past_release(&app->past);
	buf_release(&app->clipboard);
	buf_release(&app->sought);
	app->sought_at = 0;
	app->redraw = true;
}

static void chosen_again(struct app *app, void *context, int tag);

/* Words are gone, and others are left. */
static void push_again(struct app *app, struct erase *erase, enum erase_reach reach, const char *said)
{
	struct doc *intro = doc_new();
	struct chooser *c;

	doc_add_paragraph(intro, slice_of(said));
	c = chooser_new(_("Erase for good"), intro, chosen_again);
	chooser_add(c, 0, _("Erase once more"), AGAIN);
	chooser_add(c, 0, _("Leave it as it is for now"), LEAVE);
	chooser_read_first(c);
	erasing_give(c, erase, reach);
	chooser_push(app, c);
}

/* Unless nothing was erased, the list that holds ERASING goes with all the others. */
static void do_erase(struct app *app, struct erasing *erasing, enum erase_reach reach)
{
	struct erase *erase = erasing->erase;
	enum erase_end end;
	struct buf said;

	buf_init(&said, SAID_MAX);
	end = workbook_erase(app->wb, erase, reach, &said);
	if (end == ERASE_NOTHING) {
		app_pop(app);	/* back to what can be erased */
		app_say(app, said.data);
	} else {
		erasing->erase = NULL;
		forget(app);
		show_page(app, workbook_here(app->wb));
	}
	if (end == ERASE_PARTLY) {
		push_again(app, erase, reach, said.data);
	} else if (end == ERASE_DONE) {
		app_say(app, said.data);
		erase_free(erase);
	}
	buf_release(&said);
}

static void chosen_again(struct app *app, void *context, int tag)
{
	struct erasing *erasing = context;

	if (tag == AGAIN)
		do_erase(app, erasing, erasing->reach);
	else
		app_pop(app);
}

/* CONTEXT is that of the list below. */
static void confirmed(struct app *app, void *context, int tag)
{
	if (tag != LEAVE && tag != OTHER) {
		do_erase(app, context, (enum erase_reach)tag);
		return;
	}
	app_pop(app);
	if (tag == LEAVE)
		app_pop(app);
	app_say(app, _("Nothing was erased."));
}

static void lent(void *context)
{
	(void)context;
}

/* Asks once.  The marked line changes nothing, nor does the last one: who reads on with PgDn or
 * Space comes there, and not to a line between. */
static void what_chosen(struct app *app, void *context, int tag)
{
	struct erasing *erasing = context;
	struct chooser *c = chooser_new(_("Erase for good"),
					erase_ask(erasing->erase, app->wb, (size_t)tag), confirmed);

	chooser_add(c, 0, _("Leave everything as it is"), LEAVE);
	for (enum erase_reach reach = ERASE_THIS; reach <= ERASE_EVERYWHERE; reach++)
		if (erase_reach_label(erasing->erase, reach))
			chooser_add(c, 0, erase_reach_label(erasing->erase, reach), (int)reach);
	chooser_add(c, 0, _("Go back, and choose something else"), OTHER);
	chooser_read_first(c);
	chooser_context(c, erasing, lent);
	chooser_push(app, c);
}

static bool refuses(struct app *app)
{
	const char *why = erase_why_not(app->wb);
	struct buf said;

	if (app_refuses_covered(app))
		return true;
	if (why) {
		buf_init(&said, 8192);
		/* TRANSLATORS: %s says why. */
		buf_addf(&said, _("Nothing can be erased here: %s."), why);
		app_say(app, said.data);
		buf_release(&said);
	}
	return why != NULL;
}

void push_erase(struct app *app)
{
	struct erase *erase;
	struct doc *intro;
	struct chooser *c;

	if (refuses(app) || chooser_back_to(app, what_chosen))
		return;
	app_save(app);	/* what is being written is there to be chosen */
	if (refuses(app))
		return;
	if (workbook_is_again(app->wb, workbook_here(app->wb))) {
		app_say(app, _("What you wrote before is hidden until you have written."));
		return;
	}
	erase = erase_new(app->wb, workbook_here(app->wb));
	intro = doc_new();
	doc_add_paragraph(intro, slice_of(_("What shall be erased for good? You are asked once more before "
					    "anything goes. To erase what stands under another page, go to "
					    "that page first.")));
	c = chooser_new(_("Erase for good"), intro, what_chosen);
	for (size_t i = 0; i < erase_count(erase); i++)
		chooser_add(c, 0, erase_label(erase, i), (int)i);
	erasing_give(c, erase, ERASE_THIS);
	chooser_push(app, c);
}
