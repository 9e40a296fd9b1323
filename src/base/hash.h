/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fingerprints and random names; the door to libsodium. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/sys.h"

/* BLAKE2b-256 (RFC 7693). */
struct hash {
	unsigned char bytes[32];
};

struct hash hash_of(struct slice bytes);
bool hash_equal(struct hash a, struct hash b);

/* Random bytes where the kernel's call is missing; for base/sys.c alone, others
 * ask their struct sys. */
void hash_random(void *bytes, size_t len);

#define ID_SIZE 37	/* a UUID as text and its NUL */

/* A random UUID (version 4, RFC 9562), lower case, drawn through SYS. */
void id_random(const struct sys *sys, char id[ID_SIZE]);
/* The UUID (version 8, the same) that HASH always gives. */
void id_of_hash(struct hash hash, char id[ID_SIZE]);

#endif
