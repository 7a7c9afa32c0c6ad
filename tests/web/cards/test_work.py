"""The card about files on their way into a case."""

from pathlib import Path

from tests.importers.table_sources import SAMPLES
from unisono.cases import create_case
from unisono.web.cards.work import WORK
from unisono.web.uploads.kept import new_draft


def test_an_inspection_is_of_the_files_of_its_draft(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    draft = new_draft(case.path, [str(SAMPLES / "twitter_v1.jsonl")])
    (file,) = WORK["inspection"](case, None, draft.id, {"seen": draft.seen})["files"]
    assert (file["format"], file["rows"]) == ("twitter_v1", 20)
