"""Organisations with twins of every role, and a unique token in every text that a person could have typed."""
