"""Feed: the hub's door for edge agents. A thin door: who asks, from where on, one query, lines out, receipts in.

In: TLS connections with a certificate of the operator's own authority. Out: signed lines, as soon as there are any.
Never: a line to somebody without a certificate, a decision, a name that is not a mandate's.
"""
