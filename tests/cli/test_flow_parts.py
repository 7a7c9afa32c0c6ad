"""Sentences that the pages of hashtags and links share."""

from pathlib import Path

from unisono.cli.flow_parts import ctm_text, few_accounts_text, innocent_text, share_text, verdict_text

PUSHED = {
    "network": 3,
    "pushers": 8,
    "expected": 0.5,
    "p": 0.00001,
    "q": 0.0001,
    "tested": 40,
    "posts": 90,
    "member_posts": 60,
}
CTM = {"value": 40.0, "r": 50.0, "f": 30.0, "u": 5.0, "reference_n": 60, "reference": "flows", "usual": 31.0}


def test_the_verdict_comes_with_its_numbers_where_something_was_tested() -> None:
    page = {"pushed": PUSHED, "verdict": "coordinated_explained"}
    first, second = verdict_text(page).splitlines()
    assert first.startswith("  Coordinated, and an innocent explanation fits: accounts that acted together carry it")
    assert second.startswith("  8 members of network 3 used it; going by everybody else")
    assert second.endswith("chance gives 0.5 (p = 1e-05, q = 0.0001 over 40 tested).")
    assert "chance gives" not in verdict_text({"pushed": None, "verdict": "nothing_unusual"})
    calm = verdict_text({"pushed": {**PUSHED, "expected": None}, "verdict": "nothing_unusual"})
    assert calm == "  Nothing unusual: networks carry no more of it than chance gives."
    few = {"pushed": PUSHED, "verdict": None, "verdict_cannot_say": "cannot say: 2 posts"}
    assert verdict_text(few) == "  Verdict: cannot say: 2 posts."
    assert (
        verdict_text({"pushed": None, "verdict": None}) == "  Verdict: whether networks carry it is known after a scan."
    )


def test_the_share_has_its_interval_or_says_why_there_is_none() -> None:
    page = {
        "networks": [{"network": 2, "posts": 9, "accounts": 4}],
        "networked_share": 0.5,
        "share_low": 0.4,
        "share_high": 0.6,
        "networked": {"followers": [], "members_share": 0.5},
    }
    assert share_text(page, Path("c")) == (
        "  Networks: 50.0% of the posts (95 %: 40.0% to 60.0%): network 2 (9 posts of 4 accounts)."
    )
    loudest = [{"account_id": "twitter:9", "handle": "nine"}]
    followed = {
        **page,
        "loudest": loudest,
        "networked": {"followers": [{"account": "twitter:9"}], "members_share": 0.45},
    }
    members, with_followers = share_text(followed, Path("c")).splitlines()
    assert members == "  Networks: 45.0% of the posts are by their members: network 2 (9 posts of 4 accounts)."
    assert "With 1 account that follows them" in with_followers
    assert with_followers.endswith("50.0% (95 %: 40.0% to 60.0%): @nine.")
    assert "known after a scan: unisono scan c" in share_text({"networks": None}, Path("c"))
    unknown = {"networks": [], "networked_share": None, "networked": {"cannot_say": "n = 2"}}
    assert share_text(unknown, Path("c")) == "  Networks: cannot say, n = 2."


def test_the_coefficient_has_its_parts_and_its_place_or_abstains() -> None:
    known = ctm_text({"ctm": {**CTM, "percentile": 97.0, "cannot_say": None}})
    assert "(CTM) 40.0 = 50.0/10 + 30.0 + 5.00" in known
    assert "more than 97 % of the flows (n = 60; usual: 31.0)" in known
    assert "cannot say: few" in ctm_text({"ctm": {**CTM, "percentile": None, "cannot_say": "cannot say: few"}})


def test_every_sentence_on_few_accounts_is_told() -> None:
    assert few_accounts_text({"few_accounts": {"says": ["One.", "Two."]}}) == "  One.\n  Two."


def test_measured_explanations_come_before_those_to_look_for() -> None:
    text = innocent_text(
        {
            "innocent": [
                {"explanation": "fan_club", "fit": 0.8, "because": "They post of one star."},
                {"explanation": "one_account", "fit": 0.0, "because": "."},
                {"explanation": "a show", "fit": None, "because": None},
            ]
        }
    )
    assert "  fan club (fit 0.80): They post of one star." in text
    assert "one account" not in text
    assert text.endswith("look for yourself: a show.")
