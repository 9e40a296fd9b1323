/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of gathering copies for the group: which are taken, and how what is passed over is told. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "answers/fold.h"
#include "base/mem.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"

#define COPY(key, clock, text) \
	"{\"format\":\"leaderplus-share\",\"version\":1,\"for\":\"group\",\"key\":\"" key "\"," \
	"\"clock\":" clock ",\"pack\":{\"id\":\"p\",\"version\":\"1\"},\"language\":\"en\"," \
	"\"answers\":{\"ask\":{\"question\":\"Who?\",\"text\":\"" text "\"}}}"
#define NOBODY "{\"format\":\"leaderplus-share\",\"version\":1,\"for\":\"group\",\"key\":\"a\"," \
	"\"clock\":9,\"pack\":{\"id\":\"p\",\"version\":\"1\"},\"language\":\"en\",\"answers\":{}}"

static struct err err;
static struct buf told;
static struct fold *fold;

static void tell(void *context, const struct finding *finding)
{
	const char *name = finding->file ? strrchr(finding->file, '/') : NULL;

	ck_assert_ptr_eq(context, &told);
	buf_addf(&told, "%s:%zu:%zu: %s\n", name ? name + 1 : finding->file ? finding->file : "",
		 finding->line, finding->column, finding->what);
}

static struct fold_request request(const char *pack_id)
{
	return (struct fold_request){ .sys = fault_sys(), .folder = scratch_path(""), .memory = 100,
				      .pack_id = pack_id, .passed = { tell, &told } };
}

static void setup(void)
{
	struct fold_request r;

	scratch_open();
	fault_reset();
	buf_init(&told, 1 << 20);
	r = request("p");
	fold = fold_new(&r);
}

static void teardown(void)
{
	fold_free(fold);
	fold_free(NULL);
	ck_assert_int_eq(fault_open_files(), 0);
	buf_release(&told);
	scratch_close();
}

static void add(const char *name)
{
	ck_assert_msg(fold_add_path(fold, scratch_path(name), &err), "%s", err.text);
}

/* The file NAME with TEXT in it. */
static void add_text(const char *name, const char *text)
{
	scratch_put(name, text);
	add(name);
}

/* What came together, each line ended. */
static char *rest(void)
{
	struct slice line;
	enum sort_got got;
	struct buf out;

	buf_init(&out, 1 << 20);
	while ((got = fold_next(fold, &line, &err)) == SORT_RECORD) {
		buf_add_slice(&out, line);
		buf_add_char(&out, '\n');
	}
	ck_assert_int_eq(got, SORT_END);
	ck_assert_int_eq(fold_next(fold, &line, &err), SORT_END);
	return buf_steal(&out);
}

static void expect(const char *lines)
{
	char *out = rest();

	ck_assert_str_eq(out, lines);
	free(out);
}

START_TEST(the_newest_of_each_key_is_kept)
{
	add_text("1", COPY("b", "2", "old"));
	add_text("2", COPY("a", "10", "new"));
	add_text("3", COPY("b", "11", "new"));
	add_text("4", COPY("a", "9", "old"));
	add_text("5", COPY("ab", "1", "x"));
	expect(COPY("a", "10", "new") "\n" COPY("ab", "1", "x") "\n" COPY("b", "11", "new") "\n");
	ck_assert(!fold_has_passed(fold));
	ck_assert_uint_eq(told.len, 0);
}
END_TEST

START_TEST(of_equal_clocks_the_greater_bytes_are_kept)
{
	add_text("1", COPY("a", "2", "m"));
	add_text("2", COPY("a", "2", "z"));
	add_text("3", COPY("a", "2", "b"));
	expect(COPY("a", "2", "z") "\n");
}
END_TEST

START_TEST(who_takes_all_back_is_silent)
{
	add_text("1", NOBODY);
	add_text("2", COPY("a", "8", "gone"));
	expect(NOBODY "\n");
}
END_TEST

START_TEST(none_is_an_empty_fold)
{
	expect("");
	ck_assert(slice_starts(fold_head(), "{\"format\":\"leaderplus-fold\""));
	ck_assert_ptr_nonnull(memmem(fold_head().data, fold_head().len, "not for publication", 19));
}
END_TEST

START_TEST(lines_and_headers_are_taken)
{
	struct buf text;
	int fd;

	buf_init(&text, 65536);
	buf_add_slice(&text, fold_head());
	buf_add_str(&text, COPY("a", "1", "a") "\n\n" COPY("b", "1", "b") "\r\n");
	buf_add_slice(&text, fold_head());
	buf_add_str(&text, COPY("b", "2", "leaderplus-fold"));
	add_text("fold", text.data);
	scratch_put("lines", "\n" COPY("c", "1", "c") "\n" COPY("d", "1", "d"));
	fd = open(scratch_path("lines"), O_RDONLY);
	ck_assert(fold_add_lines(fold, fd, "-", &err));
	close(fd);
	/* With a first line that is whole, a file is one of lines; else it is one copy. */
	add_text("two", COPY("e", "1", "e") "\n" COPY("f", "1", "f") "\n");
	expect(COPY("a", "1", "a") "\n" COPY("b", "2", "leaderplus-fold") "\n" COPY("c", "1", "c") "\n"
	       COPY("d", "1", "d") "\n" COPY("e", "1", "e") "\n" COPY("f", "1", "f") "\n");
	ck_assert_str_eq(told.data, "");
	buf_release(&text);
}
END_TEST

START_TEST(a_copy_over_several_lines_is_taken)
{
	struct buf text;

	buf_init(&text, 65536);
	for (const char *c = COPY("a", "1", "one two"); *c; c++) {
		buf_add_char(&text, *c);
		if (strchr(",{", *c))
			buf_add_str(&text, "\n\t");
	}
	add_text("1", text.data);
	expect(COPY("a", "1", "one two") "\n");
	buf_release(&text);
}
END_TEST

static const struct { const char *text, *told; } wrong[] = {
	{ "", "f:1:1: the file ends here too early\n" },
	{ "{\n\"a\":1,\n\"a\":2}", "f:3:1: this name stands here for the second time\n" },
	{ "{}", "f:1:1: this is not a copy for the group\n" },
	{ COPY("a", "1", "a") "\n" COPY("a", "x", "a") "\n" COPY("b", "1", "b"),
	  "f:2:74: no value begins like this\n" },
	{ COPY("a", "1", "a") "\n" COPY("b c", "1", "a"), "f:2:62: 'key': a key has only letters, digits, - and _\n" },
	{ "{\"format\":\"leaderplus-share\",\n\"version\":1,\"for\":\"mentor\"}",
	  "f:1:1: this is a copy for a mentor, not for the group\n" },
	{ "{\"format\":\"leaderplus-fold\",\"version\":2}\n" COPY("a", "1", "a"),
	  "f:1:0: a newer version of leaderplus wrote this fold, and this version cannot read it\n" },
	{ "{\"format\":\"leaderplus-share\",\"version\":2,\"for\":\"group\"}",
	  "f:1:1: a newer version of leaderplus wrote this copy, and this version cannot read it\n" },
	{ "{\"format\":\"leaderplus-share\",\"version\":1,\"for\":\"group\",\"key\":\"a\",\"clock\":1,"
	  "\"pack\":{\"id\":\"q\",\"version\":\"1\"},\"language\":\"en\"}",
	  "f:1:0: this belongs to another book, 'q'; --pack names the book whose copies are gathered\n" },
	{ "\x1B[2J", "f:1:1: no value begins like this\n" },
	{ "PK\x03\x04\xFF", "f:1:5: these bytes are not UTF-8\n" },
};

START_TEST(what_is_wrong_is_told_and_passed_over)
{
	add_text("f", wrong[_i].text);
	add_text("good", COPY("z", "1", "z"));
	ck_assert_str_eq(told.data, wrong[_i].told);
	ck_assert(fold_has_passed(fold));
	if (strstr(wrong[_i].text, COPY("a", "1", "a") "\n"))
		expect(strstr(wrong[_i].text, "\"b\"") ?
		       COPY("a", "1", "a") "\n" COPY("b", "1", "b") "\n" COPY("z", "1", "z") "\n" :
		       COPY("a", "1", "a") "\n" COPY("z", "1", "z") "\n");
	else
		expect(COPY("z", "1", "z") "\n");
}
END_TEST

START_TEST(any_book_is_taken_where_none_is_named)
{
	struct fold_request r = request(NULL);

	fold_free(fold);
	fold = fold_new(&r);
	add_text("f", wrong[8].text);
	ck_assert_str_eq(told.data, "");
}
END_TEST

START_TEST(files_that_cannot_be_read_are_told)
{
	add("none");
	ck_assert_int_eq(mkfifo(scratch_path("pipe"), 0600), 0);
	add("pipe");
	ck_assert_ptr_nonnull(strstr(told.data, "none': No such file"));
	ck_assert_ptr_nonnull(strstr(told.data, "pipe': it is not a file"));
	buf_clear(&told);
	fault_reset();
	fault_at(FAULT_READ, 1, EIO, FAULT_FROM);
	add_text("f", COPY("a", "1", "a"));
	ck_assert_ptr_nonnull(strstr(told.data, "Input/output"));
	fault_reset();
	expect("");
}
END_TEST

START_TEST(one_that_is_too_large_is_told)
{
	struct buf text;

	buf_init(&text, VOICE_COPY_MAX * 3);
	while (text.len <= VOICE_COPY_MAX)
		buf_add_str(&text, "{\"a\":1}              ");
	add_text("one", text.data);
	ck_assert_ptr_nonnull(strstr(told.data, "larger than"));
	buf_clear(&told);
	buf_add_str(&text, "\n" COPY("b", "1", "b") "\n");
	buf_splice(&text, 0, 0, COPY("a", "1", "a") "\n", strlen(COPY("a", "1", "a") "\n"));
	add_text("lines", text.data);
	ck_assert_str_eq(told.data, "lines:2:0: this line is too long\n");
	expect(COPY("a", "1", "a") "\n" COPY("b", "1", "b") "\n");
	buf_release(&text);
}
END_TEST

START_TEST(not_every_wrong_line_is_told)
{
	struct buf text;

	buf_init(&text, 65536);
	buf_add_str(&text, COPY("a", "1", "a") "\n");
	for (int i = 0; i < 100; i++)
		buf_add_str(&text, "{}\n");
	buf_add_str(&text, COPY("b", "1", "b") "\n");
	add_text("f", text.data);
	ck_assert_ptr_nonnull(strstr(told.data, "f:21:1: "));
	ck_assert_ptr_nonnull(strstr(told.data, "f:21:0: so many lines"));
	ck_assert_ptr_null(strstr(told.data, "f:22"));
	expect(COPY("a", "1", "a") "\n");
	buf_release(&text);
}
END_TEST

START_TEST(a_folder_is_looked_through)
{
	struct fold_request r;

	ck_assert_int_eq(mkdir(scratch_path("in"), 0700), 0);
	ck_assert_int_eq(mkdir(scratch_path("in/deep"), 0700), 0);
	ck_assert_int_eq(mkdir(scratch_path("in/.git"), 0700), 0);
	scratch_put("in/a.json", COPY("a", "1", "a"));
	scratch_put("in/deep/b (1).txt", COPY("b", "1", "b"));
	scratch_put("in/.hidden", "not looked at");
	scratch_put("in/.git/c", COPY("c", "1", "c"));
	scratch_put("in/fold.ndjson.review", "not looked at");
	scratch_put("in/out.md", "not looked at");
	scratch_put("in/readme", "hello");
	scratch_put("elsewhere", COPY("d", "1", "d"));
	ck_assert_int_eq(symlink(scratch_path("elsewhere"), scratch_path("in/link")), 0);
	ck_assert_int_eq(symlink(scratch_path(""), scratch_path("in/deep/up")), 0);
	fold_free(fold);
	r = request("p");
	r.out = scratch_path("in/out.md");
	fold = fold_new(&r);
	add("in");
	ck_assert_str_eq(told.data, "readme:1:1: no value begins like this\n");
	expect(COPY("a", "1", "a") "\n" COPY("b", "1", "b") "\n");
}
END_TEST

START_TEST(folders_that_are_too_deep_are_told)
{
	struct buf path;

	buf_init(&path, 4096);
	buf_add_str(&path, "d");
	for (int i = 0; i <= FOLD_DEPTH; i++) {
		ck_assert_int_eq(mkdir(scratch_path(path.data), 0700), 0);
		buf_add_str(&path, "/d");
	}
	add("d");
	ck_assert_ptr_nonnull(strstr(told.data, "too many folders"));
	buf_release(&path);
}
END_TEST

START_TEST(want_of_room_ends_it)
{
	fault_at(FAULT_WRITE, 1, ENOSPC, FAULT_FROM);
	scratch_put("f", COPY("a", "1", "a"));
	ck_assert(!fold_add_path(fold, scratch_path("f"), &err));
	ck_assert_ptr_nonnull(strstr(err.text, "No space"));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("voice_fold");
	TCase *folds = tcase_create("folds");

	tcase_add_checked_fixture(folds, setup, teardown);
	tcase_add_test(folds, the_newest_of_each_key_is_kept);
	tcase_add_test(folds, of_equal_clocks_the_greater_bytes_are_kept);
	tcase_add_test(folds, who_takes_all_back_is_silent);
	tcase_add_test(folds, none_is_an_empty_fold);
	tcase_add_test(folds, lines_and_headers_are_taken);
	tcase_add_test(folds, a_copy_over_several_lines_is_taken);
	tcase_add_loop_test(folds, what_is_wrong_is_told_and_passed_over, 0, ARRAY_LEN(wrong));
	tcase_add_test(folds, any_book_is_taken_where_none_is_named);
	tcase_add_test(folds, files_that_cannot_be_read_are_told);
	tcase_add_test(folds, one_that_is_too_large_is_told);
	tcase_add_test(folds, not_every_wrong_line_is_told);
	tcase_add_test(folds, a_folder_is_looked_through);
	tcase_add_test(folds, folders_that_are_too_deep_are_told);
	tcase_add_test(folds, want_of_room_ends_it);
	suite_add_tcase(suite, folds);
	return suite_run(suite);
}
