"""A case with a run written by hand, in which three networks show everything that exports tell of networks."""

import datetime as dt
from pathlib import Path

import orjson
import polars as pl

from tests.exports.small_case import NOON
from unisono.cases import Case, Run, SourceRecord, create_case
from unisono.cases.events import Event, keep_event
from unisono.cases.targets import Target, add_target
from unisono.exports.disarm.claims import TechniqueClaim, claims_of_run
from unisono.exports.results import read_results
from unisono.model.batches import Batch
from unisono.model.tables import ACCOUNTS, ACTS, FINDINGS, MEMBERS, NETWORKS, PAIRS, POSTS, conform

WORDS = "Everybody loves the harbour, says @handle9 of Harbourville \u202ehttps://secret.example/handle1"
NETWORKS_OF = {1: (1, 2, 3, 4), 2: (5, 6, 7), 3: (8, 9, 10)}
VERDICTS = {1: "likely_inauthentic", 2: "coordinated", 3: "coordinated_explained"}
LAYERS = {1: {"repost": 6, "text": 6, "image": 3}, 2: {"hashtag": 3, "text": 3}, 3: {"text": 3}}
OTHERS = (20, 21, 22)


def handle(number: int) -> str:
    """Return the handle of an account."""
    return f"handle{number}"


def name(number: int) -> str:
    """Return the display name of an account."""
    return f"Real Person {number}"


def told_case(folder: Path) -> tuple[Case, Run]:
    """Return the case and its run."""
    case = create_case(folder)
    posts, accounts = pl.DataFrame(list(_posts())), pl.DataFrame(list(_accounts()))
    batch = Batch(posts=conform(posts, POSTS), accounts=conform(accounts, ACCOUNTS), read=posts.height)
    case.append([batch], SourceRecord(file="secret-folder/posts.csv", sha256="0" * 64, format="csv"))
    add_target(case.path, Target("Mayor", ("Harbourville",), (), ()))
    keep_event(case.path, Event("The vote", NOON))
    record = {
        "version": "0.1.0", "started_at": "2018-07-02T00:00:00Z", "settings": {"q": 0.01}, "twin_networks": 0,
        "posts": posts.height, "accounts": accounts.height,
        "sources": [{"file": "secret-folder/posts.csv", "sha256": "0" * 64}],
    }  # fmt: skip
    case.write_run(record, _tables())
    run = case.latest_run()
    assert run is not None
    return case, run


def claims(folder: Path) -> list[TechniqueClaim]:
    """Return what the run of the case supports in terms of DISARM."""
    case, run = told_case(folder)
    return claims_of_run(case, run, read_results(run))


def _posts():  # rows of POSTS
    for network, members in NETWORKS_OF.items():
        for account in members:
            yield _post(f"{network}{account}1", account, WORDS, 100 + account)
            yield _post(
                f"{network}{account}2", account, f"Words of {account} #boats", 200 + account, tags=["boats"], of="900"
            )
    yield _post("900", OTHERS[0], "The original", 50)
    for account in OTHERS:
        yield _post(f"9{account}1", account, "boats are nice #boats", account - 60, tags=["boats"])


def _post(
    post: str, account: int, text: str, minutes: int, *, tags: list[str] | None = None, of: str | None = None
) -> dict[str, object]:
    return {
        "platform": "twitter", "post_id": post, "account_id": str(account), "handle": handle(account),
        "display_name": name(account), "created_at": NOON + dt.timedelta(minutes=minutes, seconds=7),
        "kind": "repost" if of else "post", "ref_post_id": of,
        "text": text, "hashtags": tags, "source_sha256": "0" * 64, "source_row": 1,
    }  # fmt: skip


def _accounts():  # rows of ACCOUNTS
    for account in (*(one for own in NETWORKS_OF.values() for one in own), *OTHERS):
        yield {
            "platform": "twitter", "account_id": str(account), "handle": handle(account),
            "display_name": name(account), "observed_at": NOON, "source_sha256": "0" * 64, "source_row": 1,
        }  # fmt: skip


def _tables() -> dict[str, pl.DataFrame]:
    members, pairs, networks, acts = [], [], [], []
    for number, own in NETWORKS_OF.items():
        named = [f"twitter:{account}" for account in own]
        for account in own:
            members.append(
                {"network": number, "account": f"twitter:{account}", "handle": handle(account),
                 "display_name": name(account), "role": "crowd", "partners": 2, "explained_share": 0.9,
                 "first_at": NOON, "last_at": NOON + dt.timedelta(hours=4)}
            )  # fmt: skip
            acts += [
                _act(number, "text", "t-1", account, 1, 100 + account),
                _act(number, "repost", "twitter:900", account, 2, 200 + account),
                _act(number, "image", "i-1", account, 2, 200 + account),
            ]
        pairs += [_pair(one, other) for one in named for other in named if one < other]
        networks.append(_network(number, named))
    tables = {"members": (members, MEMBERS), "pairs": (pairs, PAIRS), "networks": (networks, NETWORKS)}
    tables |= {"acts": (acts, ACTS), "findings": (list(_findings()), FINDINGS)}
    return {key: conform(pl.DataFrame(rows, infer_schema_length=None), kind) for key, (rows, kind) in tables.items()}


def _act(network: int, layer: str, named: str, account: int, post: int, minutes: int) -> dict[str, object]:
    return {
        "network": network, "layer": layer, "object": named, "account": f"twitter:{account}",
        "post": f"twitter:{network}{account}{post}", "at": NOON + dt.timedelta(minutes=minutes, seconds=7),
    }  # fmt: skip


def _pair(one: str, other: str) -> dict[str, object]:
    return {"a": one, "b": other, "layer": "text", "objects": 5, "acts": 6, "q": 1e-9, "p": 1e-9,
            "expected_basis": "measured", "first_at": NOON, "last_at": NOON}  # fmt: skip


def _network(number: int, named: list[str]) -> dict[str, object]:
    innocent = [{"explanation": "fan_club", "fit": 0.1, "because": f"They follow @{handle(9)}."}]
    return {
        "network": number, "size": len(named), "accounts": named, "handles": [handle(9)], "q": 1e-9, "objects": 20,
        "layers": orjson.dumps(LAYERS[number]).decode(), "posts": 2 * len(named), "stability": 1.0,
        "first_at": NOON, "last_at": NOON + dt.timedelta(hours=4), "verdict": VERDICTS[number],
        "because": f"{len(named)} accounts acted together.",
        "verdict_because": "Its accounts acted together, at 12:00:07.",
        "innocent": orjson.dumps(innocent).decode(), "born_at": NOON - dt.timedelta(days=10), "woke_at": NOON,
        "purpose": '{"unknown":1.0}',
    }  # fmt: skip


def _findings():  # rows of FINDINGS
    for number in NETWORKS_OF:
        yield _found(f"f-net{number}", "co_action", "network", str(number))
        for detector in ("born_together", "woke_together", "turned_together", "co_deletion"):
            yield _found(f"f-{detector}{number}", detector, "network", str(number), likelihood="very likely")
    yield _found("f-copied", "copied_text", "text", "t-1", because=WORDS)
    yield _found("f-testimony", "testimony", "text", "t-1", because=WORDS)
    yield _found("f-amplified", "amplified_post", "post", "twitter:900")
    yield _found("f-boats", "pushed_hashtag", "hashtag", "boats")
    for account in (1, 2, 3):
        yield _found(f"f-claims{account}", "contradicting_claims", "account", f"twitter:{account}")
    yield _found("f-pair", "co_action", "pair", "twitter:1 twitter:2")
    shown = {"kind": "avatar", "accounts": ["twitter:1", "twitter:2", "twitter:3"]}
    yield _found("f-avatar", "avatar_reuse", "image", "i-9", evidence=shown)
    against = {"kind": "posts", "posts": ["twitter:111", "twitter:121", "twitter:131", "twitter:9201"]}
    yield _found("f-attack", "attacks", "target", "Mayor", evidence=against)


def _found(
    finding: str,
    detector: str,
    kind: str,
    subject: str,
    *,
    likelihood: str = "almost certain",
    because: str = f"{name(1)} is @{handle(1)}, at 12:00:07.",
    evidence: dict[str, object] | None = None,
) -> dict[str, object]:
    return {
        "finding": finding, "detector": detector, "subject_kind": kind, "subject": subject, "value": 3.0,
        "expected": 0.1, "q": 1e-9, "likelihood": likelihood, "because": because,
        "evidence": orjson.dumps(evidence or {"kind": "posts", "posts": []}).decode(),
    }  # fmt: skip


def leaks(written: str) -> list[str]:
    """Return what a copy for others names though it must not: handles, names, ids of accounts and posts, folders."""
    accounts = [*(one for own in NETWORKS_OF.values() for one in own), *OTHERS]
    private = [*map(handle, accounts), *map(name, accounts), *(f"twitter:{one}" for one in accounts), "secret-folder"]
    private += ["Harbourville", "status/111", "twitter:111", "f-net1", "f-copied"]
    return [one for one in private if one in written]
