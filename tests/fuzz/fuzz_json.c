/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever the strict check lets through, cJSON reads, with the same values in the same
 * order, and nothing is cut or dropped. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "answers/json.h"
#include "fuzz.h"

/* The values of the tree below ITEM, itself included. */
static size_t count_values(const cJSON *item)
{
	size_t count = 1;

	for (const cJSON *n = item->child; n; n = n->next)
		count += count_values(n);
	return count;
}

static bool is_kind(const cJSON *item, char first)
{
	switch (first) {
	case '{':
		return cJSON_IsObject(item);
	case '[':
		return cJSON_IsArray(item);
	case '"':
		return cJSON_IsString(item);
	case 't':
		return cJSON_IsTrue(item);
	case 'f':
		return cJSON_IsFalse(item);
	case 'n':
		return cJSON_IsNull(item);
	default:
		return cJSON_IsNumber(item);
	}
}

/* ITEM is what stands in range *AT of TEXT, and so are those below it; moves *AT. */
static void check_ranges(const cJSON *item, struct slice text, const struct json_ranges *ranges,
			 size_t *at)
{
	struct json_range range = ranges->items[(*at)++];

	fuzz_must(range.start < range.end && range.end <= text.len, "a range lies in the text");
	fuzz_must(is_kind(item, text.data[range.start]), "a value begins where its range does");
	for (const cJSON *n = item->child; n; n = n->next) {
		fuzz_must(*at < ranges->count && ranges->items[*at].start > range.start &&
			  ranges->items[*at].end < range.end, "a value lies in the one around it");
		check_ranges(n, text, ranges, at);
	}
	fuzz_must(*at == range.next, "behind a value comes the next");
}

/* What was let through once is let through when cJSON has written it. */
static void check_print(const cJSON *tree)
{
	char *printed = cJSON_PrintUnformatted(tree);
	struct err err = { .text = "" };

	fuzz_must(printed != NULL, "cJSON writes what it has read");
	fuzz_must_of(json_check(slice_of(printed), NULL, &err) || err.kind == ERR_TOO_BIG, err.text,
		     slice_of(printed));
	free(printed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = { size ? (const char *)data : "", size };
	struct json_ranges ranges;
	struct err err = { .text = "" };
	size_t at = 0;
	cJSON *tree;

	fuzz_begin();
	if (!json_check(text, &ranges, &err)) {
		fuzz_must(err.text[0] && !ranges.items, "a refusal has a reason");
		return 0;
	}
	tree = cJSON_ParseWithLengthOpts(text.data, text.len, NULL, false);
	fuzz_must(tree != NULL, "cJSON parses what the check accepts");
	fuzz_must(count_values(tree) == ranges.count, "each value has its range");
	check_ranges(tree, text, &ranges, &at);
	check_print(tree);
	cJSON_Delete(tree);
	free(ranges.items);
	return 0;
}
