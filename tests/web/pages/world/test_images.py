"""Pictures are listed by accounts, veiled until each is asked for, and loaded from nowhere else."""

import hashlib
import re
from pathlib import Path

from tests.dossiers.written_case import write_case
from tests.web.pages.world.pictured_workbench import CONTENT, pictured
from tests.web.workbench import signed_in


def test_the_picture_of_most_accounts_comes_first_and_is_veiled(tmp_path: Path) -> None:
    with pictured(tmp_path) as client:
        page = client.get("/case/case/images").text
        narrowed = client.get("/case/case/images?by=networks").text
        second = client.get("/case/case/images?rows=1&page=2").text
        rows = client.get("/case/case/images?as=json").text.splitlines()
    sources = re.findall(r'<img src="([^"]+)"', page)
    assert sources[0] == f"/case/case/images/file/{hashlib.sha256(CONTENT).hexdigest()}"
    assert all(one.startswith("/case/case/images/file/") for one in sources)
    assert page.count('<div class="veiled">') == page.count('<input type="checkbox">') == 2
    assert "2 accounts" in page
    assert "worn by 1 profile" in page
    assert narrowed.count('<div class="veiled">') == 1
    assert "Page 2 of 2" in second
    assert len(rows) == 2


def test_without_files_nothing_is_loaded_and_the_page_says_how_to_add_some(tmp_path: Path) -> None:
    case = write_case(tmp_path / "case", [{"account": "a", "media": ["https://pbs.twimg.com/media/KEY.jpg"]}])
    with signed_in(case.path) as client:
        page = client.get("/case/case/images").text
    assert "<img" not in page
    assert "pbs.twimg.com" not in page
    assert "--media DIR" in page
    assert "no file" in page
