"""Amounts as each language writes them."""

from datetime import UTC, datetime

import pytest

from tests.web.test_rendering import filled

MOMENT = datetime(2018, 6, 3, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "1,234 0.5 1.5\u202f% 3 June 2018 2 days 9 h 2.5 s within 1 min"),
        ("de", "1.234 0,5 1,5\u202f% 3. Juni 2018 2 Tage 9 h 2,5 s binnen 1 min"),
        ("es", "1.234 0,5 1,5\u202f% 3 de junio de 2018 2 días 9 h 2,5 s en 1 min"),
    ],
)
def test_numbers_days_and_spans_follow_the_language(language: str, written: str) -> None:
    template = (
        "{{ 1234|number }} {{ 0.5|probability }} {{ 0.015|share }} {{ at|day }} {{ 172800|duration }} "
        "{{ 32400|duration }} {{ 2.5|duration }} {{ 60|window }}"
    )
    assert filled(template, language=language, at=MOMENT) == written


def test_what_is_not_known_is_a_dash_in_every_language() -> None:
    for language in ("en", "de", "es"):
        assert filled("{{ none|number }}{{ none|day }}{{ none|duration }}", language=language) == "–––"


def test_days_are_those_of_the_zone_of_the_case() -> None:
    assert filled("{{ at|day }}", zone="Asia/Tokyo", language="de", at=MOMENT) == "4. Juni 2018"


def test_any_time_is_said_in_words() -> None:
    assert filled("{{ none|window }}", language="de") == "zu beliebiger Zeit"
