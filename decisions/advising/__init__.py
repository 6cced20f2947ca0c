"""Asking for advice, in plain Python: when an answer is due, and what is withheld from whoever is asked."""
