/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workbook for a command.  One that only reads it takes no lock, and what stands in its journal is
 * applied in memory. */
#ifndef CLI_BOOK_H
#define CLI_BOOK_H

#include "cli/cli.h"
#include "workbook/workbook.h"

/* FILE, or with NULL the one of this computer; for workbook_free.  It is only read: no lock is taken, and
 * what stands in its journal is applied in memory. */
bool cli_open_book(struct cli *cli, const char *file, struct workbook **wb, struct err *err);
/* The same, and FILE may be a copy for a mentor. */
bool cli_open_book_or_copy(struct cli *cli, const char *file, struct workbook **wb, struct err *err);
/* The same to write in it; where that cannot be (ERR_LOCKED), it is not opened. */
bool cli_open_book_to_write(struct cli *cli, const char *file, struct workbook **wb,
			    struct err *err);
/* The same for the file of a room, for reading: what it holds is told by workbook/room.h. */
bool cli_open_room(struct cli *cli, const char *file, struct workbook **wb, struct err *err);
/* Whether OUT is the workbook itself, by whatever name, the copy beside it, or its journal:
 * not even --force may cost the words that the document is made of. */
bool cli_is_workbook(const struct cli *cli, const char *out, const char *workbook);

#endif
