/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a program may send to a terminal: the sequences of its description, cut into single
 * ones; numbers count where the description computes none (terminfo(5)). */
#include <config.h>

#include "allowed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <curses.h>
#include <term.h>

#include "../unit/payload.h"

enum { SEQUENCES = 2000, SEQUENCE_LEN = 64, SAID = 300, SGR = 512 };

static struct {
	char exact[SEQUENCES][SEQUENCE_LEN];
	size_t count;
	char term[64];
} known;

/* The length of the sequence at BYTES, which begins with a control character (ECMA-48, 5.4
 * and 8.3); 1 for a control alone. */
static size_t sequence_len(const char *bytes, size_t len)
{
	size_t n = 2;

	if (bytes[0] != '\033' || len < 2)
		return 1;
	if (bytes[1] == '[') {
		while (n < len && bytes[n] >= 0x20 && bytes[n] < 0x40)
			n++;
		return n < len ? n + 1 : n;
	}
	if (strchr("]P_^X", bytes[1])) {
		while (n < len && bytes[n] != '\007' && bytes[n] != '\033')
			n++;
		n += n < len && bytes[n] == '\033' ? 2 : 1;
		return n < len ? n : len;
	}
	for (n = 1; n < len && bytes[n] >= 0x20 && bytes[n] < 0x30; n++)
		;
	return n < len ? n + 1 : n;
}

/* Each run of digits as one '#'. */
static void without_numbers(char out[SEQUENCE_LEN], const char *bytes, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len && n < SEQUENCE_LEN - 1; i++)
		if (bytes[i] < '0' || bytes[i] > '9')
			out[n++] = bytes[i];
		else if (!n || out[n - 1] != '#')
			out[n++] = '#';
	out[n] = '\0';
}

static bool is_known(const char *sequence)
{
	for (size_t i = 0; i < known.count; i++)
		if (strcmp(known.exact[i], sequence) == 0)
			return true;
	return false;
}

static void add(const char *bytes, size_t len, bool computed)
{
	char sequence[SEQUENCE_LEN] = "";

	if (len >= SEQUENCE_LEN || known.count == SEQUENCES)
		return;
	if (computed)
		without_numbers(sequence, bytes, len);
	else
		memcpy(sequence, bytes, len);
	if (!is_known(sequence))
		strcpy(known.exact[known.count++], sequence);
}

/* Every sequence of a capability, without the delays "$<5>". */
static void add_all(const char *bytes, bool computed)
{
	size_t len = strlen(bytes);

	while (len) {
		size_t n = 1;

		if (bytes[0] == '$' && bytes[1] == '<')
			n = strcspn(bytes, ">") + (strchr(bytes, '>') != NULL);
		else if ((unsigned char)bytes[0] < 0x20)
			add(bytes, n = sequence_len(bytes, len), computed);
		bytes += n;
		len -= n;
	}
}

/* What the program has no use for: keys, bells, printers, colours, titles, resets. */
static bool is_unused(const char *name)
{
	static const char *const unused[] = {
		"bel", "flash", "u6", "u7", "u8", "u9", "mc0", "mc4", "mc5", "mc5p", "is1", "is2", "is3",
		"rs1", "rs2", "rs3", "if", "rf", "iprog", "setaf", "setab", "setf", "setb", "initc", "initp",
		"scp", "smm", "rmm", "smglp", "smglr", "smgrp", "tsl", "fsl", "dsl", "pfkey", "pfloc", "pfx", "pfxl", "pln", "wind",
	};

	for (size_t i = 0; i < sizeof(unused) / sizeof(unused[0]); i++)
		if (strcmp(unused[i], name) == 0)
			return true;
	return name[0] == 'k';
}

static void add_capability(const char *name)
{
	const char *s = tigetstr(name);

	if (!s || s == (const char *)-1 || is_unused(name))
		return;
	if (!strchr(s, '%'))
		add_all(s, false);
	else if (strcmp(name, "sgr") == 0)
		for (int n = 0; n < SGR; n++)
			add_all(tparm((char *)s, n & 1L, n >> 1 & 1L, n >> 2 & 1L, n >> 3 & 1L, n >> 4 & 1L,
				      n >> 5 & 1L, n >> 6 & 1L, n >> 7 & 1L, n >> 8 & 1L), false);
	else
		add_all(tparm((char *)s, 5L, 7L, 0L, 0L, 0L, 0L, 0L, 0L, 0L), true);
}

static bool know(const char *term)
{
	int error;

	if (known.count && strcmp(known.term, term) == 0)
		return true;
	known.count = 0;
	snprintf(known.term, sizeof(known.term), "%s", term);
	add("\r", 1, false);
	add("\n", 1, false);
	if (!*term)
		return true;
	if (setupterm((char *)term, 1, &error) != OK)
		return false;
	add_all("\033[?2004h\033[?2004l", false);
	for (size_t i = 0; strnames[i]; i++)
		add_capability(strnames[i]);
	del_curterm(cur_term);
	return true;
}

bool allowed_knows(const char *term)
{
	return know(term);
}

static const char *complain(const char *bytes, size_t len, size_t at)
{
	static char said[SAID];
	size_t n = (size_t)snprintf(said, sizeof(said), "a foreign sequence at byte %zu: ", at);

	for (size_t i = 0; i < len && n + 8 < sizeof(said); i++)
		n += (size_t)snprintf(said + n, sizeof(said) - n,
				      bytes[i] >= 0x20 && bytes[i] < 0x7F ? "%c" : "\\x%02X",
				      (unsigned char)bytes[i]);
	return said;
}

const char *allowed_foreign(const char *term, const char *output, size_t len)
{
	size_t at = 0;

	if (!know(term))
		return "no description of this terminal";
	while (at < len) {
		char exact[SEQUENCE_LEN] = "", computed[SEQUENCE_LEN];
		size_t n = 0;
		const char *foreign;

		while (at + n < len && ((unsigned char)output[at + n] >= 0x20 && output[at + n] != 0x7F))
			n++;
		foreign = payload_foreign((struct slice){ output + at, n });
		if (foreign)
			return foreign;
		at += n;
		if (at == len)
			break;
		n = output[at] == 0x7F ? 1 : sequence_len(output + at, len - at);
		if (n < SEQUENCE_LEN)
			memcpy(exact, output + at, n);
		without_numbers(computed, output + at, n);
		if (n >= SEQUENCE_LEN || (!is_known(exact) && !is_known(computed)))
			return complain(output + at, n, at);
		at += n;
	}
	return NULL;
}
