/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds of a workbook into which a journal was replayed (answers/replay.h), whatever
 * both hold. */
#ifndef FUZZ_REPLAYED_H
#define FUZZ_REPLAYED_H

#include <stdbool.h>

#include "answers/answers.h"

/* NOW was WAS before JOURNAL came into it; BACK is what replay_apply said. */
void check_replayed(const struct answers *was, const struct answers *journal,
		    const struct answers *now, bool same_base, bool back);

#endif
