/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document that a command makes: to standard output, or into a file. */
#include <config.h>

#include "cli/put.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PUT_MAX ((size_t)256 * 1024 * 1024)

bool put_is_stdout(const struct put *put)
{
	return !put->out || strcmp(put->out, "-") == 0;
}

bool put_is_unreadable(const struct put *put)
{
	return put_is_stdout(put) && export_is_binary(put->format) && isatty(STDOUT_FILENO);
}

void put_find_format(struct put *put)
{
	const char *dot = put->out ? strrchr(put->out, '.') : NULL;

	if (!put->format_given && dot)
		export_by_name(dot + 1, &put->format);
}

static enum cli_status print(const struct cli *cli, const struct put *put, const struct doc *doc)
{
	enum cli_status status = CLI_DONE;
	struct buf text;
	struct err err;

	buf_init(&text, PUT_MAX);
	if (!export_make(cli->sys, doc, put->format, &text, &err))
		status = cli_fail(CLI_FAILED, err.text);
	else if (isatty(STDOUT_FILENO))
		cli_say(stdout, slice_buf(&text));
	else
		fwrite(text.data, 1, text.len, stdout);
	buf_release(&text);
	return status;
}

enum cli_status put_document(const struct cli *cli, const struct put *put, const struct doc *doc)
{
	struct err err;

	if (put_is_stdout(put))
		return print(cli, put, doc);
	if (!export_save(cli->sys, doc, put->format, put->out, put->force, &err))
		return cli_fail(CLI_FAILED, err.text);
	return CLI_DONE;
}
