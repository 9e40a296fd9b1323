/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editors that are shell scripts, and the runtime folder in which they get their file:
 * "run" in the scratch folder, which scripts know as $SCRATCH. */
#ifndef TESTS_EDITORS_H
#define TESTS_EDITORS_H

#include <stdbool.h>

#include "base/buf.h"

#define EDITORS_MAX 4096	/* bytes that may come back */

void editors_setup(void);
void editors_teardown(void);
/* The command of an editor that does BODY, in which $1 is the file.  Good until the next. */
const char *editors_do(const char *body);
/* A hundred bytes do not fit, so that a test can have what does not. */
bool editors_fits(struct slice bytes);
/* Nothing of the text is left in the runtime folder. */
void editors_check_gone(void);

#endif
