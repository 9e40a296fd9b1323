/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that lie apart from the workbook file, in one for a conflict. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "answers/contains.h"
#include "answers/sidecar.h"
#include "answers/store_own.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"

enum { SAID_MAX = 65536 };	/* bytes of a warning */

/* Whether all that PATH holds is in S too, as when it was merged later. */
static bool has_all(const struct store *s, const char *path)
{
	struct answers *apart;
	struct err ignored;
	struct buf bytes;
	bool has = false;

	buf_init(&bytes, ANSWERS_FILE_MAX);
	if (file_read(s->sys, path, ANSWERS_FILE_MAX, &bytes, &ignored) == FILE_READ &&
	    answers_read(&apart, slice_buf(&bytes), &ignored)) {
		has = answers_kind(apart) == answers_kind(s->answers) &&
			answers_is_same_workbook(s->answers, apart) &&
			answers_contains(s->answers, apart);
		answers_free(apart);
	}
	buf_release(&bytes);
	return has;
}

struct looking {
	const struct store *s;
	char *last;	/* by name, and so the newest of this computer; NULL: none */
};

/* What lies beside such a file in its turn, which was opened by its name, is none. */
static void see_conflict(void *context, enum sidecar_kind kind, const char *path)
{
	struct looking *l = context;

	if (kind != SIDECAR_OF_CONFLICT || (l->last && strcmp(l->last, path) > 0) ||
	    sidecar_is_beside(path) || has_all(l->s, path))
		return;
	free(l->last);
	l->last = mem_string(path);
}

void store_warn_of_conflict(struct store *s)
{
	struct looking l = { .s = s };
	struct buf said;

	(void)sidecar_each(s->disk.path, see_conflict, &l);
	if (!l.last)
		return;
	buf_init(&said, SAID_MAX);
	buf_addf(&said, _("other words of yours were kept apart from this file, the last in '%s'; open "
			  "it by that name to read them"), l.last);
	store_warn(s, said.data);
	buf_release(&said);
	free(l.last);
}
