"""Findings about accounts in time: who woke, turned, was made or deleted together, and who did so alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from markupsafe import Markup

from unisono.detectors import (
    born_together,
    co_deletion,
    dormancy,
    identity_change,
    turn,
    turned_together,
    woke_together,
)
from unisono.exports.report.account_findings import of_detector
from unisono.exports.report.copied_texts import networks_in_words
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.limits import Limits
from unisono.exports.report.reading import parsed
from unisono.exports.report.untrusted import defang, isolate, reveal, shorten

KINDS = ("cohort", "event", "account")
"""Kinds of subjects told here; what is about a network stands with the network."""

TITLES = {
    woke_together.NAME: "Accounts that woke together",
    turned_together.NAME: "Accounts that changed their subject together",
    born_together.NAME: "Accounts made together",
    co_deletion.NAME: "Posts deleted together",
    dormancy.NAME: "Accounts that were silent for months and came back",
    turn.NAME: "Accounts that changed their subject",
    identity_change.NAME: "Accounts that changed who they say they are",
}
"""Detectors, those about groups first, and the headings of their parts."""

TELLS_WORDS = {turn.NAME, turned_together.NAME}
"""Detectors whose sentences quote single words of posts."""


@dataclass(frozen=True)
class TimeFinding:
    """One finding; `because` is null where the copy withholds what it quotes."""

    subject: Markup
    because: Markup | None
    accounts: int
    networks: str
    finding: str | None


@dataclass(frozen=True)
class TimePart:
    """The findings of one detector, how many there are in all, and whether they are about single accounts."""

    detector: str
    title: str
    of_accounts: bool
    shown: Sequence[TimeFinding]
    found: int


def accounts_in_time(findings: pl.DataFrame, limits: Limits) -> list[str]:
    """Return the accounts that these parts name, so that copies for others can replace their names."""
    own = findings.filter(pl.col("subject_kind") == "account")
    return [
        account for name in TITLES for account in of_detector(own, name).head(limits.time_findings)["subject"].to_list()
    ]


def view_time_findings(
    findings: pl.DataFrame, homes: Mapping[str, int], disclosure: Disclosure, limits: Limits
) -> list[TimePart]:
    """Return the parts that have findings; `homes` is the network of each account that has one."""
    told = findings.filter(pl.col("subject_kind").is_in(list(KINDS)))
    parts = []
    for name, title in TITLES.items():
        own = of_detector(told, name)
        if own.height:
            shown = [_view(row, homes, disclosure) for row in own.head(limits.time_findings).iter_rows(named=True)]
            of_accounts = bool((own["subject_kind"] == "account").all())
            parts.append(TimePart(name, title, of_accounts, shown, own.height))
    return parts


def _view(row: Mapping[str, Any], homes: Mapping[str, int], disclosure: Disclosure) -> TimeFinding:  # Any: FINDINGS
    is_account = row["subject_kind"] == "account"
    accounts = [row["subject"]] if is_account else _accounts_of(row)
    subject = disclosure.handle(row["subject"]) if is_account else _group_in_words(row, disclosure)
    return TimeFinding(
        subject=isolate(shorten(subject, 60)),
        because=_because(row, disclosure),
        accounts=len(accounts),
        networks=networks_in_words(accounts, homes),
        finding=None if disclosure.hides_accounts else row["finding"],
    )


def _because(row: Mapping[str, Any], disclosure: Disclosure) -> Markup | None:  # Any: FINDINGS
    """Return what was counted; names that accounts had, and words of posts, stay out of copies that hide them."""
    hidden = (row["detector"] == identity_change.NAME and disclosure.hides_accounts) or (
        row["detector"] in TELLS_WORDS and disclosure.hides_posts
    )
    return None if hidden else reveal(defang(disclosure.free_text(row["because"] or "")))


def _group_in_words(row: Mapping[str, Any], disclosure: Disclosure) -> str:  # Any: FINDINGS
    """Return an event's name, or a cohort's without its first word: its date, after its platform if it says one."""
    if row["subject_kind"] == "event":
        return disclosure.free_text(row["subject"])
    told = str(row["subject"]).split(":", 1)[-1]
    return told.replace(":", " ", 1) if row["detector"] == born_together.NAME else told.replace("T", " ")


def _accounts_of(row: Mapping[str, Any]) -> list[str]:  # Any: FINDINGS
    return [str(one) for one in parsed(row["evidence"], {}).get("accounts", [])]
