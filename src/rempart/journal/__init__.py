"""Journal: the append-only record of every act.

In: events with their actor, reason and moment, inside the transaction of the rows they speak of.
Out: entries, proofs that an entry is in the log, signed checkpoints, an export that verifies without a database.
Never: an entry changed or removed; a hostname in the public log (its leaves are salted commitments).
"""
