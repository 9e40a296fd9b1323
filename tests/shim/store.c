/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One sitting with the store alone, for shims: opens the file that is named, writes, keeps
 * and saves, and says on standard output how far the words have come.
 *
 *	store FILE [thread]
 *
 * "kept" and "saved" are said when the call has told so; what fails is said on standard
 * error, and the status is 1 then.
 */
#include <config.h>

#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "answers/store.h"

/* Without memory of its own, which may fail too. */
static void say(int fd, const char *words)
{
	(void)!write(fd, words, strlen(words));
	(void)!write(fd, "\n", 1);
}

static void write_words(struct store *s, const char *text)
{
	struct answers_change change = {
		.part = PART_ANSWERS, .id = "one", .question = slice_of("Q?"),
		.text = slice_of(text), .now = 1795460651,
	};

	answers_write(store_answers(s), sys_real(), &change);
}

/* Waits for what is under way, as the loop of the program does. */
static void settle(struct store *s)
{
	while (store_state(s) == STORE_CHANGED && store_fd(s) >= 0 && !store_pump(s))
		usleep(1000);
}

static bool sit(struct store *s, struct err *err)
{
	store_prepare(s, 0);
	write_words(s, "oak elm");
	store_keep(s);
	settle(s);
	if (store_state(s) == STORE_SAFE || store_state(s) == STORE_SAVED)
		say(STDOUT_FILENO, "kept");
	if (!store_save(s, err))
		return false;
	say(STDOUT_FILENO, "saved");
	write_words(s, "oak elm ash");
	store_stop(s);
	if (store_state(s) == STORE_SAVED)
		say(STDOUT_FILENO, "stopped");
	return store_state(s) == STORE_SAVED || err_set(err, ERR_IO, "%s", store_trouble(s));
}

int main(int argc, char **argv)
{
	struct store_place place = { argc > 1 ? argv[1] : "", NULL };
	struct err err = { .text = "" };
	struct store *s;
	bool ok;

	if (!store_open(&s, sys_real(), &place, STORE_WRITE, &err)) {
		say(STDERR_FILENO, err.text);
		return 1;
	}
	if (argc > 2)
		store_use_writer(s);
	ok = sit(s, &err);
	if (!ok)
		say(STDERR_FILENO, err.text);
	store_close(s);
	return ok ? 0 : 1;
}
