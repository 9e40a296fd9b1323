/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document that a command makes: to standard output, or into a file. */
#ifndef CLI_PUT_H
#define CLI_PUT_H

#include "cli/cli.h"
#include "doc/doc.h"
#include "workbook/export.h"

/* Where to, as the command line has it. */
struct put {
	const char *out;	/* NULL or "-": standard output */
	enum export_format format;
	bool format_given;	/* with -f; without it the ending of OUT decides */
	bool force;		/* also over a file that exists */
};

bool put_is_stdout(const struct put *put);
/* Whether it would send a terminal what nobody can read there. */
bool put_is_unreadable(const struct put *put);
/* The format that the ending of OUT says, where none was given. */
void put_find_format(struct put *put);
/* Writes DOC; says why not. */
enum cli_status put_document(const struct cli *cli, const struct put *put, const struct doc *doc);

#endif
