"""A browser's worth of HTTP for the bench: one kept connection, one cookie, as little work of its own as can be."""

import re
import socket
from urllib.parse import urlencode

ACCEPTED = "gzip, deflate, br, zstd"  # as Chrome says
TOKEN = re.compile(rb'name="csrf_token"[^>]* value="([^"]+)"')


class Answer:
    def __init__(self, status: int, headers: bytes, body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body

    def header(self, name: str) -> str:
        found = re.search(rf"\r\n{name}: ([^\r]*)".encode(), self.headers, re.IGNORECASE)
        return found[1].decode() if found else ""


class Client:
    """Raises ConnectionError where the server goes away; says nothing about statuses, which are the caller's."""

    def __init__(self, port: int) -> None:
        self.port, self.cookie, self.token = port, "", ""
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def get(self, path: str, compressed: bool = True) -> Answer:
        return self._ask(f"GET {path}", b"", ACCEPTED if compressed else "identity")

    def post(self, path: str, /, **fields: str) -> Answer:
        body = urlencode({"csrf_token": self.token, **fields}).encode()
        return self._ask(f"POST {path}", body, ACCEPTED)

    def sign_in(self, name: str, password: str) -> None:
        """As people do, and then keep the CSRF token, which is good for every form of this sign-in."""
        self._take_token("/sign-in")
        answer = self.post("/sign-in", name=name, password=password)
        if answer.status not in (302, 303):
            raise RuntimeError(f"{name} could not sign in: {answer.status}")
        self._take_token("/me")

    def _take_token(self, path: str) -> None:
        found = TOKEN.search(self.get(path, compressed=False).body)
        if found is None:
            raise RuntimeError(f"{path} has no form")
        self.token = found[1].decode()

    def _ask(self, line: str, body: bytes, accepted: str) -> Answer:
        lines = [f"{line} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", f"Accept-Encoding: {accepted}"]
        lines += [f"Cookie: {self.cookie}"] if self.cookie else []
        if line.startswith("POST"):
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        self._socket.sendall("\r\n".join([*lines, "", ""]).encode() + body)
        return self._read()

    def _read(self) -> Answer:
        data = b""
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += self._more()
        headers, body = data[:end], data[end + 4 :]
        status = int(headers[9:12])
        length = 0 if status in (204, 304) else int(re.search(rb"content-length: (\d+)", headers, re.IGNORECASE)[1])  # type: ignore[index]
        pieces, got = [body], len(body)
        while got < length:
            pieces.append(self._more())
            got += len(pieces[-1])
        for name, value in re.findall(rb"\r\nset-cookie: (session=)([^;]*)", headers, re.IGNORECASE):
            self.cookie = (name + value).decode()
        return Answer(status, headers, b"".join(pieces))

    def _more(self) -> bytes:
        if more := self._socket.recv(1 << 18):
            return more
        raise ConnectionError("the server closed the connection")
