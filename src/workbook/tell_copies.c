/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told of copies of a workbook. */
#include <config.h>

#include "workbook/tell.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "workbook/paths.h"

#define TEXT_MAX 16384

const char *tell_two_copies(void)
{
	return _("A copy is a second workbook: what is written in one of the two is not in the other until "
		 "they are brought together.");
}

const char *tell_find_workbook(void)
{
	return _("Type the name of its file, or of the folder in which it is, for example the one under which "
		 "your memory stick appears.");
}

const char *tell_find_copy(void)
{
	return _("Type the name of the copy, or of the folder in which it is, for example the one under which "
		 "your memory stick appears. Nothing is changed yet.");
}

const char *tell_find_folder(void)
{
	return _("Type the folder in which a copy of your whole workbook can be put, for example the one under "
		 "which your memory stick appears. Your workbook stays where it is.");
}

struct doc *tell_taken(const struct workbook *wb, const struct sys *sys, const char *path)
{
	struct doc *doc = doc_new();
	char *whole = path_whole(path);
	struct buf text;

	doc_add_heading(doc, 1, slice_of(_("A copy to take along")));
	buf_init(&text, TEXT_MAX);
	tell_export(sys, path, &text);
	doc_add_paragraph(doc, slice_buf(&text));
	doc_add_paragraph(doc, slice_of(_("All that you wrote is in it, also what stood there before. Before you "
					  "pull a stick out, let your computer eject it.")));
	if (*workbook_trouble(wb)) {
		buf_clear(&text);
		buf_addf(&text, _("Your last words are in the copy, but not saved in your workbook itself: "
				  "%s."), workbook_trouble(wb));
		doc_add_paragraph(doc, slice_buf(&text));
	}
	doc_add_heading(doc, 2, slice_of(_("On another computer")));
	doc_add_paragraph(doc, slice_of(_("Where leaderplus is installed, start it and choose 'I already have a "
					  "workbook'; or start it with the name that the file has there, "
					  "as here:")));
	buf_clear(&text);
	buf_add_str(&text, "leaderplus ");
	path_add_word(whole, &text);
	doc_add_paragraph(doc, slice_buf(&text));
	doc_add_heading(doc, 2, slice_of(_("Two copies")));
	doc_add_paragraph(doc, slice_of(tell_two_copies()));
	buf_clear(&text);
	/* TRANSLATORS: %s is a command of the plain lines. */
	buf_addf(&text, _("'Bring in a copy', in the list of help and at the start, does that; in plain "
			  "lines it is the command '%s'."), "bring");
	doc_add_paragraph(doc, slice_buf(&text));
	buf_release(&text);
	free(whole);
	return doc;
}

void tell_taken_by(enum bring_kind kind, const char *path, struct buf *out)
{
	switch (kind) {
	case BRING_SELF:
		buf_addf(out, _("The file of your workbook itself is %s."), path);
		break;
	case BRING_SAME:
		buf_addf(out, _("A copy of this workbook stands there already, with all that you wrote: %s."),
			 path);
		break;
	case BRING_LESS:
		buf_addf(out, _("An older copy of this workbook stands there already: %s. All that is in it "
				"is here, too."), path);
		break;
	case BRING_MORE:
		buf_addf(out, _("A newer copy of this workbook stands there already: %s. All that is here is "
				"in it, and more; 'Bring in a copy' brings that here."), path);
		break;
	case BRING_APART:
		buf_addf(out, _("A copy of this workbook stands there already: %s. It has words that are not "
				"here, and there are words here that it has not."), path);
		break;
	case BRING_ANOTHER:
		buf_addf(out, _("Another workbook stands there already: %s."), path);
		break;
	case BRING_REPLIES:
	case BRING_NO_REPLIES:
	case BRING_STRANGE:
		buf_addf(out, _("A copy for a mentor stands there already: %s."), path);
		break;
	}
}

/* What goes when B is brought in, and what does not come. */
static void add_erased(const struct bring *b, struct buf *out)
{
	const struct merge_news *news = &b->news.merged;

	if (bring_has_words(b))
		buf_addf(out, _("There is something in %s that is not here. "), b->path);
	if (b->kind == BRING_APART)
		buf_addf(out, _("There is something here that %s has not. "), b->path);
	if (news->gone)
		buf_addf(out, _("Something that you erased or removed in %s still stands here, and since then you wrote "
				"something under it here, or changed it. When it is brought in, all that is gone from "
				"here, too."), b->path);
	else if (news->erased)
		buf_addf(out, _("Something that you erased or removed in %s still stands here. When it is brought in, "
				"that is gone from here, too."), b->path);
	if (news->erased && news->lost)
		buf_add_char(out, ' ');
	if (news->lost)
		buf_addf(out, _("Something that was written in %s under, or in the place of, something that you "
				"erased or removed here does not come in."), b->path);
}

/* What B is to the workbook. */
static void add_kind(const struct bring *b, struct buf *out)
{
	switch (b->kind) {
	case BRING_SELF:
		buf_addf(out, _("%s is the file of this workbook itself. There is nothing to bring in."),
			 b->path);
		break;
	case BRING_SAME:
		buf_addf(out, _("All that is in %s is here already. There is nothing to bring in."), b->path);
		break;
	case BRING_LESS:
		buf_addf(out, _("All that is in %s is here already, and there is more here. There is nothing "
				"to bring in."), b->path);
		break;
	case BRING_MORE:
		buf_addf(out, _("All that is here is in %s, and more."), b->path);
		break;
	case BRING_APART:
		buf_addf(out, _("There is something in %s that is not here, and something here that it has "
				"not. When it is brought in, all of both is here."), b->path);
		break;
	case BRING_ANOTHER:
		buf_addf(out, _("%s is not a copy of this workbook: the two were begun apart, perhaps on two "
				"computers, or by two people."), b->path);
		break;
	case BRING_REPLIES:
		buf_addf(out, _("%s is a copy for a mentor. Something that was said to you stands in it, and "
				"not here."), b->path);
		break;
	case BRING_NO_REPLIES:
		if (b->said)
			buf_addf(out, _("%s is a copy for a mentor. All that was said in it is here already."),
				 b->path);
		else
			buf_addf(out, _("%s is a copy for a mentor. Nothing was said in it that could be "
					"brought in."), b->path);
		break;
	case BRING_STRANGE:
		buf_addf(out, _("%s is a copy for a mentor that was made from another workbook, so nothing "
				"was brought in."), b->path);
		break;
	}
}

void tell_copy(const struct bring *b, struct buf *out)
{
	if (!bring_has_more(b) && b->news.merged.lost)
		buf_addf(out, _("Something had been written in %s under, or in the place of, something that you "
				"erased or removed here. It is not taken over, and still stands in that file. "
				"There is nothing else to bring in."), b->path);
	else if (b->news.merged.erased || b->news.merged.lost)
		add_erased(b, out);
	else
		add_kind(b, out);
	for (size_t i = 0; store_warning(b->store, i); i++) {
		buf_add_char(out, ' ');
		/* TRANSLATORS: what follows is a warning about the file. */
		buf_addf(out, _("Please note: %s."), store_warning(b->store, i));
	}
}

static void add_backup(const struct workbook *wb, struct doc *doc)
{
	struct buf text;

	buf_init(&text, TEXT_MAX);
	buf_addf(&text, _("As your workbook was before, it stays in %s.bak until the next save."),
		 workbook_path(wb));
	doc_add_paragraph(doc, slice_buf(&text));
	buf_release(&text);
}

struct doc *tell_brought(const struct workbook *wb, const struct brought *brought)
{
	struct doc *doc = doc_new();

	doc_add_heading(doc, 1, slice_of(_("What came in")));
	news_tell(&brought->news, doc);
	if (brought->backup)
		add_backup(wb, doc);
	return doc;
}

/* Without their folder. */
static void add_names(const struct copies *copies, struct doc *doc)
{
	for (size_t i = 0; i < copies->count; i++) {
		const char *path = copies->items[i].path, *slash = strrchr(path, '/');

		doc_add_item(doc, slice_of(slash ? slash + 1 : path));
	}
}

bool tell_is_gone(const struct copies *copies)
{
	for (size_t i = 0; i < copies->count; i++)
		if (copies->items[i].gone)
			return true;
	return false;
}

void tell_conflicts(const struct copies *copies, struct doc *doc)
{
	bool erased = true;

	if (!copies->count)
		return;
	for (size_t i = 0; i < copies->count; i++)
		erased = erased && copies->items[i].erased;
	doc_add_paragraph(doc, slice_of(erased ?
					_("This workbook was changed in two places at once. Beside it lies what "
					  "the other place had. Something that still stands here was "
					  "erased or removed in it:") :
					_("This workbook was changed in two places at once. Beside it lies "
					  "what the other place had, and something in it is not here:")));
	add_names(copies, doc);
	if (tell_is_gone(copies))
		doc_add_paragraph(doc, slice_of(_("Something that was erased or removed there still stands here, and "
						  "since then you wrote something under it here, or changed it. "
						  "When these words are brought together, all that is gone "
						  "from here, too.")));
}

void tell_damaged(const struct copies *copies, struct doc *doc)
{
	struct buf text;

	if (!copies->damaged)
		return;
	buf_init(&text, 16384);
	/* TRANSLATORS: %s is the name of a file. */
	buf_addf(&text, _("Beside your workbook lies %s. By its name it is a copy of it, but it cannot be "
			  "read. This command says why:"), copies->damaged);
	buf_add_str(&text, " leaderplus check ");
	path_add_word(copies->damaged, &text);
	doc_add_paragraph(doc, slice_buf(&text));
	buf_release(&text);
}

/* Those with something that was not taken over are not to be removed; then the others.  Of one that is
 * damaged nothing came in. */
static void add_left(const struct copies *copies, struct doc *doc)
{
	const char *const words[] = {
		_("What was not taken over still stands in:"),
		_("All of the following is here now. It is left where it is; remove it yourself when you "
		  "like:"),
	};
	bool told;

	for (int i = 0; i < 2; i++) {
		told = false;
		for (size_t k = 0; k < copies->count; k++) {
			if (copies->items[k].lost != !i)
				continue;
			if (!told)
				doc_add_paragraph(doc, slice_of(words[i]));
			told = true;
			doc_add_item(doc, slice_of(copies->items[k].path));
		}
	}
}

struct doc *tell_together(const struct workbook *wb, const struct brought *brought,
			  const struct copies *copies)
{
	struct doc *doc = tell_brought(wb, brought);

	add_left(copies, doc);
	return doc;
}
