/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies for the group that are gathered, and what is told of it, for tests of folds. */
#ifndef UNIT_GATHER_H
#define UNIT_GATHER_H

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "answers/fold.h"
#include "base/mem.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"

#define COPY(key, clock, text) \
	"{\"format\":\"leaderplus-share\",\"version\":1,\"for\":\"group\",\"key\":\"" key "\"," \
	"\"clock\":" clock ",\"pack\":{\"id\":\"p\",\"version\":\"1\"},\"language\":\"en\"," \
	"\"answers\":{\"ask\":{\"question\":\"Who?\",\"text\":\"" text "\"}}}"

static struct err err;
static struct buf told;
static struct fold *fold;

static inline void tell(void *context, const struct finding *finding)
{
	const char *name = finding->file ? strrchr(finding->file, '/') : NULL;

	ck_assert_ptr_eq(context, &told);
	buf_addf(&told, "%s:%zu:%zu: %s\n", name ? name + 1 : finding->file ? finding->file : "",
		 finding->line, finding->column, finding->what);
}

static inline struct fold_request request(const char *pack_id)
{
	return (struct fold_request){ .sys = fault_sys(), .folder = scratch_path(""), .memory = 100,
				      .pack_id = pack_id, .passed = { tell, &told } };
}

static inline void setup(void)
{
	struct fold_request r;

	scratch_open();
	fault_reset();
	buf_init(&told, 1 << 20);
	r = request("p");
	fold = fold_new(&r);
}

static inline void teardown(void)
{
	fold_free(fold);
	fold_free(NULL);
	ck_assert_int_eq(fault_open_files(), 0);
	buf_release(&told);
	scratch_close();
}

static inline void add(const char *name)
{
	ck_assert_msg(fold_add_path(fold, scratch_path(name), &err), "%s", err.text);
}

/* The file NAME with TEXT in it. */
static inline void add_text(const char *name, const char *text)
{
	scratch_put(name, text);
	add(name);
}

/* What came together, each line ended. */
static inline char *rest(void)
{
	struct slice line;
	enum sort_got got;
	struct buf out;

	buf_init(&out, 1 << 20);
	while ((got = fold_next(fold, &line, &err)) == SORT_RECORD) {
		buf_add_slice(&out, line);
		buf_add_char(&out, '\n');
	}
	ck_assert_int_eq(got, SORT_END);
	ck_assert_int_eq(fold_next(fold, &line, &err), SORT_END);
	return buf_steal(&out);
}

static inline void expect(const char *lines)
{
	char *out = rest();

	ck_assert_str_eq(out, lines);
	free(out);
}

#endif
