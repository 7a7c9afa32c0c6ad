"""The figure of the inventory has a row for each platform, and its gaps; sources keep why rows were rejected."""

from pathlib import Path

from tests.cli.scanned_case import case_with_posts
from unisono.cases import SourceRecord
from unisono.cases.live.cursors import cursor_settings
from unisono.cases.live.recordings import recording_name
from unisono.model.batches import Batch, Rejection
from unisono.web.asked import Asked, Workbench
from unisono.web.cards.kept import Cards
from unisono.web.jobs.running import Jobs
from unisono.web.opened_cases import OpenedCases
from unisono.web.pages.home_inventory import draw_inventory, sources_of


def test_every_platform_has_a_row_and_its_gaps_are_shaded(tmp_path: Path) -> None:
    case = case_with_posts(tmp_path / "case")
    asked = Asked(Workbench(OpenedCases.of([case.path]), Cards(), Jobs()), "case", "/", {}, {})
    card = {
        "platforms": [{"platform": "twitter"}, {"platform": "<b>"}],
        "days": [
            {"platform": "twitter", "day": "2018-06-01", "posts": 4},
            {"platform": "twitter", "day": "2018-06-05", "posts": 4},
            {"platform": "<b>", "day": "2018-06-05", "posts": 1},
        ],
        "gaps": [{"platform": "twitter", "first_day": "2018-06-02", "last_day": "2018-06-04"}],
    }
    picture = str(draw_inventory(asked, card))
    assert picture.count('class="column"') == 2
    assert picture.count('class="uncollected"') == 1
    assert "&lt;b&gt;" in picture


def test_a_file_without_rejected_rows_has_no_reasons(tmp_path: Path) -> None:
    (source,) = sources_of(case_with_posts(tmp_path / "case"))
    assert (source["stored"], source["rejected"], source["reasons"]) == (8, 0, [])


def test_the_recordings_of_a_live_source_are_one_row(tmp_path: Path) -> None:
    case = case_with_posts(tmp_path / "case")
    for number, source in ((1, "jetstream"), (2, "mastodon:x"), (3, "jetstream")):
        rejected = (Rejection("a like", 1, "like"),)
        record = SourceRecord(recording_name(number), str(number), "", cursor_settings(source, str(number)))
        case.append([Batch(read=2, rejected=rejected)], record)
    rows = {row["file"]: row for row in sources_of(case)}
    assert list(rows)[1:] == ["jetstream", "mastodon:x"] and len(rows) == 3
    assert rows["jetstream"]["rows"] == 4
    assert rows["jetstream"]["reasons"] == [{"reason": "a like", "rows": 2, "example": "like"}]
