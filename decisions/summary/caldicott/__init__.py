"""What the pages of the Caldicott inbox, log and yearly report show."""
