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
