/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The package of a Word file: its parts and how they hang together. */
#include <config.h>

#include "doc/docx.h"

#include <stdint.h>

#include "doc/docx_style.h"
#include "doc/markup.h"

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define R_URL "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define OPC "http://schemas.openxmlformats.org/package/2006/"
#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."

/* A part that is the same in every document. */
static void add_fixed(struct archive *a, const char *name, const char *bytes)
{
	archive_add(a, name, slice_of(bytes));
}

static void add_package(struct archive *a)
{
	add_fixed(a, "[Content_Types].xml", XML
		  "<Types xmlns=\"" OPC "content-types\">"
		  "<Default Extension=\"rels\""
		  " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
		  "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
		  "<Override PartName=\"/docProps/core.xml\""
		  " ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
		  "<Override PartName=\"/word/document.xml\" ContentType=\"" WORD_TYPE "document.main+xml\"/>"
		  "<Override PartName=\"/word/fontTable.xml\" ContentType=\"" WORD_TYPE "fontTable+xml\"/>"
		  "<Override PartName=\"/word/footer1.xml\" ContentType=\"" WORD_TYPE "footer+xml\"/>"
		  "<Override PartName=\"/word/numbering.xml\" ContentType=\"" WORD_TYPE "numbering+xml\"/>"
		  "<Override PartName=\"/word/settings.xml\" ContentType=\"" WORD_TYPE "settings+xml\"/>"
		  "<Override PartName=\"/word/styles.xml\" ContentType=\"" WORD_TYPE "styles+xml\"/>"
		  "</Types>");
	add_fixed(a, "_rels/.rels", XML
		  "<Relationships xmlns=\"" OPC "relationships\">"
		  "<Relationship Id=\"document\" Type=\"" R_URL "/officeDocument\""
		  " Target=\"word/document.xml\"/>"
		  "<Relationship Id=\"core\" Type=\"" OPC "relationships/metadata/core-properties\""
		  " Target=\"docProps/core.xml\"/>"
		  "</Relationships>");
}

/* A title and a language, and nothing about anybody or this computer. */
static void add_core(const struct docx *x, struct archive *a, struct buf *part)
{
	buf_clear(part);
	buf_add_str(part, XML "<cp:coreProperties xmlns:cp=\"" OPC "metadata/core-properties\""
		    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>");
	markup_escape(part, slice_of(x->title));
	buf_add_str(part, "</dc:title>");
	if (*x->language)
		buf_addf(part, "<dc:language>%s</dc:language>", x->language);
	buf_add_str(part, "</cp:coreProperties>");
	archive_add(a, "docProps/core.xml", slice_buf(part));
}

static void add_relations(const struct docx *x, struct archive *a, struct buf *part)
{
	static const char *const own[] = { "fontTable", "numbering", "settings", "styles" };

	buf_clear(part);
	buf_add_str(part, XML "<Relationships xmlns=\"" OPC "relationships\">");
	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		buf_addf(part, "<Relationship Id=\"%s\" Type=\"" R_URL "/%s\" Target=\"%s.xml\"/>",
			 own[i], own[i], own[i]);
	buf_add_str(part, "<Relationship Id=\"footer\" Type=\"" R_URL "/footer\""
		    " Target=\"footer1.xml\"/>");
	buf_add_slice(part, slice_buf(&x->relations));
	buf_add_str(part, "</Relationships>");
	archive_add(a, "word/_rels/document.xml.rels", slice_buf(part));
}

static void add_language(struct buf *part, const char *element, const char *language)
{
	if (*language)
		buf_addf(part, "<w:%s w:val=\"%s\"/>", element, language);
}

static void add_styles(const struct docx *x, struct archive *a, struct buf *part)
{
	buf_clear(part);
	buf_add_str(part, XML "<w:styles " W "><w:docDefaults><w:rPrDefault><w:rPr>" DOCX_FONT);
	add_language(part, "lang", x->language);
	buf_add_str(part, "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>" DOCX_SPACING
		    "</w:pPr></w:pPrDefault></w:docDefaults>" DOCX_STYLES "</w:styles>");
	archive_add(a, "word/styles.xml", slice_buf(part));
}

/* Nothing in the words is underlined in red, and Word takes the file for one of its own. */
static void add_settings(const struct docx *x, struct archive *a, struct buf *part)
{
	buf_clear(part);
	buf_add_str(part, XML "<w:settings " W "><w:hideSpellingErrors/><w:hideGrammaticalErrors/>"
		    "<w:defaultTabStop w:val=\"720\"/><w:compat><w:compatSetting"
		    " w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\""
		    " w:val=\"15\"/></w:compat>");
	add_language(part, "themeFontLang", x->language);
	buf_add_str(part, "</w:settings>");
	archive_add(a, "word/settings.xml", slice_buf(part));
}

/* How lists look: with bullets, or where SIGN is given, numbered with it behind the number. */
static void add_levels(struct buf *part, int id, const char *sign)
{
	buf_addf(part, "<w:abstractNum w:abstractNumId=\"%d\"><w:multiLevelType w:val=\"hybridMultilevel\"/>",
		 id);
	for (int level = 0; level < DOCX_LEVELS; level++) {
		buf_addf(part, "<w:lvl w:ilvl=\"%d\"><w:start w:val=\"1\"/><w:numFmt w:val=\"%s\"/>",
			 level, sign ? "decimal" : "bullet");
		if (level == 0 && !sign)
			buf_add_str(part, "<w:pStyle w:val=\"ListBullet\"/>");
		if (sign)
			buf_addf(part, "<w:lvlText w:val=\"%%%d%s\"/>", level + 1, sign);
		else
			buf_addf(part, "<w:lvlText w:val=\"%s\"/>", level % 2 ? "\xE2\x80\x93" : "\xE2\x80\xA2");
		buf_addf(part, "<w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"%d\" w:hanging=\"%d\"/>"
			 "</w:pPr></w:lvl>", (level + 1) * DOCX_INDENT, DOCX_INDENT);
	}
	buf_add_str(part, "</w:abstractNum>");
}

static void add_numbering(const struct docx *x, struct archive *a, struct buf *part)
{
	buf_clear(part);
	buf_add_str(part, XML "<w:numbering " W ">");
	add_levels(part, 0, NULL);
	add_levels(part, 1, ".");
	add_levels(part, 2, ")");
	buf_addf(part, "<w:num w:numId=\"%d\"><w:abstractNumId w:val=\"0\"/></w:num>", DOCX_BULLETS);
	buf_add_slice(part, slice_buf(&x->numbers));
	buf_add_str(part, "</w:numbering>");
	archive_add(a, "word/numbering.xml", slice_buf(part));
}

static void add_document(const struct docx *x, struct archive *a, struct buf *part)
{
	buf_clear(part);
	buf_add_str(part, XML "<w:document " W " xmlns:r=\"" R_URL "\"><w:body>");
	buf_add_slice(part, slice_buf(&x->body));
	buf_add_str(part, "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"footer\"/>");
	buf_add_str(part, x->sheet ? DOCX_SHEET : DOCX_PAGE);
	buf_add_str(part, "</w:sectPr></w:body></w:document>");
	archive_add(a, "word/document.xml", slice_buf(part));
}

void docx_pack(const struct docx *x, struct archive *a)
{
	struct buf part;

	buf_init(&part, SIZE_MAX / 2);
	add_package(a);
	add_core(x, a, &part);
	add_document(x, a, &part);
	add_relations(x, a, &part);
	add_styles(x, a, &part);
	add_numbering(x, a, &part);
	add_settings(x, a, &part);
	add_fixed(a, "word/fontTable.xml", XML "<w:fonts " W ">" DOCX_FONTS "</w:fonts>");
	add_fixed(a, "word/footer1.xml", XML "<w:ftr " W "><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>"
		  "<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>");
	buf_release(&part);
}
