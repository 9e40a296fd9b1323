/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The projector's title page, and the lists of pages and of keys. */
#include <config.h>

#include "base/intl.h"
#include "base/mem.h"
#include "ui/wall.h"
#include "ui/wall_list.h"

/* ---- the title page ---- */

/* What the title page offers, in order; a line each. */
static const struct {
	const char *label;
	bool (*offered)(const struct app *app);	/* NULL: always */
	void (*open)(struct app *app);
} entries[] = {
	{ N_("Start"), NULL, push_wall_slides },
	{ N_("Questions"), NULL, push_wall_questions },
	{ N_("Words from the room"), NULL, push_wall_room },
	{ N_("What the group wrote"), wall_has_voices, push_wall_voices },
};

static void title_head(const struct app *app, struct buf *out)
{
	buf_add_str(out, pack_title(workbook_pack(app->wb)));
}

static void title_fill(const struct app *app, struct wall_lines *lines)
{
	struct buf carry;

	buf_init(&carry, 1024);
	buf_addf(&carry, _("Carry on at page %zu"), app->wall->page + 1);
	for (size_t i = 0; i < ARRAY_LEN(entries); i++)
		if (entries[i].open == push_wall_slides && app->wall->begun)
			wall_line(lines, 0, carry.data, (int)i);
		else if (!entries[i].offered || entries[i].offered(app))
			wall_line(lines, 0, _(entries[i].label), (int)i);
	buf_release(&carry);
}

static void title_chosen(struct app *app, int tag)
{
	entries[tag].open(app);
}

/* A clicker knows no other way on than forward. */
static bool title_command(struct app *app, enum command command)
{
	if (command == CMD_ONWARD)
		push_wall_slides(app);
	return command == CMD_ONWARD || command == CMD_BACK;
}

static const struct wall_list_kind title_kind = {
	.focus = FOCUS_WALL_TITLE,
	.head = title_head,
	.fill = title_fill,
	.chosen = title_chosen,
	.command = title_command,
};

void push_wall_title(struct app *app)
{
	wall_list_push(app, &title_kind);
}

/* ---- pages ---- */

static void page_chosen(struct app *app, int tag)
{
	wall_go(app, (size_t)tag);
}

static void fill_pages(const struct app *app, struct wall_lines *lines, bool all)
{
	const struct pack *pack = workbook_pack(app->wb);
	struct buf label;

	buf_init(&label, 4096);
	for (size_t i = 0; i < pack_page_count(pack); i++) {
		const struct pack_page *page = pack_page(pack, i);
		bool opening = pack_chapter(pack, page->chapter)->first == i;

		if (!all && page->kind != PAGE_QUESTION)
			continue;
		buf_clear(&label);
		buf_addf(&label, "%2zu  %s", i + 1, page->title);
		wall_line(lines, all && !opening ? 2 : 0, label.data, (int)i);
	}
	buf_release(&label);
}

static int page_here(const struct app *app)
{
	return (int)app->wall->page;
}

static void questions_head(const struct app *app, struct buf *out)
{
	(void)app;
	buf_add_str(out, _("Questions"));
}

static void questions_fill(const struct app *app, struct wall_lines *lines)
{
	fill_pages(app, lines, false);
}

static const struct wall_list_kind questions_kind = {
	.focus = FOCUS_WALL_LIST,
	.head = questions_head,
	.fill = questions_fill,
	.begins = page_here,
	.chosen = page_chosen,
};

void push_wall_questions(struct app *app)
{
	wall_list_push(app, &questions_kind);
}

static void contents_head(const struct app *app, struct buf *out)
{
	(void)app;
	buf_add_str(out, _("Contents"));
}

static void contents_fill(const struct app *app, struct wall_lines *lines)
{
	fill_pages(app, lines, true);
}

static const struct wall_list_kind contents_kind = {
	.focus = FOCUS_WALL_LIST,
	.head = contents_head,
	.fill = contents_fill,
	.begins = page_here,
	.chosen = page_chosen,
};

void push_wall_contents(struct app *app)
{
	wall_list_push(app, &contents_kind);
}

/* ---- keys ---- */

static void help_head(const struct app *app, struct buf *out)
{
	(void)app;
	buf_add_str(out, _("Keys while projecting"));
}

static void help_fill(const struct app *app, struct wall_lines *lines)
{
	struct buf label;

	(void)app;
	buf_init(&label, 4096);
	for (size_t i = 0; i < keys_count(); i++) {
		const struct key_row *row = keys_row(i);

		if (!(row->focus & FOCUS_WALL) || !row->help)
			continue;
		buf_clear(&label);
		buf_addf(&label, "%s: %s", _(row->keys), _(row->help));
		wall_line(lines, 0, label.data, (int)row->command);
	}
	buf_release(&label);
}

/* The slides answer, where they are below; the title page shows none to answer. */
static void help_chosen(struct app *app, int tag)
{
	app_pop(app);
	app_command(app, (enum command)tag);
}

/* Back to what showed before. */
static bool help_command(struct app *app, enum command command)
{
	if (command != CMD_LEAVE)
		return false;
	app_pop(app);
	return true;
}

static const struct wall_list_kind help_kind = {
	.focus = FOCUS_WALL_HELP,
	.head = help_head,
	.fill = help_fill,
	.chosen = help_chosen,
	.command = help_command,
};

void push_wall_help(struct app *app)
{
	wall_list_push(app, &help_kind);
}
