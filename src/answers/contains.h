/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether one copy of a workbook has all that another has, so that the other may go. */
#ifndef ANSWERS_CONTAINS_H
#define ANSWERS_CONTAINS_H

#include "answers/answers.h"

/* Whether all that B holds is in A, both being copies of one workbook:
 *
 * - every layer, and every layer of what came of a step, under the same page: with a greater clock,
 *   for versions of one id follow each other; or with an equal one and the very same bytes; or erased
 *   for good in A;
 * - every version of a step, a note and a reply, or it was here and gave way to another, or was erased;
 * - every choice of who may see an answer, or a narrower one: A shows to nobody what B does not;
 * - every id that B has forgotten;
 * - every member that this version does not know, wherever it stands, with the same bytes or with
 *   greater ones, which is how merging chooses (answers/merge.h).
 *
 * So merging B into A would change nothing but, perhaps, the order of things and the place; except
 * that of two layers with the same id and clock neither has the other.
 *
 * The place counts for nothing: no word is in it. */
bool answers_contains(const struct answers *a, const struct answers *b);

#endif
