"""What the guides show is what the commands print today."""

from pathlib import Path

import pytest

from docs.outputs import filled_in, guides_with_output, run
from tests.stories.played_guides import play_guide


@pytest.mark.parametrize("page", guides_with_output(), ids=lambda page: page.name)
def test_a_guide_shows_what_its_commands_print(page: Path) -> None:
    played = play_guide(page.name)
    assert played.page == played.filled_in, "type `make guides`"


def test_a_marked_block_takes_what_the_block_before_it_prints(tmp_path: Path) -> None:
    page = "Ask:\n\n```sh\nunisono --version\n```\n\n<!-- printed -->\n```text\nold\n```\n\nThen `text`.\n"
    filled = filled_in(page, tmp_path)
    assert filled == page.replace("old\n", run("unisono --version", tmp_path))
    assert "unisono" in filled


def test_a_block_without_the_mark_stays_as_it_is(tmp_path: Path) -> None:
    page = "```sh\nunisono --version\n```\n\n```text\nnot printed\n```\n"
    assert filled_in(page, tmp_path) == page


def test_a_command_that_fails_stops_the_filling_in(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="exit code 2"):
        filled_in("```sh\nunisono demo moon-landing\n```\n", tmp_path)


def test_only_commands_of_the_program_are_run(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not: rm"):
        filled_in("```sh\nrm -rf /\n```\n", tmp_path)
