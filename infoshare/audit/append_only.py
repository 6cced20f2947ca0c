"""Tables whose rows are added once and never changed, removed or emptied: the database itself refuses."""

import pgtrigger


def append_only() -> list[pgtrigger.Trigger]:
    """The triggers that make a table append-only, for the `triggers` of a model's Meta."""
    refuse = "RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;"
    return [
        pgtrigger.Trigger(
            name="append_only",
            operation=pgtrigger.Update | pgtrigger.Delete,
            when=pgtrigger.Before,
            func=refuse,
        ),
        pgtrigger.Trigger(
            name="never_emptied",
            operation=pgtrigger.Truncate,
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            func=refuse,
        ),
    ]
