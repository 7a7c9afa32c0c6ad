"""Findings about accounts in time: every detector in its part, nothing named that a copy hides."""

from pathlib import Path

import orjson
import polars as pl

from tests.exports.report.invented import build_case
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.limits import Limits
from unisono.exports.report.page import render_report
from unisono.exports.report.time_findings import TITLES, TimePart, accounts_in_time, view_time_findings
from unisono.model.tables import FINDINGS, conform

PUBLIC = Disclosure("public", b"k" * 32, {"twitter:1": "ann"})
PEER = Disclosure("peer", b"k" * 32, {"twitter:1": "ann"})


def finding(detector: str, kind: str, subject: str, because: str = "It says so.", **more: object) -> dict[str, object]:
    return {
        "finding": f"f-{detector}-{subject}",
        "detector": detector,
        "subject_kind": kind,
        "subject": subject,
        "because": because,
        "q": 0.001,
        "value": 1.0,
        "evidence": orjson.dumps({"kind": "cohort", "accounts": ["twitter:1", "twitter:2"], "posts": []}).decode(),
        **more,
    }


ROWS = [
    finding("turn", "account", "twitter:1", "twitter:1 posted about other things: more of bridge."),
    finding("identity_change", "account", "twitter:1", "its handle changed (@old became @ann, Old Name became Ann)."),
    finding("woke_together", "cohort", "woke:2018-08-05"),
    finding("woke_together", "event", "the vote"),
    finding("woke_together", "network", "1"),
    finding("born_together", "cohort", "born:twitter:2015-05-20"),
    finding("co_deletion", "cohort", "deleted:2018-06-01T12:30"),
    finding(
        "turned_together", "cohort", "turned:2018-07-08", "47 accounts changed. New with them: bridge (47 accounts)."
    ),
    finding("copied_text", "text", "t-1"),
]


def parts(disclosure: Disclosure | None = None, rows: list[dict[str, object]] | None = None) -> dict[str, TimePart]:
    findings = conform(pl.DataFrame(ROWS if rows is None else rows, infer_schema_length=None), FINDINGS)
    told = view_time_findings(findings, {"twitter:1": 4}, disclosure or Disclosure(), Limits())
    return {part.detector: part for part in told}


def test_each_detector_has_its_part_groups_first_and_networks_and_texts_are_told_elsewhere() -> None:
    told = parts()
    assert list(told) == [name for name in TITLES if name != "dormancy"]
    assert told["woke_together"].found == 2
    subjects = {name: [str(one.subject) for one in part.shown] for name, part in told.items()}
    assert any("the vote" in one for one in subjects["woke_together"])
    assert ["2018-08-05" in one for one in subjects["woke_together"]].count(True) == 1
    assert "twitter 2015-05-20" in subjects["born_together"][0]
    assert "2018-06-01 12:30" in subjects["co_deletion"][0]
    assert (told["turn"].of_accounts, told["woke_together"].of_accounts) == (True, False)


def test_groups_count_their_accounts_and_their_networks() -> None:
    (born,) = parts()["born_together"].shown
    assert (born.accounts, born.networks) == (2, "1 in network 4, 1 in none")
    assert born.finding == "f-born_together-born:twitter:2015-05-20"


def test_copies_for_others_hide_names_and_words() -> None:
    peer, public = parts(PEER), parts(PUBLIC)
    assert peer["identity_change"].shown[0].because is None
    assert "bridge" in str(peer["turn"].shown[0].because)
    for one in (public["turn"], public["turned_together"], public["identity_change"]):
        assert one.shown[0].because is None
    shown = "".join(f"{one.subject}{one.because}{one.finding}" for part in peer.values() for one in part.shown)
    assert "ann" not in shown and "twitter:1" not in shown and "f-" not in shown


def test_many_findings_are_cut_and_counted() -> None:
    many = [finding("dormancy", "account", f"twitter:{number}", q=number / 1_000) for number in range(40)]
    part = parts(rows=many)["dormancy"]
    assert (len(part.shown), part.found) == (Limits().time_findings, 40)
    findings = conform(pl.DataFrame(many), FINDINGS)
    assert accounts_in_time(findings, Limits()) == [f"twitter:{number}" for number in range(Limits().time_findings)]


def test_the_page_has_the_section_with_innocent_explanations_only_where_there_are_findings(tmp_path: Path) -> None:
    case, run = build_case(tmp_path / "without")
    assert '<section id="time"' not in render_report(case, run)
    tables = {name: run.table(name) for name in run.table_names}
    findings = pl.concat([tables["findings"], conform(pl.DataFrame(ROWS, infer_schema_length=None), FINDINGS)])
    case.write_run(run.record, {**tables, "findings": findings})
    later = case.latest_run()
    assert later is not None
    page = render_report(case, later)
    section = page[page.index('<section id="time"') :]
    section = section[: section.index("</section>")]
    assert section.count("Innocent explanations, named here and not tested") == len(TITLES) - 1
    assert "unisono evidence" in section and 'href="#time"' in page
    hidden = render_report(case, later, "public")
    assert "Withheld in this copy, as it quotes names or words." in hidden
    assert "bridge" not in hidden[hidden.index('<section id="time"') :].split("</section>")[0]
