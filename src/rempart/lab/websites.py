"""Some thirty fictional websites on several loopback addresses, one port for all.

In: the table of sites. Out: HTTP answers by Host header and address; the closed site can close and its
reopening can move, twice, while they run. Never: a connection to anybody, a word about who asked.
"""

from rempart.kernel.phrases import Phrase
from rempart.lab.processes import NONE, Part, PartNotReadyError, free_port
from rempart.lab.serving import LoopbackServers, Request, Response
from rempart.lab.sites import SITES, Site, SiteKind, render, site_of

_GONE = Response(410, "Fermé sur décision de justice.\n".encode(), (("Content-Type", "text/plain; charset=utf-8"),))
_NOBODY = Response(421, b"No site of that name lives here.\n", (("Content-Type", "text/plain"),))


class Websites(Part):
    """Every site of the table. A site answers only on its own address, as on a real host."""

    def __init__(self, port: int | None = None) -> None:
        self.addresses = tuple(sorted({site.address for site in SITES}))
        self.port = port or free_port(*self.addresses)
        self._by_name = {site.hostname: site for site in SITES}
        self._closed: set[str] = set()
        self._moved = False
        self._left = False
        self._servers = LoopbackServers(self.addresses, self.port, self._answer)

    def start(self) -> None:
        """Listen on every address."""
        try:
            self._servers.start()
        except OSError as error:
            raise PartNotReadyError(
                part="websites",
                problem=Phrase(
                    "port {port} cannot be used on {addresses}: {problem}",
                    port=str(self.port),
                    addresses=", ".join(self.addresses),
                    problem=error.strerror,
                ),
                log=NONE,
                advice="end what listens there, or leave the choice of a port to the laboratory.",
            ) from error

    def stop(self) -> None:
        """Close every socket."""
        self._servers.stop()

    def url(self, hostname: str) -> str:
        """The address of a site's page."""
        return f"http://{hostname}:{self.port}/" if self.port != 80 else f"http://{hostname}/"

    def close(self, kind: SiteKind) -> None:
        """Close the sites that are of `kind`: they answer 410 from now on."""
        self._closed.update(site.hostname for site in SITES if site.kind is kind)

    def move(self) -> Site:
        """The reopened site moves: its next name begins to answer, the old one redirects there."""
        self._moved = True
        return site_of(SiteKind.MOVED)

    def leave(self) -> Site:
        """The site goes on to a name that has nothing to do with its own; its first old address leads there."""
        self._left = True
        return site_of(SiteKind.UNRELATED)

    def _target(self, site: Site) -> SiteKind | None:
        """Where `site` sends its visitors, None where it keeps them."""
        if site.kind is SiteKind.EXPIRED:
            return SiteKind.PARKED
        if site.kind is SiteKind.REOPENED and self._moved:
            return SiteKind.UNRELATED if self._left else SiteKind.MOVED
        return None

    def _answer(self, request: Request) -> Response:
        site = self._by_name.get(request.host)
        if site is None or (site.kind is SiteKind.MOVED and not self._moved):
            return _NOBODY
        if site.hostname in self._closed:
            return _GONE
        if target := self._target(site):
            return Response(302, b"", (("Location", self.url(site_of(target).hostname)),))
        return render(site, request.path.split("?", 1)[0])
