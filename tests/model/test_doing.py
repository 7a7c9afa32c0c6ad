"""What is being done is said at the door and heard below it."""

from unisono.model.doing import LONGEST, Doing, as_typed, doing, now_doing, say_who


def test_what_is_said_holds_inside_of_the_block_only() -> None:
    assert now_doing() == Doing()
    with doing("unisono scan mycase"):
        say_who("Ana")
        assert now_doing() == Doing("unisono scan mycase", "Ana")
    assert now_doing() == Doing()


def test_a_block_within_another_says_its_own() -> None:
    with doing("workbench", "Ana"):
        with doing("workbench: import"):
            assert now_doing() == Doing("workbench: import")
        assert now_doing() == Doing("workbench", "Ana")


def test_a_command_is_kept_as_typed_without_passwords() -> None:
    assert as_typed(["import", "my case", "a.csv"]) == "unisono import 'my case' a.csv"
    typed = as_typed(["evidence-pack", "seal", "c", "--tsa", "https://ann:s3cret@tsa.example/x?a=b@c"])
    assert typed == "unisono evidence-pack seal c --tsa 'https://tsa.example/x?a=b@c'"


def test_a_command_of_very_many_files_is_cut() -> None:
    assert as_typed(["import", "c", *("file.csv" for _ in range(1_000))]).endswith("…")
    assert len(as_typed(["import", "c", *("file.csv" for _ in range(1_000))])) == LONGEST + 1
