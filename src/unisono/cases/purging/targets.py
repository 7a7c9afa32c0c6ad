"""Targets of a case: accounts that are taken out of it are taken out of those that its targets were said to have."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import orjson

from unisono.cases.durable import write_durably
from unisono.cases.targets import FILES, read_target
from unisono.model.errors import DataRejectedError

_signs = "@＠"


def unname_gone(case: Path, names: Sequence[str]) -> int:
    """Take accounts out of the targets of a case and return how many targets named one. Hold the writer lock.

    names: handles, bare ids and `platform:id`. Accounts go, and aliases that are written as handles (@…); other aliases
    may be words that others share. A target that nothing else describes goes. One that is damaged stays as it is.
    """
    gone, changed = {_folded(name) for name in names}, 0
    for file in FILES.kept(case):
        try:
            target = read_target(file)
        except DataRejectedError:
            continue
        left = replace(
            target,
            accounts=tuple(one for one in target.accounts if _folded(one) not in gone),
            aliases=tuple(one for one in target.aliases if not (one.startswith((*_signs,)) and _folded(one) in gone)),
        )
        if left == target:
            continue
        changed += 1
        if left.accounts or left.aliases or left.hashtags:
            write_durably(file, orjson.dumps(asdict(left), option=orjson.OPT_INDENT_2) + b"\n")
        else:
            file.unlink()
    return changed


def _folded(name: str) -> str:
    return name.strip().lstrip(_signs).casefold()
