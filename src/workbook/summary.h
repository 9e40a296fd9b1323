/* SPDX-License-Identifier: GPL-3.0-or-later */
/* My reflections: a workbook as a document for its writer.
 *
 * A description in the reader's own words, never an assessment: nothing in it
 * is counted, scored or compared.  Nothing that was written is left out:
 * earlier layers, and words under pages that the book no longer has, are in
 * it too.
 */
#ifndef WORKBOOK_SUMMARY_H
#define WORKBOOK_SUMMARY_H

#include "workbook/workbook.h"

/* The private copy, for the caller to free. */
struct doc *summary_private(struct workbook *wb);
/* The words alone, of any ANSWERS: what stands between its head and its end. */
struct doc *summary_words(const struct pack *pack, const struct answers *answers);

#endif
