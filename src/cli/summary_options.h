/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options of leaderplus summary. */
#ifndef CLI_SUMMARY_OPTIONS_H
#define CLI_SUMMARY_OPTIONS_H

#include "cli/put.h"
#include "workbook/summary.h"

struct summary_request {
	const char *file;	/* NULL: this computer's */
	struct put put;
	bool chooses;		/* any of what follows was given */
	/* What differs from what the reader's copy usually holds: */
	enum summary_reader reader;
	int layers;		/* enum summary_layers, -1: as usual */
	int has[SUMMARY_PARTS];	/* -1: as usual */
	bool by_condition;
	const char *chapters;	/* ids apart by commas, NULL: all */
};

/* Anything but CLI_DONE was said already. */
enum cli_status summary_read_options(struct summary_request *r, int argc, char **argv);
/* The choice that R makes of the chapters of PACK. */
enum cli_status summary_request_choice(const struct summary_request *r, const struct pack *pack,
				       struct summary_choice *choice);

#endif
