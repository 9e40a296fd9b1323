/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks in the scratch folder, for tests. */
#include <config.h>

#include "desk.h"

#include <check.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "fault.h"
#include "scratch.h"

static const char pack_md[] =
	"---\nid: book\nversion: 1\ntitle: A small book\nchapters: start look end\n---\n";
static const char start_md[] =
	"---\nid: start\ntitle: Beginning\n---\n# Beginning\n\nIt begins.\n\n"
	"## Reading\n\n```page id=reading\n```\n\nText.\n\n"
	"## Asking\n\nWho leads here?\n\n```answer id=ask kind=now lines=4\nThink of a week.\n```\n\n"
	"## Intending\n\nWhat might you do?\n\n"
	"```answer id=intend kind=intent was=old-intend,older-intend\nOr not do.\n```\n";
static const char look_md[] =
	"---\nid: look\ntitle: Looking\n---\n# Looking\n\nLook.\n\n"
	"## Seeing\n\nA condition.\n\n```lens id=see\nWhat do you see?\n```\n\n"
	"## Caring\n\nA caution.\n\n```guard id=care\nWhere would you look again?\n```\n";
static const char end_md[] = "---\nid: end\ntitle: Ending\n---\n# Ending\n\nIt ends.\n";

void desk_setup(void)
{
	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C.UTF-8"));
	setenv("TZ", "UTC", 1);
	tzset();
	/* Where syncing costs nothing, unless the caller chose a place. */
	if (access("/dev/shm", W_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 0);
	scratch_open();
	fault_reset();
	fault_clock(DESK_NOW);
}

static struct pack *load(const char *folder)
{
	struct err err = { .text = "" };
	struct pack *pack = NULL;

	ck_assert_msg(pack_load(&pack, fault_sys(), folder, &err), "%s", err.text);
	return pack;
}

struct pack *desk_book(void)
{
	mkdir(scratch_path("book"), 0700);
	scratch_put("book/pack.md", pack_md);
	scratch_put("book/start.md", start_md);
	scratch_put("book/look.md", look_md);
	scratch_put("book/end.md", end_md);
	return load(scratch_path("book"));
}

struct pack *desk_shipped(void)
{
	const char *content = getenv("CONTENT");
	char folder[4096];

	ck_assert_msg(content, "CONTENT must name the folder of the books");
	snprintf(folder, sizeof(folder), "%s/distributing-leadership", content);
	return load(folder);
}

struct workbook *desk_create(const char *name, struct pack *pack)
{
	struct store_place place = { scratch_path(name), NULL };
	struct err err = { .text = "" };
	struct store *store = NULL;

	ck_assert_msg(store_create(&store, fault_sys(), &place, pack_id(pack), pack_version(pack),
				   &err), "%s", err.text);
	return workbook_new(fault_sys(), pack, store);
}

struct workbook *desk_open(const char *name, struct pack *pack, enum store_mode mode)
{
	struct store_place place = { scratch_path(name), NULL };
	struct err err = { .text = "" };
	struct store *store = NULL;

	ck_assert_msg(store_open(&store, fault_sys(), &place, mode, &err), "%s", err.text);
	return workbook_new(fault_sys(), pack, store);
}

void desk_put_copy(const char *name, const char *pack, const char *id, const char *question,
		   const char *text)
{
	static const char layer[] = "\"at\":\"2026-10-03T12:00:00Z\",\"question\"";
	struct buf json;

	buf_init(&json, 1 << 16);
	buf_addf(&json, "{\"format\":\"leaderplus-share\",\"version\":1,\"for\":\"mentor\","
		 "\"language\":\"en\",\"id\":\"w\",\"pack\":{\"id\":\"%s\",\"version\":\"1\"},"
		 "\"answers\":{\"%s\":{\"layers\":[{\"id\":\"a\",\"clock\":1,%s:\"%s\","
		 "\"text\":\"%s\"}]},\"mentor-copy-working-on\":{\"layers\":[{\"id\":\"p\","
		 "\"clock\":2,%s:\"What I am working on\",\"text\":\"Saying less.\"}]}}}",
		 pack, id, layer, question, text, layer);
	scratch_put(name, json.data);
	buf_release(&json);
}

struct workbook *desk_open_copy(const char *name, struct pack *pack, enum store_mode mode)
{
	struct store_place place = { scratch_path(name), NULL };
	struct err err = { .text = "" };
	struct store *store = NULL;

	ck_assert_msg(store_open_kinds(&store, fault_sys(), &place, mode, 1u << KIND_COPY, &err), "%s",
		      err.text);
	return workbook_new(fault_sys(), pack, store);
}

size_t desk_page(const struct workbook *wb, const char *id)
{
	size_t page = 0;

	ck_assert_msg(pack_find(workbook_pack(wb), id, &page), "no page %s", id);
	return page;
}

void desk_write(struct workbook *wb, const char *id, const char *text)
{
	workbook_write(wb, desk_page(wb, id), slice_of(text));
}

const char *desk_text(const struct workbook *wb, const char *id)
{
	return workbook_text(wb, desk_page(wb, id));
}

void desk_save(struct workbook *wb)
{
	struct err err = { .text = "" };

	ck_assert_msg(workbook_save(wb, &err), "%s", err.text);
}
