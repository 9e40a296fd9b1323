/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workbook file for tests, and short ways to read, print and change one. */
#ifndef UNIT_BOOK_H
#define UNIT_BOOK_H

#include <check.h>
#include <string.h>
#include <time.h>

#include "answers/answers.h"

#define NOW ((time_t)1795460651)	/* 2026-11-23T19:04:11Z */

/* A file with members of later versions at every level. */
static const char book[] =
	"{\"later\":1.0,\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"book\",\n"
	"\"pack\":{\"id\":\"pack\",\"edition\":{ \"n\" : 1E2 },\"version\":\"1\"},\n"
	"\"place\":{\"clock\":12,\"scroll\":[ 0.50 ],\"page\":\"myth\",\"paragraph\":3},\n"
	"\"answers\":{\n"
	" \"one\":{\"shade\":[ \"mentor\" ],\"layers\":[\n"
	"  {\"id\":\"b\",\"clock\":7,\"at\":\"2026-11-23T19:04:11Z\",\"question\":\"Q?\",\n"
	"   \"text\":\"two \\u00e9\",\"rooms\":[{ \"quote\":\"\\u00e9\" }],\"oval\":false},\n"
	"  {\"id\":\"a\",\"clock\":2,\"at\":\"2026-11-22T19:04:11Z\",\"question\":\"Q?\","
	"\"text\":\"one\"}],\n"
	"  \"stairs\":[{\"id\":\"s\",\"clock\":31,\"when\":\"x\"}],\"n\":9007199254740993},\n"
	" \"two\":{\"nooks\":[]}},\n"
	"\"lenses\":{\"practice\":{\"layers\":[{\"id\":\"c\",\"clock\":3,\"at\":\"\","
	"\"question\":\"\",\"text\":\"\"}]}},\n"
	"\"guards\":{},\"forgotten\":[ \"x\" ],\"group_key\":null}";

static inline struct answers *read_ok(const char *json)
{
	struct answers *a = NULL;
	struct err err = { .text = "" };

	ck_assert_msg(answers_read(&a, slice_of(json), &err), "%s: %s", err.text, json);
	return a;
}

/* The printed workbook, for free(). */
static inline char *print_ok(const struct answers *a)
{
	struct err err = { .text = "" };
	struct buf b;

	buf_init(&b, ANSWERS_FILE_MAX);
	ck_assert_msg(answers_print(a, &b, &err), "%s", err.text);
	return buf_steal(&b);
}

/* JSON with the first FIND in it replaced by PUT, for free(). */
static inline char *changed(const char *json, const char *find, const char *put)
{
	const char *at = strstr(json, find);
	struct buf b;

	ck_assert_msg(at != NULL, "%s", find);
	buf_init(&b, 1 << 20);
	buf_add(&b, json, (size_t)(at - json));
	buf_add_str(&b, put);
	buf_add_str(&b, at + strlen(find));
	return buf_steal(&b);
}

#endif
