/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options of leaderplus summary. */
#include <config.h>

#include "cli/summary_options.h"

#include <getopt.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"

/* Parts have two options each, with one that leaves them out. */
enum { OPTION_PART = 256, OPTION_LAYERS = OPTION_PART + 2 * SUMMARY_PARTS,
       OPTION_FOR = OPTION_LAYERS + SUMMARY_EARLIER + 1, OPTION_FORCE, OPTION_CHAPTERS, OPTION_BY };

#define PART(name, part) \
	{ name, no_argument, NULL, OPTION_PART + 2 * (part) + 1 }, \
	{ "no-" name, no_argument, NULL, OPTION_PART + 2 * (part) }

static const struct option options[] = {
	{ "for", required_argument, NULL, OPTION_FOR },
	{ "format", required_argument, NULL, 'f' },
	{ "output", required_argument, NULL, 'o' },
	{ "force", no_argument, NULL, OPTION_FORCE },
	{ "chapters", required_argument, NULL, OPTION_CHAPTERS },
	{ "by", required_argument, NULL, OPTION_BY },
	{ "moved", no_argument, NULL, OPTION_LAYERS + SUMMARY_MOVED },
	{ "earlier", no_argument, NULL, OPTION_LAYERS + SUMMARY_EARLIER },
	{ "no-earlier", no_argument, NULL, OPTION_LAYERS + SUMMARY_NEWEST },
	PART("conditions", SUMMARY_CONDITIONS),
	PART("cautions", SUMMARY_CAUTIONS),
	PART("steps", SUMMARY_STEPS),
	PART("dates", SUMMARY_DATES),
	PART("blank", SUMMARY_BLANK),
	PART("find-out", SUMMARY_FIND_OUT),
	PART("replies", SUMMARY_REPLIES),
	{ NULL, 0, NULL, 0 },
};

/* One that takes a value; CLI_DONE when it may be that. */
static enum cli_status take_value(struct summary_request *r, int option, const char *value)
{
	switch (option) {
	case OPTION_FOR:
		r->reader = strcmp(value, "mentor") == 0 ? SUMMARY_MENTOR : SUMMARY_ME;
		if (r->reader == SUMMARY_ME && strcmp(value, "me") != 0)
			return cli_usage(_("--for takes 'me' or 'mentor'"));
		break;
	case OPTION_BY:
		r->by_condition = strcmp(value, "condition") == 0;
		if (!r->by_condition && strcmp(value, "chapter") != 0)
			return cli_usage(_("--by takes 'chapter' or 'condition'"));
		break;
	case OPTION_CHAPTERS:
		r->chapters = value;
		break;
	case 'f':
		r->put.format_given = true;
		if (!export_by_name(value, &r->put.format))
			return cli_usage(_("-f takes 'text', 'md', 'html', 'docx', 'odt' or 'pdf'"));
		break;
	case 'o':
		r->put.out = value;
		break;
	}
	return CLI_DONE;
}

enum cli_status summary_read_options(struct summary_request *r, int argc, char **argv)
{
	enum cli_status status = CLI_DONE;
	int option;

	r->layers = -1;
	for (size_t i = 0; i < SUMMARY_PARTS; i++)
		r->has[i] = -1;
	opterr = 0;
	while (status == CLI_DONE && (option = getopt_long(argc, argv, "f:o:", options, NULL)) != -1) {
		r->chooses = r->chooses || (option != OPTION_FORCE && option != 'f' && option != 'o');
		if (option == OPTION_FORCE)
			r->put.force = true;
		else if (option >= OPTION_LAYERS && option <= OPTION_LAYERS + SUMMARY_EARLIER)
			r->layers = option - OPTION_LAYERS;
		else if (option >= OPTION_PART && option < OPTION_LAYERS)
			r->has[(option - OPTION_PART) / 2] = (option - OPTION_PART) % 2;
		else if (option == '?')
			status = cli_usage(_("there is no such option, or its value is missing"));
		else
			status = take_value(r, option, optarg);
	}
	if (status == CLI_DONE && argc - optind > 1)
		return cli_usage(_("one workbook at a time"));
	if (optind < argc)
		r->file = argv[optind];
	return status;
}

static bool find_chapter(const struct pack *pack, struct slice id, size_t *chapter)
{
	for (*chapter = 0; *chapter < pack_chapter_count(pack); ++*chapter)
		if (slice_is(id, pack_chapter(pack, *chapter)->id))
			return true;
	return false;
}

/* Said with the names that there are. */
static enum cli_status no_chapter(const struct pack *pack, struct slice id)
{
	struct buf said, name;

	buf_init(&said, 65536);
	buf_init(&name, 4096);
	buf_add_slice(&name, id);
	/* TRANSLATORS: behind the colon stand the names that there are. */
	buf_addf(&said, _("there is no chapter '%s' in this book; its chapters:"), name.data);
	for (size_t i = 0; i < pack_chapter_count(pack); i++)
		buf_addf(&said, " %s", pack_chapter(pack, i)->id);
	cli_usage(said.data);
	buf_release(&name);
	buf_release(&said);
	return CLI_USAGE;
}

static enum cli_status choose_chapters(const char *ids, const struct pack *pack,
				       struct summary_choice *choice)
{
	for (size_t i = 0; i < pack_chapter_count(pack); i++)
		choice->without[i] = true;
	for (;;) {
		size_t len = strcspn(ids, ","), chapter;
		struct slice id = slice_trim(slice_part(slice_of(ids), 0, len));

		if (!find_chapter(pack, id, &chapter))
			return no_chapter(pack, id);
		choice->without[chapter] = false;
		if (!ids[len])
			return CLI_DONE;
		ids += len + 1;
	}
}

enum cli_status summary_request_choice(const struct summary_request *r, const struct pack *pack,
				       struct summary_choice *choice)
{
	summary_choose(choice, r->reader);
	choice->by_condition = r->by_condition;
	if (r->layers >= 0)
		choice->layers = (enum summary_layers)r->layers;
	for (size_t i = 0; i < SUMMARY_PARTS; i++)
		if (r->has[i] >= 0)
			choice->has[i] = r->has[i];
	return r->chapters ? choose_chapters(r->chapters, pack, choice) : CLI_DONE;
}
