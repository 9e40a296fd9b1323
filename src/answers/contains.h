/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether one copy of a workbook has all that another has, so that the other may go. */
#ifndef ANSWERS_CONTAINS_H
#define ANSWERS_CONTAINS_H

#include "answers/answers.h"

/* Whether all that B holds is in A, both being copies of one workbook (answers_id and answers_kind are equal):
 *
 * - every layer, step, note and reply, and every layer of what came of a step, under the same
 *   page: with a greater clock, for versions of one id follow each other; or with an equal one and
 *   the very same bytes; or erased for good in A;
 * - every choice of who may see an answer, or a narrower one: A shows to nobody what B does not;
 * - every id that B has forgotten;
 * - every member that this version does not know, byte for byte, wherever it stands: what it
 *   means cannot be judged, so with other bytes it counts as missing.
 *
 * The place counts for nothing: no word is in it. */
bool answers_contains(const struct answers *a, const struct answers *b);

#endif
