# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks at a Word file as the standard (ECMA-376) and we want it, with nothing but Python's own
library; tests/docx.sh says which files.

    docx.py FILE [--markdown FILE]              says what is wrong; the status is 1 then
    docx.py FILE --replace PART FROM TO --to BAD   a copy with each FROM in PART as TO
"""
import posixpath
import re
import sys
import xml.etree.ElementTree as tree
import zipfile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# In which order the schema wants what we write.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs bidi "
           "spacing ind contextualSpacing jc outlineLvl rPr",
    "rPr": "rStyle rFonts b bCs i iCs noProof color sz szCs u rtl lang",
    "style": "name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat pPr rPr",
    "lvl": "start numFmt pStyle suff lvlText lvlJc pPr rPr",
    "settings": "hideSpellingErrors hideGrammaticalErrors defaultTabStop compat themeFontLang",
    "sectPr": "footerReference pgSz pgMar",
    "numbering": "abstractNum num",
    "num": "abstractNumId lvlOverride",
    "abstractNum": "multiLevelType lvl",
    "styles": "docDefaults style",
    "body": "p sectPr",
    "numPr": "ilvl numId",
    "pBdr": "top left bottom right between",
    "p": "pPr r hyperlink fldSimple",
}
LOOSE = {"p": ["r", "hyperlink", "fldSimple"]}  # these in any order

wrongs = []


def wrong(what):
    wrongs.append(what)


def short(element):
    return element.tag.rpartition("}")[2]


def value(element):
    return None if element is None else element.get(W + "val")


def read_package(path):
    """The parts by name, and what is odd about the archive itself."""
    parts = {}
    with zipfile.ZipFile(path) as archive:
        if archive.testzip() is not None or archive.comment:
            wrong("the archive is damaged, or has a comment")
        for info in archive.infolist():
            if info.date_time != (1980, 1, 1, 0, 0, 0) or info.extra or info.comment:
                wrong(f"{info.filename}: tells when or where it was made")
            if info.filename in parts:
                wrong(f"{info.filename}: twice")
            parts[info.filename] = archive.read(info)
    if list(parts)[0] != "[Content_Types].xml":
        wrong("the content types do not come first")
    return parts


def parse(parts):
    trees = {}
    for name, text in parts.items():
        if not text.startswith(b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'):
            wrong(f"{name}: no XML declaration")
        if b"<!" in text:
            wrong(f"{name}: more than elements and text")
        try:
            trees[name] = tree.fromstring(text)
        except tree.ParseError as error:
            wrong(f"{name}: {error}")
    return trees


def check_types(trees):
    types = trees["[Content_Types].xml"]
    defaults = {e.get("Extension") for e in types.iter(TYPE + "Default")}
    overrides = {e.get("PartName") for e in types.iter(TYPE + "Override")}
    for name in trees:
        if name == "[Content_Types].xml":
            continue
        if "/" + name not in overrides and not name.endswith(".rels"):
            wrong(f"{name}: has no content type of its own")
        if name.rpartition(".")[2] not in defaults:
            wrong(f"{name}: an ending without a content type")
    for name in overrides:
        if name[1:] not in trees:
            wrong(f"a content type for {name}, which is none")


def check_relations(trees):
    """Each leads somewhere, and each id that is used is one; returns the parts that are met."""
    met = set()
    for name, root in trees.items():
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        ids = [e.get("Id") for e in root]
        if len(set(ids)) != len(ids):
            wrong(f"{name}: an id twice")
        for e in root.iter(REL + "Relationship"):
            target = e.get("Target")
            if e.get("TargetMode") == "External":
                if not re.match(r"(https?://|mailto:)[!-~]*$", target):
                    wrong(f"{name}: a link to {target!r}")
                continue
            target = posixpath.normpath(posixpath.join(folder, target))
            met.add(target)
            if target not in trees:
                wrong(f"{name}: {target} is not there")
        source = posixpath.join(folder, posixpath.basename(name)[:-len(".rels")])
        used = {e.get(R + "id") for e in trees[source].iter() if e.get(R + "id")} if source in trees else set()
        if used - set(ids):
            wrong(f"{source}: {used - set(ids)} leads nowhere")
        if {e.get("Id") for e in root if e.get("TargetMode")} - used:
            wrong(f"{name}: a link that nothing uses")
    for name in trees:
        if name not in met and not name.endswith(".rels") and name != "[Content_Types].xml":
            wrong(f"{name}: nothing leads there")


def check_order(trees):
    for name, root in trees.items():
        for e in root.iter():
            order = ORDER.get(short(e)) if e.tag.startswith(W) else None
            if not order:
                continue
            order = order.split()
            loose = LOOSE.get(short(e), [])
            last = -1
            for child in e:
                if short(child) not in order:
                    wrong(f"{name}: {short(child)} in {short(e)}")
                    continue
                at = order.index(loose[0] if short(child) in loose else short(child))
                if at < last:
                    wrong(f"{name}: {short(child)} comes too late in {short(e)}")
                last = at


def check_names(trees):
    """Styles and lists that are used are there."""
    styles = {e.get(W + "styleId") for e in trees["word/styles.xml"].iter(W + "style")}
    numbering = trees["word/numbering.xml"]
    kinds = {e.get(W + "abstractNumId") for e in numbering.iter(W + "abstractNum")}
    lists = [e.get(W + "numId") for e in numbering.iter(W + "num")]
    if len(set(lists)) != len(lists):
        wrong("a list twice")
    for name, root in trees.items():
        for e in root.iter():
            if short(e) in ("pStyle", "rStyle", "basedOn", "next") and value(e) not in styles:
                wrong(f"{name}: no style {value(e)}")
            if short(e) == "numId" and value(e) not in lists:
                wrong(f"{name}: no list {value(e)}")
            if e.tag == W + "abstractNumId" and value(e) not in kinds:
                wrong(f"{name}: no kind of list {value(e)}")


def check_secrets(parts, trees):
    core = [short(e) for e in trees["docProps/core.xml"]]
    if [c for c in core if c not in ("title", "language")] or "title" not in core:
        wrong(f"the properties are {core}")
    for name, text in parts.items():
        if re.search(rb"rsid|creator|lastModifiedBy|created|modified|Application|docId", text) and \
                name != "word/document.xml":
            wrong(f"{name}: tells who or what made it")
        if re.search(rb"\d{4}-\d\d-\d\d", text) and name != "word/document.xml":
            wrong(f"{name}: a date")


def check_look(trees):
    """What a mentor meets: A4, room to write, letters that can be read."""
    section = trees["word/document.xml"].find(f"{W}body/{W}sectPr")
    size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
    if (size.get(W + "w"), size.get(W + "h")) != ("11906", "16838"):
        wrong("not A4")
    right = int(margins.get(W + "right"))
    if trees["word/document.xml"].find(f".//{W}pStyle[@{W}val='WritingLine']") is not None:
        if not 1077 <= right <= 1191 or margins.get(W + "left") != margins.get(W + "right"):
            wrong("the margins of a sheet to write on are not 2 cm")
    elif not 2835 <= right <= 3402:
        wrong("the right margin is not 5 to 6 cm")
    styles = trees["word/styles.xml"]
    defaults = styles.find(W + "docDefaults")
    if not 22 <= int(value(defaults.find(f".//{W}sz"))) <= 24:
        wrong("not 11 or 12 points")
    if int(defaults.find(f".//{W}spacing").get(W + "line")) < 288:
        wrong("lines are too narrow")
    for e in styles.iter(W + "style"):
        if re.match(r"Title|Heading|Note", e.get(W + "styleId")) and e.find(f"{W}pPr/{W}keepNext") is None:
            wrong(f"{e.get(W + 'styleId')} does not stay with what follows")
    for n in range(1, 4):
        if styles.find(f"{W}style[@{W}styleId='Heading{n}']/{W}name").get(W + "val") != f"heading {n}":
            wrong(f"Heading{n} is not Word's own")


def read_paragraphs(trees):
    """The paragraphs as (style, text, whether it stays with the next)."""
    keeps = {e.get(W + "styleId") for e in trees["word/styles.xml"].iter(W + "style")
             if e.find(f"{W}pPr/{W}keepNext") is not None}
    paragraphs = []
    for p in trees["word/document.xml"].iter(W + "p"):
        style = value(p.find(f"{W}pPr/{W}pStyle"))
        text = ""
        for e in p.iter():
            if e.tag == W + "t":
                text += e.text or ""
                if e.get(SPACE) != "preserve":
                    wrong("blanks are not preserved")
            elif e.tag == W + "br":
                text += "\n"
            elif (e.text or "").strip() or (e.tail or "").strip():
                wrong(f"text in {short(e)}")
        keep = style in keeps or p.find(f"{W}pPr/{W}keepNext") is not None
        paragraphs.append((style, text, keep))
    return paragraphs


def check_keeps(paragraphs):
    for (style, text, keep), (after, _, _) in zip(paragraphs, paragraphs[1:]):
        if after == "Quote" and style not in ("Quote", "ListContinue", None) and not keep:
            wrong(f"{text!r} may part from its answer")
        if after == "WritingLine" and style != after and not keep:
            wrong(f"{text!r} may part from the lines to write on")


def unescape(text):
    """What a Markdown line of ours says; a backslash at its end is a break."""
    def plain(match):
        return chr(int(match[2])) if match[2] else match[1]
    return re.sub(r"\\(\n|[!-/:-@\[-`{-~])|&#(\d+);", plain, text)


def read_markdown(path):
    """The same paragraphs as they stand in the Markdown that the program writes."""
    paragraphs = []
    with open(path, encoding="utf-8", newline="\n") as file:
        blocks = re.split(r"\n\n", file.read().strip("\n"))
    for block in blocks:
        if block.startswith(">"):
            lines = [line[2:] for line in block.split("\n")]
            for part in re.split(r"\n\n", "\n".join(lines)):
                paragraphs.append(("Quote", unescape(part)))
        elif re.match(r"#+ ", block):
            signs, _, text = block.partition(" ")
            paragraphs.append(("Title" if signs == "#" else f"Heading{len(signs) - 1}", unescape(text)))
        elif re.match(r" +- ", block):
            for line in re.split(r"(?m)^ +- ", block)[1:]:
                paragraphs.append(("ListBullet", unescape(line.rstrip("\n"))))
        elif block == "-----":
            paragraphs.append(("HorizontalLine", ""))
        elif block.startswith("*") and block.endswith("*"):
            paragraphs.append(("Note", unescape(block[1:-1])))
        else:
            paragraphs.append((None, unescape(block)))
    return paragraphs


def replace(path, part, old, new, to):
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(to, "w") as out:
        for info in archive.infolist():
            text = archive.read(info)
            if info.filename == part:
                if old.encode() not in text:
                    sys.exit(f"no {old} in {part}")
                text = text.replace(old.encode(), new.encode())
            out.writestr(zipfile.ZipInfo(info.filename), text)


def main(arguments):
    path, *rest = arguments
    if rest[:1] == ["--replace"]:
        replace(path, rest[1], rest[2], rest[3], rest[5])
        return
    parts = read_package(path)
    trees = parse(parts)
    if not wrongs:
        check_types(trees)
        check_relations(trees)
        check_order(trees)
    if not wrongs:
        check_names(trees)
        check_secrets(parts, trees)
        check_look(trees)
        paragraphs = read_paragraphs(trees)
        check_keeps(paragraphs)
        if rest[:1] == ["--markdown"]:
            is_ = [p[:2] for p in paragraphs]
            should = read_markdown(rest[1])
            for one, other in zip(is_ + [None] * len(should), should + [None] * len(is_)):
                if one != other:
                    wrong(f"the document has {one}, the Markdown {other}")
                    break
    for what in wrongs:
        print(what)
    sys.exit(1 if wrongs else 0)


main(sys.argv[1:])
