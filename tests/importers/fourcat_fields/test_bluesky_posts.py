"""Posts of Bluesky in 4CAT's tables."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.importers.fourcat_tables import row, table
from tests.importers.table_sources import written_source
from tests.importers.tweet_builders import read_whole
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.fourcat import IMPORTER

ROOT = "at://did:plc:cy/app.bsky.feed.post/3root"


def uri(name: str, key: str) -> str:
    return f"at://did:plc:{name}/app.bsky.feed.post/{key}"


def address(owner: str, key: str) -> str:
    return f"https://bsky.app/profile/{owner}/post/{key}"


def post(name: str, key: str, **cells: Any) -> dict[str, Any]:
    known = {
        "id": uri(name, key),
        "author": f"{name}.example",
        "author_id": f"did:plc:{name}",
        "thread_id": uri(name, key),
    }
    return row("bsky", **{**known, "created_at": "2024-05-01T14:00:00+02:00", "timestamp": "1714564800.0", **cells})


@pytest.mark.parametrize("size", [1, 2, 100])
def test_posts_referred_to_are_named_by_their_uri(size: int, tmp_path: Path) -> None:
    rows = [
        post("ann", "1", tags="b,A", links="https://b.example/x,y,https://a.example", languages="de-AT,en"),
        post("ann", "2", replied_to_post=address("BO.example", "9"), replied_to_user="bo.example", thread_id=ROOT),
        post("ann", "3", replied_to_post=address("cy.example", "3root"), thread_id=ROOT),
        post("bo", "4", quoted_post=address("cy.example", "8"), quoted_user="cy.example"),
        post("bo", "5", quoted_post=address("did:plc:dee", "7")),
        post("bo", "6", quoted_post=address("away.example", "6")),
        post("bo", "7", quoted_post="DELETED"),
    ]
    source = written_source(tmp_path, table("bsky", *rows))
    posts = read_whole(IMPORTER, source, ReadSettings(rows_per_batch=size)).posts
    assert posts.select("kind", "ref_post_id", "ref_account_id").rows() == [
        ("post", None, None),
        ("reply", uri("bo", "9"), "did:plc:bo"),
        ("reply", ROOT, "did:plc:cy"),
        ("quote", uri("cy", "8"), "did:plc:cy"),
        ("quote", uri("dee", "7"), "did:plc:dee"),
        ("quote", "at://away.example/app.bsky.feed.post/6", None),
        ("quote", None, None),
    ]
    first = posts.row(0, named=True)
    assert (first["account_id"], first["handle"], first["thread_id"]) == ("did:plc:ann", "ann.example", uri("ann", "1"))
    assert (first["created_at"], first["lang"]) == (datetime(2024, 5, 1, 12, tzinfo=UTC), "de")
    assert (first["hashtags"], first["urls"]) == (["A", "b"], ["https://a.example", "https://b.example/x,y"])
    assert posts["ref_handle"].to_list()[1:4] == ["bo.example", None, "cy.example"]


def test_the_profile_of_an_author_is_kept(tmp_path: Path) -> None:
    cells = {
        "author_display_name": "Ann",
        "author_created_at": "2023-01-02T03:04:05Z",
        "collected_at": "2024-05-02T08:00:00",
    }
    (told,) = read_whole(
        IMPORTER, written_source(tmp_path, table("bsky", post("ann", "1", **cells)))
    ).accounts.to_dicts()
    assert (told["display_name"], told["created_at"].year, told["observed_at"].day) == ("Ann", 2023, 2)
