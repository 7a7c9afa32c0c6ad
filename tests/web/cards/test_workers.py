"""Cards computed beside the server: what takes long is told, what fails is told, and a dead process is replaced."""

from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from tests.cli.scanned_case import scanned_case
from unisono.model.errors import DataRejectedError, UsageError
from unisono.web.cards.declared import CardAsked
from unisono.web.cards.workers import Workers
from unisono.web.shown import StillComputing

LONG = 60.0


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    workers = Workers(processes=1)
    yield workers
    workers.stop()


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return scanned_case(Path(tmp_path_factory.mktemp("workers")) / "party").path


def test_a_page_waits_for_a_card_a_moment_and_another_time_finds_it(workers: Workers, case: Path) -> None:
    asked = CardAsked(str(case), None, "account", "twitter:1", ())
    with pytest.raises(StillComputing, match="account twitter:1"):
        workers.compute("a", asked, 0)
    assert orjson.loads(workers.compute("a", asked, LONG))["handle"] == "ann"


def test_what_the_user_can_mend_comes_back_as_it_was_said(workers: Workers, case: Path) -> None:
    with pytest.raises(UsageError):
        workers.compute("b", CardAsked(str(case), None, "account", "twitter:999", ()), LONG)


def test_a_process_that_was_ended_is_told_and_the_next_card_has_another(workers: Workers, case: Path) -> None:
    asked = CardAsked(str(case), None, "account", "twitter:2", ())
    workers.compute("c", asked, LONG)
    assert workers._pool is not None and workers._pool._processes
    with pytest.raises(StillComputing):
        workers.compute("d", asked, 0)
    for process in list(workers._pool._processes.values()):
        process.kill()
        process.join()
    with pytest.raises(DataRejectedError, match="Open the page again"):
        workers.compute("d", asked, LONG)
    assert orjson.loads(workers.compute("d", asked, LONG))["handle"] == "bob"
