"""Findings about accounts that tell contradicting things of themselves, and about pictures that profiles share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from markupsafe import Markup

from unisono.cases import Case
from unisono.detectors import avatar_reuse, contradicting_claims
from unisono.dossiers.network.images import files_of_pictures, read_picture_file
from unisono.exports.report.content_views import picture_address
from unisono.exports.report.copied_texts import networks_in_words
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.limits import Limits
from unisono.exports.report.reading import parsed
from unisono.exports.report.untrusted import defang, isolate, reveal, shorten

ACCOUNTS_NAMED = 12


@dataclass(frozen=True)
class ClaimsView:
    """One account whose claims do not go together; `because` is null where the copy withholds what was claimed."""

    account: Markup
    because: Markup | None
    surplus: int
    expected: float | None
    compared: int
    posts: int
    networks: str
    finding: str | None


@dataclass(frozen=True)
class AvatarView:
    """One profile picture that several accounts have shown; `named` are the first of them."""

    accounts: int
    named: Sequence[Markup]
    picture: Markup | None
    expected: float | None
    compared: int
    networks: str
    finding: str | None


@dataclass(frozen=True)
class AccountFindings:
    """Both, with how many there are in all."""

    claims: Sequence[ClaimsView]
    claims_found: int
    avatars: Sequence[AvatarView]
    avatars_found: int


def of_detector(findings: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return the findings of one detector, the strongest first, in an order that does not change."""
    own = findings.filter(pl.col("detector") == name)
    return own.sort("q", "value", "finding", descending=[False, True, False], nulls_last=True)


def accounts_told_of(findings: pl.DataFrame, limits: Limits) -> list[str]:
    """Return the accounts that these views name, so that copies for others can replace their names."""
    claims = of_detector(findings, contradicting_claims.NAME).head(limits.contradicting)["subject"].to_list()
    avatars = of_detector(findings, avatar_reuse.NAME).head(limits.shared_avatars)
    return [*claims, *(account for row in avatars.iter_rows(named=True) for account in _accounts_of(row))]


def view_account_findings(
    case: Case, findings: pl.DataFrame, homes: Mapping[str, int], disclosure: Disclosure, limits: Limits
) -> AccountFindings:
    """Return both kinds ready for the page; `homes` is the network of each account that has one."""
    return AccountFindings(
        claims=_claims(findings, homes, disclosure, limits),
        claims_found=of_detector(findings, contradicting_claims.NAME).height,
        avatars=_avatars(case, findings, homes, disclosure, limits),
        avatars_found=of_detector(findings, avatar_reuse.NAME).height,
    )


def _claims(
    findings: pl.DataFrame, homes: Mapping[str, int], disclosure: Disclosure, limits: Limits
) -> list[ClaimsView]:
    rows = of_detector(findings, contradicting_claims.NAME).head(limits.contradicting)
    return [
        ClaimsView(
            account=isolate(shorten(disclosure.handle(row["subject"]), 60)),
            because=None if disclosure.hides_posts else reveal(defang(disclosure.free_text(row["because"] or ""))),
            surplus=round(row["value"] or 0),
            expected=row["expected"],
            compared=row["n"] or 0,
            posts=row["posts_count"] or 0,
            networks=networks_in_words([row["subject"]], homes),
            finding=None if disclosure.hides_accounts else row["finding"],
        )
        for row in rows.iter_rows(named=True)
    ]


def _avatars(
    case: Case, findings: pl.DataFrame, homes: Mapping[str, int], disclosure: Disclosure, limits: Limits
) -> list[AvatarView]:
    rows = of_detector(findings, avatar_reuse.NAME).head(limits.shared_avatars)
    files = files_of_pictures(case, rows["subject"].to_list()) if rows.height and not disclosure.hides_accounts else {}
    return [
        AvatarView(
            accounts=round(row["value"] or 0),
            named=[isolate(shorten(disclosure.handle(one), 60)) for one in _accounts_of(row)[:ACCOUNTS_NAMED]],
            picture=picture_address(read_picture_file(files.get(row["subject"], []))),
            expected=row["expected"],
            compared=max(0, (row["n"] or 0) - 1),
            networks=networks_in_words(_accounts_of(row), homes),
            finding=None if disclosure.hides_accounts else row["finding"],
        )
        for row in rows.iter_rows(named=True)
    ]


def _accounts_of(row: Mapping[str, Any]) -> list[str]:  # Any: cells of FINDINGS
    accounts = parsed(row["evidence"], {}).get("accounts", [])
    return [str(one) for one in accounts]
