"""Transparency: public numbers and the public log.

In: acts on orders, probes, the journal's log. Out: counts per period and legal basis with small numbers kept back,
the commitments of orders that took effect, and for those with the right the opening of one commitment.
Never: a hostname in public, a number small enough to point at somebody, a commitment that can be guessed open.
"""
