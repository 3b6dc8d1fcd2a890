"""Loads compiled code that was kept, without what it would take to compile it.

Before numba looks for kept code it loads all that code could be compiled from (strings, random numbers, linear algebra,
typed lists …), which takes longer than a whole small file takes to be screened.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from numba.core.caching import FunctionCache
from numba.core.runtime import rtsys

F = TypeVar("F", bound=Callable[..., Any])


class KeptCode(FunctionCache):  # type: ignore[misc] # numba has no types
    """What was kept of one function. Where that is nothing, numba does as it always does."""

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """The compiled function for arguments of the types `sig`, None where it has to be compiled."""
        rtsys.initialize(target_context)  # what makes arrays
        with self._guard_against_spurious_io_errors():
            found = self._load_overload(sig, target_context)  # type: ignore[no-untyped-call]
            if found is not None:
                return found
        return super().load_overload(sig, target_context)  # type: ignore[no-untyped-call]


def entry(compiled: F) -> F:
    """Marks a compiled function that is called from outside: those that it calls are kept within it."""
    kept = KeptCode(compiled.py_func)  # type: ignore[attr-defined, no-untyped-call]
    compiled._cache = kept  # type: ignore[attr-defined] # noqa: SLF001 (as numba does itself)
    return compiled
