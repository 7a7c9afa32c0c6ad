"""What an investigator wants to know of a case: the question and its scope, in their own words."""

from dataclasses import asdict, dataclass
from pathlib import Path
from shlex import quote

import orjson

from unisono.cases.custody import log_entry
from unisono.cases.custody.files import record_of_bytes
from unisono.cases.durable import write_durably, writer_lock
from unisono.model.errors import DataRejectedError, UsageError
from unisono.model.times import now_text

FILE = "about.json"
MOST_LETTERS = 4_000
"""A question is a few sentences; what is longer belongs into a document."""


@dataclass(frozen=True)
class About:
    """The question that a case is to answer, what it covers and what not, and when that was written; empty: nothing."""

    question: str = ""
    scope: str = ""
    written_at: str = ""


def read_about(case: Path) -> About:
    """Return what was written of a case, empty where nobody did; raises DataRejectedError for a damaged file."""
    file = case / FILE
    if not file.is_file():
        return About()
    try:
        stored = orjson.loads(file.read_bytes())
        told = About(stored["question"], stored["scope"], stored["written_at"])
        if not all(isinstance(text, str) for text in asdict(told).values()):
            raise TypeError("question, scope and written_at are texts")
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise DataRejectedError(
            f"{file} is damaged: {error}. Restore it from a copy of the case, or delete it and write it again: "
            f"unisono serve {quote(str(case))}"
        ) from error
    return told


def keep_about(case: Path, question: str, scope: str) -> About:
    """Keep question and scope durably in place of what was there; raises UsageError for texts that are too long."""
    told = [text.replace("\r\n", "\n").strip() for text in (question, scope)]
    for name, text in zip(("question", "scope"), told, strict=True):
        if len(text) > MOST_LETTERS:
            raise UsageError(
                f"The {name} has {len(text):,} letters. Keep it to {MOST_LETTERS:,}, and link to a longer document."
            )
    about = About(told[0], told[1], now_text())
    with writer_lock(case / "lock"):
        content = orjson.dumps(asdict(about), option=orjson.OPT_INDENT_2) + b"\n"
        write_durably(case / FILE, content)
    log_entry(case, "changed", outputs=[record_of_bytes(content, FILE)], details={"what": "question and scope"})
    return about
