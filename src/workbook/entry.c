/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page's entry in the answers: which part, and under which of its ids. */
#include <config.h>

#include "workbook/entry.h"

#include <string.h>

#include "base/intl.h"
#include "workbook/workbook.h"

enum answers_part entry_part(const struct pack_page *page)
{
	switch (page->kind) {
	case PAGE_CONDITION:
		return PART_LENSES;
	case PAGE_CAUTION:
		return PART_GUARDS;
	default:
		return PART_ANSWERS;
	}
}

const char *entry_id(const struct answers *a, const struct pack_page *page)
{
	enum answers_part part = entry_part(page);

	if (answers_layers(a, part, page->id))
		return page->id;
	for (char **was = page->was; was && *was; was++)
		if (answers_layers(a, part, *was))
			return *was;
	for (char **was = page->was; was && *was; was++)
		if (!answers_has(a, part, page->id) && answers_has(a, part, *was))
			return *was;
	return page->id;
}

const struct layer *entry_newest(const struct answers *a, const struct pack_page *page)
{
	return answers_newest(a, entry_part(page), entry_id(a, page));
}

time_t layer_when(const struct answers *a, const struct layer *layer)
{
	time_t when = answers_time(layer->at);
	struct tm tm;

	if (when < 0 || answers_kind(a) != KIND_COPY || !gmtime_r(&when, &tm))
		return when;
	tm.tm_isdst = -1;
	return mktime(&tm);
}

void layer_day(const struct answers *a, const struct layer *layer, struct buf *out)
{
	time_t when = layer_when(a, layer);

	if (when >= 0)
		workbook_date(when, out);
	else
		/* TRANSLATORS: in the place of a date, where the file does not hold one. */
		buf_add_str(out, _("an unknown day"));
}

bool layer_has_words(const struct layer *layer)
{
	return *layer->text && !layer->open;
}

bool entry_has_words(const struct answers *a, const struct pack_page *page)
{
	enum answers_part part = entry_part(page);
	const char *id = entry_id(a, page);

	if (page->kind == PAGE_READ)
		return false;
	for (size_t i = 0; i < answers_layers(a, part, id); i++)
		if (layer_has_words(answers_layer(a, part, id, i)))
			return true;
	return false;
}

bool entry_in_pack(const struct answers *a, const struct pack *pack, enum answers_part part,
		   const char *id, size_t *page)
{
	const struct pack_page *at;

	if (!pack_find(pack, id, page))
		return false;
	at = pack_page(pack, *page);
	return at->kind != PAGE_READ && entry_part(at) == part && strcmp(entry_id(a, at), id) == 0;
}
