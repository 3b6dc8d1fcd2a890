"""People: accounts, organisations, roles, and the one place that answers "may this person do this to that row".

In: invitations by an administrator, one-time logins, API tokens.
Out: actors with their roles; yes or no.
Never: a decision by one person alone; an overseer or auditor who also decides; a password or token kept readable.
"""
