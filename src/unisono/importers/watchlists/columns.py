"""Which column of a list holds what, guessed from the names that people give to columns."""

from collections.abc import Mapping

from unisono.importers.tables.column_guessing import NAMES, shorten_name
from unisono.importers.watchlists.naming import name_account
from unisono.importers.watchlists.rows import ListRows

COLUMN_NAMES: dict[str, str] = {
    "account_id": "id idstr twitterid " + NAMES["account_id"],
    "handle": "twitterhandle twitter instagram telegram " + NAMES["handle"],
    "account": "accounts profile profileurl accounturl userurl accountlink profilelink url link address cuenta perfil "
    "konto compte حساب アカウント аккаунт",
    "platform": NAMES["platform"] + " plattform plataforma plateforme",
    "reason": "reason reasons why because grounds rationale justification note notes comment comments remark remarks "
    "motivo razón grund begründung raison motif причина سبب 理由 原因",
    "evidence": "evidence proof evidenceurl evidencelink archive archiveurl reference references prueba pruebas beleg "
    "belege preuve доказательство دليل 証拠 证据",
    "date": "date listedat dateadded addedat addedon listedon dateoflisting added observedat day fecha datum дата "
    "تاريخ 日付 日期",
    "added_by": "addedby listedby reviewer researcher analyst annotator coder by",
    "source": "source sources publisher publishedby attributedby fuente quelle источник مصدر 出典",
    "membership": "membership type status relation how class category",
}  # fmt: skip
"""Names in order of trust, in small letters without blanks and signs."""

FIELDS = tuple(COLUMN_NAMES)
ROWS_LOOKED_AT = 100
LEAST_NAMED = 0.5


def guess_list_columns(rows: ListRows, mapping: Mapping[str, str]) -> dict[str, str]:
    """Return our field -> column for every field that a column seems to hold; `mapping` has those that are known.

    No column is used twice. Where no column has a name for accounts, the one whose cells look most like accounts is it.
    """
    names: dict[str, str] = {}
    for column in rows.columns:
        names.setdefault(shorten_name(column), column)
    found = dict(mapping)
    named_by_hand = {"account", "account_id", "handle"} & set(mapping)
    for our_field, known in COLUMN_NAMES.items():
        if our_field in found or (named_by_hand and our_field in ("account", "account_id", "handle")):
            continue
        fitting = [names[name] for name in (shorten_name(our_field), *known.split()) if name in names]
        free = next((column for column in fitting if column not in found.values()), None)
        if free is not None:
            found[our_field] = free
    if not {"account", "account_id", "handle"} & set(found):
        free_columns = [column for column in rows.columns if column not in mapping.values()]
        best = max(free_columns, key=lambda column: _share_named(rows, column), default=None)
        if best is not None and (len(rows.columns) == 1 or _share_named(rows, best) >= LEAST_NAMED):
            found = {name: column for name, column in found.items() if column != best} | {"account": best}
    return found


def _share_named(rows: ListRows, column: str) -> float:
    """Return the share of cells that can be nothing but accounts: @handle, platform:id, an address, a long number."""
    cells = [cell for row in rows.rows[:ROWS_LOOKED_AT] if (cell := (row.get(column) or "").strip())]
    return sum(_is_surely_account(cell) for cell in cells) / len(cells) if cells else 0.0


def _is_surely_account(cell: str) -> bool:
    named = name_account(cell)
    is_marked = cell.startswith(("@", "＠")) or (named.platform is not None) or (cell.isdecimal() and len(cell) > 7)
    return named.refused is None and is_marked
