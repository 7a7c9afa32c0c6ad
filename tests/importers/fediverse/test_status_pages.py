"""Pages and events give the statuses in them; anything else stays."""

import orjson
import pytest

from unisono.importers.fediverse.status_pages import is_event, is_page, statuses_in

STATUS = {"id": "1", "content": "<p>猫</p>"}


def test_an_update_gives_its_status_written_as_text_or_not() -> None:
    for payload in (STATUS, orjson.dumps(STATUS).decode()):
        assert statuses_in({"event": "update", "payload": payload}) == [STATUS]
        assert statuses_in({"event": "status.update", "payload": payload}) == [STATUS]


@pytest.mark.parametrize("payload", ["12", "{", "[1]", None, 5, ["x"], "\ud83d"])
def test_an_event_without_a_status_stays(payload: object) -> None:
    for event in ("delete", "update"):
        found = {"event": event, "payload": payload}
        assert is_event(found)
        assert statuses_in(found) == [found]


def test_a_page_gives_what_stands_above_and_below() -> None:
    page = {"ancestors": [1], "descendants": [STATUS, 2]}
    assert is_page(page)
    assert statuses_in(page) == [1, STATUS, 2]
    assert statuses_in({"ancestors": [], "descendants": []}) == [{"ancestors": [], "descendants": []}]


@pytest.mark.parametrize("value", [5, None, [], STATUS, {"statuses": 3}, {"account": {}, "statuses": [1]}])
def test_anything_else_stays_as_it_is(value: object) -> None:
    assert statuses_in(value) == [value]
