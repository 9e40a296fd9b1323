/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options of leaderplus collate, and its progress. */
#include <config.h>

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/intl.h"
#include "cli/collate_own.h"

enum { OPTION_FLOOR = 256, OPTION_REVIEW, OPTION_FORCE };

const char collate_one_fold[] = N_("--review looks at one fold; 'leaderplus collate PATH... -f fold -o "
				    "FOLD --review' makes one first");

static const struct option options[] = {
	{ "format", required_argument, NULL, 'f' },
	{ "output", required_argument, NULL, 'o' },
	{ "floor", required_argument, NULL, OPTION_FLOOR },
	{ "review", no_argument, NULL, OPTION_REVIEW },
	{ "force", no_argument, NULL, OPTION_FORCE },
	{ NULL, 0, NULL, 0 },
};

static bool read_form(struct collate_request *r, const char *name)
{
	if (strcmp(name, "fold") == 0)
		r->form = COLLATE_FOLD;
	else if (strcmp(name, "ndjson") == 0)
		r->form = COLLATE_LINES;
	else if (export_by_name(name, &r->document))
		r->form = COLLATE_DOCUMENT;
	else
		return false;
	return true;
}

static bool read_floor(struct collate_request *r, const char *value)
{
	char *end;
	unsigned long floor = strtoul(value, &end, 10);

	if (value[0] < '0' || value[0] > '9' || *end || floor < 1 || floor > VOICES_FLOOR_MAX)
		return false;
	r->floor = floor;
	return true;
}

static enum cli_status take_option(struct collate_request *r, int option, bool *format)
{
	switch (option) {
	case 'f':
		*format = r->writes = true;
		return read_form(r, optarg) ? CLI_DONE :
			cli_usage(_("-f takes text, md, html, docx, ndjson or fold, and odt or pdf where "
				    "another program makes them"));
	case 'o':
		r->out = optarg;
		r->writes = true;
		return CLI_DONE;
	case OPTION_FLOOR:
		return read_floor(r, optarg) ? CLI_DONE : cli_usage(_("--floor takes a number from 1 to 1000"));
	case OPTION_REVIEW:
		r->review = true;
		return CLI_DONE;
	case OPTION_FORCE:
		r->force = true;
		return CLI_DONE;
	default:
		return cli_usage(_("there is no such option, or its value is missing"));
	}
}

/* Without -f the ending of OUT decides; that of lines may be one of two forms. */
static enum cli_status find_form(struct collate_request *r, bool given)
{
	const char *dot = r->out ? strrchr(r->out, '.') : NULL;

	if (given || !dot || strchr(dot, '/'))
		return CLI_DONE;
	if (strcmp(dot, ".ndjson") == 0 || strcmp(dot, ".json") == 0)
		return cli_usage(_("please say with -f what this file shall be: 'fold', the private one for "
				   "further gathering, or 'ndjson', what others may see"));
	(void)read_form(r, dot + 1);
	return CLI_DONE;
}

/* What is named together must go together. */
static enum cli_status check(const struct collate_request *r)
{
	bool to_stdout = !r->out || strcmp(r->out, "-") == 0;

	if (!r->count)
		return cli_usage(_("collate needs copies for the group, a folder of them, or a fold"));
	if (r->review && r->form == COLLATE_FOLD && to_stdout)
		return cli_usage(_("--review needs a fold that is a file: -f fold -o FOLD"));
	if (r->review && r->form != COLLATE_FOLD && (r->count > 1 || strcmp(r->paths[0], "-") == 0))
		return cli_usage(_(collate_one_fold));
	if (r->form == COLLATE_DOCUMENT && to_stdout && export_is_binary(r->document) &&
	    isatty(STDOUT_FILENO))
		return cli_usage(_("such a document is not for the terminal; name a file, as in "
				   "-o voices.docx"));
	return CLI_DONE;
}

enum cli_status collate_read_options(struct collate_request *r, int argc, char **argv)
{
	enum cli_status status = CLI_DONE;
	bool format = false;
	int option;

	opterr = 0;
	while (status == CLI_DONE &&
	       (option = getopt_long(argc, argv, "f:o:", options, NULL)) != -1)
		status = take_option(r, option, &format);
	if (status == CLI_DONE)
		status = find_form(r, format);
	r->paths = argv + optind;
	r->count = (size_t)(argc - optind);
	return status == CLI_DONE ? check(r) : status;
}

/* ---- progress ---- */

void progress_init(struct progress *p, const struct sys *sys)
{
	*p = (struct progress){ .sys = sys, .wanted = isatty(STDERR_FILENO), .last = sys->now() };
}

void progress_step(struct progress *p)
{
	time_t now;

	p->steps++;
	if (!p->wanted || p->steps % 16)
		return;
	now = p->sys->now();
	if (now == p->last)
		return;
	p->last = now;
	p->shown = true;
	/* Short, so that it fits a narrow window, and the next comes over it. */
	fprintf(stderr, "\r%s %zu", _("reading:"), p->steps);
	fflush(stderr);
}

void progress_clear(struct progress *p)
{
	if (p->shown)
		fprintf(stderr, "\r%*s\r", 40 - 1, "");
	p->shown = false;
}
