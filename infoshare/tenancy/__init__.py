"""Row-level security: the database itself shows one organisation's rows at a time, and none where none is set."""
