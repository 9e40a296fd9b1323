/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files beside a workbook file, by name: FILE.lock, FILE.bak, FILE.conflict-HOST-TIME. */
#ifndef ANSWERS_SIDECAR_H
#define ANSWERS_SIDECAR_H

#include <stdbool.h>
#include <time.h>

#define SIDECAR_LOCK ".lock"
#define SIDECAR_BACKUP ".bak"
#define SIDECAR_JOURNAL ".journal"

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
/* Whether some file PATH.conflict-* stands beside PATH. */
bool sidecar_any_conflict(const char *path);

#endif
