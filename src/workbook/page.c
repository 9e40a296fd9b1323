/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a page shows above its box. */
#include <config.h>

#include "workbook/workbook.h"

#include <string.h>

#include "base/intl.h"
#include "workbook/date_words.h"

const char *workbook_box_title(const struct workbook *wb, size_t page)
{
	const struct pack_page *at = pack_page(workbook_pack(wb), page);

	switch (at->kind) {
	case PAGE_QUESTION:
		return at->asks == ASKS_INTENT ? _("what might change, in my words") :
			_("what I think now");
	case PAGE_CONDITION:
		return _("what I notice");
	case PAGE_CAUTION:
		return _("where I might look again");
	default:
		return "";
	}
}

size_t workbook_prompt(const struct workbook *wb, size_t page)
{
	const struct pack_page *at = pack_page(workbook_pack(wb), page);

	return at->kind == PAGE_QUESTION ? 0 : doc_count(at->body);
}

struct doc *workbook_page_doc(const struct workbook *wb, size_t page, bool unfolded)
{
	const struct pack_page *at = pack_page(workbook_pack(wb), page);
	struct doc *doc = doc_new();

	doc_add_blocks(doc, at->body, 0, doc_count(at->body));
	if (at->aside && (unfolded || at->kind != PAGE_QUESTION))
		doc_add_blocks(doc, at->aside, 0, doc_count(at->aside));
	return doc;
}

void workbook_day(struct day day, struct buf *out)
{
	/* TRANSLATORS: a date, "3 October 2026": the day, the month and the year. */
	buf_addf(out, _("%1$d %2$s %3$d"), day.day, date_month(day.month), day.year);
}

void workbook_date(time_t when, struct buf *out)
{
	struct tm tm;

	if (localtime_r(&when, &tm))
		workbook_day((struct day){ tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday }, out);
}

void workbook_clock(time_t when, struct buf *out)
{
	struct tm tm;
	char text[64];

	/* TRANSLATORS: a time of day for strftime(3): "19:04". */
	if (localtime_r(&when, &tm) && strftime(text, sizeof(text), _("%H:%M"), &tm))
		buf_add_str(out, text);
}
