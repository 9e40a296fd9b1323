/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever is written and chosen: a summary holds just that, in every form. */
#include <config.h>

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "../fuzz/word.h"
#include "base/mem.h"
#include "desk.h"
#include "fault.h"
#include "hung.h"
#include "scratch.h"
#include "suite.h"
#include "workbook/export.h"
#include "workbook/preface.h"
#include "workbook/summary.h"

static time_t now;
static struct workbook *wb;

static void setup(void)
{
	desk_setup();
	now = DESK_NOW;
	wb = desk_create("w.json", desk_book());
}

static void teardown(void)
{
	workbook_free(wb);
	scratch_close();
}

/* A sitting of its own, the next day. */
static void later(void)
{
	now += 24 * 60 * 60;
	fault_clock(now);
}

#define TRIES 150
#define MARKS_MAX 400

enum kind { NEWEST, EARLIER, FIRST, NOTE_SEE, NOTE_CARE, STEP, REPLY, PREFACE };

/* Words like no others, where they stand, and what they are. */
static struct mark {
	char word[24];
	size_t box;	/* of boxes[] */
	enum kind kind;
} marks[MARKS_MAX];
static size_t mark_count;

static const char *const boxes[] = { "ask", "intend", "see", "care" };
#define BOXES 4

static const char *mark(size_t box, enum kind kind)
{
	struct mark *m = &marks[mark_count++];

	ck_assert(mark_count < MARKS_MAX);
	snprintf(m->word, sizeof(m->word), "mark%zux", mark_count);
	m->box = box;
	m->kind = kind;
	return m->word;
}

/* Up to four layers in a box; the newest may be left open with a reason. */
static void write_layers(size_t box, unsigned *seed)
{
	size_t page = desk_page(wb, boxes[box]), from = mark_count;
	int layers = rand_r(seed) % 5;

	for (int i = 0; i < layers; i++) {
		char text[64];

		later();
		snprintf(text, sizeof(text), "<b>%s & \"so\"\n\n    on", mark(box, EARLIER));
		if (i + 1 == layers && rand_r(seed) % 4 == 0)
			workbook_leave_open(wb, page, slice_of(text));
		else
			workbook_write(wb, page, slice_of(text));
	}
	if (layers && !workbook_is_open(wb, page))
		marks[from].kind = FIRST;	/* from which it moved */
	if (layers)
		marks[mark_count - 1].kind = NEWEST;
}

static void write_beside(size_t box, unsigned *seed)
{
	bool question = box < 2;

	if (question && rand_r(seed) % 2)
		hung_note(wb, boxes[box], "see", mark(box, NOTE_SEE));
	if (question && rand_r(seed) % 2)
		hung_note(wb, boxes[box], "care", mark(box, NOTE_CARE));
	if (question && rand_r(seed) % 3 == 0) {
		char then[24];

		strcpy(then, mark(box, STEP));
		hung_step(wb, boxes[box], then, mark(box, STEP));
	}
	if (rand_r(seed) % 3 == 0)
		hung_reply(wb, boxes[box], mark(box, REPLY), mark(box, REPLY));
}

static void choose_randomly(struct summary_choice *choice, unsigned *seed)
{
	summary_choose(choice, rand_r(seed) % 4 ? SUMMARY_MENTOR : SUMMARY_ME);
	choice->layers = (enum summary_layers)(rand_r(seed) % 3);
	choice->by_condition = rand_r(seed) % 2;
	for (size_t i = 0; i < SUMMARY_PARTS; i++)
		choice->has[i] = rand_r(seed) % 3 > 0;
	for (size_t i = 0; i < 3; i++)
		choice->without[i] = rand_r(seed) % 5 == 0;
}

static bool is_in(const struct mark *m, const struct summary_choice *choice, const bool *shared)
{
	bool me = choice->reader == SUMMARY_ME, conditions = choice->has[SUMMARY_CONDITIONS];
	bool cautions = choice->has[SUMMARY_CAUTIONS];

	if (m->kind == PREFACE)
		return true;
	if ((!me && !shared[m->box]) || choice->without[m->box / 2])
		return false;
	if ((m->box == 2 && !conditions) || (m->box == 3 && !cautions))
		return false;
	switch (m->kind) {
	case NEWEST:
		return true;
	case EARLIER:
		return choice->layers == SUMMARY_EARLIER;
	case FIRST:
		return choice->layers != SUMMARY_NEWEST;
	case NOTE_SEE:
		return conditions;
	case NOTE_CARE:
		return cautions;
	case STEP:
		return choice->has[SUMMARY_STEPS];
	default:
		return choice->has[SUMMARY_REPLIES];
	}
}

static void check_marks(const struct summary_choice *choice, const bool *shared, unsigned start)
{
	struct doc *doc = summary_make(wb, choice);

	for (enum export_format f = 0; f < EXPORT_COUNT; f++) {
		struct buf out;

		buf_init(&out, 1 << 22);
		export_write(doc, f, &out);
		if (f == EXPORT_DOCX)
			word_open(&out);
		for (size_t i = 0; i < mark_count; i++)
			ck_assert_msg(!strstr(out.data, marks[i].word) == !is_in(&marks[i], choice, shared),
				      "seed %u, %s: '%s' under '%s' is %s:\n%s", start, export_name(f),
				      marks[i].word, boxes[marks[i].box],
				      strstr(out.data, marks[i].word) ? "in" : "not in", out.data);
		buf_release(&out);
	}
	doc_free(doc);
}

START_TEST(just_what_is_chosen_is_in_every_form)
{
	for (unsigned start = 1; start <= TRIES; start++) {
		bool shared[BOXES];
		unsigned seed = start;

		teardown();
		setup();
		mark_count = 0;
		for (size_t box = 0; box < BOXES; box++) {
			write_layers(box, &seed);
			write_beside(box, &seed);
			shared[box] = rand_r(&seed) % 2;
			hung_share(wb, boxes[box], shared[box], rand_r(&seed) % 2);
		}
		preface_write(wb, PREFACE_WORKING, slice_of(mark(0, PREFACE)));
		for (int i = 0; i < 4; i++) {
			struct summary_choice choice;

			choose_randomly(&choice, &seed);
			check_marks(&choice, shared, start);
		}
	}
}
END_TEST

static void lacks(const struct buf *out, const char *part)
{
	ck_assert_msg(!strstr(out->data, part), "'%s' is in\n%s", part, out->data);
}

/* What an audience that is not chosen would learn from, nowhere in any byte: not even ids. */
START_TEST(a_mentors_copy_has_no_ids)
{
	struct summary_choice choice;
	const struct layer *layer;
	struct doc *doc;

	summary_choose(&choice, SUMMARY_MENTOR);
	desk_write(wb, "ask", "She leads.");
	hung_share(wb, "ask", true, true);
	layer = answers_newest(workbook_answers(wb), PART_ANSWERS, "ask");
	doc = summary_make(wb, &choice);
	for (enum export_format f = 0; f < EXPORT_COUNT; f++) {
		struct buf out;

		buf_init(&out, 1 << 20);
		export_write(doc, f, &out);
		if (f == EXPORT_DOCX)
			word_open(&out);
		lacks(&out, layer->id);
		lacks(&out, answers_id(workbook_answers(wb)));
		lacks(&out, "2026");
		lacks(&out, "group");
		buf_release(&out);
	}
	doc_free(doc);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("summary_marks");
	TCase *tc = tcase_create("summary_marks");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 120);
	tcase_add_test(tc, just_what_is_chosen_is_in_every_form);
	tcase_add_test(tc, a_mentors_copy_has_no_ids);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
