# SPDX-License-Identifier: GPL-3.0-or-later
"""Disks for the table: one that is soon full, one whose power can be cut, calls that fail.

Those that are mounted live in a mount namespace of their own, in which table starts
the rows that want them (unshare); they vanish with it.
"""

import contextlib
import errno
import fcntl
import functools
import os
import struct
import subprocess
import sys
import tempfile
import time

SHUTDOWN = 0x8004587D       # EXT4_IOC_SHUTDOWN
FLUSHED, NOT_FLUSHED = 1, 2     # its flags: with or without what waits in the log
SIZE = "600k"


def run(*command):
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, capture_output=True)


@functools.cache
def namespace():
    """The command that gives a mount namespace, or None where there can be none."""
    commands = [["unshare", "-m"]] if os.geteuid() == 0 else []
    for command in commands + [["unshare", "-Urm"]]:
        with tempfile.TemporaryDirectory() as folder, contextlib.suppress(OSError):
            if subprocess.run(command + ["mount", "-t", "tmpfs", "tmpfs", folder],
                              capture_output=True, check=False).returncode == 0:
                return command
    return None


@functools.cache
def can_cut():
    """Whether there can be an ext4 disk of our own whose power can be cut."""
    if os.geteuid() != 0 or not namespace():
        return False
    here = os.path.dirname(os.path.abspath(__file__))
    code = "import disks, sys\nwith disks.Power(sys.argv[1]) as p: p.cut(disks.NOT_FLUSHED)"
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(OSError):
        return subprocess.run(namespace() + [sys.executable, "-B", "-c", code, folder], cwd=here,
                              capture_output=True, check=False).returncode == 0
    return False


@functools.cache
def can_inject(fault):
    """Whether the program FAULT works: it is built, and the kernel takes part."""
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(OSError):
        target = os.path.join(folder, "x")
        subprocess.run([fault, "write:EIO:1", target, os.path.join(folder, "log"),
                        "sh", "-c", 'echo >"$0"', target],
                       capture_output=True, timeout=10, check=False)
        return os.path.exists(os.path.join(folder, "log"))
    return False


@contextlib.contextmanager
def small(folder):
    """A disk of 600 KB in FOLDER."""
    disk = os.path.join(folder, "disk")
    os.mkdir(disk)
    run("mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=700", "tmpfs", disk)
    try:
        yield disk
    finally:
        run("umount", "-l", disk)


def fill(disk):
    """Leaves not a byte."""
    descriptor = os.open(os.path.join(disk, "filler"), os.O_CREAT | os.O_WRONLY, 0o600)
    size = 4096
    while size:
        try:
            os.write(descriptor, b"x" * size)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            size //= 2
    os.close(descriptor)


class Power:
    """An ext4 disk in FOLDER."""

    def __init__(self, folder):
        self.image = os.path.join(folder, "image")
        self.disk = os.path.join(folder, "disk")

    def __enter__(self):
        os.mkdir(self.disk)
        with open(self.image, "wb") as file:
            file.truncate(32 * 1024 * 1024)
        run("mkfs.ext4", "-q", "-F", self.image)
        self.mount()
        return self

    def __exit__(self, *_):
        with contextlib.suppress(subprocess.CalledProcessError):
            run("umount", self.disk)

    def mount(self):
        run("mount", "-o", "loop", self.image, self.disk)

    def cut(self, how):
        """Nothing reaches the disk from now on."""
        descriptor = os.open(self.disk, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, SHUTDOWN, struct.pack("I", how))
        finally:
            os.close(descriptor)

    def back(self):
        """The power is back; all that ran is gone."""
        for _ in range(50):
            if subprocess.run(["umount", self.disk], capture_output=True,
                              check=False).returncode == 0:
                break
            time.sleep(0.1)     # something of the killed program is still there
        self.mount()
