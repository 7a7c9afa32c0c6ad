"""Targets that a case was told of: people, parties and offices that posts attack, and the names they go by."""

import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson

from unisono.cases.custody.commands import NAMED, digest_of
from unisono.cases.durable import writer_lock
from unisono.cases.job_names import rename_in_jobs
from unisono.cases.named_files import NamedFiles
from unisono.cases.suppressed import case_key
from unisono.model.errors import DataRejectedError, UsageError

FILES = NamedFiles(
    folder="targets",
    command="target",
    what="target",
    such_as="mayor",
    instead="What posts call it may have any signs: give that with --alias.",
)
WORD_FILES = NamedFiles(folder="words", command="target words", what="word list", such_as="insults")


@dataclass(frozen=True)
class Target:
    """Somebody who may be attacked.

    aliases: names as texts, mentions and handles write them. hashtags: used against the target, without sign.
    accounts: the target's own accounts, by handle or id.
    """

    name: str
    aliases: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return what texts call the target: its aliases; its own name where it has neither aliases nor accounts."""
        return self.aliases if self.aliases or self.accounts else (self.name,)


@dataclass(frozen=True)
class WordList:
    """A list of hostile words that the user brought: the text of its file, as it was."""

    name: str
    text: str


@dataclass(frozen=True)
class Targets:
    """All targets of a case, and the user's lists of hostile words, each by name."""

    targets: tuple[Target, ...] = ()
    words: tuple[WordList, ...] = ()

    def named(self, name: str) -> Target:
        """Return the target of that name, in any case of its letters; raises KeyError."""
        for target in self.targets:
            if target.name.casefold() == name.strip().casefold():
                return target
        raise KeyError(name)


def add_target(case: Path, target: Target) -> Target:
    """Keep a target durably and return it as it is kept: names given before stay, new ones are added to them."""
    kept = target

    def joined(before: bytes | None) -> bytes:
        nonlocal kept
        if before is not None:
            known = _parsed(before, f"The target {target.name}")
            kept = Target(
                known.name,
                _joined(known.aliases, target.aliases),
                _joined(known.hashtags, target.hashtags),
                _joined(known.accounts, target.accounts),
            )
        return orjson.dumps(asdict(kept), option=orjson.OPT_INDENT_2) + b"\n"

    FILES.change(case, target.name, joined)
    return kept


def kept_targets(case: Path) -> Targets:
    """Return the targets of a case and its word lists; raises DataRejectedError naming a damaged file."""
    targets = [read_target(file) for file in FILES.kept(case)]
    return Targets(tuple(sorted(targets, key=lambda target: target.name.casefold())), kept_words(case))


def read_target(file: Path) -> Target:
    """Return the target of a file; raises DataRejectedError naming a damaged one."""
    return _parsed(file.read_bytes(), str(file))


def told_in_log(case: Path, name: str) -> str:
    """Return what stands for a target's name in the log of a case, of which nothing can be taken out."""
    return digest_of(name, case_key(case))


def name_behind(case: Path, told: str) -> str:
    """Return the target of the case that the log tells so; what stands for none is returned as it is."""
    names = [target.name for target in kept_targets(case).targets] if told.startswith(NAMED) else []
    return next((name for name in names if told_in_log(case, name) == told), told)


def remove_target(case: Path, name: str) -> None:
    """Take a target out of the case, its jobs and the pages it keeps; UsageError where there is none of that name.

    Runs, reports and exports are what they were: they may name it still.
    """
    FILES.remove(case, name)
    with writer_lock(case / "lock"):
        rename_in_jobs(case, name, told_in_log(case, name))
    shutil.rmtree(case / "derived" / "pages", ignore_errors=True)


def keep_words(case: Path, words: WordList) -> None:
    """Keep a word list in the case durably, in place of one of that name."""
    content = orjson.dumps(asdict(words), option=orjson.OPT_INDENT_2) + b"\n"
    WORD_FILES.change(case, words.name, lambda _before: content)


def kept_words(case: Path) -> tuple[WordList, ...]:
    """Return the user's word lists, by name; raises DataRejectedError naming a damaged file."""
    found = []
    for file in WORD_FILES.kept(case):
        try:
            stored = orjson.loads(file.read_bytes())
            found.append(WordList(str(stored["name"]), str(stored["text"])))
        except (orjson.JSONDecodeError, KeyError, TypeError) as error:
            raise DataRejectedError(f"{file} is damaged: {error}. Delete it and give the word list again.") from error
    return tuple(found)


def remove_words(case: Path, name: str) -> None:
    """Take a word list out of the case; raises UsageError where there is none of that name."""
    known = [words.name for words in kept_words(case)]
    if name.casefold() not in [one.casefold() for one in known]:
        raise UsageError(f"The case has no word list named {name}. It has: {', '.join(known) or 'none'}.")
    WORD_FILES.remove(case, name)


def _joined(before: tuple[str, ...], added: tuple[str, ...]) -> tuple[str, ...]:
    known = {one.casefold() for one in before}
    return (*before, *dict.fromkeys(one for one in added if one.casefold() not in known))


def _parsed(content: bytes, where: str) -> Target:
    try:
        stored = orjson.loads(content)
        lists = [stored[key] for key in ("aliases", "hashtags", "accounts")]
        texts = [stored["name"], *(value for values in lists for value in values)]
        if not all(isinstance(values, list) for values in lists) or not all(isinstance(text, str) for text in texts):
            raise TypeError("names are texts")
        return Target(stored["name"], *(tuple(values) for values in lists))
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise DataRejectedError(
            f"{where} is damaged: {error}. Restore it from a copy of the case, or delete it and add the target again."
        ) from error
