"""Writing that survives a crash: temporary name, fsync, rename, fsync of the folder; and the lock between writers."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shlex import quote

from unisono.model.errors import UsageError

TEMPORARY_PREFIX = ".writing-"
"""Files and folders with this prefix are not yet part of a case; a crash may leave them behind."""


def write_durably(path: Path, content: bytes | memoryview) -> None:
    """Put the content at `path` so that, after a crash at any moment, the file is whole or absent.

    A write that fails (a full disk, Ctrl-C) leaves nothing behind; its OSError names the file.
    """
    temporary = path.with_name(TEMPORARY_PREFIX + path.name)
    try:
        with temporary.open("wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        temporary.replace(path)
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno is not None:
            error.filename, error.filename2 = str(path), None
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; Windows does this by itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def require_writable(folder: Path) -> None:
    """Raise UsageError where a case folder does not take new files, before any work is done for them.

    The folder of runs, where somebody removed it, is made again: it holds nothing that is not lost with it.
    """
    if (folder / "case.json").exists():
        try:
            (folder / "runs").mkdir(exist_ok=True)
        except OSError as error:
            raise _refused_folder(folder, f"{folder / 'runs'}: {error.strerror}") from error
    for part in (folder, folder / "runs", folder / "segments", folder / "lock"):
        if part.exists() and not os.access(part, os.W_OK):
            raise _refused_folder(folder, f"{part} cannot be written")


def _refused_folder(folder: Path, why: str) -> UsageError:
    """Return the error about a case that nothing can be stored in."""
    return UsageError(
        f"{folder} can be read, but nothing can be stored in it: {why}. "
        f"Work on a copy of your own: cp -r {quote(str(folder))} NEW_FOLDER"
    )


@contextmanager
def writer_lock(path: Path) -> Iterator[None]:
    """Hold the lock file for the length of a `with` block; other writers wait, readers never ask.

    Raises UsageError where the folder cannot be written.
    """
    try:
        opened = path.open("a+b")
    except OSError as error:
        raise _refused_folder(path.parent, f"{path}: {error.strerror}") from error
    with opened as handle:
        _lock(handle.fileno())
        try:
            yield
        finally:
            _unlock(handle.fileno())


@contextmanager
def sole_lock(path: Path, wait_s: float = 1.0) -> Iterator[bool]:
    """Hold a lock file for the length of a `with` block, or yield False where another process holds it all the time.

    Whoever asks whether it is held (is_held) has it for a moment: so it is tried again for a while.
    """
    with path.open("a+b") as handle:
        until = time.monotonic() + wait_s
        while not (has_it := _takes_lock(handle.fileno())) and time.monotonic() < until:
            time.sleep(0.02)
        try:
            yield has_it
        finally:
            if has_it:
                _unlock(handle.fileno())


def _takes_lock(descriptor: int) -> bool:
    try:
        _try_lock(descriptor)
    except OSError:
        return False
    return True


def is_held(path: Path) -> bool:
    """Say whether somebody holds a lock file at this moment; a file that is not there is held by nobody."""
    try:
        opened = path.open("r+b")
    except OSError:
        return False
    with opened as handle:
        if not _takes_lock(handle.fileno()):
            return True
        _unlock(handle.fileno())
    return False


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
