/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The writer: one thread for the slow steps of saving, so that the screen never
 * waits for a memory stick.
 *
 * A job is a function and the value that it works on; the value is the thread's
 * until writer_take or writer_wait gives it back.  One job at a time: submit only
 * when none is under way.  The thread touches nothing else and lets no signal in.
 */
#ifndef ANSWERS_WRITER_H
#define ANSWERS_WRITER_H

#include <stdbool.h>

struct writer;

typedef void writer_job(void *value);

struct writer *writer_start(void);	/* NULL where no thread can be had */
void writer_stop(struct writer *w);	/* waits for the job under way; NULL is allowed */

void writer_submit(struct writer *w, writer_job *job, void *value);
bool writer_busy(const struct writer *w);
/* Readable as soon as a job has ended, until it is taken. */
int writer_fd(const struct writer *w);
/* The value of the job that has ended, or NULL while none has. */
void *writer_take(struct writer *w);
/* The same, waiting for it; NULL when none is under way. */
void *writer_wait(struct writer *w);

#endif
