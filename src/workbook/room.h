/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words from the room: what a group says to a question, typed by who leads it, one line a voice.
 *
 * They are kept in a file of their own (KIND_ROOM), which a workbook without a store takes as its
 * store: then its boxes are those of the room, journalled and saved like any.  No workbook file is
 * ever opened for it: only a name that ends in ROOM_ENDING is, and no link.
 */
#ifndef WORKBOOK_ROOM_H
#define WORKBOOK_ROOM_H

#include "workbook/workbook.h"

#define ROOM_ENDING ".room.json"

/* Whether PATH may be the file of a room, which is found out without opening it: the name ends
 * so, the folder is there, and in it a regular file, or nothing yet.  Else ERR_USAGE. */
bool room_may_be(const struct sys *sys, const char *path, struct err *err);

/* Whether words could be kept in PATH, which may be NULL: goes on with the room that is there, and
 * of one that is not asks room_may_be. */
bool room_open(struct workbook *wb, const char *path, struct err *err);
/* Keeps words in the file PATH, which may be one, from now on: it goes on there, or begins it.
 * Only while nothing is kept.  ERR_LOCKED when another window has it open; what can only be read
 * is refused, too, and so is a room that read another book. */
bool room_keep(struct workbook *wb, const char *path, struct err *err);
/* Begins one as PATH, or where that is taken or NULL in the usual place,
 * "rooms/room-2026-11-23-1904.room.json" in the data folder of the program. */
bool room_begin(struct workbook *wb, const char *path, struct err *err);
/* A free name in the usual place, for free(); NULL where there is no home. */
char *room_free_path(const struct sys *sys);

/* Appends, before it begins, that words will be kept, and where: in the file PATH, or (NULL) in the
 * usual folder; nothing where no such folder is known.  "~" is the reader's own. */
void room_tell(const struct workbook *wb, const char *path, struct buf *out);

/* The voices under a page, in the order in which they were typed; room_release ends them. */
struct room_voices {
	char **items;
	size_t count;
};
struct room_voices room_voices(const struct workbook *wb, size_t page);
void room_release(struct room_voices *voices);
bool room_has_voices(const struct workbook *wb, size_t page);

/* The document of the session: questions in the order of the book, under each its voices.  It
 * tells the day, and neither names nor how many there are.  For the caller to free. */
struct doc *room_document(const struct workbook *wb);
/* Where it could be saved: a free name in the reader's own folder, with "~/".  Appends to OUT. */
void room_suggest(const struct workbook *wb, const struct sys *sys, struct buf *out);
/* Saves it as the file TYPED, "~/" at its start being the reader's own folder, in the form that
 * its ending names; nothing is written over.  What came of it, in whole sentences, at the end of
 * SAID. */
bool room_save(const struct workbook *wb, const struct sys *sys, const char *typed,
	       struct buf *said);

#endif
