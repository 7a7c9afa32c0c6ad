"""A folder as investigators have them: every sample of this project, the same posts damaged in every known way."""

import gzip
import io
import shutil
import zipfile
from pathlib import Path

import zstandard

from tests.importers.table_sources import SAMPLES
from tests.importers.tweet_builders import lines_of, v1_post

OF_TOOLS = (
    "cnt.csv", "coortweet.csv", "crowdtangle_groups.csv", "crowdtangle_instagram.csv", "crowdtangle_pages.csv",
    "fivethirtyeight.csv", "twitter_io_archive.csv", "twitter_v1.jsonl", "twitter_v2_flat.jsonl",
    "twitter_v2_pages.jsonl", "twitter_v2_stream.jsonl",
)  # fmt: skip
HEADER = "id,user,date,text\n"
ROWS = "".join(f"{number},ann,2020-05-04T12:00:0{number}Z,hello {number}\n" for number in range(5))
TABLE = HEADER + ROWS
SEMICOLONS = TABLE.replace(",", ";")
TABS = TABLE.replace(",", "\t")
PREAMBLE = "Report:,Bulk\nBrand:,x\nFrom:,2020\nTo:,2021\nLabel:,all\n\n"
POSTS = lines_of(*(v1_post(number) for number in range(5)))


def table(number: int, how: str = TABLE) -> str:
    """Return the table with ids of its own, so that no two files hold the same posts."""
    for row in range(5):
        how = how.replace(f"\n{row}", f"\n{number}{row}")
    return how


def fill_folder(folder: Path) -> dict[str, str]:
    """Write the files and return what each one should become: read, skipped, or refused."""
    folder.mkdir()
    wanted = {}
    for name in OF_TOOLS:
        shutil.copy(SAMPLES / name, folder / name)
        wanted[name] = "read"
    for name, (content, what) in _written().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
        wanted[name] = what
    return wanted


def _written() -> dict[str, tuple[bytes, str]]:
    read = {
        "bom.csv": b"\xef\xbb\xbf" + table(10).encode(),
        "utf-16-tabs.csv": ("\ufeff" + table(11, TABS)).encode("utf-16-le"),
        "semicolons.csv": table(12, SEMICOLONS).encode(),
        "sep.csv": ("sep=;\r\n" + table(13, SEMICOLONS)).encode(),
        "preamble.csv": (PREAMBLE + table(14)).encode(),
        "nul.csv": table(15).encode() + b"\x00" * 40,
        "western.csv": table(16).replace("hello", "café").encode("windows-1252"),
        "part1.csv.gz": gzip.compress(table(17).encode()),
        "part2.csv.zst": zstandard.compress(table(18).encode()),
        "deep/down/posts.csv": table(19).encode(),
        "is-json.csv": POSTS.encode(),
        "list.json": ("[" + POSTS.strip().replace("\n", ",") + "]").encode(),
        "cut.json": ("[" + POSTS.strip().replace("\n", ","))[:-30].encode(),
        "newlines.csv": table(20).replace("hello 1", '"hello\n1"').encode(),
        "duplicate-headers.csv": table(21).replace("text\n", "text,text\n").replace("hello", "x,hello").encode(),
        "letters.csv": table(22).replace("T12", " 12").replace("Z,", " EDT,").encode(),
        "local.csv": table(23).replace("Z,", ",").encode(),
        "entities.csv": table(24).replace("hello", "tea &amp; cake").encode(),
        "mojibake.csv": table(25).replace("hello", "CafÃ©").encode(),
        "cut.csv.gz": gzip.compress(_long().encode())[:-2000],
    }
    skipped = {
        "README.md": b"# About these files",
        "notes.txt": b"Dear all\nthis is a letter\n",
        ".hidden.csv": TABLE.encode(),
        "picture.csv": b"\x89PNG\r\n\x1a\n\x00",
        "report.pdf": b"%PDF-1.7\n",
    }
    refused = {
        "empty.csv": b"",
        "header-only.csv": HEADER.encode(),
        "error.csv": b"<!DOCTYPE html><html><body>403 Forbidden</body></html>",
        "two-orders.csv": b"user,date,text\nann,3/4/2018 10:00,hello\n",
        "rounded.csv": (HEADER.replace("user", "user_id") + "1,1.23E+18,2020-05-04T12:00:00Z,x\n" * 5).encode(),
        "broken.csv.gz": b"\x1f\x8bhello",
        "unknown.jsonl": b'{"when": 1}\n',
        "bomb.gz": gzip.compress(b"0" * (2 << 20)),
    }
    files = {"read": read, "skipped": skipped, "refused": refused}
    return {
        **{name: (content, what) for what, group in files.items() for name, content in group.items()},
        "members.zip": (_zip(), "zip"),
    }


def _long() -> str:
    rows = "".join(f"26{number},ann,2020-05-04T12:00:00Z,{number * 7919 % 10007} words\n" for number in range(3000))
    return HEADER + rows


def _zip() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("one.csv", table(30))
        archive.writestr("two.jsonl", lines_of(*(v1_post(number) for number in range(100, 105))))
        archive.writestr("picture.jpg", b"\xff\xd8\xff\xe0")
        archive.writestr("__MACOSX/one.csv", "x")
        archive.writestr("empty.csv", HEADER)
    return packed.getvalue()
