/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds of everything that goes out. */
#include <config.h>

#include "checks.h"

#include <cmark.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "fuzz.h"
#include "text/safe.h"
#include "text/utf8.h"

/* Reliability requirement R5, from and to; U+200C and U+200D may stand where a script or
 * an emoji needs them. */
static const unsigned refused[][2] = {
	{ 0x00, 0x09 }, { 0x0B, 0x1F }, { 0x7F, 0x9F }, { 0xAD, 0xAD }, { 0x61C, 0x61C },
	{ 0x200B, 0x200B }, { 0x200E, 0x200F }, { 0x2028, 0x202E }, { 0x2060, 0x206F },
	{ 0xD800, 0xF8FF }, { 0xFEFF, 0xFEFF }, { 0xFFF0, 0xFFFB }, { 0xFFFE, 0xFFFF },
	{ 0xE0000, 0xE00FF }, { 0xE01F0, 0xFFFFFFFF },
};

void check_safe(struct slice s)
{
	size_t at = 0;

	fuzz_must_of(utf8_check(s) == s.len, "what goes out is UTF-8", s);
	while (at < s.len) {
		unsigned code = utf8_next(s, &at);

		for (size_t i = 0; i < ARRAY_LEN(refused); i++)
			fuzz_must_of(code < refused[i][0] || code > refused[i][1],
				     "no refused character goes out", s);
	}
}

void check_line(struct slice s)
{
	check_safe(s);
	fuzz_must_of(!s.len || !memchr(s.data, '\n', s.len), "a line is one line", s);
}

void squeeze(struct buf *out, struct slice s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (slice_starts(slice_part(s, i, s.len), "\xE3\x80\x80"))
			i += 2;		/* the ideographic space, at which rows break too */
		else if (s.data[i] != ' ' && s.data[i] != '\n')
			buf_add_char(out, s.data[i]);
	}
}

void check_has(const struct buf *text, struct slice words)
{
	struct buf safe, wanted;

	buf_init(&safe, FUZZ_MANY);
	buf_init(&wanted, FUZZ_MANY);
	safe_add(&safe, words);
	squeeze(&wanted, slice_buf(&safe));
	fuzz_must_of(!wanted.len || memmem(text->data, text->len, wanted.data, wanted.len),
		     "all words are there", slice_buf(&wanted));
	buf_release(&wanted);
	buf_release(&safe);
}

/* The bytes of S up to one of SIGNS. */
static size_t run(struct slice s, const char *signs)
{
	size_t len = 0;

	while (len < s.len && !strchr(signs, s.data[len]))
		len++;
	return len;
}

static bool is_in(struct slice s, const char *const *list)
{
	for (; *list; list++)
		if (slice_is(s, *list))
			return true;
	return false;
}

static bool is_url(struct slice s)
{
	static const char *const schemes[] = { "http://", "https://", "mailto:" };

	for (size_t i = 0; i < ARRAY_LEN(schemes); i++)
		if (s.len >= strlen(schemes[i]) &&
		    strncasecmp(s.data, schemes[i], strlen(schemes[i])) == 0)
			return true;
	return false;
}

/* NAME="VALUE" at the start of S; returns what follows. */
static struct slice check_attribute(struct slice s)
{
	static const char *const names[] = {
		"aria-hidden", "class", "dir", "href", "lang", "start", "title", NULL,
	};
	struct slice name = slice_part(s, 0, run(s, "= >")), value;

	fuzz_must_of(is_in(name, names), "an attribute is known", s);
	s = slice_part(s, name.len, s.len);
	fuzz_must_of(slice_starts(s, "=\""), "an attribute has a value in quotes", s);
	s = slice_part(s, 2, s.len);
	value = slice_part(s, 0, run(s, "\"<>"));
	s = slice_part(s, value.len, s.len);
	fuzz_must_of(slice_starts(s, "\""), "a value ends", s);
	fuzz_must_of(!slice_is(name, "href") || is_url(value), "a link leads where it may", value);
	return slice_part(s, 1, s.len);
}

/* S is what follows a <; returns what follows the >. */
static struct slice check_tag(struct slice s)
{
	static const char *const names[] = {
		"a", "blockquote", "br", "code", "em", "figcaption", "figure", "h1", "h2", "h3", "h4",
		"h5", "h6", "hr", "li", "ol", "p", "pre", "strong", "ul", NULL,
	};
	struct slice name, whole = s;

	if (slice_starts(s, "/"))
		s = slice_part(s, 1, s.len);
	name = slice_part(s, 0, run(s, " />"));
	fuzz_must_of(is_in(name, names), "an element is known", whole);
	s = slice_part(s, name.len, s.len);
	while (!slice_starts(s, ">") && !slice_starts(s, " />")) {
		fuzz_must_of(slice_starts(s, " "), "a tag ends", whole);
		s = check_attribute(slice_part(s, 1, s.len));
	}
	return slice_part(s, slice_starts(s, ">") ? 1 : 3, s.len);
}

/* S begins with &; returns what follows, and appends the character. */
static struct slice read_reference(struct slice s, struct buf *text)
{
	static const char *const references[][2] = {
		{ "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&amp;", "&" }, { "&#39;", "'" },
	};

	for (size_t i = 0; i < ARRAY_LEN(references); i++)
		if (slice_starts(s, references[i][0])) {
			buf_add_str(text, references[i][1]);
			return slice_part(s, strlen(references[i][0]), s.len);
		}
	fuzz_must_of(false, "a reference is known", s);
	return s;
}

/* Between head and foot, which hold no words of anybody's. */
static struct slice body_of(struct slice page)
{
	static const char from[] = "<main>\n", to[] = "</main>\n</body>\n</html>\n";
	const char *start = memmem(page.data, page.len, from, sizeof(from) - 1);
	size_t tags = 0, head = start ? (size_t)(start - page.data) : 0;

	fuzz_must(start != NULL && page.len > head + sizeof(to), "a page has a body");
	for (size_t i = 0; i < head; i++)
		tags += page.data[i] == '<';
	fuzz_must_of(tags == 12, "a page has its head", slice_part(page, 0, head));
	fuzz_must(slice_is(slice_part(page, page.len - sizeof(to) + 1, page.len), to),
		  "a page has its end");
	return slice_part(page, head + sizeof(from) - 1, page.len - sizeof(to) + 1);
}

void check_html(struct slice page, struct buf *text)
{
	struct slice s = body_of(page);
	struct buf all;

	check_safe(page);
	buf_init(&all, FUZZ_MANY);
	while (s.len) {
		size_t len = run(s, "<&>");

		buf_add(&all, s.data, len);
		s = slice_part(s, len, s.len);
		if (!s.len)
			break;
		fuzz_must_of(s.data[0] != '>', "no bracket closes what is not open", s);
		s = s.data[0] == '<' ? check_tag(slice_part(s, 1, s.len)) : read_reference(s, &all);
	}
	squeeze(text, slice_buf(&all));
	buf_release(&all);
}

void read_markdown(struct slice file, struct buf *text)
{
	cmark_node *root = cmark_parse_document(file.data, file.len, CMARK_OPT_DEFAULT);
	cmark_iter *iter = cmark_iter_new(root);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		cmark_node_type type = cmark_node_get_type(node);

		if (event == CMARK_EVENT_ENTER && (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE ||
						   type == CMARK_NODE_CODE_BLOCK))
			squeeze(text, slice_of(cmark_node_get_literal(node)));
	}
	cmark_iter_free(iter);
	cmark_node_free(root);
}
