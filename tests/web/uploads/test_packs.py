"""The address that takes packs takes one at a time, and keeps nothing that it refuses."""

from pathlib import Path

import pytest

from tests.web.uploads.sending import BROWSER, visitor
from unisono.cases import create_case
from unisono.web.jobs.kept import kept_jobs


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["a.zip", "b.zip"], "One pack is checked at a time"),
        (["pack.zip.age"], "That pack is encrypted"),
        (["map.toml"], "One pack is checked at a time"),
    ],
)
def test_what_is_no_single_pack_is_refused_and_not_kept(names: list[str], told: str, tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    files = [("files", (name, b"x")) for name in names]
    answer = visitor(case).post("/case/case/seal/uploads", files=files, headers=BROWSER)
    assert answer.status_code == 400
    assert told in answer.text
    assert not list((case / "uploads").glob("*")) and not kept_jobs(case)
