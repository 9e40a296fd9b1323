/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding words: what to look for, what was found, and going there. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "ui/chooser.h"
#include "ui/field.h"
#include "ui/screens.h"

/* What a list of results holds, until one is chosen. */
struct found {
	struct search *search;
};

static void found_release(void *context)
{
	struct found *found = context;

	search_free(found->search);
	free(found);
}

/* Goes there; the list goes with all other screens, so the results are taken out of it. */
static void found_chosen(struct app *app, void *context, int tag)
{
	struct found *found = context;
	struct search *search = found->search;
	const struct search_hit *hit = search_hit(search, (size_t)tag);
	size_t pages = pack_page_count(workbook_pack(app->wb));

	found->search = NULL;
	app->sought_at = tag;
	if (hit->place == SEARCH_EARLIER) {
		show_page(app, hit->page < pages ? hit->page : workbook_here(app->wb));
		push_reflections_found(app, hit);
	} else {
		show_found(app, hit);
	}
	search_free(search);
}

/* "The myth of the superhero head: ...the context..." */
static void add_hit(struct chooser *c, const struct search_hit *hit, int tag)
{
	struct buf label;
	size_t before;

	buf_init(&label, 16384);
	buf_addf(&label, "%s: ", hit->where);
	before = label.len;
	buf_add_str(&label, hit->context);
	chooser_add(c, 0, label.data, tag);
	chooser_stress(c, before + hit->context_start, before + hit->context_end);
	buf_release(&label);
}

static void push_found(struct app *app, struct search *search)
{
	struct found *found = MEM_NEW(struct found);
	struct doc *intro = doc_new();
	struct chooser *c;
	struct buf text;

	found->search = search;
	buf_init(&text, app->sought.len + 1024);
	/* TRANSLATORS: %s is what was typed. */
	buf_addf(&text, search_is_apart(search) ?
		 _("These words stand nowhere side by side: %s. Here they stand in one paragraph. Enter "
		   "goes there.") : _("Found: %s. Enter goes there."), app->sought.data);
	doc_add_paragraph(intro, slice_buf(&text));
	buf_release(&text);
	c = chooser_new(_("Find"), intro, found_chosen);
	for (size_t i = 0; i < search_count(search); i++)
		add_hit(c, search_hit(search, i), (int)i);
	chooser_mark(c, app->sought_at);
	if (search_has_more(search)) {
		struct doc *outro = doc_new();

		doc_add_paragraph(outro, slice_of(_("There is more. Esc goes back, to type more words.")));
		chooser_outro(c, outro);
	}
	chooser_context(c, found, found_release);
	chooser_push(app, c);
}

static void say_nothing_found(struct app *app)
{
	struct buf said;

	buf_init(&said, app->sought.len + 1024);
	/* TRANSLATORS: %s is what was typed. */
	buf_addf(&said, workbook_is_covered(app->wb) ?
		 _("Nothing was found in the book for: %s. Your words are covered.") :
		 _("Nothing was found for: %s"), app->sought.data);
	app_say(app, said.data);
	buf_release(&said);
}

static void words_entered(struct app *app, int tag, const char *typed)
{
	struct search *search;

	(void)tag;
	if (strlen(typed) > APP_SOUGHT_MAX) {
		app_say(app, _("That is too long to look for. A few words are enough."));
		return;
	}
	if (*typed) {
		app->sought_at = 0;
		buf_clear(&app->sought);
		buf_add_str(&app->sought, typed);
	}
	search = search_new(app->wb, app->sought.data);
	if (search_is_empty(search))
		app_say(app, _("Please type a word to look for, or go back with Esc."));
	else if (!search_count(search))
		say_nothing_found(app);
	else {
		push_found(app, search);
		return;
	}
	search_free(search);
}

void push_find(struct app *app)
{
	struct doc *intro;
	struct buf text;

	if (chooser_back_to(app, found_chosen)) {
		app_pop(app);
		return;
	}
	intro = doc_new();
	doc_add_paragraph(intro, slice_of(_("Which words shall be found, in the book and in what you "
					    "wrote? Type them and press Enter.")));
	if (app->sought.len && !workbook_is_covered(app->wb)) {
		buf_init(&text, app->sought.len + 1024);
		/* TRANSLATORS: %s is what was typed the last time. */
		buf_addf(&text, _("Enter alone looks again for: %s"), app->sought.data);
		doc_add_paragraph(intro, slice_buf(&text));
		buf_release(&text);
	}
	field_push(app, _("Find"), intro, "", words_entered, 0);
}
