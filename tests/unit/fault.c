/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A struct sys whose calls fail when they are told to: rules, counts and the table. */
#include <config.h>

#include "fault.h"

#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_RULES = 16 };

struct rule {
	enum fault_kind kind;
	int nth;
	int error;
	enum fault_span span;
	void (*do_it)(const void *arg);	/* not NULL: the call does not fail, this is run */
	const void *arg;
};

static struct {
	struct rule rules[MAX_RULES];
	int rules_len;
	int calls[FAULT_KINDS];
	int hits;
	enum fault_kind last;
	int open_files;
	size_t short_len;
	bool stopped;
	time_t now;
	int dice;
} state;

void fault_reset(void)
{
	memset(&state, 0, sizeof(state));
	state.dice = -1;
}

static void add_rule(struct rule rule)
{
	if (state.rules_len == MAX_RULES)
		abort();
	state.rules[state.rules_len++] = rule;
}

void fault_at(enum fault_kind kind, int nth, int error, enum fault_span span)
{
	add_rule((struct rule){ kind, nth, error, span, NULL, NULL });
}

void fault_before(enum fault_kind kind, int nth, void (*do_it)(const void *), const void *arg)
{
	add_rule((struct rule){ kind, nth, 0, FAULT_ONCE, do_it, arg });
}

void fault_short(size_t len)
{
	state.short_len = len;
}

void fault_clock(time_t now)
{
	state.stopped = true;
	state.now = now;
}

void fault_dice(int byte)
{
	state.dice = byte;
}

int fault_calls(enum fault_kind kind)
{
	return state.calls[kind];
}

int fault_hits(void)
{
	return state.hits;
}

enum fault_kind fault_last(void)
{
	return state.last;
}

int fault_open_files(void)
{
	return state.open_files;
}

const char *fault_name(enum fault_kind kind)
{
	static const char *const names[FAULT_KINDS] = {
		"any", "open", "read", "write", "fsync", "close", "fstat", "fstatat", "rename",
		"exchange", "link", "unlink", "mkdir", "readlink", "fchmod", "fchmodat", "flock",
		"pread", "pwrite", "fallocate", "ftruncate",
	};

	return names[kind];
}

static bool applies(const struct rule *rule, enum fault_kind kind)
{
	int n = state.calls[rule->kind];

	if (rule->kind != FAULT_ANY && rule->kind != kind)
		return false;
	return rule->span == FAULT_FROM ? n >= rule->nth : n == rule->nth;
}

/* Counts a call, lets the others meddle, and gives the rule by which it fails. */
static const struct rule *count(enum fault_kind kind)
{
	const struct rule *failing = NULL;
	int i;

	state.calls[FAULT_ANY]++;
	state.calls[kind]++;
	for (i = 0; i < state.rules_len; i++) {
		const struct rule *rule = &state.rules[i];

		if (!applies(rule, kind))
			continue;
		if (rule->do_it)
			rule->do_it(rule->arg);
		else
			failing = rule;
	}
	if (failing) {
		state.hits++;
		state.last = kind;
	}
	return failing;
}

static bool runs(const struct rule *rule)
{
	return !rule || rule->span == FAULT_LATE;
}

/* What the caller is told: DONE, which is what the call gave, or what the rule says. */
static ssize_t outcome(const struct rule *rule, ssize_t done)
{
	if (!rule)
		return done;
	errno = rule->error;
	return rule->error ? -1 : 0;
}

static int fault_openat(int dir, const char *path, int flags, mode_t mode)
{
	const struct rule *rule = count(FAULT_OPEN);
	int fd;

	if (rule)
		return outcome(rule, -1);
	fd = sys_real()->openat(dir, path, flags, mode);
	if (fd >= 0)
		state.open_files++;
	return fd;
}

static size_t shortened(size_t len)
{
	return state.short_len && len > state.short_len ? state.short_len : len;
}

static ssize_t fault_read(int fd, void *buf, size_t len)
{
	const struct rule *rule = count(FAULT_READ);

	return outcome(rule, runs(rule) ? sys_real()->read(fd, buf, shortened(len)) : 0);
}

static ssize_t fault_write(int fd, const void *buf, size_t len)
{
	const struct rule *rule = count(FAULT_WRITE);

	if (runs(rule))
		return outcome(rule, sys_real()->write(fd, buf, shortened(len)));
	return outcome(rule, 0) < 0 ? -1 : (ssize_t)len;
}

static ssize_t fault_pread(int fd, void *buf, size_t len, off_t at)
{
	const struct rule *rule = count(FAULT_PREAD);

	return outcome(rule, runs(rule) ? sys_real()->pread(fd, buf, shortened(len), at) : 0);
}

static ssize_t fault_pwrite(int fd, const void *buf, size_t len, off_t at)
{
	const struct rule *rule = count(FAULT_PWRITE);

	if (runs(rule))
		return outcome(rule, sys_real()->pwrite(fd, buf, shortened(len), at));
	return outcome(rule, 0) < 0 ? -1 : (ssize_t)len;
}

/* Says its error itself, as posix_fallocate does. */
static int fault_fallocate(int fd, off_t at, off_t len)
{
	const struct rule *rule = count(FAULT_FALLOCATE);
	int error = runs(rule) ? sys_real()->fallocate(fd, at, len) : 0;

	return rule ? rule->error : error;
}

static int fault_ftruncate(int fd, off_t len)
{
	const struct rule *rule = count(FAULT_FTRUNCATE);

	return outcome(rule, runs(rule) ? sys_real()->ftruncate(fd, len) : 0);
}

static int fault_fsync(int fd)
{
	const struct rule *rule = count(FAULT_FSYNC);

	return outcome(rule, runs(rule) ? sys_real()->fsync(fd) : 0);
}

static int fault_close(int fd)
{
	const struct rule *rule = count(FAULT_CLOSE);
	int closed = sys_real()->close(fd);

	ck_assert_msg(closed == 0, "descriptor %d was closed twice, or never open", fd);
	state.open_files--;
	return outcome(rule, closed);
}

static int fault_fstat(int fd, struct stat *st)
{
	const struct rule *rule = count(FAULT_FSTAT);

	return outcome(rule, runs(rule) ? sys_real()->fstat(fd, st) : 0);
}

static int fault_fstatat(int dir, const char *path, struct stat *st, int flags)
{
	const struct rule *rule = count(FAULT_FSTATAT);

	return outcome(rule, runs(rule) ? sys_real()->fstatat(dir, path, st, flags) : 0);
}

static int fault_renameat(int fromdir, const char *from, int todir, const char *to)
{
	const struct rule *rule = count(FAULT_RENAME);

	return outcome(rule, runs(rule) ? sys_real()->renameat(fromdir, from, todir, to) : 0);
}

static int fault_exchangeat(int dir, const char *one, const char *other)
{
	const struct rule *rule = count(FAULT_EXCHANGE);

	return outcome(rule, runs(rule) ? sys_real()->exchangeat(dir, one, other) : 0);
}

static int fault_linkat(int fromdir, const char *from, int todir, const char *to, int flags)
{
	const struct rule *rule = count(FAULT_LINK);

	return outcome(rule, runs(rule) ? sys_real()->linkat(fromdir, from, todir, to, flags) : 0);
}

static int fault_unlinkat(int dir, const char *path, int flags)
{
	const struct rule *rule = count(FAULT_UNLINK);

	return outcome(rule, runs(rule) ? sys_real()->unlinkat(dir, path, flags) : 0);
}

static int fault_mkdirat(int dir, const char *path, mode_t mode)
{
	const struct rule *rule = count(FAULT_MKDIR);

	return outcome(rule, runs(rule) ? sys_real()->mkdirat(dir, path, mode) : 0);
}

static ssize_t fault_readlinkat(int dir, const char *path, char *target, size_t len)
{
	const struct rule *rule = count(FAULT_READLINK);

	return outcome(rule, runs(rule) ? sys_real()->readlinkat(dir, path, target, len) : 0);
}

static int fault_fchmod(int fd, mode_t mode)
{
	const struct rule *rule = count(FAULT_FCHMOD);

	return outcome(rule, runs(rule) ? sys_real()->fchmod(fd, mode) : 0);
}

static int fault_fchmodat(int dir, const char *path, mode_t mode, int flags)
{
	const struct rule *rule = count(FAULT_FCHMODAT);

	return outcome(rule, runs(rule) ? sys_real()->fchmodat(dir, path, mode, flags) : 0);
}

static int fault_flock(int fd, int operation)
{
	const struct rule *rule = count(FAULT_FLOCK);

	return outcome(rule, runs(rule) ? sys_real()->flock(fd, operation) : 0);
}

static time_t fault_now(void)
{
	return state.stopped ? state.now : sys_real()->now();
}

static time_t fault_uptime(void)
{
	return state.stopped ? state.now : sys_real()->uptime();
}

static void fault_random(void *bytes, size_t len)
{
	if (state.dice >= 0)
		memset(bytes, state.dice, len);
	else
		sys_real()->random(bytes, len);
}

const struct sys *fault_sys(void)
{
	static const struct sys table = {
		.openat = fault_openat,
		.read = fault_read,
		.write = fault_write,
		.pread = fault_pread,
		.pwrite = fault_pwrite,
		.fallocate = fault_fallocate,
		.ftruncate = fault_ftruncate,
		.fsync = fault_fsync,
		.close = fault_close,
		.fstat = fault_fstat,
		.fstatat = fault_fstatat,
		.renameat = fault_renameat,
		.exchangeat = fault_exchangeat,
		.linkat = fault_linkat,
		.unlinkat = fault_unlinkat,
		.mkdirat = fault_mkdirat,
		.readlinkat = fault_readlinkat,
		.fchmod = fault_fchmod,
		.fchmodat = fault_fchmodat,
		.flock = fault_flock,
		.now = fault_now,
		.uptime = fault_uptime,
		.random = fault_random,
	};

	return &table;
}
