/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How Word files look: the styles, the page, the fonts.
 *
 * A4, with a right margin of 5.5 cm in which a mentor writes by hand.  Arial, which is on
 * every Windows and Mac and elsewhere has a stand-in of the same widths; letters of 11 points
 * in lines of 1.3.  Black, but for the line beside a reader's words and links.
 *
 * Lines to write on are 9 mm apart, and take the pen: where there are any the margins are 2 cm.
 * Word takes neighbours with the same border for one paragraph, and draws a line between them
 * only where "between" says so.
 *
 * Headings and notes (the date and the question above an answer) stay on the page of what
 * follows.  Names of styles are Word's own where it has one, so that it translates them and
 * offers them for more of the same; "Source Code" and "Verbatim Char" are pandoc's.
 */
#ifndef DOC_DOCX_STYLE_H
#define DOC_DOCX_STYLE_H

#define DOCX_A4(right, left) \
	"<w:pgSz w:w=\"11906\" w:h=\"16838\"/>" \
	"<w:pgMar w:top=\"1304\" w:right=\"" right "\" w:bottom=\"1304\" w:left=\"" left "\"" \
	" w:header=\"624\" w:footer=\"624\" w:gutter=\"0\"/>"
#define DOCX_PAGE DOCX_A4("3118", "1304")
#define DOCX_SHEET DOCX_A4("1134", "1134")

#define DOCX_FACE(name) \
	"<w:rFonts w:ascii=\"" name "\" w:hAnsi=\"" name "\" w:cs=\"" name "\"/>"
#define DOCX_SIZE(halves) "<w:sz w:val=\"" halves "\"/><w:szCs w:val=\"" halves "\"/>"
#define DOCX_FONT DOCX_FACE("Arial") DOCX_SIZE("22")
#define DOCX_SPACING "<w:widowControl/><w:spacing w:after=\"140\" w:line=\"312\" w:lineRule=\"auto\"/>"

#define DOCX_FONTS \
	"<w:font w:name=\"Arial\"><w:family w:val=\"swiss\"/><w:pitch w:val=\"variable\"/></w:font>" \
	"<w:font w:name=\"Courier New\"><w:family w:val=\"modern\"/><w:pitch w:val=\"fixed\"/></w:font>"

/* A style of paragraphs.  KIND: attributes of its own; LOOK: w:pPr and w:rPr. */
#define DOCX_STYLE(kind, id, name, next, look) \
	"<w:style w:type=\"paragraph\"" kind " w:styleId=\"" id "\"><w:name w:val=\"" name "\"/>" \
	"<w:basedOn w:val=\"Normal\"/><w:next w:val=\"" next "\"/><w:qFormat/>" look "</w:style>"
#define DOCX_OURS " w:customStyle=\"1\""

#define DOCX_HEADING(level, outline, before, after, size) \
	DOCX_STYLE("", "Heading" level, "heading " level, "Normal", \
		   "<w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before=\"" before "\"" \
		   " w:after=\"" after "\" w:line=\"264\" w:lineRule=\"auto\"/>" \
		   "<w:outlineLvl w:val=\"" outline "\"/></w:pPr>" \
		   "<w:rPr><w:b/><w:bCs/>" DOCX_SIZE(size) "</w:rPr>")

#define DOCX_STYLES \
	"<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">" \
	"<w:name w:val=\"Normal\"/><w:qFormat/></w:style>" \
	"<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">" \
	"<w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>" \
	DOCX_STYLE("", "Title", "Title", "Normal", \
		   "<w:pPr><w:keepNext/><w:keepLines/>" \
		   "<w:spacing w:after=\"200\" w:line=\"264\" w:lineRule=\"auto\"/></w:pPr>" \
		   "<w:rPr><w:b/><w:bCs/>" DOCX_SIZE("40") "</w:rPr>") \
	DOCX_HEADING("1", "0", "520", "120", "30") \
	DOCX_HEADING("2", "1", "360", "100", "25") \
	DOCX_HEADING("3", "2", "300", "80", "22") \
	DOCX_HEADING("4", "3", "240", "80", "22") \
	DOCX_HEADING("5", "4", "240", "80", "22") \
	DOCX_STYLE(DOCX_OURS, "Note", "Note", "Quote", \
		   "<w:pPr><w:keepNext/><w:keepLines/><w:spacing w:after=\"80\"/></w:pPr>" \
		   "<w:rPr><w:i/><w:iCs/></w:rPr>") \
	DOCX_STYLE("", "Quote", "Quote", "Quote", \
		   "<w:pPr><w:pBdr><w:left w:val=\"single\" w:sz=\"12\" w:space=\"10\"" \
		   " w:color=\"8C8C8C\"/></w:pBdr><w:ind w:left=\"360\"/></w:pPr>") \
	DOCX_STYLE("", "ListBullet", "List Bullet", "ListBullet", \
		   "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr><w:contextualSpacing/></w:pPr>") \
	DOCX_STYLE("", "ListNumber", "List Number", "ListNumber", \
		   "<w:pPr><w:contextualSpacing/></w:pPr>") \
	DOCX_STYLE("", "ListContinue", "List Continue", "ListContinue", \
		   "<w:pPr><w:ind w:left=\"360\"/></w:pPr>") \
	DOCX_STYLE("", "Caption", "caption", "Normal", "<w:rPr>" DOCX_SIZE("20") "</w:rPr>") \
	DOCX_STYLE(DOCX_OURS, "SourceCode", "Source Code", "SourceCode", \
		   "<w:pPr><w:keepLines/><w:spacing w:line=\"240\" w:lineRule=\"auto\"/></w:pPr>" \
		   "<w:rPr>" DOCX_FACE("Courier New") "<w:noProof/>" DOCX_SIZE("18") "</w:rPr>") \
	DOCX_STYLE(DOCX_OURS, "HorizontalLine", "Horizontal Line", "Normal", \
		   "<w:pPr><w:keepNext/><w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"1\"" \
		   " w:color=\"8C8C8C\"/></w:pBdr><w:spacing w:before=\"240\" w:after=\"240\"/>" \
		   "<w:ind w:right=\"5400\"/></w:pPr>") \
	DOCX_STYLE(DOCX_OURS, "WritingLine", "Writing Line", "WritingLine", \
		   "<w:pPr><w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"1\"" \
		   " w:color=\"8C8C8C\"/><w:between w:val=\"single\" w:sz=\"6\" w:space=\"1\"" \
		   " w:color=\"8C8C8C\"/></w:pBdr><w:spacing w:after=\"0\" w:line=\"510\"" \
		   " w:lineRule=\"exact\"/></w:pPr>") \
	DOCX_STYLE("", "Footer", "footer", "Footer", "<w:rPr>" DOCX_SIZE("18") "</w:rPr>") \
	"<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"VerbatimChar\">" \
	"<w:name w:val=\"Verbatim Char\"/><w:qFormat/><w:rPr>" DOCX_FACE("Courier New") \
	"<w:noProof/></w:rPr></w:style>" \
	"<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/>" \
	"<w:rPr><w:color w:val=\"0B4F8A\"/><w:u w:val=\"single\"/></w:rPr></w:style>"

#endif
