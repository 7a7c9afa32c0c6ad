"""A case in Python."""

import inspect
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import unisono as un
from tests.cli.scanned_case import RECORD, case_with_posts, scanned_case, scanned_tables
from tests.content.planted_claims import plant_claims
from unisono.api.open_case import AddedFiles, OpenCase, open_case
from unisono.cases import SourceRecord, create_case
from unisono.detectors import scanning
from unisono.model.batches import Batch
from unisono.model.errors import UsageError
from unisono.model.settings import ScanSettings

V1_POST = (
    '{"created_at": "Sat Jun 30 23:59:50 +0000 2018", "id_str": "%s", "full_text": "Vote", '
    '"user": {"id_str": "9", "screen_name": "ann", "created_at": "Sat Jun 30 23:59:50 +0000 2012"}}\n'
)


def test_a_case_is_made_where_there_is_none_and_opened_where_there_is(tmp_path: Path) -> None:
    case = open_case(tmp_path / "case")
    assert case.posts().height == 0
    case_with_posts(tmp_path / "other")
    assert open_case(tmp_path / "other").posts().height == 8
    assert repr(open_case(tmp_path / "other")).endswith("8 posts of 4 accounts>")


def test_files_are_added_and_what_became_of_them_is_said(tmp_path: Path) -> None:
    file = tmp_path / "posts.jsonl"
    file.write_text("".join(V1_POST % number for number in range(3)), encoding="utf-8")
    case = open_case(tmp_path / "case")
    added = case.add(file)
    assert (added.read, added.stored, added.duplicates, added.rejected) == (3, 3, 0, [])
    again = case.add(file, file)
    assert (again.read, again.stored, again.duplicates) == (6, 0, 6)
    assert sorted(case.posts()["post_id"]) == ["0", "1", "2"]
    assert case.accounts()["handle"].to_list() == ["ann"]
    assert case.sources().height == 3


def test_a_folder_is_added_and_dates_and_broken_characters_are_read_as_said(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a.csv").write_text("user,date,text\nann,3/4/2018 10:00:01,CafÃ©\n", encoding="utf-8")
    (tmp_path / "files" / "b.pdf").write_bytes(b"%PDF-1.7")
    case = open_case(tmp_path / "case")
    added = case.add(tmp_path / "files", dates="day-first", mend=["mojibake"], platform="x", zone="UTC")
    assert (added.read, added.stored) == (1, 1)
    [post] = case.posts().rows(named=True)
    assert (post["created_at"].month, post["text"]) == (4, "Café")
    with pytest.raises(UsageError, match="--dates is day-first or month-first"):
        case.add(tmp_path / "files", dates="sideways")


def test_adding_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No file was given"):
        open_case(tmp_path / "case").add()


def test_the_latest_scan_is_none_before_the_first(tmp_path: Path) -> None:
    assert open_case(tmp_path / "case").latest is None
    latest = OpenCase(scanned_case(tmp_path / "scanned")).latest
    assert latest is not None
    assert latest.networks.height == 1


def test_a_scan_is_asked_for_with_plain_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def scan_case(case: object, settings: ScanSettings) -> object:
        asked.append((case, settings))
        return SimpleNamespace(record=RECORD, tables=scanned_tables())

    monkeypatch.setattr(scanning, "scan_case", scan_case)
    case = OpenCase(case_with_posts(tmp_path / "case"))
    scan = case.scan(windows=["60s", "1h"], since="2018-06-01", twin=False)
    assert scan.networks.height == 1
    ((scanned, settings),) = asked
    assert scanned == case.folder
    assert (settings.windows, settings.twin) == ((60.0, 3_600.0), False)


def test_a_report_of_a_case_that_was_not_scanned_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="has not been scanned"):
        OpenCase(case_with_posts(tmp_path / "case")).report(tmp_path / "report.html")


def test_a_report_is_one_file(tmp_path: Path) -> None:
    path = OpenCase(scanned_case(tmp_path / "case")).report(tmp_path / "report.html")
    assert path == tmp_path / "report.html"
    assert "<html" in path.read_text(encoding="utf-8")


def test_notebook_cards_are_escaped(tmp_path: Path) -> None:
    case = open_case(tmp_path / "<b>")
    assert "&lt;b&gt;" in case._repr_html_()
    assert "<b>" not in case._repr_html_()
    line = {"file": "<b>", "format": "csv", "read": 2, "stored": 1, "duplicates": 0}
    added = AddedFiles(({**line, "rejected": [{"reason": "<b>", "rows": 1, "example": "x"}]},))
    assert "<b>" not in added._repr_html_()
    assert "1 rows rejected" in added._repr_html_()


def test_the_package_offers_the_api_and_imports_it_late() -> None:
    assert un.open is open_case
    assert {"open", "pairs", "traces"} <= set(dir(un))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = un.nothing  # type: ignore[attr-defined]
    code = "import sys, unisono; print(any(m.startswith('polars') or m == 'unisono.api' for m in sys.modules))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout == "False\n"


def test_the_function_traces_survives_the_import_of_the_shelf_traces() -> None:
    code = (
        "import unisono as un, polars as pl\n"
        "posts = pl.DataFrame({'account_id': ['1'], 'created_at': ['2018-06-30T00:00:00Z'], 'ref_post_id': ['7']})\n"
        "from unisono.traces import read_traces\n"
        "import pydoc, unisono.traces\n"
        "print(un.traces(posts).height, un.traces(posts, layer='repost').height)\n"
        "print(un.traces.__doc__.splitlines()[0] in pydoc.render_doc(un.traces))\n"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout == "1 1\nTrue\n"


def test_the_package_says_that_it_has_types_and_shows_true_signatures() -> None:
    assert Path(un.__file__).with_name("py.typed").exists()
    assert list(inspect.signature(un.traces).parameters) == ["posts", "layer"]
    assert list(inspect.signature(un.pairs).parameters) == ["traces", "window", "min_objects"]
    for name in ("open", "pairs", "traces", "OpenCase", "Scan"):
        assert getattr(un, name).__doc__


def test_languages_are_asked_for_by_language_account_or_post(tmp_path: Path) -> None:
    case = OpenCase(scanned_case(tmp_path / "case"))
    assert case.languages()["posts"].sum() == 8
    assert case.languages("account", network=1).height == 3
    assert case.languages("post", since="2018-07-01").height == 6
    with pytest.raises(UsageError, match="Type one of"):
        case.languages("network")


def test_arguments_are_a_frame_of_what_the_posts_say(tmp_path: Path) -> None:
    posts = plant_claims(0, posts_per_claim=30, others=30).posts
    folder = create_case(tmp_path / "case")
    folder.append([Batch(posts=posts)], SourceRecord("posts.jsonl", "ab" * 32, "twitter_v1"))
    found = OpenCase(folder).arguments()
    assert found.height >= 8
    assert found["accounts"].is_sorted(descending=True)
    assert found["networked_share"].null_count() == found.height
    assert OpenCase(folder).arguments(account="twitter:a1").height == 0
