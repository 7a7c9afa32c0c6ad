"""Fifty texts in every field of posts and profiles become no element, no attribute and no script of any page."""

import csv
import io
import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from tests.web.pages_of_case import addresses_of_pages
from tests.web.security.hostile_case import hostile_case, tweets
from tests.web.security.hostile_texts import HARMLESS, HOSTILE
from tests.web.workbench import signed_in
from unisono.api.open_case import open_case

ADDRESSES = ("href", "src", "action", "formaction", "poster", "data", "xlink:href", "srcset", "cite", "background")
FORMULA_SIGNS = tuple("=+-@\t\r＝＋－＠")
Written = set[tuple[str, str]]


class Markup(HTMLParser):
    """The elements and attributes of a page, and what no page may have."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__(convert_charrefs=True)
        self.written: Written = set()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.written.add((tag, ""))
        for name, value in attrs:
            self.written.add((tag, name))
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.faults.append(f"<{tag} {name}={value!r}>")
            if name in ADDRESSES and not leads_to_the_workbench(value or ""):
                self.faults.append(f"<{tag} {name}={value!r}>")


def leads_to_the_workbench(address: str) -> bool:
    """Say whether an address is one of the workbench's own."""
    parts = urlsplit(address.strip())
    is_own_path = not parts.scheme and not parts.netloc and address[:1] in ("/", "#", "?")
    return (is_own_path and not address.startswith("//")) or address.startswith("data:image/")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def hostile(folder: Path) -> Path:
    (folder / "h").mkdir()
    return hostile_case(folder / "h", HOSTILE)


@pytest.fixture(scope="module")
def harmless(folder: Path) -> Path:
    (folder / "x").mkdir()
    return hostile_case(folder / "x", HARMLESS, "posts.jsonl")


@pytest.fixture(scope="module")
def client(hostile: Path, harmless: Path) -> Iterator[TestClient]:
    with signed_in(hostile, harmless) as client:
        yield client


def pages(client: TestClient, name: str, folder: Path) -> Iterator[tuple[str, str, Markup]]:
    """Yield the path of each page, an address of it, and what is written there."""
    for path, addresses in addresses_of_pages(name, folder).items():
        for address in addresses:
            answer = client.get(address, headers={"accept": "text/html"})
            assert answer.status_code == 200, f"{answer.status_code} for {address}: {answer.text[:2000]}"
            markup = Markup()
            markup.feed(answer.text)
            yield path, address, markup


def test_strangers_words_write_no_element_and_no_attribute(client: TestClient, hostile: Path, harmless: Path) -> None:
    known: dict[str, Written] = {}
    for path, _, markup in pages(client, "case-2", harmless):
        known.setdefault(path, set()).update(markup.written)
        assert not markup.faults
    everywhere = set().union(*known.values())
    for path, address, markup in pages(client, "case", hostile):
        assert not markup.faults, f"{address}: {markup.faults}"
        # A page may have a part of another one, such as a table that the harmless case has on no page of this kind.
        strange = markup.written - known[path] - everywhere
        assert not strange, f"{address}: {strange}"


def test_no_cell_of_any_table_is_a_formula(client: TestClient, hostile: Path) -> None:
    cells = 0
    for addresses in addresses_of_pages("case", hostile).values():
        for address in addresses[:2]:
            answer = client.get(f"{address}{'&' if '?' in address else '?'}as=csv")
            assert answer.status_code == 200, f"{answer.status_code} for {address}"
            for row in csv.reader(io.StringIO(answer.text)):
                for cell in row:
                    cells += 1
                    assert cell[:1] not in FORMULA_SIGNS or is_number(cell), f"{address}: {cell[:80]!r}"
    assert cells > 1_000


def is_number(cell: str) -> bool:
    """Say whether a cell is a number, whose minus is none of a formula."""
    try:
        float(cell)
    except ValueError:
        return not cell
    return True


def test_what_turns_or_hides_letters_is_spelled_out(client: TestClient, hostile: Path) -> None:
    page = client.get("/case/case/posts", params={"words": "gnp.exe"}).text
    assert "\u202e" not in page and "\u2066" not in page and "\u200b" not in page
    assert "U+202E" in page


def test_texts_that_no_program_expects_are_shown_and_searched(folder: Path) -> None:
    odd = {
        "1": "a lone \ud800 surrogate, cut by a program",
        "2": "nothing \u0000 stands here",
        "3": "long " * 200_000,
        "4": "مرحبا \u202eabc\u202c שלום",
        "5": "tower a" + "\u0301" * 5_000,
    }
    lines = [
        json.dumps(tweet | {"id_str": number, "full_text": text})
        for (number, text), tweet in zip(odd.items(), tweets(HARMLESS), strict=False)
    ]
    (folder / "odd.jsonl").write_text("\n".join(lines), encoding="ascii")
    case = open_case(folder / "odd")
    stored = case.add(folder / "odd.jsonl", format="twitter_v1").stored
    with signed_in(case.path) as client:
        page = client.get("/case/odd/posts")
        assert page.status_code == 200 and "\x00" not in page.text and "\u202e" not in page.text
        assert "Whole text, 1,000,000 letters" in page.text, "a megabyte of one text is folded"
        for number in list(odd)[:stored]:
            assert client.get(f"/case/odd/post/twitter:{number}").status_code in (200, 404)
        for words in ("lone", "\x00", "\u202e", "x" * 5_000, '"unclosed', "%", "_", "\\"):
            for name in ("posts", "search"):
                assert client.get(f"/case/odd/{name}", params={"words": words}).status_code in (200, 404)
