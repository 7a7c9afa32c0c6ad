"""The card of an account names the person it is declared to be, and the other accounts."""

from unisono.cases import Case
from unisono.cases.same_persons import SamePerson, keep_same_person
from unisono.dossiers.account.same_person import describe_same_person


def test_the_others_and_the_reason_are_told_and_nothing_where_nobody_has_declared_it(known_lives: Case) -> None:
    link = SamePerson("Ana", ("twitter:sleeper", "twitter:quiet"), "one telephone number")
    assert describe_same_person(known_lives, "twitter:sleeper") is None
    keep_same_person(known_lives.path, link)
    told = {"person": "Ana", "accounts": ["twitter:quiet"], "because": "one telephone number"}
    assert describe_same_person(known_lives, "twitter:sleeper") == told
    assert describe_same_person(known_lives, "twitter:nobody") is None
    (known_lives.path / "same_persons").joinpath("Ana.json").unlink(missing_ok=True)
