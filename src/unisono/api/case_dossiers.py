"""What is known of one subject of a case, as cards: accounts, texts, links and pictures."""

from dataclasses import dataclass

from unisono.api.dossier import Dossier
from unisono.api.ranked_watchlist import RankedWatchlist
from unisono.cases import Case


@dataclass(frozen=True, repr=False)
class CaseDossiers:
    """Hands out the cards of a case; the latest scan adds networks and findings to them."""

    folder: Case

    def text(self, name: str) -> Dossier:
        """Return what is known of a text, named by its id, the beginning of it, or a post that carries it."""
        from unisono.dossiers.text_dossier import describe_text

        return Dossier("text", describe_text(self.folder, self.folder.latest_run(), name))

    def post(self, name: str) -> Dossier:
        """Return what is known of a post and its reposts, named by platform:id, a bare id or its address."""
        from unisono.dossiers.post.describing import describe_post

        return Dossier("post", describe_post(self.folder, self.folder.latest_run(), name))

    def account(self, name: str) -> Dossier:
        """Return what is known of an account, named by a handle, with or without @, a bare id or platform:id."""
        from unisono.dossiers.account.describing import describe_account

        return Dossier("account", describe_account(self.folder, self.folder.latest_run(), name))

    def watchlist(
        self, name: str, *, version: int | None = None, topics: bool = False, seed: int = 0
    ) -> RankedWatchlist:
        """Return what the members of a list push, day by day; topics: rank their words, too, which takes longer."""
        from unisono.dossiers.watchlist.describing import describe_watchlist

        page = describe_watchlist(self.folder, name, version=version, topics=topics, seed=seed)
        return RankedWatchlist(page.card, page.ranks)

    def link(self, address: str) -> Dossier:
        """Return what is known of a link, in any form of its address, or of a bare domain."""
        from unisono.dossiers.link_dossier import describe_link

        return Dossier("link", describe_link(self.folder, self.folder.latest_run(), address))

    def hashtag(self, tag: str) -> Dossier:
        """Return what is known of a hashtag, with or without #, in any case; reposts count with their originals."""
        from unisono.dossiers.hashtag.describing import describe_hashtag

        return Dossier("hashtag", describe_hashtag(self.folder, self.folder.latest_run(), tag))

    def image(self, name: str) -> Dossier:
        """Return what is known of a picture, by its id, the beginning of it, its file, or a post that shows it."""
        from unisono.dossiers.image_dossier import describe_image

        return Dossier("image", describe_image(self.folder, self.folder.latest_run(), name))

    def target(self, name: str) -> Dossier:
        """Return what is known of the attacks on a target of the case, named as it was added."""
        from unisono.dossiers.target.describing import describe_target

        return Dossier("target", describe_target(self.folder, self.folder.latest_run(), name))
