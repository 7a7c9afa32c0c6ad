"""A case knows whether somebody watches it."""

from pathlib import Path

from unisono.cases import create_case
from unisono.cases.durable import writer_lock
from unisono.cases.live.folder import WATCHING_LOCK, is_watched, make_live_folder


def test_a_case_is_watched_for_as_long_as_the_lock_is_held(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    assert not is_watched(case.path)
    with writer_lock(make_live_folder(case.path) / WATCHING_LOCK):
        assert is_watched(case.path)
    assert not is_watched(case.path)
