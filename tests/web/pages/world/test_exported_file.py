"""An exported file is handed over by its hash, and only as long as it has it."""

from pathlib import Path

from tests.cli.scanned_case import scanned_case
from tests.web.workbench import signed_in
from unisono.cases.exported import keep_export


def test_only_bytes_with_their_hash_are_handed_over(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    kept = keep_export(case.path, b"<p>", what="report", name='r"\r\nx.html', by="")
    address = f"/case/case/evidence/file/{kept.sha256}"
    with signed_in(case.path) as client:
        answer = client.get(address)
        assert answer.content == b"<p>"
        assert answer.headers["content-disposition"] == 'attachment; filename="r-x.html"'
        (case.path / kept.file).write_bytes(b"<b>")
        assert client.get(address).status_code == 404
        for wrong in ("0" * 64, "..%2F..%2Fcase.json", "x"):
            assert client.get(f"/case/case/evidence/file/{wrong}").status_code == 404
