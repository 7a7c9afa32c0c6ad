"""Links of accounts to one person: those who are taken out of a case are taken out of them."""

from dataclasses import asdict, replace
from pathlib import Path

import orjson

from unisono.cases.durable import write_durably
from unisono.cases.same_persons import FILES, read_link
from unisono.model.errors import DataRejectedError


def unlink_gone(case: Path, accounts: frozenset[str]) -> int:
    """Take accounts (`platform:id`) out of the links of a case and return how many links named one.

    A link that has fewer than two accounts left goes. One that is damaged stays as it is. Hold the writer lock.
    """
    changed = 0
    for file in FILES.kept(case):
        try:
            link = read_link(file)
        except DataRejectedError:
            continue
        left = tuple(account for account in link.accounts if account not in accounts)
        if left == link.accounts:
            continue
        changed += 1
        if len(left) < 2:
            file.unlink()
        else:
            write_durably(file, orjson.dumps(asdict(replace(link, accounts=left)), option=orjson.OPT_INDENT_2) + b"\n")
    return changed
