/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Locales: with commas for points, without dots on i, from right to left, of single bytes.
 * What is written is the same everywhere, and the file is the same JSON.
 *
 * The locales are made below a folder of this test's own by localedef(1), from the
 * definitions that Debian's package locales brings; without those this is skipped. */
#include <config.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cJSON.h>

#include "../unit/payload.h"
#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "base/mem.h"
#include "steps.h"

#define SPREAD "How far is leadership distributed in your school today?"
#define WORDS "I i \u0130 \u0131, 1,5 and 1.5: 領導 \u0627\u0644 tŷ"

static const struct {
	const char *name, *source, *charmap;	/* NULL: needs no making */
	bool utf8;
} locales[] = {
	{ "C", NULL, NULL, false },
	{ "POSIX", NULL, NULL, false },
	{ "C.UTF-8", NULL, NULL, true },
	{ "xx_NONE.UTF-8", NULL, NULL, false },
	{ "de_DE.UTF-8", "de_DE", "UTF-8", true },
	{ "tr_TR.UTF-8", "tr_TR", "UTF-8", true },
	{ "ar_EG.UTF-8", "ar_EG", "UTF-8", true },
	{ "cy_GB.UTF-8", "cy_GB", "UTF-8", true },
	{ "de_DE.ISO-8859-1", "de_DE", "ISO-8859-1", false },
};

static char made[] = "/tmp/leaderplus-locales-XXXXXX";

/* The last takes long to make, and is for long runs. */
static size_t count(void)
{
	return ARRAY_LEN(locales) - !payload_all();
}

static bool make_locales(void)
{
	char command[256];

	if (!mkdtemp(made))
		return false;
	for (size_t i = 0; i < count(); i++) {
		if (!locales[i].source)
			continue;
		snprintf(command, sizeof(command), "localedef --no-archive -c -i %s -f %s %s/%s >/dev/null 2>&1",
			 locales[i].source, locales[i].charmap, made, locales[i].name);
		if (system(command) == -1)
			return false;
		snprintf(command, sizeof(command), "%s/%s/LC_CTYPE", made, locales[i].name);
		if (access(command, R_OK) != 0)
			return false;
	}
	snprintf(command, sizeof(command), "ln -s /usr/lib/locale/C.utf8 %s/C.utf8", made);
	return system(command) == 0;
}

static void remove_locales(void)
{
	char command[256];

	snprintf(command, sizeof(command), "rm -rf %s", made);
	if (system(command) != 0)
		fprintf(stderr, "%s is left\n", made);
}

/* No number has become one with a comma, or text. */
static void check_file(const char *name)
{
	const cJSON *place;
	cJSON *root = cJSON_Parse(scratch_get(WORKBOOK));

	ck_assert_msg(root != NULL, "%s: no JSON: %s", name, scratch_get(WORKBOOK));
	place = cJSON_GetObjectItemCaseSensitive(root, "place");
	ck_assert_msg(cJSON_IsNumber(cJSON_GetObjectItemCaseSensitive(place, "clock")), "%s: no clock", name);
	cJSON_Delete(root);
}

START_TEST(a_sitting_is_the_same_everywhere)
{
	const char *name = locales[_i].name;
	char all[64], path[128];
	const char *const environment[] = { all, path, "LANGUAGE=de:tr",
		/* setlocale itself never frees the list of folders in LOCPATH. */
		"ASAN_OPTIONS=detect_leaks=0", NULL };
	const struct play_setting setting = { .environment = environment };
	struct play p;

	snprintf(all, sizeof(all), "LC_ALL=%s", name);
	snprintf(path, sizeof(path), "LOCPATH=%s", made);
	steps_begin(&p, &setting);
	steps_turn_to(&p, SPREAD);
	steps_write(&p, WORDS);
	play_wait_for(&p, locales[_i].utf8 ? WORDS : "1,5 and 1.5: ");
	steps_leave_box(&p);
	play_keys(&p, "r");
	play_wait_for(&p, "My reflections");
	play_keys(&p, "Esc");
	play_wait_for(&p, SAYS_READING);
	play_keys(&p, "Ctrl-Q");
	play_wait_end(&p, PLAY_PATIENCE);
	for (size_t i = 0; !locales[_i].utf8 && i < p.output_len; i++)
		if ((unsigned char)play_output(&p)[i] >= 0x7F)
			play_fail(&p, "%s: byte %02X was sent", name, (unsigned char)play_output(&p)[i]);
	ck_assert_int_eq(play_end(&p), 0);
	ck_assert_msg(strcmp(steps_saved("spread-now"), WORDS) == 0, "%s: %s", name, steps_saved("spread-now"));
	check_file(name);

	play_start_until(&p, &setting, "Welcome back. You were at: ");
	play_keys(&p, "Enter");
	play_wait_for(&p, "1,5 and 1.5: ");
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_str_eq(steps_saved("spread-now"), WORDS);
}
END_TEST

int main(void)
{
	Suite *suite;
	TCase *tcase;
	int failed;

	if (!make_locales()) {
		remove_locales();
		puts("1..0 # SKIP localedef and the package locales are needed");
		return EXIT_SUCCESS;
	}
	suite = suite_create("locale");
	tcase = tcase_create("locale");
	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, scratch_open, scratch_close);
	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, a_sitting_is_the_same_everywhere, 0, (int)count());
	failed = suite_run(suite);
	remove_locales();
	return failed;
}
