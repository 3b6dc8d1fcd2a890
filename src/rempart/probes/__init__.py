"""Probes: does the block work, and does it block anything else?

In: an order whose entry was published or withdrawn; the resolvers of subscribers, one without the list, control names.
Out: an outcome with every answer that led to it. "Effective" anywhere is derived from these rows only.
Never: a question to the blocked site itself; a name of the operator's choice beyond the order and the controls.
"""
