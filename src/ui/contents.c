/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contents: where one is, and which pages hold words of one's own. */
#include <config.h>

#include "base/intl.h"
#include "ui/chooser.h"
#include "ui/screens.h"
#include "workbook/tell.h"

#define TAG_FIRST (-1)		/* what a mentor reads before the pages */

static void contents_chosen(struct app *app, void *context, int tag)
{
	(void)context;
	if (tag == TAG_FIRST)
		show_welcome_back(app);
	else
		show_page(app, (size_t)tag);
}

static void add_page(struct chooser *c, struct app *app, size_t i)
{
	const struct pack_page *page = pack_page(workbook_pack(app->wb), i);
	bool opening = i == pack_chapter(workbook_pack(app->wb), page->chapter)->first;
	struct buf label;

	buf_init(&label, 4096);
	tell_page(app->wb, i, &label);
	chooser_add(c, opening ? 0 : page->kind == PAGE_QUESTION ? 4 : 2, label.data, (int)i);
	buf_release(&label);
}

void push_contents(struct app *app)
{
	const struct pack *pack = workbook_pack(app->wb);
	struct chooser *c = chooser_new(_("Contents"), NULL, contents_chosen);

	app_begin_save(app);
	if (workbook_is_copy(app->wb))
		chooser_add(c, 0, _("What stands before the pages"), TAG_FIRST);
	for (size_t k = 0; k < pack_chapter_count(pack); k++) {
		const struct pack_chapter *chapter = pack_chapter(pack, k);

		if (chapter->count > 1)
			chooser_add_gap(c);
		for (size_t i = 0; i < chapter->count; i++)
			if (workbook_on_path(app->wb, chapter->first + i))
				add_page(c, app, chapter->first + i);
	}
	chooser_mark(c, (int)workbook_here(app->wb));
	chooser_push(app, c);
	app_again(app, push_contents);
}
