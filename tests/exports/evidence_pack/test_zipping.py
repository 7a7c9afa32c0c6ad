"""A pack as a ZIP is the same for the same files."""

import os
import zipfile
from pathlib import Path

from unisono.exports.evidence_pack.zipping import SAME_TIME, write_zip


def test_the_same_files_give_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    made = []
    for turn, names in enumerate((["b/c.csv", "a.parquet"], ["a.parquet", "b/c.csv"])):
        folder = tmp_path / f"{turn}"
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(name.encode() * 100)
            os.utime(folder / name, (turn * 1e6, turn * 1e6))
        write_zip(folder, tmp_path / f"{turn}.zip")
        made.append((tmp_path / f"{turn}.zip").read_bytes())
    assert made[0] == made[1]
    with zipfile.ZipFile(tmp_path / "0.zip") as archive:
        assert archive.testzip() is None
        assert [one.filename for one in archive.infolist()] == ["a.parquet", "b/c.csv"]
        assert [one.compress_type for one in archive.infolist()] == [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]
        assert {one.date_time for one in archive.infolist()} == {SAME_TIME}
