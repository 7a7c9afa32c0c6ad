"""Nothing is said where acts are few, elsewhere, not collected, out of order, or like nobody's; and why is said."""

import numpy as np
import polars as pl
import pytest

from tests.accounts.automation.acting import START, chatty, known, posts_of, profile, reposting
from unisono.accounts.automation.abstaining import FEWEST_ACTS, count_unordered, share_collected
from unisono.accounts.automation.act_features import acts_of
from unisono.accounts.automation.estimate import estimate_automation
from unisono.accounts.known import KnownAccounts

TALK = {f"twitter:talk{number}": chatty(number, 300) for number in range(3)}


def why(case: KnownAccounts, account: str) -> str | None:
    row = estimate_automation(case, [account]).row(0, named=True)
    assert (row["estimate"] is None) == (row["cannot_say"] is not None)
    assert (row["low"] is None) == (row["high"] is None) == (row["estimate"] is None)
    said: str | None = row["cannot_say"]
    return said


def test_talkers_with_acts_enough_have_an_estimate() -> None:
    assert [why(known(TALK), account) for account in TALK] == [None] * len(TALK)


@pytest.mark.parametrize(("acts", "silent"), [(FEWEST_ACTS - 1, True), (FEWEST_ACTS, False)])
def test_one_act_too_few_is_too_few(acts: int, silent: bool) -> None:
    said = why(known({**TALK, "twitter:new": chatty(9, acts)}), "twitter:new")
    assert said == (f"it has {acts} acts and {FEWEST_ACTS} are needed" if silent else None)


def test_an_account_that_is_not_in_the_case_has_no_posts() -> None:
    row = estimate_automation(known(TALK), ["twitter:nobody"]).row(0, named=True)
    assert (row["account"], row["n"]) == ("twitter:nobody", 0)
    assert row["cannot_say"] == "it has no posts with a time in the case"


def test_other_platforms_are_not_judged() -> None:
    case = known({**TALK, "mastodon:1": chatty(4, 300), "unknown:1": chatty(5, 300)})
    assert why(case, "mastodon:1") == "the estimate was fitted on accounts of Twitter only"
    assert str(why(case, "unknown:1")).startswith("the case does not say on which platform it posts, and the estimate")


def test_a_case_without_replies_does_not_show_what_accounts_choose() -> None:
    case = known({account: acts.replace("T", "A") for account, acts in TALK.items()})
    assert why(case, "twitter:talk1") == (
        "the case holds hardly any replies, so it does not show which of its acts an account chooses"
    )


def test_a_case_of_reposts_alone_says_nothing_of_anybody() -> None:
    case = known({"twitter:1": "C" * 400, "twitter:2": "C" * 400})
    assert "hardly any posts of their own and replies" in str(why(case, "twitter:1"))


def test_replies_on_another_platform_do_not_make_up_for_missing_ones() -> None:
    without = {account: acts.replace("T", "A") for account, acts in TALK.items()}
    case = known({**without, "mastodon:1": "T" * 500})
    assert "hardly any replies" in str(why(case, "twitter:talk1"))


def test_acts_that_share_moments_have_no_order() -> None:
    posts = posts_of(TALK)
    by_day = posts.with_columns(pl.col("created_at").dt.truncate("1d"), created_at_precision=pl.lit("day"))
    assert why(KnownAccounts(by_day), "twitter:talk1") == (
        "many of its acts share a moment with others, so their order is not known"
    )


def test_reposts_in_one_second_are_in_order_and_other_acts_beside_them_are_not() -> None:
    acts = {**TALK, "twitter:spree": "C" * 150 + "A" * 6 + "AAACCC" + "C" * 138, "twitter:mixed": "AC" * 150}
    posts = posts_of(acts).with_columns(
        pl.when(pl.col("account_id").is_in(["spree", "mixed"]))
        .then(pl.col("created_at").dt.truncate("1h"))
        .otherwise("created_at")
    )
    case = KnownAccounts(posts)
    counts = count_unordered(case.timelines, acts_of(case.timelines))
    found = dict(zip(case.timelines.accounts, counts.tolist(), strict=True))
    assert found["twitter:spree"] == 6
    assert found["twitter:mixed"] == 300
    assert found["twitter:talk1"] == 0
    assert why(case, "twitter:spree") is None
    assert "order is not known" in str(why(case, "twitter:mixed"))


def test_an_account_of_which_the_case_holds_a_small_part_is_not_judged() -> None:
    # 300 acts in 50 hours; 200,000 posts a year are 1,134 in this time.
    often, seldom = profile("talk1", 2_000_000), profile("talk2", 20_000)
    case = known(TALK, pl.concat([often, seldom]))
    assert why(case, "twitter:talk1") == "the case holds about 3 % of what the account posted in this time"
    assert why(case, "twitter:talk2") is None


def test_the_share_collected_is_the_acts_against_those_of_an_even_life() -> None:
    case = known({"twitter:1": "A" * 145, "twitter:2": "A" * 145, "twitter:3": "A"}, profile("1", 36_500))
    shares = share_collected(case.timelines, case.profiles)
    # 144 gaps of ten minutes are a day, in which 100 posts were to be expected.
    assert shares[0] == pytest.approx(1.45)
    assert np.isnan(shares[1:]).all()


def test_a_profile_without_a_number_of_posts_says_nothing_of_the_share() -> None:
    case = known({"twitter:1": "A" * 300}, profile("1", None))
    assert np.isnan(share_collected(case.timelines, case.profiles)).all()
    assert case.timelines.times[0] == int(START.timestamp()) * 1_000_000


def test_acts_unlike_those_of_any_account_fitted_on_are_named() -> None:
    said = str(why(known({**TALK, "twitter:odd": "AT" * 400, "twitter:fan": reposting(1, 300)}), "twitter:odd"))
    assert said.startswith("unlike any account the estimate was fitted on (")
    assert "reposts: 0 % of 800 acts" in said
