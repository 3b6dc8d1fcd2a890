"""The page behind a block: who ordered it, on what ground, how to contest it, and where there is help.

In: any HTTP request to the address that an order points names at. Out: status 451 (RFC 7725), French or English.
Never: a log of who came, a cookie, a script, a third party, a word that accuses the one who reads it.
"""
