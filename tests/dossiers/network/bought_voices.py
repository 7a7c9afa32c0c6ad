"""A case of accounts that advertise for many shops and then pass on a party's posts, among others who bake bread."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.dossiers.written_case import START, write_case
from unisono.cases import Case

TURNED_DAY = 20
DAYS = 30
VOICES = tuple(f"v{number}" for number in range(4))
TURNED_AT = START + timedelta(days=TURNED_DAY)
SHOPS = 8


def bought_voices(folder: Path) -> Case:
    """Return the case: each voice posts one text a day, the same as the others; others post two of their own."""
    rows: list[dict[str, Any]] = []
    for day in range(DAYS):
        minutes = day * 1440
        shop = day % SHOPS
        advert = {"text": f"Order now, item {day} for {day + 3} €", "urls": [f"https://shop-{shop}.example/{day}"]}
        party = {"text": f"The candidate speaks on question {day} of the election"}
        said = advert if day < TURNED_DAY else party
        rows += [{"account": voice, "minutes": minutes + place, **said} for place, voice in enumerate(VOICES)]
        rows += [
            {"account": f"o{place}", "minutes": minutes + 60 + place, "text": f"Loaf {day}.{place} is in the oven"}
            for place in range(2)
        ]
    profiles = [{"account_id": "v0", "handle": "h_v0", "bio": "A bot that posts offers"}]
    return write_case(folder, rows, profiles)
