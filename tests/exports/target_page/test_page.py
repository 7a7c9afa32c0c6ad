"""The page for the person attacked: one file, no script, the words behind a summary, nothing of strangers alive."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.detectors.targets.planted_attacks import write_posts
from tests.dossiers.target.attacked_case import START, attacked_case
from unisono.cases import SourceRecord, create_case
from unisono.cases.targets import Target, add_target
from unisono.dossiers.target.material import read_material
from unisono.exports.target_page import render_target_page, write_target_page
from unisono.model.batches import Batch
from unisono.model.errors import UsageError


class Reader(HTMLParser):
    """Collects tags, and texts by whether they stand inside of details.words (but for the summary)."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.shown = ""
        self.hidden = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "rect"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "details" in self.open and "summary" not in self.open:
            self.hidden += data
        else:
            self.shown += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


def test_the_words_are_hidden_until_asked_and_everything_else_is_shown(tmp_path: Path) -> None:
    case = attacked_case(tmp_path / "case")
    page = read(render_target_page(read_material(case, case.latest_run(), "Ilva")))
    assert "kill you" not in page.shown
    assert page.hidden.count("I will kill you") == 248
    details = [attributes for tag, attributes in page.tags if tag == "details"]
    assert len(details) == 249
    assert not any("open" in attributes for attributes in details)
    for said in (
        "What you can keep as evidence",
        "Where to get help",
        "What is known, and what is not",
        "massive",
        "@h500",
    ):
        assert said in page.shown
    assert "Of 2 massive episodes against the 2 people or groups that this case looks at, 1 hit you" in page.shown


def test_the_page_loads_nothing_and_runs_nothing(tmp_path: Path) -> None:
    html = render_target_page(read_material(attacked_case(tmp_path / "case"), None, "Rosa"))
    page = read(html)
    assert not {tag for tag, _ in page.tags} & {"script", "img", "link", "iframe", "form", "object"}
    assert not [name for _, attributes in page.tags for name in attributes if name in ("style", "src", "onclick")]
    assert all(str(attributes["href"]).startswith("#") for tag, attributes in page.tags if tag == "a")
    assert "default-src 'none'" in html
    assert "http://" not in html
    assert "https://" not in html
    assert "@media print" in html
    assert "details.words { display: none; }" in html
    assert "prefers-color-scheme: dark" in html


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_no_text_of_strangers_becomes_a_tag(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    case = create_case(tmp_path_factory.mktemp("cases") / "case")
    words = f"Ilva, you idiot <script>alert(1)</script></details> {text}"
    case.append(
        [Batch(posts=write_posts([{"account": 1, "at": START, "text": words}]))], SourceRecord("<b>.csv", "ab" * 32)
    )
    add_target(case.path, Target("Ilva"))
    page = read(render_target_page(read_material(case, None, "Ilva")))
    assert "script" not in {tag for tag, _ in page.tags}
    assert "b" not in {tag for tag, _ in page.tags}
    assert [tag for tag, _ in page.tags].count("details") == 1


def test_arabic_words_have_their_own_direction(tmp_path: Path) -> None:
    page = read(render_target_page(read_material(attacked_case(tmp_path / "case"), None, "Ilva")))
    quotes = [attributes for tag, attributes in page.tags if tag == "blockquote"]
    assert all(attributes["dir"] == "auto" for attributes in quotes)


def test_the_same_case_gives_the_same_file_and_none_is_replaced(tmp_path: Path) -> None:
    material = read_material(attacked_case(tmp_path / "case"), None, "Ilva")
    one, two = (write_target_page(material, tmp_path / name) for name in ("a.html", "b.html"))
    assert one["sha256"] == two["sha256"]
    with pytest.raises(UsageError, match="left as it is"):
        write_target_page(material, tmp_path / "a.html")


def test_a_case_without_posts_has_a_page_as_well(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    add_target(case.path, Target("Ilva"))
    assert "came at once in far larger numbers" in render_target_page(read_material(case, None, "Ilva"))
