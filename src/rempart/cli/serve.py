"""`rempart serve` and `rempart worker`: the pages, and the background work behind them."""

import signal
import types
from pathlib import Path
from typing import Annotated

import typer

from rempart.cli.database import open_database
from rempart.cli.language import say
from rempart.cli.output import err, print_line
from rempart.cli.promptness import be_prompt
from rempart.config import load_config
from rempart.web.server import PageServer, take_port


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on, instead of web.host.")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port, instead of web.port; 0 takes a free one.")
    ] = None,
    worker: Annotated[bool, typer.Option(help="Do the background work in this process too.")] = True,
) -> None:
    """Serve the pages until interrupted; by default one worker runs along. Exit code 3: the port is taken."""
    web = load_config().web
    server = PageServer(take_port(host or web.host, web.port if port is None else port), threads=web.threads)
    open_database(patient=True)
    _warn_of_missing_files()
    from rempart.worker.former import FormerAddressLoop
    from rempart.worker.loop import WorkerLoop
    from rempart.worker.streams import StreamLoop
    from rempart.worker.watching import WatchLoop

    loops = (WorkerLoop(), StreamLoop(), FormerAddressLoop(), WatchLoop()) if worker else ()
    for loop in loops:
        loop.start()
    be_prompt()
    signal.signal(signal.SIGTERM, _interrupt)
    if worker:
        told = say("Rempart answers at {url} (with a worker). Ctrl-C ends it.", url=server.url)
    else:
        told = say("Rempart answers at {url} (without a worker). Ctrl-C ends it.", url=server.url)
    print_line(told, err)
    try:
        server.run()
    finally:
        print_line(say("Finishing what is in hand …"), err)
        server.stop()
        for loop in loops:
            loop.stop()


def worker(
    threads: Annotated[int, typer.Option(min=1, help="Threads for steps that are not urgent.")] = 1,
    streams: Annotated[
        bool, typer.Option(help="Follow the configured streams and the former addresses too; in one process only.")
    ] = False,
) -> None:
    """Do background work until interrupted; steps in hand are finished first."""
    open_database(patient=True)
    from rempart.worker.former import FormerAddressLoop
    from rempart.worker.loop import WorkerLoop
    from rempart.worker.streams import StreamLoop
    from rempart.worker.watching import WatchLoop

    loop = WorkerLoop(default_threads=threads)
    loop.start()
    followed = (StreamLoop(), FormerAddressLoop(), WatchLoop()) if streams else ()
    for one in followed:
        one.start()
    be_prompt()
    signal.signal(signal.SIGTERM, _interrupt)
    print_line(say("Working. Ctrl-C ends it."), err)
    try:
        loop.wait()
    except KeyboardInterrupt:
        print_line(say("Finishing the steps in hand …"), err)
    finally:
        for one in followed:
            one.stop()
        loop.stop()


def _interrupt(_number: int, _frame: types.FrameType | None) -> None:
    raise KeyboardInterrupt


def _warn_of_missing_files() -> None:
    web = Path(__file__).resolve().parent.parent / "web"
    if not (web / "static" / "vendor").is_dir() or not list(web.glob("locale/*/LC_MESSAGES/*.mo")):
        told = say("The pages' files are not built: run `make serve`, or `npm ci` and scripts/build_frontend.py.")
        print_line(told, err)
