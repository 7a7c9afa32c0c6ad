"""How fast posts of Twitter API v1.1 and v2 are imported, against an orjson loop over the same file in the same run."""

import argparse
import gzip
import random
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import orjson
import zstandard

from unisono.cases import create_case
from unisono.engine.json_fields import load_kernels
from unisono.importers.declaration import ReadSettings
from unisono.importers.guessing import choose_importer
from unisono.importers.importing import import_files
from unisono.importers.opening import open_source
from unisono.worlds import WorldSettings, build_world, write_v1_jsonl

PIECE = 1 << 20
START = datetime(2018, 6, 1, tzinfo=UTC)
EPOCH_MS = 1288834974657
V2Post = tuple[dict[str, Any], dict[str, Any], dict[str, Any] | None]
"""A post, its author, and the original where it is a repost."""

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
    """Parse every line and count its posts; nothing else."""
    with path.open("rb") as file:
        return sum(_posts_on(orjson.loads(line)) for line in file)


def _posts_on(line: dict[str, Any]) -> int:
    data = line.get("data")
    return len(data) if isinstance(data, list) else 1


def read_only(path: Path) -> int:
    """Open, hash, parse and map every line; store nothing."""
    with tempfile.TemporaryDirectory() as scratch:
        source = open_source(str(path), Path(scratch))
        importer = choose_importer(source, None, ReadSettings())
        return sum(batch.posts.height for batch in importer.read(source, ReadSettings()))


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
        f"wall {wall:6.2f} s  CPU {cpu:6.2f} s ({cpu / posts * 1e6:5.1f} us a post, "
        f"{plain_bytes / cpu / 1e6:4,.0f} MB/s of one core)  peak {after.ru_maxrss / 1024:,.0f} MiB"
    )


def write_plain_posts(path: Path, posts: int, seed: int = 5) -> None:
    """Write about so many posts of 1.7 kB, as a search returns them: short profiles, no stream's extended fields."""
    write_v1_jsonl(build_world(WorldSettings(posts=posts), seed), path)


def write_flat_posts(path: Path, posts: int, seed: int = 5) -> None:
    """Write so many posts of API v2, one a line with author and original inside; half of them are reposts."""
    with path.open("wb") as file:
        for post, author, original in _v2_posts(posts, seed):
            line = {**post, "author": author, "__twarc": {"retrieved_at": "2021-05-01T08:00:00+00:00"}}
            if original is not None:
                nested = {"type": "retweeted", **original, "author": _v2_user(int(original["author_id"]))}
                line["referenced_tweets"] = [nested]
            file.write(orjson.dumps(line) + b"\n")


def write_pages(path: Path, posts: int, seed: int = 5) -> None:
    """Write the same posts as pages of a hundred, with the users and originals that they name."""
    with path.open("wb") as file:
        for page in batched(_v2_posts(posts, seed), 100):
            users = {user["id"]: user for _, user, _ in page}
            originals = {original["id"]: original for _, _, original in page if original is not None}
            users |= {post["author_id"]: _v2_user(int(post["author_id"])) for post in originals.values()}
            includes = {"users": list(users.values()), "tweets": list(originals.values())}
            line = {"data": [post for post, _, _ in page], "includes": includes, "meta": {"result_count": len(page)}}
            file.write(orjson.dumps(line) + b"\n")


def batched(posts: Iterator[V2Post], size: int) -> Iterator[list[V2Post]]:
    """Yield so many at a time."""
    while page := list(islice(posts, size)):
        yield page


def _v2_posts(posts: int, seed: int) -> Iterator[V2Post]:
    """Yield posts with their authors, and the originals of those that are reposts."""
    random_words = random.Random(seed)
    originals = [_v2_post(START - timedelta(minutes=n), n, random_words) for n in range(500)]
    for number in range(posts):
        author = random_words.randrange(20_000)
        post = _v2_post(START + timedelta(seconds=number // 5), author, random_words)
        original = random_words.choice(originals) if random_words.random() < 0.5 else None
        if original is not None:
            post["referenced_tweets"] = [{"type": "retweeted", "id": original["id"]}]
        yield post, _v2_user(author), original


def _v2_post(at: datetime, author: int, random_words: random.Random) -> dict[str, Any]:
    number = str((int(at.timestamp() * 1000) - EPOCH_MS << 22) + random_words.randrange(4096))
    link = {"start": 1, "end": 24, "url": "https://t.co/x", "expanded_url": f"https://example.org/{author % 97}"}
    return {
        "id": number,
        "text": " ".join(random_words.choices(WORDS, k=12)),
        "author_id": str(author),
        "created_at": at.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "lang": "en",
        "conversation_id": number,
        "edit_history_tweet_ids": [number],
        "possibly_sensitive": False,
        "reply_settings": "everyone",
        "public_metrics": {"retweet_count": 4, "reply_count": 2, "like_count": 9, "quote_count": 1},
        "context_annotations": [
            {"domain": {"id": "46", "name": "Business"}, "entity": {"id": "15576971214", "name": "News and Weather"}}
        ],
        "entities": {
            "hashtags": [{"start": 0, "end": 5, "tag": "Vote"}],
            "mentions": [{"start": 5, "end": 12, "username": "ann", "id": "77"}],
            "urls": [{**link, "display_url": "example.org", "status": 200, "title": "A page", "description": "News"}],
        },
    }


def _v2_user(number: int) -> dict[str, Any]:
    return {
        "id": str(number),
        "username": f"user_{number}",
        "name": f"Name {number}",
        "description": f"Account number {number}, here to talk about the weather and the news",
        "created_at": "2016-01-20T10:11:12.000Z",
        "location": "Somewhere",
        "profile_image_url": f"https://pictures.example/{number}.jpg",
        "verified": False,
        "protected": False,
        "public_metrics": {"followers_count": 5, "following_count": 5, "tweet_count": 7, "listed_count": 0},
    }


WRITERS = {
    "v1.1, whole profiles": write_posts,
    "v1.1, short profiles": write_plain_posts,
    "v2, flattened": write_flat_posts,
    "v2, pages": write_pages,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=500_000)
    parser.add_argument("--repeats", type=int, default=1)
    arguments = parser.parse_args()
    # The first import on a machine compiles the kernels; that is no part of what is measured.
    load_kernels()
    for what, write in WRITERS.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "posts.jsonl"
            write(path, arguments.posts)
            print(f"\nPosts of {what}: ", end="", flush=True)
            measure(path, arguments.repeats)


def measure(path: Path, repeats: int) -> None:
    """Print what one file takes to import, plain and packed."""
    packed, quickly_packed = path.with_suffix(".gz"), path.with_suffix(".zst")
    # Piece by piece: what packing holds would count as the import's peak of memory.
    with path.open("rb") as plain, gzip.open(packed, "wb", compresslevel=1) as out:
        # The lowest level unpacks as fast as the usual one, and is made in a fraction of its time.
        shutil.copyfileobj(plain, out, PIECE)
    with path.open("rb") as plain, quickly_packed.open("wb") as out:
        zstandard.ZstdCompressor().copy_stream(plain, out, read_size=PIECE)
    size = path.stat().st_size
    posts = loop_with_orjson(path)
    print(f"{posts:,} posts, {size / 1e6:,.0f} MB, {size / posts:,.0f} bytes a post")
    for _ in range(repeats):
        walls: list[float] = []
        for what, work, file_read in (
            ("orjson loop, ids only", loop_with_orjson, path),
            ("read and map", read_only, path),
            ("import into a case", import_into_case, path),
            ("import into a case, gzip", import_into_case, packed),
            ("import into a case, zstd", import_into_case, quickly_packed),
        ):
            with measured(what, file_read, size, walls) as count:
                count(work(file_read))
        ratios = ", ".join(f"{walls[0] / wall:.2f}" for wall in walls[1:])
        print(f"times the speed of the orjson loop: {ratios}")


if __name__ == "__main__":
    main()
