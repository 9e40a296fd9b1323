/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leaving a question open on purpose. */
#include <config.h>

#include "base/intl.h"
#include "ui/field.h"
#include "ui/screens.h"

static void reason_entered(struct app *app, int page, const char *text)
{
	workbook_leave_open(app->wb, (size_t)page, slice_of(text));
	app_begin_save(app);
	show_page(app, (size_t)page);
	if (!app->message.len)
		app_say(app, workbook_has_words(app->wb, (size_t)page) ?
			_("Left open on purpose. What you wrote is kept; F6 shows it. Enter writes here.") :
			_("Left open on purpose. Enter writes here whenever you like."));
}

void push_leave_open(struct app *app, size_t page)
{
	const char *why = workbook_locked(app->wb);
	struct doc *intro;

	if (app_refuses_covered(app))
		return;
	if (workbook_state(app->wb) == STATE_LOOKING) {
		push_first_start(app);
		return;
	}
	if (why) {
		app_say_locked(app, why);
		return;
	}
	intro = doc_new();
	doc_add_paragraph(intro, slice_of(_("This will stand here as left open on purpose. If you like, "
					    "say why; an empty line is as good. Esc goes back.")));
	field_push(app, _("Leave open"), intro, workbook_reason(app->wb, page), reason_entered, (int)page);
}
