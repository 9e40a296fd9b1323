/* SPDX-License-Identifier: GPL-3.0-or-later */
/* leaderplus summary: my reflections as a document. */
#include <config.h>

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/intl.h"
#include "cli/book.h"
#include "workbook/export.h"
#include "workbook/summary.h"

struct request {
	const char *file;	/* NULL: this computer's */
	const char *out;	/* NULL or "-": standard output */
	enum export_format format;
	bool format_given;
	bool force;
};

static enum cli_status read_options(struct request *r, int argc, char **argv)
{
	static const struct option options[] = {
		{ "for", required_argument, NULL, 'w' },
		{ "format", required_argument, NULL, 'f' },
		{ "output", required_argument, NULL, 'o' },
		{ "force", no_argument, NULL, 'F' },
		{ NULL, 0, NULL, 0 },
	};
	int option;

	opterr = 0;
	while ((option = getopt_long(argc, argv, "f:o:", options, NULL)) != -1) {
		switch (option) {
		case 'w':
			if (strcmp(optarg, "me") != 0)
				return cli_usage(_("--for takes 'me'"));
			break;
		case 'f':
			r->format_given = true;
			if (!export_by_name(optarg, &r->format))
				return cli_usage(_("-f takes 'text', 'md', 'html', 'docx', 'odt' or 'pdf'"));
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
	if (argc - optind > 1)
		return cli_usage(_("one workbook at a time"));
	if (optind < argc)
		r->file = argv[optind];
	return CLI_DONE;
}

/* Without -f the ending of OUT decides. */
static void find_format(struct request *r)
{
	const char *dot = r->out ? strrchr(r->out, '.') : NULL;

	if (!r->format_given && dot)
		export_by_name(dot + 1, &r->format);
}

static bool goes_to_stdout(const struct request *r)
{
	return !r->out || strcmp(r->out, "-") == 0;
}

static enum cli_status put_out(const struct cli *cli, const struct request *r,
			       struct workbook *wb)
{
	struct doc *doc = summary_private(wb);
	enum cli_status status = CLI_DONE;
	struct buf text;
	struct err err;

	if (!goes_to_stdout(r)) {
		if (cli_is_workbook(cli, r->out, workbook_path(wb)))
			status = cli_fail(CLI_FAILED, _("OUT is the workbook itself; choose "
						       "another name"));
		else if (!export_save(cli->sys, doc, r->format, r->out, r->force, &err))
			status = cli_fail(CLI_FAILED, err.text);
	} else {
		buf_init(&text, (size_t)256 * 1024 * 1024);
		if (!export_make(cli->sys, doc, r->format, &text, &err))
			status = cli_fail(CLI_FAILED, err.text);
		else if (isatty(STDOUT_FILENO))
			cli_say(stdout, slice_buf(&text));
		else
			fwrite(text.data, 1, text.len, stdout);
		buf_release(&text);
	}
	doc_free(doc);
	return status;
}

static enum cli_status summary_run(struct cli *cli, int argc, char **argv)
{
	struct request r = { .format = EXPORT_TEXT };
	enum cli_status status = read_options(&r, argc, argv);
	struct workbook *wb;
	struct err err;

	if (status != CLI_DONE)
		return status;
	find_format(&r);
	if (goes_to_stdout(&r) && export_is_binary(r.format) && isatty(STDOUT_FILENO))
		return cli_usage(_("such a document is not for the terminal; name a file, as in "
				   "-o my-reflections.docx"));
	if (!cli_open_book(cli, r.file, &wb, &err))
		return cli_fail(CLI_FAILED, err.text);
	status = put_out(cli, &r, wb);
	/* The document may lack last sentences, of which nothing could be read. */
	for (size_t i = 0; workbook_warning(wb, i); i++)
		status = cli_fail(CLI_FAILED, workbook_warning(wb, i));
	workbook_free(wb);
	return status;
}

const struct cli_command cmd_summary = {
	.name = "summary",
	.usage = N_("summary [FILE] [-f FORM] [-o OUT] [--force] [--for me]"),
	.help = N_("    Writes my reflections, everything that I wrote, as a private copy: to\n"
		   "    standard output, or to OUT, whose ending says the form, as FORM does:\n"
		   "    text (.txt), md, html, docx, and odt or pdf where LibreOffice, Chromium or\n"
		   "    the like is installed. An OUT that exists is refused without --force.\n"),
	.run = summary_run,
};
