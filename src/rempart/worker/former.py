"""Former addresses in the background: one thread that looks at whatever is due, within its budget, without end."""

import logging
import threading
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from django.db import connections

from rempart import wiring
from rempart.glances.following import check_former_addresses
from rempart.kernel.actors import SYSTEM
from rempart.kernel.errors import RempartError
from rempart.pipeline.confirmed import confirmed_pages
from rempart.ports.glancing import Glancer
from rempart.worker.endurance import outlast

logger = logging.getLogger("rempart.worker")

PAUSE_S = 5.0  # with nothing due
BATCH = 500


@dataclass(slots=True)
class FormerAddressLoop:
    """Watches the former addresses until stopped, where the configuration says so. Run it in one process."""

    _over: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Start the thread; nothing where `former_addresses.watch` is false."""
        if wiring.current_config().former_addresses.watch:
            self._thread = threading.Thread(target=self._watch, name="former-addresses", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Let the looks that are open end; the rest stays due."""
        self._over.set()
        if self._thread:
            self._thread.join()

    def check(self, glancer: Glancer, every_s: float) -> int:
        """Look once at what is due; how many addresses. 0 while another process looks: the budget is for both."""
        ports = wiring.current_ports()
        with wiring.take_turn(wiring.current_config(), "former-addresses", wait=False) as ours:
            if not ours:
                return 0
            outcome = check_former_addresses(
                glancer=glancer,
                suffixes=ports.rule_book.read().lists.suffixes,
                background=ports.background(),
                every=timedelta(seconds=every_s),
                actor=SYSTEM,
                clock=ports.clock,
                limit=BATCH,
                reopenings=partial(confirmed_pages, viewer=SYSTEM),
                over=self._over.is_set,
            )
        return outcome.looked

    def _watch(self) -> None:
        settings = wiring.current_config().former_addresses
        glancer = wiring.build_former_glancer(wiring.current_config())
        looked = 0

        def look() -> None:
            nonlocal looked
            # What goes wrong leaves nothing looked at: the next look comes after a pause then.
            looked = 0
            try:
                looked = self.check(glancer, settings.every_s)
            except RempartError as error:
                logger.warning("former addresses: %s", error.message)

        while True:
            outlast(look, self._over)
            connections.close_all()
            if self._over.wait(0 if looked else PAUSE_S):
                return
