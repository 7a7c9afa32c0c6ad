"""Whatever a world says is invented: no real place, no real organisation, no address that anybody could own."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import unisono.worlds
from unisono.worlds import World
from unisono.worlds.stories import STORIES, Story, build_story

SOURCES = Path(unisono.worlds.__file__).parent
FORMAT_FILES = ("crowdtangle.py",)  # an export's own addresses, zones and column names
REAL = """
Afghanistan Argentina Armenia Australia Austria Azerbaijan Belarus Belgium Bolivia Brasil Brazil Bulgaria Canada Chile
China Colombia Croatia Cuba Denmark Ecuador Egypt England España Estonia Ethiopia Finland France Georgia Germany Ghana
Greece Guatemala Haiti Honduras Hungary India Indonesia Iran Iraq Ireland Israel Italy Japan Jordan Kazakhstan Kenya
Kosovo Kuwait Latvia Lebanon Libya Lithuania Malaysia México Mexico Moldova Mongolia Morocco Myanmar Netherlands
Nicaragua Nigeria Norway Pakistan Palestine Panama Paraguay Peru Philippines Poland Portugal Qatar Romania Russia Rwanda
Serbia Singapore Slovakia Slovenia Somalia Spain Sudan Sweden Switzerland Syria Taiwan Tanzania Thailand Tunisia Turkey
Uganda Ukraine Uruguay Venezuela Vietnam Yemen Zimbabwe Россия Украина Беларусь Китай
Amsterdam Ankara Athens Baghdad Bangkok Barcelona Beijing Beirut Berlin Bilbao Bogotá Brussels Bucharest Budapest Cairo
Caracas Chicago Córdoba Damascus Delhi Dublin Guayaquil Hamburg Havana Helsinki Istanbul Jakarta Jerusalem Kabul Karachi
Kyiv Lima Lisbon Lisboa London Madrid Maracaibo Manila Medellín Miami Milan Minsk Montevideo Moscow Mumbai Munich
Nairobi Oslo Paris Porto Prague Quito Riyadh Rome Santiago Seoul Sevilla Shanghai Sofia Stockholm Sydney Tehran Tokyo
Toronto Tripoli Valencia Vienna Warsaw Washington Zürich Москва Москве Казань Казани Киев Минск Петербург Новосибирск
Porteño Porteña Chavista Peronista Labour Tories Democrats Republicans Kremlin Pentagon
Reuters Guardian BBC CNN Telesur Solvay Bloomberg OpenWeather TweetDeck OpenLibraries WalkAway WalkingAway
"""
HOST = re.compile(r"https?://([^/\s\"'\\]+)")  # "{}": a site whose own name is in the sources as well


def literals() -> Iterator[tuple[Path, str]]:
    """Yield every text that the sources of worlds hold, docstrings left out; what is filled in stands as {}."""
    for path in sorted(SOURCES.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                yield path, "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
                yield path, node.value


def test_no_word_list_names_a_real_place_or_organisation() -> None:
    real = {name.casefold() for name in REAL.split()}
    for path, text in literals():
        if path.name in FORMAT_FILES:
            continue
        words = re.findall(r"\w+", re.sub(r"(?<=[a-zñ])(?=[A-Z])", " ", text))  # tags are words without spaces
        found = {word for word in (*words, *re.findall(r"\w+", text)) if word.casefold() in real}
        assert not found, f"{path.name}: {found} in {text[:80]!r}"


def test_every_address_in_the_sources_is_a_reserved_one() -> None:
    whole = [(path, text) for path, text in literals() if text.count("/") > 2 or ".example" in text]
    addresses = [(path.name, host) for path, text in whole for host in HOST.findall(text)]
    assert len(addresses) > 8
    assert {host for name, host in addresses if name not in FORMAT_FILES and not host.endswith(".example")} <= {"{}"}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_every_link_of_a_story_leads_to_a_reserved_domain(story_worlds: dict[str, World], story: Story) -> None:
    urls = story_worlds[story.name].posts["urls"].explode(empty_as_null=False, keep_nulls=False).unique()
    hosts = [host for url in urls for host in HOST.findall(url)]
    assert len(hosts) == len(urls) > 0
    assert all(host.endswith(".example") for host in hosts)


def test_telephone_numbers_of_advertisements_cannot_be_called(story_worlds: dict[str, World]) -> None:
    texts = story_worlds["amplified-post"].posts["text"].drop_nulls()
    numbers = [found for text in texts.unique() for found in re.findall(r"(?:\d+-)+\d{2,}", text)]
    assert numbers
    assert all(number.startswith(("000-", "8-000-")) for number in numbers)


@pytest.fixture(scope="module")
def story_worlds() -> dict[str, World]:
    return {story.name: build_story(story, seed=5) for story in STORIES}
