"""Errors that a user can mend carry the exit code of their kind."""

import pytest

from unisono.model.errors import DataRejectedError, EvidenceError, UnisonoError, UsageError


@pytest.mark.parametrize(("error", "code"), [(UsageError, 2), (DataRejectedError, 3), (EvidenceError, 4)])
def test_each_kind_of_error_has_its_exit_code(error: type[UnisonoError], code: int) -> None:
    assert error.exit_code == code
    assert issubclass(error, UnisonoError)


def test_the_message_is_what_was_said() -> None:
    assert str(UsageError("There is no case here. Try: unisono import here FILE")).startswith("There is no case")
