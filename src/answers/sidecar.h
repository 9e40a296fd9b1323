/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files beside a workbook file, by name: FILE.lock, FILE.bak, FILE.conflict-HOST-TIME,
 * FILE.broken-TIME, and what a save that was cut short has left. */
#ifndef ANSWERS_SIDECAR_H
#define ANSWERS_SIDECAR_H

#include <stdbool.h>
#include <time.h>

#define SIDECAR_LOCK ".lock"
#define SIDECAR_BACKUP ".bak"
#define SIDECAR_JOURNAL ".journal"

/* Whether PATH ends as one of these three does. */
bool sidecar_is_beside(const char *path);
/* PATH and SUFFIX, for free(). */
char *sidecar_path(const char *path, const char *suffix);
/* The folder of PATH ("." where it names none), for free(). */
char *sidecar_folder(const char *path);
#define SIDECAR_HOST_SIZE 256
/* This computer's name, "" where it has none. */
void sidecar_host(char host[SIDECAR_HOST_SIZE]);
/* PATH.conflict-HOST-YYYYMMDDTHHMMSSZ for NOW, with "-N" for the N-th name of the same
 * second (from 1, which has none), for free().  HOST is reduced to what every file
 * system takes: at most 32 of A-Z, a-z, 0-9 and -. */
char *sidecar_conflict(const char *path, const char *host, time_t now, int n);
/* PATH.broken-YYYYMMDDTHHMMSSZ likewise: a file that could not be read, kept when it was
 * repaired. */
char *sidecar_broken(const char *path, time_t now, int n);

enum sidecar_kind {
	SIDECAR_OF_CONFLICT,	/* FILE.conflict-* */
	SIDECAR_OF_REPAIR,	/* FILE.broken-* */
	SIDECAR_OF_SAVE,	/* .FILE.XXXXXXXX.tmp, and those of the two above: base/temp.h */
	SIDECAR_OF_SOME_SAVE	/* the same, with a name so long that another file may have it too */
};
/* Calls SEE with each file beside PATH that is one of these, in no order.  False where the
 * folder could not be listed to its end, with errno. */
bool sidecar_each(const char *path,
		  void (*see)(void *context, enum sidecar_kind kind, const char *sidecar),
		  void *context);

#endif
