"""Errors that nobody foresaw, in one file: it is refused with a plain reason, and the other files go on."""

from polars.exceptions import PanicException

from unisono.importers.packed_files import command_on
from unisono.importers.problems import shorten
from unisono.model.errors import UnisonoError

UNEXPECTED: tuple[type[BaseException], ...] = (Exception, PanicException)
NOT_OF_THE_FILE = (UnisonoError, OSError, MemoryError)


def reason_of(name: str, error: BaseException) -> str:
    """Say that a file was not read, and why; raises the error again where it is not the file's: a full disk, a stop."""
    if isinstance(error, NOT_OF_THE_FILE) or isinstance(error.__cause__, KeyboardInterrupt):
        raise error
    said = shorten(str(error).split("\n", 1)[0])
    return (
        f"{name} was not read to its end: something in it was not foreseen ({type(error).__name__}: {said}). "
        "What had been stored of it stays. Please report it with the first rows of the file, and look at the file "
        f"itself: {command_on(name, 'head FILE')}"
    )
