# SPDX-License-Identifier: GPL-3.0-or-later
"""Judges what other programs make of Word files, for tests/documents.sh:

    documents.py same ONE OTHER        pandoc's JSON of two files: the same headings, paragraphs
    documents.py same-words ONE OTHER  the same without the levels of headings
    documents.py make-long FILE        Markdown for tests/unit/docx_of: questions with answers
    documents.py together TEXT         pdftotext of that: none is on another page than its answer
    documents.py whole DOCX TEXT       pdftotext of a Word file: every letter is there, in order
    documents.py pages PGM...          pages have words, and none in the right margin
"""
import json
import re
import sys
import unicodedata
import xml.etree.ElementTree as tree
import zipfile

QUESTIONS = 14
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words_of(inlines):
    text = ""
    for one in inlines:
        kind, content = one["t"], one.get("c")
        if kind == "Str":
            text += content
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            text += " "
        elif kind in ("Code", "Math", "RawInline"):
            text += content[1]
        elif kind in ("Link", "Span", "Quoted", "Cite", "Image"):
            text += words_of(content[1])
        else:
            text += words_of(content)
    return text


def flatten(blocks, out):
    """Headings and paragraphs in the order of reading, as (level or 0, words)."""
    for block in blocks:
        kind, content = block["t"], block.get("c")
        if kind == "Header":
            out.append((content[0], words_of(content[2])))
        elif kind in ("Para", "Plain"):
            out.append((0, words_of(content)))
        elif kind == "CodeBlock":
            out.append((0, content[1]))
        elif kind == "BlockQuote":
            flatten(content, out)
        elif kind in ("BulletList", "OrderedList"):
            for item in content if kind == "BulletList" else content[1]:
                flatten(item, out)
        elif kind == "Div":
            flatten(content[1], out)
        elif kind != "HorizontalRule":
            sys.exit(f"a {kind} where none should be")


def read_json(path):
    """A title is a heading above the others."""
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    blocks = []
    flatten(document["blocks"], blocks)
    title = document["meta"].get("title")
    if title:
        blocks = [(1, words_of(title["c"]))] + [(level + 1 if level else 0, text) for level, text in blocks]
    # pandoc composes letters and their marks in one format and not in the other.
    blocks = [(level, unicodedata.normalize("NFC", " ".join(text.split()))) for level, text in blocks]
    return [block for block in blocks if block[1]]


def same(one, other, levels=True):
    first, second = read_json(one), read_json(other)
    if not levels:
        first = [text for _, text in first]
        second = [text for _, text in second if not re.fullmatch(r'A <title> & "more"', text)]
    if not first:
        sys.exit(f"{one} is empty")
    for a, b in zip(first + [None] * len(second), second + [None] * len(first)):
        if a != b:
            sys.exit(f"{a} and {b}")


def make_long(path):
    sentence = "In the week before, somebody else had begun, and it was not I who had asked. "
    with open(path, "w", encoding="utf-8") as file:
        file.write("# My reflections\n\n")
        for n in range(QUESTIONS):
            if n % 5 == 0:
                file.write(f"## Chapter {n // 5}\n\n")
            file.write(f"### Who leads, question{n}q?\n\n*Written on a day*\n\n::: words\n"
                       f"begin{n}b {sentence * (2 + n % 3)}\n\n{sentence * (3 + n % 4)} end{n}e\n:::\n\n")


def together(path):
    with open(path, encoding="utf-8") as file:
        pages = file.read().split("\f")
    if len(pages) < 4:
        sys.exit("too few pages to tell")
    for n in range(QUESTIONS):
        found = [[i for i, page in enumerate(pages) if mark in page]
                 for mark in (f"question{n}q", f"begin{n}b", f"end{n}e")]
        if len(found[0]) != 1 or found[0] != found[1] or found[0] != found[2]:
            sys.exit(f"question {n}, the beginning and the end of its answer are on pages {found}")


def letters(text):
    return "".join(re.findall(r"[A-Za-z]", text))


def whole(docx, text):
    with zipfile.ZipFile(docx) as archive:
        root = tree.fromstring(archive.read("word/document.xml"))
    should = letters("".join(e.text or "" for e in root.iter(W + "t")))
    with open(text, encoding="utf-8") as file:
        found = letters(file.read())
    for at, (a, b) in enumerate(zip(should + "-", found + "-")):
        if a != b:
            sys.exit(f"the pages go on with {found[at:at + 40]!r}, the document with {should[at:at + 40]!r}")


def pages(paths):
    if not paths:
        sys.exit("no pages")
    for path in paths:
        with open(path, "rb") as file:
            magic, size, most = (file.readline() for _ in range(3))
            width, height = map(int, size.split())
            rows = file.read()
        if magic != b"P5\n" or most != b"255\n" or len(rows) != width * height:
            sys.exit(f"{path} is no picture")
        margin = width - width * 5 // 21     # five of 21 cm
        lines = [rows[at:at + width] for at in range(0, len(rows), width)]
        if min(rows) > 128:
            sys.exit(f"{path} is blank")
        if min(min(line[margin:]) for line in lines) < 250:
            sys.exit(f"{path}: something stands in the margin")


def main(command, *rest):
    if command == "same":
        same(*rest)
    elif command == "same-words":
        same(*rest, levels=False)
    elif command == "make-long":
        make_long(*rest)
    elif command == "together":
        together(*rest)
    elif command == "whole":
        whole(*rest)
    elif command == "pages":
        pages(rest)
    else:
        sys.exit(f"no {command}")


main(*sys.argv[1:])
