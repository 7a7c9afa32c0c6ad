"""Pushed hashtags and amplified posts stand on the timeline at the times of the posts that their findings cite."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
import polars as pl

from unisono.cases import Case, SourceRecord, create_case
from unisono.dossiers.case_timeline.happening import MOMENTS
from unisono.dossiers.case_timeline.subjects import MOST_OF_A_DETECTOR, subjects_in_time
from unisono.model.batches import Batch
from unisono.model.tables import FINDINGS, POSTS, conform, empty

START = datetime(2018, 6, 1, tzinfo=UTC)


def case_of(folder: Path, posts: int) -> Case:
    """Return a case of posts, one an hour; each account has two of them."""
    rows = [
        {"platform": "twitter", "post_id": f"p{n}", "account_id": str(n // 2), "created_at": START + timedelta(hours=n)}
        for n in range(posts)
    ]
    case = create_case(folder)
    case.append([Batch(posts=conform(pl.DataFrame(rows), POSTS))], SourceRecord("made.csv", "0" * 64))
    return case


def finding(detector: str, kind: str, subject: str, value: float, posts: list[str]) -> dict[str, object]:
    return {
        "finding": f"f-{subject}",
        "detector": detector,
        "subject_kind": kind,
        "subject": subject,
        "value": value,
        "because": "They did it. Why, the posts do not say.",
        "evidence": orjson.dumps({"kind": "posts", "posts": [f"twitter:{post}" for post in posts]}).decode(),
    }


def findings(*rows: dict[str, object]) -> pl.DataFrame:
    return conform(pl.DataFrame(list(rows), infer_schema_length=None), FINDINGS)


def test_a_tag_and_a_post_are_told_from_their_first_to_their_last_cited_post(tmp_path: Path) -> None:
    table = findings(
        finding("pushed_hashtag", "hashtag", "push", 3.0, ["p1", "p4", "p5", "p6"]),
        finding("amplified_post", "post", "twitter:p0", 2.0, ["p7", "p9"]),
        finding("copied_text", "text", "t-1", 9.0, ["p2"]),
    )
    post, tag = subjects_in_time(case_of(tmp_path / "case", 12), table, {"twitter:2": 4, "twitter:0": 1})[0]
    assert (tag.kind, tag.subject, tag.at, tag.until) == (
        "hashtag",
        "push",
        START + timedelta(hours=1),
        START + timedelta(hours=6),
    )
    assert (tag.networks, tag.accounts, tag.says) == ((1, 4), 3, "They did it.")
    assert (post.author, tag.author) == ("twitter:0", None)
    assert (post.kind, post.at, post.until) == ("post", START + timedelta(hours=7), START + timedelta(hours=9))


def test_each_attack_on_a_target_is_told_by_itself(tmp_path: Path) -> None:
    first = {**finding("attacks", "target", "Ilva", 9.0, ["p1", "p2"]), "finding": "f-1"}
    second = {**finding("attacks", "target", "Ilva", 8.0, ["p6"]), "finding": "f-2"}
    told, moments = subjects_in_time(case_of(tmp_path / "case", 8), findings(first, second), {})
    assert [(one.kind, one.subject, one.finding) for one in told] == [
        ("target", "Ilva", "f-1"),
        ("target", "Ilva", "f-2"),
    ]
    assert moments["subject"].to_list() == ["Ilva"] * 3


def test_the_moments_are_those_of_the_cited_posts(tmp_path: Path) -> None:
    table = findings(finding("pushed_hashtag", "hashtag", "push", 3.0, ["p4", "p1", "gone"]))
    _, moments = subjects_in_time(case_of(tmp_path / "case", 6), table, {})
    assert moments.sort("at").rows() == [
        ("hashtag", "push", START + timedelta(hours=1)),
        ("hashtag", "push", START + timedelta(hours=4)),
    ]


def test_of_many_findings_of_a_detector_those_with_the_largest_values_are_told(tmp_path: Path) -> None:
    rows = [finding("pushed_hashtag", "hashtag", f"tag{n}", float(n), ["p0"]) for n in range(MOST_OF_A_DETECTOR + 3)]
    told, _ = subjects_in_time(case_of(tmp_path / "case", 2), findings(*rows), {})
    assert [one.subject for one in told] == [f"tag{n}" for n in range(MOST_OF_A_DETECTOR + 2, 2, -1)]


def test_no_findings_are_no_happenings_and_no_moments(tmp_path: Path) -> None:
    told, moments = subjects_in_time(case_of(tmp_path / "case", 2), empty(FINDINGS), {})
    assert told == []
    assert dict(moments.schema) == MOMENTS
    assert moments.is_empty()
