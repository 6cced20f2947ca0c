"""The lock that recording a decision closes on every row of its draft."""

from collections.abc import Iterable

import pgtrigger

ALL_BUT = """
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - ARRAY[{but}] = to_jsonb(NEW) - ARRAY[{but}] THEN RETURN NEW; END IF;
"""
UNLESS = """
    IF TG_OP <> 'DELETE' AND NEW.{unless} AND (TG_OP = 'INSERT' OR OLD.{unless}) THEN RETURN NEW; END IF;
"""
FREEZE = """
    IF EXISTS (SELECT 1 FROM decisions_record r WHERE r.decision_id IN (OLD.{column}, NEW.{column})) THEN
        RAISE EXCEPTION 'This decision is recorded: it can be added to, never changed';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""


def frozen_once_recorded(
    column: str = "decision_id", but: Iterable[str] = (), unless: str = ""
) -> list[pgtrigger.Trigger]:
    """Triggers that refuse every change to a row whose decision is recorded, but for some columns.

    `unless` is a column that tells rows which came after the record.
    """
    after = UNLESS.replace("{unless}", unless) if unless else ""
    open_to_change = ALL_BUT.replace("{but}", ", ".join(f"'{each}'" for each in but)) if but else ""
    return [
        pgtrigger.Trigger(
            name="frozen_once_recorded",
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            when=pgtrigger.Before,
            func=after + open_to_change + FREEZE.replace("{column}", column),
        )
    ]
