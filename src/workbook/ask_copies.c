/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked of workbooks that lie somewhere else, and of copies. */
#include <config.h>

#include "workbook/ask_own.h"

#include <string.h>

#include "base/intl.h"
#include "workbook/tell.h"

#define TEXT_MAX 16384

/* TEXT, which goes, as a paragraph. */
static void add_text(struct doc *doc, struct buf *text)
{
	doc_add_paragraph(doc, slice_buf(text));
	buf_release(text);
}

static void add_when(time_t at, struct buf *out)
{
	struct buf date, time;

	buf_init(&date, 256);
	buf_init(&time, 256);
	workbook_date(at, &date);
	workbook_clock(at, &time);
	buf_addf(out, " (%s, %s)", date.data, time.data);
	buf_release(&time);
	buf_release(&date);
}

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

struct ask *ask_which(const struct copies *copies, const char *title)
{
	struct ask *ask = ask_begin(title);
	struct buf label;

	doc_add_paragraph(ask->intro, slice_of(_("There is more than one workbook there. Which one?")));
	buf_init(&label, TEXT_MAX);
	for (size_t i = 0; i < copies->count; i++) {
		buf_clear(&label);
		buf_add_str(&label, last_part(copies->items[i].path));
		add_when(copies->items[i].at, &label);
		ask_add(ask, label.data, (enum ask_answer)(ASK_COPIES + (int)i));
	}
	buf_release(&label);
	return ask;
}

struct ask *ask_already(const struct copy *copy, const char *home)
{
	struct ask *ask = ask_begin(_("I already have a workbook"));
	struct buf name, text;

	buf_init(&name, TEXT_MAX);
	buf_add_str(&name, copy->path);
	add_when(copy->at, &name);
	/* TRANSLATORS: the name of a file, and when it was last written. */
	buf_init(&text, TEXT_MAX);
	buf_addf(&text, _("This is the workbook: %s."), name.data);
	add_text(ask->intro, &text);
	buf_release(&name);
	doc_add_heading(ask->intro, 2, slice_of(_("Where shall your writing be kept?")));
	ask_add(ask, _("Open it where it is, and write there"), ASK_THERE);
	if (home)
		ask_add(ask, _("Copy it to this computer, and write in the copy"), ASK_COPY_HERE);
	ask->outro = doc_new();
	if (home)
		doc_add_paragraph(ask->outro, slice_of(tell_two_copies()));
	doc_add_paragraph(ask->outro, slice_of(_("Anyone who can use this login can open what is kept "
						 "here.")));
	return ask;
}

struct ask *ask_remember(const char *path)
{
	struct ask *ask = ask_begin(_("Your writing"));
	struct buf text;

	buf_init(&text, TEXT_MAX);
	buf_addf(&text, _("Shall leaderplus look for your workbook there by itself from now on? The name "
			  "%s would be kept in the settings on this computer, and nothing of what you "
			  "write."), path);
	add_text(ask->intro, &text);
	ask_add(ask, _("Yes, look for it there"), ASK_REMEMBER);
	ask_add(ask, _("No, keep nothing on this computer; I name it each time"), ASK_STAY);
	return ask;
}

struct ask *ask_away(const char *path)
{
	struct ask *ask = ask_begin(_("Your writing"));
	struct buf text;

	buf_init(&text, TEXT_MAX);
	buf_addf(&text, _("Your workbook is kept in %s, which is not there now. Is the stick plugged in?"),
		 path);
	add_text(ask->intro, &text);
	doc_add_paragraph(ask->intro, slice_of(_("Nothing has been changed. What would you like to "
						 "do?")));
	ask_add(ask, _("Look for it again"), ASK_LOOK_AGAIN);
	ask_add(ask, _("Just look around, nothing is kept"), ASK_LOOKING);
	ask_add(ask, _("Choose another place for my writing"), ASK_ANOTHER_PLACE);
	ask_add(ask, _("Leave, and change nothing"), ASK_LEAVE);
	return ask;
}

struct ask *ask_taken(const char *path, const struct bring *copy, const char *trouble,
		      const char *beside)
{
	struct ask *ask = ask_begin(_("Take my workbook with me"));
	struct buf label, text;

	buf_init(&text, TEXT_MAX);
	if (copy)
		tell_taken_by(copy->kind, path, &text);
	else
		buf_addf(&text, _("A file stands there already that cannot be read as a workbook: %s."), trouble);
	add_text(ask->intro, &text);
	doc_add_paragraph(ask->intro, slice_of(_("It is left as it is.")));
	buf_init(&label, TEXT_MAX);
	/* TRANSLATORS: %s is the name of a file. */
	buf_addf(&label, _("Put a copy beside it, as %s"), last_part(beside));
	ask_add(ask, label.data, ASK_BESIDE);
	buf_release(&label);
	ask_add(ask, _("Make no copy"), ASK_STAY);
	return ask;
}

static void add_backup(struct ask *ask)
{
	doc_add_paragraph(ask->intro, slice_of(_("When it is brought in, what is in the file of your workbook "
						 "now stays beside it, with .bak at the end of its name, "
						 "until the next save.")));
}

/* Nothing is brought in by Enter alone. */
static void add_mine(struct ask *ask)
{
	doc_add_heading(ask->intro, 2, slice_of(_("Are both of these yours?")));
	doc_add_paragraph(ask->intro, slice_of(_("Only then bring its words in: the two are one workbook from "
						 "then on.")));
	ask_add(ask, _("No, or I am not sure: leave both as they are"), ASK_STAY);
	ask_add(ask, _("Yes, both are mine: bring its words in"), ASK_BRING);
	ask_add(ask, _("Read what is in the other one"), ASK_READ_COPY);
}

struct ask *ask_bring(const struct bring *b)
{
	struct ask *ask = ask_begin(_("Bring in a copy"));
	struct buf text;

	buf_init(&text, TEXT_MAX);
	tell_copy(b, &text);
	add_text(ask->intro, &text);
	news_tell_gone(&b->news, ask->intro);
	if (b->kind == BRING_ANOTHER) {
		add_mine(ask);
		add_backup(ask);
		return ask;
	}
	add_backup(ask);
	/* Enter alone takes nothing away that was written here. */
	if (b->news.merged.gone)
		ask_add(ask, _("Leave both as they are"), ASK_STAY);
	ask_add(ask, b->kind == BRING_REPLIES ? _("Bring in what was said to me") : _("Bring its words in"),
		ASK_BRING);
	ask_add(ask, _("Read what is in the other copy"), ASK_READ_COPY);
	if (!b->news.merged.gone)
		ask_add(ask, _("Leave both as they are"), ASK_STAY);
	return ask;
}

struct ask *ask_together(const struct copies *conflicts)
{
	struct ask *ask = ask_begin(_("Bring these words together"));

	tell_conflicts(conflicts, ask->intro);
	if (tell_is_gone(conflicts))
		ask_add(ask, _("Leave them as they are"), ASK_STAY);
	ask_add(ask, _("Bring these words together"), ASK_BRING);
	ask_add(ask, _("Bring in another copy"), ASK_ELSEWHERE);
	if (!tell_is_gone(conflicts))
		ask_add(ask, _("Leave them as they are"), ASK_STAY);
	return ask;
}
