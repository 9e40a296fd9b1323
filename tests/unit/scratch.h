/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An own, empty folder for a test, and short ways to put files there and look
 * at them.  They use the system directly: no fault reaches them, and what goes
 * wrong fails the test.  NAME is a path inside the folder.
 */
#ifndef TESTS_SCRATCH_H
#define TESTS_SCRATCH_H

#include <stdbool.h>
#include <sys/types.h>

void scratch_open(void);	/* for a checked fixture: makes the folder */
void scratch_close(void);	/* removes it with all that is in it */

/* The full path of NAME ("": the folder itself).  Good for the next sixteen calls. */
const char *scratch_path(const char *name);
void scratch_put(const char *name, const char *text);	/* makes or replaces, 0600 */
/* The bytes of NAME, "(absent)" where there is none.  Good for the next sixteen calls. */
const char *scratch_get(const char *name);
bool scratch_has(const char *name);	/* a dangling link counts */
mode_t scratch_mode(const char *name);	/* permission bits */
int scratch_count(void);		/* names in the folder itself, hidden ones too */
int scratch_count_ending(const char *end);	/* those that end so, as ".tmp" */

#endif
