# SPDX-License-Identifier: GPL-3.0-or-later
"""A terminal's screen: bytes that a program sends become rows of text.

Knows what programs send to an xterm to place text; looks (bold, colour) are dropped.
Wide characters are not needed here: what is typed and waited for is ASCII.
"""

import codecs
import re

# Complete sequences after ESC; a part of one at the end of the bytes waits for the rest.
SEQUENCE = re.compile(
    r"\x1b(?:\[(?P<csi>[0-?]*[ -/]*[@-~])"
    r"|[\]PX^_](?:[^\x07\x1b]|\x1b(?!\\))*(?:\x07|\x1b\\)"
    r"|[ -/]+[0-~]|(?P<esc>[0-Z\\`-~]))")


class Screen:
    def __init__(self, rows, cols):
        self.rows, self.cols = rows, cols
        self.cells = [[" "] * cols for _ in range(rows)]
        self.row = self.col = 0
        self.kept = (0, 0)
        self.top, self.bottom = 0, rows - 1
        self.rest = ""
        self.last = " "
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def text(self):
        """The rows, without blanks at their ends."""
        return "\n".join("".join(row).rstrip() for row in self.cells)

    def words(self):
        """All in one line, each run of blanks one blank: for looking for words."""
        return " ".join(self.text().split())

    def feed(self, data):
        text = self.rest + self.decoder.decode(data)
        at = 0
        while at < len(text):
            if text[at] != "\x1b":
                self.put(text[at])
                at += 1
                continue
            match = SEQUENCE.match(text, at)
            if not match:
                if len(text) - at < 4096:
                    break
                at += 1
                continue
            if match["csi"]:
                self.control(match["csi"])
            elif match["esc"]:
                self.escape(match["esc"])
            at = match.end()
        self.rest = text[at:]

    def put(self, char):
        if char == "\r":
            self.col = 0
        elif char in "\n\v\f":
            self.line_feed()
        elif char == "\b":
            self.col = max(0, self.col - 1)
        elif char == "\t":
            self.col = min(self.cols - 1, self.col // 8 * 8 + 8)
        elif char >= " " and char != "\x7f":
            if self.col >= self.cols:
                self.col = 0
                self.line_feed()
            self.cells[self.row][self.col] = self.last = char
            self.col += 1

    def line_feed(self):
        if self.row == self.bottom:
            self.scroll(self.top, 1)
        elif self.row < self.rows - 1:
            self.row += 1

    def scroll(self, top, count):
        """Rows from TOP to the bottom margin go up by COUNT (down where negative)."""
        size = self.bottom - top + 1
        count = max(-size, min(size, count))
        blank = [[" "] * self.cols for _ in range(abs(count))]
        part = self.cells[top:self.bottom + 1]
        part = part[count:] + blank if count >= 0 else blank + part[:count]
        self.cells[top:self.bottom + 1] = part

    def escape(self, code):
        if code == "7":
            self.kept = (self.row, self.col)
        elif code == "8":
            self.row, self.col = self.kept
        elif code == "D":
            self.line_feed()
        elif code == "E":
            self.col = 0
            self.line_feed()
        elif code == "M":
            if self.row == self.top:
                self.scroll(self.top, -1)
            else:
                self.row = max(0, self.row - 1)
        elif code == "c":
            self.erase(0, 0, self.rows - 1, self.cols)

    def erase(self, row, col, last_row, last_col):
        """From ROW, COL to before LAST_ROW, LAST_COL."""
        for i in range(row, last_row + 1):
            first = col if i == row else 0
            end = last_col if i == last_row else self.cols
            for k in range(first, end):
                self.cells[i][k] = " "

    def control(self, body):
        final, text = body[-1], body[:-1]
        if text[:1] in ("?", ">", "<", "="):
            if body in ("?1049h", "?1049l"):
                self.erase(0, 0, self.rows - 1, self.cols)
            return
        numbers = [int(n) if n.isdigit() else 0 for n in text.split(";")]
        first = numbers[0]
        n = max(1, first)
        self.col = min(self.col, self.cols - 1)
        self.move(final, n, numbers)
        row = self.cells[self.row]
        if final == "J":
            if first == 0:
                self.erase(self.row, self.col, self.rows - 1, self.cols)
            elif first == 1:
                self.erase(0, 0, self.row, self.col + 1)
            else:
                self.erase(0, 0, self.rows - 1, self.cols)
        elif final == "K":
            self.erase(self.row, 0 if first else self.col, self.row,
                       self.col + 1 if first == 1 else self.cols)
        elif final == "X":
            self.erase(self.row, self.col, self.row, min(self.cols, self.col + n))
        elif final == "P":
            del row[self.col:self.col + n]
            row.extend([" "] * (self.cols - len(row)))
        elif final == "@":
            row[self.col:self.col] = [" "] * n
            del row[self.cols:]
        elif final == "b":
            for _ in range(n):
                self.put(self.last)
        elif final in "LM" and self.top <= self.row <= self.bottom:
            self.scroll(self.row, n if final == "M" else -n)
        elif final in "ST":
            self.scroll(self.top, n if final == "S" else -n)
        elif final == "r":
            self.top = n - 1
            self.bottom = min(self.rows, numbers[1] if len(numbers) > 1 and numbers[1]
                              else self.rows) - 1
            self.row = self.col = 0

    def move(self, final, n, numbers):
        if final in "Hf":
            self.row = n - 1
            self.col = max(1, numbers[1] if len(numbers) > 1 else 1) - 1
        elif final == "A":
            self.row -= n
        elif final == "B":
            self.row += n
        elif final == "C":
            self.col += n
        elif final == "D":
            self.col -= n
        elif final in "G`":
            self.col = n - 1
        elif final == "d":
            self.row = n - 1
        self.row = max(0, min(self.rows - 1, self.row))
        self.col = max(0, min(self.cols - 1, self.col))
