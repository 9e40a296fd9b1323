/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The writer: one thread for the slow steps of saving. */
#include <config.h>

#include "answers/writer.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"

/* What goes through the pipes: to the thread as an order, from it as the answer.
 * An order without a job ends the thread. */
struct order {
	writer_job *job;
	void *value;
};

struct writer {
	pthread_t thread;
	int orders[2];		/* pipe: main to thread */
	int answers[2];		/* pipe: thread to main */
	bool busy;
};

/* An order is smaller than PIPE_BUF, so it goes through whole. */
static bool pass(int fd, const struct order *order)
{
	ssize_t n;

	do
		n = write(fd, order, sizeof(*order));
	while (n < 0 && errno == EINTR);
	return n == (ssize_t)sizeof(*order);
}

static bool receive(int fd, struct order *order)
{
	ssize_t n;

	do
		n = read(fd, order, sizeof(*order));
	while (n < 0 && errno == EINTR);
	return n == (ssize_t)sizeof(*order);
}

static void *work(void *writer)
{
	const struct writer *w = writer;
	struct order order;

	while (receive(w->orders[0], &order) && order.job) {
		order.job(order.value);
		if (!pass(w->answers[1], &order))
			break;
	}
	return NULL;
}

static void close_pipe(int pipe[2])
{
	close(pipe[0]);
	close(pipe[1]);
}

/* The thread inherits a mask with every signal blocked. */
static bool start_thread(struct writer *w)
{
	sigset_t all, before;
	int failed;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	failed = pthread_create(&w->thread, NULL, work, w);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return !failed;
}

struct writer *writer_start(void)
{
	struct writer *w = MEM_NEW(struct writer);

	if (pipe2(w->orders, O_CLOEXEC) != 0) {
		free(w);
		return NULL;
	}
	if (pipe2(w->answers, O_CLOEXEC) != 0) {
		close_pipe(w->orders);
		free(w);
		return NULL;
	}
	if (!start_thread(w)) {
		close_pipe(w->orders);
		close_pipe(w->answers);
		free(w);
		return NULL;
	}
	return w;
}

void writer_stop(struct writer *w)
{
	const struct order end = { 0 };

	if (!w)
		return;
	writer_wait(w);
	pass(w->orders[1], &end);
	pthread_join(w->thread, NULL);
	close_pipe(w->orders);
	close_pipe(w->answers);
	free(w);
}

void writer_submit(struct writer *w, writer_job *job, void *value)
{
	const struct order order = { job, value };

	w->busy = pass(w->orders[1], &order);
}

bool writer_busy(const struct writer *w)
{
	return w->busy;
}

int writer_fd(const struct writer *w)
{
	return w->answers[0];
}

void *writer_take(struct writer *w)
{
	struct pollfd ended = { .fd = w->answers[0], .events = POLLIN };

	if (!w->busy || poll(&ended, 1, 0) <= 0)
		return NULL;
	return writer_wait(w);
}

void *writer_wait(struct writer *w)
{
	struct order order = { 0 };

	if (!w->busy)
		return NULL;
	w->busy = false;
	return receive(w->answers[0], &order) ? order.value : NULL;
}
