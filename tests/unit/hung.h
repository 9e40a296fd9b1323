/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What hangs under the answer to the page ID, for tests: begun here, and it must succeed. */
#ifndef TESTS_HUNG_H
#define TESTS_HUNG_H

#include "workbook/workbook.h"

/* For whom it is marked. */
void hung_share(struct workbook *wb, const char *id, bool mentor, bool group);
/* On the page ON; a second later than the last one. */
void hung_note(struct workbook *wb, const char *id, const char *on, const char *text);
/* To look at again on 15 January 2027. */
void hung_step(struct workbook *wb, const char *id, const char *then, const char *happened);
void hung_reply(struct workbook *wb, const char *id, const char *from, const char *text);
/* What one passage rests on, in the place of all. */
void hung_rest(struct workbook *wb, const char *id, const char *quote, const char *on,
	       const char *missing);

#endif
