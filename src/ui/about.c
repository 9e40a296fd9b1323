/* SPDX-License-Identifier: GPL-3.0-or-later */
/* About the workbook's file, as pages to read. */
#include <config.h>

#include "workbook/about.h"

#include "base/intl.h"
#include "ui/reading.h"
#include "ui/screens.h"

void push_about(struct app *app)
{
	reading_push(app, _("About my workbook"), "",
		     about_doc(app->wb, _("Nothing is kept while you look around. To write, choose a "
					  "place first: Enter on a page with a box asks where.")),
		     FOCUS_TEXT);
	app_again(app, push_about);
}

void push_check(struct app *app)
{
	if (!workbook_path(app->wb)) {
		app_say(app, about_no_file());
		return;
	}
	if (!workbook_locked(app->wb))
		app_save(app);
	reading_push(app, _("About my workbook"), "",
		     about_check(app->sys, app->wb,
				 _("This is not as it should be. The workbook goes on as long as it is "
				   "open; please save a copy of your reflections (F8, then Enter).")),
		     FOCUS_TEXT);
	app_again(app, push_check);
}
