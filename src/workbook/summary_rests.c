/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What passages rest on, and whose view is missing. */
#include <config.h>

#include "workbook/summary_own.h"

#include <string.h>

#include "base/intl.h"
#include "workbook/rests.h"

static void add_rest(struct making *m, const struct summary_entry *e, const struct layer *layer,
		     const struct item *rest)
{
	struct rests says = rests_read(rest);
	struct buf line;

	buf_init(&line, 8192);
	rests_tell(&says, &line);
	summary_in_program(m);
	doc_add_note(m->doc, slice_buf(&line));
	summary_in_words(m, e->page, layer->question);
	doc_add_words(m->doc, slice_of(rest->text[REST_QUOTE]));
	buf_release(&line);
}

/* A passage that was changed since may be gone from the words: what was said of it is for the
 * writer alone. */
static bool stands_in(const struct layer *layer, const struct item *rest)
{
	return strstr(layer->text, rest->text[REST_QUOTE]) != NULL;
}

static bool is_to_find_out(const struct item *rest)
{
	return strcmp(rest->text[REST_ON], "saw") != 0 || *rest->text[REST_MISSING];
}

void summary_add_rests(struct making *m, const struct summary_entry *e, const struct layer *layer)
{
	bool newest = layer == answers_newest(m->answers, e->part, e->id);

	if (m->choice->reader != SUMMARY_ME)
		return;
	for (size_t i = 0; i < answers_rests(layer); i++) {
		const struct item *rest = answers_rest(layer, i);

		if (newest || stands_in(layer, rest))
			add_rest(m, e, layer, rest);
	}
}

void summary_add_find_out(struct making *m)
{
	bool headed = false;

	if (!m->choice->has[SUMMARY_FIND_OUT])
		return;
	for (size_t i = 0; i < pack_page_count(m->pack); i++) {
		struct summary_entry e = summary_entry(m, i);
		const struct layer *newest = answers_newest(m->answers, e.part, e.id);

		if (!newest || newest->open || !summary_takes(m, &e) || summary_hides(m, &e))
			continue;
		for (size_t k = 0; k < answers_rests(newest); k++) {
			const struct item *rest = answers_rest(newest, k);

			if (!is_to_find_out(rest) || !stands_in(newest, rest))
				continue;
			summary_in_program(m);
			summary_add_section(m, &headed, _("What to find out, and from whom"));
			add_rest(m, &e, newest, rest);
		}
	}
}
