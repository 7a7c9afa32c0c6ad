"""Later versions of edited posts are kept beside the posts, once each, and lead to the post."""

from pathlib import Path

import polars as pl

from unisono.cases import SourceRecord, create_case
from unisono.cases.versions import kept_versions, posts_of_versions
from unisono.model.batches import Batch
from unisono.model.tables import VERSIONS, conform

SOURCE = SourceRecord("a.jsonl", "ab" * 32)
VERSION = {"platform": "twitter", "post_id": "1", "version_id": "3", "source_sha256": "ab" * 32, "source_row": 1}


def test_a_later_version_leads_to_its_post_by_its_bare_id_and_with_its_platform(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    assert posts_of_versions(case.path, ["3"]) == []
    batch = Batch(versions=conform(pl.DataFrame([VERSION]), VERSIONS))
    case.append([batch], SOURCE)
    assert posts_of_versions(case.path, ["3"]) == posts_of_versions(case.path, ["twitter:3"]) == ["twitter:1"]
    assert posts_of_versions(case.path, ["1", "gab:3"]) == []
    case.append([batch], SOURCE)
    assert kept_versions(case.path).collect().rows() == [tuple(VERSION.values())]
