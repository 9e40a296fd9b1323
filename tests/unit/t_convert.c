/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of workbook/convert with converters that are shell scripts: what they are told, and that
 * whatever they do, nothing of the words stays behind. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "editors.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"
#include "workbook/convert.h"

#define MANY ((size_t)1 << 20)

static volatile sig_atomic_t raised;

static void note(int signal)
{
	raised = signal;
}

static void setup(void)
{
	editors_setup();
	ck_assert_int_eq(mkdir(scratch_path("bin"), 0700), 0);
	setenv("PATH", scratch_path("bin"), 1);
	raised = 0;
	signal(SIGTERM, note);
	signal(SIGHUP, note);
	signal(SIGINT, note);
}

/* From now on there is a program NAME that does BODY.  $page is the page, $out the file that it is
 * asked for. */
static void install(const char *name, const char *body)
{
	char path[64];
	struct buf script;

	buf_init(&script, 10000);
	buf_addf(&script, "#!/bin/sh\nPATH=/usr/bin:/bin\nprintf '%%s\\n' \"$@\" >\"$SCRATCH/words\"\n"
		 "for page; do :; done\nout=${page%%.html}.pdf\n"
		 "case $* in *odt*) out=${page%%.html}.odt ;; *.pdf) page=$1 out=$2 ;; esac\n%s\n", body);
	snprintf(path, sizeof(path), "bin/%s", name);
	scratch_put(path, script.data);
	ck_assert_int_eq(chmod(scratch_path(path), 0700), 0);
	buf_release(&script);
}

#define MAKES_PDF "printf '%%PDF-1.7 made' >\"$out\""
#define MAKES_ODT "printf 'PK\\003\\004made' >\"$out\""

/* What is made, or what is said; good until the next call. */
static const char *made(enum convert_to to, int seconds)
{
	static char said[4096];
	struct err err = { .text = "" };
	struct buf out;

	buf_init(&out, MANY);
	buf_add_str(&out, "before ");
	if (convert(fault_sys(), to, slice_of("<p>the words"), seconds, &out, &err))
		snprintf(said, sizeof(said), "%s", out.data);
	else
		snprintf(said, sizeof(said), "%s%s", out.len == 7 ? "" : "!", err.text);
	buf_release(&out);
	editors_check_gone();
	return said;
}

static const struct {
	const char *body, *said;
} bodies[] = {
	{ "grep -q 'the words' \"$page\" && " MAKES_PDF, "before %PDF-1.7 made" },
	{ "[ \"$HOME\" = \"${page%/*}\" ] && [ \"$TMPDIR\" = \"$HOME\" ] && [ -z \"$XDG_RUNTIME_DIR$XDG_DATA_HOME\" ] &&"
	  "[ \"$(stat -c %a \"$HOME\" \"$page\" | tr '\\n' ' ')\" = '700 600 ' ] && " MAKES_PDF,
	  "before %PDF-1.7 made" },
	{ "mkdir -p \"$HOME/.config/a/b\"; cp \"$page\" \"$HOME/.config/a/b\"; chmod 0777 \"$HOME\"; " MAKES_PDF,
	  "before %PDF-1.7 made" },
	{ "sleep 1000 & " MAKES_PDF, "before %PDF-1.7 made" },
	{ ":", "'weasyprint' made no document" },
	{ "printf '%%PDF-1.7'", "'weasyprint' made no document" },
	{ ": >\"$out\"", "'weasyprint' made no document" },
	{ "cp \"$page\" \"$out\"", "'weasyprint' made no document" },
	{ "printf '%%PDF-1.7' >\"$SCRATCH/p\"; ln -s \"$SCRATCH/p\" \"$out\"", "'weasyprint' made no document" },
	{ "mkfifo \"$out\"", "'weasyprint' made no document" },
	{ "mkdir \"$out\"", "'weasyprint' made no document" },
	{ "{ printf '%%PDF-1.7'; head -c 2000000 /dev/zero; } >\"$out\"", "'weasyprint' made no document" },
	{ MAKES_PDF "; exit 3", "'weasyprint' ended with an error (3) and made no document" },
	{ MAKES_PDF "; kill -9 $$", "'weasyprint' was ended by a signal (9) and made no document" },
	{ "while :; do sleep 1; done", "'weasyprint' took too long and was stopped" },
	{ "trap '' TERM; " MAKES_PDF "; while :; do sleep 1; done", "'weasyprint' took too long and was stopped" },
};

START_TEST(whatever_it_does_nothing_is_left)
{
	install("weasyprint", bodies[_i].body);
	ck_assert_str_eq(made(CONVERT_PDF, 1 + 59 * !strstr(bodies[_i].said, "too long")), bodies[_i].said);
	ck_assert_int_eq(raised, 0);
}
END_TEST

START_TEST(one_that_is_no_program_is_told)
{
	scratch_put("bin/weasyprint", "#!/nowhere\n");
	ck_assert_int_eq(chmod(scratch_path("bin/weasyprint"), 0700), 0);
	ck_assert_str_eq(made(CONVERT_PDF, 60), "cannot start 'weasyprint': No such file or directory");
}
END_TEST

START_TEST(a_signal_ends_it_and_is_passed_on)
{
	static const struct { const char *name; int raised; } signals[] = {
		{ "TERM", SIGTERM }, { "HUP", SIGHUP }, { "INT", 0 }, { "QUIT", 0 },
	};
	char body[256];

	for (size_t i = 0; i < ARRAY_LEN(signals); i++) {
		raised = 0;
		snprintf(body, sizeof(body), "kill -%s $PPID; while :; do sleep 1; done", signals[i].name);
		install("chromium", body);
		install("weasyprint", MAKES_PDF);	/* which is not tried */
		ck_assert_str_eq(made(CONVERT_PDF, 60), "'chromium' was stopped before the document was made");
		ck_assert_int_eq(raised, signals[i].raised);
	}
}
END_TEST

START_TEST(where_one_fails_the_next_is_tried)
{
	install("chromium", "exit 4");
	install("soffice", "exit 5");
	ck_assert_str_eq(made(CONVERT_PDF, 60), "'chromium' ended with an error (4) and made no document");
	install("weasyprint", MAKES_PDF);
	ck_assert_str_eq(made(CONVERT_PDF, 60), "before %PDF-1.7 made");
	install("chromium", "while :; do sleep 1; done");
	ck_assert_str_eq(made(CONVERT_PDF, 1), "'chromium' took too long and was stopped");
}
END_TEST

START_TEST(without_one_it_is_said_what_to_install)
{
	ck_assert(!convert_is_possible(CONVERT_PDF) && !convert_is_possible(CONVERT_ODT));
	ck_assert_str_eq(made(CONVERT_PDF, 60), "to make a PDF, install Chromium, WeasyPrint or LibreOffice; "
			 "or save a Word document or a web page and print it");
	ck_assert_str_eq(made(CONVERT_ODT, 60), "to make an OpenDocument text, install LibreOffice or pandoc; "
			 "or save a Word document, which LibreOffice opens, too");
	install("pandoc", MAKES_ODT);
	ck_assert(!convert_is_possible(CONVERT_PDF) && convert_is_possible(CONVERT_ODT));
	install("weasyprint", MAKES_PDF);
	ck_assert(convert_is_possible(CONVERT_PDF));
}
END_TEST

static const struct {
	const char *name;
	enum convert_to to;
	const char *words;	/* FOLDER stands for the private folder */
} told[] = {
	{ "weasyprint", CONVERT_PDF, "FOLDER/copy.html\nFOLDER/copy.pdf\n" },
	{ "google-chrome", CONVERT_PDF, "--no-pdf-header-footer\n--print-to-pdf=FOLDER/copy.pdf\nFOLDER/copy.html\n" },
	{ "chromium", CONVERT_PDF, "--host-resolver-rules=MAP * ~NOTFOUND\n--user-data-dir=FOLDER/profile\n" },
	{ "libreoffice", CONVERT_ODT, "--convert-to\nodt:writer8\n--outdir\nFOLDER/\nFOLDER/copy.html\n" },
	{ "soffice", CONVERT_PDF, "\"true\"}}\n--outdir\nFOLDER/\nFOLDER/copy.html\n" },
	{ "pandoc", CONVERT_ODT, "--to=odt\n--metadata=title=\n--output=FOLDER/copy.odt\nFOLDER/copy.html\n" },
};

START_TEST(each_is_told_in_its_own_words)
{
	char *words, *folder;
	struct buf all;

	install(told[_i].name, told[_i].to == CONVERT_PDF ? MAKES_PDF "; echo $HOME >\"$SCRATCH/home\"" :
		MAKES_ODT "; echo $HOME >\"$SCRATCH/home\"");
	ck_assert(convert_is_possible(told[_i].to));
	ck_assert_ptr_nonnull(strstr(made(told[_i].to, 60), "made"));
	words = mem_string(scratch_get("words"));
	folder = mem_string(scratch_get("home"));
	folder[strlen(folder) - 1] = '\0';
	ck_assert(strlen(folder) > 10 && strstr(words, folder));
	buf_init(&all, MANY);
	for (const char *at = words; *at; at++)
		if (strncmp(at, folder, strlen(folder)) == 0) {
			buf_add_str(&all, "FOLDER");
			at += strlen(folder) - 1;
		} else {
			buf_add_char(&all, *at);
		}
	ck_assert_msg(strstr(all.data, told[_i].words), "%s", all.data);
	ck_assert_msg(!strchr(all.data, '@') && !strchr(all.data, '?'), "%s", all.data);
	buf_release(&all);
	free(folder);
	free(words);
}
END_TEST

START_TEST(a_folder_that_cannot_be_made_is_told)
{
	static const struct { enum fault_kind op; int error; } faults[] = {
		{ FAULT_MKDIR, EROFS }, { FAULT_WRITE, ENOSPC },
	};
	char said[256];

	install("weasyprint", MAKES_PDF);
	for (size_t i = 0; i < ARRAY_LEN(faults); i++) {
		fault_at(faults[i].op, 1, faults[i].error, FAULT_FROM);
		snprintf(said, sizeof(said), "cannot make a folder for 'weasyprint' to work in: %s",
			 strerror(faults[i].error));
		ck_assert_str_eq(made(CONVERT_PDF, 60), said);
		fault_reset();
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("convert");
	TCase *tc = tcase_create("convert");

	tcase_add_checked_fixture(tc, setup, editors_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, whatever_it_does_nothing_is_left, 0, (int)ARRAY_LEN(bodies));
	tcase_add_test(tc, one_that_is_no_program_is_told);
	tcase_add_test(tc, a_signal_ends_it_and_is_passed_on);
	tcase_add_test(tc, where_one_fails_the_next_is_tried);
	tcase_add_test(tc, without_one_it_is_said_what_to_install);
	tcase_add_loop_test(tc, each_is_told_in_its_own_words, 0, (int)ARRAY_LEN(told));
	tcase_add_test(tc, a_folder_that_cannot_be_made_is_told);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
