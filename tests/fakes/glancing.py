"""The `Glancer` port without a network: hosts, redirects and silences out of dictionaries."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from rempart.engines.pages import Fact, PageInput, SidePage
from rempart.ports.glancing import NOBODY, Glance, GlanceAsk, Hop, Silence

AT = datetime(2026, 4, 14, 9, 30, tzinfo=UTC)


@dataclass
class FakeGlancer:
    """`pages` and `error_pages` by hostname, these only for who asks; `sent_on` from hostname to address; `facts` of a
    hostname's network, `left_out` of its addresses. Others are gone.

    `asked` lists the hostnames looked at, in order, `lost` those asked for an error page; after `fails_after` of them
    the next look raises. `meanwhile` is done while a hostname is looked at.
    """

    pages: dict[str, str] = field(default_factory=dict)
    sent_on: dict[str, str] = field(default_factory=dict)
    silences: dict[str, tuple[Silence, str]] = field(default_factory=dict)
    facts: dict[str, tuple[Fact, ...]] = field(default_factory=dict)
    left_out: dict[str, tuple[str, ...]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    wildcards: list[str] = field(default_factory=list)
    error_pages: dict[str, str] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    fails_after: int | None = None
    meanwhile: dict[str, Callable[[], object]] = field(default_factory=dict)

    def glance(self, asks: Iterable[GlanceAsk]) -> Iterator[Glance]:
        for ask in asks:
            if ask.hostname == NOBODY:
                yield Glance(ask, AT)
                continue
            if self.fails_after is not None and len(self.asked) >= self.fails_after:
                raise KeyboardInterrupt
            self.asked.append(ask.hostname)
            self.wildcards.append(ask.wildcard_below)
            self.lost += [ask.hostname] if ask.error_page else []
            self.meanwhile.get(ask.hostname, lambda: None)()
            yield replace(self._look(ask), left_out=self.left_out.get(ask.hostname, ()))

    def _look(self, ask: GlanceAsk) -> Glance:
        if ask.hostname in self.silences:
            silence, rule = self.silences[ask.hostname]
            return Glance(ask, AT, silence=silence, problem=f"{ask.hostname} says nothing", rule=rule, requests=1)
        url, hops = f"https://{ask.hostname}/", []
        while (host := url.split("/")[2]) in self.sent_on:
            hops.append(Hop(url, 302, self.sent_on[host]))
            url = self.sent_on[host]
        html = self.pages.get(url.split("/")[2])
        if html is None and not hops:
            return Glance(
                ask, AT, silence=Silence.GONE, problem=f"{ask.hostname} has no address (NXDOMAIN)", requests=1
            )
        lost = self.error_pages.get(ask.hostname) if ask.error_page else None
        beside = (SidePage(f"{url}wazuben", lost, is_error=True),) if lost else ()
        page = PageInput(html=html or "", url=url, facts=self.facts.get(ask.hostname, ()), beside=beside)
        return Glance(ask, AT, page, (*hops, Hop(url, 200)), ("192.0.2.7",), requests=2 + len(hops))
