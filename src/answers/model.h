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
#include "answers/items.h"
#include "answers/seen.h"
#include "base/sys.h"

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

struct model_items {
	struct model_item *items;	/* by (text[ITEM_AT], id), replies by (text[ITEM_AT],
					 * clock, id); rests as they stand in the file */
	size_t count, cap;
};

struct model_layer {
	struct layer shown;	/* the first member; its strings are ours */
	struct model_items rests;
	struct extras extras;
	bool own;		/* begun or amended through this very object */
};

struct model_entry {
	char *id;
	struct model_layer *layers;	/* by (clock, id), the newest last */
	size_t count, cap;
	struct model_items items[ITEM_HUNG];
	bool has_share;		/* its writer has chosen for whom it is */
	struct ids share;
	int64_t share_clock;	/* not in the file: no choice is later than this */
	struct seen seen;	/* versions of items that were here, but those that stand */
	struct extras extras;
};

/* A step, a note or a reply; or a rest, which has no version.
 *
 * The words of an item (all texts but the time at which it was begun and STEP_ASKED) have a version,
 * called by a name and by the clock of their last change.  The name is BY, or, where there is none,
 * the id under which the item was begun.  Only one struct answers ever goes on under one name, and
 * only from where it drew it until it is freed (OWN): so of two versions of one name the later has
 * come from the other.  Whoever changes the words otherwise begins a version under a new name, and
 * the entry remembers that the old one was seen.
 *
 * What a journal brings back keeps its name, but whoever changes it then draws a new one: FILE and
 * its journal may have been copied together. */
struct model_item {
	struct item shown;	/* its id and the first TEXTS texts are ours */
	size_t texts;
	char *by, *of;		/* ours; "" where there is none */
	int64_t worded;		/* the clock of the last change to its words */
	bool own;		/* begun, or its words changed, through this very object */
	struct model_entry *happened;	/* of a step: its layers, or NULL */
	struct extras extras;
};

struct model_part {
	struct model_entry *entries;	/* in the order of the file */
	size_t count, cap;
};

struct answers {
	enum answers_kind kind;
	char *id;
	char *language;	/* of a KIND_COPY, else "" */
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
/* The one called NAME, or NULL; lent until the next change. */
struct extra *extras_find(const struct extras *extras, const char *name);
/* Gives NAME the value JSON, at the end where it is not there yet. */
void extras_put(struct extras *extras, const char *name, const char *json);
/* Takes all away. */
void extras_release(struct extras *extras);

/* The entry ID of PART, or NULL; lent until the next is added. */
struct model_entry *model_find_entry(const struct model_part *part, const char *id);
/* A new, empty entry at the end of PART; lent until the next. */
struct model_entry *model_add_entry(struct model_part *part, const char *id);
/* A new layer at the end of ENTRY, its strings NULL; lent until the next. */
struct model_layer *model_add_layer(struct model_entry *entry);

/* A copy of TEXT as the model keeps it, for free(). */
char *model_text(struct slice text);
/* Whether LAYER was written by this installation. */
bool model_is_own(const struct model_layer *layer, const struct answers_change *change);
/* answers_write for the layers of ENTRY, wherever these stand. */
bool model_write(struct answers *a, const struct sys *sys, struct model_entry *entry,
		 const struct answers_change *change);
/* A new layer of ENTRY, which has one, with the words of the newest. */
struct model_layer *model_write_again(struct answers *a, const struct sys *sys,
				      struct model_entry *entry, time_t now);

/* Whether nothing at all stands under ENTRY. */
bool model_is_empty(const struct model_entry *entry);

/* How items of KIND stand in the file. */
struct item_form {
	const char *list;		/* the name of the member that holds them */
	size_t texts;			/* how many there are */
	const char *names[ITEM_TEXTS];	/* what each is called */
	unsigned required;		/* those that an item has, one bit each */
	unsigned brief;			/* those of at most MODEL_TEXT_MAX bytes */
};
const struct item_form *item_form(enum item_kind kind);

/* A new item at the end, all its texts ""; lent until the next. */
struct model_item *model_add_item(struct model_items *items, enum item_kind kind);
struct model_item *model_find_item(const struct model_items *items, const char *id);
/* Puts them in order.  False where two have the same id. */
bool model_sort_items(struct model_items *items);
void model_drop_item(struct model_items *items, size_t i);
void model_release_items(struct model_items *items);
/* A copy of FROM, but without its unknown members, at the end of TO. */
void model_copy_item(struct model_items *to, enum item_kind kind, const struct model_item *from);
/* Under which id the version of ITEM was begun: where its copy was parted from another ("of"), else
 * where it stands. */
const char *model_item_home(const struct model_item *item);
/* The name of its version. */
const char *model_item_name(const struct model_item *item);
bool model_is_word(const struct model_item *item, size_t text);
/* Of one kind: only the words, or all texts. */
int model_compare_words(const struct model_item *a, const struct model_item *b);
int model_compare_texts(const struct model_item *a, const struct model_item *b);
/* Begins a new version of ITEM, which stands in ENTRY and whose words change. */
void model_new_version(struct model_entry *entry, struct model_item *item, const struct sys *sys);
/* Makes the id under which ITEM stands its home: a new version with the same words, which is the same
 * wherever this is done. */
void model_settle_in(struct model_entry *entry, struct model_item *item);
/* The id that ITEM gets where another version keeps its home, for free(). */
char *model_parted_id(const struct model_item *item);
/* Leaves of what ENTRY has seen what neither its items tell nor FORGOTTEN. */
void model_settle_seen(struct model_entry *entry, const struct ids *forgotten);
/* Whether ITEM was erased for good: under its id, its home, or the name of its version. */
bool model_is_forgotten(const struct model_item *item, const struct ids *forgotten);
bool model_item_equal(const struct model_item *a, const struct model_item *b);
bool model_items_equal(const struct model_items *a, const struct model_items *b);
/* The layers of what came of the step, made where there are none yet. */
struct model_entry *model_happened(struct model_item *step);

/* Takes one away, with all that is in it. */
void model_drop_entry(struct model_part *part, struct model_entry *entry);
void model_drop_layer(struct model_entry *entry, size_t i);
/* Takes away what was erased (an id in FORGOTTEN); returns how many layers and items that were. */
size_t model_drop_forgotten(struct model_entry *entry, const struct ids *forgotten);

/* Whether the same layers and items stand under both. */
bool model_same_words(const struct model_entry *a, const struct model_entry *b);
bool model_layers_equal(const struct model_entry *a, const struct model_entry *b);
/* Frees all that ENTRY holds. */
void model_release_entry(struct model_entry *entry);
bool extras_equal(const struct extras *a, const struct extras *b);

/* Puts NEXT in the place of one of our strings, which goes. */
void model_replace(const char **string, char *next);

int model_compare_layer_ids(const void *a, const void *b);	/* for qsort and bsearch */
int model_compare_item_ids(const void *a, const void *b);
/* Puts the layers in order.  False where two have the same id. */
bool model_sort_layers(struct model_entry *entry);
/* Moves LAYER, which changed, to its place among the others, which are in order. */
void model_settle_layer(struct model_entry *entry, struct model_layer *layer);

/* Whether both would be the same file. */
bool model_equal(const struct answers *a, const struct answers *b);

#endif
