"""A card as Python and notebooks show it."""

from unisono.api.dossier import Dossier


def test_a_notebook_shows_texts_of_strangers_escaped() -> None:
    card = {"id": "t-1", "posts": 2, "accounts": 2, "template": "<script>", "networked_share": None}
    shown = Dossier("text", card)._repr_html_()
    assert "&lt;script&gt;" in shown
    assert "networked" not in shown


def test_an_account_is_told_by_its_handle_and_what_is_known_escaped() -> None:
    card = {"account_id": "twitter:1", "handle": "<b>", "life": {"posts": 1_234}, "says": ["One.", "Two."]}
    account = Dossier("account", card)
    assert repr(account) == "<Dossier account twitter:1: posts 1,234>"
    shown = account._repr_html_()
    assert "&lt;b&gt;" in shown and "One. Two." in shown


def test_a_post_is_told_by_its_reposts_and_verdict_escaped() -> None:
    card = {"post_id": "twitter:1", "reposts": 1_234, "verdict": "coordinated", "text": "<i>", "handle": None}
    post = Dossier("post", card)
    assert repr(post) == "<Dossier post twitter:1: 1,234 reposts, coordinated>"
    shown = post._repr_html_()
    assert "&lt;i&gt;" in shown and "coordinated" in shown and "handle" not in shown
