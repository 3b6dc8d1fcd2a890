import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from websockets.sync.server import Server, ServerConnection, serve

from rempart.adapters.streams.certstream import CertstreamFeed
from rempart.ports.streams import StreamBusyError

MESSAGES = [
    json.dumps({"message_type": "heartbeat", "timestamp": 1.0}),
    json.dumps(
        {
            "message_type": "certificate_update",
            "data": {"leaf_cert": {"all_domains": ["one.example", "*.one.example"]}, "seen": 1776157200.0},
        }
    ),
    json.dumps({"message_type": "dns_entries", "data": ["two.example"]}),
    "no JSON",
    json.dumps({"message_type": "certificate_update"}),
    '{"data": {"leaf_cert": {"all_domains": ["three.example"]}, "seen": 1e400}}',
    json.dumps({"message_type": "dns_entries", "data": ["half-\ud83d.example"]}),
]


@pytest.fixture
def feed() -> Iterator[str]:
    def speak(connection: ServerConnection) -> None:
        for message in MESSAGES:
            connection.send(message)

    server: Server = serve(speak, "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"ws://127.0.0.1:{server.socket.getsockname()[1]}"
    server.shutdown()
    thread.join()


def test_names_of_every_form_are_read_and_the_end_is_said(feed: str) -> None:
    stream = CertstreamFeed("feed", feed, every_s=60.0, silence_s=60.0).read(None)
    batch = next(stream)
    first, *others = batch.lines.decode().split()
    assert (first, others) == ("one.example", ["*.one.example", "two.example", "three.example", "half-?.example"])
    assert (batch.entries, batch.lost) == (7, 2)
    assert batch.newest_at == datetime(2026, 4, 14, 9, tzinfo=UTC)
    with pytest.raises(StreamBusyError, match="the feed ended"):
        next(stream)


def test_a_message_with_ten_thousand_names_is_read_whole() -> None:
    names = [f"host{number}.example" for number in range(10_000)]
    update = {"message_type": "dns_entries", "data": names}

    def speak(connection: ServerConnection) -> None:
        connection.send(json.dumps(update | {"padding": "x" * 2**21}))

    server = serve(speak, "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    url = f"ws://127.0.0.1:{server.socket.getsockname()[1]}"
    batch = next(CertstreamFeed("feed", url, every_s=60.0, silence_s=60.0).read(None))
    assert batch.lines.decode().split() == names
    server.shutdown()
    thread.join()


def test_a_feed_that_is_not_there_is_said_to_be_busy() -> None:
    with pytest.raises(StreamBusyError):
        next(CertstreamFeed("feed", "ws://127.0.0.1:9", silence_s=1.0).read(None))
