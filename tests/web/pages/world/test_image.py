"""The page of a picture tells who posted and wears it; an address cannot have a file of the disk opened."""

from pathlib import Path

import pytest

from tests.web.pages.world.pictured_workbench import CONTENT, pictured


def test_accounts_files_and_networks_are_told(tmp_path: Path) -> None:
    with pictured(tmp_path) as client:
        page = client.get("/case/case/image/1.png").text
        rows = client.get("/case/case/image/1.png?as=json").text.splitlines()
    assert 'href="/case/case/network/1"' in page
    assert 'href="/case/case/account/twitter:eve"' in page
    assert "does not say who had it first" in page
    assert '<div class="veiled">' in page
    assert len(rows) == 1


def test_no_file_of_the_disk_is_opened_by_an_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.png").write_bytes(CONTENT)
    with pictured(tmp_path) as client:
        monkeypatch.chdir(tmp_path)
        for name in ("mine.png", f"/{tmp_path}/mine.png", "%2Fetc%2Fpasswd", "no-such"):
            assert client.get(f"/case/case/image/{name}").status_code == 404
