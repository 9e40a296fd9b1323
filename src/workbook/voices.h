/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a group wrote, as others may see it: voices by language and question, nameless, without
 * counts, keys or clocks.
 *
 * Languages come in the order of their tags, that of the book first, and in each the questions in the
 * order of the book, then those that it does not know; the voices of a question in the order of a hash of
 * their words.  All of it comes out as a stream, sorted in bounded memory.
 *
 * What fewer than FLOOR people wrote is never shown: neither their words, nor the wording that only they
 * answered, nor that anybody answered a question, or wrote in a language.  People are told
 * apart by the keys of their copies.  Where there is a review, only what is kept counts and is shown.
 *
 * Nothing in it has passed the door of text/safe.h.
 */
#ifndef WORKBOOK_VOICES_H
#define WORKBOOK_VOICES_H

#include "answers/fold.h"
#include "answers/gathered.h"
#include "answers/review.h"
#include "doc/doc.h"
#include "pack/pack.h"

#define VOICES_FLOOR 3		/* where nothing else is said */
#define VOICES_FLOOR_MAX 1000
#define VOICES_DOCUMENT_MAX ((size_t)32 * 1024 * 1024)	/* bytes of words in one document */

struct voices_request {
	const struct sys *sys;
	const char *folder;	/* for temporary files */
	size_t memory;
	const struct pack *pack;
	size_t floor;		/* 1 to VOICES_FLOOR_MAX */
	const struct review *review;	/* NULL: nobody has looked; all is shown */
};

struct voices;

struct voices *voices_new(const struct voices_request *request);	/* whose values are borrowed */
void voices_free(struct voices *v);	/* NULL is allowed */
const struct voices_request *voices_request(const struct voices *v);

/* Takes the copy of one person, each person once; and all that FOLD gives. */
bool voices_add(struct voices *v, const struct voice_copy *copy, struct err *err);
bool voices_add_fold(struct voices *v, struct fold *fold, struct err *err);

enum voices_kind {
	VOICES_QUESTION,	/* one begins, and at least FLOOR voices follow */
	VOICES_VOICE,
	VOICES_END,
	VOICES_FAILED
};

struct voices_item {
	enum answers_part part;
	const char *language, *id;
	const struct pack_page *page;	/* NULL: the book has none for it */
	const char *question;		/* the wording */
	struct slice text;		/* of a VOICES_VOICE, else empty */
	struct hash hash;		/* likewise */
	size_t people;			/* in a voices_list: who wrote just these words */
};

/* The next, lent until the next call; nothing can be added from here on. */
enum voices_kind voices_next(struct voices *v, struct voices_item *item, struct err *err);
/* At the end: whether something was left out, for too few people wrote it.  It is for whoever holds the
 * copies: in a small group, that somebody wrote there can tell who. */
bool voices_has_more(const struct voices *v);

/* Where bytes go. */
struct voices_sink {
	bool (*put)(void *context, struct slice bytes, struct err *err);
	void *context;
};

/* All of FOLD as a fold. */
bool voices_put_fold(struct fold *fold, const struct voices_sink *sink, struct err *err);
/* All as gathered voices (answers/gathered.h). */
bool voices_put_lines(struct voices *v, const struct voices_sink *sink, struct err *err);
/* Adds the question of ITEM to DOC as a heading of LEVEL: its wording, or the title of a condition or
 * caution and the wording as a note. */
void voices_tell_question(struct doc *doc, const struct pack *pack, const struct voices_item *item,
			  int level);
/* All as one document, for doc_free; NULL above VOICES_DOCUMENT_MAX (ERR_TOO_BIG), or where it
 * failed. */
struct doc *voices_document(struct voices *v, struct err *err);

/* All voices in memory, for whoever looks at them one by one.  Words that several people wrote
 * alike under one question stand there once, for what is decided of them holds for all. */
struct voices_list {
	struct voices_item *items;	/* VOICES_VOICE; what they point to is the list's */
	size_t count, cap;
	char **strings;
	size_t string_count, string_cap;
};

#define VOICES_LIST_MAX ((size_t)64 * 1024 * 1024)	/* bytes of words in a list; ERR_TOO_BIG above */

/* After a failure there is nothing to release. */
bool voices_list(struct voices *v, struct voices_list *list, struct err *err);
void voices_list_release(struct voices_list *list);

#endif
