/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a facilitator decided of each voice in a fold, before anyone else sees it.
 *
 * It is kept beside the fold, as FOLD.review: a JSON object with two lists of hashes, those of the
 * voices that are kept and those that are withheld.  A hash is that of a voice's words and place,
 * so that it survives a new gathering, and that words which have changed are undecided again.
 */
#ifndef ANSWERS_REVIEW_H
#define ANSWERS_REVIEW_H

#include "answers/answers.h"
#include "base/file.h"
#include "base/hash.h"

#define REVIEW_MAX 10000	/* voices that are kept; and as many that are withheld */
#define REVIEW_FILE_MAX ((size_t)4 * 1024 * 1024)

enum review_choice { REVIEW_OPEN, REVIEW_KEPT, REVIEW_WITHHELD };

struct review_decision {
	struct hash voice;
	enum review_choice choice;	/* never REVIEW_OPEN */
};

/* All zero is a review in which nothing was decided. */
struct review {
	struct review_decision *items;	/* by hash */
	size_t count, cap;
};

/* That of what somebody wrote in LANGUAGE under the page ID. */
struct hash review_hash(enum answers_part part, const char *id, const char *language,
			struct slice text);
/* The same as text, and back. */
#define REVIEW_HEX (sizeof(struct hash) * 2)
void review_print_hash(const struct hash *voice, struct buf *out);
bool review_read_hash(struct slice hex, struct hash *voice);
enum review_choice review_get(const struct review *r, const struct hash *voice);
void review_set(struct review *r, const struct hash *voice, enum review_choice choice);
/* Takes in what was decided elsewhere; withheld is withheld, whoever decided so. */
void review_unite(struct review *r, const struct review *other);
void review_release(struct review *r);

/* The name of the file for FOLD, for free(). */
char *review_path(const char *fold);
/* Adds what the file PATH holds, where there is one. */
enum file_found review_load(struct review *r, const struct sys *sys, const char *path,
			    struct err *err);
/* Puts it into the file PATH, 0600. */
bool review_save(const struct review *r, const struct sys *sys, const char *path, struct err *err);

#endif
