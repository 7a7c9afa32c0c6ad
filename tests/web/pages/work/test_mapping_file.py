"""How files are read, as a mapping file to keep."""

from pathlib import Path

from httpx2 import Response
from starlette.testclient import TestClient

from tests.web.uploads.sending import send
from tests.web.workbench import signed_in
from unisono.cases import create_case


def mapping_of(client: TestClient, draft: str) -> Response:
    """Return the answer that comes when the files have been read."""
    answers = iter(lambda: client.get("/case/case/data/mapping", params={"draft": draft}), None)
    return next(answer for answer in answers if answer.status_code != 202)


def test_a_mapping_of_what_cannot_be_read_is_refused_with_the_reason(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    with signed_in(case) as client:
        draft = send(client, "case", {"empty.csv": b""})
        answer = mapping_of(client, draft)
        assert answer.status_code == 404 and "None of these files" in answer.json()["error"]


def test_a_hostile_name_stays_out_of_the_header(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    content = b"platform,post_id,created_at,text\nx,1,2024-01-01,hello\n"
    with signed_in(case) as client:
        draft = send(client, "case", {'a"; filename=evil.exe "日本.csv': content})
        header = mapping_of(client, draft).headers["content-disposition"]
        assert header.startswith('attachment; filename="') and header.count('"') == 2 and header.isascii()
        assert header.endswith('-mapping.toml"')
