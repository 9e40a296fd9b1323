/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What really reaches the terminal: every byte that the program sends, in sittings with
 * hostile workbooks, names and environments, and from its commands, is text or one of the
 * sequences that the terminal's description gives.
 *
 * All payloads come to the screen, some to the rest; where SOAK_TRIALS is set all do. */
#include <config.h>

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../unit/payload.h"
#include "../unit/scratch.h"
#include "../unit/soak.h"
#include "../unit/suite.h"
#include "allowed.h"
#include "base/mem.h"
#include "steps.h"

enum { TALL = 190, WIDE = 120, SHARE = 6, FIELD = 400, FILE_BYTES = 1 << 22, STARTS = 12 };

static const char *const terms[] = {
	"xterm-256color", "screen", "linux", "vt220", "tmux-256color", "vt100", "xterm", "ansi",
};

static void judge(struct play *p, const char *term, const char *what)
{
	const char *foreign = allowed_foreign(term, play_output(p), p->output_len);

	if (foreign)
		play_fail(p, "%s on %s: %s", what, term, foreign);
}

static void add_layers(struct buf *out, const char *coded, size_t clock)
{
	buf_addf(out, "{\"layers\":[{\"id\":\"%zu\",\"clock\":%zu,\"at\":\"2026-11-23T19:04:11Z\","
		 "\"question\":\"%s\",\"text\":\"%s\"}]}", clock, clock, coded, coded);
}

/* A workbook with every payload whose number leaves I when divided by SHARE. */
static void put_workbook(const char *name, size_t i)
{
	struct buf file, text, coded;
	size_t clock = 2;

	buf_init(&file, FILE_BYTES);
	buf_init(&text, PAYLOAD_MAX);
	buf_init(&coded, FILE_BYTES);
	buf_add_str(&file, "{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"b\",\"pack\":{\"id\":\"p\","
		    "\"version\":\"1\"},\"place\":{\"clock\":1,\"page\":\"spread-now\",\"paragraph\":0},"
		    "\"lenses\":{},\"guards\":{},\"answers\":{");
	for (; i < payload_count(); i += SHARE) {
		payload_get(i, &text);
		if (text.len > FIELD)
			buf_splice(&text, FIELD, text.len - FIELD, "", 0);
		buf_clear(&coded);
		payload_json(&coded, slice_buf(&text));
		if (clock > 2)
			buf_addf(&file, ",\"stray-%zu\":", i);
		else
			buf_add_str(&file, "\"spread-now\":");
		add_layers(&file, coded.data, ++clock);
	}
	buf_add_str(&file, "}}");
	ck_assert(!file.full);
	scratch_put(name, file.data);
	buf_release(&coded);
	buf_release(&text);
	buf_release(&file);
}

/* Reads to the end of my reflections. */
static void leaf_through(struct play *p)
{
	play_keys(p, "F8");
	play_wait_for(p, "Who is it for?");
	play_keys(p, "Enter");
	play_wait_for(p, "private copy");
	while (!play_shows(p, "This is the end.")) {
		play_screen(p);
		play_keys(p, "PgDn");
		play_wait_change(p);
	}
	play_keys(p, "Esc");
	play_wait_for(p, "Who is it for?");
	play_keys(p, "Esc");
	play_wait_for(p, "page ");
}

START_TEST(a_sitting_sends_nothing_foreign)
{
	const char *term = terms[(size_t)_i % ARRAY_LEN(terms)];
	struct buf variable, name, start, text;
	struct play p;

	buf_init(&variable, 100);
	buf_init(&name, PAYLOAD_MAX);
	buf_init(&start, PAYLOAD_MAX * 2);
	buf_init(&text, PAYLOAD_MAX);
	buf_addf(&variable, "TERM=%s", term);
	payload_name((size_t)_i * 37 % payload_count(), &name);
	buf_add_str(&start, "LEADERPLUS_START=");
	payload_get((size_t)_i * 41 % payload_count(), &text);
	buf_add_slice(&start, slice_buf(&text));
	put_workbook(name.data, (size_t)_i % SHARE);
	play_start_until(&p, &(struct play_setting){
		.rows = TALL, .cols = WIDE,
		.arguments = (const char *[]){ "--", scratch_path(name.data), NULL },
		.environment = (const char *[]){ variable.data, start.data, NULL },
	}, SAYS_BACK);
	play_keys(&p, "Enter");
	play_wait_for(&p, "page ");
	leaf_through(&p);
	steps_turn_to(&p, "How far is leadership distributed");
	play_keys(&p, "Enter");
	play_wait_for(&p, SAYS_WRITING);
	play_paste(&p, text.data, text.len);
	play_settle(&p);
	play_keys(&p, "Ctrl-Q");
	play_wait_end(&p, PLAY_PATIENCE);
	judge(&p, term, "a sitting");
	ck_assert_int_eq(play_end(&p), 0);
	buf_release(&text);
	buf_release(&start);
	buf_release(&name);
	buf_release(&variable);
}
END_TEST

/* The environment, in which anything may stand: a first sitting below a HOME of that name,
 * and a terminal of that name. */
static void start_in(size_t number)
{
	static const char *const names[] = { "LANGUAGE", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "TZ", "LANG" };
	struct buf home, other, name, term;
	struct play p;

	buf_init(&home, PAYLOAD_MAX);
	buf_init(&other, PAYLOAD_MAX * 2);
	buf_init(&name, PAYLOAD_MAX);
	buf_init(&term, PAYLOAD_MAX * 2);
	payload_name(number, &name);
	mkdir(scratch_path(name.data), 0700);
	buf_addf(&home, "HOME=%s", scratch_path(name.data));
	payload_get(number, &name);
	buf_addf(&other, "%s=%s", names[number % ARRAY_LEN(names)], name.data);
	buf_addf(&term, "TERM=%s", name.data);
	play_start_until(&p, &(struct play_setting){
		.environment = (const char *[]){ home.data, "XDG_DATA_HOME=", other.data, NULL },
	}, SAYS_FIRST);
	play_keys(&p, "Enter");
	play_wait_for(&p, "page 1 of ");
	play_keys(&p, "Ctrl-Q");
	play_wait_end(&p, PLAY_PATIENCE);
	judge(&p, "xterm-256color", "a first sitting");
	ck_assert_int_eq(play_end(&p), 0);

	play_start(&p, &(struct play_setting){
		.environment = (const char *[]){ home.data, "XDG_DATA_HOME=", term.data, NULL },
	});
	play_wait_end(&p, PLAY_PATIENCE);
	judge(&p, "", "an unknown terminal");
	ck_assert_msg(strncmp(play_output(&p), "leaderplus: ", 12) == 0, "said: %s", play_output(&p));
	ck_assert_ptr_eq(strchr(play_output(&p), '\n'), play_output(&p) + p.output_len - 1);
	ck_assert_int_eq(play_end(&p), 2);
	buf_release(&term);
	buf_release(&name);
	buf_release(&other);
	buf_release(&home);
}

START_TEST(an_environment_is_not_obeyed)
{
	size_t step = payload_all() ? 1 : payload_count() / STARTS;

	for (size_t i = (size_t)_i * step; i < payload_count(); i += 4 * step)
		start_in(i);
}
END_TEST

/* What commands say of a payload in names, options and files.  Each is an argument list in
 * which P stands for the payload as a name in the scratch folder, N for the payload. */
static const char *const forms[][6] = {
	{ "check", "P" }, { "summary", "P" }, { "summary", "w.json", "-o", "P/x" }, { "--pack", "P", "check", "P/" },
	{ "summary", "w.json", "-f", "N" }, { "--pack", "N", "summary", "w.json" }, { "check", "N" }, { "N" },
	{ "summary", "--N" }, { "check", "bytes" }, { "check", "book" }, { "summary", "bytes" },
	{ "summary", "w.json" }, { "summary", "w.json", "-f", "html" }, { "summary", "w.json", "-f", "md" },
};

static const char *argument(const char *form, struct buf *out, size_t number)
{
	struct buf part;

	buf_init(&part, PAYLOAD_MAX);
	buf_clear(out);
	if (strcmp(form, "w.json") == 0 || strcmp(form, "bytes") == 0 || strcmp(form, "book") == 0) {
		buf_add_str(out, scratch_path(form));
	} else {
		if (form[0] == 'P')
			buf_addf(out, "%s/", scratch_path(""));
		for (; *form; form++) {
			if (*form == 'P')
				payload_name(number, &part);
			if (*form == 'N')
				payload_get(number, &part);
			if (part.len > 50000)
				buf_splice(&part, 50000, part.len - 50000, "", 0);
			if (*form == 'P' || *form == 'N')
				buf_add_slice(out, slice_buf(&part));
			else
				buf_add_char(out, *form);
		}
	}
	buf_release(&part);
	return out->data;
}

static void put_files(size_t number)
{
	struct buf file, text;

	buf_init(&file, FILE_BYTES);
	buf_init(&text, PAYLOAD_MAX);
	payload_get(number, &text);
	buf_addf(&file, "{\"format\":\"leaderplus-workbook\",\"%s\":\"%s\",}", text.data, text.data);
	scratch_put("bytes", file.data);
	buf_clear(&file);
	buf_addf(&file, "---\nid: %s\nversion: %s\ntitle: %s\nchapters: %s one\n---\n", text.data, text.data,
		 text.data, text.data);
	mkdir(scratch_path("book"), 0700);
	scratch_put("book/pack.md", file.data);
	buf_clear(&file);
	buf_addf(&file, "---\nid: one\n%s\ntitle: x\n---\n# x\n\n%s\n\n```%s\n```\n\nWell done %s [x](../%s)\n",
		 text.data, text.data, text.data, text.data, text.data);
	scratch_put("book/one.md", file.data);
	buf_release(&text);
	buf_release(&file);
}

static void command(size_t number, size_t form)
{
	const char *arguments[6] = { NULL };
	struct buf parts[5];
	const char *foreign;
	char *said;
	int status;

	for (size_t i = 0; i < 5; i++)
		buf_init(&parts[i], PAYLOAD_MAX * 2);
	for (size_t i = 0; i < 5 && forms[form][i]; i++)
		arguments[i] = argument(forms[form][i], &parts[i], number);
	put_files(number);
	said = play_command(arguments, &status);
	foreign = payload_foreign(slice_of(said));
	ck_assert_msg(!foreign, "payload %zu, form %zu (%s): %s\n%.2000s", number, form, forms[form][0], foreign,
		      said);
	ck_assert_msg(status <= 3, "payload %zu, form %zu: status %d", number, form, status);
	/* A message is one line, whatever is in it; behind one on usage stands another. */
	if (status == 1 || status == 2)
		ck_assert_msg(strncmp(said, "leaderplus: ", 12) == 0 &&
			      strlen(strchr(said, '\n')) <= (status == 2 ? 32 : 1),
			      "payload %zu, form %zu: said:\n%.2000s", number, form, said);
	free(said);
	for (size_t i = 0; i < 5; i++)
		buf_release(&parts[i]);
}

START_TEST(commands_say_nothing_foreign)
{
	size_t step = payload_all() ? 10 : 30;

	for (size_t i = (size_t)_i; i < payload_count(); i += step * SOAK_EVERY) {
		size_t first = payload_all() ? 0 : (i / step + (size_t)_i) % ARRAY_LEN(forms);
		size_t last = payload_all() ? ARRAY_LEN(forms) - 1 : first;

		for (size_t form = first; form <= last; form++) {
			if (i == (size_t)_i || payload_all())
				put_workbook("w.json", i % SHARE);
			command(i, form);
		}
	}
}
END_TEST

/* On a terminal of single bytes the second byte of this letter begins a sequence. */
START_TEST(a_terminal_without_utf_8_gets_ascii)
{
	static const char *const languages[] = { "LC_ALL=C", "LC_ALL=POSIX", "LC_ALL=no_SUCH" };
	static const char *const commands[] = { "check", "summary" };
	struct play p;

	put_workbook("w.json", 0);
	for (size_t i = 0; i < ARRAY_LEN(languages); i++)
		for (size_t k = 0; k < 4; k++) {
			const char *path = scratch_path(k < 2 ? "\u011B31m\u011D.json" : "w.json");

			play_start(&p, &(struct play_setting){
				.arguments = (const char *[]){ commands[k % 2], path, NULL },
				.environment = (const char *[]){ languages[i], NULL },
			});
			play_wait_end(&p, PLAY_PATIENCE);
			for (size_t b = 0; b < p.output_len; b++)
				if ((unsigned char)play_output(&p)[b] >= 0x7F)
					play_fail(&p, "%s: byte %02X", languages[i], (unsigned char)play_output(&p)[b]);
			judge(&p, "", "a command");
			ck_assert(k == 2 || p.output_len);
			play_end(&p);
		}
}
END_TEST

/* What the program says on leaving may be given to a shell as it stands. */
START_TEST(the_way_back_can_be_pasted)
{
	static const char name[] = "it's; touch owned; '.json";
	char command[2000], *said;
	struct play p;
	int status;

	put_workbook(name, 0);
	play_start_until(&p, &(struct play_setting){
		.arguments = (const char *[]){ scratch_path(name), NULL },
		.environment = (const char *[]){ "LEADERPLUS_START=printf", NULL },
	}, SAYS_BACK);
	play_keys(&p, "Ctrl-Q");
	play_wait_end(&p, PLAY_PATIENCE);
	said = strstr(play_last_words(&p), "To carry on: printf -- ");
	ck_assert_msg(said != NULL, "said: %s", play_last_words(&p));
	said += strlen("To carry on: ");
	said[strcspn(said, "\r\n")] = '\0';
	snprintf(command, sizeof(command), "cd '%s' && %s >word", scratch_path(""), said);
	status = system(command);
	ck_assert_int_eq(status, 0);
	ck_assert_str_eq(scratch_get("word"), scratch_path(name));
	ck_assert(!scratch_has("owned"));
	play_end(&p);
}
END_TEST

/* The list must not be a sieve. */
START_TEST(the_list_refuses)
{
	static const char *const foreign[] = {
		"\033[31m", "\033]0;x\007", "\033]52;c;QQ==\033\\", "\033[6n", "\007", "\033c", "\033[?1000h",
		"\23331m", "\302\23331m", "a\u202Eb", "\033[200~", "\033P\033\\", "\t\177",
	};
	static const char fine[] = "\033[?1049h\033[5;17H\033[1mbold\033(B\033[mplain\r\n\033[?2004h";

	ck_assert_ptr_null(allowed_foreign("xterm-256color", fine, strlen(fine)));
	for (size_t i = 0; i < ARRAY_LEN(foreign); i++)
		ck_assert_msg(allowed_foreign("xterm-256color", foreign[i], strlen(foreign[i])), "row %zu", i);
	ck_assert_ptr_nonnull(allowed_foreign("", "\033[1m", 4));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("sequences");
	TCase *tcase = tcase_create("sequences");

	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, scratch_open, scratch_close);
	tcase_set_timeout(tcase, payload_all() ? 7200 : 180);
	tcase_add_test(tcase, the_list_refuses);
	tcase_add_loop_test(tcase, a_sitting_sends_nothing_foreign, 0,
			    payload_all() ? SHARE * (int)ARRAY_LEN(terms) : SHARE);
	tcase_add_loop_test(tcase, an_environment_is_not_obeyed, 0, 4);
	tcase_add_loop_test(tcase, commands_say_nothing_foreign, 0, 10);
	tcase_add_test(tcase, a_terminal_without_utf_8_gets_ascii);
	tcase_add_test(tcase, the_way_back_can_be_pasted);
	return suite_run(suite);
}
