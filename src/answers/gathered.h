/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gathered voices: what a group wrote, question by question, without keys, clocks or counts.
 *
 * The file is what `leaderplus collate -f ndjson` writes (leaderplus-workbook(5)): a header line
 * that names the book and says whether a facilitator has looked at each voice, then one line a
 * question and language, in the order of the book.  A question with very many voices goes on in the next
 * line, which begins with the same members.
 *
 * Nothing in it has passed the door of text/safe.h.
 */
#ifndef ANSWERS_GATHERED_H
#define ANSWERS_GATHERED_H

#include <stdbool.h>
#include <stddef.h>

#include "answers/answers.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/sys.h"

#define GATHERED_LINE_MAX ((size_t)16 * 1024 * 1024)
#define GATHERED_MAX ((size_t)64 * 1024 * 1024)	/* bytes of all lines that gathered_read takes */

struct gathered_question {
	enum answers_part part;
	char *id, *language, *question;
	char **voices;	/* never blank */
	size_t count, cap;
};

struct gathered {
	char *pack_id;
	struct gathered_question *items;
	size_t count, cap;
};

/* Reads the file PATH strictly.  ERR_USAGE: no facilitator has looked at it.  After a failure
 * there is nothing to release. */
bool gathered_read(struct gathered *g, const struct sys *sys, const char *path, struct err *err);
void gathered_release(struct gathered *g);

/* Append the header, and one question, each ended by LF. */
bool gathered_print_head(bool reviewed, const char *pack_id, const char *pack_version,
			 struct buf *out, struct err *err);
bool gathered_print(const struct gathered_question *question, struct buf *out, struct err *err);

#endif
