/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads and writes the members by which copies of a workbook are known. */
#include <config.h>

#include "answers/identity.h"

#include <stdlib.h>
#include <string.h>

#include "answers/json.h"
#include "answers/model.h"
#include "base/intl.h"
#include "base/mem.h"

static const char former_name[] = "former_ids", key_name[] = "group_key";

bool identity_is_member(const char *name)
{
	return strcmp(name, former_name) == 0 || strcmp(name, key_name) == 0;
}

static bool is_id(const cJSON *item)
{
	size_t len = cJSON_IsString(item) ? strlen(item->valuestring) : 0;

	return len > 0 && len <= MODEL_TEXT_MAX;
}

/* *ITEM is what EXTRA (NULL: none) holds, for cJSON_Delete, or NULL.  It has been checked before, so
 * false says that memory is short. */
static bool parse(const struct extra *extra, cJSON **item, struct err *err)
{
	*item = extra ? json_parse(slice_of(extra->json), NULL, err) : NULL;
	return !extra || *item;
}

/* Adds the ids of EXTRA (or NULL), a list of nothing else; *IS_LIST: whether it is one. */
static bool add_former(struct ids *ids, const struct extra *extra, bool *is_list, struct err *err)
{
	cJSON *list;
	bool ok = parse(extra, &list, err);

	*is_list = cJSON_IsArray(list);
	for (const cJSON *n = *is_list ? list->child : NULL; n && *is_list; n = n->next)
		*is_list = is_id(n);
	for (const cJSON *n = *is_list ? list->child : NULL; n; n = n->next)
		ids_add(ids, n->valuestring);
	cJSON_Delete(list);
	return ok;
}

/* *KEY is the text that EXTRA (or NULL) is, for free(), or NULL. */
static bool read_key(const struct extra *extra, char **key, struct err *err)
{
	cJSON *item;
	bool ok = parse(extra, &item, err);

	*key = is_id(item) ? mem_string(item->valuestring) : NULL;
	cJSON_Delete(item);
	return ok;
}

void identity_ids(const struct answers *a, struct ids *ids)
{
	struct err ignored;
	bool is_list;

	ids_add(ids, a->id);
	(void)add_former(ids, extras_find(&a->extras, former_name), &is_list, &ignored);
	ids_settle(ids);
}

bool identity_is(const struct answers *a, const char *id)
{
	struct ids ids = { 0 };
	bool is;

	identity_ids(a, &ids);
	is = ids_have(&ids, id);
	ids_release(&ids);
	return is;
}

char *identity_group_key(const struct answers *a)
{
	struct err ignored;
	char *key;

	(void)read_key(extras_find(&a->extras, key_name), &key, &ignored);
	return key;
}

/* The JSON of ITEM, which goes, for cJSON_free(). */
static char *print(cJSON *item, struct err *err)
{
	char *json = item ? cJSON_PrintUnformatted(item) : NULL;

	cJSON_Delete(item);
	if (!json)
		err_set(err, ERR_IO, _("not enough memory to write the file"));
	return json;
}

bool identity_set_group_key(struct answers *a, const char *key, struct err *err)
{
	char *json = print(cJSON_CreateString(key), err);

	if (!json)
		return false;
	extras_put(&a->extras, key_name, json);
	cJSON_free(json);
	a->place.clock = ++a->clock;
	return true;
}

/* Each that has a member NAME gets JSON for it. */
static void agree(struct extras *to, struct extras *from, const char *name, const char *json)
{
	char *copy = mem_string(json);

	if (extras_find(to, name))
		extras_put(to, name, copy);
	if (extras_find(from, name))
		extras_put(from, name, copy);
	free(copy);
}

/* Writes IDS as the list of both; where neither has one, TO gets it. */
static bool put_former(struct extras *to, struct extras *from, const struct ids *ids, struct err *err)
{
	/* A file has room for far fewer than an int can count. */
	char *json = print(cJSON_CreateStringArray((const char *const *)ids->items, (int)ids->count),
			   err);

	if (!json)
		return false;
	if (!extras_find(to, former_name) && !extras_find(from, former_name))
		extras_put(to, former_name, json);
	agree(to, from, former_name, json);
	cJSON_free(json);
	return true;
}

/* Where both are lists that were written in two ways, and where an id joins, it is written anew. */
static bool unite_former(struct extras *to, struct extras *from, const char *other,
			 struct err *err)
{
	const struct extra *ours = extras_find(to, former_name);
	const struct extra *theirs = extras_find(from, former_name);
	struct ids ids = { 0 };
	bool is_ours = false, is_theirs = false;
	bool ok = add_former(&ids, ours, &is_ours, err) && add_former(&ids, theirs, &is_theirs, err);

	if (other)
		ids_add(&ids, other);
	ids_settle(&ids);
	if (ok && (other || (is_ours && is_theirs && strcmp(ours->json, theirs->json) != 0)))
		ok = put_former(to, from, &ids, err);
	else if (ok && is_ours != is_theirs)
		agree(to, from, former_name, is_ours ? ours->json : theirs->json);
	ids_release(&ids);
	return ok;
}

/* The smaller stays. */
static bool unite_keys(struct extras *to, struct extras *from, struct err *err)
{
	const struct extra *ours = extras_find(to, key_name), *theirs = extras_find(from, key_name);
	char *a = NULL, *b = NULL;
	bool ok = read_key(ours, &a, err) && read_key(theirs, &b, err);
	int order = a && b ? strcmp(a, b) : 0;

	if (a && b && !order)
		order = strcmp(ours->json, theirs->json);
	if (ok && a && (!b || order < 0))
		agree(to, from, key_name, ours->json);
	else if (ok && b && (!a || order > 0))
		agree(to, from, key_name, theirs->json);
	free(a);
	free(b);
	return ok;
}

bool identity_unite(struct extras *to, struct extras *from, const char *other, struct err *err)
{
	return unite_keys(to, from, err) && unite_former(to, from, other, err);
}
