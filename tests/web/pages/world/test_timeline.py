"""The timeline shows what happened in order, of one kind or all, with links to what each is about."""

from datetime import UTC, datetime
from pathlib import Path

from tests.cli.scanned_case import scanned_case
from tests.web.workbench import signed_in
from unisono.cases import create_case
from unisono.cases.events import Event, keep_event


def test_events_and_networks_stand_in_order_and_lead_to_their_pages(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    keep_event(case.path, Event("vote", datetime(2018, 6, 3, tzinfo=UTC), "paper"))
    with signed_in(case.path) as client:
        page = client.get("/case/case/timeline").text
        rows = client.get("/case/case/timeline?kind=event&as=json").text.splitlines()
        none = client.get("/case/case/timeline?kind=hashtag").text
    assert page.index("vote (told by") < page.index('<a href="/case/case/network/1">Network</a>')
    assert 'class="figure course"' in page
    assert len(rows) == 1
    assert "Nothing of this kind happened" in none


def test_a_case_without_a_scan_tells_its_events_only(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    with signed_in(case.path) as client:
        assert "The case was not scanned, and it was told of no event." in client.get("/case/case/timeline").text
        keep_event(case.path, Event("vote", datetime(2018, 6, 3, tzinfo=UTC)))
        assert "vote (told by whoever keeps the case" in client.get("/case/case/timeline").text


def test_an_entry_stands_on_its_page_of_the_list(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    for day in (3, 4):
        keep_event(case.path, Event(f"vote{day}", datetime(2018, 6, day, tzinfo=UTC)))
    with signed_in(case.path) as client:
        page = client.get("/case/case/timeline?rows=1&page=2").text
    assert "vote4 (told" in page
    assert "vote3 (told" not in page
    assert "Page 2 of 2" in page
