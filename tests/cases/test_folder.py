"""A case folder: made, opened, read; duplicates, snapshots and references as the design says."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import orjson
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unisono.cases import Case, SourceRecord, create_case, find_problems, open_case, open_or_create
from unisono.cases.manifest import read_manifest
from unisono.model.batches import Batch
from unisono.model.errors import DataRejectedError, UsageError
from unisono.model.tables import ACCOUNTS, MEDIA, POSTS, REFERENCES, conform

SOURCE = SourceRecord("posts.csv", "ab" * 32, "csv")


def add_posts(case: Case, rows: list[tuple[str, str, datetime | None, int]], sha256: str = "aa") -> None:
    columns = ["platform", "post_id", "collected_at", "like_count"]
    schema = {name: POSTS[name] for name in columns}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    case.append([Batch(posts=frame)], SourceRecord("posts.csv", sha256))


def day(number: int) -> datetime:
    return datetime(2018, 6, number, tzinfo=UTC)


def test_an_empty_case_has_every_table_with_its_columns(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    assert case.posts().collect().schema == pl.Schema(POSTS)
    assert case.post_observations().collect().schema == pl.Schema(POSTS)
    assert case.accounts().collect().schema == pl.Schema(ACCOUNTS)
    assert case.account_snapshots().collect().schema == pl.Schema(ACCOUNTS)
    assert case.references().collect().schema == pl.Schema(REFERENCES)
    assert case.media().collect().schema == pl.Schema(MEDIA)
    assert case.counts() == (0, 0)
    assert case.sources().height == 0
    assert find_problems(case.path) == []


def test_a_case_says_what_it_is_in_plain_json(tmp_path: Path) -> None:
    create_case(tmp_path / "stoke", zone="Europe/London")
    about = orjson.loads((tmp_path / "stoke" / "case.json").read_bytes())
    assert about.pop("created_at").endswith("Z")
    assert about == {"unisono_case": 1, "zone": "Europe/London", "name": "stoke"}
    assert open_case(tmp_path / "stoke").zone == "Europe/London"
    assert open_or_create(str(tmp_path / "new")).zone == "UTC"
    assert open_or_create(tmp_path / "stoke").name == "stoke"


def test_the_latest_observation_wins_and_every_observation_stays(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    add_posts(case, [("twitter", "1", day(2), 5), ("twitter", "2", None, 1), ("twitter", "1", day(1), 4)], "aa")
    add_posts(case, [("twitter", "2", None, 2), ("bluesky", "1", None, 0), ("twitter", "1", None, 9)], "bb")
    likes = {
        (row[0], row[1]): row[2]
        for row in case.posts().select("platform", "post_id", "like_count").collect().iter_rows()
    }
    assert likes == {("twitter", "1"): 5, ("twitter", "2"): 2, ("bluesky", "1"): 0}
    assert case.post_observations().collect().height == 6
    assert case.counts() == (3, 0)


OBSERVATIONS = st.lists(
    st.tuples(
        st.sampled_from(["twitter", "bluesky"]),
        st.sampled_from(["1", "2", "3"]),
        st.none() | st.integers(min_value=1, max_value=3).map(day),
        st.just(0),
    ),
    max_size=6,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(appends=st.lists(OBSERVATIONS, max_size=4))
def test_posts_are_the_observations_collapsed_whatever_the_batches(
    appends: list[list[tuple[str, str, datetime | None, int]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    case = create_case(tmp_path_factory.mktemp("cases") / "case")
    winners: dict[tuple[str, str], tuple[datetime, int]] = {}
    number = 0
    for append, rows in enumerate(appends):
        numbered = [(*row[:3], number + place) for place, row in enumerate(rows)]
        number += len(rows)
        add_posts(case, numbered, sha256=str(append))
        for platform, post_id, at, likes in numbered:
            earliest = datetime.min.replace(tzinfo=UTC)
            winners[platform, post_id] = max(winners.get((platform, post_id), (earliest, -1)), (at or earliest, likes))
    rows = case.posts().select("platform", "post_id", "like_count").collect().rows()
    assert sorted(rows) == sorted((*key, likes) for key, (_, likes) in winners.items())
    assert case.counts()[0] == len(winners)
    assert case.post_observations().collect().height == number


def test_a_case_limited_to_some_batches_reads_those_alone(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    add_posts(case, [("twitter", "1", day(1), 1)], "aa")
    add_posts(case, [("twitter", "2", day(2), 2), ("twitter", "1", day(2), 3)], "bb")
    first, second = read_manifest(case.path / "manifest.jsonl")
    assert replace(case, only=(first,)).posts().collect()["like_count"].to_list() == [1]
    assert set(replace(case, only=(second,)).posts().collect()["like_count"]) == {2, 3}
    assert replace(case, only=()).counts() == (0, 0)
    assert replace(case, only=(first,)) == case


def test_a_rename_keeps_both_snapshots_and_shows_the_later(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    snapshots = pl.DataFrame(
        {
            "platform": ["twitter"] * 3,
            "account_id": ["9", "9", "8"],
            "handle": ["politics_now", "casino_ads", "ann"],
            "observed_at": [day(20), day(1), None],
        }
    )
    case.append([Batch(accounts=snapshots)], SOURCE)
    assert case.account_snapshots().collect()["handle"].to_list() == ["politics_now", "casino_ads", "ann"]
    latest = case.accounts().select("account_id", "handle").collect()
    assert sorted(latest.rows()) == [("8", "ann"), ("9", "politics_now")]


def test_a_later_profile_without_a_name_hides_no_name_and_lends_its_date_to_no_count(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    snapshots = pl.DataFrame(
        {
            "platform": ["twitter"] * 2,
            "account_id": ["9"] * 2,
            "display_name": ["Ana", None],
            "followers": [100, None],
            "status": ["active", None],
            "observed_at": [day(1), day(20)],
        }
    )
    case.append([Batch(accounts=snapshots)], SOURCE)
    latest = case.accounts().select("display_name", "followers", "status", "observed_at").collect()
    assert latest.rows() == [("Ana", None, None, day(20))]


def test_counts_are_of_the_accounts_that_published(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    posts = pl.DataFrame(
        {"platform": ["a", "b", "a", "a"], "post_id": ["1", "2", "3", "4"], "account_id": ["x", "x", "x", None]}
    )
    profiles = pl.DataFrame({"platform": ["a"], "account_id": ["silent"]})
    case.append([Batch(posts=posts, accounts=profiles)], SOURCE)
    assert case.counts() == (4, 2)


def test_references_are_collapsed_and_are_no_posts(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    for likes, sha256 in ((1, "aa"), (2, "bb")):
        reference = pl.DataFrame({"platform": ["twitter"], "post_id": ["1"], "like_count": [likes]})
        case.append([Batch(references=reference)], SourceRecord("f", sha256))
    assert case.references().collect()["like_count"].to_list() == [2]
    assert case.posts().collect().height == 0


def test_pictures_are_kept_once_by_name_and_digest_and_are_no_posts(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    rows = {"name": ["a.png", "a.png", "b.png"], "sha256": ["1", "2", "1"], "quality": [90, 80, 70]}
    first = case.append([Batch(media=conform(pl.DataFrame(rows), MEDIA))], SourceRecord("media", "m"))
    again = conform(pl.DataFrame({"name": ["a.png", "c.png", "c.png"], "sha256": ["1", "3", "3"]}), MEDIA)
    second = case.append([Batch(media=again), Batch(media=again)], SourceRecord("media", "n"))
    assert (first.read, first.stored, first.duplicates) == (3, 3, 0)
    assert (second.read, second.stored, second.duplicates) == (6, 1, 5)
    kept = [("a.png", "1", 90), ("a.png", "2", 80), ("b.png", "1", 70), ("c.png", "3", None)]
    assert case.media().select("name", "sha256", "quality").collect().rows() == kept
    assert case.counts() == (0, 0)
    assert find_problems(case.path) == []


def test_the_text_of_a_picture_may_come_later_and_stays(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    for text in (None, "VOTE", None, "OTHER"):
        frame = pl.DataFrame({"name": ["a.png"], "sha256": ["1"], "text": [text]}, schema_overrides={"text": pl.String})
        case.append([Batch(media=conform(frame, MEDIA))], SourceRecord("media", "m"))
    assert case.media().select("name", "text").collect().rows() == [("a.png", "VOTE")]


def test_a_picture_of_which_more_is_kept_later_is_kept_so(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    stored = []
    for crops in (b"some", b"more of it", b"less", None):
        frame = pl.DataFrame(
            {"name": ["a.png"], "sha256": ["1"], "crops": [crops]}, schema_overrides={"crops": pl.Binary}
        )
        stored.append(case.append([Batch(media=conform(frame, MEDIA))], SourceRecord("media", "m")).stored)
    assert stored == [1, 1, 0, 0]
    assert case.media().select("name", "crops").collect().rows() == [("a.png", b"more of it")]


def test_opening_what_is_no_case_says_what_to_type(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"does not exist.*unisono import"):
        open_case(tmp_path / "absent")
    with pytest.raises(UsageError, match=r"is not a case: it has no case\.json"):
        open_case(tmp_path)


def test_a_folder_with_other_files_is_not_turned_into_a_case(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"")
    with pytest.raises(UsageError, match=r"holds other files \(holiday\.jpg\)"):
        open_or_create(tmp_path)
    with pytest.raises(UsageError, match="is a file"):
        create_case(tmp_path / "holiday.jpg")
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]


def test_a_creation_that_was_interrupted_can_be_repeated(tmp_path: Path) -> None:
    (tmp_path / "case" / "segments").mkdir(parents=True)
    (tmp_path / "case" / ".writing-case.json").write_bytes(b"{")
    assert create_case(tmp_path / "case").counts() == (0, 0)


def test_a_case_is_not_made_twice_nor_in_an_unknown_zone(tmp_path: Path) -> None:
    create_case(tmp_path / "case")
    with pytest.raises(UsageError, match="already a case"):
        create_case(tmp_path / "case")
    for zone in ("Nowhere/City", "../../etc/passwd", ""):
        with pytest.raises(UsageError, match="no time zone"):
            create_case(tmp_path / "other", zone=zone)
    assert not (tmp_path / "other").exists()


def test_a_case_that_lost_its_manifest_is_refused_and_keeps_its_posts(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    (case.path / "segments").mkdir(exist_ok=True)
    assert open_case(case.path).path == case.path, "a case without an import never had one"
    posts = case.path / "segments" / "000001-posts.parquet"
    posts.write_bytes(b"of a crash")
    assert open_case(case.path).path == case.path, "files of a crash before the first manifest line are no posts"
    with (case.path / "custody.jsonl").open("ab") as log:
        log.write(b'{"action":"import","outputs":[{"name":"segments/000001-posts.parquet"}]}\n')
    with pytest.raises(DataRejectedError, match=r"manifest\.jsonl is missing"):
        open_case(case.path)
    with pytest.raises(DataRejectedError, match=r"manifest\.jsonl is missing"):
        open_or_create(case.path)
    assert posts.read_bytes() == b"of a crash"


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"unisono_case": 1}'])
def test_a_damaged_case_file_is_named(tmp_path: Path, content: bytes) -> None:
    create_case(tmp_path / "case")
    (tmp_path / "case" / "case.json").write_bytes(content)
    with pytest.raises(DataRejectedError, match=r"case\.json is damaged"):
        open_case(tmp_path / "case")


def test_a_case_of_a_later_version_is_refused(tmp_path: Path) -> None:
    create_case(tmp_path / "case")
    (tmp_path / "case" / "case.json").write_bytes(b'{"unisono_case": 2, "zone": "UTC", "name": "x"}')
    with pytest.raises(DataRejectedError, match="case format 2"):
        open_case(tmp_path / "case")


def test_a_place_where_no_folder_can_be_made_is_an_error_with_advice(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(UsageError, match="cannot be made"):
        create_case(tmp_path / "file" / "case")


def test_a_folder_whose_name_is_no_utf_8_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "c\udcff"
    with pytest.raises(UsageError, match="is no UTF-8"):
        create_case(folder)
    assert not folder.exists()
