/* SPDX-License-Identifier: GPL-3.0-or-later */
/* My reflections, to read and to keep. */
#include <config.h>

#include "plain/talk.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "plain/words.h"
#include "workbook/export.h"
#include "workbook/paths.h"
#include "workbook/summary.h"

static void save_copy(struct talk *t, enum export_format format, const char *name)
{
	char *path = path_expand(name);
	struct buf said;

	if (export_is_converted(format) && export_is_possible(format))
		say(t, _("The copy is being made; this can take a minute. Ctrl-C stops it."));
	buf_init(&said, 16384);
	export_copy(t->wb, t->sys, format, path, &said);
	say(t, said.data);
	buf_release(&said);
	free(path);
}

void do_summary(struct talk *t, const char *argument)
{
	const char *dot = strrchr(argument, '.');
	enum export_format format;
	struct doc *doc;

	talk_save_changes(t);
	if (words_are_covered(t))
		return;
	if (*argument) {
		if (dot && export_by_name(dot + 1, &format))
			save_copy(t, format, argument);
		else
			say(t, _("Nothing was saved: the name of the copy ends in .html for a web page, "
				 ".docx for a Word document, .pdf for a PDF, .odt for an OpenDocument text, "
				 ".txt for plain text or .md for Markdown, as in summary ~/mine.html."));
		return;
	}
	doc = summary_private(t->wb);
	if (say_doc(t, doc, 0, false) && talk_first(t, HINT_COPY)) {
		say_gap(t);
		say(t, _("summary and the name of a file saves a copy of this, as in summary "
			 "~/mine.html."));
	}
	doc_free(doc);
}
