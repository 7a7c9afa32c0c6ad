"""The report on paper: whole, tagged, dated by its run, and blind to network and files."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import ImageFile
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from tests.exports.report.invented import Shape, build_case, names_of
from unisono.exports import optional_library
from unisono.exports.report import render_report
from unisono.exports.report.pdf import render_pdf, rendering, require_pdf
from unisono.model.errors import UsageError

STARTED = "2026-11-22T03:00:17Z"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    case, run = build_case(tmp_path_factory.mktemp("pdf") / "case", [Shape(5, 6)])
    return {profile: render_report(case, run, profile) for profile in ("internal", "public")}


@pytest.fixture(scope="module")
def internal(pages: dict[str, str]) -> bytes:
    return render_pdf(pages["internal"], STARTED)


def elements_below(element: DictionaryObject) -> Iterator[DictionaryObject]:
    """Yield every element of a tagged file."""
    below = element.get("/K", ())
    for one in below if isinstance(below, list) else [below]:
        found = one.get_object()
        if isinstance(found, DictionaryObject) and "/S" in found:
            yield found
            yield from elements_below(found)


def text_of(content: bytes) -> str:
    """Return the words of a file; pypdf leaves zero bytes between some letters."""
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\0", "").split())


def test_it_has_title_language_tags_and_the_time_of_its_run(internal: bytes) -> None:
    pdf = PdfReader(io.BytesIO(internal))
    assert pdf.metadata is not None
    assert str(pdf.metadata.title).endswith("(Unisono report)")
    assert str(pdf.metadata["/CreationDate"]).startswith("D:202611220300")
    root = pdf.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_every_figure_has_words_for_who_cannot_see_it(internal: bytes) -> None:
    root = PdfReader(io.BytesIO(internal)).trailer["/Root"]["/StructTreeRoot"]
    figures = [one for one in elements_below(root) if one.get("/S") == "/Figure"]
    assert len(figures) >= 2
    assert all(str(one["/Alt"]).strip() for one in figures)


def test_it_says_what_the_page_says_with_numbered_pages(internal: bytes) -> None:
    told = text_of(internal)
    assert "1 network: 5 accounts acted together" in told
    assert "Settings and method" in told
    assert re.search(r"\b1 / \d+", told)
    assert "Switch light and dark" not in told


def test_a_public_copy_is_public_on_paper_too(pages: dict[str, str]) -> None:
    content = render_pdf(pages["public"], STARTED)
    told = text_of(content)
    assert "Public copy" in told
    for account, handle, _ in names_of(1, 5):
        assert account not in told
        assert handle not in told


def test_the_page_can_load_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.css"
    secret.write_text("body::before { content: 'read from a file' }")
    page = (
        f"<html lang=en><head><title>t</title><link rel=stylesheet href='{secret.as_uri()}'></head>"
        f"<body><p>words</p><object data='{secret.as_uri()}'>nothing there</object>"
        f"<iframe src='http://127.0.0.1:9/'></iframe></body></html>"
    )
    told = text_of(render_pdf(page))
    assert "words" in told
    assert "read from a file" not in told


def test_a_library_that_is_missing_is_told_with_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    def without_pango(name: str, extra: str) -> None:
        raise OSError(f"cannot load library 'libpango-1.0-0' for {name} of {extra}\nmore")

    monkeypatch.setattr(optional_library.importlib, "import_module", missing)
    with pytest.raises(UsageError, match=r"pip install 'unisono\[pdf\]'"):
        require_pdf()
    monkeypatch.setattr(rendering, "optional_library", without_pango)
    with pytest.raises(UsageError, match="sudo apt-get install libpangoft2") as told:
        require_pdf()
    assert "\n" not in str(told.value)


def test_pictures_that_break_off_are_still_no_whole_ones() -> None:
    require_pdf()
    assert not ImageFile.LOAD_TRUNCATED_IMAGES
