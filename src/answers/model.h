/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of the model: what answers.c, codec.c and forget.c share.
 *
 * Everything is owned by the struct in which it stands; strings are never NULL
 * once a model is complete.  No layer of it is forgotten.
 */
#ifndef ANSWERS_MODEL_H
#define ANSWERS_MODEL_H

#include "answers/answers.h"
#include "answers/ids.h"

#define MODEL_CLOCK_MAX (((int64_t)1 << 53) - 1)	/* the greatest that JSON keeps exactly */
#define MODEL_TEXT_MAX 128	/* bytes of an id, a name, a time */

/* Members that this version does not know, in the order in which they stood. */
struct extra {
	char *name;
	char *json;	/* the value, byte for byte */
};

struct extras {
	struct extra *items;
	size_t count, cap;
};

struct model_layer {
	struct layer shown;	/* its strings are ours */
	struct extras extras;
	bool own;		/* begun or amended through this very object */
};

struct model_entry {
	char *id;
	struct model_layer *layers;	/* by (clock, id), the newest last */
	size_t count, cap;
	struct extras extras;
};

struct model_part {
	struct model_entry *entries;	/* in the order of the file */
	size_t count, cap;
};

struct answers {
	char *id;
	char *pack_id, *pack_version;
	struct answers_place place;	/* its page is ours */
	struct model_part parts[PART_COUNT];
	struct ids forgotten;	/* of all that was erased for good; the place has its clock */
	struct extras extras, pack_extras, place_extras;
	int64_t clock;	/* the greatest anywhere in the file, unknown members included */
	int64_t words;	/* that of the last change to words, 0: none since it was read */
	bool newer;	/* the file's version is above ours */
};

void extras_add(struct extras *extras, const char *name, struct slice json);
/* Takes all away. */
void extras_release(struct extras *extras);

/* The entry ID of PART, or NULL; lent until the next is added. */
struct model_entry *model_find_entry(const struct model_part *part, const char *id);
/* A new, empty entry at the end of PART; lent until the next. */
struct model_entry *model_add_entry(struct model_part *part, const char *id);
/* A new layer at the end of ENTRY, its strings NULL; lent until the next. */
struct model_layer *model_add_layer(struct model_entry *entry);

/* Takes one away, with all that is in it. */
void model_drop_entry(struct model_part *part, struct model_entry *entry);
void model_drop_layer(struct model_entry *entry, size_t i);
/* Takes away the layers whose ids are in FORGOTTEN; returns how many. */
size_t model_drop_forgotten(struct model_entry *entry, const struct ids *forgotten);

/* Puts NEXT in the place of one of our strings, which goes. */
void model_replace(const char **string, char *next);

/* Puts the layers in order.  False where two have the same id. */
bool model_sort_layers(struct model_entry *entry);
/* Moves LAYER, which changed, to its place among the others, which are in order. */
void model_settle_layer(struct model_entry *entry, struct model_layer *layer);

/* Whether both would be the same file. */
bool model_equal(const struct answers *a, const struct answers *b);

#endif
