# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays the editing scripts that have a file `nano` to nano, each in a pty of its own.

What is typed goes in one piece, as from a fast typist; keys go one by one, each when nano
has shown what the one before did, so that no two of them make another.
"""
import os
import pty
import re
import select
import struct
import sys
import tempfile
import termios
import time
import fcntl

MARK = "\u00a6"  # typed where the cursor is in the end
FEWEST = 30  # cases; fewer are found only where they are looked for in vain
PATIENCE = 20  # seconds for anything
QUIET = 0.02  # seconds without output: nano waits for a key

CONTROL = {"Ctrl-A": "\x01", "Ctrl-D": "\x04", "Ctrl-E": "\x05"}
# Those that have other names in nano.
OTHERS = {
    "Ctrl-Z": "\x1bu",
    "Ctrl-Y": "\x1be",
    "Ctrl-X": "\x0b",
    "Ctrl-C": "\x1b6",
    "Ctrl-V": "\x15",
}
SENDS = {
    "Enter": "\r",
    "Backspace": "\x7f",
    "Delete": "\x1b[3~",
    "Up": "\x1b[A",
    "Down": "\x1b[B",
    "Right": "\x1b[C",
    "Left": "\x1b[D",
    "Home": "\x1b[H",
    "End": "\x1b[F",
    "Ctrl-Left": "\x1b[1;5D",
    "Ctrl-Right": "\x1b[1;5C",
    "Ctrl-Home": "\x1b[1;5H",
    "Ctrl-End": "\x1b[1;5F",
    "Shift-Left": "\x1b[1;2D",
    "Shift-Right": "\x1b[1;2C",
    "Shift-Up": "\x1b[1;2A",
    "Shift-Down": "\x1b[1;2B",
    "Shift-Home": "\x1b[1;2H",
    "Shift-End": "\x1b[1;2F",
    "Ctrl-Shift-Left": "\x1b[1;6D",
    "Ctrl-Shift-Right": "\x1b[1;6C",
    "Ctrl-Shift-Home": "\x1b[1;6H",
    "Ctrl-Shift-End": "\x1b[1;6F",
    **CONTROL,
    **OTHERS,
}
OPTIONS = [
    "--ignorercfiles",
    "--nonewlines",  # the file is the text
    "--afterends",  # Ctrl-Right goes to the end of a word
    "--zap",  # Backspace and Delete delete what is marked
]


def read_file(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
        return file.read()


def pieces(folder):
    """What is sent for the keys of a case, piece by piece."""
    keys = read_file(folder, "keys").replace("\n", "")
    for part in re.split(r"(<[A-Z][A-Za-z-]*>)", keys):
        name = part[1:-1]
        if not re.fullmatch(r"<[A-Z][A-Za-z-]*>", part):
            if part:
                yield part
        elif name == "Paste":
            yield "\x1b[200~" + read_file(folder, "paste") + "\x1b[201~"
        elif name in SENDS:
            yield SENDS[name]
        else:
            raise SystemExit(f"{folder}: nano has no {name}")


class Nano:
    def __init__(self, path):
        self.child, self.pty = pty.fork()
        if not self.child:
            os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8", HOME="/nowhere")
            os.execvp("nano", ["nano", *OPTIONS, path])
        fcntl.ioctl(self.pty, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def wait(self):
        """Until something was shown, and nothing more is."""
        until = time.monotonic() + PATIENCE
        pause = 0.5
        while time.monotonic() < until:
            if not select.select([self.pty], [], [], pause)[0]:
                return
            try:
                if not os.read(self.pty, 65536):
                    return
            except OSError:  # it has ended
                return
            pause = QUIET

    def send(self, text):
        os.write(self.pty, text.encode())
        self.wait()

    def end(self):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            pid, status = os.waitpid(self.child, os.WNOHANG)
            if pid:
                os.close(self.pty)
                return status
            if select.select([self.pty], [], [], 0.01)[0]:
                try:
                    os.read(self.pty, 65536)
                except OSError:
                    pass
        os.kill(self.child, 9)
        os.waitpid(self.child, 0)
        raise SystemExit("nano does not end")


def play(folder, scratch):
    """The text that nano makes of the keys, with the mark at its cursor."""
    path = os.path.join(scratch, "text")
    open(path, "w").close()
    nano = Nano(path)
    nano.wait()
    for piece in pieces(folder):
        nano.send(piece)
    nano.send(MARK)
    nano.send("\x13")  # Ctrl-S saves
    os.write(nano.pty, b"\x18")  # Ctrl-X ends
    if nano.end():
        raise SystemExit(f"{folder}: nano failed")
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def differs(folder, scratch):
    marked = play(folder, scratch)
    before, mark, behind = marked.partition(MARK)
    line = before.count("\n") + 1
    column = len(before.rpartition("\n")[2]) + 1
    cursor = f"line {line}, column {column}\n"
    if mark and before + behind + "\n" == read_file(folder, "text") and cursor == read_file(
        folder, "cursor"
    ):
        return None
    expected = read_file(folder, "text").rstrip("\n"), read_file(folder, "cursor").strip()
    return f"nano makes {marked!r}, tests/edit has {expected[0]!r}, {expected[1]}"


def main():
    top = sys.argv[1]
    only = sys.argv[2:]
    cases = [name for name in sorted(os.listdir(top)) if os.path.exists(f"{top}/{name}/nano")]
    failed = 0
    if len(cases) < FEWEST:
        raise SystemExit(f"only {len(cases)} cases in {top}")
    with tempfile.TemporaryDirectory() as scratch:
        for name in cases:
            if only and name not in only:
                continue
            why = differs(os.path.join(top, name), scratch)
            if why:
                failed += 1
                print(f"{name}: {why}")
    print(f"{len(only or cases)} cases played, {failed} differ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
