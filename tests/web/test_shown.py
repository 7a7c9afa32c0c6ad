"""What a page is made of."""

from unisono.web.shown import NothingThere, Shown, StillComputing


def test_a_page_has_no_values_no_rows_and_all_is_well_unless_it_says_so() -> None:
    shown = Shown("home.html.j2")
    assert (dict(shown.values), list(shown.rows), shown.status) == ({}, [], 200)


def test_what_is_being_computed_and_what_is_missing_are_told() -> None:
    assert StillComputing("account twitter:1").what == "account twitter:1"
    assert str(NothingThere("No account has this id.")) == "No account has this id."
