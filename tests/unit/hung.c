/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What hangs under an answer, for tests. */
#include <config.h>

#include "hung.h"

#include <check.h>

#include "desk.h"
#include "fault.h"
#include "workbook/beside.h"

void hung_share(struct workbook *wb, const char *id, bool mentor, bool group)
{
	const bool chosen[AUDIENCE_COUNT] = { [AUDIENCE_MENTOR] = mentor, [AUDIENCE_GROUP] = group };

	beside_set_share(wb, desk_page(wb, id), chosen);
}

void hung_note(struct workbook *wb, const char *id, const char *on, const char *text)
{
	const struct slice texts[ITEM_TEXTS] = { [NOTE_ON] = slice_of(on), [NOTE_TEXT] = slice_of(text) };

	/* They stand in the order in which they were begun. */
	fault_clock(fault_sys()->now() + 1);
	ck_assert_ptr_nonnull(beside_put(wb, desk_page(wb, id), ITEM_NOTE, NULL, texts));
}

void hung_step(struct workbook *wb, const char *id, const char *then, const char *happened)
{
	const struct slice texts[ITEM_TEXTS] = {
		[STEP_THEN] = slice_of(then), [STEP_LOOK] = slice_of("2027-01-15"),
	};
	const struct item *item = beside_put(wb, desk_page(wb, id), ITEM_STEP, NULL, texts);

	ck_assert_ptr_nonnull(item);
	beside_write_happened(wb, desk_page(wb, id), item->id, "What happened?", slice_of(happened));
}

void hung_reply(struct workbook *wb, const char *id, const char *from, const char *text)
{
	const struct slice texts[ITEM_TEXTS] = {
		[REPLY_FROM] = slice_of(from), [REPLY_TEXT] = slice_of(text),
	};

	ck_assert_ptr_nonnull(beside_put(wb, desk_page(wb, id), ITEM_REPLY, NULL, texts));
}

void hung_rest(struct workbook *wb, const char *id, const char *quote, const char *on, const char *missing)
{
	const struct item item = { .text = { [REST_QUOTE] = quote, [REST_ON] = on,
					     [REST_MISSING] = missing } };

	beside_set_rests(wb, desk_page(wb, id), &item, 1);
}
