/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of workbook/settings: what the file says, what is wrong in it, and changing it. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"
#include "workbook/settings.h"

#define FOUND_MAX 4096

/* "3: words" a line. */
static void note(void *context, const struct finding *finding)
{
	buf_addf(context, "%zu: %s\n", finding->line, finding->what);
}

/* What TEXT makes of the usual settings, as "theme measure spacing borders mouse language
 * workbook pack", and what is wrong in it. */
static void check_parse(const char *text, size_t len, const char *want, const char *wrong)
{
	struct buf found, values;
	const struct report report = { note, &found };
	struct settings s;

	buf_init(&found, FOUND_MAX);
	buf_init(&values, FOUND_MAX);
	settings_init(&s);
	settings_parse(&s, (struct slice){ text, len }, &report);
	for (int i = 0; i < SETTING_COUNT; i++) {
		if (i)
			buf_add_char(&values, ' ');
		settings_value(&s, (enum setting)i, &values);
	}
	ck_assert_msg(strcmp(values.data, want) == 0, "%s: %s", text, values.data);
	ck_assert_msg(strcmp(found.data, wrong) == 0, "%s: %s", text, found.data);
	settings_release(&s);
	buf_release(&values);
	buf_release(&found);
}

#define USUAL "default 66 normal unicode off   "

static const struct { const char *text, *want, *wrong; } files[] = {
	{ "", USUAL, "" },
	{ "\n# theme = dark\n   \n\t# x\n", USUAL, "" },
	{ "theme = cream\nmeasure=30\n spacing\t=  airy \nborders = ascii\nmouse = on\nlanguage = cy\n"
	  "pack = our meetings", "cream 30 airy ascii on cy  our meetings", "" },
	{ "THEME = Contrast\r\nBorders = NONE\r\n", "contrast 66 normal none off   ", "" },
	{ "\xEF\xBB\xBFtheme = light\n", "light 66 normal unicode off   ", "" },
	{ "measure = 100\nlanguage = sr_RS@latin\npack = /a=b/#1\n",
	  "default 100 normal unicode off sr_RS@latin  /a=b/#1", "" },
	{ "language =\npack =\n", USUAL, "" },
	{ "theme = dark\ntheme = purple\n", "dark 66 normal unicode off   ",
	  "2: 'theme' cannot be 'purple'; it is one of: default, light, dark, contrast, cream\n" },
	{ "theme =\n", USUAL,
	  "1: 'theme' cannot be ''; it is one of: default, light, dark, contrast, cream\n" },
	{ "\nspacing = wide\nmouse = yes\nborders = no\n", USUAL,
	  "2: 'spacing' cannot be 'wide'; it is one of: normal, airy\n"
	  "3: 'mouse' cannot be 'yes'; it is one of: off, on\n"
	  "4: 'borders' cannot be 'no'; it is one of: unicode, ascii, none\n" },
	{ "measure = 29\nmeasure = 101\nmeasure = 66 cells\nmeasure = -40\nmeasure =\nmeasure = 4294967362",
	  USUAL,
	  "1: 'measure' is a number from 30 to 100, not '29'\n"
	  "2: 'measure' is a number from 30 to 100, not '101'\n"
	  "3: 'measure' is a number from 30 to 100, not '66 cells'\n"
	  "4: 'measure' is a number from 30 to 100, not '-40'\n"
	  "5: 'measure' is a number from 30 to 100, not ''\n"
	  "6: 'measure' is a number from 30 to 100, not '4294967362'\n" },
	{ "language = ../../etc\n", USUAL,
	  "1: '../../etc' cannot be a language; Welsh, for example, is 'cy'\n" },
	{ "theem = dark\nmouse = on\n", "default 66 normal unicode on   ",
	  "1: there is no setting 'theem'; there are: theme, measure, spacing, borders, mouse, "
	  "language, workbook, pack\n" },
	{ "dark\n= dark\n=\nmouse = on\n", "default 66 normal unicode on   ",
	  "1: a line here is 'name = value', or begins with '#'\n"
	  "2: a line here is 'name = value', or begins with '#'\n"
	  "3: a line here is 'name = value', or begins with '#'\n" },
	{ "workbook = mine.json\nworkbook =  /media/a stick/w.json \nworkbook =\n", "default 66 normal unicode off   ",
	  "1: 'workbook' is the whole name of a file and begins with '/', not 'mine.json'\n"
	  "3: 'workbook' is set in line 2 already; this line counts\n" },
	{ "pack = a\033[31m\n", USUAL, "1: a line here is 'name = value', or begins with '#'\n" },
	{ "mouse = on\n\nmouse = off\nmouse = perhaps\n", USUAL,
	  "3: 'mouse' is set in line 1 already; this line counts\n"
	  "4: 'mouse' cannot be 'perhaps'; it is one of: off, on\n" },
};

START_TEST(a_file_sets_what_is_right_and_tells_the_line_of_what_is_wrong)
{
	check_parse(files[_i].text, strlen(files[_i].text), files[_i].want, files[_i].wrong);
}
END_TEST

START_TEST(bytes_of_all_kinds_are_told_by_line)
{
	static const char bytes[] = "mouse = on\nthe\0me = dark\n\xFF = \xFE\n";

	check_parse(bytes, sizeof(bytes) - 1, "default 66 normal unicode on   ",
		    "2: a line here is 'name = value', or begins with '#'\n"
		    "3: there is no setting '\xFF'; there are: theme, measure, spacing, borders, mouse, "
		    "language, workbook, pack\n");
}
END_TEST

static const struct { const char *text; enum setting which; const char *value, *want; } edits[] = {
	{ "", SETTING_THEME, "dark", "theme = dark\n" },
	{ "# mine\n", SETTING_THEME, "dark", "# mine\ntheme = dark\n" },
	{ "# no line end", SETTING_MOUSE, "on", "# no line end\nmouse = on\n" },
	{ "theme = dark\nsparkle = yes\n\n# end\n", SETTING_THEME, "cream",
	  "theme = cream\nsparkle = yes\n\n# end\n" },
	{ "a\r\n  Theme=dark\r\nb\r\n", SETTING_THEME, "light", "a\r\ntheme = light\nb\r\n" },
	{ "theme = dark", SETTING_THEME, "light", "theme = light\n" },
	{ "mouse = on\nx\nmouse = off\ny", SETTING_MOUSE, "on", "mouse = on\nx\nmouse = on\ny" },
	{ "theme = purple\n", SETTING_THEME, "light", "theme = light\n" },
	{ "# theme = dark\n", SETTING_THEME, "light", "# theme = dark\ntheme = light\n" },
	{ "language = cy\n", SETTING_LANGUAGE, "", "language =\n" },
};

START_TEST(a_change_touches_one_line)
{
	struct buf out;

	buf_init(&out, FOUND_MAX);
	settings_edit(slice_of(edits[_i].text), edits[_i].which, edits[_i].value, &out);
	ck_assert_str_eq(out.data, edits[_i].want);
	buf_release(&out);
}
END_TEST

/* Every value that can be chosen, through a file and back. */
START_TEST(what_is_chosen_is_read_back)
{
	static const char *const others[] = { "30", "99", "cy", "", "/books/a b" };
	struct buf text, value;
	const struct report report = { note, &value };
	struct settings s;

	buf_init(&text, FOUND_MAX);
	buf_init(&value, FOUND_MAX);
	settings_init(&s);
	for (int i = 0; i < SETTING_COUNT; i++) {
		const char *const *choices = settings_choices((enum setting)i);
		size_t n = 0;

		for (const char *const *c = choices ? choices : others; n < 5 && c[n]; n++) {
			if (!settings_set(&s, (enum setting)i, c[n]))
				continue;
			buf_clear(&text);
			settings_edit(slice_of(""), (enum setting)i, c[n], &text);
			settings_release(&s);
			settings_init(&s);
			settings_parse(&s, slice_buf(&text), &report);
			ck_assert_str_eq(value.data, "");
			settings_value(&s, (enum setting)i, &value);
			ck_assert_str_eq(value.data, c[n]);
			buf_clear(&value);
		}
		ck_assert_uint_ge(n, 2);
	}
	settings_release(&s);
	buf_release(&value);
	buf_release(&text);
}
END_TEST

static void count(void *context, const struct finding *finding)
{
	ck_assert_uint_ge(finding->line, 1);
	++*(int *)context;
}

/* Whatever a file holds: after a change it sets that value, and is otherwise as it was. */
START_TEST(any_file_can_be_changed)
{
	static const char *const pieces[] = { "theme", "THEME ", "measure", "mouse", "=", " = ", "dark", "40",
		"on", "\n", "\n", "\r\n", "#", "\xEF\xBB\xBF", "\xFF", "\t", " ", "x", "==", "\033" };
	unsigned dice = 1;

	for (int round = 0; round < 3000; round++) {
		struct buf text, changed, again;
		struct settings s;
		int faults = 0;
		const struct report report = { count, &faults };

		buf_init(&text, FOUND_MAX);
		buf_init(&changed, FOUND_MAX);
		buf_init(&again, FOUND_MAX);
		for (int n = round % 40; n > 0; n--) {
			dice = dice * 1103515245 + 12345;
			buf_add_str(&text, pieces[(dice >> 16) % ARRAY_LEN(pieces)]);
		}
		if (round % 7 == 0)
			buf_add_char(&text, '\0');
		settings_edit(slice_buf(&text), SETTING_MEASURE, "77", &changed);
		settings_init(&s);
		settings_parse(&s, slice_buf(&changed), &report);
		ck_assert_msg(s.measure == 77, "round %d: %s", round, changed.data);
		settings_edit(slice_buf(&changed), SETTING_MEASURE, "77", &again);
		ck_assert_msg(slice_equal(slice_buf(&again), slice_buf(&changed)), "round %d: %s", round,
			      changed.data);
		settings_release(&s);
		buf_release(&again);
		buf_release(&changed);
		buf_release(&text);
	}
}
END_TEST

START_TEST(a_value_that_is_none_changes_nothing)
{
	struct settings s;

	settings_init(&s);
	ck_assert(settings_set(&s, SETTING_LANGUAGE, "cy"));
	ck_assert(!settings_set(&s, SETTING_LANGUAGE, "/cy"));
	ck_assert(!settings_set(&s, SETTING_LANGUAGE, "a-language-with-a-name-of-more-than-32"));
	ck_assert_str_eq(s.language, "cy");
	ck_assert(!settings_set(&s, SETTING_MEASURE, "12"));
	ck_assert_int_eq(s.measure, MEASURE_USUAL);
	ck_assert(!settings_set(&s, SETTING_THEME, "66"));
	settings_release(&s);
}
END_TEST

static void save(enum setting which, const char *value)
{
	struct err err = { .text = "" };

	ck_assert_msg(settings_save(fault_sys(), scratch_path("c/leaderplus/config"), which, value, &err),
		      "%s", err.text);
}

START_TEST(the_file_may_lie_where_one_is)
{
	struct err err;

	ck_assert_int_eq(chdir(scratch_path("")), 0);
	ck_assert(settings_save(fault_sys(), "here", SETTING_THEME, "dark", &err));
	ck_assert_str_eq(scratch_get("here"), "theme = dark\n");
	ck_assert_int_eq(chdir("/"), 0);
}
END_TEST

START_TEST(the_file_is_made_private_and_then_changed)
{
	umask(0);
	save(SETTING_THEME, "dark");
	ck_assert_str_eq(scratch_get("c/leaderplus/config"), "theme = dark\n");
	ck_assert_int_eq(scratch_mode("c/leaderplus/config"), 0600);
	ck_assert_int_eq(scratch_mode("c/leaderplus"), 0700);
	scratch_put("c/leaderplus/config", "# by hand\nother = 1\ntheme = dark\n");
	save(SETTING_MOUSE, "on");
	save(SETTING_THEME, "cream");
	ck_assert_str_eq(scratch_get("c/leaderplus/config"),
			 "# by hand\nother = 1\ntheme = cream\nmouse = on\n");
	ck_assert_int_eq(fault_open_files(), 0);
}
END_TEST

/* Whatever call fails, the file is whole: as it was, or as it was to be. */
START_TEST(a_failing_change_leaves_the_file)
{
	static const char was[] = "# by hand\ntheme = dark\n", then[] = "# by hand\ntheme = light\n";
	const char *path = scratch_path("config");
	bool failed = true;

	for (int nth = 1; failed; nth++) {
		struct err err = { .text = "" };
		const char *now;

		scratch_put("config", was);
		fault_reset();
		fault_at(FAULT_ANY, nth, EIO, FAULT_ONCE);
		failed = !settings_save(fault_sys(), path, SETTING_THEME, "light", &err);
		now = scratch_get("config");
		ck_assert_msg(!failed || *err.text, "call %d: no reason", nth);
		ck_assert_msg(strcmp(now, failed && strcmp(now, then) != 0 ? was : then) == 0,
			      "call %d: %s", nth, now);
		ck_assert_int_eq(fault_open_files(), 0);
		ck_assert_int_lt(nth, 100);
		failed = failed || fault_hits();
	}
}
END_TEST

START_TEST(a_file_of_the_greatest_size_takes_no_more)
{
	char *text = mem_zero(SETTINGS_FILE_MAX + 2, 1);
	struct err err = { .text = "" };
	struct buf found;
	const struct report report = { note, &found };
	struct settings s;

	buf_init(&found, FOUND_MAX);
	settings_init(&s);
	memset(text, '#', SETTINGS_FILE_MAX);
	scratch_put("config", text);
	settings_load(&s, fault_sys(), scratch_path("config"), &report);
	ck_assert_str_eq(found.data, "");
	ck_assert(!settings_save(fault_sys(), scratch_path("config"), SETTING_MOUSE, "on", &err));
	ck_assert_int_eq(err.kind, ERR_TOO_BIG);
	ck_assert_str_eq(scratch_get("config"), text);
	text[SETTINGS_FILE_MAX] = '#';
	scratch_put("config", text);
	settings_load(&s, fault_sys(), scratch_path("config"), &report);
	ck_assert_msg(strstr(found.data, "0: ") && strstr(found.data, "/config'"), "%s", found.data);
	free(text);
	settings_release(&s);
	buf_release(&found);
}
END_TEST

START_TEST(no_file_is_nothing_wrong_and_a_folder_is)
{
	struct buf found;
	const struct report report = { note, &found };
	struct settings s;

	buf_init(&found, FOUND_MAX);
	settings_init(&s);
	settings_load(&s, fault_sys(), NULL, &report);
	settings_load(&s, fault_sys(), scratch_path("nothing/at/all"), &report);
	ck_assert_str_eq(found.data, "");
	settings_load(&s, fault_sys(), scratch_path(""), &report);
	ck_assert_str_ne(found.data, "");
	settings_release(&s);
	buf_release(&found);
}
END_TEST

START_TEST(the_path_follows_the_environment)
{
	char *path;

	setenv("XDG_CONFIG_HOME", "/c", 1);
	path = settings_path();
	ck_assert_str_eq(path, "/c/leaderplus/config");
	free(path);
	unsetenv("XDG_CONFIG_HOME");
	setenv("HOME", "/h", 1);
	path = settings_path();
	ck_assert_str_eq(path, "/h/.config/leaderplus/config");
	free(path);
	setenv("HOME", "h", 1);
	ck_assert_ptr_null(settings_path());
}
END_TEST

static void setup(void)
{
	scratch_open();
	fault_reset();
}

int main(void)
{
	Suite *suite = suite_create("settings");
	TCase *tcase = tcase_create("settings");

	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, setup, scratch_close);
	tcase_add_loop_test(tcase, a_file_sets_what_is_right_and_tells_the_line_of_what_is_wrong, 0,
			    ARRAY_LEN(files));
	tcase_add_test(tcase, bytes_of_all_kinds_are_told_by_line);
	tcase_add_loop_test(tcase, a_change_touches_one_line, 0, ARRAY_LEN(edits));
	tcase_add_test(tcase, what_is_chosen_is_read_back);
	tcase_add_test(tcase, any_file_can_be_changed);
	tcase_add_test(tcase, a_value_that_is_none_changes_nothing);
	tcase_add_test(tcase, the_file_is_made_private_and_then_changed);
	tcase_add_test(tcase, the_file_may_lie_where_one_is);
	tcase_add_test(tcase, a_failing_change_leaves_the_file);
	tcase_add_test(tcase, a_file_of_the_greatest_size_takes_no_more);
	tcase_add_test(tcase, no_file_is_nothing_wrong_and_a_folder_is);
	tcase_add_test(tcase, the_path_follows_the_environment);
	return suite_run(suite);
}
