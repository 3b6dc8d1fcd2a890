"""Protocols for everything outside, and the plain values they exchange. No Django, no I/O."""
