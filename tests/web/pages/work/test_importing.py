"""Importing in the browser gives what the command gives, and shows before what it will be."""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from starlette.testclient import TestClient

from tests.importers.table_sources import SAMPLES
from tests.web.jobs.waiting import wait_until
from tests.web.uploads.sending import BROWSER, begun, send
from tests.web.workbench import signed_in
from unisono.cases import create_case, find_problems, open_case
from unisono.importers.importing import import_each
from unisono.web.jobs.kept import job_named

NAMES = ("twitter_v1.jsonl", "twitter_v2_flat.jsonl")
HOSTILE = "../../<img src=x onerror=alert(1)>\u202e تجربة 日本.csv"
CASES = 20
"""Each test takes a case of its own; the workbench that has them all open is started once."""


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Iterator[Path]]]:
    folder = tmp_path_factory.mktemp("bench")
    folders = [create_case(folder / f"case{number}").path for number in range(CASES)]
    with signed_in(*folders) as client:
        yield client, iter(folders)


@pytest.fixture
def client(bench: tuple[TestClient, Iterator[Path]]) -> TestClient:
    return bench[0]


@pytest.fixture
def case(bench: tuple[TestClient, Iterator[Path]]) -> Path:
    return next(bench[1])


def looked(client: TestClient, case: Path, **query: str) -> str:
    """Return the page of a draft when its files have been read."""
    address = f"/case/{case.name}/import"
    pages = iter(lambda: client.get(address, params=query), None)
    return next(page.text for page in pages if page.status_code != 202)


def imported(client: TestClient, case: Path, draft: str, **form: str) -> dict[str, object]:
    """Import a draft and return what came of it."""
    name = begun(client, f"/case/{case.name}/import", {"action": "import", "draft": draft, "looked": "1", **form})
    job = job_named(case, name)
    wait_until(lambda: job.outcome is not None, "the import did not end")
    assert job.outcome is not None and job.outcome["state"] == "finished", job.outcome
    result: dict[str, object] = job.outcome["result"]
    return result


def test_dropped_files_give_the_counts_of_the_command(client: TestClient, case: Path, tmp_path: Path) -> None:
    draft = send(client, case.name, {name: (SAMPLES / name).read_bytes() for name in NAMES})
    page = looked(client, case, draft=draft)
    assert "twitter_v1.jsonl" in page and "Twitter API v1.1, JSON lines: it has id_str" in page
    beside = create_case(tmp_path / "beside")
    told = [one for one in import_each(beside, [str(SAMPLES / name) for name in NAMES]) if isinstance(one, dict)]
    result = imported(client, case, draft)
    files = result["files"]
    assert isinstance(files, list)
    for mine, theirs in zip(files, told, strict=True):
        assert {**mine, "file": ""} == {**theirs, "file": ""}
    assert open_case(case).counts() == beside.counts() and find_problems(case) == []
    start = client.get(f"/case/{case.name}/import").text
    assert draft not in start, "what is imported is no longer waiting to be"


def test_a_wrong_guess_is_mended_looked_at_again_saved_and_imported(client: TestClient, case: Path) -> None:
    table = b"Who;What;Day\nana;hello;03/04/2018\nbob;bye;05/04/2018\n"
    draft = send(client, case.name, {"table.csv": table})
    page = looked(client, case, draft=draft)
    assert "has no time column" in html.unescape(page) and '<option value="Day">' in page
    mended = {"map-created_at": "Day", "map-handle": "Who", "map-text": "What", "dates": "month-first", "platform": "x"}
    page = looked(client, case, draft=draft, looked="1", **mended)
    assert "2018-03-04" in page and '<option value="Day" selected>' in page
    saved = client.get(f"/case/{case.name}/data/mapping", params={"draft": draft, "looked": "1", **mended})
    assert saved.headers["content-disposition"] == 'attachment; filename="table-mapping.toml"'
    assert 'created_at = "Day"' in saved.text and 'dates = "month-first"' in saved.text
    again = send(client, case.name, {"table.csv": table, "mine.toml": saved.content})
    page = looked(client, case, draft=again)
    assert "2018-03-04" in page and '<option value="Day" selected>' in page
    summary = imported(client, case, again, **mended)["summary"]
    assert isinstance(summary, dict) and (summary["read"], summary["stored"]) == (2, 2)
    assert open_case(case).posts().collect()["created_at"].dt.month().to_list() == [3, 5]


def test_a_hostile_name_is_shown_and_does_nothing(client: TestClient, case: Path) -> None:
    content = b"platform,post_id,created_at,text\nx,1,2024-01-01,<script>alert(1)</script>\n"
    draft = send(client, case.name, {HOSTILE: content})
    page = looked(client, case, draft=draft)
    assert "<img src=x" not in page and "&lt;img src=x onerror=alert(1)&gt;" in page and "تجربة 日本" in page
    assert "<script>alert" not in page and "\u202e" not in page
    assert imported(client, case, draft)["summary"]


def test_a_zip_that_climbs_writes_nothing_outside_and_its_posts_are_read(client: TestClient, case: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../../evil.jsonl", (SAMPLES / "twitter_v1.jsonl").read_bytes())
        archive.writestr("/abs.jsonl", b"{}")
    draft = send(client, case.name, {"posts.zip": packed.getvalue()})
    before = {path for path in case.parent.rglob("*") if "uploads" not in path.parts and "jobs" not in path.parts}
    imported(client, case, draft)
    written = {path for path in case.parent.rglob("*") if path.name in ("evil.jsonl", "abs.jsonl")}
    assert written == set() and before <= set(case.parent.rglob("*"))


def test_a_damaged_file_is_told_and_the_other_is_imported(client: TestClient, case: Path) -> None:
    good = (SAMPLES / "twitter_v1.jsonl").read_bytes()
    draft = send(client, case.name, {"good.jsonl": good, "bad.jsonl.gz": b"\x1f\x8b\x08broken", "empty.csv": b""})
    page = looked(client, case, draft=draft)
    assert "empty.csv" in page and "is empty" in page
    summary = imported(client, case, draft)["summary"]
    assert isinstance(summary, dict) and summary["stored"] == 19 and len(summary["refused"]) == 2


def test_files_of_this_machine_are_read_where_they_are(client: TestClient, case: Path) -> None:
    form = {"action": "place", "place": str(SAMPLES / "twitter_v1.jsonl")}
    answer = client.post(f"/case/{case.name}/import", data=form, headers=BROWSER)
    assert answer.status_code == 200 and str(SAMPLES / "twitter_v1.jsonl") in answer.text
    assert not list((case / "uploads").glob("*/files/*"))
    (draft,) = orjson.loads(client.get(f"/case/{case.name}/import", params={"as": "json"}).text)["draft"].split()
    client.post(f"/case/{case.name}/import", data={"action": "remove", "draft": draft}, headers=BROWSER)
    assert (SAMPLES / "twitter_v1.jsonl").exists() and list((case / "uploads").iterdir()) == []


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"action": "place", "place": "/no/such/file"}, "does not exist"),
        ({"action": "place", "place": ""}, "Name a file"),
        ({"action": "pictures", "media": "/no/such/folder"}, "does not exist"),
        ({"action": "pictures", "media": ""}, "nothing to import"),
        ({"action": "pictures", "media": "", "ocr": "eng"}, "name their folder"),
    ],
)
def test_what_cannot_be_imported_is_said_in_the_form(
    client: TestClient, case: Path, form: dict[str, str], told: str
) -> None:
    answer = client.post(f"/case/{case.name}/import", data=form, headers=BROWSER)
    assert answer.status_code == 400 and told in answer.text and re.search("<form[^>]*data-drop", answer.text)


def test_settings_that_there_are_not_stay_in_the_form_with_what_is_wrong(client: TestClient, case: Path) -> None:
    draft = send(client, case.name, {"a.csv": b"text\nx\n"})
    query = {"draft": draft, "looked": "1", "tz": "Mars/Base"}
    page = client.get(f"/case/{case.name}/import", params=query)
    assert page.status_code == 400 and "no time zone" in page.text and 'value="Mars/Base"' in page.text
    posted = client.post(f"/case/{case.name}/import", data={**query, "action": "import"}, headers=BROWSER)
    assert posted.status_code == 400 and "no time zone" in posted.text
    assert client.get(f"/case/{case.name}/import", params={"draft": "../../etc"}).status_code == 404
