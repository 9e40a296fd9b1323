/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files that make asks share; for workbook/ask*.c alone. */
#ifndef WORKBOOK_ASK_OWN_H
#define WORKBOOK_ASK_OWN_H

#include "workbook/ask.h"

struct ask *ask_begin(const char *title);
void ask_add(struct ask *ask, const char *label, enum ask_answer answer);	/* copied */

#endif
