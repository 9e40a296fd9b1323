/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of the codec: what its files share. */
#ifndef ANSWERS_CODEC_OWN_H
#define ANSWERS_CODEC_OWN_H

#include "answers/builder.h"
#include "answers/model.h"
#include "answers/reader.h"

enum { CODEC_VERSION = 1 };

/* What a file of KIND says that it is: "leaderplus-workbook". */
const char *codec_format(enum answers_kind kind);

/* The text of a node that reader_members has checked, for free(). */
char *codec_text(struct node node);
int64_t codec_number(struct node node);

/* Reads LIST, the value of the member NAME, as layers of ENTRY. */
bool codec_read_layers(struct reader *r, struct node list, const char *name,
		       struct model_entry *entry);
/* The same for items. */
bool codec_read_items(struct reader *r, struct node list, enum item_kind kind,
		      struct model_items *items);
/* An object of clocks by name, the member "seen". */
bool codec_read_seen(struct reader *r, struct node object, struct seen *seen);
/* A list of strings, each once; the caller settles IDS. */
bool codec_read_ids(struct reader *r, struct node list, const char *name, struct ids *ids);

void codec_put_extras(struct builder *b, cJSON *object, const struct extras *extras);
/* Writes those from FIRST on as the member NAME of OBJECT. */
void codec_put_layers(struct builder *b, cJSON *object, const char *name,
		      const struct model_entry *entry, size_t first);
/* Writes those whose clock is above SINCE; no member where there are none. */
void codec_put_items(struct builder *b, cJSON *object, enum item_kind kind,
		     const struct model_items *items, int64_t since);
void codec_put_seen(struct builder *b, cJSON *object, const struct seen *seen);
void codec_put_ids(struct builder *b, cJSON *object, const char *name, const struct ids *ids);

#endif
