"""Which sheets have not gone, or have a correction to send: among which those are looked for that wait for approval."""

from typing import ClassVar

from django.db import models

from decisions.models.decision import Decision
from decisions.models.sheets import Sheet
from infoshare.accounts.models import Organisation
from infoshare.saving.keeping import Kept, Watched


class OpenSheet(models.Model):
    """The database writes it when a sheet is made, and takes it away once it went or never will; nobody else may."""

    sheet = models.OneToOneField(
        Sheet, on_delete=models.PROTECT, primary_key=True, related_name="open", db_constraint=False
    )
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "sheet"], name="open_sheets")]

    def __str__(self) -> str:
        return f"Open sheet {self.pk}"


OF_SHARINGS = "ARRAY(SELECT e.sheet_id FROM decisions_sharingevent e WHERE e.id = ANY (changed))"
OF_OWED = """ARRAY(
    SELECT e.sheet_id FROM decisions_correctionowed o JOIN decisions_sharingevent e ON e.id = o.sharing_id
     WHERE o.id = ANY (changed)
)"""
SHEETS = Kept(
    OpenSheet,
    of="sheet_id",
    parent="decisions_sheet",
    rows="""
        SELECT s.id AS sheet_id, s.decision_id, d.organisation_id
          FROM decisions_sheet s JOIN decisions_decision d ON d.id = s.decision_id
         WHERE NOT EXISTS (SELECT FROM decisions_sheetended x WHERE x.sheet_id = s.id)
           AND (NOT EXISTS (SELECT FROM decisions_sharingevent e WHERE e.sheet_id = s.id)
            OR EXISTS (
                SELECT FROM decisions_sharingevent e
                  JOIN decisions_correctionowed o ON o.sharing_id = e.id
                  JOIN decisions_foundwrong w ON w.id = o.wrong_id
                 WHERE e.sheet_id = s.id AND w.kind = 'wrong'
                   AND NOT EXISTS (SELECT FROM decisions_correctionsent c WHERE c.owed_id = o.id)
                   AND NOT EXISTS (SELECT FROM decisions_correctiongivenup g WHERE g.owed_id = o.id)))
    """,
    watched=(
        Watched("decisions_sheet", "id", ("decision_id",)),
        Watched("decisions_sheetended", "sheet_id", ("sheet_id",)),
        Watched("decisions_sharingevent", "sheet_id", ("sheet_id",)),
        Watched("decisions_correctionowed", "sharing_id", ("sharing_id", "wrong_id"), leads=OF_SHARINGS),
        Watched("decisions_correctionsent", "owed_id", ("owed_id",), leads=OF_OWED),
        Watched("decisions_correctiongivenup", "owed_id", ("owed_id",), leads=OF_OWED),
    ),
)
