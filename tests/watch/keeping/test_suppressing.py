"""Who was taken out of a case does not come back with a stream: not as posts, and not as raw lines."""

from pathlib import Path

from tests.watch.keeping.test_tracking import piece
from tests.watch.streams import did, identity_line, post_line
from unisono.cases import create_case
from unisono.cases.suppressed import REASON, suppress
from unisono.watch.keeping.suppressing import Suppressing


def test_posts_profiles_and_lines_of_the_gone_are_left_out(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    suppress(case, [f"bluesky:{did(1)}"])
    lines = [post_line(1, 1), post_line(2, 2), identity_line(1, 3, "ann.example"), b"no json"]
    kept = Suppressing.of(case).leave_out(piece(*lines))
    assert kept.batch.posts["account_id"].to_list() == [did(2)] and not kept.batch.accounts.height
    assert kept.lines == [b"", lines[1], b"", b"no json"]
    assert kept.batch.posts["source_row"].to_list() == [2]
    assert REASON in [one.reason for one in kept.batch.rejected]


def test_where_nobody_was_taken_out_nothing_changes(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    given = piece(post_line(1, 1))
    assert Suppressing.of(case).leave_out(given) is given
    suppress(case, [f"bluesky:{did(9)}"])
    assert Suppressing.of(case).leave_out(given).lines == given.lines
