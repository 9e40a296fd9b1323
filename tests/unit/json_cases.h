/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What strict JSON is and is not: cases of our own for each group of JSONTestSuite
 * (arrays, literals, numbers, objects, strings, structure; accepted, refused, left open).
 */
#ifndef UNIT_JSON_CASES_H
#define UNIT_JSON_CASES_H

#include <stddef.h>

enum json_verdict {
	GOOD,
	BAD,	/* no JSON, or JSON that no two programs read alike */
	OURS	/* JSON, but against our rules: twice the same name, a zero character */
};

struct json_case {
	enum json_verdict verdict;
	const char *text;
	size_t len;	/* 0: up to the NUL */
};

static const struct json_case json_cases[] = {
	/* arrays */
	{ GOOD, "[]", 0 }, { GOOD, " [ ] ", 0 }, { GOOD, "[[] , [ [ ]]]", 0 },
	{ GOOD, "[\"\"]", 0 }, { GOOD, "[\"ends\"]\n", 0 }, { GOOD, "[false]", 0 },
	{ GOOD, "[null, 3, \"3\", {}, true]", 0 }, { GOOD, "[4\n]", 0 }, { GOOD, " [5]", 0 },
	{ GOOD, "[6,null,null,null,7]", 0 }, { GOOD, "[8]\t \r\n", 0 }, { GOOD, "[[],{}]", 0 },
	{ BAD, "[7 false]", 0 }, { BAD, "[\xE9]", 0 }, { BAD, "[\"\": 2]", 0 },
	{ BAD, "[\"\"],", 0 }, { BAD, "[,2]", 0 }, { BAD, "[2,,3]", 0 },
	{ BAD, "[\"a\",,]", 0 }, { BAD, "[\"a\"]]", 0 }, { BAD, "[\"a\",]", 0 },
	{ BAD, "[\"a\"", 0 }, { BAD, "[a", 0 }, { BAD, "[4[5]]", 0 }, { BAD, "[\xFE]", 0 },
	{ BAD, "[2;3]", 0 }, { BAD, "[,]", 0 }, { BAD, "[-]", 0 }, { BAD, "[ , \"\"]", 0 },
	{ BAD, "[\"a\",\n3\n,2,", 0 }, { BAD, "[2,]", 0 }, { BAD, "[2,,,]", 0 },
	{ BAD, "[\"\v\"\\f]", 0 }, { BAD, "[*]", 0 }, { BAD, "[\"\"", 0 }, { BAD, "[2,", 0 },
	{ BAD, "[2,\n2\n,2", 0 }, { BAD, "[{}", 0 }, { BAD, "[}", 0 }, { BAD, "[2}", 0 },
	/* the three words */
	{ GOOD, "true", 0 }, { GOOD, "false", 0 }, { GOOD, "null", 0 },
	{ GOOD, "[true,false,null]", 0 },
	{ BAD, "[tru]", 0 }, { BAD, "[fals]", 0 }, { BAD, "[nul]", 0 }, { BAD, "nul", 0 },
	{ BAD, "[True]", 0 }, { BAD, "[NULL]", 0 }, { BAD, "[truely]", 0 },
	{ BAD, "[nullnull]", 0 }, { BAD, "[undefined]", 0 },
	/* numbers */
	{ GOOD, "[57e89]", 0 }, { GOOD, "[0e+2]", 0 }, { GOOD, "[0e2]", 0 }, { GOOD, "[ 5]", 0 },
	{ GOOD, "[-0.00000000000000000000000000000000000000000000000000000000000000000000000000"
		"000001]", 0 },
	{ GOOD, "[30e2]", 0 }, { GOOD, "[-0]", 0 }, { GOOD, "[-57]", 0 }, { GOOD, "[-2]", 0 },
	{ GOOD, "[2E33]", 0 }, { GOOD, "[2E-3]", 0 }, { GOOD, "[2E+3]", 0 },
	{ GOOD, "[57e56]", 0 }, { GOOD, "[57.24e7]", 0 }, { GOOD, "[2e-3]", 0 },
	{ GOOD, "[2e+3]", 0 }, { GOOD, "[57]", 0 }, { GOOD, "[57.2468]", 0 },
	{ GOOD, "[0]", 0 }, { GOOD, "[0.5]", 0 }, { GOOD, "[10]", 0 },
	{ BAD, "[57]00", 0 }, { BAD, "5700]", 0 }, { BAD, "[++57]", 0 }, { BAD, "[+2]", 0 },
	{ BAD, "[+Inf]", 0 }, { BAD, "[-02]", 0 }, { BAD, "[-2.0.]", 0 }, { BAD, "[-3.]", 0 },
	{ BAD, "[-NaN]", 0 }, { BAD, "[.-2]", 0 }, { BAD, "[.3e-3]", 0 }, { BAD, "[0.2.3]", 0 },
	{ BAD, "[0.4e+]", 0 }, { BAD, "[0.4e]", 0 }, { BAD, "[0.e2]", 0 }, { BAD, "[0E+]", 0 },
	{ BAD, "[0E]", 0 }, { BAD, "[0e+]", 0 }, { BAD, "[0e]", 0 }, { BAD, "[2.0e+]", 0 },
	{ BAD, "[2.0e-]", 0 }, { BAD, "[2.0e]", 0 }, { BAD, "[2 000]", 0 }, { BAD, "[2_000]", 0 },
	{ BAD, "[2eE3]", 0 }, { BAD, "[3.e+3]", 0 }, { BAD, "[3.e-3]", 0 }, { BAD, "[3.e3]", 0 },
	{ BAD, "[8.e+]", 0 }, { BAD, "[Inf]", 0 }, { BAD, "[NaN]", 0 },
	{ BAD, "[\xEF\xBC\x92]", 0 }, { BAD, "[2+3]", 0 }, { BAD, "[0x2]", 0 },
	{ BAD, "[0x5A]", 0 }, { BAD, "[Infinity]", 0 }, { BAD, "[0e+-2]", 0 },
	{ BAD, "[-57.24foo]", 0 }, { BAD, "[57\xE9]", 0 }, { BAD, "[2e2\xE9]", 0 },
	{ BAD, "[0\xE9]\n", 0 }, { BAD, "[-Infinity]", 0 }, { BAD, "[-foo]", 0 },
	{ BAD, "[- 2]", 0 }, { BAD, "[-057]", 0 }, { BAD, "[-.57]", 0 }, { BAD, "[-2x]", 0 },
	{ BAD, "[2eb]", 0 }, { BAD, "[2e\xE9]", 0 }, { BAD, "[2.]", 0 }, { BAD, "[.57]", 0 },
	{ BAD, "[2.3bc4]", 0 }, { BAD, "[2.9fe+1]", 0 }, { BAD, "[057]", 0 }, { BAD, "[00.0]", 0 },
	{ BAD, "[-00.0]", 0 }, { BAD, "[00e0]", 0 }, { BAD, "[-00e0]", 0 }, { BAD, "-", 0 },
	{ BAD, "[1,5.]", 0 }, { BAD, "[--1]", 0 }, { BAD, "[1e1.5]", 0 },
	/* left open by the standard: we take what double holds, and what it does not */
	{ GOOD, "[4.5e00669999999999999999999999999999999999999999999999]", 0 },
	{ GOOD, "[-1e+9999]", 0 }, { GOOD, "[1.5e-400]", 0 }, { GOOD, "[123123e100000]", 0 },
	{ GOOD, "[100000000000000000000]", 0 }, { GOOD, "[9007199254740993]", 0 },
	/* objects */
	{ GOOD, "{}", 0 }, { GOOD, "{\"a\":\"b\",\"c\":\"d\"}", 0 }, { GOOD, "{\"a\":\"b\"}", 0 },
	{ GOOD, "{\"\":0}", 0 }, { GOOD, "{\"least\":-1.5e+28,\"most\":1.5e+28}", 0 },
	{ GOOD, "{\"a\":[{\"id\":\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"}],"
		"\"id\":\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"}", 0 },
	{ GOOD, "{\"a\":[]}", 0 }, { GOOD, "{\"t\":\"\\u017Cycie\"}", 0 },
	{ GOOD, "{\n\"a\":\n\"b\"\n}", 0 }, { GOOD, "{\"a\":1,\"A\":2}", 0 },
	{ GOOD, "{\"a\":{\"a\":{\"a\":1}},\"b\":{\"a\":1}}", 0 },
	{ OURS, "{\"a\":\"b\",\"a\":\"c\"}", 0 }, { OURS, "{\"a\":\"b\",\"a\":\"b\"}", 0 },
	{ OURS, "{\"a\\u0000b\":1}", 0 }, { OURS, "{\"a\":1,\"\\u0061\":2}", 0 },
	{ OURS, "{\"\\n\":1,\"b\":2,\"\\u000A\":3}", 0 }, { OURS, "{\"\":1,\"\":2}", 0 },
	{ OURS, "{\"\xF0\x9F\x98\x80\":1,\"\\ud83d\\uDE00\":2}", 0 },
	{ OURS, "{\"/\":1,\"\\/\":2}", 0 }, { OURS, "{\"\\\\\":1,\"\\u005c\":2}", 0 },
	{ OURS, "[{\"x\":{\"a\":1,\"b\":2,\"a\":3}}]", 0 },
	{ OURS, "{\"b\":1,\"c\":{\"d\":1},\"b\":2}", 0 }, { OURS, "{\"\\\"\":1,\"\\u0022\":2}", 0 },
	{ BAD, "[\"a\", truth]", 0 }, { BAD, "{[: \"b\"}\n", 0 }, { BAD, "{\"a\", null}", 0 },
	{ BAD, "{\"a\"::\"b\"}", 0 }, { BAD, "{\xF0\x9F\x8C\xB3}", 0 },
	{ BAD, "{\"a\":\"b\" 12}", 0 }, { BAD, "{a: \"b\"}", 0 }, { BAD, "{\"\xA9\":\"0\",}", 0 },
	{ BAD, "{\"a\" c}", 0 }, { BAD, "{:\"c\"}", 0 }, { BAD, "{\"a\" \"c\"}", 0 },
	{ BAD, "{\"a\":", 0 }, { BAD, "{\"a\"", 0 }, { BAD, "{2:2}", 0 },
	{ BAD, "{8888E8888:2}", 0 }, { BAD, "{null:null,null:null}", 0 },
	{ BAD, "{\"id\":0,,,,,}", 0 }, { BAD, "{'a':0}", 0 }, { BAD, "{\"id\":0,}", 0 },
	{ BAD, "{\"a\":\"b\"}/**/", 0 }, { BAD, "{\"a\":\"b\"}/**//", 0 },
	{ BAD, "{\"a\":\"b\"}//", 0 }, { BAD, "{\"a\":\"b\"}/", 0 },
	{ BAD, "{\"a\":\"b\",,\"c\":\"d\"}", 0 }, { BAD, "{a:\"b\"}", 0 },
	{ BAD, "{\"a\":\"c", 0 }, { BAD, "{ \"f\" : \"b\", \"c\" }", 0 },
	{ BAD, "{\"a\":\"b\"}#", 0 }, { BAD, "{,}", 0 }, { BAD, "{\"a\":1]", 0 },
	{ BAD, "{\"a\":}", 0 }, { BAD, "{\"a\":1 \"b\":2}", 0 }, { BAD, "{\"a\":1;\"b\":2}", 0 },
	/* strings */
	{ GOOD, "[\"\\u0061\\u012B\\u12AC\"]", 0 }, { GOOD, "[\"\\uD802\\udc38\"]", 0 },
	{ GOOD, "[\"\\ud83d\\ude3a\\ud83d\\udc0e\"]", 0 },
	{ GOOD, "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]", 0 }, { GOOD, "[\"\\\\u0000\"]", 0 },
	{ GOOD, "[\"\\\"\"]", 0 }, { GOOD, "[\"a/*b*/c//d\"]", 0 }, { GOOD, "[\"\\\\b\"]", 0 },
	{ GOOD, "[\"\\\\t\"]", 0 }, { GOOD, "[\"\\u0013\"]", 0 }, { GOOD, "[\"\\uFFFE\"]", 0 },
	{ GOOD, "[ \"in\"]", 0 }, { GOOD, "[\"\\uDBFE\\uDFFE\"]", 0 },
	{ GOOD, "[\"a\\u00A0b\"]", 0 }, { GOOD, "[\"\xF4\x8F\xBF\xBF\"]", 0 },
	{ GOOD, "[\"\xEF\xBF\xBF\"]", 0 }, { GOOD, "[\"\xEF\xB7\x90\"]", 0 },
	{ GOOD, "[\"\\u002D\"]", 0 }, { GOOD, "[\"\xCF\x81\"]", 0 },
	{ GOOD, "[\"\xF0\x9B\xBE\xBF\"]", 0 }, { GOOD, "[\"bcd \"]", 0 }, { GOOD, "\" \"", 0 },
	{ GOOD, "[\"\\uD834\\uDd1f\"]", 0 }, { GOOD, "[\"\\u0831\"]", 0 },
	{ GOOD, "[\"\\u0143\"]", 0 }, { GOOD, "[\"\xE2\x80\xA8\"]", 0 },
	{ GOOD, "[\"\xE2\x80\xA9\"]", 0 }, { GOOD, "[\"\\u000B\\u000a\"]", 0 },
	{ GOOD, "[\"\x7F\"]", 0 }, { GOOD, "[\"b\x7F""b\"]", 0 }, { GOOD, "[\"\\uB66D\"]", 0 },
	{ GOOD, "[\"\\u005D\\u005c\"]", 0 }, { GOOD, "[\"\xE2\x8D\x82\xE3\x88\xB4\"]", 0 },
	{ GOOD, "[\"\\uDBFF\\uDFFF\"]", 0 }, { GOOD, "[\"\\uD83F\\uDFFF\"]", 0 },
	{ GOOD, "[\"\\uFDD1\"]", 0 }, { GOOD, "[\"\\u0023\\u20ac\"]", 0 },
	{ GOOD, "[\"\xE2\x82\xAC\xF0\x9D\x84\x9F\"]", 0 }, { GOOD, "[\"\\\\\\\\\"]", 0 },
	{ OURS, "[\"\\u0000\"]", 0 }, { OURS, "[\"kept\\u0000lost\"]", 0 },
	{ OURS, "\"\\\\\\u0000\"", 0 },
	{ BAD, "[\"\\uD801\\\"]", 0 }, { BAD, "[\"\\uD801\\u\"]", 0 },
	{ BAD, "[\"\\uD801\\u2\"]", 0 }, { BAD, "[\"\\uD801\\u2x\"]", 0 }, { BAD, "[\xC3\xA8]", 0 },
	{ BAD, "[\"\\\0\"]", 6 }, { BAD, "[\"\\x01\"]", 0 }, { BAD, "[\"\\\\\\\"]", 0 },
	{ BAD, "[\"\\\t\"]", 0 }, { BAD, "[\"\\\xF0\x9F\x8C\x80\"]", 0 }, { BAD, "[\"\\\"]", 0 },
	{ BAD, "[\"\\u00B\"]", 0 }, { BAD, "[\"\\uD835\\uDd\"]", 0 },
	{ BAD, "[\"\\uD801\\uD801\\x\"]", 0 }, { BAD, "[\"\\u\xE6\"]", 0 }, { BAD, "[\"\\b\\g\"]", 0 },
	{ BAD, "[\"\\uqrst\"]", 0 }, { BAD, "[\"\\\xE6\"]", 0 }, { BAD, "[\\u0020\"abc\"]", 0 },
	{ BAD, "[\\n]", 0 }, { BAD, "\"", 0 }, { BAD, "['one']", 0 }, { BAD, "xyz", 0 },
	{ BAD, "[\"\\", 0 }, { BAD, "[\"b\0b\"]", 7 }, { BAD, "[\"new\nline\"]", 0 },
	{ BAD, "[\"\t\"]", 0 }, { BAD, "\"\\UA66D\"", 0 }, { BAD, "\"\"y", 0 },
	{ BAD, "[\"\x1F\"]", 0 }, { BAD, "[\"\\'\"]", 0 }, { BAD, "[\"\\v\"]", 0 },
	{ BAD, "[\"\x1B[31m\"]", 0 }, { BAD, "[\"\\uzzzz after\"]", 0 }, { BAD, "[\"\\u 041\"]", 0 },
	{ BAD, "[\"\\u+041\"]", 0 }, { BAD, "[\"open]", 0 }, { BAD, "[\"\\u00", 0 },
	/* left open by the standard: half characters and what is no UTF-8 */
	{ BAD, "[\"\\uDADB\"]", 0 }, { BAD, "[\"\\uDFAB\"]", 0 }, { BAD, "[\"\\uD889\\u1235\"]", 0 },
	{ BAD, "[\"\\uD801\\n\"]", 0 }, { BAD, "[\"\\uDD1f\\uD834\"]", 0 },
	{ BAD, "[\"\\ud801\"]", 0 }, { BAD, "[\"\\ud801abc\"]", 0 }, { BAD, "[\"\\uD801\\uD801\"]", 0 },
	{ BAD, "{\"\\uDFAB\":0}", 0 }, { BAD, "[\"\xFE\"]", 0 }, { BAD, "[\"\xED\xA0\x81\"]", 0 },
	{ BAD, "[\"\xFC\x84\x80\x80\x80\x80\"]", 0 }, { BAD, "[\"\xC0\xAE\"]", 0 },
	{ BAD, "[\"\xE0\x80\x80\"]", 0 }, { BAD, "[\"\xF4\xBF\xBF\xBF\"]", 0 }, { BAD, "[\"\x82\"]", 0 },
	{ BAD, "[\"\xE0\xFE\"]", 0 }, { BAD, "[\"\xE6\x97\"]", 0 }, { BAD, "[\"\xFF\"]", 0 },
	{ BAD, "\xFF\xFE[\0\"\0\xE8\0\"\0]\0", 12 }, { BAD, "\0[\0\"\0\xE8\0\"\0]", 10 },
	{ BAD, "[\0\"\0\xE8\0\"\0]\0", 10 }, { BAD, "\xEF\xBB\xBF{}", 0 },
	/* structure */
	{ GOOD, "53", 0 }, { GOOD, "-0.2", 0 }, { GOOD, "\"a b c\"", 0 }, { GOOD, "\"\"", 0 },
	{ GOOD, "[\"a\"]\n", 0 }, { GOOD, "[true]", 0 }, { GOOD, "\r\n\t []\r\n\t ", 0 },
	{ GOOD, "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", 0 },
	{ BAD, "", 0 }, { BAD, " ", 0 }, { BAD, "\n", 0 }, { BAD, "\xEF\xBB\xBF", 0 },
	{ BAD, "\xEF\xBB{}", 0 }, { BAD, "[\xE2\x81\xA0]", 0 }, { BAD, "<.>", 0 },
	{ BAD, "[<null>]", 0 }, { BAD, "[2]y", 0 }, { BAD, "[2]]", 0 }, { BAD, "[\"bcd]", 0 },
	{ BAD, "b\xC3\xA5", 0 }, { BAD, "[TRUE]", 0 }, { BAD, "2]", 0 }, { BAD, "{\"y\":true,", 0 },
	{ BAD, "[][]", 0 }, { BAD, "]", 0 }, { BAD, "\xE6", 0 }, { BAD, "[", 0 }, { BAD, "[\0]", 3 },
	{ BAD, "3@", 0 }, { BAD, "{}}", 0 }, { BAD, "{\"\":", 0 },
	{ BAD, "{\"a\":/*no*/\"b\"}", 0 }, { BAD, "{\"a\":true} \"y\"", 0 }, { BAD, "['", 0 },
	{ BAD, "[,", 0 }, { BAD, "[{", 0 }, { BAD, "[\"b", 0 }, { BAD, "[\"b\"", 0 },
	{ BAD, "{", 0 }, { BAD, "{]", 0 }, { BAD, "{,", 0 }, { BAD, "{[", 0 }, { BAD, "{\"b", 0 },
	{ BAD, "{'b'", 0 }, { BAD, "[\"\\{[\"\\{[\"\\{[\"\\{", 0 }, { BAD, "\xC3\xA9", 0 },
	{ BAD, "*", 0 }, { BAD, "{\"a\":\"b\"}#{}", 0 }, { BAD, "[\\u000A\"\"]", 0 },
	{ BAD, "[2", 0 }, { BAD, "[ false, nul", 0 }, { BAD, "[ true, fals", 0 },
	{ BAD, "[ false, tru", 0 }, { BAD, "{\"asd\":\"asd\"", 0 }, { BAD, "\xC3\xA5", 0 },
	{ BAD, "\xE2\x81\xA0", 0 }, { BAD, "[\f]", 0 }, { BAD, "[\v]", 0 }, { BAD, "[\xC2\xA0]", 0 },
	{ BAD, "[]\0", 3 }, { BAD, "\0[]", 3 }, { BAD, "{} {}", 0 }, { BAD, "1 2", 0 },
};

#endif
