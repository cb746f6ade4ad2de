"""A small mail server for tests, on a real socket: takes mail, or does what a test asks of it in place of an answer."""

import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as by_the_book
from typing import Any


@dataclass
class Sink:
    """`answers`: to a command (`connect`, `MAIL`, `RCPT`, `DATA`, `text`), one after the other; "" cuts the line."""

    port: int = 0
    answers: dict[str, list[str]] = field(default_factory=dict)
    offers_starttls: bool = False
    certificate: ssl.SSLContext | None = None
    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)

    def answer(self, to: str, usual: str) -> str:
        waiting = self.answers.get(to)
        return waiting.pop(0) if waiting else usual


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.sink: Sink = self.server.sink  # type: ignore[attr-defined]
        if not self.say(self.sink.answer("connect", "220 sink")):
            return
        while line := self.rfile.readline():
            words = line.decode("ascii").strip()
            self.sink.commands.append(words)
            command = words.split(" ")[0].split(":")[0].upper()
            if not self.react(command, words):
                return

    def react(self, command: str, words: str) -> bool:
        """Whether the talk goes on."""
        if command == "EHLO":
            return self.say("250-sink\r\n250-STARTTLS\r\n250 8BITMIME" if self.sink.offers_starttls else "250 sink")
        if command == "STARTTLS" and self.sink.certificate:
            self.say("220 go on")
            try:
                self.request = self.sink.certificate.wrap_socket(self.request, server_side=True)
            except (ssl.SSLError, OSError):
                return False
            self.rfile, self.wfile = self.request.makefile("rb"), self.request.makefile("wb")
            return True
        if command == "QUIT":
            self.say("221 bye")
            return False
        if command == "DATA":
            return self.take_text()
        if command == "RCPT":
            self.sink.recipients.append(words.partition("<")[2].rstrip(">"))
        return self.say(self.sink.answer(command, "250 fine"))

    def take_text(self) -> bool:
        first = self.sink.answer("DATA", "354 go on")
        if not self.say(first) or not first.startswith("354"):
            return bool(first)
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        message = message_from_bytes(b"".join(lines), policy=by_the_book)
        assert isinstance(message, EmailMessage)
        self.sink.mails.append(message)
        return self.say(self.sink.answer("text", "250 taken"))

    def say(self, words: str) -> bool:
        if words:
            self.wfile.write(words.encode() + b"\r\n")
            self.wfile.flush()
        return bool(words)


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    sink: Sink

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A sender that hangs up is nothing to tell of."""


@contextmanager
def smtp_sink(**given: Any) -> Iterator[Sink]:
    """A mail server that runs meanwhile; what came in stands in its `mails`."""
    with _Server(("127.0.0.1", 0), _Talk) as server:
        server.sink = Sink(port=server.server_address[1], **given)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield server.sink
        server.shutdown()
        thread.join()
