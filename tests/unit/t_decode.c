/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of ui/decode: what a terminal sends, in pieces and in bursts, and the keys that come
 * out.
 *
 * In what is sent | parts two reads, and at Q nothing comes for as long as is waited.  Of the
 * keys text stands for itself, Name; for a key, (...) for a paste, +(...) for one that goes
 * on. */
#include <config.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ui/decode.h"
#include "suite.h"
#include "trials.h"
#include "ui/term_keys.h"

#define ROOM ((size_t)1 << 22)
#define DELAY 50
#define Q "\001"

static const struct {
	enum key_code code;
	const char *name;
} names[] = {
	{ CODE_ENTER, "Enter" }, { CODE_TAB, "Tab" }, { CODE_BACKTAB, "Shift-Tab" }, { CODE_ESCAPE, "Esc" },
	{ CODE_BACKSPACE, "Backspace" }, { CODE_DELETE, "Delete" }, { CODE_UP, "Up" }, { CODE_DOWN, "Down" },
	{ CODE_LEFT, "Left" }, { CODE_RIGHT, "Right" }, { CODE_HOME, "Home" }, { CODE_END, "End" },
	{ CODE_PAGE_UP, "PgUp" }, { CODE_PAGE_DOWN, "PgDn" }, { CODE_WORD_RIGHT, "Ctrl-Right" },
	{ CODE_SELECT_UP, "Shift-Up" }, { CODE_F1, "F1" }, { CODE_F5, "F5" }, { CODE_CTRL_Q, "Ctrl-Q" },
	{ CODE_CTRL_S, "Ctrl-S" },
};

static void add_key(struct buf *out, const struct key *key)
{
	const char *name = NULL;

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (names[i].code == key->code)
			name = names[i].name;
	if (key->code == CODE_TEXT)
		buf_add_str(out, key->text);
	else if (key->code == CODE_PASTE)
		buf_addf(out, "%s(%.*s)", key->joined ? "+" : "", (int)key->paste.len, key->paste.data);
	else if (key->code == CODE_CLICK || key->code == CODE_WHEEL_UP || key->code == CODE_WHEEL_DOWN)
		buf_addf(out, "%s%d,%d;", key->code == CODE_CLICK ? "click" : key->code == CODE_WHEEL_UP ? "up" :
			 "down", key->row, key->col);
	else if (name)
		buf_addf(out, "%s;", name);
	else
		buf_addf(out, "key%d;", (int)key->code);
}

static void open_decoder(struct decode *d)
{
	decode_init(d, DELAY);
	decode_define(d, "\033OA", CODE_UP);
	for (size_t i = 0; term_sequences[i].bytes; i++)
		decode_define(d, term_sequences[i].bytes, term_sequences[i].code);
}

static void take_keys(struct decode *d, bool quiet, struct buf *out)
{
	struct key key;

	while (decode_key(d, quiet, &key)) {
		ck_assert_int_ne(key.code, CODE_NONE);
		add_key(out, &key);
		quiet = false;
	}
}

/* Until nothing is waited for any more. */
static void be_quiet(struct decode *d, struct buf *out)
{
	while (decode_patience(d) >= 0)
		take_keys(d, true, out);
}

static void send(struct decode *d, struct slice sent, struct buf *out)
{
	size_t from = 0;

	for (size_t at = 0; at <= sent.len; at++) {
		bool over = at == sent.len, quiet = !over && sent.data[at] == Q[0];

		if (!over && !quiet && sent.data[at] != '|')
			continue;
		decode_feed(d, sent.data + from, at - from);
		take_keys(d, false, out);
		if (quiet)
			be_quiet(d, out);
		from = at + 1;
	}
}

static void check_sent(const char *sent, size_t len, bool box, const char *keys)
{
	struct decode d;
	struct buf out;

	open_decoder(&d);
	decode_box(&d, box);
	buf_init(&out, ROOM);
	send(&d, (struct slice){ sent, len }, &out);
	ck_assert_msg(strcmp(out.data, keys) == 0, "keys are '%s', not '%s'", out.data, keys);
	buf_release(&out);
	decode_release(&d);
}

static const struct row {
	const char *sent, *keys;
} rows[] = {
	{ "abc", "abc" },
	{ "a\r\t\177\010\021", "aEnter;Tab;Backspace;Backspace;Ctrl-Q;" },
	{ "\000", "" },
	/* Known sequences, whole and in pieces. */
	{ "\033[A\033OA\033[5~x", "Up;Up;PgUp;x" },
	{ "\033|[|1|;|5|C", "Ctrl-Right;" },
	{ "\033[[A\033[[E\033[A", "F1;F5;Up;" },
	{ "\033[1;2A\033[Z", "Shift-Up;Shift-Tab;" },
	/* Esc alone. */
	{ "\033", "" }, { "\033" Q, "Esc;" }, { "\033" Q "a", "Esc;a" }, { "\033" Q "[A", "Esc;[A" },
	{ "\033\033" Q, "Esc;Esc;" }, { "x\033" Q "y", "xEsc;y" },
	/* Unknown ones are swallowed whole. */
	{ "\033[31m\033[?1;2c\033[27;5;9~.", "." },
	{ "\033[1;9A\033O5P\033OZ.", "." },
	{ "\033[12|;4|R.", "." },
	{ "\033[1~.", "Home;." },
	{ "\033a\033\r\033\177.", "." },
	{ "\033\u0177.", "." }, { "\033\305|\267.", "." },
	{ "\033\033[A.", "." },
	{ "\033]0;title\007a\033]11;rgb:0/0/0\033\\b\033P1$r0m\033\\c\033_x\033\\d\033^y\033\\e\033Xz\033\\f", "abcdef" },
	{ "\033]0;ti|tle\033|\\a", "a" },
	/* What cannot belong to a sequence is a key of its own. */
	{ "\033[1\033[A", "Up;" }, { "\033[\021", "Ctrl-Q;" }, { "\033[1\r", "Enter;" },
	{ "\033O\u0177", "\u0177" },
	/* Alt-] and Alt-P, with words typed behind. */
	{ "\033]words" Q, "words" }, { "\033Pwords\033[A" Q, "wordsUp;" }, { "\033[" Q "a", "a" }, { "\033O" Q "a", "a" },
	/* Characters in pieces, and bytes that are none. */
	{ "t\305|\267\360|\237|\214|\261.", "t\u0177\U0001F331." },
	{ "t\305" Q "\267.", "t\u0177." },
	{ "\377a\376", "\uFFFDa\uFFFD" }, { "\351\200 x", "\uFFFD x" }, { "\351\200\033[A", "\uFFFDUp;" },
	{ "\303\021", "\uFFFDCtrl-Q;" }, { "\355\240\200", "\uFFFD" },
	/* C1 controls are no text. */
	{ "a\302\233b", "ab" },
	/* Between marks everything is text. */
	{ "\033[200~one\r\ttwo\021\033[A\033[201~" Q "c", "(one\r\ttwo\021\033[A)c" },
	{ "\033[2|00~o|ne\033|[20|1~" Q "c", "(one)c" },
	{ "\033[200~t\305|\267\033[201~" Q, "(t\u0177)" },
	{ "\033[200~t\305\033[201~" Q "\267", "(t\uFFFD)\uFFFD" },
	{ "\033[200~\033[200~a\033[201~" Q "b", "(\033[200~a)b" },
	{ "\033[200~\033[20x\033[201~" Q "b", "(\033[20x)b" },
	{ "\033[200~\033[201~" Q "b", "()b" },
	/* What was pasted is there at once; what follows waits. */
	{ "\033[200~one\033[201~c", "(one)" }, { "\033[200~one\033[201~c" Q, "(one)c" },
	{ "\033[200~one\033[201~\021|\033[201~" Q "c", "(one)+(\021)c" },
	{ "\033[200~a\033[201~b\033[201~\033[201~c\033[201~" Q "d", "(a)+(b)+(c)d" },
	{ "\033[200~a\033[201~\033[200~b\033[201~" Q, "(a)(b)" },
	{ "\033[200~a\033[201~\033[200~b\033[201~c\033[201~" Q "d", "(a)(b)+(c)d" },
	{ "\033[201~a", "a" },
	/* One that never ends is cut short. */
	{ "\033[200~one\033[20" Q "two", "(one\033[20)two" },
	{ "\033[200~" Q "\033[A", "()Up;" },
	/* The mouse. */
	{ "\033[<0;5;7M\033[<64;1;2M\033[<65;200;300Mx", "click6,4;up1,0;down299,199;x" },
	{ "\033[<0;5;7m\033[<1;5;7M\033[<2;5;7M\033[<4;5;7M\033[<32;5;7M\033[<66;1;1Mx", "x" },
	{ "\033[<0;5|;7M", "click6,4;" },
	{ "\033[<0;0;7M\033[<0;7M\033[<;;M\033[<0;5;99999999999M\033[<0;5;7;1M.", "." },
	{ "\033[M !#.", "click2,0;." }, { "\033[M`\042|#", "up2,1;" }, { "\033[M#!!.", "." },
};

START_TEST(bytes_become_keys)
{
	check_sent(rows[_i].sent, strlen(rows[_i].sent), false, rows[_i].keys);
}
END_TEST

/* The same in a box, where a burst is a paste. */
#define LONG "one two three four five six seven eight nine ten eleven twelve thirteen"
static const struct row bursts[] = {
	{ "one two\tthree", "(one two\tthree)" },
	{ "\tand some words", "(\tand some words)" },
	{ "one\r\ntwo\r\nthree\r\n", "(one\r\ntwo\r\nthree\r\n)" },
	{ "lt\305\267 t\tl\305\267 c", "(lt\u0177 t\tl\u0177 c)" },
	{ "one two\tthree|\tfour|\r\n\tc", "(one two\tthree\tfour\r\n\tc)" },
	{ "one two\tthree" Q "\tc", "(one two\tthree)Tab;c" },
	{ "one two\tthree\305|\267.", "(one two\tthree\u0177.)" },
	{ "one two\tthree\305" Q "\267.", "(one two\tthree)\u0177." },
	{ "one two\tthree\377.", "(one two\tthree\uFFFD.)" },
	/* Keys in it are keys. */
	{ "one two\tthree\033[A\tx", "(one two\tthree)Up;Tab;x" },
	{ "one two\tthree\021c", "(one two\tthree)Ctrl-Q;c" },
	{ "one two\tthree\305\021", "(one two\tthree)\uFFFDCtrl-Q;" },
	{ "\033[Aone two\tthree", "Up;(one two\tthree)" },
	{ "one two\tthree\033[200~\tx\033[201~", "(one two\tthree)(\tx)" },
	/* Typed ahead of a slow line. */
	{ "abc\t", "abcTab;" }, { "words, and more words.\tc", "words, and more words.Tab;c" },
	{ "words.\t\t\r", "words.Tab;Tab;Enter;" }, { "words.\tcc\033[6~", "words.Tab;ccPgDn;" },
	{ "abc\tde", "abcTab;de" }, { "abc\tdef", "abcTab;def" }, { "words.\t\033[6~", "words.Tab;PgDn;" },
	{ "one two three four five six seven eight nine ten", "one two three four five six seven eight nine ten" },
	/* More than anybody types at once. */
	{ LONG, "(" LONG ")" }, { LONG "|\tnext", "(" LONG "\tnext)" }, { LONG "\n|\tn|ext", "(" LONG "\n\tnext)" },
	{ "a\tb\r\n" LONG "\t1", "(a\tb\r\n" LONG "\t1)" },
	/* But where only its length tells, a Tab at its end is a key. */
	{ LONG "\t", "(" LONG ")Tab;" }, { LONG "\t\rc", "(" LONG ")Tab;Enter;c" }, { LONG "|\t", "(" LONG ")Tab;" },
	{ LONG "\t\033[6~", "(" LONG ")Tab;PgDn;" },
};

START_TEST(a_burst_in_a_box_is_a_paste)
{
	struct decode d;
	struct buf out;

	open_decoder(&d);
	decode_box(&d, true);
	buf_init(&out, ROOM);
	send(&d, slice_of(bursts[_i].sent), &out);
	be_quiet(&d, &out);
	ck_assert_msg(strcmp(out.data, bursts[_i].keys) == 0, "keys are '%s', not '%s'", out.data, bursts[_i].keys);
	buf_release(&out);
	decode_release(&d);
}
END_TEST

START_TEST(elsewhere_it_is_keys)
{
	static const char sent[] = "one two\tthree\r\n\tfour";

	check_sent(sent, strlen(sent), false, "one twoTab;threeEnter;Enter;Tab;four");
}
END_TEST

/* It is given as soon as it pauses, and goes on when more comes in the delay. */
START_TEST(a_burst_goes_on_after_a_pause)
{
	struct decode d;
	struct buf out;

	open_decoder(&d);
	decode_box(&d, true);
	buf_init(&out, ROOM);
	send(&d, slice_of("one two\tthree\377"), &out);
	ck_assert(decode_pasting(&d) && decode_patience(&d) < DELAY && decode_patience(&d) >= 0);
	take_keys(&d, true, &out);
	ck_assert_str_eq(out.data, "(one two\tthree\uFFFD)");
	ck_assert_int_eq(decode_patience(&d), DELAY);
	ck_assert(!decode_pasting(&d));
	send(&d, slice_of("\tc"), &out);
	take_keys(&d, true, &out);
	ck_assert_str_eq(out.data, "(one two\tthree\uFFFD)+(\tc)");
	/* The box was left meanwhile. */
	send(&d, slice_of("\td"), &out);
	decode_box(&d, false);
	take_keys(&d, false, &out);
	ck_assert_str_eq(out.data, "(one two\tthree\uFFFD)+(\tc)+(\td)");
	send(&d, slice_of("\tc"), &out);
	ck_assert_str_eq(out.data, "(one two\tthree\uFFFD)+(\tc)+(\td)Tab;c");
	ck_assert_int_eq(decode_patience(&d), -1);
	buf_release(&out);
	decode_release(&d);
}
END_TEST

/* How many U+FFFD stand for bytes is told of each paste by itself. */
START_TEST(what_was_no_text_is_counted)
{
	struct decode d;
	struct key key;

	open_decoder(&d);
	decode_feed(&d, "\033[200~a\377b\351\200\033[201~", 18);
	ck_assert(decode_key(&d, false, &key));
	ck_assert_uint_eq(key.bad, 2);
	ck_assert(slice_is(key.paste, "a\uFFFDb\uFFFD"));
	decode_feed(&d, "\033[200~a\uFFFDb\033[201~", 17);
	ck_assert(decode_key(&d, false, &key));
	ck_assert_uint_eq(key.bad, 0);
	decode_release(&d);
}
END_TEST

START_TEST(waiting_is_as_long_as_it_must)
{
	static const struct {
		const char *sent;
		int least, most;
	} waits[] = {
		{ "", -1, -1 }, { "a", -1, -1 }, { "\305", -1, -1 }, { "\033", DELAY, DELAY }, { "\033[1;", DELAY, DELAY },
		{ "\033[200~", 1000, 10000 }, { "\033[200~a\033[201", 1000, 10000 }, { "\033[200~\033[201~", DELAY, DELAY },
	};
	struct decode d;
	struct buf out;

	for (size_t i = 0; i < ARRAY_LEN(waits); i++) {
		open_decoder(&d);
		buf_init(&out, ROOM);
		send(&d, slice_of(waits[i].sent), &out);
		ck_assert_msg(decode_patience(&d) >= waits[i].least && decode_patience(&d) <= waits[i].most, "row %zu: %d",
			      i, decode_patience(&d));
		ck_assert_int_eq(decode_pasting(&d), waits[i].least > DELAY);
		decode_reset(&d);
		ck_assert(!decode_held(&d) && !decode_pasting(&d) && decode_patience(&d) < 0);
		buf_clear(&out);
		send(&d, slice_of("a"), &out);
		ck_assert_str_eq(out.data, "a");
		buf_release(&out);
		decode_release(&d);
	}
}
END_TEST

/* The first that defines a sequence has it, the longest one counts, and none is needed. */
START_TEST(sequences_are_the_terminals_first)
{
	struct decode d;
	struct buf out;

	decode_init(&d, DELAY);
	decode_define(&d, NULL, CODE_UP);
	decode_define(&d, "", CODE_UP);
	decode_define(&d, "\010", CODE_LEFT);
	decode_define(&d, "\033xy", CODE_F5);
	decode_define(&d, "\033x", CODE_F1);
	decode_define(&d, "\033xy", CODE_UP);
	buf_init(&out, ROOM);
	send(&d, slice_of("\010a\033xy\033xz\033x" Q "y\033x|y"), &out);
	ck_assert_str_eq(out.data, "Left;aF5;F1;zF1;yF5;");
	buf_release(&out);
	decode_release(&d);
}
END_TEST

/* Behind an end mark more than anybody types, and another mark or none. */
START_TEST(much_behind_an_end_mark_is_pasted)
{
	struct buf sent, wanted, out;
	struct decode d;

	open_decoder(&d);
	buf_init(&sent, ROOM);
	buf_init(&wanted, ROOM);
	buf_init(&out, ROOM);
	buf_add_str(&sent, "\033[200~one\033[201~");
	buf_add_str(&wanted, "(one)+(");
	for (int i = 0; i < 5000; i++) {
		buf_add_char(&sent, 'c');
		buf_add_char(&wanted, 'c');
	}
	buf_add_str(&sent, _i ? Q : "\033[201~" Q);
	buf_add_str(&wanted, ")");
	send(&d, slice_buf(&sent), &out);
	ck_assert_str_eq(out.data, wanted.data);
	buf_release(&out);
	buf_release(&wanted);
	buf_release(&sent);
	decode_release(&d);
}
END_TEST

START_TEST(a_paste_has_a_limit)
{
	static char more[1 << 20];
	struct decode d;
	struct key key;

	open_decoder(&d);
	memset(more, 'x', sizeof(more));
	decode_feed(&d, "\033[200~", 6);
	for (size_t len = 0; len <= DECODE_PASTE_MAX; len += sizeof(more)) {
		decode_feed(&d, more, sizeof(more));
		ck_assert(!decode_key(&d, false, &key));
		ck_assert(!decode_held(&d));
	}
	decode_feed(&d, "\033[201~", 6);
	ck_assert(decode_key(&d, false, &key));
	ck_assert_int_eq(key.code, CODE_PASTE);
	ck_assert(key.paste.len <= DECODE_PASTE_MAX && key.paste.len >= DECODE_PASTE_MAX - sizeof(more));
	decode_release(&d);
}
END_TEST

static void random_bytes(struct buf *out, struct dice *dice)
{
	static const char *const parts[] = {
		"\033", "[", "O", "200~", "201~", "\033[200~", "\033[201~", "\033[A", "\033[1;5C", ";", "1", "M", "<", "\r", "\t",
		"]", "\007", "\\", "\021", "\305", "\267", "\377", "words and more words", "A",
	};

	buf_clear(out);
	for (unsigned n = roll(dice, 30); n; n--)
		if (roll(dice, 3))
			buf_add_str(out, parts[roll(dice, ARRAY_LEN(parts))]);
		else
			buf_add_str(out, random_piece(dice));
}

/* Whatever comes: in one read or byte by byte, the keys are the same, and none is left. */
START_TEST(pieces_make_no_difference)
{
	struct trials trials = trials_wanted(3000);
	struct buf bytes, whole, parts;
	struct decode d;

	buf_init(&bytes, ROOM);
	buf_init(&whole, ROOM);
	buf_init(&parts, ROOM);
	for (size_t i = 0; i < trials.count; i++) {
		struct dice dice = trials_dice(&trials, i);

		random_bytes(&bytes, &dice);
		buf_clear(&whole);
		buf_clear(&parts);
		open_decoder(&d);
		decode_feed(&d, bytes.data, bytes.len);
		take_keys(&d, false, &whole);
		be_quiet(&d, &whole);
		ck_assert(!decode_held(&d));
		decode_release(&d);
		open_decoder(&d);
		for (size_t at = 0; at < bytes.len; at++) {
			decode_feed(&d, bytes.data + at, 1);
			take_keys(&d, false, &parts);
		}
		be_quiet(&d, &parts);
		ck_assert_msg(strcmp(whole.data, parts.data) == 0, "SOAK_SEED=%llu SOAK_TRIALS=1: '%s' and '%s'",
			      trials.seed + i, whole.data, parts.data);
		decode_release(&d);
	}
	buf_release(&parts);
	buf_release(&whole);
	buf_release(&bytes);
}
END_TEST

int main(void)
{
	Suite *suite;
	TCase *tcase;

	trials_begin();
	suite = suite_create("decode");
	tcase = tcase_create("decode");
	suite_add_tcase(suite, tcase);
	tcase_add_loop_test(tcase, bytes_become_keys, 0, ARRAY_LEN(rows));
	tcase_add_loop_test(tcase, a_burst_in_a_box_is_a_paste, 0, ARRAY_LEN(bursts));
	tcase_add_test(tcase, elsewhere_it_is_keys);
	tcase_add_test(tcase, a_burst_goes_on_after_a_pause);
	tcase_add_test(tcase, what_was_no_text_is_counted);
	tcase_add_test(tcase, waiting_is_as_long_as_it_must);
	tcase_add_test(tcase, sequences_are_the_terminals_first);
	tcase_add_loop_test(tcase, much_behind_an_end_mark_is_pasted, 0, 2);
	tcase_add_test(tcase, a_paste_has_a_limit);
	tcase_add_test(tcase, pieces_make_no_difference);
	return suite_run(suite);
}
