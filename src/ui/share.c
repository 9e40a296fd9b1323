/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may see this: asks, and never changes it by itself. */
#include <config.h>

#include "base/intl.h"
#include "ui/chooser.h"
#include "ui/screens.h"
#include "workbook/audience.h"

static void share_chosen(struct app *app, void *context, int tag)
{
	struct buf said;

	(void)context;
	buf_init(&said, 4096);
	app_pop(app);
	audience_choose(app->wb, workbook_here(app->wb), (unsigned)tag, &said);
	app_begin_save(app);
	if (!app->message.len)
		app_say(app, said.data);
	buf_release(&said);
}

void push_share(struct app *app)
{
	size_t page = workbook_here(app->wb);
	struct chooser *c;

	if (!workbook_has_box(app->wb, page)) {
		app_say(app, _("There is nothing to write on this page. PgDn goes on."));
		return;
	}
	if (app_refuses_covered(app) || chooser_back_to(app, share_chosen))
		return;
	if (workbook_locked(app->wb)) {
		app_say_locked(app, workbook_locked(app->wb));
		return;
	}
	app_begin_save(app);
	c = chooser_new(_("Who may see this"), audience_ask(app->wb, page), share_chosen);
	for (unsigned i = 0; i < AUDIENCE_CHOICES; i++)
		chooser_add(c, 0, audience_line(i), (int)i);
	chooser_mark(c, (int)audience_of(app->wb, page));
	chooser_push(app, c);
	app_again(app, push_share);
}
