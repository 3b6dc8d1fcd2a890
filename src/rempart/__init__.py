"""Rempart: notice, prove, decide and block the reopening of closed sites that enable child sexual abuse.

What it does: it screens new hostnames against the history of closed sites, seals a capture of a
candidate as evidence, says with reasons whether it is the same site, lets two people of two roles
order a block under the eyes of an overseer, publishes that order to resolvers, proves the effect,
and keeps a public account of it.

What it refuses to be: a chat site or a tool to build one, a store of abuse material (no image or
video byte is kept), a readable list of harmful sites, a censorship machine, a surveillance machine.
"""

__version__ = "0.1.0"
