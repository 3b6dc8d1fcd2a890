"""The edge agent: a small process beside a subscriber's resolver that is its policy zones' primary on loopback.

In: deltas from the hub over mutual TLS. Out: three zones by SOA, AXFR, IXFR and NOTIFY; signed receipts.
Never: a name served without the signatures of two people whose keys this subscriber pinned and a proof that the
public log holds the mandate; a name served beyond its term, hub or no hub; a start that opens a hole.
"""
