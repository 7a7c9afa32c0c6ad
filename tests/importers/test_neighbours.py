"""A file's neighbour is found in its folder or in its zip, and nowhere else."""

import zipfile
from pathlib import Path

from unisono.importers.neighbours import LARGEST, beside_file, beside_member


def test_a_neighbour_in_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "account.js").write_bytes(b"[1]")
    (tmp_path / "secret").write_bytes(b"x")
    tweets = tmp_path / "data" / "tweets.js"
    assert beside_file(tweets, "account.js") == b"[1]"
    assert beside_file(tweets, "missing.js") is None
    assert beside_file(tweets, "../secret") is None


def test_a_neighbour_in_the_same_folder_of_a_zip_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (("data/tweets.js", b"[]"), ("data/account.js", b"[2]"), ("account.js", b"[3]")):
            archive.writestr(name, content)
        archive.writestr("data/large.js", b"0" * (LARGEST + 1))
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        member, above = archive.getinfo("data/tweets.js"), archive.getinfo("account.js")
    assert beside_member(tmp_path / "a.zip", member, "account.js") == b"[2]"
    assert beside_member(tmp_path / "a.zip", above, "account.js") == b"[3]"
    assert beside_member(tmp_path / "a.zip", above, "tweets.js") is None
    assert beside_member(tmp_path / "a.zip", member, "large.js") is None
