"""The texts that several accounts published, alike or nearly so, those of most accounts first."""

from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.posts.folding import fold_words, sought
from unisono.web.shown import Shown


def view(asked: Asked) -> Shown:
    """Show a page of the texts."""
    card = asked.card("texts")
    words = asked.query.get("words", "").strip()
    pieces = sought(words)
    rows = [row for row in card["texts"] if all(piece in fold_words(row["template"]) for piece in pieces)]
    number = min(asked.page_number, max(1, -(-len(rows) // asked.rows_shown)))
    values = {
        "card": card,
        "rows": rows[(number - 1) * asked.rows_shown : number * asked.rows_shown],
        "total": len(rows),
        "words": words,
        "is_scanned": asked.run is not None,
    }
    return Shown("subjects/texts.html.j2", values, rows)


PAGE = Page("/texts", view)
