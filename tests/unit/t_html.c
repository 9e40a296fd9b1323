/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the HTML writer: what it says, and that it asks for nothing. */
#include <config.h>

#include <check.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "doc/doc.h"
#include "doc/write.h"
#include "hostile.h"
#include "suite.h"

#define MANY ((size_t)8 << 20)

static const struct doc_meta meta = { "A <title> & \"more\"", "en-GB" };

static void start(void)
{
	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C.UTF-8"));
}

struct html_case {
	const char *markdown, *body;
};

#define OWN_TITLE "<h1>A &lt;title&gt; &amp; &quot;more&quot;</h1>\n"

static const struct html_case html_cases[] = {
	{ "", OWN_TITLE },
	{ "# One\n\n### Two\n\n## Three\n\n#### Four",
	  "<h1>One</h1>\n<h2>Two</h2>\n<h2>Three</h2>\n<h3>Four</h3>\n" },
	{ "## One\n\n# Two", OWN_TITLE "<h2>One</h2>\n<h2>Two</h2>\n" },
	{ "# One\n\n> # Two\n", OWN_TITLE
	  "<h2>One</h2>\n<blockquote>\n<h2>Two</h2>\n</blockquote>\n" },
	{ "# a\n\n## b\n\n### c\n\n#### d\n\n##### e\n\n###### f\n\n# g",
	  OWN_TITLE "<h2>a</h2>\n<h3>b</h3>\n<h4>c</h4>\n<h5>d</h5>\n<h6>e</h6>\n<h6>f</h6>\n"
	  "<h2>g</h2>\n" },
	{ "a <script>b</script>\n\n<script>\nc\n</script>\n\n> <iframe>", OWN_TITLE
	  "<p>a b</p>\n<blockquote>\n</blockquote>\n" },
	{ "[a](HTTPS://x) [b](http://x) [c](mailto:x@example.org)", OWN_TITLE
	  "<p><a href=\"HTTPS://x\">a</a> <a href=\"http://x\">b</a> "
	  "<a href=\"mailto:x@example.org\">c</a></p>\n" },
	{ "[a](javascript:x) [b](data:text/html,x) [c](/x) [d](file:///x) [e](httpx:y) "
	  "[f](<http://x y>) [g](http&#58;//x \"t\") [h](http://x&#x202E;) [i](//x) "
	  "<ftp://x>", OWN_TITLE "<p>a b c d e f <a href=\"http://x\">g</a> h i ftp://x</p>\n" },
	{ "*a*\n\n*b* c\n\nd *e*\n\n> *f*", OWN_TITLE "<p class=\"note\"><em>a</em></p>\n"
	  "<p><em>b</em> c</p>\n<p>d <em>e</em></p>\n"
	  "<blockquote>\n<p><em>f</em></p>\n</blockquote>\n" },
	{ "![a *b*](http://x/y.png)", OWN_TITLE "<p>a <em>b</em></p>\n" },
	{ "```figure\n<-> &\n```\n\nSays *this*.\n\nb", OWN_TITLE
	  "<figure>\n<pre aria-hidden=\"true\">&lt;-&gt; &amp;\n</pre>\n<figcaption>\n"
	  "Says <em>this</em>.\n</figcaption>\n</figure>\n<p>b</p>\n" },
	{ "~~~ figure wide\n\nx\n~~~\n# b", "<figure>\n<pre aria-hidden=\"true\">\n\nx\n</pre>\n"
	  "</figure>\n<h1>b</h1>\n" },
	{ "```figures\nx\n```\n\nb", OWN_TITLE
	  "<pre><code class=\"language-figures\">x\n</code></pre>\n<p>b</p>\n" },
};

/* What stands inside <main>. */
static struct slice main_of(const struct buf *html)
{
	const char *from = strstr(html->data, "<main"), *to = strstr(html->data, "</main>");

	ck_assert(from && to);
	from = strchr(from, '\n') + 1;
	return (struct slice){ from, (size_t)(to - from) };
}

START_TEST(html_says_what_markdown_said)
{
	const struct html_case *c = &html_cases[_i];
	struct doc *doc = NULL;
	struct err err;
	struct buf b;

	start();
	buf_init(&b, MANY);
	ck_assert(doc_parse(&doc, slice_of(c->markdown), 1, &err));
	write_html(doc, &meta, &b);
	ck_assert_msg(slice_is(main_of(&b), c->body), "row %d: %s", _i, b.data);
	buf_release(&b);
	doc_free(doc);
}
END_TEST

START_TEST(another_language_is_told)
{
	static const char body[] =
		"<h1>a</h1>\n<h2 lang=\"cy\">b</h2>\n<p class=\"note\" lang=\"cy\"><em>c</em></p>\n"
		"<blockquote lang=\"\" dir=\"auto\">\n<p>d</p>\n</blockquote>\n"
		"<ul lang=\"zh-Hant\">\n<li>e</li>\n</ul>\n<ul>\n<li>f</li>\n</ul>\n<hr />\n<p>g</p>\n"
		"<figure lang=\"cy\">\n<pre aria-hidden=\"true\">x\n</pre>\n<figcaption>\nh\n"
		"</figcaption>\n</figure>\n<ol start=\"3\">\n<li>i</li>\n</ol>\n"
		"<ol lang=\"cy\" start=\"3\">\n<li>i</li>\n</ol>\n";
	struct doc *doc = doc_new(), *other = NULL;
	struct err err;
	struct buf b;

	start();
	buf_init(&b, MANY);
	doc_add_heading(doc, 1, slice_of("a"));
	doc_language(doc, "cy");
	doc_add_heading(doc, 2, slice_of("b"));
	doc_add_note(doc, slice_of("c"));
	doc_language(doc, DOC_UNKNOWN);
	doc_add_words(doc, slice_of("d"));
	doc_language(doc, "zh-Hant");
	doc_add_item(doc, slice_of("e"));
	doc_language(doc, "en-GB");	/* the page's */
	doc_add_item(doc, slice_of("f"));
	doc_add_rule(doc);
	doc_language(doc, "x\"><script");
	doc_add_paragraph(doc, slice_of("g"));
	ck_assert(doc_parse(&other, slice_of("```figure\nx\n```\n\nh\n\n3. i\n"), 1, &err));
	doc_language(doc, "cy");
	doc_add_blocks(doc, other, 0, 2);
	doc_language(doc, "");
	doc_add_blocks(doc, other, 2, 3);
	doc_language(doc, "cy");
	doc_add_blocks(doc, other, 2, 3);
	write_html(doc, &meta, &b);
	ck_assert_msg(slice_is(main_of(&b), body), "%s", b.data);
	buf_release(&b);
	doc_free(other);
	doc_free(doc);
}
END_TEST

START_TEST(lines_to_write_on_are_silent)
{
	static const char line[] = "<hr class=\"line\" aria-hidden=\"true\">";
	struct doc *doc = doc_new(), *copy = doc_new();
	struct buf b, want;

	start();
	buf_init(&b, MANY);
	buf_init(&want, MANY);
	doc_add_paragraph(doc, slice_of("Who?"));
	doc_add_lines(doc, 2);
	doc_add_rule(doc);
	doc_add_blocks(copy, doc, 0, doc_count(doc));
	write_html(copy, &meta, &b);
	buf_addf(&want, OWN_TITLE "<p>Who?</p>\n%s\n%s\n<hr />\n", line, line);
	ck_assert_msg(slice_equal(main_of(&b), slice_buf(&want)), "%s", b.data);
	/* Which take the pen, so that there need be no room beside them. */
	ck_assert_ptr_nonnull(strstr(b.data, "<main class=\"sheet\">"));
	ck_assert_ptr_nonnull(strstr(b.data, "@page sheet { margin: 20mm }"));
	ck_assert_ptr_nonnull(strstr(b.data, ".sheet { page: sheet }"));
	buf_clear(&b);
	write_markdown(copy, &b);
	ck_assert_str_eq(b.data, "Who?\n\n-----\n\n-----\n\n-----\n");
	buf_release(&want);
	buf_release(&b);
	doc_free(copy);
	doc_free(doc);
}
END_TEST

/* Appends the text of HTML that may hold nothing but paragraphs and breaks. */
static bool read_words(struct slice html, struct buf *out)
{
	static const char *const marks[][2] = {
		{ "\n<p>", "" }, { "</p>\n<p>", "\n\n" }, { "</p>\n", "" }, { "<br>", "\n" },
		{ "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&amp;", "&" },
	};
	size_t i;

	while (html.len) {
		for (i = 0; i < ARRAY_LEN(marks) && !slice_starts(html, marks[i][0]); i++)
			;
		if (i < ARRAY_LEN(marks)) {
			buf_add_str(out, marks[i][1]);
			html = slice_part(html, strlen(marks[i][0]), html.len);
		} else if (strchr("<>&\n", html.data[0])) {
			return false;
		} else {
			buf_add_char(out, html.data[0]);
			html = slice_part(html, 1, html.len);
		}
	}
	return true;
}

START_TEST(any_words_come_back_from_html)
{
	static const char open[] = OWN_TITLE "<blockquote dir=\"auto\">", shut[] = "</blockquote>\n";
	struct dice dice = { 31 };
	struct buf b, html, is, should;
	int round;

	start();
	buf_init(&b, MANY);
	buf_init(&html, MANY);
	buf_init(&is, MANY);
	buf_init(&should, MANY);
	for (round = 0; round < 1500; round++) {
		struct doc *doc = doc_new();
		struct slice body;

		hostile_text(&b, &dice);
		buf_add_char(&b, '.');
		doc_add_words(doc, slice_buf(&b));
		buf_clear(&html);
		write_html(doc, &meta, &html);
		body = main_of(&html);
		ck_assert(slice_starts(body, open) && body.len > sizeof(open) + sizeof(shut));
		body = slice_part(body, sizeof(open) - 1, body.len - sizeof(shut) + 1);
		buf_clear(&is);
		expect_words(&should, slice_buf(&b));
		ck_assert_msg(read_words(body, &is) &&
			      slice_equal(slice_buf(&is), slice_buf(&should)), "seed 31 round %d: '%s' in %s",
			      round, is.data, html.data);
		doc_free(doc);
	}
	buf_release(&b);
	buf_release(&html);
	buf_release(&is);
	buf_release(&should);
}
END_TEST

/* The value that a Content-Security-Policy asks for: sha256sum in base64. */
static void hash_of_style(struct slice style, char base64[45])
{
	static const char signs[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	char *path = mem_string("/tmp/t_write.XXXXXX"), command[64];
	unsigned char bytes[33] = { 0 };
	int i, fd = mkstemp(path);
	FILE *f = fdopen(fd, "w");

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(style.data, 1, style.len, f), style.len);
	ck_assert_int_eq(fclose(f), 0);
	snprintf(command, sizeof(command), "sha256sum %s", path);
	f = popen(command, "r");
	ck_assert_ptr_nonnull(f);
	for (i = 0; i < 32; i++) {
		unsigned byte;

		ck_assert_int_eq(fscanf(f, "%2x", &byte), 1);
		bytes[i] = (unsigned char)byte;
	}
	pclose(f);
	remove(path);
	free(path);
	for (i = 0; i < 43; i++) {
		int bit = i * 6, at = bit / 8;

		base64[i] = signs[((bytes[at] << 8 | bytes[at + 1]) >> (10 - bit % 8)) & 63];
	}
	memcpy(base64 + 43, "=", 2);
}

START_TEST(the_page_asks_for_nothing)
{
	static const char head[] =
		"<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
		"style-src 'sha256-";
	struct doc *doc = doc_new();
	const char *from, *to;
	char base64[45];
	struct buf b;

	start();
	buf_init(&b, MANY);
	write_html(doc, &meta, &b);
	ck_assert(slice_starts(slice_buf(&b), head));
	ck_assert_ptr_nonnull(strstr(b.data, "<title>A &lt;title&gt; &amp; &quot;more&quot;<"));
	from = strstr(b.data, "<style>") + 7;
	to = strstr(b.data, "</style>");
	hash_of_style((struct slice){ from, (size_t)(to - from) }, base64);
	ck_assert_msg(slice_starts(slice_of(b.data + sizeof(head) - 1), base64),
		      "the style's hash is %s", base64);
	ck_assert_ptr_null(strstr(b.data, "<script"));
	ck_assert_ptr_null(strstr(from, "url("));
	ck_assert_ptr_null(strstr(from, "@import"));
	buf_clear(&b);
	write_html(doc, &(struct doc_meta){ "a\x1B\u202E", "en\"><script>" }, &b);
	ck_assert(slice_starts(slice_buf(&b), "<!doctype html>\n<html>\n"));
	ck_assert_ptr_nonnull(strstr(b.data, "<title>a^[\\u{202E}</title>"));
	buf_release(&b);
	doc_free(doc);
}
END_TEST

static Suite *html_suite(void)
{
	Suite *s = suite_create("html");
	TCase *tc = tcase_create("html");

	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, html_says_what_markdown_said, 0, (int)ARRAY_LEN(html_cases));
	tcase_add_test(tc, another_language_is_told);
	tcase_add_test(tc, lines_to_write_on_are_silent);
	tcase_add_test(tc, any_words_come_back_from_html);
	tcase_add_test(tc, the_page_asks_for_nothing);
	suite_add_tcase(s, tc);
	return s;
}

int main(void)
{
	return suite_run(html_suite());
}
