/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/writer: jobs are done once, in turn, and waited for. */
#include <config.h>

#include <check.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "answers/writer.h"
#include "base/mem.h"
#include "suite.h"

static bool is_readable(int fd, int milliseconds)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };

	return poll(&p, 1, milliseconds) == 1;
}

static void add_one(void *value)
{
	++*(int *)value;
}

START_TEST(a_job_is_done_and_given_back)
{
	struct writer *w = writer_start();
	int number = 1;

	ck_assert_ptr_nonnull(w);
	ck_assert(!writer_busy(w));
	ck_assert(!is_readable(writer_fd(w), 0));
	ck_assert_ptr_null(writer_take(w));
	ck_assert_ptr_null(writer_wait(w));
	writer_submit(w, add_one, &number);
	ck_assert(writer_busy(w));
	ck_assert(is_readable(writer_fd(w), 30000));
	ck_assert_ptr_eq(writer_take(w), &number);
	ck_assert_int_eq(number, 2);
	ck_assert(!writer_busy(w) && !is_readable(writer_fd(w), 0));
	writer_submit(w, add_one, &number);
	ck_assert_ptr_eq(writer_wait(w), &number);
	ck_assert_int_eq(number, 3);
	writer_stop(w);
	writer_stop(NULL);
}
END_TEST

struct slow {
	int gate[2];
	bool done;
};

static void pass_gate(void *value)
{
	struct slow *slow = value;
	char c;

	slow->done = read(slow->gate[0], &c, 1) == 1;
}

START_TEST(a_job_under_way_is_not_taken)
{
	struct writer *w = writer_start();
	struct slow slow = { .done = false };

	ck_assert_int_eq(pipe(slow.gate), 0);
	writer_submit(w, pass_gate, &slow);
	ck_assert_ptr_null(writer_take(w));
	ck_assert(writer_busy(w));
	ck_assert_int_eq(write(slow.gate[1], "", 1), 1);
	ck_assert_ptr_eq(writer_wait(w), &slow);
	ck_assert(slow.done);
	writer_stop(w);
	close(slow.gate[0]);
	close(slow.gate[1]);
}
END_TEST

static void take_long(void *value)
{
	usleep(50000);
	*(bool *)value = true;
}

START_TEST(stopping_waits_for_the_job)
{
	struct writer *w = writer_start();
	bool done = false;

	writer_submit(w, take_long, &done);
	writer_stop(w);
	ck_assert(done);
}
END_TEST

static void look_at_mask(void *mask)
{
	pthread_sigmask(SIG_BLOCK, NULL, mask);
}

/* What wakes the loop must reach it, not the thread. */
START_TEST(no_signal_reaches_the_thread)
{
	const int signals[] = { SIGHUP, SIGINT, SIGTERM, SIGWINCH, SIGTSTP, SIGCONT, SIGUSR1 };
	struct writer *w = writer_start();
	sigset_t there, here;

	sigemptyset(&there);
	writer_submit(w, look_at_mask, &there);
	ck_assert_ptr_eq(writer_wait(w), &there);
	pthread_sigmask(SIG_BLOCK, NULL, &here);
	for (size_t i = 0; i < ARRAY_LEN(signals); i++) {
		ck_assert_int_eq(sigismember(&there, signals[i]), 1);
		ck_assert_int_eq(sigismember(&here, signals[i]), 0);
	}
	writer_stop(w);
}
END_TEST

static void caught(int signal)
{
	(void)signal;
}

/* Sends the thread that waits signals that interrupt its calls. */
static void interrupt(void *thread)
{
	for (int i = 0; i < 50; i++) {
		pthread_kill(*(pthread_t *)thread, SIGUSR1);
		usleep(1000);
	}
}

START_TEST(waiting_outlasts_signals)
{
	struct sigaction act = { .sa_handler = caught }, before;	/* no SA_RESTART */
	struct writer *w = writer_start();
	pthread_t self = pthread_self();

	ck_assert_int_eq(sigaction(SIGUSR1, &act, &before), 0);
	writer_submit(w, interrupt, &self);
	ck_assert_ptr_eq(writer_wait(w), &self);
	ck_assert_int_eq(sigaction(SIGUSR1, &before, NULL), 0);
	writer_stop(w);
}
END_TEST

/* The lowest descriptor that is free. */
static int lowest_free(void)
{
	int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);

	ck_assert_int_ge(fd, 0);
	close(fd);
	return fd;
}

/* No thread: no writer, and nothing is left open. */
START_TEST(there_may_be_no_thread)
{
	int free_from = lowest_free();
	pthread_attr_t before, vast;

	ck_assert_int_eq(pthread_getattr_default_np(&before), 0);
	ck_assert_int_eq(pthread_attr_init(&vast), 0);
	ck_assert_int_eq(pthread_attr_setstacksize(&vast, (size_t)1 << 47), 0);
	ck_assert_int_eq(pthread_setattr_default_np(&vast), 0);
	ck_assert_ptr_null(writer_start());
	ck_assert_int_eq(pthread_setattr_default_np(&before), 0);
	ck_assert_int_eq(lowest_free(), free_from);
	pthread_attr_destroy(&vast);
	pthread_attr_destroy(&before);
}
END_TEST

/* No descriptors: no writer, and nothing is left open. */
START_TEST(there_may_be_no_writer)
{
	int free_from = lowest_free(), more;
	struct rlimit before, few;
	struct writer *w = NULL;

	ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &before), 0);
	for (more = 0; !w && more < 100; more++) {
		few = (struct rlimit){ (rlim_t)(free_from + more), before.rlim_max };
		ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &few), 0);
		w = writer_start();
		ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &before), 0);
		ck_assert(w || lowest_free() == free_from);
	}
	ck_assert_int_ge(more, 5);	/* four descriptors are needed */
	writer_stop(w);
	ck_assert_int_eq(lowest_free(), free_from);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("writer");
	TCase *tc = tcase_create("writer");

	tcase_add_test(tc, a_job_is_done_and_given_back);
	tcase_add_test(tc, a_job_under_way_is_not_taken);
	tcase_add_test(tc, stopping_waits_for_the_job);
	tcase_add_test(tc, no_signal_reaches_the_thread);
	tcase_add_test(tc, waiting_outlasts_signals);
	tcase_add_test(tc, there_may_be_no_thread);
	tcase_add_test(tc, there_may_be_no_writer);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
