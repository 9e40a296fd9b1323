/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of gathering copies for the group where something fails, is too large or vanishes; and of
 * checking what was gathered. */
#include <config.h>

#include "answers/json.h"
#include "gather.h"

static size_t ticks;

static void count_tick(void *context)
{
	ck_assert_ptr_eq(context, &ticks);
	ticks++;
}

START_TEST(somebody_is_told_now_and_then)
{
	struct fold_request r = request("p");

	fold_free(fold);
	ticks = 0;
	r.tick = count_tick;
	r.context = &ticks;
	fold = fold_new(&r);
	add_text("f", COPY("a", "1", "a") "\n" COPY("b", "1", "b") "\n");
	ck_assert_uint_ge(ticks, 2);
}
END_TEST

/* Longer than any header of a fold. */
START_TEST(a_long_line_is_a_copy_whatever_is_in_it)
{
	struct buf line;

	buf_init(&line, 65536);
	buf_add_str(&line, COPY("a", "1", "leaderplus-fold"));
	for (int i = 0; i < 8192; i++)
		buf_splice(&line, line.len - strlen("\"}}}"), 0, "!", 1);
	add_text("f", line.data);
	buf_add_char(&line, '\n');
	expect(line.data);
	ck_assert_str_eq(told.data, "");
	buf_release(&line);
}
END_TEST

/* What begins with an empty line is no file of lines. */
START_TEST(a_copy_may_begin_with_an_empty_line)
{
	add_text("f", "\n" COPY("a", "1", "a"));
	expect(COPY("a", "1", "a") "\n");
	ck_assert_str_eq(told.data, "");
}
END_TEST

START_TEST(a_copy_that_would_be_refused_is_not_added)
{
	struct voice_copy copy;

	ck_assert(voice_read(&copy, slice_of(COPY("a", "1", "a")), &err));
	voice_add(&copy, copy.voices[0]);
	ck_assert(!fold_add(fold, &copy, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "second time"));
	voice_release(&copy);
	expect("");
}
END_TEST

static int calls_left;
static bool for_good;

static void *scarce(size_t size)
{
	bool fails = for_good ? calls_left <= 0 : calls_left == 0;

	calls_left--;
	return fails ? NULL : malloc(size);
}

/* Where memory is short for one copy that is told, whether or not there is some again. */
START_TEST(without_memory_a_copy_is_passed_over)
{
	cJSON_Hooks hooks = { scarce, free };

	scratch_put("f", COPY("a", "1", "a"));
	for (int i = 0; i < 2; i++) {
		for_good = i;
		calls_left = 0;
		buf_clear(&told);
		cJSON_InitHooks(&hooks);
		add("f");
		cJSON_InitHooks(NULL);
		ck_assert_ptr_nonnull(strstr(told.data, "f:1:0: "));
		ck_assert_ptr_nonnull(strstr(told.data, "memory"));
	}
	expect("");
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

/* One pipe of lines, read to where it fails. */
static void add_lines(const char *name)
{
	int fd = open(scratch_path(name), O_RDONLY);

	ck_assert_msg(fold_add_lines(fold, fd, name, &err), "%s", err.text);
	close(fd);
}

START_TEST(lines_are_taken_up_to_where_reading_fails)
{
	static const char failed[] = ":0:0: cannot read 'lines': Input/output error\n";

	scratch_put("lines", COPY("a", "1", "a") "\n" COPY("b", "1", "b") "\n");
	fault_at(FAULT_READ, 1, EIO, FAULT_FROM);
	add_lines("lines");
	ck_assert_str_eq(told.data, failed);
	buf_clear(&told);
	/* Nothing more is told of what is passed over as a whole. */
	scratch_put("newer", "{\"format\":\"leaderplus-fold\",\"version\":2}\n" COPY("b", "1", "b"));
	fault_reset();
	fault_short(50);
	fault_at(FAULT_READ, 2, EIO, FAULT_FROM);
	add_lines("newer");
	ck_assert_ptr_nonnull(strstr(told.data, "newer version"));
	ck_assert_ptr_null(strstr(told.data, "Input/output"));
	buf_clear(&told);
	fault_reset();
	fault_short(strlen(COPY("a", "1", "a") "\n"));
	fault_at(FAULT_READ, 2, EIO, FAULT_FROM);
	add_lines("lines");
	ck_assert_str_eq(told.data, failed);
	expect(COPY("a", "1", "a") "\n");
}
END_TEST

START_TEST(a_temporary_file_that_fails_ends_it)
{
	struct slice line;

	add_text("f", COPY("a", "1", "a"));
	fault_at(FAULT_PREAD, fault_calls(FAULT_PREAD) + 1, EIO, FAULT_FROM);
	ck_assert_int_eq(fold_next(fold, &line, &err), SORT_FAILED);
	ck_assert_ptr_nonnull(strstr(err.text, "temporary file"));
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

/* Whatever stands in the way is passed over: what vanished meanwhile, and the outcome where it is
 * not there yet, or on another disk. */
START_TEST(a_folder_may_change_meanwhile)
{
	static const char *const outs[] = { "/nowhere/out.md", "/dev/null" };
	struct fold_request r = request("p");

	ck_assert_int_eq(mkdir(scratch_path("in"), 0700), 0);
	scratch_put("in/a", COPY("a", "1", "a"));
	for (size_t i = 0; i < ARRAY_LEN(outs); i++) {
		fold_free(fold);
		r.out = outs[i];
		fold = fold_new(&r);
		add("in/");
		expect(COPY("a", "1", "a") "\n");
	}
	fold_free(fold);
	r.out = NULL;
	fold = fold_new(&r);
	fault_reset();
	fault_at(FAULT_FSTATAT, 2, ENOENT, FAULT_ONCE);
	add("in");
	expect("");
	ck_assert_str_eq(told.data, "");
}
END_TEST

/* The folder is there, and gone when it is looked into. */
static int seen_last(int dir, const char *name, struct stat *st, int flags)
{
	int status = fstatat(dir, name, st, flags);

	rmdir(name);
	return status;
}

START_TEST(a_folder_that_cannot_be_read_is_told)
{
	struct fold_request r = request("p");
	struct sys sys = *sys_real();

	sys.fstatat = seen_last;
	fold_free(fold);
	r.sys = &sys;
	fold = fold_new(&r);
	ck_assert_int_eq(mkdir(scratch_path("in"), 0700), 0);
	add("in");
	ck_assert_ptr_nonnull(strstr(told.data, "cannot read the folder"));
	ck_assert_ptr_nonnull(strstr(told.data, "in': No such file"));
	fold_free(fold);
	fold = NULL;
}
END_TEST

/* ---- checking ---- */

START_TEST(a_fold_is_known_by_its_beginning)
{
	scratch_put("fold", fold_head().data);
	scratch_put("newer", "{\"format\":\"leaderplus-fold\",\"version\":2}");
	scratch_put("copy", COPY("a", "1", "a"));
	scratch_put("empty", "");
	ck_assert(fold_is_fold(fault_sys(), scratch_path("fold")));
	ck_assert(fold_is_fold(fault_sys(), scratch_path("newer")));
	ck_assert(!fold_is_fold(fault_sys(), scratch_path("copy")));
	ck_assert(!fold_is_fold(fault_sys(), scratch_path("empty")));
	ck_assert(!fold_is_fold(fault_sys(), scratch_path("none")));
}
END_TEST

START_TEST(a_check_tells_every_wrong_line)
{
	const struct report report = { tell, &told };
	struct buf text;

	buf_init(&text, VOICE_COPY_MAX * 2);
	buf_add_slice(&text, fold_head());
	buf_add_str(&text, COPY("a", "1", "a") "\n\n" COPY("b c", "1", "a") "\n"
		    "{\"format\":\"leaderplus-fold\",\"version\":2}\n");
	for (size_t i = 0; i <= VOICE_COPY_MAX; i++)
		buf_add_char(&text, ' ');
	buf_add_str(&text, "\n{}\n");
	scratch_put("f", text.data);
	ck_assert(fold_check(fault_sys(), scratch_path("f"), &report, &err));
	ck_assert_str_eq(told.data, ":4:62: 'key': a key has only letters, digits, - and _\n"
			 ":5:0: a newer version of leaderplus wrote this fold, and this version cannot read it\n"
			 ":6:0: this line is too long\n"
			 ":7:1: this is not a copy for the group\n");
	ck_assert(!fold_check(fault_sys(), scratch_path("none"), &report, &err));
	fault_reset();
	fault_at(FAULT_READ, 2, EIO, FAULT_FROM);
	ck_assert(!fold_check(fault_sys(), scratch_path("f"), &report, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "Input/output"));
	buf_release(&text);
}
END_TEST

START_TEST(want_of_room_ends_it)
{
	int fd;

	fault_at(FAULT_WRITE, 1, ENOSPC, FAULT_FROM);
	scratch_put("f", COPY("a", "1", "a"));
	ck_assert(!fold_add_path(fold, scratch_path("f"), &err));
	ck_assert_ptr_nonnull(strstr(err.text, "No space"));
	/* Nor is the rest of a folder or of lines looked at. */
	ck_assert_int_eq(mkdir(scratch_path("in"), 0700), 0);
	scratch_put("in/f", COPY("a", "1", "a"));
	ck_assert(!fold_add_path(fold, scratch_path("in"), &err));
	fd = open(scratch_path("f"), O_RDONLY);
	ck_assert(!fold_add_lines(fold, fd, "-", &err));
	close(fd);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { somebody_is_told_now_and_then, a_long_line_is_a_copy_whatever_is_in_it,
		a_copy_may_begin_with_an_empty_line, a_copy_that_would_be_refused_is_not_added,
		without_memory_a_copy_is_passed_over, lines_are_taken_up_to_where_reading_fails,
		a_temporary_file_that_fails_ends_it, files_that_cannot_be_read_are_told,
		one_that_is_too_large_is_told, not_every_wrong_line_is_told,
		folders_that_are_too_deep_are_told, a_folder_may_change_meanwhile,
		a_folder_that_cannot_be_read_is_told, a_fold_is_known_by_its_beginning,
		a_check_tells_every_wrong_line, want_of_room_ends_it };
	Suite *suite = suite_create("voice_fold_odd");
	TCase *folds = tcase_create("folds");

	tcase_add_checked_fixture(folds, setup, teardown);
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(folds, tests[i]);
	suite_add_tcase(suite, folds);
	return suite_run(suite);
}
