"""Addresses that are safe to go on to: of this course, never of another site."""

from urllib.parse import urlsplit

from flask import request


def safe_next(address: str | None) -> str | None:
    """`address` if it is a path of this site, else None."""
    if not address or not address.startswith("/") or address.startswith("//"):
        return None
    if "\\" in address or any(ord(character) < 33 or ord(character) == 127 for character in address):
        return None
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    return address


def page_before() -> str:
    """Where to come back to after signing in: this page, or for a form the page that it stood on."""
    if request.method in ("GET", "HEAD"):
        return safe_next(request.full_path.rstrip("?")) or "/"
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc == request.host:
        return safe_next(came_from.path) or "/"
    return "/"


def is_own_origin(origin: str, host: str, by_https: bool) -> bool:
    """Whether a page of this host sent a form; "null" (a sandbox, a file) is nobody's page.

    `host` is the name that the request came for, which is one of ours by then. `by_https` asks for https, so that
    somebody who rewrites plain pages of the same name on the way cannot post either.
    """
    try:
        parts = urlsplit(origin)
        is_plain = not (parts.path or parts.query or parts.fragment or parts.username is not None)
        _port = parts.port
    except ValueError:
        return False
    if not is_plain or parts.scheme not in (("https",) if by_https else ("http", "https")):
        return False
    usual = ":443" if parts.scheme == "https" else ":80"
    return parts.netloc.lower().removesuffix(usual) == host.lower().removesuffix(usual)
