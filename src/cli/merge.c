/* SPDX-License-Identifier: GPL-3.0-or-later */
/* leaderplus merge: brings other copies of the workbook in, and what a mentor said. */
#include <config.h>

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/intl.h"
#include "base/mem.h"
#include "cli/book.h"
#include "doc/write.h"
#include "workbook/tell.h"

#define OUT_MAX ((size_t)4 * 1024 * 1024)
#define TEXT_MAX 16384
#define COLUMNS 72
#define UNBROKEN 8192	/* the name of a file stays in one piece for a script */

struct request {
	const char *file;	/* NULL: this computer's */
	char **others;
	int count;
	bool mine;
};

static enum cli_status read_options(struct request *r, int argc, char **argv)
{
	static const struct option options[] = {
		{ "mine", no_argument, NULL, 'm' },
		{ NULL, 0, NULL, 0 },
	};
	int option;

	opterr = 0;
	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option != 'm')
			return cli_usage(_("there is no such option, or its value is missing"));
		r->mine = true;
	}
	if (optind == argc)
		return cli_usage(_("merge needs the name of a copy that is to come in"));
	if (argc - optind > 1)
		r->file = argv[optind++];
	r->others = argv + optind;
	r->count = argc - optind;
	return CLI_DONE;
}

static void say_document(struct doc *doc)
{
	struct buf out;

	buf_init(&out, OUT_MAX);
	write_text(doc, isatty(STDOUT_FILENO) ? COLUMNS : UNBROKEN, &out);
	cli_say(stdout, slice_buf(&out));
	buf_release(&out);
	doc_free(doc);
}

/* What it is, where it brings nothing. */
static void say_kind(const struct bring *b)
{
	struct doc *doc = doc_new();
	struct buf text;

	buf_init(&text, TEXT_MAX);
	tell_copy(b, &text);
	doc_add_paragraph(doc, slice_buf(&text));
	buf_release(&text);
	say_document(doc);
}

static enum cli_status fail(const char *other, const char *why)
{
	struct buf said;

	buf_init(&said, TEXT_MAX);
	buf_addf(&said, _("nothing of '%s' came in: %s"), other, why);
	cli_fail(CLI_FAILED, said.data);
	buf_release(&said);
	return CLI_FAILED;
}

/* Adds B to ALL, as far as it may come in; ANY is set where it did, LOST where not all of it could. */
static enum cli_status add(struct bringing *all, const struct bring *b, bool mine, bool *any, bool *lost)
{
	struct err err;

	if (b->kind == BRING_STRANGE)
		return fail(b->path, _("it is a copy for a mentor of another workbook"));
	if (b->kind == BRING_ANOTHER && !mine)
		return fail(b->path, _("it is another workbook. Are both of these yours? Then say so: "
				       "leaderplus merge --mine ..."));
	if (!bring_has_more(b)) {
		say_kind(b);
		return CLI_DONE;
	}
	if (!bring_add(all, b, mine, &err))
		return fail(b->path, err.text);
	*any = true;
	*lost = b->news.merged.lost;
	return CLI_DONE;
}

/* Which of several files those are that have something that was not taken over. */
static void add_lost(const struct request *r, const bool lost[], struct doc *doc)
{
	bool told = false;

	for (int i = 0; r->count > 1 && i < r->count; i++) {
		if (!lost[i])
			continue;
		if (!told)
			doc_add_paragraph(doc, slice_of(_("What was not taken over still stands in:")));
		told = true;
		doc_add_item(doc, slice_of(r->others[i]));
	}
}

/* Each of the others comes in whole or not at all; the file is saved once, with all of them. */
static enum cli_status merge(const struct cli *cli, const struct request *r, struct workbook *wb)
{
	enum cli_status status = CLI_DONE;
	struct brought brought;
	struct bringing all;
	struct doc *doc;
	bool any = false, *lost;
	struct bring b;
	struct err err;

	/* What came out of the journal is a part of the file as it was. */
	if (!workbook_save(wb, &err) || !bring_begin(&all, wb, &err))
		return cli_fail(CLI_FAILED, err.text);
	lost = mem_zero((size_t)r->count, sizeof(*lost));
	for (int i = 0; i < r->count; i++) {
		if (!bring_open(&b, wb, cli->sys, r->others[i], &err)) {
			status = fail(r->others[i], err.text);
			continue;
		}
		if (add(&all, &b, r->mine, &any, &lost[i]) != CLI_DONE)
			status = CLI_FAILED;
		bring_release(&b);
	}
	if (any && bring_end(&all, cli->sys, &brought, &err)) {
		doc = tell_brought(wb, &brought);
		add_lost(r, lost, doc);
		say_document(doc);
		brought_release(&brought);
	} else if (any) {
		status = cli_fail(CLI_FAILED, err.text);
	}
	bring_stop(&all);
	free(lost);
	return status;
}

static enum cli_status merge_run(struct cli *cli, int argc, char **argv)
{
	struct request r = { 0 };
	enum cli_status status = read_options(&r, argc, argv);
	struct workbook *wb;
	struct err err;

	if (status != CLI_DONE)
		return status;
	if (!cli_open_book_to_write(cli, r.file, &wb, &err))
		return cli_fail(CLI_FAILED, err.text);
	for (size_t i = 0; workbook_warning(wb, i); i++)
		cli_fail(CLI_DONE, workbook_warning(wb, i));
	status = merge(cli, &r, wb);
	workbook_free(wb);
	return status;
}

const struct cli_command cmd_merge = {
	.name = "merge",
	.usage = N_("merge [--mine] [FILE] OTHER..."),
	.help = N_("    Brings in other copies of my workbook, and what was said to me in a copy\n"
		   "    for my mentor: no word is lost but what I erased or removed in one of them,\n"
		   "    and the other files stay as they are.\n"
		   "    --mine also takes a workbook of mine that was begun apart.\n"),
	.run = merge_run,
};
