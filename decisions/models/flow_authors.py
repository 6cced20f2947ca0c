"""Who had a hand in a flow: in its form, in the versions before it, and in the draft that they came from."""

from collections.abc import Iterable, Mapping

from django.db import connection

# One text for the page and for the trigger that holds the database to it. Whoever carries a flow or a draft can write
# in it, so everybody who ever did counts.
AUTHORS = """
    WITH RECURSIVE version AS (
        SELECT f.id AS flow, f.* FROM decisions_flow f WHERE f.id = ANY({flows})
         UNION ALL
        SELECT v.flow, f.* FROM version v JOIN decisions_flow f ON f.id = v.former_id
    )
    SELECT v.flow, v.owner_id AS author FROM version v
     UNION SELECT v.flow, v.started_by_id FROM version v
     UNION SELECT v.flow, h.owner_id FROM version v JOIN decisions_historicalflow h ON h.id = v.id
     UNION SELECT v.flow, s.submitted_by_id FROM version v JOIN decisions_flowsubmission s ON s.flow_id = v.id
     UNION SELECT v.flow, d.created_by_id FROM version v JOIN decisions_decision d ON d.id = v.from_decision_id
     UNION SELECT v.flow, h.owner_id FROM version v JOIN decisions_historicaldecision h ON h.id = v.from_decision_id
"""


def authors_of(flows: Iterable[int]) -> Mapping[int, frozenset[int]]:
    """Of each flow the people who wrote, carried or submitted it, by their numbers; in one query."""
    found: dict[int, set[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(AUTHORS.replace("{flows}", "%s"), [list(flows)])
        for flow, author in cursor.fetchall():
            found.setdefault(flow, set()).add(author)
    return {flow: frozenset(people) for flow, people in found.items()}
