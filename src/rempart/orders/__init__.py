"""Orders: proposal, safeguards, second signature, overseer, term, appeal, revocation.

In: a case with sealed exhibits, a legal basis that the operator configured, two people of two roles.
Out: orders in force with an end date; refused ones with the safeguards that refused them.
Never: an order on one signature (but an emergency of 24 hours at most), a term without end, a change of the past.
"""
