"""A case of one network whose members share texts with slots, pictures and a site, and a run that knows it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
import polars as pl

from tests.content.pictures.drawn import draw, encode
from unisono.cases import Case, Run, SourceRecord, create_case
from unisono.content.pictures.adding import add_pictures
from unisono.content.pictures.case_pictures import case_pictures
from unisono.detectors.alike import likeness_of, repeated
from unisono.model.batches import Batch
from unisono.model.tables import ACCOUNTS, ACTS, FINDINGS, MEMBERS, NETWORKS, PAIRS, POSTS, conform, empty
from unisono.traces import read_traces

START = datetime(2018, 6, 1, 12, tzinfo=UTC)
JOBS = ("nurse", "teacher", "farmer", "plumber", "baker", "lawyer")
MEMBERS_BUILT = len(JOBS)
SITE = "the-clear-view.example"
PAINTED = ("كفى", "\u202ehguone", "<b>no") * 2
"""What members put into a slot: words from right to left, a mark that turns text round, markup."""


def texts_of(place: int) -> list[str]:
    """Return the posts of one member: testimony with a slot, the same words, and some words of its own."""
    return [
        f"I am a {JOBS[place]} and I will never vote for the harbour party again, they closed our night trains",
        f"The mayor opened the new library in {('Elbel', 'Garmar')[place % 2]} today https://{SITE}/{place}",
        f"Somebody painted the whole wall beside the harbour with the words {PAINTED[place]} late last night",
    ]


def build_published(folder: Path, members: int = MEMBERS_BUILT, pictures: bool = True) -> tuple[Case, Run]:
    """Make the case and its run; each member posts three texts and two pictures, an outsider one text of theirs."""
    case = create_case(folder / "case")
    rows = [post_row(place, number, text) for place in range(members) for number, text in enumerate(texts_of(place))]
    rows.append({**post_row(0, 0, texts_of(0)[0]), "account_id": "99", "post_id": "99-0", "handle": "stranger"})
    posts = conform(pl.DataFrame(rows), POSTS)
    profiles = [
        {
            "platform": "twitter",
            "account_id": str(place),
            "handle": f"member_{place}",
            "display_name": f"Member number {place}",
            "avatar_url": "https://x.org/avatar.png" if place < 4 else f"https://x.org/own-{place}.png",
        }
        for place in range(members)
    ]
    accounts = conform(pl.DataFrame(profiles), ACCOUNTS)
    case.append([Batch(posts=posts, accounts=accounts)], SourceRecord("posts.csv", "ab" * 32, "generic"))
    if pictures:
        write_pictures(folder / "media", members)
        add_pictures(case, folder / "media")
    traces = read_traces(posts, layers=["text", "image"], likeness=likeness_of(case, case_pictures(case)))
    tables = {name: empty(schema) for name, schema in (("pairs", PAIRS), ("acts", ACTS), ("findings", FINDINGS))}
    tables |= {"networks": network_row(members), "members": member_rows(members), **repeated(traces)}
    case.write_run({"posts": posts.height, "settings": {}, "sources": case.sources().to_dicts()}, tables)
    run = case.latest_run()
    assert run is not None
    return case, run


def post_row(place: int, number: int, text: str) -> dict[str, object]:
    """Return one post; the second of a member has two pictures."""
    return {
        "platform": "twitter",
        "post_id": f"{place}-{number}",
        "account_id": str(place),
        "handle": f"member_{place}",
        "created_at": START + timedelta(minutes=place, days=number),
        "text": text,
        "kind": "post",
        "lang": "en",
        "urls": [f"https://{SITE}/{place}"] if number == 1 else [],
        "media": [f"https://x.org/one-{place}.png", f"https://x.org/two-{place}.png"] if number == 1 else [],
    }


def write_pictures(folder: Path, members: int) -> None:
    """Write two pictures in variants that differ a little, and a profile picture."""
    folder.mkdir()
    for place in range(members):
        (folder / f"one-{place}.png").write_bytes(encode(draw(1, place)))
        (folder / f"two-{place}.png").write_bytes(encode(draw(2, 0)))
    (folder / "avatar.png").write_bytes(encode(draw(3)))


def network_row(members: int) -> pl.DataFrame:
    """Return network 1."""
    names = [f"twitter:{place}" for place in range(members)]
    row = {
        "network": 1,
        "size": members,
        "accounts": names,
        "handles": [f"member_{place}" for place in range(members)],
        "q": 1e-9,
        "first_at": START,
        "last_at": START + timedelta(days=2),
        "stability": 1.0,
        "verdict": "coordinated",
        "because": "They acted together.",
    }
    return conform(pl.DataFrame([row]), NETWORKS)


def member_rows(members: int) -> pl.DataFrame:
    """Return the members of network 1."""
    rows = [
        {"network": 1, "account": f"twitter:{place}", "handle": f"member_{place}", "partners": 2}
        for place in range(members)
    ]
    return conform(pl.DataFrame(rows), MEMBERS)


def account_findings(avatar: str) -> pl.DataFrame:
    """Return a finding about the claims of member 2, and one about a profile picture of members 0 to 3."""
    claims = {
        "finding": "f-claims",
        "detector": "contradicting_claims",
        "subject_kind": "account",
        "subject": "twitter:2",
        "value": 3.0,
        "expected": 0.02,
        "n": 60,
        "q": 1e-4,
        "because": "In the first person it claims: 5 occupations (baker, farmer, nurse, teacher, lawyer).",
        "posts_count": 5,
        "evidence": orjson.dumps({"kind": "posts", "posts": ["twitter:2-0"]}).decode(),
    }
    shared = {
        "finding": "f-avatar",
        "detector": "avatar_reuse",
        "subject_kind": "image",
        "subject": avatar,
        "value": 4.0,
        "expected": 1.1,
        "n": 31,
        "q": 1e-3,
        "because": "4 accounts have shown the same profile picture: @member_0.",
        "posts_count": 0,
        "evidence": orjson.dumps(
            {"kind": "avatar", "object": avatar, "accounts": [f"twitter:{place}" for place in range(4)]}
        ).decode(),
    }
    return conform(pl.DataFrame([claims, shared]), FINDINGS)
