/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of ui/theme: contrasts, computed as WCAG 2.2 has it, and marks that need no colour. */
#include <config.h>

#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "suite.h"
#include "ui/theme.h"

#define CONTRAST_MIN 7.0

static double linear(unsigned level)
{
	double c = level / 255.0;

	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(unsigned rgb)
{
	return 0.2126 * linear(rgb >> 16 & 0xFF) + 0.7152 * linear(rgb >> 8 & 0xFF) +
		0.0722 * linear(rgb & 0xFF);
}

static double contrast(unsigned a, unsigned b)
{
	double one = luminance(a), other = luminance(b);

	return one > other ? (one + 0.05) / (other + 0.05) : (other + 0.05) / (one + 0.05);
}

/* The darkest and the palest that common terminals show for the first sixteen: the console of
 * Linux, xterm, VTE.  The worst of white must stand against the worst of black. */
static unsigned sixteen(int number)
{
	static const unsigned colours[16] = {
		[0] = 0x171421, [7] = 0xAAAAAA, [15] = 0xFFFFFF,
	};

	ck_assert_msg(number == 0 || number == 7 || number == 15, "colour %d is a hue", number);
	return colours[number];
}

/* xterm's 256 colours, from xterm's own 256colres.h. */
static unsigned two_hundred(int number)
{
	static const unsigned steps[] = { 0x00, 0x5F, 0x87, 0xAF, 0xD7, 0xFF };
	unsigned cell = (unsigned)number - 16, grey = 8 + ((unsigned)number - 232) * 10;

	ck_assert_int_ge(number, 16);
	ck_assert_int_lt(number, 256);
	if (number >= 232)
		return grey * 0x10101;
	return steps[cell / 36] << 16 | steps[cell / 6 % 6] << 8 | steps[cell % 6];
}

static unsigned shown(int number, int colours)
{
	if (colours == THEME_DIRECT) {
		ck_assert_int_ge(number, 16);	/* below, some terminals have a palette */
		return (unsigned)number;
	}
	return colours == 256 ? two_hundred(number) : sixteen(number);
}

START_TEST(black_on_white_is_21_to_1)
{
	ck_assert_double_eq_tol(contrast(0, 0xFFFFFF), 21, 0.001);
	ck_assert_double_eq_tol(contrast(0x777777, 0xFFFFFF), 4.48, 0.01);
	ck_assert_double_eq_tol(contrast(0xFFFF00, 0xFFFFFF), 1.07, 0.01);
}
END_TEST

static unsigned distance(unsigned a, unsigned b)
{
	unsigned sum = 0;

	for (int shift = 0; shift < 24; shift += 8) {
		int d = (int)(a >> shift & 0xFF) - (int)(b >> shift & 0xFF);

		sum += (unsigned)(d * d);
	}
	return sum;
}

/* No other of the 256 is nearer to what is meant. */
static void check_nearest(int number, unsigned meant)
{
	for (int other = 16; other < 256; other++)
		ck_assert_msg(distance(two_hundred(other), meant) >= distance(two_hundred(number), meant),
			      "%d is nearer to %06X than %d", other, meant, number);
}

START_TEST(the_nearest_of_256_is_taken)
{
	for (int theme = THEME_DEFAULT + 1; theme < THEME_COUNT; theme++)
		for (int tone = 0; tone < TONE_COUNT; tone++) {
			struct theme_pair pair = theme_pair((enum theme)theme, (enum theme_tone)tone,
							    (struct theme_terminal){ 256, true });
			unsigned ink, paper;

			theme_rgb((enum theme)theme, (enum theme_tone)tone, &ink, &paper);
			check_nearest(pair.ink, ink);
			check_nearest(pair.paper, paper);
		}
}
END_TEST

START_TEST(every_pair_can_be_read)
{
	static const int depths[] = { 8, 16, 88, 255, 256, THEME_DIRECT };

	for (int theme = THEME_DEFAULT + 1; theme < THEME_COUNT; theme++)
		for (int tone = 0; tone < TONE_COUNT; tone++) {
			unsigned ink, paper;

			ck_assert(theme_rgb((enum theme)theme, (enum theme_tone)tone, &ink, &paper));
			ck_assert_msg(contrast(ink, paper) >= CONTRAST_MIN, "theme %d, tone %d: %g:1", theme,
				      tone, contrast(ink, paper));
			for (size_t i = 0; i < ARRAY_LEN(depths); i++) {
				struct theme_terminal on = { depths[i], true };
				struct theme_pair pair = theme_pair((enum theme)theme, (enum theme_tone)tone, on);
				double have = contrast(shown(pair.ink, depths[i]), shown(pair.paper, depths[i]));

				ck_assert_msg(have >= CONTRAST_MIN, "theme %d, tone %d, %d colours: %d on %d, %g:1",
					      theme, tone, depths[i], pair.ink, pair.paper, have);
			}
		}
}
END_TEST

START_TEST(both_colours_are_set_or_neither)
{
	for (int theme = 0; theme < THEME_COUNT; theme++)
		for (int tone = 0; tone < TONE_COUNT; tone++) {
			unsigned ink, paper;
			struct theme_pair none = theme_pair((enum theme)theme, (enum theme_tone)tone,
							    (struct theme_terminal){ 0, true });
			struct theme_pair usual = theme_pair(THEME_DEFAULT, (enum theme_tone)tone,
							     (struct theme_terminal){ 256, true });

			ck_assert(none.ink == THEME_OWN && none.paper == THEME_OWN);
			ck_assert(usual.ink == THEME_OWN && usual.paper == THEME_OWN);
			ck_assert_int_eq(theme_rgb((enum theme)theme, (enum theme_tone)tone, &ink, &paper),
					 theme != THEME_DEFAULT);
		}
}
END_TEST

/* What is meant is seen without colour, on every terminal. */
START_TEST(emphasis_is_never_colour_alone)
{
	static const unsigned styles[] = { STYLE_EMPH, STYLE_STRONG, STYLE_HEADING, STYLE_REVERSE, STYLE_ALERT };
	static const int depths[] = { 0, 8, 16, 256, THEME_DIRECT };

	for (int theme = 0; theme < THEME_COUNT; theme++)
		for (size_t d = 0; d < ARRAY_LEN(depths); d++)
			for (size_t i = 0; i < ARRAY_LEN(styles) * 2; i++) {
				struct theme_terminal on = { depths[d], i % 2 };
				unsigned marks = theme_marks((enum theme)theme, styles[i / 2], on);

				ck_assert_msg(marks != 0, "theme %d, %d colours, style %u", theme, depths[d],
					      styles[i / 2]);
				if (styles[i / 2] & (STYLE_REVERSE | STYLE_ALERT))
					ck_assert(marks & MARK_REVERSE);
			}
	ck_assert_uint_eq(theme_marks(THEME_LIGHT, STYLE_PLAIN, (struct theme_terminal){ 256, true }), 0);
	ck_assert_uint_eq(theme_marks(THEME_LIGHT, STYLE_RULE, (struct theme_terminal){ 8, true }), 0);
}
END_TEST

/* Where bold means bright, bold black is grey: 3:1 on white. */
START_TEST(black_is_not_made_bright)
{
	static const enum theme light[] = { THEME_LIGHT, THEME_CREAM };

	for (unsigned style = 0; style < STYLE_ALERT * 2; style++)
		for (int i = 0; i < 4; i++)
			for (int underlines = 0; underlines < 2; underlines++) {
				struct theme_terminal few = { i % 2 ? 8 : 16, underlines };

				ck_assert(!(theme_marks(light[i / 2], style, few) & MARK_BOLD));
			}
	ck_assert(theme_marks(THEME_LIGHT, STYLE_STRONG, (struct theme_terminal){ 8, true }) & MARK_UNDERLINE);
	ck_assert(theme_marks(THEME_LIGHT, STYLE_STRONG, (struct theme_terminal){ 8, false }) & MARK_REVERSE);
	ck_assert(theme_marks(THEME_LIGHT, STYLE_STRONG, (struct theme_terminal){ 256, true }) & MARK_BOLD);
	ck_assert(theme_marks(THEME_LIGHT, STYLE_STRONG, (struct theme_terminal){ 0, true }) & MARK_BOLD);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("theme");
	TCase *tcase = tcase_create("theme");

	suite_add_tcase(suite, tcase);
	tcase_add_test(tcase, black_on_white_is_21_to_1);
	tcase_add_test(tcase, the_nearest_of_256_is_taken);
	tcase_add_test(tcase, every_pair_can_be_read);
	tcase_add_test(tcase, both_colours_are_set_or_neither);
	tcase_add_test(tcase, emphasis_is_never_colour_alone);
	tcase_add_test(tcase, black_is_not_made_bright);
	return suite_run(suite);
}
