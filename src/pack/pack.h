/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The content pack: what is read and asked, immutable once loaded.
 *
 * A pack is a folder (content/FORMAT.md): pack.md names the chapters, each
 * chapter is a Markdown file, each level-2 section of it a page.  Text before
 * the first section is the chapter's opening page.  A pack is data and is not
 * trusted: files are opened inside the folder only, links are not followed,
 * sizes come before parsing, and what is odd is refused with file and line.
 *
 * Everything returned is const and lives until pack_free.
 */
#ifndef PACK_PACK_H
#define PACK_PACK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/report.h"
#include "base/sys.h"
#include "doc/doc.h"

#define PACK_FILE_MAX ((size_t)256 * 1024)
#define PACK_SIZE_MAX ((size_t)8 * 1024 * 1024)	/* of all chapters together */
#define PACK_PAGES_MAX 1000
#define PACK_ID_MAX 64

enum page_kind {
	PAGE_READ,
	PAGE_QUESTION,
	PAGE_CONDITION,		/* a lens */
	PAGE_CAUTION		/* a guard */
};

enum page_asks {
	ASKS_NOTHING,		/* not a question */
	ASKS_NOW,		/* how it is */
	ASKS_PEOPLE,		/* who */
	ASKS_INTENT		/* what the reader might do */
};

/* Minutes that the notes allow for each phase of work with a group; 0: no such phase. */
struct pack_phases {
	int alone, pairs, together;
};
#define PACK_MINUTES_MAX 120

struct pack_page {
	char *id;
	char **was;		/* ids of earlier versions, NULL at the end; NULL: none */
	char *title;
	size_t chapter;		/* index */
	enum page_kind kind;
	enum page_asks asks;
	int lines;		/* rows of its box that the author would like */
	struct doc *body;	/* heading and prose; of a question, the question alone */
	struct doc *aside;	/* a question's hint, a condition's or caution's prompt, or NULL */
	char *wording;		/* what a box answers, plain text: question or prompt; "" without box */
	struct doc *facilitator;	/* notes for whoever runs a group, or NULL; never for readers */
	struct pack_phases phases;	/* that the fence of the notes names */
};

struct pack_chapter {
	char *id;
	char *title;
	size_t first;		/* its opening page */
	size_t count;		/* pages */
};

struct pack;

/* Loads the pack in FOLDER. */
bool pack_load(struct pack **pack, const struct sys *sys, const char *folder, struct err *err);
/* The same by NAME: of one that is installed, or, with a slash in it, a folder; "": the one that
 * comes with the program. */
bool pack_open(struct pack **pack, const struct sys *sys, const char *name, struct err *err);
void pack_free(struct pack *pack);	/* NULL is allowed */

/* Tells REPORT everything that is wrong with the pack in FOLDER: what pack_load refuses, in
 * all chapters and translations, and beside it pages that give marks or know right answers,
 * translations that have other pages, links that lead out of the folder, and drawings that
 * are wider than PACK_FIGURE_WIDTH.  False, and ERR, where the folder cannot be read. */
#define PACK_FIGURE_WIDTH 36
bool pack_lint(const struct sys *sys, const char *folder, const struct report *report,
	       struct err *err);

const char *pack_id(const struct pack *pack);
const char *pack_version(const struct pack *pack);
const char *pack_title(const struct pack *pack);
const char *pack_source(const struct pack *pack);	/* what it retells, "" when not said */
const char *pack_language(const struct pack *pack);	/* BCP 47, of the text loaded */
const char *pack_languages(const struct pack *pack);	/* as the book names them: "en cy" */

size_t pack_page_count(const struct pack *pack);	/* at least 1 */
const struct pack_page *pack_page(const struct pack *pack, size_t i);
size_t pack_chapter_count(const struct pack *pack);
const struct pack_chapter *pack_chapter(const struct pack *pack, size_t i);
/* The page with the id, or that once had it; false when there is none. */
bool pack_find(const struct pack *pack, const char *id, size_t *page);

/* Whether ID may be one: [a-z0-9-]{1,64}. */
bool pack_id_valid(struct slice id);

#endif
