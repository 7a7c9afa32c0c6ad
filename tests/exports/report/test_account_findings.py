"""Claims that do not go together and shared profile pictures, on the page."""

from pathlib import Path

import pytest

from tests.dossiers.network.published_case import account_findings, build_published
from tests.exports.report.reading_html import read_page
from unisono.cases import Case, Run
from unisono.content.pictures.case_pictures import case_pictures, picture_objects
from unisono.exports.report import PROFILES, render_report
from unisono.exports.report.account_findings import accounts_told_of, view_account_findings
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.limits import Limits

KEY = b"k" * 32


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Run]:
    case, run = build_published(tmp_path_factory.mktemp("accounts"))
    avatar = dict(picture_objects(case_pictures(case)).iter_rows())["https://x.org/avatar.png"]
    tables = {name: run.table(name) for name in run.table_names} | {"findings": account_findings(avatar)}
    case.write_run(run.record, tables)
    latest = case.latest_run()
    assert latest is not None
    return case, latest


def test_both_kinds_are_told_with_what_they_are_compared_with(built: tuple[Case, Run]) -> None:
    case, run = built
    found = view_account_findings(case, run.table("findings"), {"twitter:0": 1}, Disclosure(), Limits())
    (claims,), (avatar,) = found.claims, found.avatars
    assert (claims.surplus, claims.expected, claims.posts, claims.finding) == (3, 0.02, 5, "f-claims")
    assert claims.because is not None
    assert (avatar.accounts, avatar.compared, avatar.networks) == (4, 30, "1 in network 1, 3 in none")
    assert str(avatar.picture).startswith("data:image/jpeg")
    assert (found.claims_found, found.avatars_found) == (1, 1)


def test_copies_for_others_have_no_pictures_and_the_public_one_no_claims(built: tuple[Case, Run]) -> None:
    case, run = built
    for profile in ("peer", "public"):
        found = view_account_findings(case, run.table("findings"), {}, Disclosure(profile, KEY), Limits())
        assert found.avatars[0].picture is None
        assert found.avatars[0].finding is found.claims[0].finding is None
        assert all(name.startswith('<bdi dir="auto">account-') for name in found.avatars[0].named)
        assert (found.claims[0].because is None) == (profile == "public")


def test_what_is_left_out_is_counted(built: tuple[Case, Run]) -> None:
    case, run = built
    limits = Limits(contradicting=0, shared_avatars=0)
    found = view_account_findings(case, run.table("findings"), {}, Disclosure(), limits)
    assert (found.claims, found.claims_found, found.avatars, found.avatars_found) == ([], 1, [], 1)
    assert accounts_told_of(run.table("findings"), limits) == []
    assert accounts_told_of(run.table("findings"), Limits()) == ["twitter:2", *(f"twitter:{n}" for n in range(4))]


def test_the_section_accuses_nobody_and_names_ordinary_reasons(built: tuple[Case, Run]) -> None:
    page = read_page(render_report(*built))
    assert page.unbalanced == []
    (section,) = [one for one in page.all("section") if one.attributes.get("id") == "accounts"]
    assert "it does not say which of them is true, or why" in section.text
    assert "Account of several people: a family" in section.text
    assert "Fans of one celebrity" in section.text
    assert "unisono evidence" in section.text


def test_names_of_these_accounts_are_hidden_in_copies_for_others(built: tuple[Case, Run]) -> None:
    for profile in PROFILES[1:]:
        html = render_report(*built, profile)
        assert "member_" not in html
        assert "Member number" not in html
        assert ("5 occupations" in html) == (profile == "peer")


def test_a_case_without_such_findings_has_no_such_section(tmp_path: Path) -> None:
    assert 'id="accounts"' not in render_report(*build_published(tmp_path, members=3, pictures=False))
