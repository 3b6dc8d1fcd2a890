"""Publications: lists and zones made from the orders in force.

In: orders that came into force, were suspended, revoked or lapsed. Out: a zone that says the same, lists in other
forms, a row for every change with the serial that carries it.
Never: a name without an order in force, a list for somebody without the right, a change that is not kept.
"""
