/* SPDX-License-Identifier: GPL-3.0-or-later */
/* leaderplus summary: my reflections as a document. */
#include <config.h>

#include <stdio.h>

#include "answers/format.h"
#include "base/intl.h"
#include "cli/book.h"
#include "cli/summary_options.h"
#include "workbook/room.h"

/* Takes DOC over. */
static enum cli_status put_out(const struct cli *cli, const struct summary_request *r,
			       struct workbook *wb, struct doc *doc)
{
	enum cli_status status;

	if (!put_is_stdout(&r->put) && cli_is_workbook(cli, r->put.out, workbook_path(wb)))
		status = cli_fail(CLI_FAILED, _("OUT is the workbook itself; choose another name"));
	else
		status = put_document(cli, &r->put, doc);
	doc_free(doc);
	return status;
}

/* What a mentor's copy lacks is told to its writer, beside the copy and never in it. */
static void tell_absent(struct workbook *wb, const struct summary_choice *choice)
{
	struct doc *absent = summary_absent(wb, choice);
	struct buf text;

	if (!absent)
		return;
	buf_init(&text, (size_t)1024 * 1024);
	export_write(absent, EXPORT_TEXT, &text);
	cli_say(stderr, slice_buf(&text));
	buf_release(&text);
	doc_free(absent);
}

static enum cli_status sum_up(const struct cli *cli, const struct summary_request *r,
			      struct workbook *wb)
{
	struct summary_choice choice;
	enum cli_status status = summary_request_choice(r, workbook_pack(wb), &choice);

	if (status == CLI_DONE)
		status = put_out(cli, r, wb, summary_make(wb, &choice));
	if (status == CLI_DONE)
		tell_absent(wb, &choice);
	return status;
}

/* A room's words are all of them for everybody: there is nothing to choose. */
static enum cli_status sum_room_up(const struct cli *cli, const struct summary_request *r,
				   struct workbook *wb)
{
	if (r->chooses)
		return cli_usage(_("the words of a room have no such choice; -f, -o and --force work"));
	return put_out(cli, r, wb, room_document(wb));
}

static enum cli_status summary_run(struct cli *cli, int argc, char **argv)
{
	struct summary_request r = { .put.format = EXPORT_TEXT };
	enum cli_status status = summary_read_options(&r, argc, argv);
	struct workbook *wb;
	struct err err, other;
	bool room = false;

	if (status != CLI_DONE)
		return status;
	put_find_format(&r.put);
	if (put_is_unreadable(&r.put))
		return cli_usage(_("such a document is not for the terminal; name a file, as in "
				   "-o my-reflections.docx"));
	if (!cli_open_book_or_copy(cli, r.file, &wb, &err)) {
		room = r.file && err.kind == ERR_USAGE;
		if (!room || !cli_open_room(cli, r.file, &wb, &other))
			return cli_fail(CLI_FAILED, room && format_begins(cli->sys, r.file) == FORMAT_ROOM ?
					other.text : err.text);
	}
	status = room ? sum_room_up(cli, &r, wb) : sum_up(cli, &r, wb);
	/* The document may lack last sentences, of which nothing could be read. */
	for (size_t i = 0; workbook_warning(wb, i); i++)
		status = cli_fail(CLI_FAILED, workbook_warning(wb, i));
	workbook_free(wb);
	return status;
}

const struct cli_command cmd_summary = {
	.name = "summary",
	.usage = N_("summary [FILE] [-f FORM] [-o OUT] [--force] [CHOICE]..."),
	.help = N_("    Writes my reflections: everything that I wrote, as a private copy, or with\n"
		   "    --for mentor only what is marked for my mentor. To standard output, or to\n"
		   "    OUT, whose ending says the form, as FORM does: text (.txt), md, html, docx,\n"
		   "    and odt or pdf where LibreOffice, Chromium or the like is installed. An OUT\n"
		   "    that exists is refused without --force. What is in it, as CHOICE: --for me\n"
		   "    or mentor, --chapters A,B, --by chapter or condition, --moved, --earlier,\n"
		   "    --conditions, --cautions, --steps, --dates, --blank, --find-out,\n"
		   "    --replies; those behind --moved also as --no-earlier and so on. A FILE\n"
		   "    with the words of a room becomes a document of these.\n"),
	.run = summary_run,
};
