"""Columns of lists are known by the names that people give them."""

from unisono.importers.watchlists.columns import guess_list_columns
from unisono.importers.watchlists.rows import ListRows


def rows(*columns: str, cells: tuple[str, ...] = ()) -> ListRows:
    return ListRows(columns, [dict(zip(columns, cells, strict=True))] if cells else [])


def test_names_of_many_languages_are_known() -> None:
    assert guess_list_columns(rows("Usuario", "Motivo", "Fecha", "Fuente"), {}) == {
        "handle": "Usuario",
        "reason": "Motivo",
        "date": "Fecha",
        "source": "Fuente",
    }
    assert guess_list_columns(rows("Аккаунт", "Причина"), {}) == {"account": "Аккаунт", "reason": "Причина"}


def test_a_column_named_by_hand_is_no_other_field() -> None:
    found = guess_list_columns(rows("handle", "reason", "why"), {"evidence": "reason"})
    assert found == {"evidence": "reason", "handle": "handle", "reason": "why"}


def test_accounts_named_by_hand_are_not_guessed_beside() -> None:
    assert guess_list_columns(rows("handle", "old"), {"account": "old"}) == {"account": "old"}


def test_a_column_without_a_name_is_known_by_what_stands_in_it() -> None:
    assert guess_list_columns(rows("a", "b", cells=("words of mine", "@ann")), {}) == {"account": "b"}
    assert guess_list_columns(rows("a", "b", cells=("words", "more")), {}) == {}
