"""A case of a few posts and profiles whose pictures lie in a folder."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from unittest.mock import patch

import polars as pl

from unisono.cases import Case, SourceRecord, create_case
from unisono.content.pictures import adding
from unisono.content.pictures.adding import add_pictures
from unisono.content.pictures.hashing import hash_picture
from unisono.model.batches import Batch
from unisono.model.tables import ACCOUNTS, POSTS, conform

NOON = dt.datetime(2018, 7, 1, 12, 0, tzinfo=dt.UTC)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def as_version_1(case: Case, folder: Path) -> None:
    """Look at the pictures of a folder as the first version did, which kept 16 hashes of each and nothing else."""
    with patch.object(adding, "hash_views", hash_picture):
        add_pictures(case, folder)


def make_case(folder: Path, media: Mapping[str, list[str]], avatars: Mapping[str, str] | None = None) -> Case:
    """Return a case in which account n posts a list of pictures an hour after account n - 1, by ids of accounts."""
    posts = [
        {
            "platform": "twitter",
            "post_id": f"post-{account}",
            "account_id": account,
            "created_at": NOON + dt.timedelta(hours=number),
            "kind": "post",
            "media": names,
        }
        for number, (account, names) in enumerate(media.items())
    ]
    profiles = [
        {"platform": "twitter", "account_id": account, "handle": account.upper(), "avatar_url": entry}
        for account, entry in (avatars or {}).items()
    ]
    case = create_case(folder)
    schema = {name: POSTS[name] for name in ("platform", "post_id", "account_id", "created_at", "kind", "media")}
    batch = Batch(
        posts=conform(pl.DataFrame(posts, schema=schema), POSTS),
        accounts=conform(
            pl.DataFrame(profiles, schema=dict.fromkeys(("platform", "account_id", "handle", "avatar_url"), pl.String)),
            ACCOUNTS,
        ),
    )
    case.append([batch], SourceRecord("posts.csv", "aa"))
    return case
