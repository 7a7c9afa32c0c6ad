"""Verdicts are said in every language, and in English as the report says them."""

import pytest

from unisono.exports.report.wording import VERDICTS
from unisono.web.verdicts import verdict_in


@pytest.mark.parametrize("name", VERDICTS)
def test_every_verdict_is_said_in_every_language(name: str) -> None:
    assert verdict_in("en")(name) == VERDICTS[name]
    assert len({verdict_in(language)(name) for language in ("en", "de", "es")}) == 3


def test_a_verdict_of_a_later_program_stays_as_it_is() -> None:
    assert verdict_in("de")("unheard_of") == "unheard_of"
