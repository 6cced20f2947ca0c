"""A mail server on this computer: it takes letters, refuses some addresses, or hangs up on everybody."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Post:
    """What it took, as (address, letter); whom it refuses; whether it answers at all."""

    port: int = 0
    taken: list[tuple[str, str]] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    hangs_up: bool = False

    @property
    def reached(self) -> list[str]:
        return [address for address, _ in self.taken]


def _handler(post: Post) -> type[socketserver.StreamRequestHandler]:
    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            if post.hangs_up:
                return
            self.say("220 here")
            to = ""
            while line := self.rfile.readline().decode().strip():
                order = line[:4].upper()
                if order == "RCPT":
                    to = line.partition("<")[2].rstrip(">")
                    self.say("550 nobody of that name" if to in post.refused else "250 ok")
                elif order == "DATA":
                    self.say("354 go on")
                    post.taken.append((to, self.letter()))
                    self.say("250 taken")
                else:
                    self.say("221 bye" if order == "QUIT" else "250 ok")

        def letter(self) -> str:
            lines = []
            while (line := self.rfile.readline().decode()) not in {".\r\n", ""}:
                lines.append(line)
            return "".join(lines)

        def say(self, what: str) -> None:
            self.wfile.write(f"{what}\r\n".encode())

    return Handler


@contextmanager
def serving() -> Iterator[Post]:
    post = Post()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _handler(post)) as server:
        post.port = server.server_address[1]
        running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        running.start()
        try:
            yield post
        finally:
            server.shutdown()
            running.join()
