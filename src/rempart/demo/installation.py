"""A Rempart of its own: people with roles, a worker that follows streams, the pages, all in this process.

In: a `Setting` whose configuration is in force, with Django set up. Out: actors to act as, a served web door.
Never: a password; people enter by one-time links.
"""

from contextlib import ExitStack
from datetime import datetime

from rempart.demo.setting import Setting
from rempart.demo.spoken import called, say
from rempart.kernel.actors import CONSOLE, Actor, Role
from rempart.kernel.clock import SystemClock
from rempart.lab.processes import Part
from rempart.people.queries import get_actor
from rempart.people.services import issue_one_time_login, open_account
from rempart.web.server import PageServer, take_port
from rempart.worker.loop import WorkerLoop
from rempart.worker.streams import StreamLoop
from rempart.worker.watching import WatchLoop

# Analyst A may review too, so that the refusal of a second signature is about the person, not about a missing role.
_PEOPLE = {
    "A": (Role.ANALYST, Role.REVIEWER),
    "B": (Role.REVIEWER,),
    "C": (Role.LEGAL_OFFICER,),
    "D": (Role.PUBLISHER,),
    "E": (Role.OVERSEER,),
    "F": (Role.AUDITOR,),
    "G": (Role.ADMINISTRATOR,),
}
# Enters by herself in the story and sets up a second factor that nobody else has: no link of hers is shown.
_READER = "H"


class Installation(Part):
    """Its people by role, its feed, its worker that follows the streams, and its pages."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.people: dict[Role, Actor] = {}
        self._running = ExitStack()

    def start(self) -> None:
        """Open the accounts, start the edge subscriber with its feed, the worker with its streams, the pages."""
        self._open_accounts()
        with ExitStack() as starting:
            starting.enter_context(self.setting.edge)
            for loop in (WorkerLoop(default_threads=2), StreamLoop(), WatchLoop()):
                loop.start()
                starting.callback(loop.stop)
            pages = PageServer(take_port("127.0.0.1", self.setting.web_port), threads=4)
            pages.start()
            starting.callback(pages.stop)
            self._running = starting.pop_all()

    def stop(self) -> None:
        """Stop the pages, the worker and its streams, then the edge subscriber."""
        self._running.close()

    def now(self) -> datetime:
        """The moment."""
        return SystemClock().now()

    def one_time_links(self) -> tuple[tuple[str, str], ...]:
        """(who, link) for every account of the cast; each link lets its owner in once."""
        return tuple((who, self.setting.web_url + self._link(actor)) for who, actor in self._named())

    def reader_link(self) -> str:
        """The path of a one-time link for the reader."""
        return self._link(self._reader)

    def _named(self) -> tuple[tuple[str, Actor], ...]:
        return tuple((actor.name, actor) for actor in self.people.values())

    def _link(self, actor: Actor) -> str:
        if actor.account_id is None:
            return ""
        secret = issue_one_time_login(account_id=actor.account_id, actor=CONSOLE, now=self.now(), reason="demo")
        return f"/accounts/once/{secret}/"

    def _open_accounts(self) -> None:
        for letter, roles in _PEOPLE.items():
            self.people[roles[0]] = self._open(letter, roles)
        self._reader = self._open(_READER, (Role.ANALYST,))

    def _open(self, letter: str, roles: tuple[Role, ...]) -> Actor:
        oversees = roles[0] in (Role.OVERSEER, Role.AUDITOR)
        account_id = open_account(
            email=f"{roles[0].value}-{letter}@hotline.example".lower(),
            label=called(roles[0], letter),
            organisation=say("Oversight body O") if oversees else say("Hotline H"),
            roles=roles,
            actor=CONSOLE,
            now=self.now(),
            reason="demo",
        )
        return get_actor(account_id)
