/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings, by number: one list of them, then one of the values. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "plain/talk.h"
#include "workbook/settings_words.h"

#define OFFERS_MAX 16	/* values of one setting */

/* The file in which changes are kept, NULL where they may not be. */
static const char *kept_in(const struct talk *t)
{
	return settings_may_be_kept(t->sys, t->settings_path, t->home.path, t->settings_agreed) ?
		t->settings_path : NULL;
}

static void say_setting(struct talk *t, enum setting which)
{
	struct buf line;

	buf_init(&line, SETTINGS_LINE_MAX);
	settings_tell(&t->settings, which, &line);
	buf_add_char(&line, '.');
	say(t, line.data);
	buf_release(&line);
}

static void change(struct talk *t, enum setting which, const char *value)
{
	struct buf said;

	buf_init(&said, 8192);
	settings_set(&t->settings, which, value);
	if (which == SETTING_LANGUAGE)
		intl_language(*value ? value : t->usual_language);
	settings_keep(&t->settings, t->sys, kept_in(t), which, &said);
	say_setting(t, which);
	if (said.len)
		say(t, said.data);
	if (which == SETTING_PACK && kept_in(t) && !said.len)
		say(t, settings_tell_book());
	buf_release(&said);
}

static void choose_value(struct talk *t, enum setting which)
{
	const char *values[OFFERS_MAX], *labels[OFFERS_MAX], *value;
	size_t count = 0, chosen;

	for (size_t i = 0; (value = settings_offer(which, i)) && count < OFFERS_MAX; i++) {
		if (!settings_is_at_hand(which, value))
			continue;
		values[count] = value;
		labels[count++] = settings_words(which, value);
	}
	say_setting(t, which);
	chosen = talk_choose(t, labels, count);
	if (chosen)
		change(t, which, values[chosen - 1]);
}

static void choose_book(struct talk *t)
{
	struct slice line;
	struct buf said;
	char *typed, *name;

	say(t, settings_ask_book());
	say(t, _("back leaves it as it is."));
	if (!talk_ask_below(t, _("book: "), &line) || slice_is(line, "back"))
		return;
	buf_init(&said, 8192);
	typed = mem_copy(line.data, line.len);
	name = settings_book(t->sys, typed, &said);
	if (name)
		change(t, SETTING_PACK, name);
	else
		say(t, said.data);
	free(name);
	free(typed);
	buf_release(&said);
}

/* Also what was changed before the reader agreed. */
static void agree(struct talk *t)
{
	struct buf said;

	buf_init(&said, 8192);
	t->settings_agreed = true;
	settings_keep_changed(&t->settings, t->sys, kept_in(t), &said);
	if (!said.len)
		settings_tell_kept(kept_in(t), &said);
	say(t, said.data);
	buf_release(&said);
}

/* The settings and their values, and perhaps to keep them; 0 for none. */
static size_t choose(struct talk *t)
{
	const char *labels[SETTING_COUNT + 1];
	struct buf lines[SETTING_COUNT];
	size_t count = 0, chosen;

	for (; count < SETTING_COUNT; count++) {
		buf_init(&lines[count], SETTINGS_LINE_MAX);
		settings_tell(&t->settings, (enum setting)count, &lines[count]);
		labels[count] = lines[count].data;
	}
	if (t->settings_path && !kept_in(t))
		labels[count++] = settings_offer_to_keep();
	chosen = talk_choose(t, labels, count);
	for (size_t i = 0; i < SETTING_COUNT; i++)
		buf_release(&lines[i]);
	return chosen;
}

void do_settings(struct talk *t, const char *argument)
{
	struct buf kept;
	size_t chosen;

	(void)argument;
	buf_init(&kept, 8192);
	settings_tell_kept(kept_in(t), &kept);
	say(t, kept.data);
	buf_release(&kept);
	say(t, _("Colours, lines of text, spacing, dividing lines and the mouse are those of the full "
		 "screen; they can be set here for it."));
	chosen = choose(t);
	if (chosen > SETTING_COUNT)
		agree(t);
	else if (chosen == SETTING_PACK + 1)
		choose_book(t);
	else if (chosen)
		choose_value(t, (enum setting)(chosen - 1));
}
