/* SPDX-License-Identifier: GPL-3.0-or-later */
/* leaderplus pack guide: how to run a session, or the questions on paper. */
#include <config.h>

#include <getopt.h>

#include "base/intl.h"
#include "cli/pack.h"
#include "cli/put.h"
#include "workbook/guide.h"

struct request {
	struct put put;
	bool handout;
};

static enum cli_status read_options(struct request *r, int argc, char **argv)
{
	static const struct option options[] = {
		{ "format", required_argument, NULL, 'f' },
		{ "output", required_argument, NULL, 'o' },
		{ "force", no_argument, NULL, 'F' },
		{ "handout", no_argument, NULL, 'H' },
		{ NULL, 0, NULL, 0 },
	};
	int option;

	opterr = 0;
	while ((option = getopt_long(argc, argv, "f:o:", options, NULL)) != -1) {
		if (option == '?')
			return cli_usage(_("there is no such option, or its value is missing"));
		if (option == 'f' && !export_by_name(optarg, &r->put.format))
			return cli_usage(_("-f takes 'text', 'md', 'html', 'docx', 'odt' or 'pdf'"));
		r->put.format_given = r->put.format_given || option == 'f';
		r->put.force = r->put.force || option == 'F';
		r->handout = r->handout || option == 'H';
		if (option == 'o')
			r->put.out = optarg;
	}
	if (optind < argc)
		return cli_usage(_("the guide is of one book, which --pack names"));
	return CLI_DONE;
}

enum cli_status pack_guide(struct cli *cli, int argc, char **argv)
{
	struct request r = { .put.format = EXPORT_TEXT };
	enum cli_status status = read_options(&r, argc, argv);
	struct pack *pack;
	struct doc *doc;
	struct err err;

	if (status != CLI_DONE)
		return status;
	put_find_format(&r.put);
	if (put_is_unreadable(&r.put))
		return cli_usage(_("such a document is not for the terminal; name a file, as in "
				   "-o guide.docx"));
	if (!cli_load_pack(cli, &pack, &err))
		return cli_fail(CLI_FAILED, err.text);
	doc = r.handout ? guide_handout(pack) : guide_make(pack);
	status = put_document(cli, &r.put, doc);
	doc_free(doc);
	pack_free(pack);
	return status;
}
