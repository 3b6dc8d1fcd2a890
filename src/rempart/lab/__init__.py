"""The laboratory: a small internet of real programs on loopback, for tests and for the demo.

In: nothing but the programs that Debian packages bring (bind9, unbound, openssl, postgresql).
Out: parts with an address each (name server, resolvers, timestamp authority, database, websites),
started unprivileged on free ports from a temporary folder, and ended by their own process ids.
Never: a system service, a packet off this machine, a real name, a process left behind.
"""
