"""The forms about people whose information it is, and about their consent."""
