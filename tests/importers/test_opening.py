"""A file is opened by its bytes, whatever its name says."""

import bz2
import gzip
import hashlib
import io
import lzma
import os
import zipfile
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest
import zstandard

from unisono.engine.json_lines import Span
from unisono.importers import opening
from unisono.importers.declaration import Left, Source
from unisono.importers.decompressing import Limits
from unisono.importers.opening import open_each, open_source, open_sources
from unisono.importers.seen_bytes import SPANS
from unisono.model.errors import DataRejectedError, UsageError

TEXT = '{"text": "é 日本 🐝 مرحبا"}\n{"text": "second"}\n' * 5000
PLAIN = TEXT.encode()

WRITTEN = {
    "plain": PLAIN,
    "gzip": gzip.compress(PLAIN),
    "gzip in two members": gzip.compress(PLAIN[:1000]) + gzip.compress(PLAIN[1000:]),
    "gzip with padding": gzip.compress(PLAIN) + b"\x00" * 512,
    "zstd": zstandard.compress(PLAIN),
    "zstd in two frames": zstandard.compress(PLAIN[:1000]) + zstandard.compress(PLAIN[1000:]),
    "zstd with a long window": zstandard.ZstdCompressor(
        compression_params=zstandard.ZstdCompressionParameters(window_log=31)
    ).compress(PLAIN),
    "bzip2": bz2.compress(PLAIN),
    "xz": lzma.compress(PLAIN),
    "zstd in gzip": gzip.compress(zstandard.compress(PLAIN)),
    "utf-8 with a mark": b"\xef\xbb\xbf" + PLAIN,
    "utf-16 with a mark": TEXT.encode("utf-16"),
    "utf-16-le without a mark": TEXT.encode("utf-16-le"),
    "utf-16-be without a mark": TEXT.encode("utf-16-be"),
    "utf-16 in gzip": gzip.compress(TEXT.encode("utf-16")),
    "utf-32": TEXT.encode("utf-32"),
}


def write(folder: Path, content: bytes, name: str = "posts.txt") -> str:
    (folder / name).write_bytes(content)
    return str(folder / name)


@pytest.mark.parametrize("how", WRITTEN)
def test_every_packing_and_encoding_gives_the_same_text_and_the_hash_of_the_given_bytes(
    how: str, tmp_path: Path
) -> None:
    source = open_source(write(tmp_path, WRITTEN[how]), tmp_path / "scratch")
    assert source.path.read_bytes() == PLAIN
    assert source.sha256 == hashlib.sha256(WRITTEN[how]).hexdigest()
    assert source.sample.startswith('{"text": "é 日本 🐝 مرحبا"}')
    assert source.problems == ()


def test_a_plain_file_is_read_where_it_is(tmp_path: Path) -> None:
    name = write(tmp_path, PLAIN)
    assert open_source(name, tmp_path / "scratch").path == Path(name)
    assert not (tmp_path / "scratch").exists()


@pytest.mark.parametrize("how", ["plain", "utf-16 with a mark", "gzip"])
def test_a_file_that_is_given_out_while_it_is_hashed_gets_the_same_hash(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "LEAST_HASHED_LATER", 0)
    [source] = open_each(write(tmp_path, WRITTEN[how]), tmp_path / "scratch", hashes_later=True)
    assert isinstance(source, Source)
    assert (source.hashing is not None, source.sha256 == "") == (how == "plain", how == "plain")
    assert source.hashed().sha256 == hashlib.sha256(WRITTEN[how]).hexdigest()
    assert source.hashed().hashed().path.read_bytes() == PLAIN


@pytest.mark.parametrize("how", WRITTEN)
def test_where_lines_end_is_noticed_unless_the_text_was_rewritten(how: str, tmp_path: Path) -> None:
    source = open_source(write(tmp_path, WRITTEN[how]), tmp_path / "scratch")
    whole = (source.path, (Span(1, PLAIN.count(b"\n"), 0, len(PLAIN)),))
    assert source.noticed.get(SPANS) == (None if how.startswith("utf") else whole)


def test_standard_input_is_opened_like_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(WRITTEN["gzip"])))
    source = open_source("-", tmp_path / "scratch")
    assert (source.name, source.path.read_bytes()) == ("-", PLAIN)
    assert source.sha256 == hashlib.sha256(WRITTEN["gzip"]).hexdigest()


@pytest.mark.parametrize("how", ["gzip", "zstd", "bzip2", "xz"])
def test_a_cut_archive_gives_what_it_still_holds_and_says_that_it_ends_early(how: str, tmp_path: Path) -> None:
    noise = "".join(f'{{"text": "{hashlib.sha256(bytes([n % 256, n // 256])).hexdigest()}"}}\n' for n in range(40000))
    packed = {"gzip": gzip.compress, "zstd": zstandard.compress, "bzip2": bz2.compress, "xz": lzma.compress}[how](
        noise.encode()
    )
    cut = packed[: len(packed) * 2 // 3]
    source = open_source(write(tmp_path, cut), tmp_path / "scratch")
    assert [problem.code for problem in source.problems] == ["file_ends_early"]
    read = source.path.read_text()
    assert noise.startswith(read)
    assert len(read) > len(noise) // 3
    assert source.sha256 == hashlib.sha256(cut).hexdigest()


def test_damage_in_the_middle_is_refused_since_words_before_it_may_be_altered(tmp_path: Path) -> None:
    noise = b"".join(hashlib.sha256(bytes([n % 256, n // 256])).hexdigest().encode() + b"\n" for n in range(40000))
    packed = bytearray(gzip.compress(noise))
    packed[len(packed) // 2 : len(packed) // 2 + 200] = b"\xff" * 200
    with pytest.raises(DataRejectedError, match="may read differently from what was posted"):
        open_source(write(tmp_path, bytes(packed)), tmp_path / "scratch")


def test_nul_bytes_are_taken_out_and_counted(tmp_path: Path) -> None:
    source = open_source(write(tmp_path, b"a,b\n1\x00,2\n\x00\x00"), tmp_path / "scratch")
    assert source.path.read_bytes() == b"a,b\n1,2\n"
    told = [(problem.code, problem.rows, problem.advice.split(",")[0]) for problem in source.problems]
    assert told == [("nul_bytes", 0, "3 NUL bytes were removed")]


@pytest.mark.parametrize("given", [None, "cp1251"])
def test_an_old_table_is_guessed_where_it_begins_or_named(given: str | None, tmp_path: Path) -> None:
    text = "id,text\n" + "1,plain\n" * 60_000 + "2,Привет мир сегодня хорошая погода\n" * 50
    (source,) = open_sources_as(write(tmp_path, text.encode("cp1251")), tmp_path / "scratch", given)
    assert source.path.read_text(encoding="utf-8") == text
    assert [problem.code for problem in source.problems] == ([] if given else ["not_utf8"])


def open_sources_as(name: str, scratch: Path, encoding: str | None) -> list[Source]:
    return [found for found in open_each(name, scratch, encoding=encoding) if isinstance(found, Source)]


def test_an_old_western_table_is_read_and_reported(tmp_path: Path) -> None:
    source = open_source(write(tmp_path, "name,text\nJosé,café\n".encode("windows-1252")), tmp_path / "scratch")
    assert source.path.read_text(encoding="utf-8") == "name,text\nJosé,café\n"
    assert [problem.code for problem in source.problems] == ["not_utf8"]


@pytest.mark.parametrize(
    "document",
    ['[{"id": 1}, {"id": 2}]', '[\n  {"id": 1},\n  {\n    "id": 2\n  }\n]\n', '\ufeff[{"id":1},\n{"id":2}]'],
)
def test_a_json_array_becomes_one_object_a_line(document: str, tmp_path: Path) -> None:
    source = open_source(write(tmp_path, document.encode()), tmp_path / "scratch")
    assert source.path.read_bytes() == b'{"id":1}\n{"id":2}\n'


def test_a_pretty_printed_object_becomes_one_line_with_every_digit(tmp_path: Path) -> None:
    source = open_source(write(tmp_path, b'{\n  "id": 12345678901234567890123,\n  "a": 1\n}\n'), tmp_path / "scratch")
    assert source.path.read_bytes().replace(b" ", b"") == b'{"id":12345678901234567890123,"a":1}\n'


def test_a_broken_array_gives_what_precedes_the_break_and_says_so(tmp_path: Path) -> None:
    source = open_source(write(tmp_path, b'[{"id": 1}, {"id":'), tmp_path / "scratch")
    assert source.path.read_bytes() == b'{"id":1}\n'
    assert [problem.code for problem in source.problems] == ["file_ends_early"]
    with pytest.raises(DataRejectedError, match="array that cannot be read"):
        open_source(write(tmp_path, b'[{"id":'), tmp_path / "scratch")


def test_the_script_of_an_archive_is_opened_with_its_neighbours(tmp_path: Path) -> None:
    script = b'window.YTD.tweets.part0 = [ {\n  "tweet" : { "id" : "1" }\n} ]'
    with zipfile.ZipFile(tmp_path / "archive.zip", "w") as archive:
        archive.writestr("data/tweets.js", script)
        archive.writestr("data/account.js", b"[]")
    (tmp_path / "account.js").write_bytes(b"[2]")
    one, empty = open_each(str(tmp_path / "archive.zip"), tmp_path / "scratch")
    assert isinstance(one, Source)
    assert isinstance(empty, Left)
    assert (empty.is_skipped, "holds no post" in empty.reason) == (True, True)
    alone = open_source(write(tmp_path, script, "tweets.js"), tmp_path / "other")
    for source, beside in ((one, b"[]"), (alone, b"[2]")):
        assert source.path.read_bytes() == b'{"tweet":{"id":"1"}}\n'
        assert source.assigned == "window.YTD.tweets.part0"
        assert source.beside("account.js") == beside


def test_parquet_is_recognised(tmp_path: Path) -> None:
    pl.DataFrame({"a": [1]}).write_parquet(tmp_path / "posts.csv")
    source = open_source(str(tmp_path / "posts.csv"), tmp_path / "scratch")
    assert (source.is_parquet, source.sample) == (True, "")
    assert source.sha256 == hashlib.sha256((tmp_path / "posts.csv").read_bytes()).hexdigest()


def test_a_zip_gives_its_files_without_the_leftovers_of_other_systems(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "posts.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data/one.jsonl", TEXT)
        archive.writestr("data/two.csv.gz", gzip.compress(b"a,b\n1,2\n"))
        archive.writestr("__MACOSX/one.jsonl", "x")
        archive.writestr("data/.hidden", "x")
    name = str(tmp_path / "posts.zip")
    one, two = open_sources(name, tmp_path / "scratch")
    assert (one.name, one.path.read_bytes()) == (f"{name}:data/one.jsonl", PLAIN)
    assert (two.name, two.path.read_bytes()) == (f"{name}:data/two.csv.gz", b"a,b\n1,2\n")
    assert one.sha256 == hashlib.sha256(PLAIN).hexdigest()
    with pytest.raises(UsageError, match="several files"):
        open_source(name, tmp_path / "other")


def test_a_file_of_a_zip_that_cannot_be_read_stops_none_of_the_others(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "posts.zip", "w") as archive:
        archive.writestr("broken.gz", b"\x1f\x8bhello")
        archive.writestr("picture.jpg", b"\xff\xd8\xff\xe0")
        archive.writestr("README.txt", "read me")
        archive.writestr("posts.jsonl", TEXT)
    name = str(tmp_path / "posts.zip")
    found = list(open_each(name, tmp_path / "scratch"))
    left = [(one.name.rpartition(":")[2], one.is_skipped) for one in found if isinstance(one, Left)]
    assert left == [("broken.gz", False), ("picture.jpg", True), ("README.txt", True)]
    assert [one.path.read_bytes() for one in found if isinstance(one, Source)] == [PLAIN]
    with pytest.raises(DataRejectedError, match="no readable gzip file"):
        list(open_sources(name, tmp_path / "scratch"))


def test_a_zip_of_one_file_is_that_file_with_the_hash_of_the_zip(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "posts.zip", "w") as archive:
        archive.writestr("one.jsonl", TEXT)
    name = str(tmp_path / "posts.zip")
    source = open_source(name, tmp_path / "scratch")
    assert (source.name, source.path.read_bytes()) == (name, PLAIN)
    assert source.sha256 == hashlib.sha256(Path(name).read_bytes()).hexdigest()


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_an_archive_that_grows_beyond_reason_is_refused(pack: object, tmp_path: Path) -> None:
    assert callable(pack)
    name = write(tmp_path, pack(b"0" * (20 << 20)))
    with pytest.raises(DataRejectedError, match="unpack it yourself"):
        open_source(name, tmp_path / "scratch", Limits(times=200, bytes_always_allowed=1 << 20))


def test_a_zip_that_grows_beyond_reason_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "posts.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("one.jsonl", "0" * (20 << 20))
    with pytest.raises(DataRejectedError, match="archive bomb"):
        open_source(str(tmp_path / "posts.zip"), tmp_path / "scratch", Limits(times=200, bytes_always_allowed=1 << 20))


def test_missing_files_and_folders_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no file"):
        open_source(str(tmp_path / "nothing.csv"), tmp_path / "scratch")
    with pytest.raises(UsageError, match="is a folder"):
        open_source(str(tmp_path), tmp_path / "scratch")


def test_what_is_no_data_is_named_for_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(DataRejectedError, match="is a PDF document, not data"):
        open_source(write(tmp_path, b"%PDF-1.7 ..."), tmp_path / "scratch")


def test_broken_characters_are_mended_when_that_is_asked_for(tmp_path: Path) -> None:
    name = write(tmp_path, "text\nCafÃ© &amp; tea\n".encode())
    source = open_source(name, tmp_path / "scratch")
    [mended] = open_sources(name, tmp_path / "scratch", mend=frozenset({"mojibake", "entities"}))
    assert mended.path.read_text(encoding="utf-8") == "text\nCafé & tea\n"
    assert mended.sha256 == source.sha256
    assert [problem.code for problem in mended.problems] == ["mended_entities", "mended_mojibake"]


@pytest.mark.parametrize("content", [b"", gzip.compress(b"", mtime=0), b" \n\n \t\n", b"\x1f\x8bhello"])
def test_files_with_nothing_in_them_are_refused(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(DataRejectedError):
        open_source(write(tmp_path, content), tmp_path / "scratch")


def test_a_spreadsheet_is_refused_by_name(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "posts.csv", "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
    with pytest.raises(DataRejectedError, match="spreadsheet"):
        open_source(str(tmp_path / "posts.csv"), tmp_path / "scratch")


def test_a_file_whose_name_is_no_utf8_is_read_like_any_other(tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode(b"bad\xff.csv")
    file.write_text("user,date,text\nann,2020-01-01T00:00:00Z,hello\n")
    source = open_source(str(file), tmp_path / "scratch")
    assert source.name.endswith("bad\\udcff.csv")
    assert source.path.read_bytes() == file.read_bytes()
    str(source.path).encode()


def test_a_pipe_or_device_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in (str(tmp_path / "pipe"), "/dev/zero"):
        with pytest.raises(UsageError, match="no ordinary file"):
            open_source(name, tmp_path / "scratch")
