/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A copy for the group (design 4.5): what one person marked for the group, flat and nameless.
 *
 * It holds no name, no id of a workbook or a layer, no time.  Its key is a random secret of the
 * workbook that was made for this alone, so that a newer copy takes the place of an older one:
 * the newer has the greater (clock, bytes of voice_print).  A copy without voices is one, too:
 * somebody has taken hers back.
 *
 * A voice is what somebody wrote under one question (or through a condition, or at a caution),
 * with the wording of it that she answered.  Each stands once, by part and id.
 */
#ifndef ANSWERS_VOICE_H
#define ANSWERS_VOICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "answers/answers.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/report.h"

#define VOICE_COPY_MAX ((size_t)8 * 1024 * 1024)	/* bytes of one copy */
#define VOICE_LANGUAGE_MAX 35	/* bytes of a language tag, as RFC 5646 (4.4.1) advises */

struct voice {
	enum answers_part part;
	const char *id, *question, *text;
};

/* All zero is an empty copy; its strings are its own. */
struct voice_copy {
	char *key;	/* letters, digits, - and _ */
	int64_t clock;
	char *pack_id, *pack_version;
	char *language;	/* in which the book was read, BCP 47 */
	struct voice *voices;
	size_t count, cap;
};

/* Adds a copy of VOICE. */
void voice_add(struct voice_copy *c, struct voice voice);
void voice_release(struct voice_copy *c);	/* the copy is empty then */

/* Reads one strictly (answers/json.h).  Members that this version does not know are left out, and
 * so is a voice of nothing but blanks.  ERR_NEWER: a later version wrote it.  After a failure
 * there is nothing to release. */
bool voice_read(struct voice_copy *c, struct slice json, struct err *err);
/* Tells REPORT all that is wrong with one, as answers_check does. */
bool voice_check(struct slice json, const struct report *report);
/* Whether JSON, whatever else is wrong with it, says that it is a copy for the group. */
bool voice_is_copy(struct slice json);

/* Appends it as one line of JSON without a line end, always with the same bytes: members in a
 * fixed order, voices by (part, id), those of nothing but blanks left out.  It is read back
 * before it is given out, so that what voice_read would refuse is refused here. */
bool voice_print(const struct voice_copy *c, struct buf *out, struct err *err);

#endif
