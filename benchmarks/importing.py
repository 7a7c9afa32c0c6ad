"""How fast Twitter API v1.1 posts are imported, against a plain orjson loop over the same file in the same run."""

import argparse
import gzip
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson

from unisono.cases import create_case
from unisono.importers.declaration import ReadSettings
from unisono.importers.importing import import_files
from unisono.importers.opening import open_source
from unisono.importers.twitter_v1 import IMPORTER
from unisono.worlds import WorldSettings, build_world, write_v1_jsonl

START = datetime(2018, 6, 1, tzinfo=UTC)
EPOCH_MS = 1288834974657
WORDS = [
    "vote",
    "people",
    "never",
    "march",
    "truth",
    "city",
    "join",
    "today",
    "выборы",
    "日本",
    "émeute",
    "🐝",
    "&amp;",
]


def write_posts(path: Path, posts: int, seed: int = 5) -> None:
    """Write so many posts of about 3 kB with whole profiles; half of them are reposts of 500 originals."""
    random_words = random.Random(seed)
    originals = [_post(START - timedelta(minutes=n), n, random_words) for n in range(500)]
    with path.open("wb") as file:
        for number in range(posts):
            post = _post(START + timedelta(seconds=number // 5), random_words.randrange(20_000), random_words)
            if random_words.random() < 0.5:
                post["retweeted_status"] = random_words.choice(originals)
                post["text"] = f"RT @somebody: {post['text']}"
            file.write(orjson.dumps(post) + b"\n")


def _post(at: datetime, author: int, random_words: random.Random) -> dict[str, Any]:
    number = (int(at.timestamp() * 1000) - EPOCH_MS << 22) + random_words.randrange(4096)
    return {
        "created_at": at.strftime("%a %b %d %H:%M:%S +0000 %Y"),
        "id": number,
        "id_str": str(number),
        "text": " ".join(random_words.choices(WORDS, k=12)),
        "source": '<a href="http://twitter.com/download/android" rel="nofollow">Twitter for Android</a>',
        "truncated": False,
        "in_reply_to_status_id": None,
        "in_reply_to_status_id_str": None,
        "in_reply_to_user_id": None,
        "in_reply_to_user_id_str": None,
        "in_reply_to_screen_name": None,
        "user": _user(author),
        "geo": None,
        "coordinates": None,
        "place": None,
        "contributors": None,
        "is_quote_status": False,
        "quote_count": 0,
        "reply_count": 0,
        "retweet_count": 3,
        "favorite_count": 0,
        "entities": {
            "hashtags": [{"text": "Vote", "indices": [0, 5]}, {"text": "Now", "indices": [6, 9]}],
            "urls": [
                {"url": "https://t.co/x", "expanded_url": f"https://example.org/{author % 97}", "indices": [1, 9]}
            ],
            "user_mentions": [{"screen_name": "other", "name": "O", "id": 5, "id_str": "5", "indices": [1, 2]}],
            "symbols": [],
        },
        "favorited": False,
        "retweeted": False,
        "possibly_sensitive": False,
        "filter_level": "low",
        "lang": "en",
        "timestamp_ms": str(int(at.timestamp() * 1000)),
    }


def _user(number: int) -> dict[str, Any]:
    colours = ("background", "link", "sidebar_border", "sidebar_fill", "text")
    return {
        "id": 10**9 + number,
        "id_str": str(10**9 + number),
        "name": f"Name {number}",
        "screen_name": f"user_{number}",
        "location": "Somewhere",
        "url": None,
        "description": f"Account number {number}, here to talk about the weather and the news",
        "translator_type": "none",
        "protected": False,
        "verified": False,
        "followers_count": number,
        "friends_count": 100,
        "listed_count": 1,
        "favourites_count": 33,
        "statuses_count": 444,
        "created_at": "Wed Jan 20 10:11:12 +0000 2016",
        "utc_offset": None,
        "time_zone": None,
        "geo_enabled": False,
        "lang": "en",
        "contributors_enabled": False,
        "is_translator": False,
        **{f"profile_{colour}_color": "F5F8FA" for colour in colours},
        "profile_background_image_url": "",
        "profile_background_image_url_https": "",
        "profile_background_tile": False,
        "profile_use_background_image": True,
        "profile_image_url": "http://pictures.example/a.jpg",
        "profile_image_url_https": "https://pictures.example/a.jpg",
        "default_profile": True,
        "default_profile_image": False,
        "following": None,
        "follow_request_sent": None,
        "notifications": None,
    }


def loop_with_orjson(path: Path) -> int:
    """Parse every line and look at the id; nothing else."""
    with path.open("rb") as file:
        return sum(1 for line in file if orjson.loads(line)["id_str"])


def read_only(path: Path) -> int:
    """Open, hash, parse and map every line; store nothing."""
    with tempfile.TemporaryDirectory() as scratch:
        source = open_source(str(path), Path(scratch))
        return sum(batch.posts.height for batch in IMPORTER.read(source, ReadSettings()))


def import_into_case(path: Path) -> int:
    """Do what `unisono import` does, durable segments, checks and all."""
    with tempfile.TemporaryDirectory() as folder:
        return sum(line["stored"] for line in import_files(create_case(Path(folder) / "case"), [str(path)]))


@contextmanager
def measured(what: str, path: Path, plain_bytes: int, results: list[float]) -> Iterator[Callable[[int], None]]:
    """Print posts and bytes a second, wall and CPU, of what happens inside; call with the number of posts."""
    posts = 0

    def count(number: int) -> None:
        nonlocal posts
        posts = number

    before, started = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    yield count
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    results.append(wall)
    print(
        f"{what:<28} {posts:>9,} posts  {posts / wall:>9,.0f} posts/s  {plain_bytes / wall / 1e6:>6,.0f} MB/s  "
        f"wall {wall:6.2f} s  CPU {cpu:6.2f} s  peak {after.ru_maxrss / 1024:,.0f} MiB"
    )


def write_plain_posts(path: Path, posts: int, seed: int = 5) -> None:
    """Write about so many posts of 1.7 kB, as a search returns them: short profiles, no stream's extended fields."""
    write_v1_jsonl(build_world(WorldSettings(posts=posts), seed), path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=300_000)
    parser.add_argument("--repeats", type=int, default=2)
    arguments = parser.parse_args()
    for what, write in (("whole profiles", write_posts), ("short profiles", write_plain_posts)):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "posts.jsonl"
            write(path, arguments.posts)
            print(f"\nPosts with {what}: ", end="")
            measure(path, arguments.repeats)


def measure(path: Path, repeats: int) -> None:
    """Print what one file takes to import, plain and packed."""
    packed = path.with_suffix(".gz")
    packed.write_bytes(gzip.compress(path.read_bytes(), compresslevel=6))
    size = path.stat().st_size
    with path.open("rb") as file:
        posts = sum(1 for _ in file)
    print(f"{posts:,} posts, {size / 1e6:,.0f} MB, {size / posts:,.0f} bytes a post")
    for _ in range(repeats):
        walls: list[float] = []
        for what, work, file_read in (
            ("orjson loop, ids only", loop_with_orjson, path),
            ("read and map", read_only, path),
            ("import into a case", import_into_case, path),
            ("import into a case, gzip", import_into_case, packed),
        ):
            with measured(what, file_read, size, walls) as count:
                count(work(file_read))
        ratios = ", ".join(f"{walls[0] / wall:.2f}" for wall in walls[1:])
        print(f"times the speed of the orjson loop: {ratios}")


if __name__ == "__main__":
    main()
