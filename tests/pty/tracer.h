/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Follows a program and all that it starts, system call by system call (ptrace(2)), and writes
 * down what it names and opens: a witness that needs no word of the program's.
 *
 * tracer_before, as play_setting.before, puts itself between the test and the program; the
 * log is the file TRACER_LOG of the scratch folder.  A line of it is
 *
 *	N WHAT TEXT
 *
 * where N is 1 for the program as it was started, 2 for what has taken its place or was started
 * by it first, and so on with each program that begins; threads count as their program.
 * WHAT is the name of the system call, with the whole path that it names; "opened", with the
 * file that a descriptor stands for; "inherits", likewise, for each that a new program comes
 * with; "argument" or "environment", with what it is told.
 */
#ifndef TESTS_TRACER_H
#define TESTS_TRACER_H

#include <stdbool.h>

#define TRACER_LOG "trace"

/* Whether a process can be followed here. */
bool tracer_works(void);
void tracer_before(void);

/* The first line of the program N in the log that has TEXT, or NULL; N 0: of any.  Good until
 * the next call. */
const char *tracer_line(int n, const char *text);

#endif
