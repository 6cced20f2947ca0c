"""The forms of the journey. Field names are column names; sentences are the ones people read."""
