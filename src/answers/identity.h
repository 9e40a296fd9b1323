/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By what copies of a workbook are known: its id, those that it had before it was made one with
 * another of the same person ("former_ids", a list of ids), and the secret by which a newer copy
 * for a group replaces an older one ("group_key").
 *
 * Both members stay in the model as they stand in the file, among those that it does not
 * know; one that is not what it should be counts as absent, and is kept.
 */
#ifndef ANSWERS_IDENTITY_H
#define ANSWERS_IDENTITY_H

#include "answers/answers.h"

struct extras;
struct ids;

/* Whether NAME is that of one of these members. */
bool identity_is_member(const char *name);
/* Whether ID is the workbook's, or was. */
bool identity_is(const struct answers *a, const char *id);
/* All of them, the present one too, for ids_release. */
void identity_ids(const struct answers *a, struct ids *ids);

/* For free(); NULL where there is none. */
char *identity_group_key(const struct answers *a);
/* KEY has 1 to 128 bytes.  The place takes a new clock for it, so that the next save brings it into the
 * file; no journal has it, so save before anything goes out under this key.  ERR_IO: memory is
 * short. */
bool identity_set_group_key(struct answers *a, const char *key, struct err *err);

/* For merging: makes of both members, in TO and in FROM, what they are in both, and adds the id OTHER
 * (NULL: none) to the first, so that merging them as any other members comes out right.  ERR_IO:
 * memory is short. */
bool identity_unite(struct extras *to, struct extras *from, const char *other, struct err *err);

#endif
