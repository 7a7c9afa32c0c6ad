"""Copies of pictures are handed over by their hash, as JPEGs that hold nothing else."""

import hashlib
from pathlib import Path

from tests.web.pages.world.pictured_workbench import CONTENT, pictured

SHA256 = hashlib.sha256(CONTENT).hexdigest()


def test_a_copy_is_handed_over_as_long_as_the_file_is_the_same(tmp_path: Path) -> None:
    with pictured(tmp_path) as client:
        answer = client.get(f"/case/case/images/file/{SHA256}")
        assert answer.headers["content-type"] == "image/jpeg"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.content.startswith(b"\xff\xd8")
        (tmp_path / "media" / "1.png").write_bytes(b"<html>")
        assert client.get(f"/case/case/images/file/{SHA256}").status_code == 404


def test_nothing_else_is_handed_over(tmp_path: Path) -> None:
    with pictured(tmp_path) as client:
        for name in ("0" * 64, SHA256.upper(), "..%2Fcase.json", "case.json"):
            assert client.get(f"/case/case/images/file/{name}").status_code == 404
