"""Matches: is this captured page a closed site again?

In: a sealed exhibit of a sighting, and what the watch list keeps of closed sites. Out: one judgement with its
probability, its reasons and everything needed to compute it again; a sealed comparison; how common signs are.
Never: a decision; a judgement without reasons; a change of a judgement that was made (a newer one is a new row).
"""
