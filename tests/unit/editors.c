/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editors that are shell scripts. */
#include <config.h>

#include "editors.h"

#include <check.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fault.h"
#include "scratch.h"

void editors_setup(void)
{
	scratch_open();
	fault_reset();
	ck_assert_int_eq(mkdir(scratch_path("run"), 0700), 0);
	setenv("XDG_RUNTIME_DIR", scratch_path("run"), 1);
	setenv("SCRATCH", scratch_path(""), 1);
}

void editors_teardown(void)
{
	ck_assert_int_eq(fault_open_files(), 0);
	scratch_close();
}

const char *editors_do(const char *body)
{
	struct buf script;

	buf_init(&script, 10000);
	buf_addf(&script, "#!/bin/sh\n%s\n", body);
	scratch_put("editor", script.data);
	ck_assert_int_eq(chmod(scratch_path("editor"), 0700), 0);
	buf_release(&script);
	return scratch_path("editor");
}

bool editors_fits(struct slice bytes)
{
	return bytes.len != 100;
}

void editors_check_gone(void)
{
	ck_assert_int_eq(rmdir(scratch_path("run")), 0);
	ck_assert_int_eq(mkdir(scratch_path("run"), 0700), 0);
}
