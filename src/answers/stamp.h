/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times as text (RFC 3339, UTC); answers_time, in answers.h, reads them. */
#ifndef ANSWERS_STAMP_H
#define ANSWERS_STAMP_H

#include <time.h>

/* "2026-11-23T19:04:11Z", for free(); times outside the years 1970 to 9999 become
 * the nearest that can be told. */
char *stamp_of(time_t when);

#endif
