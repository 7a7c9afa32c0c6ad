"""Accounts planted as returned ones are suggested, with what they rest on; what many have in common suggests nobody."""

from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import polars as pl

from tests.registry.planted_cases import numbered, planted_case
from unisono.cases import Case
from unisono.registry.returning import Returning, _alike_pictures, find_returning
from unisono.registry.tables import Registry

AT = datetime(2018, 6, 1, tzinfo=UTC)
SYLLABLES = ["ka", "lo", "mi", "ren", "tas", "vel", "no", "dur", "pim", "gra", "sho", "wen", "bu", "fal", "qui", "zor"]


COMMON = {"bio": "Living life one day at a time", "texts": ["Happy new year to all of my dear friends"] * 3}
SCRIPT = [
    f"{said} and so on for ever and ever" for said in ("vote tomorrow morning", "they lie to us", "our town is ours")
]


def word(random: np.random.Generator, syllables: int = 4) -> str:
    return "".join(random.choice(SYLLABLES, syllables))


def sentence(random: np.random.Generator) -> str:
    return " ".join(word(random, int(random.integers(1, 4))) for _ in range(9))


@cache
def drawn(ids: tuple[str, ...], seed: int) -> dict[str, dict[str, Any]]:  # Any: as JSON would have it
    """Return accounts as they are before a test changes them; thousands take longer to draw than to compare."""
    random = np.random.default_rng(seed)
    return {
        one: {
            "handle": f"{word(random, 6)}{random.integers(10, 9999)}",
            "display_name": f"{word(random, 2)} {word(random, 2)}",
            "bio": sentence(random),
            "avatar_url": f"https://pbs.twimg.com/profile_images/{seed}{place:05d}/{word(random)}_normal.jpg",
            "texts": [sentence(random) for _ in range(3)],
            "partners": [f"{int(random.zipf(1.3)) % 20_000}" for _ in range(6)],
        }
        for place, one in enumerate(ids)
    }


class People:
    """Accounts with a handle, a bio, a picture, texts and partners of their own, to be changed by a test."""

    def __init__(self, ids: list[str], seed: int) -> None:
        self.of = deepcopy(drawn(tuple(ids), seed))

    def case(self, folder: Path, networks: dict[int, list[str]], days_later: int = 0) -> Case:
        """Return a case in which each published its texts and mentioned its partners."""
        posts, profiles = [], []
        for place, (account, own) in enumerate(self.of.items()):
            about = {"platform": "twitter", "account_id": account, "handle": own["handle"]}
            about["display_name"] = own["display_name"]
            profiles.append({**about, "bio": own["bio"], "avatar_url": own["avatar_url"], "source_row": place + 1})
            for number, text in enumerate([*own["texts"], *(None for _ in own["partners"])]):
                at = AT + timedelta(days=days_later, minutes=place + number)
                turned = own["partners"][number - len(own["texts"])] if text is None else None
                row = {**about, "post_id": f"{folder.name}-{account}-{number}", "created_at": at, "text": text}
                posts.append(
                    {**row, "kind": "post", "mentions": [turned] if turned else None, "source_row": len(posts) + 1}
                )
        frame = pl.DataFrame(posts, infer_schema_length=None)
        return planted_case(folder, networks, {}, posts=frame, profiles=pl.DataFrame(profiles))


def pairs(found: Returning) -> set[tuple[str, str]]:
    return set(found.suggestions.select("known_account", "account").rows())


OLD = [f"old{number}" for number in range(80)]
NEW = [f"new{number}" for number in range(2_500)]


def two_cases(tmp_path: Path, change: Callable[[dict, dict], None]) -> Returning:
    before, after = People(OLD, 1), People(NEW, 2)
    change(before.of, after.of)
    old = before.case(tmp_path / "old", {1: OLD[:60]})
    new = after.case(tmp_path / "new", {}, days_later=200)
    return find_returning(new, numbered(old))


def test_accounts_that_return_by_a_trait_of_their_own_or_by_several_are_suggested(tmp_path: Path) -> None:
    def change(before: dict, after: dict) -> None:
        for place in range(40):
            old, new = before[OLD[place]], after[NEW[place]]
            if place < 8:
                new["handle"] = old["handle"].upper()
            elif place < 16:
                new["avatar_url"] = old["avatar_url"].replace("_normal", "_400x400")
            elif place < 24:
                new["bio"] = old["bio"].title() + "!"
            elif place < 32:
                new["handle"] = old["handle"].rstrip("0123456789") + "_2019"
                new["partners"] = old["partners"]
            else:
                new["texts"] = [f"{old['texts'][0]} https://example.org", *new["texts"][1:]]
                new["partners"] = old["partners"]

    found = two_cases(tmp_path, change)
    planted = {(f"twitter:{OLD[place]}", f"twitter:{NEW[place]}") for place in range(40)}
    assert len(pairs(found) & planted) >= 38
    assert len(pairs(found) - planted) <= 2
    assert (found.known_accounts, found.accounts) == (60, 2_500)
    handle = next(row for row in found.suggestions.to_dicts() if row["known_account"] == "twitter:old3")
    (evidence,) = [one for one in orjson.loads(handle["evidence"]) if one["kind"] == "handle"]
    assert (evidence["likeness"], evidence["holders"], evidence["known_holders"]) == ("equal", 1, 1)
    assert evidence["shown"] == evidence["known_shown"].upper()
    texts = next(row for row in found.suggestions.to_dicts() if row["known_account"] == "twitter:old35")
    (evidence,) = [one for one in orjson.loads(texts["evidence"]) if one["kind"] == "text"]
    assert (evidence["post"], evidence["known_post"]) == ("twitter:new-new35-0", "twitter:old-old35-0")
    assert (texts["first_at"] - texts["known_last_at"]).days in range(198, 201)


def test_what_hundreds_have_in_common_suggests_nobody(tmp_path: Path) -> None:
    def change(before: dict, after: dict) -> None:
        for place in range(30):
            before[OLD[place]] |= COMMON
            before[OLD[place]]["avatar_url"] = "https://pbs.twimg.com/profile_images/1/fans_normal.jpg"
        for one in NEW[:300]:
            after[one] |= COMMON
            after[one]["avatar_url"] = "https://pbs.twimg.com/profile_images/1/fans_normal.jpg"

    assert pairs(two_cases(tmp_path, change)) == set()


def test_members_of_one_campaign_are_not_taken_for_each_other(tmp_path: Path) -> None:
    def change(before: dict, after: dict) -> None:
        for one in OLD[:30]:
            before[one] |= {"texts": SCRIPT, "partners": ["11", "12", "13"]}
        for one in NEW[:30]:
            after[one] |= {"texts": SCRIPT, "partners": ["11", "12", "13"]}

    assert pairs(two_cases(tmp_path, change)) == set()


def test_who_is_there_under_its_own_id_does_not_return(tmp_path: Path) -> None:
    before, after = People(OLD, 1), People([*OLD[:5], *NEW[:300]], 2)
    for place in range(10):
        after.of[NEW[place]]["handle"] = before.of[OLD[place]]["handle"]
    old = before.case(tmp_path / "old", {1: OLD[:60]})
    found = find_returning(after.case(tmp_path / "new", {}), numbered(old))
    assert pairs(found) == {(f"twitter:{OLD[place]}", f"twitter:{NEW[place]}") for place in range(5, 10)}


def test_a_long_handle_with_other_digits_is_suggested_and_a_first_name_is_not(tmp_path: Path) -> None:
    def change(before: dict, after: dict) -> None:
        before[OLD[0]]["handle"], after[NEW[0]]["handle"] = "PatriotMary1", "patriot_mary_2020"
        before[OLD[1]]["handle"], after[NEW[1]]["handle"] = "michael82", "michael_90"
        for place in range(2, 7):
            after[NEW[place]]["handle"] = f"loud_eagle_usa{place}"
        before[OLD[2]]["handle"] = "LoudEagleUSA"

    assert pairs(two_cases(tmp_path, change)) == {("twitter:old0", "twitter:new0")}


def test_handles_in_other_scripts_return_as_well(tmp_path: Path) -> None:
    def change(before: dict, after: dict) -> None:
        before[OLD[0]]["handle"] = after[NEW[7]]["handle"] = "صوت_الحقيقة"
        before[OLD[1]]["handle"] = after[NEW[8]]["handle"] = "真実の声です"

    found = two_cases(tmp_path, change)
    assert {(f"twitter:{OLD[0]}", f"twitter:{NEW[7]}"), (f"twitter:{OLD[1]}", f"twitter:{NEW[8]}")} <= pairs(found)


def test_pictures_that_were_saved_anew_are_told_from_others() -> None:
    random = np.random.default_rng(1)
    bits = random.integers(0, 2, (3, 256))
    near = bits[0].copy()
    near[:5] ^= 1
    far = bits[0].copy()
    far[:40] ^= 1
    rows = (*bits, near, far)
    hexed = ["".join(f"{int(''.join(map(str, row[i : i + 4])), 2):x}" for i in range(0, 256, 4)) for row in rows]
    columns = {"kind": "picture", "shown": "a.jpg", "post": None, "uses": None}
    members = pl.DataFrame([{**columns, "known": 1, "account": "t:1", "value": hexed[0]}])
    others = pl.DataFrame(
        [{**columns, "account": f"t:n{place}", "value": value} for place, value in enumerate(hexed[1:])]
        + [{**columns, "account": "t:n9", "value": hexed[0]}]
    )
    shared = _alike_pictures(members, others)
    assert set(shared.select("account", "likeness").rows()) == {("t:n2", "5 of 256 bits differ"), ("t:n9", "equal")}
    assert set(shared["holders"]) == {2}


def test_nothing_known_suggests_nobody(tmp_path: Path) -> None:
    case = People(NEW[:20], 2).case(tmp_path / "new", {})
    found = find_returning(case, Registry())
    assert (found.suggestions.height, found.known_accounts, found.accounts) == (0, 0, 20)
    empty = planted_case(tmp_path / "empty", {}, {})
    old = People(OLD, 1).case(tmp_path / "old", {1: OLD[:60]})
    assert find_returning(empty, numbered(old)).suggestions.height == 0
