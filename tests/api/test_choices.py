"""A name that is not among those there are is refused with those that are."""

import pytest

from unisono.api.choices import require_choice
from unisono.model.errors import UsageError


def test_a_name_that_exists_comes_back() -> None:
    assert require_choice("--layer", "link", ("repost", "link")) == "link"


def test_another_name_is_refused_with_the_nearest_and_all() -> None:
    with pytest.raises(UsageError) as caught:
        require_choice("--subject-kind", "Networks", ["network", "account", "network"])
    expected = "There is no subject kind 'Networks'. Did you mean network? Type one of: --subject-kind network, account"
    assert str(caught.value) == expected


def test_a_name_like_none_of_them_is_not_guessed() -> None:
    with pytest.raises(UsageError, match=r"^There is no layer 'zzz'\. Type one of"):
        require_choice("--layer", "zzz", ("repost", "link"))
