"""Targets that a case was told of: people, parties and offices that posts attack, and the names they go by."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

import orjson

from unisono.cases.named_files import NamedFiles
from unisono.model.errors import DataRejectedError, UsageError

FILES = NamedFiles(folder="targets", command="target", what="target", such_as="mayor")
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
class Targets:
    """All targets of a case, by name, and the user's word lists, each as the lines of its file."""

    targets: tuple[Target, ...] = ()
    word_files: tuple[Path, ...] = field(default=())

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
    targets = [_parsed(file.read_bytes(), str(file)) for file in FILES.kept(case)]
    return Targets(tuple(sorted(targets, key=lambda target: target.name.casefold())), tuple(kept_words(case)))


def remove_target(case: Path, name: str) -> None:
    """Take a target out of the case; raises UsageError where there is none of that name."""
    FILES.remove(case, name)


def keep_words(case: Path, name: str, content: bytes) -> Path:
    """Keep a word list of the user's in the case, in place of one of that name, and return where."""
    WORD_FILES.change(case, name, lambda _before: content)
    return next(file for file in WORD_FILES.kept(case) if file.stem == name.casefold())


def kept_words(case: Path) -> list[Path]:
    """Return the files of the user's word lists, by name."""
    return WORD_FILES.kept(case)


def remove_words(case: Path, name: str) -> None:
    """Take a word list out of the case; raises UsageError where there is none of that name."""
    if not any(file.stem == name.casefold() for file in kept_words(case)):
        raise UsageError(f"The case has no word list named {name}. It has: {_listed(kept_words(case))}.")
    WORD_FILES.remove(case, name)


def _listed(files: Iterable[Path]) -> str:
    return ", ".join(file.stem for file in files) or "none"


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
