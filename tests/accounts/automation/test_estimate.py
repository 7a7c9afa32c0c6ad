"""Estimates depend on an account's acts alone, have an interval and reasons, and know reposting from talking."""

import numpy as np
import polars as pl

from tests.accounts.automation.acting import chatty, known, posts_of, reposting
from unisono.accounts.automation.act_features import count_acts, count_blocks
from unisono.accounts.automation.curves import act_curves
from unisono.accounts.automation.estimate import ESTIMATES, NORMAL_95, STRETCHES, estimate_automation, with_intervals
from unisono.accounts.known import KnownAccounts

TALKERS = {f"twitter:t{number}": chatty(number, 400) for number in range(6)}
REPOSTERS = {f"twitter:r{number}": reposting(number, 400) for number in range(6)}
CASE = {**TALKERS, **REPOSTERS, "twitter:new": "ACT"}


def test_accounts_that_repost_and_post_in_bunches_are_estimated_above_those_that_talk() -> None:
    found = estimate_automation(known(CASE))
    assert found.schema == pl.Schema(ESTIMATES)
    value = dict(found.select("account", "estimate").iter_rows())
    assert min(value[account] for account in REPOSTERS) > max(value[account] for account in TALKERS) + 0.3
    assert value["twitter:new"] is None
    said = found.drop_nulls("estimate")
    assert said.height == len(TALKERS) + len(REPOSTERS)
    assert said.select((pl.col("low") < pl.col("estimate")) & (pl.col("estimate") < pl.col("high"))).to_series().all()
    assert said["n"].unique().to_list() == [400]


def test_the_strongest_signals_say_what_was_counted() -> None:
    row = estimate_automation(known(CASE), ["twitter:r1"]).row(0, named=True)
    assert 1 <= len(row["strongest"]) <= 3
    reposts = next(one for one in row["strongest"] if one["signal"] == "reposts")
    share = CASE["twitter:r1"].count("C") / 4
    assert reposts == {"signal": "reposts", "value": f"{share:.0f} % of 400 acts", "pushes": "raises it"}


def test_estimates_do_not_depend_on_the_order_of_rows_or_on_who_else_is_asked_for() -> None:
    posts = posts_of(CASE)
    whole = estimate_automation(KnownAccounts(posts))
    shuffled = estimate_automation(KnownAccounts(posts.sample(fraction=1.0, shuffle=True, seed=3)))
    assert whole.equals(shuffled)
    asked = ["twitter:r3", "twitter:t0", "twitter:r3"]
    some = estimate_automation(KnownAccounts(posts), asked)
    assert some["account"].to_list() == asked
    rows = {row["account"]: row for row in whole.iter_rows(named=True)}
    assert list(some.iter_rows(named=True)) == [rows[account] for account in asked]


def test_an_account_is_estimated_alike_whatever_others_do() -> None:
    more = {**CASE, "twitter:other": chatty(50, 900)}
    before = estimate_automation(known(CASE), ["twitter:t1"])
    assert before.equals(estimate_automation(known(more), ["twitter:t1"]))


def test_an_empty_case_has_no_estimates() -> None:
    assert estimate_automation(known({"twitter:1": "A"}), []).height == 0
    nobody = KnownAccounts(posts_of({"twitter:1": "A"}).clear())
    assert estimate_automation(nobody).schema == pl.Schema(ESTIMATES)
    assert estimate_automation(nobody).height == 0


def test_an_interval_is_that_of_the_fits_the_stretches_and_the_change_of_accounts() -> None:
    curves = act_curves()
    acts = np.array(["ACT".index(letter) for letter in CASE["twitter:t2"]], np.int8)
    start = np.array([0, len(acts)])
    (value, low, high), *rest = with_intervals(
        curves, count_acts(acts, start), count_blocks(acts, start, STRETCHES)
    ).tolist()
    assert not rest
    fits = curves.logits(count_acts(acts, start).features())[0]
    whole = count_acts(acts, start)
    left_out = []
    for block in range(STRETCHES):
        stretch = np.arange(len(acts)) * STRETCHES // len(acts)
        kinds = np.bincount(acts[stretch != block], minlength=3)
        pairs = np.zeros((3, 3))
        for place in range(1, len(acts)):
            pairs[acts[place - 1], acts[place]] += stretch[place] != block
        left_out.append(curves.logits(type(whole)(kinds[None].astype(float), pairs[None]).features())[0, 0])
    of_acts = sum((one - np.mean(left_out)) ** 2 for one in left_out) * (STRETCHES - 1) / STRETCHES
    half = NORMAL_95 * np.sqrt(fits[1:].var() + of_acts + 100 / len(acts))
    logits = [fits[0], fits[0] - half, fits[0] + half]
    np.testing.assert_allclose([value, low, high], [1 / (1 + np.exp(-one)) for one in logits], rtol=1e-9)


def test_more_acts_of_the_same_kind_make_the_interval_narrower() -> None:
    case = known({**CASE, "twitter:few": chatty(77, 250), "twitter:many": chatty(77, 250) * 8})
    found = estimate_automation(case, ["twitter:few", "twitter:many"])
    widths = (found["high"] - found["low"]).to_list()
    assert widths[1] < widths[0]
