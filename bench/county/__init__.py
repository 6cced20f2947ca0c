"""A county made by rows: as many decisions of one organisation as are asked for, over five years. For figures only.

A few decisions are led through the real actions and taken back again; what they left in every table is the pattern that
is copied, with numbers, people, days and words of its own each time (walks.py, patterns.py, filling.py).
"""
