"""Measures picture hashes: how many copies they survive, and how quickly a million of them are searched.

python -m benchmarks.pictures hash 400        copies of so many drawn pictures
python -m benchmarks.pictures search 1000000  so many random hashes, a tenth of them copies; prints one JSON line
"""

import json
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFont, ImageOps

from benchmarks.processes import measure
from benchmarks.sections import Row, Section
from unisono.content.pictures.clusters import BOUND, cluster_pictures
from unisono.content.pictures.hashing import PictureHash, distances, from_hex
from unisono.content.pictures.reading import as_strict_reader, read_picture
from unisono.content.pictures.views import hash_views
from unisono.engine.hamming_search import Words, pairs_within, search_within
from unisono.worlds.draft import ImageRecipe
from unisono.worlds.files.images import draw_picture

QUERIES = 1_000
CHECKED = 3_000
PICTURES = 100

COPIES: dict[str, Callable[[Image.Image], bytes]] = {
    "JPEG of quality 30": lambda picture: _encode(picture, "JPEG", quality=30),
    "WebP of quality 20": lambda picture: _encode(picture, "WEBP", quality=20),
    "half the size": lambda picture: _encode(picture.resize((picture.width // 2, picture.height // 2))),
    "2.5 times the size": lambda picture: _encode(picture.resize((picture.width * 5 // 2, picture.height * 5 // 2))),
    "30 % brighter": lambda picture: _encode(ImageEnhance.Brightness(picture).enhance(1.3)),
    "40 % darker": lambda picture: _encode(ImageEnhance.Brightness(picture).enhance(0.6)),
    "grey": lambda picture: _encode(picture.convert("L")),
    "2 % cut from each edge": lambda picture: _encode(_cut(picture, 0.02)),
    "4 % cut from each edge": lambda picture: _encode(_cut(picture, 0.04)),
    "in a white border": lambda picture: _encode(ImageOps.expand(picture, picture.width // 8, "white")),
    "beside a caption, cut by 3 %, 1.3 times the size, JPEG of quality 40": lambda picture: _captioned(picture),
    "mirrored": lambda picture: _encode(ImageOps.mirror(picture)),
    "a quarter turned": lambda picture: _encode(picture.transpose(Image.Transpose.ROTATE_90)),
}


def measure_pictures(folder: Path, hashes: int) -> Section:
    """Hash drawn pictures and their copies, and search random hashes with planted neighbours."""
    program = [sys.executable, "-m", "benchmarks.pictures"]
    for part in ("hash", "search"):  # kernels are compiled once after an installation
        measure("warm-up", [*program, part, "2"])
    hashed = measure(
        f"hash {PICTURES:,} pictures and {len(COPIES)} copies of each",
        [*program, "hash", str(PICTURES)],
        folder / "hash",
    )
    searched = measure(
        f"pairs among {hashes:,} hashes, and {QUERIES:,} queries", [*program, "search", str(hashes)], folder / "search"
    )
    copies, found = (json.loads((folder / part).read_text()) for part in ("hash", "search"))
    survived = "; ".join(f"{name} {whole:.1%} / {views:.1%}" for name, (whole, views) in copies["copies"].items())
    same = "the same pairs" if found["agrees"] else "THEY DIFFER"
    sentences = [
        f"PDQ of the whole picture, 30 crops, and views without borders and caption bars: "
        f"{copies['milliseconds']:.2f} CPU ms a picture with decoding. Of {PICTURES:,} drawn pictures, copies within "
        f"{BOUND} of 256 bits by the whole picture / in one cluster by all views: {survived}. "
        f"Clusters that hold different pictures: {copies['mixed']}.",
        f"{hashes:,} random hashes, a tenth of them copies of others with up to 39 bits turned: all "
        f"{found['pairs']:,} pairs within {BOUND} bits in {found['join_s']:.2f} CPU s; {QUERIES:,} queries in "
        f"{found['query_s']:.2f} CPU s, sorting included. Comparing each with each of {CHECKED:,}: {same}.",
    ]
    return Section(
        "Pictures", [Row(hashed), Row(searched)], sentences, [] if found["agrees"] else ["similar hashes differ"]
    )


def hash_copies(count: int) -> dict[str, Any]:  # JSON
    """Return what survives of so many pictures: by copy, the shares found by the whole picture and by all views."""
    kinds = ("meme", "avatar")
    drawn = [Image.fromarray(draw_picture(ImageRecipe(kinds[seed % 2], 7_000_000 + seed))) for seed in range(count)]
    files = {"": [_encode(picture) for picture in drawn]}
    files |= {name: [copy(picture) for picture in drawn] for name, copy in COPIES.items()}
    began = time.process_time()
    with as_strict_reader():
        hashed = {name: [hash_views(read_picture(file).luminance) for file in each] for name, each in files.items()}
    took = (time.process_time() - began) / (count * len(files))
    flat = [picture for each in hashed.values() for picture in each]
    middles = dict(
        cluster_pictures([picture.hash for picture in flat], [picture.crops for picture in flat]).iter_rows()
    )
    shown: dict[str, set[int]] = {}
    for each in hashed.values():
        for number, picture in enumerate(each):
            shown.setdefault(middles[picture.hash], set()).add(number)
    copies = {name: _survived(hashed[""], hashed[name], middles) for name in COPIES}
    return {"milliseconds": 1000 * took, "copies": copies, "mixed": sum(len(each) > 1 for each in shown.values())}


def search_hashes(count: int) -> dict[str, Any]:  # JSON
    """Join and query so many hashes, and check a part of them against comparing each with each."""
    words = plant_hashes(count)
    began = time.process_time()
    pairs = pairs_within(words, BOUND)
    joined = time.process_time()
    search_within(words[:QUERIES], words, BOUND)
    queried = time.process_time()
    few = plant_hashes(min(count, CHECKED))
    apart = np.bitwise_count(few[:, None] ^ few[None]).sum(axis=-1)
    wanted = {(a, b) for a, b in zip(*(side.tolist() for side in np.nonzero(apart <= BOUND)), strict=True) if a < b}
    found = pairs_within(few, BOUND)
    agrees = set(zip(found.left.tolist(), found.right.tolist(), strict=True)) == wanted
    return {"pairs": len(pairs.left), "join_s": joined - began, "query_s": queried - joined, "agrees": agrees}


def plant_hashes(count: int) -> Words:
    """Return random hashes of which a tenth are copies of others with 0 to 39 bits turned."""
    rng = np.random.default_rng(3)
    words = rng.integers(0, 2**64, (count, 4), dtype=np.uint64)
    for given, taken in rng.integers(0, count, (count // 10, 2)):
        bits = np.zeros(256, np.uint8)
        bits[rng.choice(256, rng.integers(0, 40), replace=False)] = 1
        words[taken] = words[given] ^ np.packbits(bits).view(np.uint64)
    return words


def _survived(originals: list[PictureHash], copies: list[PictureHash], middles: dict[str, str]) -> tuple[float, float]:
    near = [
        int(distances(from_hex([one.hash])[0], from_hex([other.hash]))[0]) <= BOUND
        for one, other in zip(originals, copies, strict=True)
    ]
    together = [middles[one.hash] == middles[other.hash] for one, other in zip(originals, copies, strict=True)]
    return float(np.mean(near)), float(np.mean(together))


def _cut(picture: Image.Image, share: float) -> Image.Image:
    across, down = round(share * picture.width), round(share * picture.height)
    return picture.crop((across, down, picture.width - across, picture.height - down))


def _captioned(picture: Image.Image) -> bytes:
    """Return the picture below a bar with words in it, as an upload changes both."""
    bar = picture.height // 5
    meme = Image.new("RGB", (picture.width, picture.height + bar), "white")
    meme.paste(picture, (0, bar))
    font = ImageFont.load_default(bar / 3)
    ImageDraw.Draw(meme).text((picture.width * 0.04, bar * 0.2), "nobody asked the tram", fill="black", font=font)
    smaller = _cut(meme, 0.03)
    larger = smaller.resize((smaller.width * 13 // 10, smaller.height * 13 // 10), Image.Resampling.BICUBIC)
    return _encode(larger, "JPEG", quality=40)


def _encode(picture: Image.Image, format: str = "PNG", **options: Any) -> bytes:  # Pillow's options
    written = BytesIO()
    picture.save(written, format, **options)
    return written.getvalue()


if __name__ == "__main__":
    print(json.dumps({"hash": hash_copies, "search": search_hashes}[sys.argv[1]](int(sys.argv[2]))))
