"""Referrals: notices to police, hoster, registrar and hotlines, their clocks and their answers.

In: a case whose hostname is to be refused, with the facts of its evidence.
Out: one plain text per recipient, in French and English; when it was sent, by when an answer is due, what came back.
Never: an image or any other medium; a notice sent without a person; a notice changed after it was written.
"""
