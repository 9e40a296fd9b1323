/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first of what is wrong. */
#include <config.h>

#include "base/report.h"

#include <string.h>

#include "base/err.h"

static void keep(void *context, const struct finding *finding)
{
	struct report_first *first = context;
	struct err text;

	if (first->any)
		return;
	*first = (struct report_first){ true, finding->line, finding->column, "" };
	err_set(&text, ERR_SYNTAX, "%s", finding->what);	/* cuts a long one in its middle */
	memcpy(first->what, text.text, strlen(text.text) + 1);
}

struct report report_first(struct report_first *first)
{
	*first = (struct report_first){ 0 };
	return (struct report){ keep, first };
}
