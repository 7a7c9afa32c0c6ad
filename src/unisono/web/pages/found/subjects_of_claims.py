"""What a claim is about: its name, and the page that shows it."""

from collections.abc import Mapping
from typing import Any

from unisono.cases import Run
from unisono.web.asked import Asked

PAGES_OF = {
    "account": "account",
    "hashtag": "hashtag",
    "image": "image",
    "network": "network",
    "post": "post",
    "target": "target",
    "text": "text",
}
"""Kinds of subjects that have a page of their own, which is addressed by the subject."""

Row = Mapping[str, Any]  # Any: cells of CLAIMS


def known_handles(run: Run) -> dict[str, str]:
    """Return the handles of the members of networks, by account."""
    members = run.table("members")
    return {account: handle for account, handle in members.select("account", "handle").iter_rows() if handle}


def shown_claim(asked: Asked, row: Row, handles: Mapping[str, str]) -> dict[str, Any]:  # Any: what the template shows
    """Return a claim as lists show it: with its own address, what it is about as links, and its posts."""
    is_network = row["kind"] == "network"
    return {
        **row,
        "address": asked.address("network", row["id"]) if is_network else asked.address("finding", row["id"]),
        "about": subject_parts(asked, row["subject_kind"], row["subject"], handles),
        "posts_address": asked.address("posts", network=row["id"])
        if is_network
        else asked.address("posts", finding=row["id"]),
    }


def subject_parts(asked: Asked, kind: str, subject: str, handles: Mapping[str, str]) -> list[tuple[str, str | None]]:
    """Return the subject as names with their addresses; a pair is two accounts; what has no page has no address."""
    if kind == "pair":
        return [_account(asked, account, handles) for account in subject.split(" ")]
    if kind == "account":
        return [_account(asked, subject, handles)]
    if kind == "network":
        number = subject.rpartition(":")[2]
        return [(number, asked.address("network", number))]
    shown = f"#{subject}" if kind == "hashtag" else subject
    return [(shown, asked.address(PAGES_OF[kind], subject) if kind in PAGES_OF else None)]


def _account(asked: Asked, account: str, handles: Mapping[str, str]) -> tuple[str, str]:
    handle = handles.get(account)
    return (f"@{handle.lstrip('@')}" if handle else account, asked.address("account", account))
