/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What both faces ask, as a list to choose from. */
#include <config.h>

#include "ui/chooser.h"

struct chooser *chooser_ask(struct ask *ask, chooser_chosen *chosen)
{
	struct chooser *c = chooser_new(ask->title, ask->intro, chosen);

	for (size_t i = 0; i < ask->count; i++)
		chooser_add(c, 0, ask->lines[i].label, (int)ask->lines[i].answer);
	chooser_outro(c, ask->outro);
	ask->intro = ask->outro = NULL;
	ask_free(ask);
	chooser_read_first(c);
	chooser_keep_still(c, true);
	return c;
}
