/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of leaderplus collate: its options, and how it tells that it is at work. */
#ifndef CLI_COLLATE_OWN_H
#define CLI_COLLATE_OWN_H

#include "base/mem.h"
#include "cli/cli.h"
#include "workbook/export.h"
#include "workbook/voices.h"

enum collate_form { COLLATE_DOCUMENT, COLLATE_FOLD, COLLATE_LINES };

struct collate_request {
	char **paths;		/* of the arguments */
	size_t count;
	enum collate_form form;
	enum export_format document;	/* of a COLLATE_DOCUMENT */
	char *out;		/* NULL or "-": standard output */
	size_t floor;
	bool review;
	bool writes;		/* -f or -o was there */
	bool force;
};

extern const char collate_one_fold[];	/* for _(): what --review needs */

/* CLI_DONE, or what was said of them. */
enum cli_status collate_read_options(struct collate_request *r, int argc, char **argv);

/* A line on a terminal's standard error that says how far it is, once a second at most. */
struct progress {
	const struct sys *sys;
	bool shown;		/* it stands there */
	bool wanted;		/* standard error is a terminal */
	time_t last;
	size_t steps;
};

void progress_init(struct progress *p, const struct sys *sys);
void progress_step(struct progress *p);
void progress_clear(struct progress *p);

#endif
