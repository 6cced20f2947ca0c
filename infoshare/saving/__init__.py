"""Saving what two people may have open at once, from a form that may be sent twice: nothing typed is lost."""
