/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies that another program makes: offered where one is found, and told as others are. */
#include <config.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../unit/fault.h"
#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "stage.h"
#include "ui/hand.h"

#define PDF "A PDF, which looks the same everywhere"
#define ODT "An OpenDocument text, for LibreOffice"

/* From now on there is a WeasyPrint that does BODY. */
static void install(const char *body)
{
	struct buf script;

	buf_init(&script, 1000);
	buf_addf(&script, "#!/bin/sh\nPATH=/usr/bin:/bin\n%s\n", body);
	mkdir(scratch_path("bin"), 0700);
	scratch_put("bin/weasyprint", script.data);
	ck_assert_int_eq(chmod(scratch_path("bin/weasyprint"), 0700), 0);
	setenv("PATH", scratch_path("bin"), 1);
	buf_release(&script);
}

START_TEST(only_what_can_be_made_is_offered)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_keys(&s, "<F8><Enter><Enter>");
	ck_assert(stage_shows(&s, "Plain text") && !stage_shows(&s, PDF) && !stage_shows(&s, ODT));
	stage_keys(&s, "<Esc>");
	install(":");
	stage_keys(&s, "<Enter>");
	ck_assert(stage_shows(&s, "Plain text") && stage_shows(&s, PDF) && !stage_shows(&s, ODT));
	stage_close(&s);
}
END_TEST

/* The name of a PDF is asked for. */
static void choose_pdf(struct stage *s)
{
	stage_open(s, STAGE_PAGE);
	stage_keys(s, "<F8><Enter><Enter>");
	for (int i = 0; i < 10 && !strstr(stage_dump(s), "> " PDF); i++)
		stage_keys(s, "<Down>");
	stage_keys(s, "<Enter>");
	ck_assert(stage_shows(s, "my-reflections-distributing-leadership-2026-11-23.pdf"));
}

/* What the loop does once it is asked to. */
static void serve(struct stage *s)
{
	ck_assert_int_eq(s->app.asks, ASK_CONVERTER);
	s->app.asks = ASK_NOTHING;
	hand_copy(&s->app);
	stage_size(s, 24, 80);
}

START_TEST(a_copy_is_made_and_told)
{
	struct stage s;

	install("printf '%%PDF-1.7' >\"$2\"");
	choose_pdf(&s);
	stage_keys(&s, "<Ctrl-U>mine.pdf<Enter>");
	ck_assert(!scratch_has("mine.pdf"));
	serve(&s);
	ck_assert_msg(stage_shows(&s, "Saved as ") && !stage_shows(&s, "Where shall"), "%s", stage_dump(&s));
	ck_assert_str_eq(scratch_get("mine.pdf"), "%PDF-1.7");
	ck_assert_int_eq(scratch_mode("mine.pdf"), 0600);
	stage_close(&s);
}
END_TEST

static const struct {
	const char *body, *name, *says;
} wrongs[] = {
	{ "exit 3", "mine.pdf", "Not saved: 'weasyprint' ended with an error (3) and made no document." },
	{ ":", "mine.pdf", "Not saved: 'weasyprint' made no document." },
	{ ":", "w.json", "exists already" },
	{ ":", "mine.odt", "Not saved. This copy is a PDF: let its name end in .pdf." },
	{ ":", "nowhere/mine.pdf", "Not saved. There is no folder 'nowhere'." },
};

START_TEST(what_went_wrong_is_told_and_the_name_stays)
{
	struct stage s;

	install(wrongs[_i].body);
	choose_pdf(&s);
	stage_keys(&s, "<Ctrl-U>");
	stage_keys(&s, wrongs[_i].name);
	stage_keys(&s, "<Enter>");
	serve(&s);
	ck_assert_msg(stage_shows(&s, wrongs[_i].says) && stage_shows(&s, "Where shall"), "%s: %s",
		      wrongs[_i].name, stage_dump(&s));
	ck_assert(!scratch_has("mine.pdf"));
	stage_close(&s);
}
END_TEST

/* Whoever goes before the loop has served it leaves nothing. */
START_TEST(what_was_asked_for_is_released)
{
	struct stage s;

	install(":");
	choose_pdf(&s);
	stage_keys(&s, "<Enter>");
	ck_assert_int_eq(s.app.asks, ASK_CONVERTER);
	stage_keys(&s, "<Enter>");
	stage_close(&s);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("copy");
	TCase *tc = tcase_create("copy");

	tcase_add_checked_fixture(tc, stage_setup, stage_teardown);
	tcase_add_test(tc, only_what_can_be_made_is_offered);
	tcase_add_test(tc, a_copy_is_made_and_told);
	tcase_add_loop_test(tc, what_went_wrong_is_told_and_the_name_stays, 0,
			    (int)(sizeof(wrongs) / sizeof(wrongs[0])));
	tcase_add_test(tc, what_was_asked_for_is_released);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
