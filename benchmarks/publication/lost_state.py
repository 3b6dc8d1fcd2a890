"""A lost state of an edge agent: every zone says all that holds, for two rounds; what that costs, in processor time."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from benchmarks.rows import Row
from rempart.edge.state import EdgeState, Held, first_serial
from rempart.engines.policy.mandates import Mandate
from rempart.engines.zonefile.tiers import Tiers
from rempart.kernel.clock import SystemClock
from rempart.kernel.hostname import Hostname

_PAGE_MIB = 4096 / (1 << 20)


def rows(number: int) -> Iterator[Row]:
    """The agent does nothing else in any of these times."""
    now = SystemClock().now()
    before = _memory_mib()
    state = EdgeState(Tiers("fresh.rempart.test", "hot.rempart.test", "cold.rempart.test"))
    state.tiers.hide()
    for index in range(number):
        name, order_id = Hostname(f"name-{index}.example"), f"{index:032x}"
        mandate = Mandate(
            order_id=order_id,
            number=0,
            hostname=name,
            subdomains=True,
            answer="nxdomain",
            legal_basis="basis",
            issued_at=now,
            expires_at=now + timedelta(days=30),
        )
        state.held[order_id] = Held(mandate, looked_at=now)
        state.by_name[name] = {order_id}
        state.serve(name)
    began = time.process_time()
    state.begin(first_serial(now, state.tiers.zones))
    yield _row(f"lost state, {number:,} names: three zones begin", time.process_time() - began)
    yield Row("… memory of it", _memory_mib() - before, "MiB", "", None)
    began = time.process_time()
    state.tiers.clear()
    yield _row("… and are cleared of what the mass says, two rounds after it", time.process_time() - began)


def _row(name: str, seconds: float) -> Row:
    return Row(name=name, value=seconds, unit="s", target="", met=None)


def _memory_mib() -> float:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * _PAGE_MIB
