/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The error value: what failed, told to the caller, never printed here.
 *
 * A function that can fail returns bool and takes a struct err last; false
 * means that the error is set and that every partial effect is undone.
 *
 *	return err_set(err, ERR_IO, _("cannot save '%s': %s"), path, strerror(e));
 *
 * Messages are whole, translated, lower case and without a full stop: what
 * failed first, the subject in single quotes, then what to do if there is
 * something to do.  On success the value is untouched.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>

/* A kind exists only where some caller acts on it. */
enum err_kind {
	ERR_IO,		/* the system refused */
	ERR_SYNTAX,	/* a file is not what it should be */
	ERR_TOO_BIG,	/* a limit was met */
	ERR_LOCKED,	/* another process holds the file */
	ERR_CHANGED,	/* the file on disk is not the one that was loaded */
	ERR_IN_PLACE,	/* no file can be put in place by rename here, only written over */
	ERR_NEWER,	/* the file was written by a later version */
	ERR_USAGE	/* the caller of a command asked for something odd */
};

struct err {
	enum err_kind kind;
	char text[512];
};

/* Sets *ERR (of a long text the middle is left out) and returns false. */
bool err_set(struct err *err, enum err_kind kind, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

#endif
