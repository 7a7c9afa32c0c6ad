"""Files that hold no post: said in one problem before all others, with what they hold instead and what to do."""

from collections.abc import Iterable, Sequence

from unisono.importers.problems import Problem
from unisono.importers.tables.column_guessing import shorten_name
from unisono.model.counting import counted

REFUSED = "refused"
NO_POSTS = "no_posts"
LEFT_OUT = "These rows are left out and counted: {reason}."
IS_NO_POST = ": no post"

FOLLOWS = ({"follower", "followerid"}, {"followee", "followed", "following", "followeeid", "followedid", "followingid"})
LIKES = {"likedat", "likedon", "likedate", "likeid", "likedby", "likerid"}
EDGES = {"source", "target"}

NOTICES = "Notices mark posts as gone, imported before or later: import the file into the case of those posts."
PROFILES = "Profiles say who accounts are: import the file into the case of their posts."
NEEDS_POSTS = "What is compared are posts, reposts, replies and quotes: export those of the accounts, and import them."


def tell_no_posts(problems: Sequence[Problem], *, posts: int, profiles: int, deletions: int) -> list[Problem]:
    """Return the problems with the one that there is no post before them; that rows are no posts is part of it.

    Problems are as they were where there are posts. That a file is refused comes first, too.
    """
    if posts:
        return list(problems)
    refused = [problem for problem in problems if problem.code == REFUSED]
    if refused:
        return [*refused, *(problem for problem in problems if problem.code != REFUSED)]
    kinds = [(problem, what) for problem in problems if (what := _no_post(problem)) is not None]
    held = [f"{what} ({counted(problem.rows, 'row')})" for problem, what in kinds]
    held += [counted(profiles, "profile")] if profiles else []
    held += [counted(deletions, "notice of a deletion", "notices of deletions")] if deletions else []
    told = [advice for many, advice in ((deletions, NOTICES), (profiles, PROFILES)) if many]
    if not held:
        return list(problems)
    left_out = sum(problem.rows for problem, _ in kinds)
    own = Problem(NO_POSTS, left_out, "; ".join(held), f"The file holds no post. {' '.join([*told, NEEDS_POSTS])}")
    folded = [problem for problem, _ in kinds]
    return [own, *(problem for problem in problems if problem not in folded)]


def _no_post(problem: Problem) -> str | None:
    """Return what rows are that were left out for they are no posts; None of any other problem."""
    before, _, after = LEFT_OUT.partition("{reason}")
    if not problem.advice.startswith(before) or not problem.advice.endswith(f"{IS_NO_POST}{after}"):
        return None
    return problem.advice.removeprefix(before).removesuffix(f"{IS_NO_POST}{after}")


def looks_like_no_posts(columns: Iterable[str], *, has_time: bool, has_profile: bool) -> str | None:
    """Say what a table without a time or a text holds, by its columns; None where they do not tell."""
    names = {shorten_name(column) for column in columns}
    if all(names & words for words in FOLLOWS) or (names >= EDGES and not has_time):
        return "a list of who follows or is tied to whom"
    if names & LIKES:
        return "a list of likes"
    return "a table of profiles" if has_profile else None
