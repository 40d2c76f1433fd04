"""The speed of Council beside what the machine itself can do: `council bench`.

Every row is measured with its floor, in turns, in the same run; the ratio is the result and milliseconds are information. Lies outside
the package because it measures floors in bare SQL, which the layers above the database must not touch.
"""
