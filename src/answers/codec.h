/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The workbook file as JSON (design 4.2): model to text and back. */
#ifndef ANSWERS_CODEC_H
#define ANSWERS_CODEC_H

#include "answers/model.h"
#include "base/report.h"

/* Fills the empty model A; after a failure it is only for answers_free. */
bool codec_read(struct answers *a, struct slice json, struct err *err);

/* The same, for all that is wrong: what A then holds is only for answers_free. */
bool codec_check(struct answers *a, struct slice json, const struct report *report);

/* "answers", "lenses", "guards". */
const char *codec_part_name(int part);

/* Appends the file's text, ended by LF; known members first, then the unknown ones. */
bool codec_print(const struct answers *a, struct buf *out, struct err *err);
/* The same with only what has a clock above SINCE: layers, items, choices for whom an entry is,
 * and the place; the list of what is forgotten where the place is (which has the clock of every
 * change of it); and without the unknown members of what holds them. */
bool codec_print_since(const struct answers *a, int64_t since, struct buf *out, struct err *err);
/* Whether that prints anything of ENTRY. */
bool codec_is_newer(const struct model_entry *entry, int64_t since);

/* For merging: appends what the file holds of one of these alone, without members that this version
 * does not know. */
bool codec_print_layer(const struct model_layer *layer, struct buf *out, struct err *err);
bool codec_print_place(const struct answers_place *place, struct buf *out, struct err *err);

#endif
