/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps of the plain conversation on a terminal. */
#include <config.h>

#include "talk.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

enum { LINE_LEN = 8192 };

static const char *const plain[] = { "--plain", NULL };
const struct play_setting talk_usual = { .arguments = plain };

static const char *awaited;	/* prompts, one of which stands at the end; NULL behind them */
static size_t behind;		/* this much of the output */

static bool ends_with(struct play *p, const char *prompt)
{
	size_t len = strlen(prompt);

	return p->output_len >= behind + len && talk_ends(p, prompt);
}

static int is_there(struct play *p)
{
	static const char *const prompts[] = { COMMAND, WORDS, NUMBER, MORE, MORE_FIRST, FOLDER, SURE };

	if (awaited)
		return ends_with(p, awaited);
	for (size_t i = 0; i < sizeof(prompts) / sizeof(prompts[0]); i++)
		if (ends_with(p, prompts[i]))
			return 1;
	return 0;
}

void talk_wait(struct play *p, const char *prompt)
{
	awaited = prompt;
	if (!play_wait_until(p, is_there))
		play_fail(p, "it has ended; '%s' did not come", prompt ? prompt : "a prompt");
}

void talk_type(struct play *p, const char *line)
{
	char typed[LINE_LEN];

	ck_assert_int_lt(snprintf(typed, sizeof(typed), "%s\n", line), LINE_LEN);
	behind = p->output_len + strlen(line);
	play_type(p, typed);
}

void talk_tell(struct play *p, const char *line, const char *prompt)
{
	talk_type(p, line);
	talk_wait(p, prompt);
}

const char *talk_said(struct play *p)
{
	return play_output(p) + behind;
}

bool talk_says(struct play *p, const char *words)
{
	return strstr(talk_said(p), words) != NULL;
}

void talk_start(struct play *p, const struct play_setting *setting, const char *prompt)
{
	behind = 0;
	play_start(p, setting);
	talk_wait(p, prompt);
}

void talk_begin(struct play *p, const struct play_setting *setting)
{
	talk_start(p, setting, NUMBER);
	talk_tell(p, "1", MORE_FIRST);
	talk_tell(p, "go 11", COMMAND);
}

int talk_quit(struct play *p)
{
	talk_type(p, "quit");
	return play_end(p);
}

void talk_key(struct play *p, const char *key)
{
	talk_answer_at(p, 0);
	play_keys(p, key);
}

void talk_answer_at(struct play *p, size_t bytes)
{
	behind = p->output_len + bytes;
}

bool talk_ends(struct play *p, const char *prompt)
{
	size_t len = strlen(prompt);

	return p->output_len >= len && strcmp(play_output(p) + p->output_len - len, prompt) == 0;
}
