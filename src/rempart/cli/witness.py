"""`rempart witness`: watch the logs of other organisations and cosign their heads. Needs no database."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Annotated

import typer

from rempart.cli.language import say
from rempart.cli.output import counted, err, out
from rempart.kernel.clock import SystemClock
from rempart.ports.witnessing import CosigningDesk

app = typer.Typer(no_args_is_help=True, help="Cosign the checkpoints of other organisations' journals.")

_MAX_REQUEST = 100_000


@app.command()
def serve(
    folder: Annotated[Path, typer.Argument(help="Where key and memory of this witness lie.")],
    name: Annotated[str, typer.Option(help="The name in its cosignatures, for example hotline.example/witness.")],
    log: Annotated[list[str], typer.Option(help="Verifier key of a log to watch (name+hash+base64).")],
    host: Annotated[str, typer.Option(help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Where to listen.")] = 8790,
) -> None:
    """Answer add-checkpoint requests (C2SP tlog-witness) until it is ended; put a TLS proxy before it."""
    from rempart import wiring

    desk = wiring.build_witness_desk(folder, name, tuple(log))
    out.print(desk.verifier_key, markup=False, highlight=False)
    server = make_server(desk, host, port)
    place = f"http://{host}:{server.server_port}/"
    err.print(say("{name} watches {logs} on {place}", name=name, logs=counted(len(log), "log"), place=place))
    try:
        server.serve_forever()
    finally:
        server.server_close()


def make_server(desk: CosigningDesk, host: str, port: int) -> ThreadingHTTPServer:
    """An HTTP server that hands requests to `desk`; nothing but ``POST /add-checkpoint``."""

    class Handler(BaseHTTPRequestHandler):
        timeout = 10

        def do_POST(self) -> None:
            length = self.headers.get("Content-Length", "")
            if self.path != "/add-checkpoint" or not length.isdecimal() or int(length) > _MAX_REQUEST:
                self.send_error(400)
                return
            request = self.rfile.read(int(length)).decode("utf-8", errors="replace")
            status, kind, body = desk.answer(request, int(SystemClock().now().timestamp()))
            content = body.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Nothing about who asked is written anywhere."""

    return ThreadingHTTPServer((host, port), Handler)
