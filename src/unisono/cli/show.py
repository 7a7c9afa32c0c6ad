"""Show everything known about one subject."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from unisono.cases import Case, Run, open_case
from unisono.cli.latest_run import latest_run
from unisono.cli.network_page import find_network, print_network
from unisono.cli.output import CaseArgument, JsonOption, Output, QuietOption, ReferenceOption
from unisono.cli.page_parts import Page
from unisono.cli.run_age import warn_of_later_posts
from unisono.cli.target_show import show_target

app = typer.Typer(
    help="Show everything known about one subject.\n\n"
    "Name the case first, then the subject: unisono show CASE network 1",
    rich_markup_mode=None,
)

NetworkArgument = Annotated[
    str,
    typer.Argument(metavar="N", help="Number of the network, or the handle or id of a member.", show_default=False),
]
AccountArgument = Annotated[
    str,
    typer.Argument(metavar="HANDLE", help="A handle, with or without @, or an id (platform:id).", show_default=False),
]
PostArgument = Annotated[
    str,
    typer.Argument(metavar="ID", help="The post's id (platform:id or bare), or its address.", show_default=False),
]
TextArgument = Annotated[
    str,
    typer.Argument(
        metavar="ID", help="The text's id, enough of its beginning, or a post that carries it.", show_default=False
    ),
]
LinkArgument = Annotated[
    str, typer.Argument(metavar="URL", help="An address in any of its forms, or a domain.", show_default=False)
]
HashtagArgument = Annotated[
    str, typer.Argument(metavar="TAG", help="A hashtag, with or without #, in any case.", show_default=False)
]
WatchlistArgument = Annotated[
    str, typer.Argument(metavar="NAME", help="Name of a list: see unisono watchlist list CASE.", show_default=False)
]
ImageArgument = Annotated[
    str,
    typer.Argument(
        metavar="ID|PATH",
        help="The picture's id, enough of its beginning, the name of its file, a post that shows it, or a picture file "
        "on your disk.",
        show_default=False,
    ),
]


app.command("target")(show_target)


@app.callback()
def choose_case(context: typer.Context, case: CaseArgument) -> None:
    """Keep the case for the subject's command."""
    context.obj = case


@app.command("network")
def show_network(
    context: typer.Context, network: NetworkArgument, as_json: JsonOption = False, quiet: QuietOption = False
) -> None:
    """Show a network: who, how, when, on what.

    Prints its members and their roles, its layers, timeline, objects and purpose, and what else could explain it.
    """
    output = Output(as_json, quiet)
    folder: Path = context.obj
    case = open_case(folder)
    run = latest_run(case)
    warn_of_later_posts(output, case, run)
    from unisono.dossiers.network.describing import describe_network

    page = describe_network(case, run, find_network(case, run, network))
    output.json(page)
    if not as_json:
        print_network(output, folder, page)


@app.command("account")
def show_account(
    context: typer.Context,
    account: AccountArgument,
    reference: ReferenceOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Show an account: its profile, life, habits and changes, and what was found about it.

    Prints when it was made, active and silent, its hours and weekdays, its signals beside those of accounts like it,
    whom and what it repeats most, whether its subject or its profile changed, the networks it is in, and what else
    could explain it. What too few posts leave open is said so. Needs no scan; networks and findings do.
    """
    from unisono.accounts.reference_files import read_reference
    from unisono.cli.account_page import print_account
    from unisono.dossiers.account.describing import describe_account

    compared = read_reference(reference).reference if reference is not None else None
    describe = partial(describe_account, reference=compared)
    _show(Output(as_json, quiet), context.obj, account, describe=describe, print_page=print_account)


@app.command("post")
def show_post(
    context: typer.Context, post: PostArgument, as_json: JsonOption = False, quiet: QuietOption = False
) -> None:
    """Show a post: who reposted it, how, and what that fits.

    Prints which share of its reposts networks made, with an interval, the waves, the table of its reposters beside
    those of comparable posts and of a control post, who replied, and each hypothesis with the counts that it rests on
    and what it cannot say. A post that is known from its reposts alone will do. Shares need a scan.
    """
    from unisono.cli.post_page import print_post
    from unisono.dossiers.post.describing import describe_post

    _show(Output(as_json, quiet), context.obj, post, describe=describe_post, print_page=print_post)


@app.command("text")
def show_text(
    context: typer.Context, text: TextArgument, as_json: JsonOption = False, quiet: QuietOption = False
) -> None:
    """Show a text: who published it, in which words, since when.

    Prints the template and what stands in its slots, the wordings, who was first, the days, the links that go with it,
    and what else could explain that the words are the same. Needs no scan; the share by networks does.
    """
    from unisono.cli.text_page import print_text
    from unisono.dossiers.text_dossier import describe_text

    _show(Output(as_json, quiet), context.obj, text, describe=describe_text, print_page=print_text)


@app.command("link")
def show_link(
    context: typer.Context, link: LinkArgument, as_json: JsonOption = False, quiet: QuietOption = False
) -> None:
    """Show a link or a site: who posted it, since when, in which words.

    Every form of an address is one page: tracking, wrappers and spelling do not matter. A bare domain shows the site.
    Prints who publishes there, what the lists of the case say of it, the texts that go with it, who was first, and the
    days. Reposts are counted apart. Needs no scan; the share by networks does.
    """
    from unisono.cli.link_page import print_link
    from unisono.dossiers.link_dossier import describe_link

    _show(Output(as_json, quiet), context.obj, link, describe=describe_link, print_page=print_link)


@app.command("hashtag")
def show_hashtag(
    context: typer.Context, hashtag: HashtagArgument, as_json: JsonOption = False, quiet: QuietOption = False
) -> None:
    """Show a hashtag: who carries it, how concentrated it is, what it says, since when.

    Prints whether networks carry it, their share with an interval, Nimmo's coefficient of traffic manipulation beside
    flows of like size, whether few accounts carry it, the arguments ranked by accounts, who was first, and what else
    could explain it. Reposts count with their originals' tags. Needs no scan; what networks carry does.
    """
    from unisono.cli.hashtag_page import print_hashtag
    from unisono.dossiers.hashtag.describing import describe_hashtag

    _show(Output(as_json, quiet), context.obj, hashtag, describe=describe_hashtag, print_page=print_hashtag)


@app.command("image")
def show_image(
    context: typer.Context, image: ImageArgument, as_json: JsonOption = False, quiet: QuietOption = False
) -> None:
    """Show a picture: who posted it or wears it, since when, in which files.

    Pictures that look alike are one where their files were imported (unisono import CASE --media DIR); else one upload
    is one picture. A picture file on your disk shows who posted what it shows, or that nobody did. Needs no scan; the
    share by networks does.
    """
    from unisono.cli.image_page import print_image
    from unisono.dossiers.image_dossier import describe_image

    _show(Output(as_json, quiet), context.obj, image, describe=describe_image, print_page=print_image)


@app.command("watchlist")
def show_watchlist(
    context: typer.Context,
    name: WatchlistArgument,
    day: Annotated[
        str | None, typer.Option("--day", help="Rank this day only: 2018-06-30, in the case's zone.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", help="Rank one kind only: hashtag, link, domain, mention; topic: words.")
    ] = None,
    top: Annotated[int | None, typer.Option("--top", help="Ranks of each kind and day; 10 on the page.")] = None,
    version: Annotated[int | None, typer.Option("--version", help="Version of the list; the latest if none.")] = None,
    seed: Annotated[int, typer.Option("--seed", help="Seed of the control lists.")] = 0,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Show what the members of a watchlist push, day by day: hashtags, links, domains, mentions.

    Prints whose list it is and whom the case has of it, what stays on top for days, what members use more than accounts
    as busy do, and the ranking of a day, beside control lists and with any one member left out. Reposts count with what
    their originals carry. With --json every rank of every day is a line. Needs no scan. Being listed proves nothing.
    """
    from unisono.cli.watchlist_page import show_watchlist_page

    show_watchlist_page(
        Output(as_json, quiet), context.obj, name, day=day, kind=kind, top=top, version=version, seed=seed
    )


def _show(
    output: Output,
    folder: Path,
    name: str,
    *,
    describe: Callable[[Case, Run | None, str], Page],
    print_page: Callable[[Output, Path, Page], None],
) -> None:
    """Print the page of what is named, with or without a run; warn where posts came after the latest one."""
    case = open_case(folder)
    run = case.latest_run()
    if run:
        warn_of_later_posts(output, case, run)
    page = describe(case, run, name)
    output.json(page)
    if not output.as_json:
        print_page(output, folder, page)
