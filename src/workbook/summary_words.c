/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The choice of a summary, in words. */
#include <config.h>

#include "workbook/summary_words.h"

#include <time.h>

#include "base/intl.h"

struct doc *summary_ask_for(void)
{
	struct doc *doc = doc_new();

	doc_add_paragraph(doc, slice_of(_("My reflections as a document. Who is it for?")));
	return doc;
}

const char *summary_for_line(enum summary_for who)
{
	static const char *const lines[FOR_COUNT] = {
		[FOR_ME] = N_("For me: a private copy, with everything in it"),
		[FOR_ME_CHOSEN] = N_("For me, and I choose what is in it"),
		[FOR_MENTOR] = N_("For my mentor: only what is marked for my mentor"),
	};

	return _(lines[who]);
}

void summary_begin(struct summary_choice *choice, enum summary_for who)
{
	summary_choose(choice, who == FOR_MENTOR ? SUMMARY_MENTOR : SUMMARY_ME);
}

const char *summary_title(const struct summary_choice *choice)
{
	return choice->reader == SUMMARY_MENTOR ? _("for my mentor") : _("private copy");
}

const char *summary_layers_line(enum summary_layers layers)
{
	static const char *const lines[] = {
		[SUMMARY_NEWEST] = N_("the newest"),
		[SUMMARY_MOVED] = N_("how my thinking moved, from the first to the newest"),
		[SUMMARY_EARLIER] = N_("all, the earlier ones too"),
	};

	return _(lines[layers]);
}

static const char *part_words(enum summary_part part)
{
	static const char *const words[SUMMARY_PARTS] = {
		[SUMMARY_CONDITIONS] = N_("What I noticed through the conditions"),
		[SUMMARY_CAUTIONS] = N_("What I noticed through the cautions"),
		[SUMMARY_STEPS] = N_("What I mean to try"),
		[SUMMARY_DATES] = N_("Days"),
		[SUMMARY_BLANK] = N_("Questions still open"),
		[SUMMARY_FIND_OUT] = N_("What to find out, and from whom"),
		[SUMMARY_REPLIES] = N_("What others said to me"),
	};

	return _(words[part]);
}

static void tell_in(const char *what, bool in, struct buf *out)
{
	if (in)
		/* TRANSLATORS: a part of a document, which stands in it, or does not. */
		buf_addf(out, _("%s: in it"), what);
	else
		buf_addf(out, _("%s: left out"), what);
}

static bool has_all_chapters(const struct summary_choice *choice)
{
	for (size_t i = 0; i < PACK_PAGES_MAX; i++)
		if (choice->without[i])
			return false;
	return true;
}

void summary_tell_line(const struct summary_choice *choice, enum summary_line line,
		       struct buf *out)
{
	switch (line) {
	case LINE_LAYERS:
		/* TRANSLATORS: 'My words: the newest'. */
		buf_addf(out, _("My words: %s"), summary_layers_line(choice->layers));
		break;
	case LINE_CHAPTERS:
		buf_add_str(out, has_all_chapters(choice) ? _("Chapters: all") : _("Chapters: some"));
		break;
	case LINE_ORDER:
		buf_add_str(out, choice->by_condition ? _("Order: by condition") :
			    _("Order: by chapter"));
		break;
	default:
		tell_in(part_words((enum summary_part)(line - LINE_PARTS)), choice->has[line - LINE_PARTS],
			out);
		break;
	}
}

void summary_turn(struct summary_choice *choice, enum summary_line line)
{
	if (line == LINE_ORDER)
		choice->by_condition = !choice->by_condition;
	else if (line >= LINE_PARTS)
		choice->has[line - LINE_PARTS] = !choice->has[line - LINE_PARTS];
}

bool summary_has_chapter(const struct pack *pack, size_t chapter)
{
	const struct pack_chapter *at = pack_chapter(pack, chapter);

	for (size_t i = at->first; i < at->first + at->count; i++)
		if (pack_page(pack, i)->kind != PAGE_READ)
			return true;
	return false;
}

void summary_tell_chapter(const struct summary_choice *choice, const struct pack *pack,
			  size_t chapter, struct buf *out)
{
	tell_in(pack_chapter(pack, chapter)->title, !choice->without[chapter], out);
}

struct doc *summary_preview(struct workbook *wb, const struct summary_choice *choice)
{
	struct doc *copy = summary_make(wb, choice), *absent = summary_absent(wb, choice), *doc;

	if (!absent)
		return copy;
	doc = doc_new();
	doc_add_paragraph(doc, slice_of(_("What your mentor would see stands below the line. Nothing is sent: "
					  "the copy is a file, which you hand over yourself.")));
	doc_add_blocks(doc, absent, 0, doc_count(absent));
	doc_free(absent);
	doc_language(doc, NULL);
	doc_add_rule(doc);
	doc_add_blocks(doc, copy, 0, doc_count(copy));
	doc_free(copy);
	return doc;
}

void summary_name(const struct workbook *wb, const struct summary_choice *choice,
		  enum export_format format, int n, struct buf *out)
{
	const char *ending = format == EXPORT_TEXT ? "txt" : export_name(format);
	time_t now = workbook_now(wb);
	struct tm tm;
	char date[32] = "";

	if (localtime_r(&now, &tm))
		strftime(date, sizeof(date), "-%Y-%m-%d", &tm);
	/* TRANSLATORS: the first part of a file's name, in letters that every computer knows. */
	buf_addf(out, "%s-%s%s", workbook_is_copy(wb) ? _("given-to-read") :
		 choice->reader == SUMMARY_MENTOR ? _("for-my-mentor") :
		 _("my-reflections"), pack_id(workbook_pack(wb)), date);
	if (n > 1)
		buf_addf(out, "-%d", n);
	buf_addf(out, ".%s", ending);
}
