"""How long a record is kept: plain Python. What is known of it and the rules in, the day it is due out."""
