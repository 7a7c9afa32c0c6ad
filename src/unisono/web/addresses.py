"""The addresses of pages: what a page leads to, it names through these."""

from collections.abc import Mapping
from urllib.parse import quote, urlencode


def address_of(case: str, page: str = "", /, *subject: object, **query: object) -> str:
    """Return the address of a page of a case; what is null is left out of the query.

    >>> address_of("mexico", "account", "twitter:12")
    '/case/mexico/account/twitter:12'
    >>> address_of("mexico", "posts", hashtag="a b", day=None)
    '/case/mexico/posts?hashtag=a+b'
    """
    parts = ["case", quote(case, safe="")]
    parts += [page] if page else []
    parts += [quote(str(part), safe=":@") for part in subject]
    return "/" + "/".join(parts) + query_text(query)


def query_text(query: Mapping[str, object]) -> str:
    """Return a query with its question mark, or nothing; lists give one field each."""
    told = {name: value for name, value in query.items() if value is not None and value != ""}
    return f"?{urlencode(told, doseq=True)}" if told else ""


def same_page(path: str, query: Mapping[str, object], /, **changed: object) -> str:
    """Return the address of the page that is open with some of its choices changed; null takes one away."""
    return path + query_text({**query, **changed})
