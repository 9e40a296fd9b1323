/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Somebody who changes a workbook at random: layers, steps, notes and replies, choices, the place; and
 * erases. */
#ifndef UNIT_WRITING_H
#define UNIT_WRITING_H

#include <time.h>

#include "base/sys.h"
#include "soak.h"
#include "versions.h"

struct hand {
	struct dice *d;
	unsigned long long seed;	/* for messages */
	const struct sys *sys;
	time_t now;
	struct past past;
};

/* One change of A, a file of HISTORY. */
void hand_change(struct hand *w, struct history *history, struct answers *a, bool same_hand);

#endif
