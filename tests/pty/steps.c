/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reader does, in steps that several tests take. */
#include <config.h>

#include "steps.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cJSON.h>

#include "../unit/scratch.h"

enum { TEXT_LEN = 131072 };

void steps_begin(struct play *p, const struct play_setting *setting)
{
	play_start_until(p, setting, SAYS_FIRST);
	play_keys(p, "Enter");
	play_wait_for(p, "page 1 of ");
}

void steps_carry_on(struct play *p, const struct play_setting *setting)
{
	play_start_until(p, setting, SAYS_BACK);
	play_wait_for(p, "> Carry on");
	play_keys(p, "Enter");
	play_wait_for(p, " of ");
}

void steps_page(struct play *p, int *page, int *pages)
{
	const char *at = strstr(play_row(p, 0), "page ");

	if (!at || sscanf(at, "page %d of %d", page, pages) != 2)
		play_fail(p, "no page is told");
}

void steps_turn_to(struct play *p, const char *words)
{
	int page, pages;

	while (!play_shows(p, words)) {
		char next[32];

		steps_page(p, &page, &pages);
		if (page == pages)
			play_fail(p, "'%s' is on no page", words);
		snprintf(next, sizeof(next), "page %d of ", page + 1);
		play_keys(p, "Right");
		play_wait_for(p, next);
	}
}

void steps_write(struct play *p, const char *text)
{
	play_wait_for(p, SAYS_READING);
	play_keys(p, "Enter");
	play_wait_for(p, SAYS_WRITING);
	play_type(p, text);
}

void steps_leave_box(struct play *p)
{
	play_keys(p, "Tab");
	play_wait_for(p, SAYS_READING);
	play_wait_gone(p, SAYS_UNSAVED);
	play_wait_gone(p, SAYS_SAFE);
}

int steps_quit(struct play *p)
{
	play_keys(p, "Ctrl-Q");
	return play_end(p);
}

static double clock_of(const cJSON *layer)
{
	return cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(layer, "clock"));
}

static const cJSON *newest_layer(const cJSON *entry)
{
	const cJSON *layer, *newest = NULL;

	cJSON_ArrayForEach(layer, cJSON_GetObjectItemCaseSensitive(entry, "layers"))
		if (!newest || clock_of(layer) > clock_of(newest))
			newest = layer;
	return newest;
}

const char *steps_words(const char *name, const char *id)
{
	static const char *const parts[] = { "answers", "lenses", "guards" };
	static char text[TEXT_LEN];
	cJSON *root = cJSON_Parse(scratch_get(name));
	const cJSON *layer = NULL;
	const char *words;

	ck_assert_msg(root, "%s is no JSON: %s", name, scratch_get(name));
	for (size_t i = 0; i < 3 && !layer; i++) {
		const cJSON *part = cJSON_GetObjectItemCaseSensitive(root, parts[i]);

		layer = newest_layer(cJSON_GetObjectItemCaseSensitive(part, id));
	}
	words = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(layer, "text"));
	snprintf(text, sizeof(text), "%s", words ? words : "");
	cJSON_Delete(root);
	return words ? text : NULL;
}

const char *steps_saved(const char *id)
{
	return steps_words(WORKBOOK, id);
}

bool steps_saved_begins(const char *id, const char *words)
{
	const char *saved = steps_saved(id);

	return saved && strncmp(saved, words, strlen(words)) == 0;
}
