"""One person's accounts present themselves as the same, in two ways at least."""

import pytest

from tests.networks.innocent.views_by_hand import Act, everyone, of_one, view_of
from unisono.networks.innocent import one_person

fit = of_one(one_person.fit)


def fit_of(*profiles: dict[str, str]) -> float:
    acts = [Act(f"m{number}", "p", number) for number in range(len(profiles))]
    return fit(view_of(acts, profiles=everyone(*profiles))).fit


def test_one_name_and_one_biography_are_one_person() -> None:
    assert fit_of(*[{"display_name": "Ann Lee", "bio": "Painter"}] * 3) == 1.0


def test_one_name_and_handles_that_begin_alike_are_one_person() -> None:
    assert fit_of(*[{"display_name": "Ann Lee", "handle": f"annlee_{n}"} for n in range(4)]) == 1.0


@pytest.mark.parametrize("profile", [{"display_name": "Ann Lee"}, {"bio": "Love my country"}, {"handle": "patriot_1"}])
def test_one_sign_alone_is_not_enough(profile: dict[str, str]) -> None:
    assert fit_of(profile, profile, profile) == 0.0


def test_two_of_four_accounts_alike_explain_half() -> None:
    same = {"display_name": "Ann Lee", "bio": "Painter"}
    assert fit_of(same, same, {"display_name": "Bob", "bio": "Baker"}, {}) == 0.5


def test_seven_accounts_are_more_than_one_person_runs_in_the_open() -> None:
    assert fit_of(*[{"display_name": "Ann Lee", "bio": "Painter"}] * 7) == 0.0


def test_nothing_written_is_not_the_same() -> None:
    assert fit_of({}, {}, {}) == 0.0
    assert fit_of(*[{"display_name": " ", "bio": ""}] * 3) == 0.0


def test_short_handles_do_not_begin_alike() -> None:
    assert fit_of(*[{"display_name": "Ann", "handle": f"an{n}"} for n in range(3)]) == 0.0


def test_accounts_that_the_user_declares_to_be_one_person_s_are_explained_however_many_they_are() -> None:
    found = fit(view_of([Act(f"m{n}", "p", n) for n in range(8)], profiles=everyone(*[{"person": "Ana"}] * 8)))
    assert (found.fit, "declared" in found.because) == (1.0, True)


def test_two_declared_persons_are_not_one_and_a_part_declared_changes_nothing() -> None:
    same = {"display_name": "Ann Lee", "bio": "Painter"}
    assert fit_of(*[{**same, "person": "Ana"}] * 2, *[{**same, "person": "Bea"}] * 2) == 0.0
    assert fit_of(*[{**same, "person": "Ana"}] * 2, same) == 1.0
    assert fit_of({"person": "Ana"}, {"person": "Ana"}, {}) == 0.0


def studio(number: int, bio: str) -> dict[str, str]:
    return {"handle": f"eastudio_{number}", "display_name": f"Name {number}", "bio": bio}


def test_handles_that_begin_alike_and_biographies_that_name_each_other_are_one_person() -> None:
    found = fit(
        view_of(
            [Act(f"m{number}", "p", number) for number in range(4)],
            profiles=everyone(
                *(
                    studio(own, "Art. My accounts: " + " ".join(f"@EAStudio_{n}" for n in range(4) if n != own) + ".")
                    for own in range(4)
                )
            ),
        )
    )
    assert (found.fit, "4 name each other's handles" in found.because) == (1.0, True)


def test_an_address_or_a_server_names_a_handle_too() -> None:
    there = {"handle": "annlee_art@a.example", "display_name": "Ann Lee", "bio": "also https://b.example/@annlee_cats"}
    here = {"handle": "annlee_cats@b.example", "display_name": "Ann Lee", "bio": "My art: @annlee_art@a.example."}
    third = {"handle": "annlee_3", "display_name": "", "bio": "friend of @annlee_art"}
    assert fit_of(there, here, third) == pytest.approx(2 / 3)


def test_naming_others_who_do_not_name_one_back_is_no_sign() -> None:
    chain = [studio(number, f"I like @eastudio_{number + 1} and @eastudio_{number}") for number in range(3)]
    assert fit_of(*chain, studio(3, "Follow @eastudio_33")) == 0.0


def test_biographies_that_name_each_other_are_not_enough_alone() -> None:
    first = {"handle": "ann", "bio": "with @bob_and_co"}
    second = {"handle": "bob_and_co", "bio": "with @ann"}
    assert fit_of(first, second) == 0.0


def test_many_accounts_are_said_to_be_none_of_its_cases() -> None:
    found = fit(view_of([Act(f"m{number}", "p", number) for number in range(7)]))
    assert found.because.startswith("Not applicable to 7 accounts")
