"""A list is the claim of whom it names, as a whole or in its rows."""

import pytest

from unisono.cases.watchlists import Member, Watchlist
from unisono.dossiers.watchlist.whose import whose_list


@pytest.mark.parametrize(
    ("source", "of_rows", "whose"),
    [
        ("Institute", ("desk",), "Institute"),
        (None, ("desk", None, "desk"), "desk"),
        (None, ("desk", "press", None), "desk and 1 other source"),
        (None, ("desk", "press", "Institute"), "desk and 2 other sources"),
        (None, (None,), None),
    ],
)
def test_the_source_of_the_list_counts_else_those_of_its_rows(
    source: str | None, of_rows: tuple[str | None, ...], whose: str | None
) -> None:
    members = tuple(Member(handle=f"m{number}", source=one) for number, one in enumerate(of_rows))
    assert whose_list(Watchlist("desk", members, source=source)) == whose
