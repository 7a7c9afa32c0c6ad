"""What the command line answers when something goes wrong: one sentence on stderr and an exit code, never a trace."""

import errno
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shlex import quote
from types import FrameType

from unisono.model.errors import UnisonoError

STOPPED = (
    "Stopped by Ctrl-C. Nothing was stored in a case beyond what had been acknowledged before, and the same command can"
    " be typed again; where it writes a new folder, name another or remove what it began."
)
STOPPED_CODE = 130
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


class KeyPresses:
    """What Ctrl-C calls: the first press ends the command in order, the second one at once."""

    def __init__(self) -> None:
        """Begin without a press."""
        self.count = 0

    def __call__(self, number: int, frame: FrameType | None) -> None:
        """Count a press and act on it."""
        self.count += 1
        if self.count > 1:
            os.write(2, f"unisono: {STOPPED}\n".encode())
            os._exit(STOPPED_CODE)
        raise KeyboardInterrupt


def answer_key_presses() -> None:
    """Let this process answer Ctrl-C, unless whoever started it has told it to ignore it."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, KeyPresses())


def answer(mishap: BaseException) -> int | None:
    """Say on stderr what happened and return the exit code; None for a mistake of the program, which is not hidden."""
    if isinstance(mishap, SystemExit):
        return mishap.code if isinstance(mishap.code, int) else int(mishap.code is not None)
    if _was_stopped(mishap):
        return _say(STOPPED, STOPPED_CODE)
    if isinstance(mishap, UnisonoError):
        return _say(str(mishap), mishap.exit_code)
    if isinstance(mishap, BrokenPipeError):
        _write_nowhere()
        return 1
    if isinstance(mishap, OSError):
        if mishap.filename is None:
            _write_nowhere()  # Python's last flush would only fail again
        return _say(sentence_about(mishap), UnisonoError.exit_code)
    if isinstance(mishap, MemoryError):
        advice = "Close other programs, or ask for less: a scan of a shorter time takes less, --since DAY --until DAY"
        return _say(f"The memory of this machine is full. {advice}", UnisonoError.exit_code)
    show = getattr(mishap, "show", None)  # errors of the command line library word themselves
    if show is None:
        return None
    show()
    _say_what_is_missing(mishap)
    return int(getattr(mishap, "exit_code", UnisonoError.exit_code))


@contextmanager
def telling_what_is_kept() -> Iterator[None]:
    """Say on stderr what was noted of a Ctrl-C on its way out; the command line library hands on no notes."""
    try:
        yield
    except KeyboardInterrupt as stopped:
        for note in getattr(stopped, "__notes__", ()):
            _say(note, STOPPED_CODE)
        raise


def sentence_about(error: OSError) -> str:
    """Return what happened, where, and what to do next, for an error of the operating system."""
    what = error.strerror or str(error) or type(error).__name__
    if error.errno in FULL:
        where = f"The disk of {error.filename}" if error.filename else "A disk, or what stdout goes to,"
        return f"{where} is full ({what}). Free some space and type the same command again: {_KEPT}"
    if error.filename is None:
        return f"The system answered: {what}. Type the same command again; {_KEPT}"
    if error.errno in FORBIDDEN:
        return f"{error.filename} cannot be opened or written: {what}. See whose it is: {_look_at(error.filename)}"
    return f"{error.filename}: {what}. Check the name and the disk: {_look_at(error.filename)}"


def _say_what_is_missing(mishap: BaseException) -> None:
    """Say what to type, where a command was typed without something that it needs."""
    from unisono.cli.examples import example_for

    context = getattr(mishap, "ctx", None)
    has_none = bool(getattr(getattr(context, "command", None), "commands", None))
    if context is not None and (has_none or type(mishap).__name__ == "MissingParameter"):
        sys.stderr.write(f"For example: {example_for(context)}\n")


_KEPT = "a case keeps what had been acknowledged before."


def _look_at(name: object) -> str:
    """Return the command that shows a file, or the nearest folder above it that is there."""
    path = Path(os.fsdecode(name) if isinstance(name, bytes) else str(name))
    nearest = next((one for one in (path, *path.parents) if os.path.lexists(one)), path)
    return f"ls -ld {quote(str(nearest))}"


def _was_stopped(mishap: BaseException) -> bool:
    """Say whether Ctrl-C is behind an error: libraries that are being imported turn it into errors of their own."""
    if isinstance(mishap, KeyboardInterrupt) or isinstance(mishap.__cause__, KeyboardInterrupt):
        return True
    presses = signal.getsignal(signal.SIGINT)
    return isinstance(presses, KeyPresses) and presses.count > 0


def _say(sentence: str, code: int) -> int:
    """Print a sentence on stderr, safe for a terminal, and return the code."""
    from unisono.cli.output import visible

    text = "\n".join(visible(line) for line in sentence.split("\n"))
    if sys.stderr is not None:
        sys.stderr.write(f"unisono: {text}\n")
    return code


def _write_nowhere() -> None:
    """Point stdout at nothing, so that Python's last flush does not complain about a reader that left."""
    if sys.stdout is sys.__stdout__ and sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
