"""REST API: the same services and rights as the pages, for programs. A token acts with the rights of its person.

In: JSON and a bearer token. Out: JSON; errors as `{"code", "message"}`.
Never: a right that the person does not hold; a session cookie taken for a token.
"""
