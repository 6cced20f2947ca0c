"""Numbers for those who oversee, in plain Python: which quarter of a year, and what may be told of decisions that the
reader may not open.
"""
