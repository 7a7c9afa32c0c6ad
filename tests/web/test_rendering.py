"""Templates: a stranger's text is never markup, moments show the case's zone, files change address with content."""

import pytest
from jinja2 import UndefinedError

from unisono.exports.report.amounts import parse_moment
from unisono.web.rendering import asset, environment, file_of, render


def filled(template: str, zone: str = "UTC", language: str = "en", **values: object) -> str:
    return environment(language, zone).from_string(template).render(values)


def test_text_is_escaped_whichever_filter_shows_it() -> None:
    for shown in ("text", "text|user", "text|words", "text|plainly", "text|shorten(40)|user", "text|string"):
        page = filled("<p>{{ " + shown + " }}</p>", text='"><img src=x onerror=alert(1)>')
        assert "<img" not in page and '">' not in page.replace('dir="auto">', "")


def test_hidden_characters_are_spelled_out_and_addresses_broken() -> None:
    assert "U+202E" in filled("{{ text|words }}", text="\u202eabc")
    assert "[U+202E]" in filled("{{ text|plainly }}", text="\u202eabc")
    assert "hxxps://evil[.]example" in filled("{{ text|words }}", text="https://evil.example")


def test_moments_are_in_the_zone_of_the_case_with_utc_for_machines() -> None:
    page = filled("{{ '2018-06-01T12:00:00Z'|moment }}", zone="Europe/Berlin")
    assert "14:00" in page and 'datetime="2018-06-01T12:00:00Z"' in page


def test_a_moment_of_a_card_is_read_from_its_text() -> None:
    assert parse_moment(None) is None
    assert str(parse_moment("2018-06-01T12:00:00Z")) == "2018-06-01 12:00:00+00:00"


def test_a_value_that_is_not_given_is_an_error_and_no_empty_place() -> None:
    with pytest.raises(UndefinedError):
        filled("{{ nobody_gave_this }}")


def test_the_address_of_a_file_changes_with_its_content() -> None:
    assert asset("page.js").startswith("/static/page.js?v=") and len(asset("page.js").split("=")[1]) == 12
    assert file_of("report.css").is_file() and file_of("workbench.css").is_file()


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_the_page_says_its_language(language: str) -> None:
    values = {"wanted": "/", "is_wrong": False, "theme": ""}
    assert f'<html lang="{language}"' in render("login.html.j2", values, language=language, zone="UTC")
