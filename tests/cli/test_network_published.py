"""What a network published, on its page."""

import json
from pathlib import Path

import pytest

from tests.dossiers.network.published_case import SITE, build_published
from unisono.cases.domain_lists import DomainList, ListedDomain, keep_domain_list
from unisono.cli import main
from unisono.cli.network_published import LONGEST_TEMPLATE, domain_row, identities_text, languages_text, text_row


@pytest.fixture
def case(tmp_path: Path) -> str:
    case, _ = build_published(tmp_path)
    listed = (ListedDomain(SITE, "partisan"),)
    keep_domain_list(case.path, DomainList("press", "A. Society", "2018-01-31", "f.csv", "aa", listed))
    return str(case.path)


def test_the_page_has_texts_pictures_sites_and_languages(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", case, "network", "1"]) == 0
    printed = capsys.readouterr().out
    assert "Languages: English 100% (read from 18 posts)." in printed
    assert "Texts that members share (3 texts)" in printed
    assert "accounts tell of themselves in the first person: baker 1; farmer 1;" in printed
    assert "hidden characters in 2 posts" in printed
    assert "Pictures that members share (2 pictures)" in printed
    assert "Sites in 6 posts with a link out of their platform" in printed
    assert "listed by A. Society (press, 2018-01-31) as partisan" in printed
    assert "Unisono judges no site" in printed
    assert "\u202e" not in printed


def test_json_has_the_same_with_ids(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", case, "network", "1", "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    page = json.loads(line)
    assert {"texts", "images", "domains", "languages", "texts_found", "members", "objects"} <= set(page)
    assert all(one["text"].startswith("t-") for one in page["texts"])
    assert all(one["image"].startswith("i-") for one in page["images"])
    assert page["domains"][0]["domain"] == SITE


def test_a_network_that_shares_nothing_has_no_empty_parts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case, run = build_published(tmp_path, pictures=False)
    tables = {name: run.table(name) for name in run.table_names}
    case.write_run(run.record, tables | {"texts": tables["texts"].clear()})
    assert main(["show", str(case.path), "network", "1"]) == 0
    printed = capsys.readouterr().out
    assert "members share" not in printed
    assert "Languages: " in printed


def test_small_languages_and_many_identities_are_counted_together() -> None:
    languages = [{"name": "Ukrainian", "posts": 197, "share": 0.985}, {"name": "Czech", "posts": 3, "share": 0.015}]
    assert languages_text(languages, 200) == "Ukrainian 98%, 1 other 1.5% together (read from 200 posts)"
    identities = [{"value": f"job {number}", "accounts": 2} for number in range(11)]
    assert identities_text({"text": "t-1", "identities": identities}).endswith("job 7 2; 3 more.")


def test_long_templates_are_cut_and_posts_that_are_gone_are_said_to_be() -> None:
    whole = {"texts": 2, "texts_that_fit": 2}
    assert len(text_row({"template": "word " * 100, **whole})["template"]) == LONGEST_TEMPLATE
    gone = {"template": None, "texts": None, "texts_that_fit": None}
    assert text_row(gone)["template"] == "(its posts are no longer in the case)"


def test_a_template_that_does_not_fit_all_texts_says_so_before_it_is_cut() -> None:
    row = text_row({"template": "word " * 100, "texts": 17, "texts_that_fit": 11})
    assert row["template"].startswith("(11 of 17 texts fit) word word")
    assert len(row["template"]) == LONGEST_TEMPLATE


def test_a_site_on_no_list_has_an_empty_cell() -> None:
    assert domain_row({"domain": "one.example", "listed": []})["listed"] == ""
