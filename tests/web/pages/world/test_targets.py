"""The targets of a case lead to their pages; a case without any says how to add one."""

from pathlib import Path

from tests.web.pages.world.attacked_workbench import attacked
from tests.web.workbench import signed_in
from unisono.cases import create_case


def test_each_target_is_named_with_what_is_known(tmp_path: Path) -> None:
    with attacked(tmp_path) as client:
        page = client.get("/case/case/targets").text
        rows = client.get("/case/case/targets?as=json").text.splitlines()
    assert '<a href="/case/case/target/Ilva">' in page
    assert "no massive episode" in page
    assert len(rows) == 2


def test_a_case_without_targets_leads_to_where_one_is_added(tmp_path: Path) -> None:
    with signed_in(create_case(tmp_path / "case").path) as client:
        assert 'href="/case/case/settings#targets"' in client.get("/case/case/targets").text
