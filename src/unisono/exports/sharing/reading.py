"""A run read for others: its networks with the posts they rest on, as the copy may show them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import polars as pl

from unisono.cases import Case, Run
from unisono.cases.events import kept_events
from unisono.cases.marks import network_identity
from unisono.cases.reading_once import read_once
from unisono.detectors.verdicts import EXPLAINED
from unisono.dossiers.network.judging import judge, pairs_inside
from unisono.dossiers.network.rows import Row, network_rows
from unisono.exports.disarm.claims import TechniqueClaim, claims_of_run
from unisono.exports.hiding import disclosure_of
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.likelihood import fit_word
from unisono.exports.report.reading import read_posts
from unisono.exports.report.untrusted import defang, reveal_plainly, shorten
from unisono.exports.results import Results, read_results
from unisono.exports.sharing.addresses import address_of
from unisono.exports.sharing.rivals import rivals_of_networks
from unisono.exports.sharing.shared_case import (
    SharedAccount,
    SharedCase,
    SharedClaim,
    SharedEvent,
    SharedNetwork,
    SharedPost,
)
from unisono.model.tested_fits import measured_fit

MOST_POSTS = 20
"""Posts of one network that are told; the case has all of them."""

MOST_LETTERS = 2_000

LIMITS = (
    "Acting together is a fact about posts; it does not say who stands behind the accounts, and innocent explanations "
    "stand beside every network.",
    "No account is called automated, and nothing is attributed to a person, firm or state.",
)


def read_shared_case(case: Case, run: Run, profile: str) -> SharedCase:
    """Return a run as readers of this profile may be told of it.

    Networks that an innocent explanation fits are counted and not told: their accounts have no place on such platforms.
    """
    with read_once(case) as read:
        return _read(read, run, profile)


def _read(case: Case, run: Run, profile: str) -> SharedCase:
    results = read_results(run)
    disclosure = disclosure_of(case, results, profile)
    record = run.record
    return SharedCase(
        key=disclosure.finding(f"{case.path.resolve().name} {run.id}") if disclosure.hides_accounts else run.id,
        name=plain(disclosure.free_text(case.path.resolve().name)),
        run=run.id,
        version=results.version,
        profile=profile,
        made_at=_moment(results.scanned_at),
        networks=list(_networks(case, run, results, disclosure)),
        explained=results.networks.filter(pl.col("verdict") == EXPLAINED).height,
        events=_events(case, disclosure),
        sources=sorted(set(case.sources()["sha256"].drop_nulls())),
        counts={name: int(record.get(name) or 0) for name in ("posts", "accounts")},
        limits=LIMITS,
    )


def plain(text: str) -> str:
    """Return text of strangers with hidden characters spelled out."""
    return reveal_plainly(text)


def _networks(case: Case, run: Run, results: Results, disclosure: Disclosure) -> Iterator[SharedNetwork]:
    if results.networks.is_empty():
        return
    pairs = pairs_inside(run)
    claims = claims_of_run(case, run, results)
    rows = [row for row in network_rows(results.networks) if row["verdict"] != EXPLAINED]
    rivals = rivals_of_networks(case, run, rows)
    chosen = {row["network"]: _chosen(results.acts.filter(pl.col("network") == row["network"])) for row in rows}
    posts = read_posts(case, {post for own in chosen.values() for post in own})
    for row in rows:
        number = row["network"]
        judged = judge(row, run.record, pairs)
        members = results.members.filter(pl.col("network") == number)
        accounts = [_account(one, disclosure) for one in members["account"].drop_nulls().sort()]
        quoted = [posts[one] for one in chosen[number] if one in posts and posts[one].account]
        told = [_post(one.id, str(one.account), one, disclosure) for one in quoted]
        yield _network(
            row,
            judged,
            results,
            disclosure,
            accounts=accounts,
            posts=told,
            claims=claims,
            rivals=rivals.get(number, []),
        )


def _network(
    row: Row,
    judged: Row,
    results: Results,
    disclosure: Disclosure,
    *,
    accounts: Sequence[SharedAccount],
    posts: Sequence[SharedPost],
    claims: Sequence[TechniqueClaim],
    rivals: Sequence[str],
) -> SharedNetwork:
    number = row["network"]
    return SharedNetwork(
        key=network_identity(one.key for one in accounts),
        number=number,
        verdict=str(row["verdict"]),
        because=_told(row["because"], disclosure),
        verdict_because=_told(row["verdict_because"], disclosure),
        likelihood=judged["likelihood"],
        confidence=judged["confidence"],
        confidence_sentence=judged["confidence_sentence"],
        first_at=_shown(row["first_at"], disclosure),
        last_at=_shown(row["last_at"], disclosure),
        posts_total=int(row["posts"] or 0),
        finding=_finding(results, number, disclosure),
        accounts=accounts,
        posts=posts,
        claims=[_claim(one, disclosure) for one in claims if one.network == number],
        innocent=[_innocent(one, disclosure) for one in row["innocent"]],
        rivals=[_told(one, disclosure) for one in rivals],
    )


def _chosen(acts: pl.DataFrame) -> list[str]:
    """Return the posts that are told: of the objects that most members acted on, the first acts."""
    crowds = acts.group_by("layer", "object").agg(pl.col("account").n_unique().alias("crowd"))
    ordered = acts.join(crowds, on=["layer", "object"]).sort(
        ["crowd", "layer", "object", "at", "post"], descending=[True, False, False, False, False], nulls_last=True
    )
    return ordered["post"].drop_nulls().unique(maintain_order=True).head(MOST_POSTS).to_list()


def _account(account: str, disclosure: Disclosure) -> SharedAccount:
    platform, _, bare = account.partition(":")
    if disclosure.hides_accounts:
        hidden = disclosure.pseudonym(account)
        return SharedAccount(hidden, platform, hidden, hidden, None, is_hidden=True)
    handle, name = disclosure.handles.get(account), disclosure.name(account)
    return SharedAccount(
        key=account,
        platform=platform,
        id=bare or account,
        handle=plain(handle.lstrip("@＠")) if handle else None,
        display_name=plain(name) if name else None,
        is_hidden=False,
    )


def _post(post: str, account: str, one: Any, disclosure: Disclosure) -> SharedPost:  # Any: of reading.Post
    text = disclosure.post_text(one.text)
    if text is not None and disclosure.hides_accounts:
        text = defang(text)
    return SharedPost(
        key=disclosure.post(post),
        account=_account(account, disclosure),
        at=_shown(one.created_at, disclosure),
        kind=one.kind,
        text=None if text is None else plain(shorten(text, MOST_LETTERS)),
        address=None if disclosure.hides_accounts else address_of(post),
    )


def _claim(claim: TechniqueClaim, disclosure: Disclosure) -> SharedClaim:
    findings = [disclosure.finding(finding) for finding in claim.findings]
    return SharedClaim(claim.technique, findings, claim.likelihood, _told(claim.reason, disclosure))


def _innocent(one: Mapping[str, Any], disclosure: Disclosure) -> str:  # Any: JSON
    name = str(one.get("explanation", "")).replace("_", " ")
    return f"{name.capitalize()}: {fit_word(measured_fit(one))}. {_told(one.get('because'), disclosure)}".strip()


def _finding(results: Results, network: int, disclosure: Disclosure) -> str | None:
    found = results.findings.filter(
        (pl.col("detector") == "co_action")
        & (pl.col("subject_kind") == "network")
        & (pl.col("subject") == str(network))
    )
    return disclosure.finding(found["finding"][0]) if found.height else None


def _events(case: Case, disclosure: Disclosure) -> list[SharedEvent]:
    known = kept_events(case.path).sort("at", "name")
    return [SharedEvent(plain(disclosure.free_text(name)), at) for name, at in known.select("name", "at").iter_rows()]


def _told(text: str | None, disclosure: Disclosure) -> str:
    told = disclosure.free_text(text or "")
    return plain(defang(told) if disclosure.hides_accounts else told)


def _shown(at: datetime | None, disclosure: Disclosure) -> datetime | None:
    return at.replace(second=0, microsecond=0) if at is not None and disclosure.hides_posts else at


def _moment(written: str) -> datetime:
    """Return when the run began; the epoch where its record does not say."""
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return datetime.fromtimestamp(0, UTC)
