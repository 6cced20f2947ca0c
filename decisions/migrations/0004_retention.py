import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("consent", "0001_tables"),
        ("decisions", "0003_audit_exports"),
    ]

    operations = [
        migrations.CreateModel(
            name="RetentionRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("request_key", models.UUIDField(editable=False)),
                ("slot", models.CharField(max_length=40)),
                ("holds", models.BooleanField(default=True)),
                ("years", models.PositiveSmallIntegerField()),
                ("months", models.PositiveSmallIntegerField()),
                ("source", models.TextField(verbose_name="who says so")),
                ("from_on", models.DateField()),
                ("chosen_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "chosen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ("from_on", "id"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "slot__in",
                                [
                                    "decision-birth",
                                    "decision-looked_after-birth",
                                    "decision-died-death",
                                    "decision-adopted-adoption",
                                    "decision-recorded",
                                    "decision-last",
                                    "person-birth",
                                    "person-looked_after-birth",
                                    "person-died-death",
                                    "person-adopted-adoption",
                                    "person-last",
                                    "flow-ended",
                                    "flow-last",
                                ],
                            )
                        ),
                        name="retentionrule_slot_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="retention_rule_says_who_says_so"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("months__lte", 11), ("years__lte", 150)), name="retention_rule_is_a_time"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("holds", True), models.Q(("years__gte", 1), ("months__gte", 1), _connector="OR")),
                            models.Q(("holds", False), ("months", 0), ("years", 0)),
                            _connector="OR",
                        ),
                        name="retention_rule_keeps_some_time",
                    ),
                    models.UniqueConstraint(fields=("organisation", "request_key"), name="retention_rule_once_a_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonKept",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("request_key", models.UUIDField(editable=False)),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                    ),
                ),
                ("died_on", models.DateField(blank=True, null=True)),
                ("adopted_on", models.DateField(blank=True, null=True, verbose_name="the day of the adoption order")),
                ("said_at", models.DateTimeField(auto_now_add=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="kept_as", to="consent.person"
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "people kept",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kinds__contained_by", ["looked_after", "adopted"])),
                        name="person_kept_as_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("adopted_on__isnull", True), ("kinds__contains", ["adopted"]), _connector="OR"
                        ),
                        name="person_adopted_on_a_day",
                    ),
                    models.UniqueConstraint(fields=("person", "request_key"), name="person_kept_once_a_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="KeptLonger",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("request_key", models.UUIDField(editable=False)),
                ("why", models.TextField()),
                ("until", models.DateField()),
                ("kept_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="decisions.decision",
                    ),
                ),
                (
                    "flow",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="decisions.flow",
                    ),
                ),
                (
                    "kept_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="consent.person",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "records kept longer",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision__isnull", False), ("flow__isnull", True), ("person__isnull", True)),
                            models.Q(("decision__isnull", True), ("flow__isnull", False), ("person__isnull", True)),
                            models.Q(("decision__isnull", True), ("flow__isnull", True), ("person__isnull", False)),
                            _connector="OR",
                        ),
                        name="keptlonger_of_one_record",
                    ),
                    models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="kept_longer_says_why"),
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("kept_at__date"))), name="kept_longer_than_today"
                    ),
                    models.UniqueConstraint(fields=("kept_by", "request_key"), name="kept_longer_once_a_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="LegalHold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_why", models.TextField(blank=True)),
                ("why", models.TextField()),
                ("began_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("request_key", models.UUIDField(editable=False)),
                ("authority", models.CharField(max_length=200, verbose_name="who ordered it")),
                ("authority_reference", models.CharField(blank=True, max_length=100, verbose_name="their reference")),
                ("review_on", models.DateField()),
                (
                    "began_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="decisions.decision",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "flow",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="decisions.flow",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="consent.person",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision__isnull", False), ("flow__isnull", True), ("person__isnull", True)),
                            models.Q(("decision__isnull", True), ("flow__isnull", False), ("person__isnull", True)),
                            models.Q(("decision__isnull", True), ("flow__isnull", True), ("person__isnull", False)),
                            _connector="OR",
                        ),
                        name="legalhold_of_one_record",
                    ),
                    models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="legalhold_says_why"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                models.Q(("ended_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="legalhold_ending_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("authority", ""), _negated=True), name="legal_hold_says_who_ordered_it"
                    ),
                    models.UniqueConstraint(fields=("began_by", "request_key"), name="legal_hold_once_a_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="DisposalProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("request_key", models.UUIDField(editable=False)),
                ("why", models.TextField()),
                ("slot", models.CharField(max_length=40)),
                ("due_on", models.DateField()),
                ("lapses_on", models.DateField()),
                ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="decisions.decision",
                    ),
                ),
                (
                    "flow",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="decisions.flow",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="consent.person",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="decisions.retentionrule",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision__isnull", False), ("flow__isnull", True), ("person__isnull", True)),
                            models.Q(("decision__isnull", True), ("flow__isnull", False), ("person__isnull", True)),
                            models.Q(("decision__isnull", True), ("flow__isnull", True), ("person__isnull", False)),
                            _connector="OR",
                        ),
                        name="disposalproposal_of_one_record",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "slot__in",
                                [
                                    "decision-birth",
                                    "decision-looked_after-birth",
                                    "decision-died-death",
                                    "decision-adopted-adoption",
                                    "decision-recorded",
                                    "decision-last",
                                    "person-birth",
                                    "person-looked_after-birth",
                                    "person-died-death",
                                    "person-adopted-adoption",
                                    "person-last",
                                    "flow-ended",
                                    "flow-last",
                                ],
                            )
                        ),
                        name="disposalproposal_slot_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True), name="disposal_proposal_says_why"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("lapses_on__gt", models.F("due_on"))),
                        name="disposal_proposal_is_of_what_is_due",
                    ),
                    models.UniqueConstraint(fields=("proposed_by", "request_key"), name="disposal_proposal_once_a_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="DisposalAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("answer", models.CharField(max_length=20)),
                ("why", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "answered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer",
                        to="decisions.disposalproposal",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["confirmed", "refused", "taken_back"])),
                        name="disposalanswer_answer_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answer", "confirmed"), models.Q(("why", ""), _negated=True), _connector="OR"
                        ),
                        name="disposal_answer_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Disposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("about", models.CharField(max_length=20)),
                ("number", models.BigIntegerField(verbose_name="the number of its row")),
                ("reference", models.CharField(blank=True, max_length=12)),
                ("slot", models.CharField(max_length=40)),
                ("due_on", models.DateField()),
                ("rows", models.JSONField(verbose_name="how many rows of which table")),
                ("proposed_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField()),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="decisions.retentionrule",
                    ),
                ),
            ],
            options={
                "ordering": ("-id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("about__in", ["decision", "flow", "person"])), name="disposal_about_known"
                    ),
                    models.UniqueConstraint(fields=("organisation", "about", "number"), name="disposed_of_once"),
                    models.CheckConstraint(
                        condition=models.Q(("proposed_by", models.F("confirmed_by")), _negated=True),
                        name="disposed_of_by_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("about", "person"), _negated=True), ("reference", ""), _connector="OR"
                        ),
                        name="disposed_person_has_no_name",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personconcerned",
            trigger=pgtrigger.compiler.Trigger(
                name="held_with_the_person",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    -- A hold on a person covers the decisions about them: none slips out from under it.\n                    IF EXISTS (\n                        SELECT FROM decisions_legalhold h WHERE h.person_id = OLD.person_id AND h.ended_at IS NULL\n                    ) THEN\n                        RAISE EXCEPTION 'This person is held: decisions about them stay so';\n                    END IF;\n                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                    RETURN NEW;\n                ",
                    hash="b23d5cb6fa04e30e4eaa361dcd5ad3fa8cebbfe3",
                    operation='DELETE OR UPDATE OF "person_id", "decision_id"',
                    pgid="pgtrigger_held_with_the_person_d1650",
                    table="decisions_personconcerned",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disposalanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="2181d9969b01650fa6e95c0dfcfef38c85ac68f0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_98a96",
                    table="decisions_disposalanswer",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disposalanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="2bc65f57b3ea3a8cb438cca8dc772a2c49dfca2c",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_1f577",
                    table="decisions_disposalanswer",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disposalanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="answered_by_a_second_person",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF (NEW.answer = 'taken_back') IS DISTINCT FROM EXISTS (\n                        SELECT FROM decisions_disposalproposal p\n                         WHERE p.id = NEW.proposal_id AND p.proposed_by_id = NEW.answered_by_id\n                    ) THEN\n                        RAISE EXCEPTION 'A second person answers; whoever proposed it can take it back';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="94fd207929645eb475ef297e25bdb054f67bdfcf",
                    operation="INSERT",
                    pgid="pgtrigger_answered_by_a_second_person_b4f13",
                    table="decisions_disposalanswer",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="keptlonger",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="5ce5a4a253fa5e4d78631b1e0176315cd3e58bbf",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_19898",
                    table="decisions_keptlonger",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="keptlonger",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="f6fd1f28c91a86592597e3bb01f382cc8d3e4cf2",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_42806",
                    table="decisions_keptlonger",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="legalhold",
            trigger=pgtrigger.compiler.Trigger(
                name="lifted_never_changed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF TG_OP = 'UPDATE' AND OLD.ended_at IS NULL AND\n                        to_jsonb(OLD) - ARRAY['ended_at', 'ended_by_id', 'ended_why']\n                        = to_jsonb(NEW) - ARRAY['ended_at', 'ended_by_id', 'ended_why']\n                    THEN RETURN NEW; END IF;\n                    RAISE EXCEPTION 'A hold is lifted once, with a reason, and never changed';\n                ",
                    hash="b672ac68718d171f990e127f9af04d5f9df0a0a3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_lifted_never_changed_3e72b",
                    table="decisions_legalhold",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personkept",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="ce499227fbea03a6cad086854df62460c0692de5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9b390",
                    table="decisions_personkept",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personkept",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="a2d2876d12d3bae92d1396d3a248b3c4b6c672f0",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_755c8",
                    table="decisions_personkept",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="retentionrule",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="c25838d15e472d9bd0a3fdfb579ba1e39712acf6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7a89e",
                    table="decisions_retentionrule",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="retentionrule",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="6f1c60bf8c67066379c92c3ee393e93a0c310eb9",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_f9905",
                    table="decisions_retentionrule",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disposalproposal",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="0dff18095a219ba599474a316f537d01d5872a70",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_43fb6",
                    table="decisions_disposalproposal",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disposalproposal",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="85b52df589dcf2d951de0b375663028e0ecff7a2",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_a9121",
                    table="decisions_disposalproposal",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disposal",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="3d72f6e5814a3436364556b320b7786d5697fd30",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3d79b",
                    table="decisions_disposal",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disposal",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="3938f679529005e3acd5a8507a54bb5c4d4b695e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_693a0",
                    table="decisions_disposal",
                    when="BEFORE",
                ),
            ),
        ),
    ]
