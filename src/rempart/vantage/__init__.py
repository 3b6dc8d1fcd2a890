"""A vantage point: looks at orders' effects from wherever it runs, and tells the hub what it saw.

In: tasks that it pulls over mutual TLS. Out: what its resolvers answered, to the hub that asked and to nobody else.
Never: a port of its own, a database, a file of names, a page's content.
"""
