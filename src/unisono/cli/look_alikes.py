"""Accounts known only by handle that look like accounts with ids, in words, with the command that declares it."""

from shlex import quote

from unisono.cases import Case
from unisono.cases.handle_accounts import find_look_alikes
from unisono.cases.named_files import can_name
from unisono.model.counting import counted


def look_alikes_text(case: Case, typed: str) -> tuple[str, str] | None:
    """Return what was found and the advice, with the case as it was typed; None where there is nothing to say."""
    found = find_look_alikes(case)
    if found.is_empty():
        return None
    first = found.row(0, named=True)
    name = first["handle"] if can_name(first["handle"]) else "NAME"
    told = counted(found.height, "account")
    verb = ("looks like one with an id", "look like accounts with ids")[found.height > 1]
    one = f"{first['by_handle']} has the handle of {first['with_id']}"
    command = (
        f"unisono same-person add {quote(typed)} {quote(name)} --account {quote(first['by_handle'])} "
        f"--account {quote(first['with_id'])} --because 'the same handle on {first['platform']}'"
    )
    return (
        f"{told} known only by handle {verb}, such as: {one}",
        "They stay apart in every count, for a handle can pass to another account. Look at both, and where they are "
        f"one, declare it: {command}",
    )
