"""Small cases of accounts that write sentences of one language and say where they are."""

import csv
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from unisono.accounts.known import KnownAccounts
from unisono.model.tables import ACCOUNTS, POSTS, conform, empty

SENTENCES = Path(__file__).parent.parent / "content" / "short_posts.tsv"
START = datetime(2024, 3, 1, tzinfo=UTC)


def sentences(language: str) -> list[str]:
    """Return the twenty sentences in a language that were written for tests."""
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        return [row["text"] for row in csv.DictReader(file, delimiter="\t") if row["language"] == language]


@dataclass
class Writers:
    """Accounts of the platform "here" that write texts an hour apart."""

    rows: list[dict[str, Any]] = field(default_factory=list)  # cells of POSTS
    profiles: list[dict[str, Any]] = field(default_factory=list)  # cells of ACCOUNTS

    def write(self, account: str, texts: list[str], *, kind: str = "post", lang: str | None = None) -> None:
        """Add texts of an account."""
        for text in texts:
            number = len(self.rows)
            moment = START + timedelta(hours=number)
            cells = {"platform": "here", "account_id": account, "post_id": str(number), "created_at": moment}
            self.rows.append(cells | {"kind": kind, "text": text, "lang": lang})

    def say(self, account: str, **cells: str) -> None:
        """Add an account's profile."""
        self.profiles.append({"platform": "here", "account_id": account, **cells})

    def known(self) -> KnownAccounts:
        """Return what is known of these accounts."""
        posts = conform(pl.DataFrame(self.rows), POSTS) if self.rows else empty(POSTS)
        profiles = (
            conform(pl.DataFrame(self.profiles, infer_schema_length=None), ACCOUNTS)
            if self.profiles
            else empty(ACCOUNTS)
        )
        return KnownAccounts(posts, profiles)
