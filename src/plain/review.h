/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A facilitator looks at each voice of a fold before anyone else does: a conversation in lines.
 */
#ifndef PLAIN_REVIEW_H
#define PLAIN_REVIEW_H

#include "workbook/voices.h"

struct plain_review {
	const struct sys *sys;
	const struct pack *pack;
	const struct voices_list *voices;
	struct review *review;		/* what was decided, before and now */
	const char *path;		/* its file, written after each decision */
	size_t floor;			/* of what fewer people wrote under a question, nothing is shown */
	bool utf8;			/* what may be written */
	int in, out;			/* descriptors */
};

/* Returns when all is decided, the facilitator stops, the input ends or a signal asks for it; false
 * when a decision could not be kept, or when nothing can be written any more. */
bool plain_review(const struct plain_review *request, struct err *err);

#endif
