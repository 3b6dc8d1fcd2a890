"""Pipeline: event -> next verb. The picture of the house as one table (`routes`), and its steps as visible rows.

In: journal entries. Out: one step per route, done exactly once, with its tries and its last error.
Never: a decision; a step that fails without a row that says so.
"""
