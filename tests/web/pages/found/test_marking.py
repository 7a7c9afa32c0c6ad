"""The form that marks a claim."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.web.pages.found.asked_page import asked
from unisono.cases.marks import kept_marks, network_identity
from unisono.model.errors import UsageError
from unisono.web.pages.found.marking import NOBODY, identity_of, take_mark

MEMBERS = ["twitter:1", "twitter:2", "twitter:3"]


def test_a_network_is_marked_by_its_members_and_a_finding_by_its_id(tmp_path: Path) -> None:
    one = asked(tmp_path)
    assert identity_of(one, "network", "1") == (network_identity(MEMBERS), 3)
    assert identity_of(one, "finding", "f-aa22") == ("f-aa22", 0)


@pytest.mark.parametrize(("kind", "subject"), [("network", "2"), ("network", "1 "), ("finding", ""), ("", "1")])
def test_what_the_run_does_not_have_is_refused(tmp_path: Path, kind: str, subject: str) -> None:
    with pytest.raises(UsageError, match="not in this run"):
        identity_of(asked(tmp_path), kind, subject)


def test_who_gives_no_name_is_told_as_not_signed(tmp_path: Path) -> None:
    one = replace(asked(tmp_path), form={"kind": "finding", "subject": "f-aa22", "mark": "unsure"}, method="POST")
    assert take_mark(one).response.headers["location"] == "/case/case/triage"
    (mark,) = kept_marks(one.case.path).marks
    assert (mark.by, mark.run) == (NOBODY, one.run.id if one.run else None)
