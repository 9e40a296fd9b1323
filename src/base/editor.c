/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hands a text to the reader's own editor, and takes it back. */
#include <config.h>

#include "base/editor.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/words.h"

extern char **environ;

#define FILE_NAME "words.txt"
#define STOP_PATIENCE 3	/* seconds that an editor has to end once it is told to */

enum { TRIES = 16, DICE = 8, DEPTH = 16, PATH_BYTES = 65536 };

/* ---- the private folder ---- */

struct folder {
	const struct sys *sys;
	struct buf path;	/* of the folder, then of the file */
	size_t len;		/* of the folder's part */
	int fd;
};

/* A runtime folder that is not ours alone is none. */
static bool is_ours(const struct sys *sys, const char *path)
{
	struct stat st;

	return path && path[0] == '/' && sys->fstatat(AT_FDCWD, path, &st, 0) == 0 &&
	       S_ISDIR(st.st_mode) && st.st_uid == geteuid() && (st.st_mode & 077) == 0;
}

static void draw_name(struct folder *f, const char *base)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
	unsigned char dice[DICE];

	f->sys->random(dice, sizeof(dice));
	buf_clear(&f->path);
	buf_addf(&f->path, "%s/" PACKAGE "-", base);
	for (size_t i = 0; i < sizeof(dice); i++)
		buf_add_char(&f->path, letters[dice[i] % (sizeof(letters) - 1)]);
}

/* False leaves errno. */
static bool make_in(struct folder *f, const char *base)
{
	int made = -1;

	for (int i = 0; i < TRIES && made != 0; i++) {
		draw_name(f, base);
		made = f->sys->mkdirat(AT_FDCWD, f->path.data, 0700);
		if (made != 0 && errno != EEXIST)
			return false;
	}
	if (made != 0)
		return false;
	f->fd = sys_open(f->sys, AT_FDCWD, f->path.data, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0);
	if (f->fd >= 0 && (f->sys->fchmod(f->fd, 0700) == 0 || sys_keeps_no_modes(errno)))
		return true;
	made = errno;
	f->sys->unlinkat(AT_FDCWD, f->path.data, AT_REMOVEDIR);
	if (f->fd >= 0)
		(void)sys_close(f->sys, f->fd);
	f->fd = -1;
	errno = made;
	return false;
}

static bool folder_make(struct folder *f, const struct sys *sys)
{
	const char *runtime = getenv("XDG_RUNTIME_DIR");

	*f = (struct folder){ .sys = sys, .fd = -1 };
	buf_init(&f->path, PATH_BYTES);
	if (!(is_ours(sys, runtime) && make_in(f, runtime)) && !make_in(f, "/dev/shm") &&
	    !make_in(f, "/tmp"))
		return false;
	f->len = f->path.len;
	buf_add_str(&f->path, "/" FILE_NAME);
	return true;
}

static bool put_text(const struct folder *f, struct slice given)
{
	int fd = sys_open(f->sys, f->fd, FILE_NAME,
			  O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool ok = fd >= 0 && sys_make_private(f->sys, fd) &&
		  sys_write_all(f->sys, fd, given.data, given.len);
	int error = errno;

	if (fd >= 0 && !sys_close(f->sys, fd) && ok) {
		error = errno;
		ok = false;
	}
	errno = error;
	return ok;
}

/* Editors leave backups, swap files and folders of such beside a text.  Takes FD over. */
static void empty(const struct sys *sys, int fd, int depth)
{
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	const struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ||
		    sys->unlinkat(fd, entry->d_name, 0) == 0)
			continue;
		if (depth > 0)
			empty(sys, openat(fd, entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC),
			      depth - 1);
		sys->unlinkat(fd, entry->d_name, AT_REMOVEDIR);
	}
	if (dir)
		closedir(dir);
	else if (fd >= 0)
		close(fd);
}

/* KEEPS: words stand in it that stand nowhere else. */
static void folder_release(struct folder *f, bool keeps)
{
	if (f->fd >= 0 && !keeps) {
		f->sys->unlinkat(f->fd, FILE_NAME, 0);
		empty(f->sys, openat(f->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), DEPTH);
		f->path.data[f->len] = '\0';
		f->sys->unlinkat(AT_FDCWD, f->path.data, AT_REMOVEDIR);
	}
	if (f->fd >= 0)
		(void)sys_close(f->sys, f->fd);
	buf_release(&f->path);
}

/* ---- the process ---- */

/* Signals while the editor runs: those of `heard` are blocked, and taken by waiting. */
struct ears {
	sigset_t heard, before;
	struct sigaction stop_before, child_before;
};

static void ears_open(struct ears *ears)
{
	const struct sigaction by_default = { .sa_handler = SIG_DFL };
	sigset_t stop;

	sigemptyset(&ears->heard);
	sigaddset(&ears->heard, SIGCHLD);
	sigaddset(&ears->heard, SIGHUP);
	sigaddset(&ears->heard, SIGTERM);
	sigaddset(&ears->heard, SIGINT);
	sigaddset(&ears->heard, SIGQUIT);
	sigprocmask(SIG_BLOCK, &ears->heard, &ears->before);
	sigaction(SIGCHLD, &by_default, &ears->child_before);
	sigaction(SIGTSTP, &by_default, &ears->stop_before);
	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &stop, NULL);
}

/* What is for the editor, as Ctrl-C, shall not end us afterwards. */
static void ears_close(struct ears *ears)
{
	const struct timespec at_once = { 0 };
	sigset_t idle;

	sigemptyset(&idle);
	sigaddset(&idle, SIGCHLD);
	sigaddset(&idle, SIGINT);
	sigaddset(&idle, SIGQUIT);
	while (sigtimedwait(&idle, NULL, &at_once) > 0)
		;
	sigaction(SIGTSTP, &ears->stop_before, NULL);
	sigaction(SIGCHLD, &ears->child_before, NULL);
	sigprocmask(SIG_SETMASK, &ears->before, NULL);
}

/* Returns 0 or the error.  The child has the mask and the signals of a program that a shell
 * starts. */
static int start(pid_t *pid, char *const *words)
{
	sigset_t none, by_default;
	posix_spawnattr_t attr;
	int error = posix_spawnattr_init(&attr);

	if (error)
		return error;
	sigemptyset(&none);
	sigemptyset(&by_default);
	sigaddset(&by_default, SIGPIPE);
	posix_spawnattr_setsigmask(&attr, &none);
	posix_spawnattr_setsigdefault(&attr, &by_default);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	error = posix_spawnp(pid, words[0], NULL, &attr, words, environ);
	posix_spawnattr_destroy(&attr);
	return error;
}

/* Once the editor has stopped itself; both go on when a shell continues the group. */
static void stop_with(pid_t pid)
{
	raise(SIGTSTP);
	kill(pid, SIGCONT);
}

/* Tells *STATUS; false where the editor does not end although it is told to. */
static bool wait_end(const struct editor *e, const struct ears *ears, pid_t pid, int *status,
		     bool *stopped)
{
	for (;;) {
		const struct timespec patience = { .tv_sec = STOP_PATIENCE };
		pid_t changed = waitpid(pid, status, WNOHANG | WUNTRACED);
		int signal;

		if (changed == pid && !WIFSTOPPED(*status))
			return true;
		if (changed == pid && !*stopped)
			stop_with(pid);
		if (changed < 0 && errno != EINTR) {
			*status = 0;	/* somebody else took it: the file tells */
			return true;
		}
		signal = sigtimedwait(&ears->heard, NULL, *stopped ? &patience : NULL);
		if (signal < 0 && errno == EAGAIN)
			return false;
		if ((signal != SIGHUP && signal != SIGTERM) || *stopped)
			continue;
		*stopped = true;
		if (e->stop)
			e->stop(e->context);
		kill(pid, signal);
		kill(pid, SIGCONT);
	}
}

static bool told_end(const char *name, int status, struct err *err)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	if (WIFEXITED(status))
		return err_set(err, ERR_IO, _("'%s' ended with an error (%d), so the text is as it was"),
			       name, WEXITSTATUS(status));
	return err_set(err, ERR_IO, _("'%s' was ended by a signal (%d), so the text is as it was"),
		       name, WTERMSIG(status));
}

static bool run(const struct editor *e, struct words *words, bool *stopped, struct err *err)
{
	const char *name = words->list[0];
	struct ears ears;
	int status = 0, error;
	bool ended = true;
	pid_t pid;

	ears_open(&ears);
	error = start(&pid, words->list);
	if (!error)
		ended = wait_end(e, &ears, pid, &status, stopped);
	ears_close(&ears);
	if (error)
		return err_set(err, ERR_IO, _("cannot start the editor '%s': %s"), name, strerror(error));
	return *stopped || !ended || told_end(name, status, err);
}

/* ---- the whole ---- */

static bool refuse_size(struct err *err)
{
	return err_set(err, ERR_TOO_BIG, _("the editor left more text than a box can hold, so the text "
					   "is as it was"));
}

static bool take_text(const struct editor *e, const struct folder *f, struct slice given,
		      struct buf *back, struct err *err)
{
	struct buf bytes;
	struct slice left;
	enum file_found found;
	bool ok = true;

	buf_init(&bytes, e->max + 1);
	found = file_read_at(e->sys, f->fd, FILE_NAME, e->max, &bytes, err);
	left = slice_buf(&bytes);
	if (found == FILE_ABSENT)
		ok = err_set(err, ERR_IO, _("the editor left no text, so yours is as it was"));
	else if (found == FILE_FAILED)
		ok = err->kind == ERR_TOO_BIG && refuse_size(err);
	else if (e->fits && !slice_equal(left, given) && !e->fits(left))
		ok = refuse_size(err);
	else
		buf_add_slice(back, left);
	buf_release(&bytes);
	return ok;
}

/* Whether something stands in the file that was not given. */
static bool has_words(const struct editor *e, const struct folder *f, struct slice given)
{
	enum file_found found;
	struct err ignored;
	struct buf bytes;
	bool has;

	if (f->fd < 0)
		return false;
	buf_init(&bytes, given.len + 1);
	found = file_read_at(e->sys, f->fd, FILE_NAME, given.len, &bytes, &ignored);
	has = found == FILE_READ ? bytes.len && !slice_equal(slice_buf(&bytes), given) :
		found == FILE_FAILED && ignored.kind == ERR_TOO_BIG;
	buf_release(&bytes);
	return has;
}

/* Adds to ERR where they are. */
static void say_kept(const struct folder *f, struct err *err)
{
	char why[sizeof(err->text)];

	memcpy(why, err->text, sizeof(why));
	err_set(err, err->kind, _("%s; what the editor left is in '%s'"), why, f->path.data);
}

static bool hand_over(const struct editor *e, struct words *words, struct slice given,
		      struct buf *back, struct err *err)
{
	bool stopped = false, keeps, ok;
	struct folder f;

	if (!folder_make(&f, e->sys) || !put_text(&f, given)) {
		err_set(err, ERR_IO, _("cannot hand the text to an editor: %s"), strerror(errno));
		folder_release(&f, false);
		return false;
	}
	words->list[words->count] = f.path.data;
	ok = run(e, words, &stopped, err) && take_text(e, &f, given, back, err);
	words->list[words->count] = NULL;
	keeps = !ok && has_words(e, &f, given);
	if (keeps)
		say_kept(&f, err);
	folder_release(&f, keeps);
	return ok;
}

const char *editor_command(void)
{
	static const char *const names[] = { "VISUAL", "EDITOR" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		const char *command = getenv(names[i]);

		if (command && command[strspn(command, " \t\n")])
			return command;
	}
	return NULL;
}

bool editor_run(const struct editor *e, struct slice given, struct buf *back, struct err *err)
{
	struct words words;
	bool ok;

	if (!words_split(&words, e->command))
		return err_set(err, ERR_USAGE, _("the editor '%s' cannot be started: a quote in it has no end"),
			       e->command);
	ok = words.count ? hand_over(e, &words, given, back, err) :
	     err_set(err, ERR_USAGE, _("no editor is set; EDITOR=nano before the command sets one"));
	words_release(&words);
	return ok;
}
