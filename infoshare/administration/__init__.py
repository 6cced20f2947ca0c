"""Who belongs to an organisation, in which teams and roles, and what each of them may do."""
