"""Go on after whatever goes wrong: a thread that ends would leave a worker that lives, and does one thing no more.

In: an act. Out: whether it came to its end. Never: lost work; what is to be done is in the database until it is done.
"""

import logging
import threading
from collections.abc import Callable

from django.db import connections

from rempart.journal.growth import DATABASE_AWAY

_PAUSE_S = 1.0

logger = logging.getLogger("rempart.worker")


def outlast(act: Callable[[], object], over: threading.Event) -> bool:
    """Do `act`; what goes wrong is logged and followed by a pause, which ends when all is `over`."""
    try:
        act()
    except DATABASE_AWAY as error:
        logger.warning("the database did not answer the worker: %s", error)
    except Exception:
        logger.exception("a thread of the worker met what nobody foresaw; it goes on")
    else:
        return True
    connections.close_all()
    over.wait(_PAUSE_S)
    return False
