"""A case in which strangers' words stand in every field: posts, profiles, files, lists, names and notes."""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
from PIL import Image, ImageDraw

from unisono.api.open_case import open_case
from unisono.cases.watchlists import Member, Watchlist, keep_watchlist
from unisono.content.pictures.adding import add_pictures

START = datetime(2018, 6, 1, 8, tzinfo=UTC)
ORIGINALS = 50
OTHERS = 150
"""Accounts outside the networks; each reposts six posts at times of its own."""
GROUP = 10
"""Accounts that repost the same ten posts within seconds."""

Texts = Sequence[str]
Tweet = dict[str, Any]  # Any: JSON
SENTENCE = (
    "The harbour bridge must be opened before the winter comes to our town {} and nobody in the old market was ever "
    "asked whether the last bus home may be taken away, or who will pay for the ferry that the council promised to "
    "everybody on the island when it sold the bridge, the bus and the ferry to one and the same company in spring"
)
FILE_NAME = "posts <img src=x onerror=window.__tripped=60> =1+1.jsonl"


def hostile_case(folder: Path, texts: Texts, file_name: str = FILE_NAME) -> Path:
    """Return a scanned case: as many accounts as texts act together, each with a text in each of its fields."""
    posts = folder / file_name
    posts.write_bytes(b"".join(orjson.dumps(tweet) + b"\n" for tweet in tweets(texts)))
    case = open_case(folder / "case")
    added = case.add(posts, format="twitter_v1")
    assert not added.rejected, added.rejected
    _tell(case.path, texts)
    write_pictures(folder / "pictures", texts)
    add_pictures(case.folder, folder / "pictures")
    assert case.scan(twin=False).networks.height, "the accounts form no network"
    return case.path


def tweets(texts: Texts) -> Iterator[Tweet]:
    """Yield posts of a day: the network reposts the same originals within seconds, and tells the same words."""
    chance = random.Random(2018)
    members = [_user(f"7{number:03d}", number, texts) for number in range(len(texts))]
    originals = [
        _tweet(f"9{number:03d}", number * 1200, _user(f"5{number:03d}", number + 5, texts), texts, number)
        for number in range(ORIGINALS)
    ]
    yield from originals
    for place, member in enumerate(members):
        yield from _of_member(place, member, originals, texts)
    for number in range(OTHERS):
        user = _user(f"3{number:03d}", 49, texts) | {"name": "somebody", "screen_name": f"other_{number}"}
        for original in chance.sample(originals, 6):
            yield _repost(f"70{number:03d}{original['id_str']}", chance.randrange(86_400), user, original)


def _of_member(place: int, member: Tweet, originals: Sequence[Tweet], texts: Texts) -> Iterator[Tweet]:
    """Yield what one account does: it reposts with those of its group, and publishes a text, a copy and a reply."""
    group = place // GROUP
    for number, original in enumerate(originals):
        if number % (len(texts) // GROUP) == group:
            yield _repost(f"8{number:02d}{place:03d}", number * 1200 + 3600 + place % 4, member, original)
    copied = {"full_text": SENTENCE.format(texts[place]), "entities": _entities(texts, 0)}
    yield _tweet(f"60{place:03d}", 40_000 + place, member, texts, place)
    yield _tweet(f"61{place:03d}", 50_000 + place, member, texts, place) | copied
    yield _tweet(f"62{place:03d}", 60_000 + place * 7, member, texts, place) | _to_the_mayor(texts, place)


def _user(account: str, number: int, texts: Texts) -> Tweet:
    def text(offset: int) -> str:
        return texts[(number + offset) % len(texts)]

    return {
        "id_str": account,
        "screen_name": text(0),
        "name": text(1),
        "description": text(2),
        "location": text(3),
        "url": text(4),
        "profile_image_url_https": text(5),
        "lang": text(6),
        "created_at": _written(-86_400 * 30),
        "followers_count": 10 + number,
    }


def _tweet(post: str, second: int, user: Tweet, texts: Texts, number: int) -> Tweet:
    return {
        "id_str": post,
        "created_at": _written(second),
        "full_text": texts[number % len(texts)],
        "lang": texts[(number + 7) % len(texts)],
        "source": texts[(number + 8) % len(texts)],
        "user": user,
        "entities": _entities(texts, number),
    }


def _entities(texts: Texts, number: int) -> Tweet:
    def text(offset: int) -> str:
        return texts[(number + offset) % len(texts)]

    return {
        "hashtags": [{"text": text(10)}, {"text": text(11)}],
        "urls": [{"expanded_url": f"https://evil.example/{text(12)}"}, {"expanded_url": text(13)}],
        "user_mentions": [{"id_str": "1", "screen_name": text(14)}],
        "media": [{"media_url_https": f"https://evil.example/{picture_name(text(15))}"}],
    }


def _repost(post: str, second: int, user: Tweet, original: Tweet) -> Tweet:
    return {
        **original,
        "id_str": post,
        "created_at": _written(second),
        "full_text": f"RT @{original['user']['screen_name']}: {original['full_text']}",
        "user": user,
        "retweeted_status": original,
    }


def _to_the_mayor(texts: Texts, number: int) -> Tweet:
    return {
        "full_text": f"@mayor you are an idiot and a liar, shame on you {texts[number]}",
        "in_reply_to_screen_name": "mayor",
        "in_reply_to_status_id_str": "9000",
        "in_reply_to_user_id_str": "5000",
    }


def _written(second: int) -> str:
    return (START + timedelta(seconds=second)).strftime("%a %b %d %H:%M:%S +0000 %Y")


def _tell(case: Path, texts: Texts) -> None:
    """Tell the case of a target, an event and a watchlist, as a stranger's case might be told of them.

    The commands refuse such names; a case that somebody sends has files that no command wrote.
    """
    told = {
        "targets": {"name": texts[6], "aliases": ["mayor", texts[7]], "hashtags": [texts[8]], "accounts": ["mayor"]},
        "events": {"name": texts[13], "at": _written_iso(3600), "source": texts[9]},
    }
    for folder, content in told.items():
        (case / folder).mkdir()
        (case / folder / "told.json").write_bytes(orjson.dumps(content))
    members = tuple(
        Member("twitter", f"7{number:03d}", text, reason=text, evidence=text, source=text)
        for number, text in enumerate(texts)
    )
    keep_watchlist(case, Watchlist("told", members, source=texts[1], file=texts[2]))


def _written_iso(second: int) -> str:
    return (START + timedelta(seconds=second)).isoformat()


def write_pictures(folder: Path, texts: Texts) -> None:
    """Write a picture under a name made of each text, as far as a file can have it."""
    folder.mkdir()
    for number, text in enumerate(texts):
        picture = Image.new("RGB", (64, 64), "white")
        ImageDraw.Draw(picture).rectangle((8, 8, 20 + number % 40, 40), fill=(number * 5 % 255, 80, 120))
        picture.save(folder / picture_name(text))


def picture_name(text: str) -> str:
    """Return a file's name; one part of a path, of so many letters as a disk takes."""
    return f"{text.replace('/', '-')[:60]}.png"
