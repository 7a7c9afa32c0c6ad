"""How fast exports of other platforms and tools are imported, against a plain loop over the same file."""

import argparse
import csv
import random
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson

from benchmarks.importing import import_into_case, measured, read_only
from unisono.engine.json_fields import load_kernels

START = datetime(2022, 5, 1, tzinfo=UTC)
WORDS = (
    "vote",
    "people",
    "never",
    "march",
    "truth",
    "city",
    "выборы",
    "日本",
    "émeute",
    "🐝",
    "مرحبا",
    "today",
    "join",
)
LINE_BAR, ROW_BAR = 80_000, 150_000
"""Posts of JSON lines, and rows of tables, that a second is to be enough for."""

Written = dict[str, Any]  # JSON, or the cells of a row
Make = Callable[[int, random.Random], Written]


def _words(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=24)) + f" https://example.org/{chance.randrange(2_000)}"


def _moment(number: int) -> datetime:
    return START + timedelta(seconds=number // 4)


def jetstream(number: int, chance: random.Random) -> Written:
    """Make an event: two of five are posts, the others likes, which are counted and left out."""
    did, at = f"did:plc:{chance.randrange(20_000):024d}", _moment(number)
    about = {"did": did, "time_us": int(at.timestamp() * 1e6), "kind": "commit"}
    is_post = chance.random() < 0.4
    collection = "app.bsky.feed.post" if is_post else "app.bsky.feed.like"
    record: Written = {"$type": collection, "createdAt": at.isoformat().replace("+00:00", "Z")}
    if is_post:
        facet = {
            "index": {"byteStart": 0, "byteEnd": 5},
            "features": [{"$type": "app.bsky.richtext.facet#tag", "tag": "vote"}],
        }
        record |= {"text": _words(chance), "langs": ["en"], "facets": [facet]}
    else:
        record["subject"] = {"cid": "bafy", "uri": f"at://{did}/app.bsky.feed.post/3k{number:011d}"}
    commit = {"rev": "3l", "operation": "create", "collection": collection, "rkey": f"3k{number:011d}", "cid": "bafy"}
    return {**about, "commit": {**commit, "record": record}}


def mastodon(number: int, chance: random.Random) -> Written:
    """Make a status as the interface of a server gives it."""
    author, at = f"user{chance.randrange(20_000)}", _moment(number).isoformat().replace("+00:00", ".000Z")
    url = f"https://social.example/@{author}"
    account = {
        "id": author, "acct": author, "username": author, "display_name": author.title(), "url": url, "bot": False,
        "note": "<p>Here to talk</p>", "created_at": "2018-01-01T00:00:00.000Z", "followers_count": 5,
        "following_count": 6, "statuses_count": 7, "avatar": f"https://social.example/{author}.png", "fields": [],
    }  # fmt: skip
    return {
        "id": str(number), "uri": f"{url}/statuses/{number}", "url": f"{url}/{number}", "created_at": at,
        "content": f"<p>{_words(chance)} <a href='https://social.example/tags/vote'>#<span>vote</span></a></p>",
        "account": account, "language": "en", "visibility": "public", "reblog": None, "in_reply_to_id": None,
        "tags": [{"name": "vote", "url": "https://social.example/tags/vote"}], "mentions": [], "media_attachments": [],
        "reblogs_count": 1, "favourites_count": 2, "replies_count": 0, "application": {"name": "Web"},
        "spoiler_text": "",
    }  # fmt: skip


def reddit(number: int, chance: random.Random) -> Written:
    """Make a comment as archives hold it."""
    return {
        "id": f"c{number}", "author": f"user{chance.randrange(20_000)}", "body": _words(chance), "subreddit": "news",
        "created_utc": int(_moment(number).timestamp()), "parent_id": "t3_a1", "link_id": "t3_a1", "score": 1,
        "retrieved_on": 1660000000, "edited": False, "gildings": {}, "all_awardings": [], "controversiality": 0,
        "permalink": f"/r/news/comments/a1/x/c{number}/", "author_flair_richtext": [], "stickied": False,
        "_meta": {"retrieved_2nd_on": 1660100000, "was_deleted_later": False},
    }  # fmt: skip


def telethon(number: int, chance: random.Random) -> Written:
    """Make a channel's message."""
    return {
        "_": "Message", "id": number, "peer_id": {"_": "PeerChannel", "channel_id": chance.randrange(500)},
        "date": _moment(number).isoformat(), "message": _words(chance), "out": False, "silent": False,
        "entities": [{"_": "MessageEntityUrl", "offset": 0, "length": 5}], "views": 10, "forwards": 2, "from_id": None,
        "fwd_from": None, "reply_to": None, "replies": {"_": "MessageReplies", "replies": 3}, "edit_date": None,
    }  # fmt: skip


def io_archive(number: int, chance: random.Random) -> Written:
    """Make a row of Twitter's archive of information operations."""
    author = chance.randrange(20_000)
    return {
        "tweetid": 10**18 + number, "userid": author, "user_display_name": f"Name {author}",
        "user_screen_name": f"user_{author}", "user_reported_location": "here", "user_profile_description": "words",
        "user_profile_url": "", "follower_count": 5, "following_count": 6, "account_creation_date": "2014-01-01",
        "account_language": "en", "tweet_language": "en", "tweet_text": _words(chance),
        "tweet_time": _moment(number).strftime("%Y-%m-%d %H:%M"), "tweet_client_name": "Web", "in_reply_to_userid": "",
        "in_reply_to_tweetid": "", "quoted_tweet_tweetid": "", "is_retweet": number % 2 == 0,
        "retweet_userid": author // 2 if number % 2 == 0 else "",
        "retweet_tweetid": number // 9 if number % 2 == 0 else "",
        "latitude": "absent", "longitude": "absent", "quote_count": 0, "reply_count": 0, "like_count": 1,
        "retweet_count": 2, "hashtags": "[vote, city]", "urls": "['https://example.org/a']", "user_mentions": "[]",
        "poll_choices": "",
    }  # fmt: skip


def fourcat(number: int, chance: random.Random) -> Written:
    """Make a row of a 4CAT export of X."""
    author, post, at = chance.randrange(20_000), 10**18 + number, _moment(number)
    return {
        "id": post, "thread_id": post, "timestamp": at.strftime("%Y-%m-%d %H:%M:%S"),
        "unix_timestamp": int(at.timestamp()), "link": f"https://x.com/user_{author}/status/{post}",
        "subject": "", "body": _words(chance), "author": f"user_{author}", "author_fullname": f"Name {author}",
        "author_id": author, "author_followers": 7, "source": "Web", "language_guess": "en", "possibly_sensitive": "no",
        "retweet_count": 1, "reply_count": 0, "like_count": 2, "quote_count": 0, "is_retweet": "no",
        "retweeted_user": "",
        "is_quote_tweet": "no", "quoted_user": "", "is_reply": "no", "replied_user": "", "hashtags": "vote,city",
        "urls": "https://example.org/a", "images": "", "videos": "", "mentions": "", "long_lat": "", "place_name": "",
    }  # fmt: skip


LINES: dict[str, Make] = {
    "Bluesky Jetstream": jetstream,
    "Mastodon statuses": mastodon,
    "Reddit archive": reddit,
    "Telethon messages": telethon,
}
TABLES: dict[str, Make] = {"information-operations archive, CSV": io_archive, "4CAT, CSV": fourcat}


def write_lines(path: Path, made: Iterator[Written]) -> None:
    """Write one JSON object a line."""
    with path.open("wb") as file:
        file.writelines(orjson.dumps(one) + b"\n" for one in made)


def write_table(path: Path, made: Iterator[Written]) -> None:
    """Write a table with a header."""
    with path.open("w", newline="", encoding="utf-8") as file:
        first = next(made)
        writer = csv.DictWriter(file, list(first))
        writer.writeheader()
        writer.writerow(first)
        writer.writerows(made)


def loop_over_lines(path: Path) -> int:
    """Parse every line; nothing else."""
    with path.open("rb") as file:
        return sum(1 for line in file if orjson.loads(line))


def loop_over_rows(path: Path) -> int:
    """Parse every row into a dictionary; nothing else."""
    with path.open(newline="", encoding="utf-8") as file:
        return sum(1 for _ in csv.DictReader(file))


def measure_export(name: str, make: Make, rows: int, *, is_table: bool) -> float:
    """Print what a file of so many rows takes, and return how many of them an import reads in a second."""
    loop = loop_over_rows if is_table else loop_over_lines
    chance = random.Random(5)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("rows.csv" if is_table else "lines.jsonl")
        (write_table if is_table else write_lines)(path, (make(number, chance) for number in range(rows)))
        size, walls = path.stat().st_size, list[float]()
        print(f"\n{name}: {rows:,} rows, {size / 1e6:,.0f} MB, {size / rows:,.0f} bytes a row")
        for what, work in (("plain loop", loop), ("read and map", read_only), ("import into a case", import_into_case)):
            with measured(what, path, size, walls) as count:
                work(path)
                count(rows)
    speed, bar = rows / walls[-1], ROW_BAR if is_table else LINE_BAR
    print(f"times the speed of the plain loop: {walls[0] / walls[-1]:.2f}; of {bar:,} a second: {speed / bar:.2f}")
    return speed


def main(given: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=300_000)
    rows = parser.parse_args(given).rows
    load_kernels()
    for name, make in LINES.items():
        measure_export(name, make, rows, is_table=False)
    for name, make in TABLES.items():
        measure_export(name, make, rows, is_table=True)


if __name__ == "__main__":
    main()
