/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of gathering copies for the group: which are taken, and how what is passed over is told. */
#include <config.h>

#include "gather.h"

#define NOBODY "{\"format\":\"leaderplus-share\",\"version\":1,\"for\":\"group\",\"key\":\"a\"," \
	"\"clock\":9,\"pack\":{\"id\":\"p\",\"version\":\"1\"},\"language\":\"en\",\"answers\":{}}"

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
	ck_assert(fold_is_empty(fold));
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
	{ "{\"format\":\"leaderplus-fold\",\"version\":\"1\"}\n" COPY("a", "1", "a"),
	  "f:1:0: a newer version of leaderplus wrote this fold, and this version cannot read it\n" },
	{ "{\"format\":7,\"note\":\"leaderplus-fold\"}", "f:1:1: this is not a copy for the group\n" },
	{ "{\"format\":\"leaderplus-fold\",}", "f:1:29: a name in double quotes should stand here\n" },
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

/* Of the program's own files a line of each is told, and not one of each copy in it. */
START_TEST(what_was_made_of_copies_is_named)
{
	add_text("voices", "{\"format\":\"leaderplus-voices\"}\n{}\n{}\n");
	add_text("review", "{\"format\":\"leaderplus-review\"}\n{}\n{}\n");
	ck_assert_ptr_nonnull(strstr(told.data, "voices:0:0: this is what a group wrote"));
	ck_assert_ptr_nonnull(strstr(told.data, "review:0:0: this is what was decided"));
	ck_assert_ptr_null(strstr(told.data, ":2:"));
	ck_assert(fold_is_empty(fold));
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
	ck_assert(!fold_is_empty(fold));
	ck_assert_str_eq(told.data, "readme:1:1: no value begins like this\n");
	expect(COPY("a", "1", "a") "\n" COPY("b", "1", "b") "\n");
}
END_TEST


int main(void)
{
	const TTest *const tests[] = { the_newest_of_each_key_is_kept, of_equal_clocks_the_greater_bytes_are_kept,
		who_takes_all_back_is_silent, none_is_an_empty_fold,
		lines_and_headers_are_taken, a_copy_over_several_lines_is_taken,
		any_book_is_taken_where_none_is_named, what_was_made_of_copies_is_named, a_folder_is_looked_through };
	Suite *suite = suite_create("voice_fold");
	TCase *folds = tcase_create("folds");

	tcase_add_checked_fixture(folds, setup, teardown);
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(folds, tests[i]);
	tcase_add_loop_test(folds, what_is_wrong_is_told_and_passed_over, 0, ARRAY_LEN(wrong));
	suite_add_tcase(suite, folds);
	return suite_run(suite);
}
