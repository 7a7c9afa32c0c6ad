"""The page says each bar beside what was measured, and is rebuilt from kept lines."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from benchmarks.calibration.bars import all_bars
from benchmarks.calibration.chance import chance_prose, chance_rows
from benchmarks.calibration.claims_tables import pictures_prose
from benchmarks.calibration.figure import draw_recall
from benchmarks.calibration.keeping import RESULTS, read_lines, shown
from benchmarks.calibration.missed import REASONS, missed_prose
from benchmarks.calibration.page import write_page
from benchmarks.calibration.program import program_digest
from benchmarks.calibration.tables import twins_prose

from benchmarks.calibration import __main__ as calibration
from tests.benchmarks.calibration.outcomes_by_hand import easy_outcome, network, outcome, quiet_outcome, uniformity
from unisono.worlds.settings import PLAYBOOKS

NOW = "abc"  # the program of outcomes by hand
LINES = [quiet_outcome(1), quiet_outcome(2), easy_outcome(1, strangers=5), easy_outcome(2)]


def test_each_bar_stands_beside_what_was_measured() -> None:
    page = write_page(LINES, NOW)
    assert (
        "| Quiet worlds: no network beyond explained decoys, in at least 95 % of the scans | 2 of 2 scans | 2 | yes |"
        in page
    )
    assert "unexplained networks, at least 0.98 | 0.600 | 2 | **no** |" in page
    assert "precision of those networks at least 0.97 | nothing to count | 0 | not measured |" in page


def test_bars_name_the_playbooks_they_are_about_and_all_of_them_stand_below() -> None:
    own = [
        outcome("playbook ring", 1, planted=[planted("ring", 30, 30)]),
        outcome("playbook testimony", 1, planted=[planted("testimony", 10, 0)]),
    ]
    page = write_page([*LINES, *own], NOW)
    assert "| Easy worlds (4 of 15 playbooks: hired_reposts, hashtag_push, launch_and_boost, ring): members" in page
    assert "| 2 of the 15 playbooks, easy: members recalled, in unexplained networks | 0.500 | 2 | no bar |" in page


def planted(playbook: str, accounts: int, found: int, level: str = "easy") -> dict[str, object]:
    """Return what became of one planted network."""
    counts = {"accounts": accounts, "found": found, "unexplained": found, "named": {}}
    return {"playbook": playbook, "level": level, **counts}


def test_false_and_unarranged_are_two_things_and_each_has_one_number() -> None:
    page = write_page(LINES, NOW)
    # 2 of 105 and 5 of 105 pairs in each easy world, none of 91 in each quiet one.
    assert "| pairs | 0.95 % | 4 of 392 | 2.38 % | 10 of 392 |" in page
    assert "| members | 6.25 % (0.00 to 12.50) | 5 of 63 | 6.25 % (0.00 to 12.50) | 5 of 35 |" in page


def test_pairs_beyond_those_with_findings_are_explained() -> None:
    assert "strongest only" not in write_page(LINES, NOW)
    many = outcome(
        "half the case", 1, pairs={"planted": 50_000, "agreed": 0, "alike": 0, "nothing": 0},
        detectors={"co_action": {"pair": {"planted": 20_000}}},
    )  # fmt: skip
    page = " ".join(write_page([many], NOW).split())
    assert "1 scan had more, so the findings about pairs in this table are 20,000, and the pairs counted" in page


def test_the_page_says_who_is_never_found_and_why() -> None:
    levels = [planted("testimony", 10, 0, level) for level in ("easy", "medium", "hard")]
    own = [
        outcome("playbook testimony", 1, planted=levels),
        outcome("playbook ring", 1, planted=[planted("ring", 30, 30), planted("ring", 30, 0, "hard")]),
        outcome("playbook watchlist", 1, planted=[planted("watchlist", 30, 12)]),
        outcome("playbook threat_wave", 1, planted=[planted("threat_wave", 30, 0)]),
    ]
    said = " ".join(missed_prose(own).split())
    assert "- `testimony`, easy, medium and hard: none of 30 accounts (1 seed). Every member tells" in said
    assert "- `ring`, hard: none of 30 accounts (1 seed). At hard, 60 % of the members follow a command" in said
    assert "- `threat_wave`, easy: none of 30 accounts (1 seed). Why has not been looked into." in said
    assert "Recalled for less than half: `watchlist` easy (0.40)." in said
    assert "at least half of the accounts" in missed_prose([outcome("easy", planted=[planted("ring", 9, 9)])])
    assert set(REASONS) <= set(PLAYBOOKS)


def test_the_page_says_what_the_networks_of_the_twins_are() -> None:
    assert twins_prose(LINES) == "No shuffled twin shows a network."
    kept = outcome(twin=[0, 2], twin_networks={"as_data": 1, "accounts": {"planted": 30, "nobody": 2}})
    said = twins_prose([kept, *LINES])
    assert said.startswith("The twins of 1 of 5 scans show 2 networks, of these accounts: 30 planted, 2 nobody.")
    assert "1 of the 2 would be a network" in said
    kept.pop("twin_networks")
    assert "the kept outcomes do not say" in twins_prose([kept])
    assert "the kept outcomes do not say" in write_page([kept], NOW)


def test_planted_texts_have_a_table_with_every_level_first() -> None:
    nothing = {"wordings": 0, "posts": 0}
    texts = [
        {"playbook": "copypasta", "level": "easy", "wordings": 30, "posts": 30}
        | {"found": {"copied_text": {"wordings": 15, "posts": 18}, "testimony": nothing}},
        {"playbook": "ring", "level": "easy", "wordings": 4, "posts": 10}
        | {"found": {"copied_text": nothing, "testimony": {"wordings": 3, "posts": 9}}},
    ]
    found = [planted("copypasta", 30, 30) | {"named": {"copied_text": 24}}, planted("ring", 10, 0)]
    page = write_page([outcome(seed=seed, texts=texts, planted=found) for seed in (1, 2)], NOW)
    assert "| all | easy | 2 | 68 | 80 | 0.441 | 0.450 | 0.600 | 0.088 | 0.225 | 0.000 |" in page
    assert "| copypasta | easy | 2 | 60 | 60 | 0.500 | 0.600 | 0.800 | 0.000 | 0.000 | 0.000 |" in page


def test_findings_where_nobody_was_planted_have_rows_of_their_own() -> None:
    false = {"copied_text": {"text": {"agreed": 40, "nobody": 2}}, "avatar_reuse": {"image": {"alike": 1}}}
    lines = [outcome("quiet", detectors=false), outcome("quiet", 2), outcome("easy")]
    page = write_page(lines, NOW)
    assert "| copied_text | quiet | 2 | 1 | 42 | 0 | 40 | 0 | 2 |" in page
    assert "| avatar_reuse | quiet | 2 | 1 | 1 | 0 | 0 | 1 | 0 |" in page
    assert "| testimony | all other | 1 | 0 | 0 | 0 | 0 | 0 | 0 |" in page
    assert "| contradicting_claims | adversarial" not in page


def test_the_page_says_in_which_worlds_pictures_were_looked_at() -> None:
    assert "No scan had pictures to look at" in pictures_prose(LINES)
    looked = [outcome("quiet", seed, pictures=700) for seed in (1, 2)]
    assert "In 2 scans (`quiet`) pictures were looked at, 1,400 in all" in pictures_prose([*LINES, *looked])


def test_the_page_says_whose_small_p_values_are_and_what_is_left_without_them() -> None:
    crowd = uniformity([60, *[10] * 49], [50, 50], newswire=30, declared_bots=20)
    lines = [outcome("quiet", uniformity=[crowd, uniformity([11] * 50, [1, 0], data="nobody agreed")])]
    said = " ".join(chance_prose(lines).split())
    assert said.startswith("In 1 of 2 rows there are more small p-values than chance gives.")
    assert "quiet, as it is, link, timing, 60 s: 9.09 % are at p <= 0.1 %" in said
    assert "of these pairs: newswire 30, declared_bots 20. Without the pairs that agreed, 0.00 % are there" in said
    middling = uniformity([15] * 25 + [5] * 25, [1, 0], data="shuffled twin", layer="repost")
    said = " ".join(chance_prose([outcome("quiet", uniformity=[middling])]).split())
    assert "the excess stands at p = 0.50, and at most 0.20 % of the pairs are at p <= 1 %" in said
    assert "quiet, shuffled twin, repost, timing, 60 s (at p = 0.50)" in said


def test_tiny_p_values_are_noticed_though_nothing_else_is_wrong() -> None:
    tail = uniformity([12, *[10] * 49], [12, 8], data="shuffled twin", layer="repost", **{"same interest": 7})
    tail["null"] = "popularity"
    lines = [outcome("quiet", uniformity=[tail])]
    said = " ".join(chance_prose(lines).split())
    assert "In 1 of 1 row there are more" in said
    assert "of these pairs: same interest 7. These agreed on nothing; most care for the same things" in said
    tail["null"] = "timing"
    assert "These agreed on nothing: the null is too narrow for them." in " ".join(chance_prose(lines).split())


def test_few_pairs_say_nothing_and_those_of_all_seeds_count_together() -> None:
    few = [outcome("quiet", seed, uniformity=[uniformity([1] * 50, [0, 0])]) for seed in (1, 2)]
    assert [row.pairs for row in chance_rows(few)] == [100]
    assert chance_rows(few[:1]) == []


def test_a_bar_is_missed_by_one_bad_scan_of_ten_and_reached_with_one_of_twenty() -> None:
    bad = outcome("quiet", 99, networks=[network(5, main="nothing", inside=0)])
    assert all_bars([quiet_outcome(seed) for seed in range(9)] + [bad])[0].reached is False
    assert all_bars([quiet_outcome(seed) for seed in range(19)] + [bad])[0].reached is True


def test_the_page_names_playbooks_detectors_and_look_alikes() -> None:
    page = write_page(LINES, NOW)
    assert "| ring | easy | 2 | 1.000 | 1.000 | 2 coordinated | sleeper 0.20 |" in page
    assert "| hashtag_push | easy | 2 | 0.000 | 0.000 |  |  |" in page
    assert "| co_action | account | 35 | 30 | 0 | 0 | 5 | 6.25 % (0.00 to 12.50) |" in page
    assert "| co_action | target | 4 | not known |" in page
    assert "| sleeper |  | none |  |" in page
    assert "| newswire | 28 | 28 | 0 | 2 explained by newswire |" in page
    assert "| person | 380 | 0 | 5 | 2 coordinated" in page
    assert (
        "| quiet | as it is | link | timing | 60 s | 2 | 400 | 0.000 |  | 0.000 | 1.00 % | 0.00 % | 0.57 |  |" in page
    )


def test_the_page_holds_no_timings() -> None:
    slower = [{**line, "cpu_seconds": 77.77} for line in LINES]
    assert write_page(slower, NOW) == write_page(LINES, NOW)


def test_the_figure_is_sound_and_marks_every_level_of_every_playbook() -> None:
    root = ElementTree.fromstring(draw_recall(LINES))
    names = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"ring", "hashtag push"} <= set(names)
    circles = [circle.get("cx") for circle in root.iter("{http://www.w3.org/2000/svg}circle")]
    assert len(circles) == 3  # one in the legend, one a playbook
    assert float(circles[1] or 0) > float(circles[2] or 0)


def test_worlds_stand_on_the_page_in_their_order_however_their_scans_ended() -> None:
    mixed = calibration.in_order([easy_outcome(2), quiet_outcome(2), easy_outcome(1), quiet_outcome(1)])
    assert [(line["world"], line["seed"]) for line in mixed] == [("quiet", 1), ("quiet", 2), ("easy", 1), ("easy", 2)]


def test_the_page_is_written_anew_without_a_scan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    results = tmp_path / "results.jsonl"
    results.write_text("".join(json.dumps(line) + "\n" for line in LINES))
    monkeypatch.setattr(calibration, "ROOT", tmp_path)
    monkeypatch.setattr(calibration, "program_digest", lambda: NOW)
    monkeypatch.setattr(calibration, "PAGE", tmp_path / "page.md")
    monkeypatch.setattr(calibration, "FIGURE", tmp_path / "figure.svg")
    monkeypatch.setattr(calibration, "SUMMARY", tmp_path / "calibration.json")
    assert calibration.main(["--page-only", "--results", str(results)]) == 0
    assert (tmp_path / "page.md").read_text() == write_page(calibration.in_order(LINES), NOW)
    shown = capsys.readouterr().out
    assert "Measured with program `abc`, the program as it is now." in shown
    assert "Wrote page.md, figure.svg, calibration.json from 4 scans." in shown
    assert "MISSED   Easy worlds (4 of 15 playbooks" in shown


def test_a_page_of_nothing_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert calibration.main(["--page-only", "--results", str(tmp_path / "none.jsonl")]) == 1
    assert "holds no outcomes. Make some: make calibrate" in capsys.readouterr().err


def test_the_page_and_the_figure_of_the_documentation_are_what_the_kept_outcomes_say() -> None:
    lines = calibration.in_order(shown(read_lines(RESULTS)))
    assert lines
    assert calibration.PAGE.read_text(encoding="utf-8") == write_page(lines, program_digest()), (
        "The outcomes or the program changed; so that the page says so, type: make calibrate CALIBRATE=--page-only"
    )
    assert calibration.FIGURE.read_text(encoding="utf-8") == draw_recall(lines)


def test_a_page_of_another_program_says_so_and_differs_from_that_of_this_one() -> None:
    assert "**Measured with an earlier program**, `abc`." in " ".join(write_page(LINES, "def").split())
    assert "earlier program**" not in write_page(LINES, NOW)
