"""Every port at once, without a network, a browser or another process: what a worker is handed in tests."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from rempart import wiring
from rempart.adapters.exhibit import WaczExhibits
from rempart.adapters.page_files import PageFiles
from rempart.adapters.signer import FileSigner
from rempart.engines.pages import Background
from rempart.kernel.clock import Clock
from rempart.ports import Ports
from rempart.ports.capturing import CapturePolicy, PageCapture, PageUnreachableError
from rempart.ports.registration import RegistrationLookup
from tests.factories.captures import make_capture, make_exchange
from tests.fakes.exhibits import MemoryStore
from tests.fakes.naming import FakeCoHosting, FakeResolver, FakeRuleBook, FakeZone

CONTROL_NAMES = ("library.example", "school.test")
ENTRY = (
    '<form action="/embark"><label for=n>Nickname</label><input id=n name=lq_nick maxlength=12>'
    "<select name=lq_age><option>18 to 26</option><option>27 to 38</option><option>39 to 53</option></select>"
    "<select name=lq_room><option>Amber Stairs</option><option>Indigo Pass</option><option>Fog Quay</option></select>"
    "<input name=lq_postal maxlength=5></form>"
)
RULES = (
    "<p>Every nickname lasts one day and is gone at midnight with the rest of the quay.</p>"
    "<p>The keeper of the gangway may lift the plank without giving a reason.</p>"
)
CONTACT = '<a href="mailto:keeper@lantern-quay.example">keeper@lantern-quay.example</a>'
CLOSED = f"<title>Lantern Quay</title><h1>Lantern Quay</h1>{ENTRY}{RULES}<footer>{CONTACT}</footer>"
REOPENED = f"<title>Night Harbour</title><h1>Night Harbour</h1><p>Come aboard.</p>{RULES}{ENTRY}<p>{CONTACT}</p>"
PARKED = "<title>harbour.example</title><p>This domain is for sale. Make an offer to the domain owner.</p>"


class Pages:
    """The `PageCapturer` port: shows the page of the hostname; what has none does not answer."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.pages: dict[str, str] = {}
        self.visited: list[str] = []

    def capture(self, url: str, policy: CapturePolicy) -> PageCapture:
        self.visited.append(url)
        html = self.pages.get(url.split("/")[2])
        now = self.clock.now()
        began = now - timedelta(seconds=2)
        empty = replace(
            make_capture(exchanges=(), text="", title="", screenshot=b"", started_at=began, finished_at=now),
            url=url,
            final_url=url,
            policy=policy,
        )
        if html is None:
            raise PageUnreachableError(url=url, problem="connection refused", capture=empty)
        return replace(empty, exchanges=(make_exchange(url, html.encode(), started_at=began),), dom=html)


@dataclass
class FakeOutside:
    """The parts behind the ports, each within a test's reach."""

    folder: Path
    clock: Clock
    zone: FakeZone = field(default_factory=FakeZone)
    store: MemoryStore = field(default_factory=MemoryStore)
    hosts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    lets_through: bool = False
    pages: Pages = field(init=False)

    def __post_init__(self) -> None:
        self.pages = Pages(self.clock)

    registrations: RegistrationLookup | None = None

    def put_online(self, hostname: str, html: str) -> None:
        """A page under a name that resolves."""
        self.pages.pages[hostname] = html
        self.hosts[hostname] = self.hosts[f"www.{hostname}"] = ("192.0.2.7",)

    def ports(self) -> Ports:
        """What the worker is handed; `lets_through` makes the subscriber's resolver ignore the list."""
        controls = dict.fromkeys(CONTROL_NAMES, ("192.0.2.9",))
        hosts = controls | self.hosts
        subscriber = FakeResolver(label="subscriber", hosts=hosts, zone=None if self.lets_through else self.zone)
        return Ports(
            clock=self.clock,
            capturer=self.pages,
            capture_policy=CapturePolicy(),
            exhibit_format=WaczExhibits(FileSigner(self.folder / "keys")),
            exhibits=self.store,
            publisher=self.zone,
            resolvers=(subscriber,),
            control=FakeResolver(label="control", hosts=hosts),
            control_names=CONTROL_NAMES,
            registrations=self.registrations,
            co_hosting=FakeCoHosting(),
            rule_book=FakeRuleBook(),
            checkpoint=wiring.sign_checkpoint,
            journal_key=wiring.journal_verifier_key(),
            pages=PageFiles(),
            base_background=Background.empty,
            background=Background.empty,
            background_of=lambda _: Background.empty(),
        )
