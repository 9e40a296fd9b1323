/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mentor's copy: its first page, and all of it as a document. */
#include <config.h>

#include "base/intl.h"
#include "ui/chooser.h"
#include "ui/reading.h"
#include "ui/screens.h"
#include "workbook/given.h"

enum { TAG_READ, TAG_CONTENTS, TAG_DOCUMENT, TAG_AGREE, TAG_ENTRY };	/* and above: to reply to */

void push_document(struct app *app)
{
	app_begin_save(app);
	summary_choose(&app->choice, SUMMARY_ME);
	reading_push(app, _("All that you were given"), "", summary_make(app->wb, &app->choice),
		     FOCUS_TEXT | FOCUS_COPY);
	app_again(app, push_document);
}

/* The owner of this computer agrees that lock and journal lie on it. */
static void agree(struct app *app)
{
	workbook_agree(app->wb);
	if (workbook_shut(app->wb))
		app_say(app, workbook_shut(app->wb));
	show_welcome_back(app);
}

static void reply_to(struct app *app, size_t i)
{
	struct given given;

	given_find(app->wb, &given);
	if (i < given.count)
		push_said_at(app, given.items[i]);
	given_release(&given);
}

static void copy_chosen(struct app *app, void *context, int tag)
{
	(void)context;
	if (tag == TAG_AGREE)
		agree(app);
	else if (tag >= TAG_ENTRY)
		reply_to(app, (size_t)(tag - TAG_ENTRY));
	else if (tag == TAG_DOCUMENT)
		push_document(app);
	else
		show_page(app, workbook_here(app->wb));
	if (tag == TAG_CONTENTS)
		push_contents(app);
}

static void add_entries(struct chooser *c, const struct workbook *wb)
{
	struct given given;
	struct buf label;

	given_find(wb, &given);
	for (size_t i = 0; i < given.count; i++) {
		buf_init(&label, (size_t)1024 * 1024);
		/* TRANSLATORS: %s is what the words to reply to are called. */
		buf_addf(&label, _("Reply to: %s"), given_title(wb, given.items[i]));
		chooser_add(c, 0, label.data, TAG_ENTRY + (int)i);
		buf_release(&label);
	}
	given_release(&given);
}

void push_copy(struct app *app)
{
	struct chooser *c = chooser_new(_("For you to read"), given_intro(app->wb), copy_chosen);

	if (workbook_on_path(app->wb, workbook_here(app->wb))) {
		chooser_add(c, 0, _("Read it page by page"), TAG_READ);
		chooser_add(c, 0, _("Contents"), TAG_CONTENTS);
	}
	chooser_add(c, 0, _("Read all of it as one document"), TAG_DOCUMENT);
	if (!replies_locked(app->wb))
		add_entries(c, app->wb);
	if (workbook_could_agree(app->wb))
		chooser_add(c, 0, _("Write here, with a lock and a journal kept on this computer"), TAG_AGREE);
	chooser_read_first(c);
	chooser_push(app, c);
	app_again(app, push_copy);
}

bool back_to_copy(struct app *app)
{
	return chooser_back_to(app, copy_chosen);
}
