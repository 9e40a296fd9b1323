/* SPDX-License-Identifier: GPL-3.0-or-later */
/* leaderplus due: what is to be looked at again. */
#include <config.h>

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/intl.h"
#include "cli/book.h"
#include "workbook/calendar.h"
#include "workbook/steps.h"

#define OUT_MAX ((size_t)64 * 1024 * 1024)

struct request {
	const char *file;	/* NULL: this computer's */
	const char *out;	/* NULL or "-": standard output */
	bool ics;
	bool words;
	bool force;
};

static enum cli_status read_options(struct request *r, int argc, char **argv)
{
	static const struct option options[] = {
		{ "ics", no_argument, NULL, 'i' },
		{ "words", no_argument, NULL, 'w' },
		{ "output", required_argument, NULL, 'o' },
		{ "force", no_argument, NULL, 'F' },
		{ NULL, 0, NULL, 0 },
	};
	int option;

	opterr = 0;
	while ((option = getopt_long(argc, argv, "o:", options, NULL)) != -1) {
		switch (option) {
		case 'i':
			r->ics = true;
			break;
		case 'w':
			r->words = true;
			break;
		case 'o':
			r->out = optarg;
			break;
		case 'F':
			r->force = true;
			break;
		default:
			return cli_usage(_("there is no such option, or its value is missing"));
		}
	}
	if ((r->words || r->out || r->force) && !r->ics)
		return cli_usage(_("--words, -o and --force go with --ics"));
	if (argc - optind > 1)
		return cli_usage(_("one workbook at a time"));
	if (optind < argc)
		r->file = argv[optind];
	return CLI_DONE;
}

/* "Friday 15 January 2027: When ..., I will ...", a line each; nothing where nothing is due. */
static void list_due(const struct workbook *wb)
{
	struct steps_list list;
	struct buf out, line;

	buf_init(&out, OUT_MAX);
	buf_init(&line, OUT_MAX);
	steps_find(wb, STEPS_DUE, steps_today(wb), &list);
	for (size_t i = 0; i < list.count; i++) {
		const struct item *step = beside_find(wb, list.places[i].page, ITEM_STEP,
						      list.places[i].id);

		buf_clear(&line);
		steps_tell_day(step->text[STEP_LOOK], &line);
		buf_add_str(&line, ": ");
		steps_tell(step, &line);
		for (size_t k = 0; k < line.len; k++)
			if (line.data[k] == '\n')
				line.data[k] = ' ';
		buf_add_slice(&out, slice_buf(&line));
		buf_add_char(&out, '\n');
	}
	cli_say(stdout, slice_buf(&out));
	steps_release(&list);
	buf_release(&line);
	buf_release(&out);
}

static enum cli_status put_calendar(const struct cli *cli, const struct request *r,
				    const struct workbook *wb)
{
	struct buf out;
	struct err err;

	if (r->out && strcmp(r->out, "-") != 0) {
		if (cli_is_workbook(cli, r->out, workbook_path(wb)))
			return cli_fail(CLI_FAILED, _("OUT is the workbook itself; choose another name"));
		return calendar_save(wb, cli->sys, r->words, r->out, r->force, &err) ? CLI_DONE :
			cli_fail(CLI_FAILED, err.text);
	}
	buf_init(&out, OUT_MAX);
	calendar_write(wb, r->words, &out);
	if (isatty(STDOUT_FILENO))
		cli_say(stdout, slice_buf(&out));
	else
		fwrite(out.data, 1, out.len, stdout);
	buf_release(&out);
	return CLI_DONE;
}

static enum cli_status due_run(struct cli *cli, int argc, char **argv)
{
	struct request r = { 0 };
	enum cli_status status = read_options(&r, argc, argv);
	struct workbook *wb;
	struct err err;

	if (status != CLI_DONE)
		return status;
	if (!cli_open_book(cli, r.file, &wb, &err))
		return cli_fail(CLI_FAILED, err.text);
	if (r.ics)
		status = put_calendar(cli, &r, wb);
	else
		list_due(wb);
	for (size_t i = 0; workbook_warning(wb, i); i++)
		status = cli_fail(CLI_FAILED, workbook_warning(wb, i));
	workbook_free(wb);
	return status;
}

const struct cli_command cmd_due = {
	.name = "due",
	.usage = N_("due [FILE] [--ics [--words] [-o OUT] [--force]]"),
	.help = N_("    Lists what I meant to look at again by today; silent when there is nothing.\n"
		   "    --ics writes a calendar file of the days to look again instead; what I mean\n"
		   "    to try stands in it only with --words.\n"),
	.run = due_run,
};
