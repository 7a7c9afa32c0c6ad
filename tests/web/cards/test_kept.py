"""Cards are computed once for each state of a case, and kept in memory and on the disk."""

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest

from tests.cli.scanned_case import scanned_case
from unisono.cases import Case
from unisono.cases.custody import log_entry
from unisono.cases.events import Event, keep_event
from unisono.cases.live.status import Status, write_status
from unisono.web.cards.declared import CardAsked
from unisono.web.cards.kept import HELD_SECONDS, Cards, card_key, state_of
from unisono.web.cards.workers import Workers


class Counted(Workers):
    """Answers at once, and counts how often it was asked."""

    def compute(self, key: str, asked: CardAsked, wait_seconds: float) -> str:
        """Return what was asked for."""
        self.asked: list[CardAsked] = [*getattr(self, "asked", []), asked]
        return orjson.dumps({"subject": asked.subject, "choice": dict(asked.choice)}).decode()


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return scanned_case(tmp_path / "party")


def card(cards: Cards, case: Case, **choice: str) -> dict[str, object]:
    return cards.card(case, case.latest_run(), "account", "twitter:1", choice)


def test_a_card_is_computed_once_for_a_choice_and_read_from_the_disk_by_the_next_server(case: Case) -> None:
    workers = Counted()
    cards = Cards(workers=workers)
    assert card(cards, case) == card(cards, case) == {"subject": "twitter:1", "choice": {}}
    assert card(cards, case, day="2018-07-01")["choice"] == {"day": "2018-07-01"}
    assert len(workers.asked) == 2
    assert card(Cards(workers=Counted()), case) == {"subject": "twitter:1", "choice": {}}
    assert len(list((case.path / "derived" / "pages").rglob("*.json"))) == 2


def test_what_a_case_is_told_gives_another_card_and_a_mark_does_not(case: Case) -> None:
    before = state_of(case)
    (case.path / "marks.jsonl").write_text("{}\n")
    assert state_of(case) == before
    keep_event(case.path, Event("vote", case.posts().collect()["created_at"][0]))
    assert state_of(case) != before


def test_what_a_watched_stream_adds_gives_another_card_once_in_a_while_and_at_its_end(case: Case) -> None:
    manifest, now = case.path / "manifest.jsonl", datetime.now(UTC)
    watched = Status("connected", "ws:x", 1, now, now)
    write_status(case.path, watched)
    moment = manifest.stat().st_mtime // HELD_SECONDS * HELD_SECONDS
    states = []
    for seconds in (1, 5, HELD_SECONDS + 1):
        manifest.write_bytes(manifest.read_bytes() + b"\n")
        os.utime(manifest, (moment + seconds, moment + seconds))
        states.append(state_of(case))
    assert states[0] == states[1] != states[2]
    write_status(case.path, replace(watched, state="ended"))
    assert state_of(case) != states[2]


def test_an_entry_of_the_log_gives_no_other_card(case: Case) -> None:
    before = state_of(case)
    log_entry(case.path, "mark")
    assert state_of(case) == before


def test_a_damaged_card_is_computed_again(case: Case) -> None:
    first, second = Counted(), Counted()
    card(Cards(workers=first), case)
    for file in (case.path / "derived" / "pages").rglob("*.json"):
        file.write_text('{"cut')
    assert card(Cards(workers=second), case)["subject"] == "twitter:1"
    assert len(second.asked) == 1


def test_every_part_of_a_question_is_part_of_the_cards_name(case: Case) -> None:
    run = case.latest_run()
    names = {
        card_key(state, found, kind, subject, choice)
        for state in ("a", "b")
        for found in (run, None)
        for kind in ("account", "post")
        for subject in ("1", "2")
        for choice in ({}, {"day": "1"})
    }
    assert len(names) == 32


class Begun(Counted):
    """Notes what is begun, too."""

    def begin(self, key: str, asked: CardAsked) -> None:
        """Note what was begun."""
        self.begun: list[str] = [*getattr(self, "begun", []), asked.kind]


def test_a_card_is_begun_ahead_unless_it_is_there(case: Case) -> None:
    workers = Begun()
    cards = Cards(workers=workers)
    cards.begin(case, None, "inventory")
    assert workers.begun == ["inventory"]
    cards.card(case, None, "kept_posts", "", {})
    cards.begin(case, None, "kept_posts")
    assert workers.begun == ["inventory"]
