"""What a set of changes, written on several laptops, amounts to: a pure function of the set, whatever order it came in.

Decision 17 says why. `state.settled` is the door; the database works it out for the rows that a merge touches, and its integrity
check for all.
"""
