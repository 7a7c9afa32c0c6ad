"""Small cases written as lists of posts: copied texts, links in many forms, pictures, hidden characters."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from unisono.cases import Case, SourceRecord, create_case
from unisono.model.batches import Batch
from unisono.model.tables import ACCOUNTS, ACTS, FINDINGS, MEMBERS, NETWORKS, PAIRS, POSTS, conform, empty

START = datetime(2018, 6, 1, 12, 0, tzinfo=UTC)
JOBS = ("nurse", "teacher", "welder", "farmer", "soldier")
FORM_TEXTS = tuple(
    f"I was {was}, until {saw}."
    for was in (
        "a nurse who voted for them without thinking twice",
        "a teacher with three children and an old car",
        "a farmer who never complained or asked for help",
    )
    for saw in (
        "they sold our old market hall to a stranger overnight",
        "the last bus home was taken away from our street",
        "nobody answered one of the many questions I had",
    )
)
"""Texts of one form, no two of which are nearly the same."""

TESTIMONY = "I have been a {} for twenty years and I will walk away from this party on Sunday"
BRIDGE = "The harbour bridge must be opened before the winter comes to our town"
JAPANESE = "港の橋は冬が来る前に必ず開けなければならない"
ARABIC = "يجب أن يفتح جسر الميناء قبل أن يأتي الشتاء إلى مدينتنا"
SPUN = "The mayor wants to tear down the old harbour market and nobody in town was ever asked about it"
PAGE = "https://theamberpage.example/articles/7"
FORMS = (
    PAGE,
    "http://www.theamberpage.example/articles/7?utm_source=x",
    "https://l.facebook.com/l.php?u=https%3A%2F%2Ftheamberpage.example%2Farticles%2F7%3Ffbclid%3Da",
)


def spun_texts() -> list[str]:
    """Return seventeen ways to write SPUN: first with a mention and a link, last in digits for letters."""
    return [
        f"@someone {SPUN} https://t.co/abc",
        SPUN,
        SPUN.replace("mayor", "m\u0430y\u043er"),
        SPUN.replace("harbour", "har\u200bbour"),
        SPUN.upper(),
        f"{SPUN} 😡😡",
        SPUN.replace(" ", "  "),
        "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in SPUN),
        f"{SPUN}.",
        f"{SPUN}…",
        f"SHAME!!! {SPUN} #savetheharbour #market",
        SPUN.replace("old", "ancient"),
        SPUN.replace("wants", "wnats"),
        SPUN[: SPUN.index(" and nobody")],
        f"Nobody in town was ever asked about it and {SPUN[: SPUN.index(' and nobody')].replace('The', 'the')}",
        " ".join(SPUN),
        SPUN.translate(str.maketrans("eoa", "304")),
    ]


def spun_posts() -> list[dict[str, Any]]:
    """Return a post of each of them, each by an account of its own."""
    return [{"account": f"s{number}", "text": text} for number, text in enumerate(spun_texts())]


def write_case(folder: Path, posts: Sequence[dict[str, Any]], accounts: Sequence[dict[str, Any]] = ()) -> Case:
    """Return a case with these posts, one a minute unless `minutes` says otherwise, by account `account`."""
    rows = [
        {
            "platform": "twitter",
            "post_id": str(post.get("id", number)),
            "account_id": post["account"],
            "handle": f"h_{post['account']}",
            "created_at": START + timedelta(minutes=post.get("minutes", number)),
            "kind": post.get("kind", "post"),
            "source_sha256": "ab" * 32,
            "source_row": number + 1,
            **{name: post.get(name) for name in ("text", "ref_post_id", "urls", "media", "lang")},
        }
        for number, post in enumerate(posts)
    ]
    profiles = [{"platform": "twitter", **account} for account in accounts]
    schema = {name: POSTS[name] for name in rows[0]} if rows else POSTS
    case = create_case(folder)
    batch = Batch(
        posts=conform(pl.DataFrame(rows, schema=schema), POSTS),
        accounts=conform(pl.DataFrame(profiles), ACCOUNTS) if profiles else empty(ACCOUNTS),
    )
    case.append([batch], SourceRecord("posts.jsonl", "ab" * 32, "twitter_v1"))
    return case


def put_in_network(case: Case, accounts: Sequence[str]) -> None:
    """Write a run in which these accounts are network 1."""
    rows = [{"network": 1, "account": f"twitter:{account}", "handle": f"h_{account}"} for account in accounts]
    tables = {"pairs": PAIRS, "networks": NETWORKS, "acts": ACTS, "findings": FINDINGS}
    record = {"posts": 1, "accounts": 1, "networks": 1, "sources": case.sources().to_dicts()}
    case.write_run(
        record,
        {**{name: empty(table) for name, table in tables.items()}, "members": conform(pl.DataFrame(rows), MEMBERS)},
    )


def forms_case(folder: Path) -> Case:
    """Return a case with nine texts of one form by as many accounts, a copied text, a claim and words of one's own."""
    form = [{"account": f"f{number}", "text": text, "id": f"f{number}"} for number, text in enumerate(FORM_TEXTS)]
    others = [
        {"account": "b0", "text": BRIDGE},
        {"account": "b1", "text": BRIDGE},
        {"account": "n0", "text": "As a nurse I know how long a night on this ward is, and I love it", "id": "nurse"},
        {"account": "z0", "text": "Nobody else has ever written this about their pickled turnips", "id": "own"},
    ]
    return write_case(folder, [*form, *others])


def texts_case(folder: Path) -> Case:
    """Return a case with five testimonies, six copies of BRIDGE, Japanese and Arabic pairs, and words of one's own."""
    testimonies = [{"account": f"t{number}", "text": TESTIMONY.format(job)} for number, job in enumerate(JOBS)]
    copies = [
        {"account": "b0", "text": BRIDGE, "minutes": 60, "id": "b0"},
        {"account": "b1", "text": f"{BRIDGE} https://t.co/a1", "minutes": 61, "urls": [FORMS[1]]},
        {"account": "b2", "text": f"{BRIDGE} https://t.co/a2", "minutes": 62, "urls": [FORMS[2]]},
        {"account": "b3", "text": BRIDGE.replace("bridge", "bri\u200bdge"), "minutes": 60 * 26},
        {"account": "b4", "text": BRIDGE.upper() + "!!", "minutes": 60 * 27},
        {"account": "b4", "text": BRIDGE, "minutes": 60 * 28},
    ]
    others = [
        {"account": account, "text": text, "minutes": 200} for text in (JAPANESE, ARABIC) for account in ("j0", "j1")
    ]
    alone = [
        {"account": "z0", "text": "Nobody else has ever written this about their pickled turnips", "id": "own"},
        {"account": "z1", "text": "RT @h_b0: " + BRIDGE, "kind": "repost", "ref_post_id": "b0", "id": "rt"},
        {"account": "z2", "text": "@ann ok", "id": "short"},
    ]
    return write_case(folder, [*testimonies, *copies, *others, *alone])
