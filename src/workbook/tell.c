/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told of a workbook and its file. */
#include <config.h>

#include "workbook/tell.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "workbook/entry.h"
#include "workbook/paths.h"

static void add_reading_only(const struct workbook *wb, struct buf *out)
{
	buf_addf(out, _("For reading only: %s."), workbook_locked(wb));
}

void tell_warning(const struct workbook *wb, size_t i, struct buf *out)
{
	/* TRANSLATORS: what follows is a warning about the file. */
	buf_addf(out, _("Please note: %s."), workbook_warning(wb, i));
}

static void add_welcome(const struct workbook *wb, struct buf *out)
{
	const char *title = pack_page(workbook_pack(wb), workbook_here(wb))->title;
	struct buf date;
	time_t when;

	buf_init(&date, 256);
	if (!workbook_was_left(wb, &when)) {
		buf_add_str(out, _("Welcome back."));
	} else if (when) {
		workbook_date(when, &date);
		/* TRANSLATORS: a page's title, then a date. */
		buf_addf(out, _("Welcome back. You were at: %s (%s)."), title, date.data);
	} else {
		buf_addf(out, _("Welcome back. You were at: %s."), title);
	}
	buf_release(&date);
}

/* What was damaged or gone, and what stands in its place. */
static void add_repair(const struct workbook *wb, struct buf *out)
{
	static const char *const words[STORE_SOURCES] = {
		[STORE_BACKUP] = N_("The words of the last copy have been put back."),
		[STORE_JOURNAL] = N_("The words in the journal have been put back."),
		[STORE_SALVAGE] = N_("What could still be read has been put back: please look through "
				     "your pages."),
		[STORE_NEW] = N_("Your workbook begins anew."),
	};
	enum store_source source;

	if (workbook_locked(wb) || !workbook_was_repaired(wb, &source) || !words[source])
		return;
	buf_addf(out, "%s %s", _(words[source]),
		 _("If there was a damaged file, it stays beside the new one, with 'broken' in its "
		   "name."));
}

struct doc *tell_welcome(const struct workbook *wb)
{
	struct doc *doc = doc_new();
	struct buf text;

	buf_init(&text, 8192);
	if (workbook_came_back(wb))
		doc_add_paragraph(doc, slice_of(_("We put your last sentences back.")));
	add_welcome(wb, &text);
	doc_add_paragraph(doc, slice_buf(&text));
	buf_clear(&text);
	add_repair(wb, &text);
	doc_add_paragraph(doc, slice_buf(&text));
	if (workbook_locked(wb)) {
		buf_clear(&text);
		add_reading_only(wb, &text);
		doc_add_paragraph(doc, slice_buf(&text));
	}
	for (size_t i = 0; workbook_warning(wb, i); i++) {
		buf_clear(&text);
		tell_warning(wb, i, &text);
		doc_add_paragraph(doc, slice_buf(&text));
	}
	buf_release(&text);
	return doc;
}

void tell_kept(const struct workbook *wb, struct buf *out)
{
	if (workbook_locked(wb))
		add_reading_only(wb, out);
	else
		buf_addf(out, _("Your words are kept in %s."), workbook_path(wb));
	for (size_t i = 0; workbook_warning(wb, i); i++) {
		buf_add_char(out, ' ');
		tell_warning(wb, i, out);
	}
}

void tell_taken_over(const struct workbook *wb, struct buf *out)
{
	if (workbook_locked(wb))
		buf_addf(out, _("The other window is closed, but you can only read here: %s."),
			 workbook_locked(wb));
	else
		buf_add_str(out, _("The other window is closed. You can write here now."));
}

void tell_conflict(const struct workbook *wb, struct buf *out)
{
	buf_addf(out, _("Another program changed your workbook, so it was left as it is. Your words "
			"are in %s now."), workbook_conflict(wb));
}

void tell_met(const struct merge_news *news, struct buf *out)
{
	bool came = news->layers;

	for (int kind = 0; kind < ITEM_HUNG; kind++)
		came = came || news->items[kind];
	if (came)
		buf_add_str(out, _("Your workbook was changed in another place. What was written there stands "
				   "beside your words now (F6)."));
	else if (merge_is_news(news))
		buf_add_str(out, _("Your workbook was changed in another place, and that has come in."));
	else
		buf_add_str(out, _("Your workbook was changed in another place."));
	if (news->apart)
		buf_add_str(out, _(" A step, a note or a reply that was changed there and here stands twice now: "
				   "look which to keep."));
	if (news->lost)
		buf_add_str(out, _(" Something written there under, or in the place of, something that you erased "
				   "or removed here is not taken over."));
	if (news->gone)
		buf_add_str(out, _(" Something was erased or removed there that you have changed here, or written "
				   "under: that is gone here, too."));
	else if (news->erased)
		buf_add_str(out, _(" What was erased or removed there is gone here, too."));
	if (news->narrowed)
		buf_add_str(out, _(" Fewer people may see something now, as was chosen there."));
}

void tell_over(struct buf *out)
{
	buf_add_str(out, _("No file can be put in the place of your workbook here, so it is written "
			   "over. Should that be cut short, the journal has every word."));
}

void tell_export(const struct sys *sys, const char *path, struct buf *out)
{
	struct stat st;
	/* Not every disk or stick knows owners. */
	bool private = sys->fstatat(AT_FDCWD, path, &st, 0) == 0 && !(st.st_mode & 077);
	char *whole = path_whole(path);

	buf_addf(out, private ? _("Saved as %s. Only your login can open it.") :
		 _("Saved as %s. Please note: whoever can use this disk or stick can open it."), whole);
	free(whole);
}

void tell_no_folder(const char *path, struct buf *out)
{
	char *folder = mem_copy(path, (size_t)(strrchr(path, '/') - path));

	buf_addf(out, _("Not saved. There is no folder '%s'."), folder);
	free(folder);
}

/* Never how many. */
void tell_page(const struct workbook *wb, size_t page, struct buf *out)
{
	const struct pack_page *at = pack_page(workbook_pack(wb), page);
	const struct answers *answers = workbook_answers(wb);
	bool words = answers && entry_has_words(answers, at);
	bool here = page == workbook_here(wb);

	if (workbook_is_copy(wb))
		buf_addf(out, here ? _("%s (you are here)") : "%s", at->title);
	else if (workbook_is_open(wb, page))
		buf_addf(out, here ? _("%s (you are here; left open on purpose)") :
			 _("%s (left open on purpose)"), at->title);
	else if (here && words)
		buf_addf(out, _("%s (you are here; words of yours)"), at->title);
	else if (here)
		buf_addf(out, _("%s (you are here)"), at->title);
	else if (words)
		buf_addf(out, _("%s (words of yours)"), at->title);
	else
		buf_add_str(out, at->title);
}
