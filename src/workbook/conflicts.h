/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The copies that lie beside a workbook because it was changed in two places at once.
 *
 * Programs that keep a folder alike on several computers cannot know what belongs together inside
 * a file: they keep both, and give one of them another name.  So does this program, where it may
 * not put its words into a file that somebody else has changed (FILE.conflict-HOST-TIME).
 */
#ifndef WORKBOOK_CONFLICTS_H
#define WORKBOOK_CONFLICTS_H

#include "workbook/copies.h"
#include "workbook/workbook.h"

/* Whether one of the two, names in one folder, is what such a program makes of the other.  A name
 * alone proves nothing: people count copies, too. */
bool conflicts_is_name(const char *one, const char *other);

/* The files beside that of WB which have such a name, are copies of this workbook, and have
 * something that is not in it; the one that was written last first.  The one of those that are damaged or
 * cannot be read that was written last is C->damaged; of what is another workbook's, of another kind,
 * or written by a later version, nothing is said.  For copies_release; empty while looking around. */
void conflicts_find(struct copies *c, const struct sys *sys, struct workbook *wb);
/* All files with such a name that are copies of this workbook, whatever stands in them. */
void conflicts_all(struct copies *c, const struct sys *sys, struct workbook *wb);

#endif
