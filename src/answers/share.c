/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What leaves of a workbook: everything is copied member by member, so that nothing goes along. */
#include <config.h>

#include "answers/share.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "answers/model.h"
#include "base/mem.h"

#define DAY_SIZE 32	/* "2026-11-23T12:00:00Z", whatever a year may be */

static bool is_blank(const struct layer *layer)
{
	return slice_trim(slice_of(layer->text)).len == 0;
}

/* Whether a layer says anything to AUDIENCE. */
static bool says(const struct layer *layer, enum audience audience)
{
	return layer->open ? audience == AUDIENCE_MENTOR : !is_blank(layer);
}

/* The newest layer of an entry that leaves, or NULL. */
static const struct model_layer *leaving(const struct model_entry *entry, enum audience audience)
{
	const struct model_layer *newest;

	if (!entry->count || !ids_have(&entry->share, audience_name(audience)))
		return NULL;
	newest = &entry->layers[entry->count - 1];
	return says(&newest->shown, audience) ? newest : NULL;
}

static bool stays(const struct share_choice *choice, int part, const struct model_entry *entry)
{
	return choice->but && (int)choice->but_part == part && strcmp(choice->but, entry->id) == 0;
}

bool share_has_any(const struct answers *a, enum audience audience,
		   const struct share_choice *choice)
{
	for (int part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < a->parts[part].count; i++) {
			const struct model_entry *entry = &a->parts[part].entries[i];

			if (!stays(choice, part, entry) && leaving(entry, audience))
				return true;
		}
	return false;
}

/* Of the time AT the day, for free(). */
static char *day_of(const char *at)
{
	time_t when = answers_time(at);
	char day[DAY_SIZE];
	struct tm tm;

	if (when < 0 || !localtime_r(&when, &tm) ||
	    !strftime(day, sizeof(day), "%Y-%m-%dT12:00:00Z", &tm))
		return mem_string("");
	return mem_string(day);
}

static void copy_layer(struct model_entry *to, const struct layer *layer)
{
	model_add_layer(to)->shown = (struct layer){
		.id = mem_string(layer->id),
		.at = day_of(layer->at),
		.question = mem_string(layer->question),
		.text = mem_string(layer->text),
		.open = layer->open,
	};
}

static void copy_entry(struct model_part *to, const struct model_entry *entry,
		       const struct share_choice *choice)
{
	struct model_entry *copy = model_add_entry(to, entry->id);

	for (size_t i = choice->earlier ? 0 : entry->count - 1; i < entry->count; i++)
		if (says(&entry->layers[i].shown, AUDIENCE_MENTOR))
			copy_layer(copy, &entry->layers[i].shown);
}

static int compare(const void *left, const void *right)
{
	return strcmp(((const struct model_entry *)left)->id,
		      ((const struct model_entry *)right)->id);
}

/* In an order, and with clocks, that do not tell what was written when. */
static void settle(struct answers *copy, struct model_part *part)
{
	if (part->count)
		qsort(part->entries, part->count, sizeof(*part->entries), compare);
	for (size_t i = 0; i < part->count; i++)
		for (size_t k = 0; k < part->entries[i].count; k++)
			part->entries[i].layers[k].shown.clock = ++copy->clock;
}

struct answers *share_for_mentor(const struct answers *a, const struct share_choice *choice)
{
	struct answers *copy = MEM_NEW(struct answers);

	copy->kind = KIND_COPY;
	copy->id = mem_string(a->id);
	copy->language = mem_string(choice->language);
	copy->pack_id = mem_string(a->pack_id);
	copy->pack_version = mem_string(a->pack_version);
	copy->place.page = mem_string("");
	for (int part = 0; part < PART_COUNT; part++) {
		for (size_t i = 0; i < a->parts[part].count; i++) {
			const struct model_entry *entry = &a->parts[part].entries[i];

			if (!stays(choice, part, entry) && leaving(entry, AUDIENCE_MENTOR))
				copy_entry(&copy->parts[part], entry, choice);
		}
		settle(copy, &copy->parts[part]);
	}
	return copy;
}

void share_for_group(const struct answers *a, const struct share_choice *choice,
		     struct voice_copy *copy)
{
	copy->clock = a->clock;
	copy->pack_id = mem_string(a->pack_id);
	copy->pack_version = mem_string(a->pack_version);
	copy->language = mem_string(choice->language);
	for (int part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < a->parts[part].count; i++) {
			const struct model_entry *entry = &a->parts[part].entries[i];
			const struct model_layer *newest = leaving(entry, AUDIENCE_GROUP);

			if (newest && !stays(choice, part, entry))
				voice_add(copy, (struct voice){
					(enum answers_part)part, entry->id, newest->shown.question,
					newest->shown.text });
		}
}
