/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fingerprints and random names; the door to libsodium. */
#include <config.h>

#include "base/hash.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

struct hash hash_of(struct slice bytes)
{
	struct hash hash;

	/* Only picks the fastest code; where that fails the portable one is used. */
	(void)!sodium_init();
	crypto_generichash(hash.bytes, sizeof(hash.bytes),
			   (const unsigned char *)bytes.data, bytes.len, NULL, 0);
	return hash;
}

bool hash_equal(struct hash a, struct hash b)
{
	return memcmp(a.bytes, b.bytes, sizeof(a.bytes)) == 0;
}

void hash_random(void *bytes, size_t len)
{
	randombytes_buf(bytes, len);
}

enum { UUID_LEN = 16 };

/* Writes the bytes as a UUID of VERSION, where they give way to that. */
static void print_id(unsigned char b[UUID_LEN], int version, char id[ID_SIZE])
{
	char *at = id;
	size_t i;

	b[6] = (unsigned char)((b[6] & 0x0F) | version << 4);
	b[8] = (unsigned char)((b[8] & 0x3F) | 0x80);	/* variant of RFC 9562 */
	for (i = 0; i < UUID_LEN; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*at++ = '-';
		at += snprintf(at, 3, "%02x", b[i]);
	}
}

void id_random(const struct sys *sys, char id[ID_SIZE])
{
	unsigned char b[UUID_LEN];

	sys->random(b, sizeof(b));
	print_id(b, 4, id);
}

void id_of_hash(struct hash hash, char id[ID_SIZE])
{
	print_id(hash.bytes, 8, id);
}
