"""Light looks at many hostnames: the egress rules of a capture without its browser, and a pace that hurts nobody.

In: hostnames and a `GlancePolicy`. Out: one page of text each, with the facts of its TLS and its names.
Never: an address that a capture may not connect to; a medium; two requests to one host within its pause.
"""

from rempart.adapters.glances.glancer import PoliteGlancer

__all__ = ["PoliteGlancer"]
