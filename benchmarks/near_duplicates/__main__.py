"""Measures near-duplicate texts alone: python -m benchmarks.near_duplicates --posts 100000 --keep FOLDER."""

import argparse
import tempfile
from pathlib import Path

from benchmarks import page
from benchmarks.near_duplicates.section import FULL, measure_near_duplicates


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.near_duplicates")
    parser.add_argument("--posts", type=int, default=FULL, metavar="N")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the files, and use them again")
    parser.add_argument("--page", type=Path, metavar="FILE", help="write the section into this page")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="unisono-bench-") as scratch:
        folder = asked.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        text = page.write_page([measure_near_duplicates(folder, asked.posts)])
    print(text)
    if asked.page is not None:
        kept = asked.page.read_text(encoding="utf-8") if asked.page.exists() else text
        asked.page.write_text(page.merge_pages(kept, text), encoding="utf-8")


if __name__ == "__main__":
    main()
