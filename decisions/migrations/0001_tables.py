import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import decisions.models.advice
import decisions.models.correcting
import decisions.models.decision
import decisions.models.flow
import decisions.models.incidents
import decisions.models.person_packs
import decisions.models.sheets
from infoshare.migrating import Together


class Migration(Together):
    # What an installation of before has done, whose files are gone: there is nothing left to do for it.
    replaces = [
        ("decisions", "0001_initial"),
        ("decisions", "0002_keys_are_their_senders"),
        ("decisions", "0003_owner_added"),
        ("decisions", "0004_owner_is_who_started"),
        ("decisions", "0005_owner_required"),
        ("decisions", "0006_access"),
        ("decisions", "0007_lookout"),
        ("decisions", "0008_drafts_are_never_orphaned"),
        ("decisions", "0009_people_are_their_linkers"),
        ("decisions", "0010_consent_relied_on"),
        ("decisions", "0011_consent_chosen"),
        ("decisions", "0012_withdrawal_notice"),
        ("decisions", "0013_advice_is_put"),
        ("decisions", "0014_advice_has_a_reference"),
        ("decisions", "0015_advice_says_who_asked"),
        ("decisions", "0016_overdue"),
        ("decisions", "0017_advisers_are_more"),
        ("decisions", "0018_what_advisers_say"),
        ("decisions", "0019_flow"),
        ("decisions", "0020_bulk_is_no_reason"),
        ("decisions", "0021_reviews"),
        ("decisions", "0022_what_there_is_to_review"),
        ("decisions", "0023_caldicott_log"),
        ("decisions", "0024_put_to_a_guardian"),
        ("decisions", "0025_outside_is_no_role_here"),
        ("decisions", "0026_who_is_said_to_have_advised"),
        ("decisions", "0027_flows_are_never_orphaned"),
        ("decisions", "0028_authors_never_decide"),
        ("decisions", "0029_an_addition_is_its_todo"),
        ("decisions", "0030_lines"),
        ("decisions", "0031_a_line_for_each_recipient"),
        ("decisions", "0032_items_choose_nothing"),
        ("decisions", "0033_exactly_what_goes_to_whom"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("consent", "0001_tables"),
        # Not needed, but each step of theirs would read all our models again.
        ("guardian", "0003_remove_groupobjectpermission_guardian_gr_content_ae6aec_idx_and_more"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("sessions", "0001_initial"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
        ("usersessions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Carrier",
            fields=[],
            options={
                "proxy": True,
            },
            bases=("accounts.user",),
        ),
        migrations.CreateModel(
            name="Acknowledgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sharing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acknowledgements",
                        to="decisions.sharingevent",
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                (
                    "link",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acknowledgements",
                        to="decisions.receiptlink",
                    ),
                ),
                ("arrived", models.BooleanField()),
                ("right_person", models.BooleanField(blank=True, null=True)),
                ("done_with", models.CharField(blank=True, max_length=20)),
                ("words", models.TextField(blank=True)),
                ("told_how", models.CharField(blank=True, max_length=200)),
                ("said_at", models.DateTimeField(auto_now_add=True)),
                (
                    "said_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("done_with__in", ["using", "kept", "passed_on", "destroyed", "other", ""])),
                        name="acknowledgement_done_with_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("arrived", False), ("done_with", ""), ("right_person__isnull", True)),
                            models.Q(("arrived", True), ("right_person", False), ("right_person__isnull", False)),
                            models.Q(
                                ("arrived", True),
                                ("right_person", True),
                                ("right_person__isnull", False),
                                models.Q(("done_with", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="acknowledgement_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_with__in", ["other", "passed_on"]), _negated=True),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="acknowledgement_says_what_else",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("link__isnull", False), ("said_by__isnull", True), ("told_how", "")),
                            models.Q(
                                ("link__isnull", True),
                                ("said_by__isnull", False),
                                models.Q(("told_how", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="acknowledgement_by_link_or_by_hand",
                    ),
                    models.UniqueConstraint(fields=("sharing", "request_key"), name="acknowledgement_once_a_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CorrectionOwed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "wrong",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="owed", to="decisions.foundwrong"
                    ),
                ),
                (
                    "sharing",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="decisions.sharingevent",
                    ),
                ),
                ("owed_at", models.DateTimeField(auto_now_add=True)),
                (
                    "owed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "corrections owed",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("wrong", "sharing"), name="correction_owed_once_a_sharing", nulls_distinct=False
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CorrectionGivenUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "owed",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="given_up",
                        to="decisions.correctionowed",
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("kind", models.CharField(db_default="cant", default="cant", max_length=20)),
                ("why", models.TextField()),
                ("given_up_at", models.DateTimeField(auto_now_add=True)),
                (
                    "given_up_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "corrections given up",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["cant", "silent", "not_needed"])),
                        name="correctiongivenup_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True), name="correction_given_up_says_why"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CorrectionSent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "owed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sent", to="decisions.correctionowed"
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("happened_at", models.DateTimeField()),
                ("channel", models.CharField(max_length=20)),
                ("sent_by", models.CharField(blank=True, max_length=200)),
                ("note", models.TextField(blank=True)),
                ("letter", models.JSONField(blank=True, default=dict)),
                ("written_at", models.DateTimeField(auto_now_add=True)),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "corrections sent",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("channel__in", ["secure_mail", "by_hand", "telephone", "portal", "post", "meeting"])
                        ),
                        name="correctionsent_channel_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("happened_at__lte", models.F("written_at"))),
                        name="correction_is_past_when_written",
                    ),
                    models.UniqueConstraint(fields=("owed", "request_key"), name="correction_sent_once_a_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CorrectionLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                ("ended_why", models.TextField(blank=True)),
                ("request_key", models.UUIDField(editable=False)),
                ("email", models.EmailField(max_length=254)),
                (
                    "token_hash",
                    models.CharField(max_length=64, unique=True, verbose_name="SHA-256 of what the link carries"),
                ),
                (
                    "code_hash",
                    models.CharField(max_length=64, verbose_name="SHA-256 of the code, with what the link carries"),
                ),
                ("let_in_at", models.DateTimeField(auto_now_add=True)),
                (
                    "let_in_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("until", models.DateTimeField()),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("wrong_codes", models.PositiveSmallIntegerField(default=0)),
                (
                    "sent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="links", to="decisions.correctionsent"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
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
                        name="correctionlink_ending_is_whole",
                    ),
                    models.UniqueConstraint(fields=("sent", "request_key"), name="correction_link_once_a_key"),
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("let_in_at"))),
                        name="correction_link_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wrong_codes__lte", 5)), name="correction_link_tries_end"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("opened_at__isnull", True), ("wrong_codes__lt", 5), _connector="OR"),
                        name="correction_link_opens_with_a_code",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CorrectionHeard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="heard", to="decisions.correctionsent"
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                (
                    "link",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="heard",
                        to="decisions.correctionlink",
                    ),
                ),
                ("said", models.CharField(max_length=20)),
                ("words", models.TextField(blank=True)),
                ("told_how", models.CharField(blank=True, max_length=200)),
                ("said_at", models.DateTimeField(auto_now_add=True)),
                (
                    "said_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "corrections heard",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("said__in", ["put_right", "told_on", "gone", "not_yet", "not_arrived", "not_ours"])
                        ),
                        name="correctionheard_said_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("link__isnull", False), ("said_by__isnull", True), ("told_how", "")),
                            models.Q(
                                ("link__isnull", True),
                                ("said_by__isnull", False),
                                models.Q(("told_how", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="correction_heard_by_link_or_by_hand",
                    ),
                    models.UniqueConstraint(fields=("sent", "request_key"), name="correction_heard_once_a_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CorrectionSilence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sent",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="silence",
                        to="decisions.correctionsent",
                    ),
                ),
                ("noticed_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CorrectionWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "owed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="worded",
                        to="decisions.correctionowed",
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField(auto_now_add=True)),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "correction words",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="correction_words_say_something"
                    ),
                    models.UniqueConstraint(fields=("owed", "request_key"), name="correction_words_once_a_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "saved_by",
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
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.team",
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        default=decisions.models.decision.new_reference, editable=False, max_length=12, unique=True
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("pack_id", models.CharField(max_length=50)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="started", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("deciding", models.CharField(max_length=200)),
                ("about", models.CharField(max_length=100)),
                ("between", models.CharField(max_length=10)),
                ("purpose", models.TextField(blank=True)),
            ],
            options={
                "permissions": [
                    ("advise", "Is asked to advise on this decision"),
                    ("view_restricted", "May open this restricted decision"),
                ],
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["organisation", "-id"], name="decision_by_organisation"),
                    models.Index(fields=["organisation", "team", "-id"], name="decision_by_team"),
                    models.Index(fields=["owner", "-id"], name="decision_by_owner"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("between__in", ["same", "care", "other"])), name="decision_between_known"
                    ),
                    models.UniqueConstraint(fields=("created_by", "request_key"), name="decision_once_a_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsentStatement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s", to="decisions.decision"
                    ),
                ),
                ("status", models.CharField(blank=True, max_length=20)),
                (
                    "details_of",
                    models.CharField(
                        blank=True, max_length=20, verbose_name="the status these details were written for"
                    ),
                ),
                ("given_by", models.CharField(blank=True, max_length=200)),
                ("relationship", models.CharField(blank=True, max_length=200)),
                ("form", models.CharField(blank=True, max_length=20)),
                ("on", models.DateField(blank=True, null=True)),
                (
                    "explained",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=30)),
                ("explanation", models.TextField(blank=True)),
                ("child_views", models.TextField(blank=True)),
                ("carer_views", models.TextField(blank=True)),
                ("views_not_asked", models.TextField(blank=True)),
                (
                    "relied_on",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="consent.consent",
                    ),
                ),
                ("kept_elsewhere", models.BooleanField(db_default=False, default=False)),
                ("same_purpose", models.BooleanField(db_default=False, default=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "given",
                                    "implied",
                                    "refused",
                                    "withdrawn",
                                    "out_of_scope",
                                    "not_sought",
                                    "cannot_give",
                                    "not_needed",
                                    "",
                                ],
                            )
                        ),
                        name="consentstatement_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "details_of__in",
                                [
                                    "given",
                                    "implied",
                                    "refused",
                                    "withdrawn",
                                    "out_of_scope",
                                    "not_sought",
                                    "cannot_give",
                                    "not_needed",
                                    "",
                                ],
                            )
                        ),
                        name="consentstatement_details_of_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("form__in", ["written", "spoken", ""])), name="consentstatement_form_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                [
                                    "would_share_anyway",
                                    "risk_of_harm",
                                    "prejudice_crime",
                                    "unjustified_delay",
                                    "required",
                                    "nobody_identified",
                                    "nothing_shared",
                                    "",
                                ],
                            )
                        ),
                        name="consentstatement_reason_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "explained__contained_by",
                                ["purpose", "use", "recipients", "method", "retention", "limits", "withdrawal"],
                            )
                        ),
                        name="consentstatement_explained_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("relied_on__isnull", True), ("kept_elsewhere", False), _connector="OR"),
                        name="leans_on_one_consent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("relied_on__isnull", False), ("same_purpose", False), _connector="OR"),
                        name="same_purpose_as_a_consent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConflictOfInterest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                ("ended_why", models.TextField(blank=True)),
                ("why", models.TextField()),
                ("began_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "began_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to="decisions.decision",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to="consent.person",
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True), name="conflictofinterest_says_why"
                    ),
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
                        name="conflictofinterest_ending_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["relative", "subject", "other"])),
                        name="conflictofinterest_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision__isnull", False), ("person__isnull", True)),
                            models.Q(("decision__isnull", True), ("person__isnull", False)),
                            _connector="OR",
                        ),
                        name="conflict_with_a_decision_or_a_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("user", "decision", "person"),
                        name="one_conflict_at_a_time",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Conclusion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s", to="decisions.decision"
                    ),
                ),
                ("decided", models.CharField(max_length=20)),
                ("reasons", models.TextField()),
                ("review_on", models.DateField()),
                (
                    "grounds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), blank=True, default=list, size=None
                    ),
                ),
                ("other_ground", models.TextField(blank=True)),
                ("departure_why", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("decided__in", ["share", "share_part", "do_not_share"])),
                        name="conclusion_decided_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reasons", ""), _negated=True), name="conclusion_has_reasons"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "grounds__contained_by",
                                [
                                    "no_purpose",
                                    "not_necessary",
                                    "more_harm",
                                    "consent_refused",
                                    "confidentiality",
                                    "not_verified",
                                    "other",
                                ],
                            )
                        ),
                        name="conclusion_grounds_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClashSettled",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clashes_settled",
                        to="decisions.decision",
                    ),
                ),
                ("mark", models.CharField(max_length=32)),
                ("why", models.TextField()),
                ("settled_at", models.DateTimeField(auto_now_add=True)),
                (
                    "settled_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("decision", "mark"), name="clash_settled_once"),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("why", ""), _negated=True), models.Q(("mark", ""), _negated=True)),
                        name="clash_settled_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClashAsked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                ("ended_why", models.TextField(blank=True)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clashes_asked",
                        to="decisions.decision",
                    ),
                ),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "clashes asked",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
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
                        name="clashasked_ending_is_whole",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("decision",),
                        name="clashes_asked_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BrokenGlass",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="broken_glass",
                        to="decisions.decision",
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("reason", models.TextField()),
                ("broken_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "broken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="broken_glass",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("until", models.DateTimeField()),
            ],
            options={
                "ordering": ("-id",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("broken_by", "request_key"), name="glass_broken_once_a_key"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="broken_glass_says_why"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="decisions.decision"
                    ),
                ),
                ("slug", models.CharField(max_length=50)),
                ("value", models.CharField(max_length=50)),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("decision", "slug"), name="answered_once")],
            },
        ),
        migrations.CreateModel(
            name="AdviceDiscussion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                ("ended_why", models.TextField(blank=True)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="decisions.decision"
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                (
                    "reference",
                    models.CharField(
                        default=decisions.models.advice.new_reference, editable=False, max_length=12, unique=True
                    ),
                ),
                ("question", models.CharField(max_length=50)),
                ("put", models.CharField(db_default="elsewhere", default="elsewhere", max_length=10)),
                (
                    "about_record",
                    models.BooleanField(
                        db_default=False, default=False, verbose_name="asked after the decision was recorded"
                    ),
                ),
                ("asked_whom", models.CharField(max_length=200)),
                (
                    "adviser",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="said_to_advise",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("role", models.CharField(max_length=30)),
                ("asked_at", models.DateTimeField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="advice_asked",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("urgency", models.CharField(blank=True, db_default="", default="", max_length=10)),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("dilemma", models.TextField()),
                ("identity_withheld", models.BooleanField()),
                ("named_why", models.TextField(blank=True)),
                (
                    "also",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, db_default=[], default=list, size=None
                    ),
                ),
                ("shown", models.JSONField(db_default={}, default=dict)),
                ("rested_on", models.JSONField(db_default={}, default=dict)),
                (
                    "second_of",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="second",
                        to="decisions.advicediscussion",
                    ),
                ),
                ("advised_on", models.DateField(blank=True, null=True)),
                ("advice", models.CharField(blank=True, max_length=20)),
                ("advice_text", models.TextField(blank=True)),
                ("conditions", models.TextField(blank=True, db_default="", default="")),
                ("followed", models.CharField(blank=True, max_length=10)),
                ("not_followed_why", models.TextField(blank=True)),
                ("still_holds_why", models.TextField(blank=True, db_default="", default="")),
                ("still_holds_of", models.CharField(blank=True, db_default="", default="", max_length=64)),
            ],
            options={
                "ordering": ("id",),
                "unique_together": {("decision", "request_key")},
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("advice", ""), ("ended_at", None)), fields=["due_at"], name="advice_waiting"
                    ),
                    models.Index(fields=["-asked_at", "-id"], name="advice_by_moment"),
                ],
                "constraints": [
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
                        name="advicediscussion_ending_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("put__in", ["here", "outside", "elsewhere"])),
                        name="advicediscussion_put_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "manager",
                                    "supervisor",
                                    "safeguarding_lead",
                                    "caldicott_guardian",
                                    "ig_lead",
                                    "legal",
                                    "professional_body",
                                    "colleague",
                                    "outside",
                                ],
                            )
                        ),
                        name="advicediscussion_role_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "advice__in",
                                ["share", "share_part", "do_not_share", "more_information", "legal_advice", ""],
                            )
                        ),
                        name="advicediscussion_advice_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("followed__in", ["yes", "partly", "no", ""])),
                        name="advicediscussion_followed_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("urgency__in", ["at_once", "today", "days", "weeks", ""])),
                        name="advicediscussion_urgency_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("put", "outside"), _negated=True), ("adviser__isnull", True), _connector="OR"
                        ),
                        name="advice_outside_is_confirmed_by_nobody_here",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("put", "outside"), _negated=True),
                            ("role__in", ("legal", "professional_body", "outside")),
                            _connector="OR",
                        ),
                        name="advice_outside_is_no_role_here",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("advice", ""),
                            models.Q(
                                models.Q(("advice_text", ""), _negated=True),
                                models.Q(("followed", ""), _negated=True),
                                ("advised_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="advice_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("followed__in", ["partly", "no"]), _negated=True),
                            models.Q(("not_followed_why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="advice_not_followed_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("identity_withheld", True), models.Q(("named_why", ""), _negated=True), _connector="OR"
                        ),
                        name="advice_with_names_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due_at__isnull", True), ("put", "elsewhere"), ("urgency", "")),
                            models.Q(
                                models.Q(("put", "elsewhere"), _negated=True),
                                ("due_at__isnull", False),
                                models.Q(("urgency", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="advice_put_here_has_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("advice", ""), ("ended_at__isnull", True), _connector="OR"),
                        name="advice_ends_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("still_holds_of", ""), models.Q(("still_holds_why", ""), _negated=True), _connector="OR"
                        ),
                        name="advice_still_holds_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionGrant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("permission", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grants", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grants", to="decisions.decision"
                    ),
                ),
                ("why", models.TextField()),
                ("until", models.DateTimeField()),
                ("granted_at", models.DateTimeField()),
                (
                    "granted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "unique_together": {("user", "permission", "content_object")},
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="grant_says_why"),
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("granted_at"))), name="grant_ends_after_it_begins"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Emergency",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s", to="decisions.decision"
                    ),
                ),
                ("danger", models.TextField()),
                ("told_whom", models.CharField(max_length=200)),
                ("shared", models.TextField()),
                ("channel", models.CharField(max_length=200)),
                ("shared_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                ("key", models.CharField(max_length=200)),
                ("rule", models.CharField(max_length=20)),
                ("times", models.PositiveIntegerField(verbose_name="visits")),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("found_at", models.DateTimeField(auto_now_add=True)),
                ("people", models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL)),
                ("decisions", models.ManyToManyField(related_name="+", to="decisions.decision")),
            ],
            options={
                "ordering": ("-id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("rule__in", ["many", "again", "crowd", "surname"])),
                        name="finding_rule_known",
                    ),
                    models.UniqueConstraint(fields=("organisation", "key"), name="finding_told_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FindingReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "finding",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="review", to="decisions.finding"
                    ),
                ),
                ("outcome", models.CharField(max_length=20)),
                ("text", models.TextField()),
                ("reviewed_at", models.DateTimeField(auto_now_add=True)),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["work", "spoken", "incident"])),
                        name="findingreview_outcome_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="finding_review_says_what"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Flow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "saved_by",
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
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.team",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="flows", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        default=decisions.models.flow.new_reference, editable=False, max_length=12, unique=True
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("started_at", models.DateTimeField(auto_now_add=True)),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="flows_started",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "from_decision",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="flow",
                        to="decisions.decision",
                    ),
                ),
                (
                    "former",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later",
                        to="decisions.flow",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=200)),
                ("purpose", models.TextField()),
                ("benefits", models.TextField(blank=True)),
                (
                    "own_part",
                    models.CharField(blank=True, max_length=20, verbose_name="what we are to the information"),
                ),
                (
                    "relationship",
                    models.TextField(blank=True, verbose_name="who answers for what, between the organisations"),
                ),
                ("interval", models.CharField(blank=True, max_length=20)),
                ("interval_details", models.TextField(blank=True)),
                ("begins_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("power", models.TextField(blank=True)),
                ("lawful_basis", models.CharField(blank=True, max_length=40)),
                ("condition", models.CharField(blank=True, max_length=40)),
                ("common_law", models.CharField(blank=True, max_length=40)),
                ("necessity", models.TextField(blank=True)),
                ("alternatives", models.TextField(blank=True)),
                ("no_agreement_why", models.TextField(blank=True)),
                ("dpia", models.CharField(blank=True, max_length=20)),
                ("dpia_outcome", models.TextField(blank=True)),
                ("no_dpia_why", models.TextField(blank=True)),
                ("dpo_view", models.TextField(blank=True)),
                ("dpo_on", models.DateField(blank=True, null=True)),
                ("retention", models.TextField(blank=True)),
                ("deletion", models.TextField(blank=True)),
                ("in_transit", models.TextField(blank=True)),
                ("at_rest", models.TextField(blank=True)),
                ("told_how", models.TextField(blank=True)),
                ("rights", models.TextField(blank=True)),
                ("objections", models.TextField(blank=True)),
                ("stops_who", models.CharField(blank=True, max_length=200)),
                ("stops_how", models.TextField(blank=True)),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "-id"], name="flow_by_organisation")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("own_part__in", ["controller", "joint", "processor", ""])),
                        name="flow_own_part_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "interval__in",
                                ["once", "live", "daily", "weekly", "monthly", "termly", "yearly", "event", ""],
                            )
                        ),
                        name="flow_interval_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "lawful_basis__in",
                                [
                                    "public_task",
                                    "legal_obligation",
                                    "vital_interests",
                                    "legitimate_interests",
                                    "recognised_legitimate_interest",
                                    "consent",
                                    "contract",
                                    "not_personal",
                                    "",
                                ],
                            )
                        ),
                        name="flow_lawful_basis_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "condition__in",
                                [
                                    "none",
                                    "safeguarding",
                                    "health_care",
                                    "statutory",
                                    "vital",
                                    "crime",
                                    "legal_claims",
                                    "explicit_consent",
                                    "",
                                ],
                            )
                        ),
                        name="flow_condition_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "common_law__in",
                                ["not_confidential", "consent", "public_interest", "statute", "order", ""],
                            )
                        ),
                        name="flow_common_law_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dpia__in", ["done", "not_needed", ""])), name="flow_dpia_known"
                    ),
                    models.UniqueConstraint(fields=("started_by", "request_key"), name="flow_once_a_key"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True), models.Q(("purpose", ""), _negated=True)
                        ),
                        name="flow_says_what_for",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("begins_on__isnull", True),
                            ("ends_on__gte", models.F("begins_on")),
                            _connector="OR",
                        ),
                        name="flow_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("former__isnull", True), ("version", 1)),
                            models.Q(("former__isnull", False), ("version__gt", 1)),
                            _connector="OR",
                        ),
                        name="flow_version_follows_a_former",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DataSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "flow",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="decisions.flow"
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("what", models.TextField()),
                ("about_whom", models.CharField(max_length=200)),
                ("how_many", models.CharField(max_length=100)),
                ("from_system", models.CharField(max_length=200)),
                ("to_system", models.CharField(max_length=200)),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None),
                ),
                ("sensitive", models.CharField(max_length=20)),
                ("why", models.TextField()),
            ],
            options={
                "ordering": ("id",),
                "unique_together": {("flow", "request_key")},
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sensitive__in", ["none", "special", "criminal", "both"])),
                        name="dataset_sensitive_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "categories__contained_by",
                                [
                                    "welfare",
                                    "health",
                                    "education",
                                    "family",
                                    "identity",
                                    "criminal",
                                    "incident",
                                    "statistics",
                                    "other",
                                ],
                            ),
                            ("categories__len__gt", 0),
                        ),
                        name="dataset_categories_known",
                    ),
                    models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="dataset_is_necessary"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FlowEnd",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "flow",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="end", to="decisions.flow"
                    ),
                ),
                ("why", models.TextField()),
                ("ended_at", models.DateTimeField(auto_now_add=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="flow_end_says_why")
                ],
            },
        ),
        migrations.CreateModel(
            name="FlowPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "flow",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="decisions.flow"
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("kind", models.CharField(max_length=20)),
                ("what", models.CharField(max_length=200, verbose_name="what it is")),
                ("done_on", models.DateField(verbose_name="when it was signed or done")),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="when it is to be looked at again")),
                ("content_type", models.CharField(max_length=20)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField(verbose_name="in bytes")),
                ("data", models.BinaryField()),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["agreement", "dpia", "other"])), name="flowpaper_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("content_type__in", ["application/pdf", "image/jpeg", "image/png"])),
                        name="flowpaper_content_type_known",
                    ),
                    models.UniqueConstraint(fields=("flow", "request_key"), name="flow_paper_once_a_key"),
                    models.CheckConstraint(
                        condition=models.Q(("what", ""), _negated=True), name="flow_paper_says_what_it_is"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "other"), ("review_on__isnull", False), _connector="OR"),
                        name="flow_paper_is_looked_at_again",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("review_on__isnull", True), ("review_on__gt", models.F("done_on")), _connector="OR"
                        ),
                        name="flow_paper_reviewed_later",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FlowPartner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "flow",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="decisions.flow"
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("organisation", models.CharField(max_length=200)),
                ("part", models.CharField(max_length=20)),
                ("contact", models.CharField(max_length=200, verbose_name="the role to speak to")),
            ],
            options={
                "ordering": ("id",),
                "unique_together": {("flow", "request_key")},
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("part__in", ["controller", "joint", "processor", ""])),
                        name="flowpartner_part_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("organisation", ""), _negated=True), name="flowpartner_is_named"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FlowReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "flow",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="decisions.flow"
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("found", models.TextField()),
                ("review_on", models.DateField()),
                ("reviewed_at", models.DateTimeField(auto_now_add=True)),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("flow", "request_key"), name="flow_review_once_a_key"),
                    models.CheckConstraint(
                        condition=models.Q(("found", ""), _negated=True), name="flow_review_says_what"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FlowSubmission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "flow",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="submissions", to="decisions.flow"
                    ),
                ),
                ("content", models.JSONField()),
                (
                    "content_hash",
                    models.CharField(max_length=64, verbose_name="SHA-256 of the canonical JSON of content"),
                ),
                ("to_role", models.CharField(max_length=30)),
                ("submitted_at", models.DateTimeField(auto_now_add=True)),
                (
                    "submitted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("due_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to_role__in", ["ig_lead", "caldicott_guardian"])),
                        name="flowsubmission_to_role_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FlowDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "submission",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="decisions.flowsubmission",
                    ),
                ),
                ("decided", models.CharField(max_length=20)),
                ("conditions", models.TextField(blank=True)),
                ("reasons", models.TextField()),
                ("review_on", models.DateField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(auto_now_add=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("role", models.CharField(max_length=30)),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided__in", ["approve", "approve_conditions", "do_not_share", "more_information"])
                        ),
                        name="flowdecision_decided_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["ig_lead", "caldicott_guardian"])),
                        name="flowdecision_role_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reasons", ""), _negated=True), name="flow_decision_has_reasons"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided", "approve_conditions"), models.Q(("conditions", ""), _negated=True)),
                            models.Q(models.Q(("decided", "approve_conditions"), _negated=True), ("conditions", "")),
                            _connector="OR",
                        ),
                        name="flow_conditions_where_approved_with",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided__in", ("approve", "approve_conditions")), ("review_on__isnull", False)),
                            models.Q(
                                models.Q(("decided__in", ("approve", "approve_conditions")), _negated=True),
                                ("review_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="flow_approved_until_a_review",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FoundWrong",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="found_wrong", to="decisions.decision"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="found_wrong",
                        to="decisions.item",
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        default=decisions.models.correcting.new_reference, editable=False, max_length=12, unique=True
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("what", models.TextField(blank=True, verbose_name="what was told in the emergency")),
                ("kind", models.CharField(max_length=10)),
                ("right", models.TextField(blank=True, verbose_name="what is right")),
                ("found_how", models.TextField()),
                ("found_by", models.CharField(max_length=200)),
                ("written_at", models.DateTimeField(auto_now_add=True)),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "found wrong",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["wrong", "withdrawn"])), name="foundwrong_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("item__isnull", False), ("what", "")),
                            models.Q(("item__isnull", True), models.Q(("what", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="found_wrong_is_a_piece_or_in_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "wrong"), models.Q(("right", ""), _negated=True)),
                            models.Q(("kind", "withdrawn"), ("right", "")),
                            _connector="OR",
                        ),
                        name="found_wrong_says_what_is_right",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("found_how", ""), _negated=True), name="found_wrong_says_how"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("found_by", ""), _negated=True), name="found_wrong_says_by_whom"
                    ),
                    models.UniqueConstraint(fields=("decision", "request_key"), name="found_wrong_once_a_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="GlassReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "broken_glass",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="review", to="decisions.brokenglass"
                    ),
                ),
                ("found", models.CharField(max_length=20)),
                ("text", models.TextField()),
                ("reviewed_at", models.DateTimeField(auto_now_add=True)),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("found__in", ["justified", "understandable", "not_justified"])),
                        name="glassreview_found_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="glass_review_says_what"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAdviceDiscussion",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("saved_at", models.DateTimeField(blank=True, editable=False)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_why", models.TextField(blank=True)),
                ("request_key", models.UUIDField(editable=False)),
                (
                    "reference",
                    models.CharField(
                        db_index=True, default=decisions.models.advice.new_reference, editable=False, max_length=12
                    ),
                ),
                ("question", models.CharField(max_length=50)),
                ("put", models.CharField(db_default="elsewhere", default="elsewhere", max_length=10)),
                (
                    "about_record",
                    models.BooleanField(
                        db_default=False, default=False, verbose_name="asked after the decision was recorded"
                    ),
                ),
                ("asked_whom", models.CharField(max_length=200)),
                ("role", models.CharField(max_length=30)),
                ("asked_at", models.DateTimeField()),
                ("urgency", models.CharField(blank=True, db_default="", default="", max_length=10)),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("dilemma", models.TextField()),
                ("identity_withheld", models.BooleanField()),
                ("named_why", models.TextField(blank=True)),
                (
                    "also",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, db_default=[], default=list, size=None
                    ),
                ),
                ("shown", models.JSONField(db_default={}, default=dict)),
                ("rested_on", models.JSONField(db_default={}, default=dict)),
                ("advised_on", models.DateField(blank=True, null=True)),
                ("advice", models.CharField(blank=True, max_length=20)),
                ("advice_text", models.TextField(blank=True)),
                ("conditions", models.TextField(blank=True, db_default="", default="")),
                ("followed", models.CharField(blank=True, max_length=10)),
                ("not_followed_why", models.TextField(blank=True)),
                ("still_holds_why", models.TextField(blank=True, db_default="", default="")),
                ("still_holds_of", models.CharField(blank=True, db_default="", default="", max_length=64)),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="decisions.decision",
                    ),
                ),
                (
                    "adviser",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "second_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="decisions.advicediscussion",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical advice discussion",
                "verbose_name_plural": "historical advice discussions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAnswer",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("saved_at", models.DateTimeField(blank=True, editable=False)),
                ("slug", models.CharField(max_length=50)),
                ("value", models.CharField(max_length=50)),
                ("note", models.TextField(blank=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="decisions.decision",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical answer",
                "verbose_name_plural": "historical answers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalConclusion",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("saved_at", models.DateTimeField(blank=True, editable=False)),
                ("decided", models.CharField(max_length=20)),
                ("reasons", models.TextField()),
                ("review_on", models.DateField()),
                (
                    "grounds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), blank=True, default=list, size=None
                    ),
                ),
                ("other_ground", models.TextField(blank=True)),
                ("departure_why", models.TextField(blank=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="decisions.decision",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical conclusion",
                "verbose_name_plural": "historical conclusions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalConsentStatement",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("saved_at", models.DateTimeField(blank=True, editable=False)),
                ("status", models.CharField(blank=True, max_length=20)),
                (
                    "details_of",
                    models.CharField(
                        blank=True, max_length=20, verbose_name="the status these details were written for"
                    ),
                ),
                ("given_by", models.CharField(blank=True, max_length=200)),
                ("relationship", models.CharField(blank=True, max_length=200)),
                ("form", models.CharField(blank=True, max_length=20)),
                ("on", models.DateField(blank=True, null=True)),
                (
                    "explained",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=30)),
                ("explanation", models.TextField(blank=True)),
                ("child_views", models.TextField(blank=True)),
                ("carer_views", models.TextField(blank=True)),
                ("views_not_asked", models.TextField(blank=True)),
                ("kept_elsewhere", models.BooleanField(db_default=False, default=False)),
                ("same_purpose", models.BooleanField(db_default=False, default=False)),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="decisions.decision",
                    ),
                ),
                (
                    "relied_on",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="consent.consent",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical consent statement",
                "verbose_name_plural": "historical consent statements",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDataSet",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("saved_at", models.DateTimeField(blank=True, editable=False)),
                ("request_key", models.UUIDField(editable=False)),
                ("what", models.TextField()),
                ("about_whom", models.CharField(max_length=200)),
                ("how_many", models.CharField(max_length=100)),
                ("from_system", models.CharField(max_length=200)),
                ("to_system", models.CharField(max_length=200)),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None),
                ),
                ("sensitive", models.CharField(max_length=20)),
                ("why", models.TextField()),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "flow",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="decisions.flow",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical data set",
                "verbose_name_plural": "historical data sets",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDecision",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("saved_at", models.DateTimeField(blank=True, editable=False)),
                (
                    "reference",
                    models.CharField(
                        db_index=True, default=decisions.models.decision.new_reference, editable=False, max_length=12
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("pack_id", models.CharField(max_length=50)),
                ("created_at", models.DateTimeField(blank=True, editable=False)),
                ("deciding", models.CharField(max_length=200)),
                ("about", models.CharField(max_length=100)),
                ("between", models.CharField(max_length=10)),
                ("purpose", models.TextField(blank=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.team",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical decision",
                "verbose_name_plural": "historical decisions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDecisionGrant",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("why", models.TextField()),
                ("until", models.DateTimeField()),
                ("granted_at", models.DateTimeField()),
                (
                    "permission",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="auth.permission",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="decisions.decision",
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical decision grant",
                "verbose_name_plural": "historical decision grants",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalEmergency",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("saved_at", models.DateTimeField(blank=True, editable=False)),
                ("danger", models.TextField()),
                ("told_whom", models.CharField(max_length=200)),
                ("shared", models.TextField()),
                ("channel", models.CharField(max_length=200)),
                ("shared_at", models.DateTimeField()),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="decisions.decision",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical emergency",
                "verbose_name_plural": "historical emergencys",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFlow",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("saved_at", models.DateTimeField(blank=True, editable=False)),
                (
                    "reference",
                    models.CharField(
                        db_index=True, default=decisions.models.flow.new_reference, editable=False, max_length=12
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("started_at", models.DateTimeField(blank=True, editable=False)),
                ("version", models.PositiveSmallIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=200)),
                ("purpose", models.TextField()),
                ("benefits", models.TextField(blank=True)),
                (
                    "own_part",
                    models.CharField(blank=True, max_length=20, verbose_name="what we are to the information"),
                ),
                (
                    "relationship",
                    models.TextField(blank=True, verbose_name="who answers for what, between the organisations"),
                ),
                ("interval", models.CharField(blank=True, max_length=20)),
                ("interval_details", models.TextField(blank=True)),
                ("begins_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("power", models.TextField(blank=True)),
                ("lawful_basis", models.CharField(blank=True, max_length=40)),
                ("condition", models.CharField(blank=True, max_length=40)),
                ("common_law", models.CharField(blank=True, max_length=40)),
                ("necessity", models.TextField(blank=True)),
                ("alternatives", models.TextField(blank=True)),
                ("no_agreement_why", models.TextField(blank=True)),
                ("dpia", models.CharField(blank=True, max_length=20)),
                ("dpia_outcome", models.TextField(blank=True)),
                ("no_dpia_why", models.TextField(blank=True)),
                ("dpo_view", models.TextField(blank=True)),
                ("dpo_on", models.DateField(blank=True, null=True)),
                ("retention", models.TextField(blank=True)),
                ("deletion", models.TextField(blank=True)),
                ("in_transit", models.TextField(blank=True)),
                ("at_rest", models.TextField(blank=True)),
                ("told_how", models.TextField(blank=True)),
                ("rights", models.TextField(blank=True)),
                ("objections", models.TextField(blank=True)),
                ("stops_who", models.CharField(blank=True, max_length=200)),
                ("stops_how", models.TextField(blank=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.team",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "from_decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="decisions.decision",
                    ),
                ),
                (
                    "former",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="decisions.flow",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical flow",
                "verbose_name_plural": "historical flows",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFlowPartner",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("saved_at", models.DateTimeField(blank=True, editable=False)),
                ("request_key", models.UUIDField(editable=False)),
                ("organisation", models.CharField(max_length=200)),
                ("part", models.CharField(max_length=20)),
                ("contact", models.CharField(max_length=200, verbose_name="the role to speak to")),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "flow",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="decisions.flow",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical flow partner",
                "verbose_name_plural": "historical flow partners",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalItem",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("saved_at", models.DateTimeField(blank=True, editable=False)),
                ("request_key", models.UUIDField(editable=False)),
                ("text", models.TextField()),
                ("category", models.CharField(max_length=20)),
                ("nature", models.CharField(max_length=20)),
                ("source", models.CharField(max_length=200)),
                (
                    "author",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=200,
                        verbose_name="whose opinion it is, or who alleges it",
                    ),
                ),
                ("about_whom", models.CharField(blank=True, max_length=200)),
                ("accurate_on", models.DateField(blank=True, null=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="decisions.decision",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical item",
                "verbose_name_plural": "historical items",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLegalBasis",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("saved_at", models.DateTimeField(blank=True, editable=False)),
                ("power", models.TextField(blank=True)),
                ("lawful_basis", models.CharField(max_length=40)),
                ("condition", models.CharField(max_length=40)),
                ("common_law", models.CharField(max_length=40)),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="decisions.decision",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical legal basis",
                "verbose_name_plural": "historical legal basiss",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPersonConcerned",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("linked_at", models.DateTimeField(blank=True, editable=False)),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="decisions.decision",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="consent.person",
                    ),
                ),
                (
                    "linked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical person concerned",
                "verbose_name_plural": "historical person concerneds",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRecipient",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("saved_at", models.DateTimeField(blank=True, editable=False)),
                ("request_key", models.UUIDField(editable=False)),
                ("organisation", models.CharField(max_length=200)),
                ("role", models.CharField(max_length=200)),
                ("name", models.CharField(blank=True, max_length=200)),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="decisions.decision",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical recipient",
                "verbose_name_plural": "historical recipients",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSharingPlan",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("saved_at", models.DateTimeField(blank=True, editable=False)),
                ("how_much", models.TextField(blank=True)),
                ("facts_apart", models.TextField(blank=True)),
                ("right_person", models.TextField(blank=True)),
                ("securely", models.TextField(blank=True)),
                ("told", models.CharField(blank=True, max_length=10)),
                ("told_how", models.TextField(blank=True)),
                ("not_told_why", models.TextField(blank=True)),
                ("look_again_on", models.DateField(blank=True, null=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="decisions.decision",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical sharing plan",
                "verbose_name_plural": "historical sharing plans",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalWeighing",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("saved_at", models.DateTimeField(blank=True, editable=False)),
                ("risk_of_sharing", models.TextField(blank=True)),
                ("risk_of_not_sharing", models.TextField(blank=True)),
                ("best_interests", models.CharField(blank=True, max_length=20)),
                ("best_interests_why", models.TextField(blank=True)),
                ("safety_of_others", models.TextField(blank=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="decisions.decision",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical weighing",
                "verbose_name_plural": "historical weighings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalWithdrawalNotice",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("saved_at", models.DateTimeField(blank=True, editable=False)),
                ("recipient", models.CharField(max_length=610, verbose_name="who holds it")),
                ("text", models.TextField()),
                ("sent_on", models.DateField(blank=True, null=True)),
                ("sent_how", models.CharField(blank=True, max_length=200)),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="decisions.decision",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="consent.consentevent",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical withdrawal notice",
                "verbose_name_plural": "historical withdrawal notices",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Incident",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="incidents", to="decisions.decision"
                    ),
                ),
                (
                    "sharing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incidents",
                        to="decisions.sharingevent",
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        default=decisions.models.incidents.new_reference, editable=False, max_length=12, unique=True
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("what_happened", models.TextField()),
                ("opened_at", models.DateTimeField(auto_now_add=True)),
                (
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "acknowledgement",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incident",
                        to="decisions.acknowledgement",
                    ),
                ),
                (
                    "heard",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incident",
                        to="decisions.correctionheard",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("what_happened", ""), _negated=True), name="incident_says_what_happened"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opened_by__isnull", False),
                            ("acknowledgement__isnull", False),
                            ("heard__isnull", False),
                            _connector="OR",
                        ),
                        name="incident_opened_by_one",
                    ),
                    models.UniqueConstraint(fields=("decision", "request_key"), name="incident_once_a_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="IncidentStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="decisions.incident"
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("kind", models.CharField(max_length=20)),
                ("text", models.TextField()),
                ("taken_at", models.DateTimeField(auto_now_add=True)),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "asked_back",
                                    "gone",
                                    "told_lead",
                                    "weighed",
                                    "told_people",
                                    "not_told_people",
                                    "ico_yes",
                                    "ico_no",
                                    "told_ico",
                                    "learnt",
                                ],
                            )
                        ),
                        name="incidentstep_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="incident_step_says_something"
                    ),
                    models.UniqueConstraint(fields=("incident", "request_key"), name="incident_step_once_a_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="decisions.decision"
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("text", models.TextField()),
                ("category", models.CharField(max_length=20)),
                ("nature", models.CharField(max_length=20)),
                ("source", models.CharField(max_length=200)),
                (
                    "author",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=200,
                        verbose_name="whose opinion it is, or who alleges it",
                    ),
                ),
                ("about_whom", models.CharField(blank=True, max_length=200)),
                ("accurate_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ("id",),
                "unique_together": {("decision", "request_key")},
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "category__in",
                                [
                                    "welfare",
                                    "health",
                                    "education",
                                    "family",
                                    "identity",
                                    "criminal",
                                    "incident",
                                    "statistics",
                                    "other",
                                ],
                            )
                        ),
                        name="item_category_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("nature__in", ["fact", "opinion", "allegation"])), name="item_nature_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LegalBasis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s", to="decisions.decision"
                    ),
                ),
                ("power", models.TextField(blank=True)),
                ("lawful_basis", models.CharField(max_length=40)),
                ("condition", models.CharField(max_length=40)),
                ("common_law", models.CharField(max_length=40)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "lawful_basis__in",
                                [
                                    "public_task",
                                    "legal_obligation",
                                    "vital_interests",
                                    "legitimate_interests",
                                    "recognised_legitimate_interest",
                                    "consent",
                                    "contract",
                                    "not_personal",
                                ],
                            )
                        ),
                        name="legalbasis_lawful_basis_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "condition__in",
                                [
                                    "none",
                                    "safeguarding",
                                    "health_care",
                                    "statutory",
                                    "vital",
                                    "crime",
                                    "legal_claims",
                                    "explicit_consent",
                                ],
                            )
                        ),
                        name="legalbasis_condition_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("common_law__in", ["not_confidential", "consent", "public_interest", "statute", "order"])
                        ),
                        name="legalbasis_common_law_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LogNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "discussion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="log_notes",
                        to="decisions.advicediscussion",
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("text", models.TextField()),
                ("noted_at", models.DateTimeField(auto_now_add=True)),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="log_note_says_something"
                    ),
                    models.UniqueConstraint(fields=("discussion", "request_key"), name="log_note_once_a_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="LogTheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "discussion",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="log_theme",
                        to="decisions.advicediscussion",
                    ),
                ),
                ("theme", models.CharField(max_length=20)),
                ("set_at", models.DateTimeField(auto_now_add=True)),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "theme__in",
                                [
                                    "harm",
                                    "domestic_abuse",
                                    "parents",
                                    "own_wishes",
                                    "health",
                                    "police",
                                    "others_named",
                                    "request",
                                    "bulk",
                                    "other",
                                ],
                            )
                        ),
                        name="logtheme_theme_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LookedAgain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looked_again",
                        to="decisions.decision",
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("found", models.CharField(max_length=10)),
                ("why", models.TextField()),
                ("next_on", models.DateField()),
                ("looked_at", models.DateTimeField(auto_now_add=True)),
                (
                    "looked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("found__in", ["tell", "not_safe"])), name="lookedagain_found_known"
                    ),
                    models.UniqueConstraint(fields=("decision", "request_key"), name="looked_again_once_a_key"),
                    models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True), name="looked_again_says_why"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutsideAdviser",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                ("ended_why", models.TextField(blank=True)),
                ("request_key", models.UUIDField(editable=False)),
                ("email", models.EmailField(max_length=254)),
                (
                    "token_hash",
                    models.CharField(max_length=64, unique=True, verbose_name="SHA-256 of what the link carries"),
                ),
                (
                    "code_hash",
                    models.CharField(max_length=64, verbose_name="SHA-256 of the code, with what the link carries"),
                ),
                ("let_in_at", models.DateTimeField(auto_now_add=True)),
                (
                    "let_in_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("until", models.DateTimeField()),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("wrong_codes", models.PositiveSmallIntegerField(default=0)),
                (
                    "discussion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outside_advisers",
                        to="decisions.advicediscussion",
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("organisation", models.CharField(max_length=200)),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
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
                        name="outsideadviser_ending_is_whole",
                    ),
                    models.UniqueConstraint(fields=("discussion", "request_key"), name="outside_adviser_once_a_key"),
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("let_in_at"))),
                        name="outside_adviser_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wrong_codes__lte", 5)), name="outside_adviser_tries_end"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("opened_at__isnull", True), ("wrong_codes__lt", 5), _connector="OR"),
                        name="outside_adviser_opens_with_a_code",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AdviceReply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "discussion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="decisions.advicediscussion",
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("said_at", models.DateTimeField(auto_now_add=True)),
                (
                    "said_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "outside",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="decisions.outsideadviser",
                    ),
                ),
                ("text", models.TextField()),
                ("shown", models.TextField()),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outside__isnull", True), ("said_by__isnull", False)),
                            models.Q(("outside__isnull", False), ("said_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="reply_said_by_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="reply_says_something"
                    ),
                    models.UniqueConstraint(fields=("discussion", "request_key"), name="reply_once_a_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AdviceAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "discussion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="decisions.advicediscussion",
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("said", models.CharField(default="answer", max_length=10)),
                ("given_at", models.DateTimeField(auto_now_add=True)),
                (
                    "given_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="advice_given",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "outside",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="decisions.outsideadviser",
                    ),
                ),
                ("given_as", models.CharField(max_length=30)),
                ("advice", models.CharField(max_length=20)),
                ("conditions", models.TextField(blank=True)),
                ("rationale", models.TextField()),
                (
                    "principles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                    ),
                ),
                ("consulted", models.TextField(blank=True)),
                ("options", models.TextField(blank=True)),
                ("theme", models.CharField(blank=True, max_length=20)),
                ("lesson", models.TextField(blank=True)),
                ("review_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("said__in", ["answer", "confirmed", "corrected"])),
                        name="adviceanswer_said_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "given_as__in",
                                [
                                    "manager",
                                    "supervisor",
                                    "safeguarding_lead",
                                    "caldicott_guardian",
                                    "ig_lead",
                                    "legal",
                                    "professional_body",
                                    "colleague",
                                    "outside",
                                ],
                            )
                        ),
                        name="adviceanswer_given_as_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("advice__in", ["share", "share_part", "do_not_share", "more_information", "legal_advice"])
                        ),
                        name="adviceanswer_advice_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "theme__in",
                                [
                                    "harm",
                                    "domestic_abuse",
                                    "parents",
                                    "own_wishes",
                                    "health",
                                    "police",
                                    "others_named",
                                    "request",
                                    "bulk",
                                    "other",
                                    "",
                                ],
                            )
                        ),
                        name="adviceanswer_theme_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "principles__contained_by",
                                [
                                    "purpose",
                                    "necessary",
                                    "minimum",
                                    "need_to_know",
                                    "responsibilities",
                                    "law",
                                    "duty_to_share",
                                    "no_surprises",
                                ],
                            )
                        ),
                        name="adviceanswer_principles_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("given_by__isnull", False), ("outside__isnull", True)),
                            models.Q(("given_by__isnull", True), ("outside__isnull", False)),
                            _connector="OR",
                        ),
                        name="advice_given_by_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rationale", ""), _negated=True), name="advice_given_says_why"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outside__isnull", True),
                            ("given_as__in", ("legal", "professional_body", "outside")),
                            _connector="OR",
                        ),
                        name="advice_from_outside_is_no_role_here",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("given_as", "caldicott_guardian"),
                                ("outside__isnull", True),
                                ("said", "answer"),
                                _negated=True,
                            ),
                            models.Q(
                                models.Q(("principles", []), _negated=True), models.Q(("theme", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="guardian_says_principles_and_theme",
                    ),
                    models.UniqueConstraint(fields=("discussion", "request_key"), name="advice_given_once_a_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Overdue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "discussion",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="overdue",
                        to="decisions.advicediscussion",
                    ),
                ),
                ("noticed_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "question that is overdue",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PersonConcerned",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="people", to="decisions.decision"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="consent.person"
                    ),
                ),
                ("linked_at", models.DateTimeField(auto_now_add=True)),
                (
                    "linked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("decision", "person"), name="person_concerned_once")],
            },
        ),
        migrations.CreateModel(
            name="PersonPack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="packs", to="consent.person"
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        default=decisions.models.person_packs.new_reference, editable=False, max_length=12, unique=True
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("made_for", models.CharField(max_length=20)),
                ("asked_by", models.CharField(max_length=200, verbose_name="who asked for it")),
                (
                    "asked_as",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=200, verbose_name="who they are, and for whom"
                    ),
                ),
                ("received_on", models.DateField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("exposed_why", models.TextField(blank=True)),
                (
                    "exposed",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, db_default=[], default=list, size=None
                    ),
                ),
                ("started_at", models.DateTimeField(auto_now_add=True)),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("made_for__in", ["subject_access", "review"])),
                        name="personpack_made_for_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("asked_by", ""), _negated=True), name="person_pack_says_who_asked"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("due_on__gt", models.F("received_on")),
                                ("due_on__isnull", False),
                                ("made_for", "subject_access"),
                            ),
                            models.Q(models.Q(("made_for", "subject_access"), _negated=True), ("due_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="person_pack_of_a_request_is_due",
                    ),
                    models.UniqueConstraint(fields=("person", "request_key"), name="person_pack_once_a_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PackText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pack",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="texts", to="decisions.personpack"
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("mark", models.CharField(max_length=32)),
                ("whole", models.BooleanField(verbose_name="the whole text is taken out")),
                (
                    "left",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "also",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), blank=True, default=list, size=None
                    ),
                ),
                ("category", models.CharField(blank=True, max_length=20)),
                ("why", models.TextField(blank=True)),
                ("said_at", models.DateTimeField(auto_now_add=True)),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("category__in", ["others", "harm", "crime", "law", "confidence", "other", ""])
                        ),
                        name="packtext_category_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("left__len", 0), models.Q(("why", ""), _negated=True), _connector="OR"),
                        name="pack_text_left_in_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("also__len", 0), ("category", ""), ("whole", False)),
                            models.Q(("also__len__gt", 0), ("whole", False), models.Q(("category", ""), _negated=True)),
                            models.Q(
                                ("also__len", 0),
                                ("left__len", 0),
                                ("whole", True),
                                models.Q(("category", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="pack_text_taken_out_says_why",
                    ),
                    models.UniqueConstraint(fields=("pack", "request_key"), name="pack_text_once_a_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PackGivenUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pack",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="given_up", to="decisions.personpack"
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("why", models.TextField()),
                ("given_up_at", models.DateTimeField(auto_now_add=True)),
                (
                    "given_up_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "packs given up",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True), name="pack_given_up_says_why"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PackChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pack",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="choices", to="decisions.personpack"
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                (
                    "parts",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None),
                ),
                ("restricted", models.BooleanField()),
                ("why", models.TextField(blank=True)),
                (
                    "restricted_of",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12), blank=True, db_default=[], default=list, size=None
                    ),
                ),
                ("exposed_why", models.TextField(blank=True, db_default="", default="")),
                (
                    "exposed",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, db_default=[], default=list, size=None
                    ),
                ),
                ("chosen_at", models.DateTimeField(auto_now_add=True)),
                (
                    "chosen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("parts__len__gt", 0)), name="pack_choice_chooses_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("restricted", False), models.Q(("why", ""), _negated=True), _connector="OR"
                        ),
                        name="pack_choice_restricted_says_why",
                    ),
                    models.UniqueConstraint(fields=("pack", "request_key"), name="pack_choice_once_a_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="MadePack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pack",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="made", to="decisions.personpack"
                    ),
                ),
                ("read", models.CharField(max_length=64, verbose_name="SHA-256 of every text as it goes")),
                ("manifest", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField(verbose_name="in bytes")),
                ("data", models.BinaryField()),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="made_pack_holds_something")
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonUnlinked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="unlinked", to="decisions.decision"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.person"
                    ),
                ),
                ("why", models.TextField()),
                ("unlinked_at", models.DateTimeField(auto_now_add=True)),
                (
                    "unlinked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "people unlinked",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True), name="person_unlinked_says_why"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Precedent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "discussion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="precedents",
                        to="decisions.advicediscussion",
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("title", models.CharField(blank=True, max_length=150)),
                ("said_at", models.DateTimeField(auto_now_add=True)),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("discussion", "request_key"), name="precedent_once_a_key")
                ],
            },
        ),
        migrations.CreateModel(
            name="PutTo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "discussion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="put_to_whom",
                        to="decisions.advicediscussion",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked_to_advise",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("why", models.CharField(max_length=10)),
                ("as_guardian", models.BooleanField(db_default=False, default=False)),
                ("put_at", models.DateTimeField(auto_now_add=True)),
                (
                    "put_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("why__in", ["asked", "holds", "deputy", "next", "overdue", "confirm"])),
                        name="putto_why_known",
                    ),
                    models.UniqueConstraint(fields=("discussion", "user"), name="advice_put_to_a_person_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReceiptLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                ("ended_why", models.TextField(blank=True)),
                ("request_key", models.UUIDField(editable=False)),
                ("email", models.EmailField(max_length=254)),
                (
                    "token_hash",
                    models.CharField(max_length=64, unique=True, verbose_name="SHA-256 of what the link carries"),
                ),
                (
                    "code_hash",
                    models.CharField(max_length=64, verbose_name="SHA-256 of the code, with what the link carries"),
                ),
                ("let_in_at", models.DateTimeField(auto_now_add=True)),
                (
                    "let_in_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("until", models.DateTimeField()),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("wrong_codes", models.PositiveSmallIntegerField(default=0)),
                (
                    "sharing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="links", to="decisions.sharingevent"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
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
                        name="receiptlink_ending_is_whole",
                    ),
                    models.UniqueConstraint(fields=("sharing", "request_key"), name="receipt_link_once_a_key"),
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("let_in_at"))),
                        name="receipt_link_ends_after_it_begins",
                    ),
                    models.CheckConstraint(condition=models.Q(("wrong_codes__lte", 5)), name="receipt_link_tries_end"),
                    models.CheckConstraint(
                        condition=models.Q(("opened_at__isnull", True), ("wrong_codes__lt", 5), _connector="OR"),
                        name="receipt_link_opens_with_a_code",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recipient",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="decisions.decision"
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("organisation", models.CharField(max_length=200)),
                ("role", models.CharField(max_length=200)),
                ("name", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ("id",),
                "unique_together": {("decision", "request_key")},
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="decisions.decision"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="decisions.item"
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="decisions.recipient"
                    ),
                ),
                ("choice", models.CharField(max_length=10)),
                ("why", models.TextField()),
                ("redacted", models.TextField(blank=True)),
                ("onward", models.CharField(blank=True, max_length=10)),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(fields=("item", "recipient"), name="line_once_an_item_and_recipient"),
                    models.CheckConstraint(
                        condition=models.Q(("choice__in", ["share", "redact", "withhold"])), name="line_choice_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("onward__in", ["yes", "ask_first", "no", ""])), name="line_onward_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True), name="line_choice_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("choice", "redact"), models.Q(("redacted", ""), _negated=True)),
                            models.Q(models.Q(("choice", "redact"), _negated=True), ("redacted", "")),
                            _connector="OR",
                        ),
                        name="line_says_what_is_read_instead",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("choice__in", ("share", "redact")), models.Q(("onward", ""), _negated=True)),
                            models.Q(models.Q(("choice__in", ("share", "redact")), _negated=True), ("onward", "")),
                            _connector="OR",
                        ),
                        name="line_says_whether_it_is_passed_on",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRequest",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("saved_at", models.DateTimeField(blank=True, editable=False)),
                ("requester", models.CharField(max_length=200)),
                ("requester_organisation", models.CharField(max_length=200)),
                ("position", models.CharField(max_length=200)),
                ("received_on", models.DateField()),
                ("identity_check", models.CharField(blank=True, db_default="", default="", max_length=20)),
                ("verified_how", models.TextField()),
                ("asked_for", models.TextField()),
                ("asked_why", models.TextField()),
                (
                    "own_data",
                    models.BooleanField(
                        db_default=False, default=False, verbose_name="whether they ask for their own data"
                    ),
                ),
                ("answer_by", models.DateField(blank=True, null=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="decisions.decision",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="decisions.recipient",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical request",
                "verbose_name_plural": "historical requests",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLine",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("saved_at", models.DateTimeField(blank=True, editable=False)),
                ("choice", models.CharField(max_length=10)),
                ("why", models.TextField()),
                ("redacted", models.TextField(blank=True)),
                ("onward", models.CharField(blank=True, max_length=10)),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="decisions.decision",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="decisions.item",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="decisions.recipient",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical line",
                "verbose_name_plural": "historical lines",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Record",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="record", to="decisions.decision"
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("content", models.JSONField()),
                (
                    "content_hash",
                    models.CharField(max_length=64, verbose_name="SHA-256 of the canonical JSON of content"),
                ),
                ("pack_id", models.CharField(max_length=50)),
                ("pack_hash", models.CharField(max_length=64)),
                ("outcome", models.CharField(max_length=30, verbose_name="what the guidance pointed to")),
                ("decided", models.CharField(max_length=20)),
                (
                    "grounds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), blank=True, default=list, size=None
                    ),
                ),
                ("best_interests", models.CharField(blank=True, max_length=20)),
                (
                    "told",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=10,
                        verbose_name="whether the family was to be told",
                    ),
                ),
                (
                    "happened_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="when it was shared, if that was before it was recorded"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("decided__in", ["share", "share_part", "do_not_share"])),
                        name="record_decided_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("told__in", ["before", "after", "not", ""])), name="record_told_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("best_interests", "yes"),
                            ("decided", "do_not_share"),
                            ("grounds__contained_by", ["confidentiality"]),
                            ("grounds__len__gt", 0),
                            _negated=True,
                        ),
                        name="confidentiality_alone_never_withholds",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CountersignNeeded",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="countersign_needed",
                        to="decisions.record",
                    ),
                ),
                (
                    "because",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None),
                ),
                ("needed_at", models.DateTimeField(auto_now_add=True)),
                (
                    "needed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "countersignatures needed",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "because__contained_by",
                                ["share", "share_part", "do_not_share", "restricted", "emergency"],
                            ),
                            ("because__len__gt", 0),
                        ),
                        name="countersign_needed_because",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reopening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reopening", to="decisions.decision"
                    ),
                ),
                (
                    "reopens",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reopenings", to="decisions.decision"
                    ),
                ),
                ("facts", models.TextField(verbose_name="what is new")),
                ("received_on", models.DateField()),
                ("reopened_at", models.DateTimeField(auto_now_add=True)),
                (
                    "reopened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("facts", ""), _negated=True), name="reopening_says_what_is_new"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decision", models.F("reopens")), _negated=True),
                        name="reopening_is_of_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Request",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s", to="decisions.decision"
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="decisions.recipient",
                    ),
                ),
                ("requester", models.CharField(max_length=200)),
                ("requester_organisation", models.CharField(max_length=200)),
                ("position", models.CharField(max_length=200)),
                ("received_on", models.DateField()),
                ("identity_check", models.CharField(blank=True, db_default="", default="", max_length=20)),
                ("verified_how", models.TextField()),
                ("asked_for", models.TextField()),
                ("asked_why", models.TextField()),
                (
                    "own_data",
                    models.BooleanField(
                        db_default=False, default=False, verbose_name="whether they ask for their own data"
                    ),
                ),
                ("answer_by", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("identity_check__in", ["rang_back", "known", "work_address", "papers", "not_done", ""])
                        ),
                        name="request_identity_check_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("own_data", False), ("answer_by__isnull", False), _connector="OR"),
                        name="own_data_is_answered_by_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answer_by__isnull", True), ("answer_by__gte", models.F("received_on")), _connector="OR"
                        ),
                        name="request_is_answered_after_it_came",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="request_answers",
                        to="decisions.decision",
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("on", models.DateField()),
                ("how", models.CharField(max_length=200)),
                ("answered_at", models.DateTimeField(auto_now_add=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("how", ""), _negated=True), name="request_answer_says_how"
                    ),
                    models.UniqueConstraint(fields=("decision", "request_key"), name="request_answer_once_a_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Restriction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                ("ended_why", models.TextField(blank=True)),
                ("why", models.TextField()),
                ("began_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "began_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="restrictions",
                        to="decisions.decision",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="restriction_says_why"),
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
                        name="restriction_ending_is_whole",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("decision",),
                        name="one_restriction_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewComment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="comments", to="decisions.decision"
                    ),
                ),
                (
                    "discussion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="decisions.advicediscussion",
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("text", models.TextField()),
                ("said_at", models.DateTimeField(auto_now_add=True)),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="comment_says_something"
                    ),
                    models.UniqueConstraint(fields=("decision", "request_key"), name="comment_once_a_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_entries",
                        to="decisions.decision",
                    ),
                ),
                (
                    "discussion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_entries",
                        to="decisions.advicediscussion",
                    ),
                ),
                ("thing", models.CharField(max_length=12)),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.team",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("said", models.CharField(max_length=20)),
                ("kind", models.CharField(max_length=10)),
                ("came_at", models.DateTimeField(auto_now_add=True)),
                (
                    "came_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "review entries",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["organisation", "-id"], name="review_entry_newest"),
                    models.Index(fields=["team", "-id"], name="review_entry_of_a_team"),
                    models.Index(fields=["thing", "-id"], name="review_entry_of_a_thing"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "recorded",
                                    "advised",
                                    "added",
                                    "asked",
                                    "commented",
                                    "corrected",
                                    "signed",
                                    "refused",
                                    "shared",
                                    "heard",
                                    "incident",
                                    "wrong",
                                    "put_right",
                                    "told",
                                    "looked",
                                    "answered",
                                    "reopened",
                                ],
                            )
                        ),
                        name="reviewentry_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "said__in",
                                [
                                    "share",
                                    "share_part",
                                    "do_not_share",
                                    "share",
                                    "share_part",
                                    "do_not_share",
                                    "more_information",
                                    "legal_advice",
                                ],
                            )
                        ),
                        name="reviewentry_said_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="read_marks",
                        to="decisions.reviewentry",
                    ),
                ),
                ("read_at", models.DateTimeField(auto_now_add=True)),
                (
                    "read_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("read_by", "entry"), name="read_marked_once")],
            },
        ),
        migrations.CreateModel(
            name="SharingEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sharings", to="decisions.decision"
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sharings",
                        to="decisions.sheet",
                    ),
                ),
                ("told_whom", models.CharField(blank=True, db_default="", max_length=200)),
                (
                    "what",
                    models.TextField(
                        blank=True, db_default="", verbose_name="what was shared, where there is no sheet"
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("happened_at", models.DateTimeField()),
                ("channel", models.CharField(max_length=20)),
                (
                    "verified_how",
                    models.CharField(max_length=20, verbose_name="how they made sure that it is the right person"),
                ),
                ("verified_words", models.TextField(blank=True)),
                ("shared_by", models.CharField(blank=True, max_length=200)),
                ("note", models.TextField(blank=True)),
                ("written_at", models.DateTimeField(auto_now_add=True)),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("channel__in", ["secure_mail", "by_hand", "telephone", "portal", "post", "meeting"])
                        ),
                        name="sharingevent_channel_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verified_how__in", ["rang_back", "own_directory", "met", "system", "other"])
                        ),
                        name="sharingevent_verified_how_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verified_how", "other"), _negated=True),
                            models.Q(("verified_words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="sharing_verified_another_way_says_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sheet__isnull", False), ("told_whom", ""), ("what", "")),
                            models.Q(
                                ("sheet__isnull", True),
                                models.Q(("told_whom", ""), _negated=True),
                                models.Q(("what", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="sharing_without_a_sheet_says_what_and_to_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("happened_at__lte", models.F("written_at"))),
                        name="sharing_is_past_when_written",
                    ),
                    models.UniqueConstraint(fields=("decision", "request_key"), name="sharing_once_a_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SharingPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s", to="decisions.decision"
                    ),
                ),
                ("how_much", models.TextField(blank=True)),
                ("facts_apart", models.TextField(blank=True)),
                ("right_person", models.TextField(blank=True)),
                ("securely", models.TextField(blank=True)),
                ("told", models.CharField(blank=True, max_length=10)),
                ("told_how", models.TextField(blank=True)),
                ("not_told_why", models.TextField(blank=True)),
                ("look_again_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("told__in", ["before", "after", "not", ""])), name="sharingplan_told_known"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Sheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sheets", to="decisions.decision"
                    ),
                ),
                (
                    "recipient",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sheet", to="decisions.recipient"
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        default=decisions.models.sheets.new_reference, editable=False, max_length=12, unique=True
                    ),
                ),
                ("content", models.JSONField()),
                (
                    "content_hash",
                    models.CharField(max_length=64, verbose_name="SHA-256 of the canonical JSON of content"),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SheetEnded",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sheet",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ended", to="decisions.sheet"
                    ),
                ),
                ("why", models.TextField()),
                ("ended_at", models.DateTimeField(auto_now_add=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "sheets ended",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="sheet_ended_says_why")
                ],
            },
        ),
        migrations.CreateModel(
            name="SheetSeen",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sheets_seen", to="decisions.decision"
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="decisions.recipient",
                    ),
                ),
                ("fingerprint", models.CharField(max_length=64, verbose_name="SHA-256 of what the sheet said")),
                ("seen_at", models.DateTimeField(auto_now_add=True)),
                (
                    "seen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "sheets seen",
                "ordering": ("id",),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Silence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sharing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="silence", to="decisions.sharingevent"
                    ),
                ),
                ("noticed_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ToDo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="todos", to="decisions.decision"
                    ),
                ),
                ("slug", models.CharField(max_length=30)),
                ("title", models.CharField(max_length=200)),
                ("due_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("title", ""), _negated=True), name="todo_says_what"),
                    models.UniqueConstraint(fields=("decision", "slug"), name="todo_once_a_decision"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SheetApproval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="approvals", to="decisions.sheet"
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("agreed", models.BooleanField()),
                ("reasons", models.TextField(blank=True)),
                (
                    "todo",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheet_approval",
                        to="decisions.todo",
                    ),
                ),
                ("signed_at", models.DateTimeField(auto_now_add=True)),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed", True), ("todo__isnull", True)),
                            models.Q(
                                ("agreed", False), ("todo__isnull", False), models.Q(("reasons", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="not_approving_a_sheet_says_why",
                    ),
                    models.UniqueConstraint(fields=("sheet", "request_key"), name="sheet_approval_once_a_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Countersignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "needed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="countersignatures",
                        to="decisions.countersignneeded",
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("agreed", models.BooleanField()),
                ("reasons", models.TextField(blank=True)),
                (
                    "todo",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="countersignature",
                        to="decisions.todo",
                    ),
                ),
                ("signed_at", models.DateTimeField(auto_now_add=True)),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed", True), ("todo__isnull", True)),
                            models.Q(
                                ("agreed", False), ("todo__isnull", False), models.Q(("reasons", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="not_countersigning_says_why",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("agreed", True)), fields=("needed",), name="countersigned_once"
                    ),
                    models.UniqueConstraint(fields=("needed", "request_key"), name="countersignature_once_a_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Amendment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="amendments", to="decisions.decision"
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                (
                    "todo",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="done_by",
                        to="decisions.todo",
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField()),
                ("why", models.TextField(blank=True)),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("decision", "request_key"), name="amendment_once_a_key"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("todo__isnull", False), models.Q(("why", ""), _negated=True), _connector="OR"
                        ),
                        name="amendment_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AdditionAsked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "todo",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="asked_for", to="decisions.todo"
                    ),
                ),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "additions asked for",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Told",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="told_rows", to="decisions.decision"
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("whom", models.CharField(max_length=10)),
                (
                    "relationship",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="told_rows",
                        to="consent.relationship",
                    ),
                ),
                (
                    "carer",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="which carer, where the register does not know them"
                    ),
                ),
                ("on", models.DateField()),
                ("how", models.CharField(max_length=200)),
                ("teller", models.CharField(max_length=200, verbose_name="who told them")),
                ("said", models.TextField(blank=True, verbose_name="what they said")),
                ("wrongly", models.BooleanField(db_default=False, default=False)),
                ("others_wait", models.BooleanField(db_default=False, default=False)),
                ("written_at", models.DateTimeField(auto_now_add=True)),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("whom__in", ["child", "carer"])), name="told_whom_known"
                    ),
                    models.UniqueConstraint(fields=("decision", "request_key"), name="told_once_a_key"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("how", ""), _negated=True), models.Q(("teller", ""), _negated=True)
                        ),
                        name="told_says_how_and_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("carer", ""), ("relationship__isnull", True), ("whom", "child")),
                            models.Q(("carer", ""), ("relationship__isnull", False), ("whom", "carer")),
                            models.Q(
                                ("relationship__isnull", True),
                                ("whom", "carer"),
                                models.Q(("carer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="told_says_which_carer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Weighing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s", to="decisions.decision"
                    ),
                ),
                ("risk_of_sharing", models.TextField(blank=True)),
                ("risk_of_not_sharing", models.TextField(blank=True)),
                ("best_interests", models.CharField(blank=True, max_length=20)),
                ("best_interests_why", models.TextField(blank=True)),
                ("safety_of_others", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("best_interests__in", ["yes", "no", "not_about_a_child", ""])),
                        name="weighing_best_interests_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WithdrawalNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal_notices",
                        to="decisions.decision",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="consent.consentevent"
                    ),
                ),
                ("recipient", models.CharField(max_length=610, verbose_name="who holds it")),
                ("text", models.TextField()),
                ("sent_on", models.DateField(blank=True, null=True)),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("sent_how", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("event", "decision", "recipient"), name="holder_told_once_of_a_withdrawal"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="withdrawal_notice_says_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_by__isnull", True), ("sent_how", ""), ("sent_on__isnull", True)),
                            models.Q(
                                ("sent_by__isnull", False),
                                ("sent_on__isnull", False),
                                models.Q(("sent_how", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="withdrawal_notice_sent_says_who_when_how",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="carrier",
            trigger=pgtrigger.compiler.Trigger(
                name="leaves_no_draft_behind",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NOT NEW."is_active" AND OLD."is_active")',
                    func="\n                    IF EXISTS (\n                        SELECT 1 FROM decisions_decision d LEFT JOIN decisions_record r ON r.decision_id = d.id\n                         WHERE d.owner_id = NEW.id AND r.id IS NULL\n                    ) THEN\n                        RAISE EXCEPTION 'Hand over the drafts of somebody who leaves first';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="a71a3121a493397e3cabf6f7a2c76d2fc0b8957c",
                    operation='UPDATE OF "is_active"',
                    pgid="pgtrigger_leaves_no_draft_behind_89e34",
                    table="accounts_user",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="carrier",
            trigger=pgtrigger.compiler.Trigger(
                name="leaves_no_flow_behind",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NOT NEW."is_active" AND OLD."is_active")',
                    func="\n                    -- Those of flows_carried_by: neither ended, nor refused, nor replaced.\n                    IF EXISTS (\n                        SELECT 1 FROM decisions_flow f LEFT JOIN decisions_flowend e ON e.flow_id = f.id\n                         WHERE f.owner_id = NEW.id AND e.id IS NULL AND NOT EXISTS (\n                            SELECT 1 FROM decisions_flow v\n                              JOIN decisions_flowsubmission s ON s.flow_id = v.id\n                              JOIN decisions_flowdecision d ON d.submission_id = s.id\n                             WHERE v.id = f.id AND d.decided = 'do_not_share'\n                                OR v.former_id = f.id AND d.decided IN ('approve', 'approve_conditions')\n                         )\n                    ) THEN\n                        RAISE EXCEPTION 'Hand over the flows of somebody who leaves first';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="0d16f1bcc462e49d0cb5dc62452e3b023ecea088",
                    operation='UPDATE OF "is_active"',
                    pgid="pgtrigger_leaves_no_flow_behind_11c95",
                    table="accounts_user",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correctiongivenup",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="0bb068f49505de5e5b0e74668ca13eeb8fbf2f0c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d238c",
                    table="decisions_correctiongivenup",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correctiongivenup",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="05c072f65716801e027781add11f44d7ea755095",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_19232",
                    table="decisions_correctiongivenup",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correctionsent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="9375eba26378987adb780921d45d530defc23ce5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f6d2e",
                    table="decisions_correctionsent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correctionsent",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="082459e1dfb28f3a386568e7a0e79d56fe0ace6e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_6f7db",
                    table="decisions_correctionsent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correctionheard",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="0c22ea27f98182ebc373027468130655b1b56ce8",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f0c9d",
                    table="decisions_correctionheard",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correctionheard",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="1e298324a612e21a61c69a8632689fe6300dfe2c",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_3a673",
                    table="decisions_correctionheard",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correctionsilence",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="01a14f383e3948aeaeaa5163a95c7037cef8438d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_23902",
                    table="decisions_correctionsilence",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correctionsilence",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="29ac0c79ccdf8445be722f532a6d596a968fc33d",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_152b9",
                    table="decisions_correctionsilence",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correctionwords",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="4be83d5b98de881d731760c1f52521692a2b2180",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c539b",
                    table="decisions_correctionwords",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correctionwords",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="0c0342481d2c28c6c7ff3db016fbc322fe6fa643",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_ae793",
                    table="decisions_correctionwords",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen_once_recorded",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - ARRAY['owner_id', 'saved_at', 'saved_by_id'] = to_jsonb(NEW) - ARRAY['owner_id', 'saved_at', 'saved_by_id'] THEN RETURN NEW; END IF;\n\n    IF EXISTS (SELECT 1 FROM decisions_record r WHERE r.decision_id IN (OLD.id, NEW.id)) THEN\n        RAISE EXCEPTION 'This decision is recorded: it can be added to, never changed';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n",
                    hash="1734466186d516424d7f5b637162b111457f6053",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_once_recorded_8fa46",
                    table="decisions_decision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="owner_is_here",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE here boolean;",
                    func="\n                    -- Locked, so that nobody who is leaving at this moment is given something to carry.\n                    SELECT u.is_active AND u.organisation_id = NEW.organisation_id INTO here\n                      FROM accounts_user u WHERE u.id = NEW.owner_id FOR SHARE;\n                    IF here IS DISTINCT FROM true THEN\n                        RAISE EXCEPTION 'Only somebody who is here, in the same organisation, carries a decision';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="54fc8bf13e68756c1bf4e9997ba054afea68d1e8",
                    operation='INSERT OR UPDATE OF "owner_id"',
                    pgid="pgtrigger_owner_is_here_3aa5c",
                    table="decisions_decision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consentstatement",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen_once_recorded",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (SELECT 1 FROM decisions_record r WHERE r.decision_id IN (OLD.decision_id, NEW.decision_id)) THEN\n        RAISE EXCEPTION 'This decision is recorded: it can be added to, never changed';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n",
                    hash="0c39ee463948eff135f17ffdc896ca98e2bd96a1",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_once_recorded_d316c",
                    table="decisions_consentstatement",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="conclusion",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen_once_recorded",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (SELECT 1 FROM decisions_record r WHERE r.decision_id IN (OLD.decision_id, NEW.decision_id)) THEN\n        RAISE EXCEPTION 'This decision is recorded: it can be added to, never changed';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n",
                    hash="9a5efe6667c1e65eb42641e315201c769ad9b9f6",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_once_recorded_58b98",
                    table="decisions_conclusion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="clashsettled",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="a8f382ef30dccd3016798f0a543c859752f9803a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c7d52",
                    table="decisions_clashsettled",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="clashsettled",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="67075da22d5f1ca8f103f14218510d441ff014a7",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_60b4d",
                    table="decisions_clashsettled",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="brokenglass",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="66866052b62e3d4f040374421d2041ac78c321dd",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_bdff8",
                    table="decisions_brokenglass",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="brokenglass",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="e0f9dd111a2bf661a94da00ddd4235a97a6b99c2",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_93e12",
                    table="decisions_brokenglass",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="answer",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen_once_recorded",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (SELECT 1 FROM decisions_record r WHERE r.decision_id IN (OLD.decision_id, NEW.decision_id)) THEN\n        RAISE EXCEPTION 'This decision is recorded: it can be added to, never changed';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n",
                    hash="e33f8d0f95f293ac7c61814f2aca6c633542c6a2",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_once_recorded_9672b",
                    table="decisions_answer",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="advicediscussion",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen_once_recorded",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF TG_OP <> 'DELETE' AND NEW.about_record AND (TG_OP = 'INSERT' OR OLD.about_record) THEN RETURN NEW; END IF;\n\n    IF EXISTS (SELECT 1 FROM decisions_record r WHERE r.decision_id IN (OLD.decision_id, NEW.decision_id)) THEN\n        RAISE EXCEPTION 'This decision is recorded: it can be added to, never changed';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n",
                    hash="fbf606b74111d97c25a1285f94bf87be335da106",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_once_recorded_a290b",
                    table="decisions_advicediscussion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="emergency",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen_once_recorded",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (SELECT 1 FROM decisions_record r WHERE r.decision_id IN (OLD.decision_id, NEW.decision_id)) THEN\n        RAISE EXCEPTION 'This decision is recorded: it can be added to, never changed';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n",
                    hash="b94f220fe79140a16749dd0969b568a40ce58fd7",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_once_recorded_4abf9",
                    table="decisions_emergency",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="findingreview",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="4616ff4c3de702f21177ca292eee78b7dffd8134",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4608a",
                    table="decisions_findingreview",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="findingreview",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="9205ccb85b30e7a38cd8d4b88140fb1305057480",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_3efa6",
                    table="decisions_findingreview",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="flow",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen_once_submitted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - ARRAY['owner_id', 'saved_at', 'saved_by_id'] = to_jsonb(NEW) - ARRAY['owner_id', 'saved_at', 'saved_by_id'] THEN RETURN NEW; END IF;\n\n    IF EXISTS (\n        SELECT 1 FROM decisions_flowsubmission s LEFT JOIN decisions_flowdecision d ON d.submission_id = s.id\n         WHERE s.flow_id IN (OLD.id, NEW.id) AND d.decided IS DISTINCT FROM 'more_information'\n    ) THEN\n        RAISE EXCEPTION 'This flow is submitted: it can be changed once it is sent back, or as a new version';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n",
                    hash="add0625f9387d978caa464ba9f91b330e7a67f6f",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_once_submitted_ceebd",
                    table="decisions_flow",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="flow",
            trigger=pgtrigger.compiler.Trigger(
                name="owner_is_here",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE here boolean;",
                    func="\n                    -- Locked, so that nobody who is leaving at this moment is given something to carry.\n                    SELECT u.is_active AND u.organisation_id = NEW.organisation_id INTO here\n                      FROM accounts_user u WHERE u.id = NEW.owner_id FOR SHARE;\n                    IF here IS DISTINCT FROM true THEN\n                        RAISE EXCEPTION 'Only somebody who is here, in the same organisation, carries a flow';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="141dce3297031bae127cb6989dc0ba751fbf175c",
                    operation='INSERT OR UPDATE OF "owner_id"',
                    pgid="pgtrigger_owner_is_here_ec4bd",
                    table="decisions_flow",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dataset",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen_once_submitted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT 1 FROM decisions_flowsubmission s LEFT JOIN decisions_flowdecision d ON d.submission_id = s.id\n         WHERE s.flow_id IN (OLD.flow_id, NEW.flow_id) AND d.decided IS DISTINCT FROM 'more_information'\n    ) THEN\n        RAISE EXCEPTION 'This flow is submitted: it can be changed once it is sent back, or as a new version';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n",
                    hash="79231f6c5362fcb10c5f399edccee81025b9d41a",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_once_submitted_6d413",
                    table="decisions_dataset",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="flowend",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="8f5d008410a8d05958c501cf87cbef12acc5e013",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d1315",
                    table="decisions_flowend",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="flowend",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="0aa4448a90a04feb1da5382db040f9d63133f71c",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_b8e37",
                    table="decisions_flowend",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="flowpaper",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="44c2a8448ecd7f4e0643c6bd7f7ce1655dc29903",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7f691",
                    table="decisions_flowpaper",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="flowpaper",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="f7f1bb6016be8c9d0fa2e0f3fe0305f7eded35d8",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_0f27e",
                    table="decisions_flowpaper",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="flowpaper",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen_once_submitted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT 1 FROM decisions_flowsubmission s LEFT JOIN decisions_flowdecision d ON d.submission_id = s.id\n         WHERE s.flow_id IN (OLD.flow_id, NEW.flow_id) AND d.decided IS DISTINCT FROM 'more_information'\n    ) THEN\n        RAISE EXCEPTION 'This flow is submitted: it can be changed once it is sent back, or as a new version';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n",
                    hash="3582dc9df432faf86a520f22cbe9207018224e30",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_once_submitted_aae46",
                    table="decisions_flowpaper",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="flowpartner",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen_once_submitted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT 1 FROM decisions_flowsubmission s LEFT JOIN decisions_flowdecision d ON d.submission_id = s.id\n         WHERE s.flow_id IN (OLD.flow_id, NEW.flow_id) AND d.decided IS DISTINCT FROM 'more_information'\n    ) THEN\n        RAISE EXCEPTION 'This flow is submitted: it can be changed once it is sent back, or as a new version';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n",
                    hash="027698971376918eb98a23500bb940ed627a6124",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_once_submitted_0211b",
                    table="decisions_flowpartner",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="flowreview",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="73e4e50ec0c1c6e28b5bde5ee168ec4352757ff1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7d064",
                    table="decisions_flowreview",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="flowreview",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="f9fc35554b67f85d33332d04e4a2c8e9f20d57c0",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_1cc98",
                    table="decisions_flowreview",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="flowsubmission",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="45b58528231a7ec7610e9e18f4db39322f5910f9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e2420",
                    table="decisions_flowsubmission",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="flowsubmission",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="7a6ec0cf13270c6515b2d91f7cca8ae764e8ae59",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_bbb38",
                    table="decisions_flowsubmission",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="flowsubmission",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen_once_submitted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT 1 FROM decisions_flowsubmission s LEFT JOIN decisions_flowdecision d ON d.submission_id = s.id\n         WHERE s.flow_id IN (OLD.flow_id, NEW.flow_id) AND d.decided IS DISTINCT FROM 'more_information'\n    ) THEN\n        RAISE EXCEPTION 'This flow is submitted: it can be changed once it is sent back, or as a new version';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n",
                    hash="86d664407b3e3f43650a4cbe111905519b6026c6",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_once_submitted_768cd",
                    table="decisions_flowsubmission",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="flowdecision",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="ac36f87ea7f4fe635142e0f44aa051c7f2832fc6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a7596",
                    table="decisions_flowdecision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="flowdecision",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="7f67d579a3ae2e17c56ff752df76403cbec45fb6",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_23a00",
                    table="decisions_flowdecision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="flowdecision",
            trigger=pgtrigger.compiler.Trigger(
                name="decided_by_those_whose_it_is",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    -- Only somebody of the organisation who holds that role; never who had a hand in the flow (S9).\n    IF NOT EXISTS (\n        SELECT 1 FROM decisions_flowsubmission s\n          JOIN decisions_flow f ON f.id = s.flow_id\n          JOIN accounts_user u ON u.organisation_id = f.organisation_id\n          JOIN accounts_membership m ON m.user_id = u.id\n         WHERE s.id = NEW.submission_id AND u.id = NEW.decided_by_id AND m.role = NEW.role\n    ) OR NEW.decided_by_id IN (SELECT a.author FROM (\n    WITH RECURSIVE version AS (\n        SELECT f.id AS flow, f.* FROM decisions_flow f WHERE f.id = ANY(ARRAY(SELECT s.flow_id FROM decisions_flowsubmission s WHERE s.id = NEW.submission_id))\n         UNION ALL\n        SELECT v.flow, f.* FROM version v JOIN decisions_flow f ON f.id = v.former_id\n    )\n    SELECT v.flow, v.owner_id AS author FROM version v\n     UNION SELECT v.flow, v.started_by_id FROM version v\n     UNION SELECT v.flow, h.owner_id FROM version v JOIN decisions_historicalflow h ON h.id = v.id\n     UNION SELECT v.flow, s.submitted_by_id FROM version v JOIN decisions_flowsubmission s ON s.flow_id = v.id\n     UNION SELECT v.flow, d.created_by_id FROM version v JOIN decisions_decision d ON d.id = v.from_decision_id\n     UNION SELECT v.flow, h.owner_id FROM version v JOIN decisions_historicaldecision h ON h.id = v.from_decision_id\n) a) THEN\n        RAISE EXCEPTION 'A flow is decided by the IG lead or the Caldicott Guardian, never by its author';\n    END IF;\n    RETURN NEW;\n",
                    hash="724aaf46364635f3a733486c531ddb3852f08357",
                    operation="INSERT",
                    pgid="pgtrigger_decided_by_those_whose_it_is_67473",
                    table="decisions_flowdecision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="glassreview",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="9ad322b460aaf0567ec50c16ff207f77f680f0c7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ef4cc",
                    table="decisions_glassreview",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="glassreview",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="4699a6b1807764647b23173cb4663c880fccb364",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_8bd7e",
                    table="decisions_glassreview",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incidentstep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="14b6abab562a0659b0577c37ce7f564517ab6819",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_eeb6c",
                    table="decisions_incidentstep",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incidentstep",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="c12f039335e5d3ea71c806b6c5a0cdac83457724",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_df8d7",
                    table="decisions_incidentstep",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incidentstep",
            trigger=pgtrigger.compiler.Trigger(
                name="closed_is_closed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF EXISTS (SELECT 1 FROM decisions_incidentstep s\n                                WHERE s.incident_id = NEW.incident_id AND s.kind = 'learnt') THEN\n                        RAISE EXCEPTION 'This incident is closed';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="6f5e9d7d1c4737c28d031cea38a29463844bc84f",
                    operation="INSERT",
                    pgid="pgtrigger_closed_is_closed_b1934",
                    table="decisions_incidentstep",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="item",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen_once_recorded",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (SELECT 1 FROM decisions_record r WHERE r.decision_id IN (OLD.decision_id, NEW.decision_id)) THEN\n        RAISE EXCEPTION 'This decision is recorded: it can be added to, never changed';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n",
                    hash="eed9087c2e94084f1531602c0cd81dd19038483f",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_once_recorded_4fc97",
                    table="decisions_item",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="foundwrong",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="aad8b9cec4cb642293b2f1b6c326bb97f91060b0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_fa10b",
                    table="decisions_foundwrong",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="foundwrong",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="83e6a97361207e4b59a3fd049bedbe7099c1c35c",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_0bfc0",
                    table="decisions_foundwrong",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="foundwrong",
            trigger=pgtrigger.compiler.Trigger(
                name="of_its_own_record",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF NOT EXISTS (\n                        SELECT 1 FROM decisions_record r WHERE r.decision_id = NEW.decision_id\n                           AND (r.happened_at IS NULL) = (NEW.item_id IS NOT NULL)\n                    ) OR NEW.item_id IS NOT NULL AND NOT EXISTS (\n                        SELECT 1 FROM decisions_item i WHERE i.id = NEW.item_id AND i.decision_id = NEW.decision_id\n                    ) THEN\n                        RAISE EXCEPTION 'What is found wrong is a piece of its own record, or was told in an emergency';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="d505d33555fd4559ef03dbb4d79a74348caf1928",
                    operation="INSERT",
                    pgid="pgtrigger_of_its_own_record_e3f41",
                    table="decisions_foundwrong",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="legalbasis",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen_once_recorded",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (SELECT 1 FROM decisions_record r WHERE r.decision_id IN (OLD.decision_id, NEW.decision_id)) THEN\n        RAISE EXCEPTION 'This decision is recorded: it can be added to, never changed';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n",
                    hash="51cad614053c1f8c4518bebc3a432df34fc3c168",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_once_recorded_0fb52",
                    table="decisions_legalbasis",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lognote",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="1cccf89d8c0555bc4861ee28730684768adf0c6e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_28ede",
                    table="decisions_lognote",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lognote",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="0f3f5068f18f071903ed4aac74fbc73863defff9",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_01601",
                    table="decisions_lognote",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="logtheme",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="6afbb43f7584fdb030ae87effb5feea218fd5d2a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_21417",
                    table="decisions_logtheme",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="logtheme",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="4904d86f139c68374de3579026e84df2a257bcd0",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_c1358",
                    table="decisions_logtheme",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lookedagain",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="4951e77de89fa5c4db1e94beed1458b74ff880a6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3c8d0",
                    table="decisions_lookedagain",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lookedagain",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="8a6197c11819384a699f10ed8d013ea40ad000c4",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_689e4",
                    table="decisions_lookedagain",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="advicereply",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="4b8b14d06ea286fc829204dbcb533146cca9edfd",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0946e",
                    table="decisions_advicereply",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="advicereply",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="b242bd9e7d4c4d1a7c93f83eac3dc5cfd9e7b153",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_05d33",
                    table="decisions_advicereply",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="adviceanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="8eae3626f5e9705510c1ae5dc4630feaa660cc9b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3c66f",
                    table="decisions_adviceanswer",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="adviceanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="2dc467e6b8b5e50df42921bfc333175bfdd29408",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_58d8b",
                    table="decisions_adviceanswer",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="overdue",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="7d1451d479914a94701d68e1a9f417cb4bc5e476",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_59a37",
                    table="decisions_overdue",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="overdue",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="f86e8dacdc43f1f822f51df5c37a1405680a8cc2",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_a5545",
                    table="decisions_overdue",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personpack",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="cfeeb11f0240eb986429bdc30042eeb462d986a2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_86f27",
                    table="decisions_personpack",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personpack",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="2d44ece7f540d9a0b91f55f1a8438c2bbd807255",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_1b0cf",
                    table="decisions_personpack",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="packtext",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="b9dd6f629bf9865debad344da08dd9725c0cf5f4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6cc99",
                    table="decisions_packtext",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="packtext",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="061da459e88e0f200f41475d8ac1528f11964380",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_94c1c",
                    table="decisions_packtext",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="packtext",
            trigger=pgtrigger.compiler.Trigger(
                name="closed_once_made",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF EXISTS (SELECT 1 FROM decisions_madepack m WHERE m.pack_id = NEW.pack_id) THEN\n                RAISE EXCEPTION 'This pack is made: start another';\n            END IF;\n            IF EXISTS (SELECT 1 FROM decisions_packgivenup g WHERE g.pack_id = NEW.pack_id) THEN\n                RAISE EXCEPTION 'This pack was given up: start another';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="b397b5a523e65b3f1f901ebdcd44d982bee1b88c",
                    operation="INSERT",
                    pgid="pgtrigger_closed_once_made_e493f",
                    table="decisions_packtext",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="packgivenup",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="7f67ba036c87d2a30eb8870758d742c5c1a259e3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d5941",
                    table="decisions_packgivenup",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="packgivenup",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="ba4145547ca1e848ffff130034d64b7ceb5f0a84",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_e556e",
                    table="decisions_packgivenup",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="packgivenup",
            trigger=pgtrigger.compiler.Trigger(
                name="closed_once_made",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF EXISTS (SELECT 1 FROM decisions_madepack m WHERE m.pack_id = NEW.pack_id) THEN\n                RAISE EXCEPTION 'This pack is made: start another';\n            END IF;\n            IF EXISTS (SELECT 1 FROM decisions_packgivenup g WHERE g.pack_id = NEW.pack_id) THEN\n                RAISE EXCEPTION 'This pack was given up: start another';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="5483944288a8783eb804770704482347c960b9d7",
                    operation="INSERT",
                    pgid="pgtrigger_closed_once_made_a090b",
                    table="decisions_packgivenup",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="packchoice",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="467cc080f39f55b2b5138f4420595fd9c9a3f042",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ebae2",
                    table="decisions_packchoice",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="packchoice",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="7aed1b2c30bc70f99b9d7ef38401a5b87c8f6165",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_2bec1",
                    table="decisions_packchoice",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="packchoice",
            trigger=pgtrigger.compiler.Trigger(
                name="closed_once_made",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF EXISTS (SELECT 1 FROM decisions_madepack m WHERE m.pack_id = NEW.pack_id) THEN\n                RAISE EXCEPTION 'This pack is made: start another';\n            END IF;\n            IF EXISTS (SELECT 1 FROM decisions_packgivenup g WHERE g.pack_id = NEW.pack_id) THEN\n                RAISE EXCEPTION 'This pack was given up: start another';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="6335bfb95abf8d7e2199d2b6b14bddb326e34033",
                    operation="INSERT",
                    pgid="pgtrigger_closed_once_made_a9109",
                    table="decisions_packchoice",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="madepack",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="f05bce65554b8c8990fb43a573137eb3427c07ab",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6cd04",
                    table="decisions_madepack",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="madepack",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="963bbe86dc6068dba2d0e0407f08f8e713671200",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_0fcc5",
                    table="decisions_madepack",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="madepack",
            trigger=pgtrigger.compiler.Trigger(
                name="closed_once_made",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF EXISTS (SELECT 1 FROM decisions_madepack m WHERE m.pack_id = NEW.pack_id) THEN\n                RAISE EXCEPTION 'This pack is made: start another';\n            END IF;\n            IF EXISTS (SELECT 1 FROM decisions_packgivenup g WHERE g.pack_id = NEW.pack_id) THEN\n                RAISE EXCEPTION 'This pack was given up: start another';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="39360cfd09bd39334146e1081a446427be446cc7",
                    operation="INSERT",
                    pgid="pgtrigger_closed_once_made_2ebb0",
                    table="decisions_madepack",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personunlinked",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="36f5259f67349b072c20b1d6fb99bc13aea93f6a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2d040",
                    table="decisions_personunlinked",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personunlinked",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="20d42424feb58dd33249aac71f76e1e27818e328",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_2ab77",
                    table="decisions_personunlinked",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="precedent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="91eb75b957f4363e1061626fd938811295934b36",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f9329",
                    table="decisions_precedent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="precedent",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="c19956e20e1005ade1c49a275054182fa0f03629",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_260e8",
                    table="decisions_precedent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="putto",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="6117336410d3f0c08ad70f848a1dbb302c06ce8b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9d777",
                    table="decisions_putto",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="putto",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="ffe8626d7325e2d4bf54e30a418860e1a6d17dd3",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_fd6c1",
                    table="decisions_putto",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recipient",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen_once_recorded",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (SELECT 1 FROM decisions_record r WHERE r.decision_id IN (OLD.decision_id, NEW.decision_id)) THEN\n        RAISE EXCEPTION 'This decision is recorded: it can be added to, never changed';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n",
                    hash="20317f20119734cea2a8c1cda3e8f53b2ee83e0f",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_once_recorded_c70b8",
                    table="decisions_recipient",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="line",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen_once_recorded",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (SELECT 1 FROM decisions_record r WHERE r.decision_id IN (OLD.decision_id, NEW.decision_id)) THEN\n        RAISE EXCEPTION 'This decision is recorded: it can be added to, never changed';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n",
                    hash="fd3d044d2e0bc4f343d78aff30221399e01b9b69",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_once_recorded_f4ab0",
                    table="decisions_line",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="line",
            trigger=pgtrigger.compiler.Trigger(
                name="of_one_decision",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF NOT EXISTS (\n                        SELECT 1 FROM decisions_item i JOIN decisions_recipient r ON r.decision_id = i.decision_id\n                         WHERE i.id = NEW.item_id AND r.id = NEW.recipient_id AND i.decision_id = NEW.decision_id\n                    ) THEN\n                        RAISE EXCEPTION 'The item and the recipient of a line are of its own decision';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="3bbc38c86b318bd90f0901d54a00e5e6759482c6",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_of_one_decision_98c46",
                    table="decisions_line",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="record",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="6f9a95167cb4ee67673003250130f8a3bf14cf5c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_59a44",
                    table="decisions_record",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="record",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="8ee2f4067b2126a7fd219808b57a03932fbf2476",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_f599c",
                    table="decisions_record",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="countersignneeded",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="774df3ac6f8b178885678e72205154ddc4fec4ae",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0a49e",
                    table="decisions_countersignneeded",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="countersignneeded",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="d564004464a80fee0e8762cd7ec381efe0fb17d2",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_13bed",
                    table="decisions_countersignneeded",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reopening",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="f1564549469b7fd68e959c89319e74af9cc7a718",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7a403",
                    table="decisions_reopening",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reopening",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="8f9c14af91fe68d1bb1de68d9540bdbdbef94c2a",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_96f5b",
                    table="decisions_reopening",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="request",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen_once_recorded",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (SELECT 1 FROM decisions_record r WHERE r.decision_id IN (OLD.decision_id, NEW.decision_id)) THEN\n        RAISE EXCEPTION 'This decision is recorded: it can be added to, never changed';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n",
                    hash="731c69646f00b66f9e9494614377fab1976fba73",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_once_recorded_a7b8b",
                    table="decisions_request",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="requestanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="ab7342955b0397ecebcd49a1f456494bac013d9e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_69158",
                    table="decisions_requestanswer",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="requestanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="1793a5b83e174fa5ac690b84e0561a8e636f9073",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_bd55c",
                    table="decisions_requestanswer",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reviewcomment",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="02965cb306fb9b5684c11fec56d240b817d1c8e7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ec763",
                    table="decisions_reviewcomment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reviewcomment",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="43a936a86b36bde7dac2199e605f9308c1599b42",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_c5d1f",
                    table="decisions_reviewcomment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reviewentry",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="638c39dc8efe2ce5b5fb1fcd47254ea6795311a2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5d33b",
                    table="decisions_reviewentry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reviewentry",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="2e8386c70aadd1d81e40d5045d6f44dc3253b15d",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_672c1",
                    table="decisions_reviewentry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="readmark",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="aa76f3d6abb09b1a8c39b71ebee3228f930f0616",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0ad13",
                    table="decisions_readmark",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="readmark",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="c1eaac1fbf2c19516d740d56c77eaea82654516b",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_e3d58",
                    table="decisions_readmark",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incident",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="8452454913e587ed3e57468e9f2ca93e43c3c743",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_527b0",
                    table="decisions_incident",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incident",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="eda7ddb41a43bcaf318a7300e08f3a15439b45a9",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_5d20d",
                    table="decisions_incident",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correctionowed",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="ee7d0e8f53ed21d1b69cb8e2548ad06dd84c2920",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_bb4d0",
                    table="decisions_correctionowed",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correctionowed",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="1d851c635cf5e27adde88bda128349faee3f2375",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_4f980",
                    table="decisions_correctionowed",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correctionowed",
            trigger=pgtrigger.compiler.Trigger(
                name="to_whoever_was_given_it",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF NOT EXISTS (\n                        SELECT 1 FROM decisions_foundwrong w\n                          JOIN decisions_record r ON r.decision_id = w.decision_id\n                         WHERE w.id = NEW.wrong_id AND w.item_id IS NULL AND r.happened_at IS NOT NULL\n                           AND (NEW.sharing_id IS NULL OR EXISTS (\n                                SELECT 1 FROM decisions_sharingevent e WHERE e.id = NEW.sharing_id\n                                   AND e.decision_id = w.decision_id))\n                    ) AND NOT EXISTS (\n                        SELECT 1 FROM decisions_foundwrong w\n                          JOIN decisions_sharingevent e ON e.id = NEW.sharing_id AND e.decision_id = w.decision_id\n                          JOIN decisions_sheet s ON s.id = e.sheet_id\n                          JOIN decisions_line l ON l.item_id = w.item_id AND l.recipient_id = s.recipient_id\n                         WHERE w.id = NEW.wrong_id AND l.choice IN ('share', 'redact')\n                    ) THEN\n                        RAISE EXCEPTION 'Only whoever was given it is told that it was wrong';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="b6914b4217669272c1372eb04bc876e849e6b9dc",
                    operation="INSERT",
                    pgid="pgtrigger_to_whoever_was_given_it_790bc",
                    table="decisions_correctionowed",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="acknowledgement",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="0b8111fb9d001e6cc245fe7c94864aae2b06f25b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c046f",
                    table="decisions_acknowledgement",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="acknowledgement",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="fd65e657a27721a5f73111dbe0e0373056f67387",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_86b63",
                    table="decisions_acknowledgement",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sharingplan",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen_once_recorded",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (SELECT 1 FROM decisions_record r WHERE r.decision_id IN (OLD.decision_id, NEW.decision_id)) THEN\n        RAISE EXCEPTION 'This decision is recorded: it can be added to, never changed';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n",
                    hash="3b1d12386d08f5122d2c68147bc4342c0c879554",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_once_recorded_0cc0b",
                    table="decisions_sharingplan",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sheet",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="d60af82e0789c8bbfc92d273a1819f429d9304a0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2f87f",
                    table="decisions_sheet",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sheet",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="83aa287d0f6dd7988181174b397c820d8f1049fb",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_67874",
                    table="decisions_sheet",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sharingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="c191e2b553c043c97ab78be241c5e45bedb37bf4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_da935",
                    table="decisions_sharingevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sharingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="fd398edbae2e9334bad69970398601eaa313773c",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_13700",
                    table="decisions_sharingevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sharingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="of_a_sheet_or_an_emergency",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF NEW.sheet_id IS NOT NULL AND NOT EXISTS (\n                        SELECT 1 FROM decisions_sheet s WHERE s.id = NEW.sheet_id AND s.decision_id = NEW.decision_id\n                    ) OR NEW.sheet_id IS NULL AND NOT EXISTS (\n                        SELECT 1 FROM decisions_record r\n                         WHERE r.decision_id = NEW.decision_id AND r.happened_at IS NOT NULL\n                    ) THEN\n                        RAISE EXCEPTION 'A sheet of its own decision is shared, or what an emergency record tells';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="a7c7c1a4e44c9578d32ecd15b4f956e16d28d2da",
                    operation="INSERT",
                    pgid="pgtrigger_of_a_sheet_or_an_emergency_691b7",
                    table="decisions_sharingevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sheetended",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="77cefa1b9f34cead0e4ed4f7aa2e57b7c7f8e820",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_fc07f",
                    table="decisions_sheetended",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sheetended",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="24a20cf390dab94f9bff4145b507fe5f6bec1385",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_cc169",
                    table="decisions_sheetended",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sheetseen",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="1ee17850e69d886e172155e0329e329e42cc0035",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7ce4c",
                    table="decisions_sheetseen",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sheetseen",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="339f40da23bfba38c59d161626708872ff5339e3",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_bee29",
                    table="decisions_sheetseen",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="silence",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="faae84591548308e64781d0852603eeaf0c76c0a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d0b69",
                    table="decisions_silence",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="silence",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="1be96bac32a3c2e611aa6e5932e829b1e7066db0",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_71127",
                    table="decisions_silence",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="todo",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="15c5e634b67a591221434166fd58f401f39e8d51",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_94fe0",
                    table="decisions_todo",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="todo",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="9e2ffdd7c09cb6bdf0c79fd2a73741ea32b836f6",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_47621",
                    table="decisions_todo",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sheetapproval",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="d1166592392f958ad6fd80aa044d9d0d2ee12a7d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d3602",
                    table="decisions_sheetapproval",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sheetapproval",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="042e97916762447ea07cf42d2be64f480baf6fa3",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_aa672",
                    table="decisions_sheetapproval",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="countersignature",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="e6f2a85995790b702788c22357ef77448f833420",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f159a",
                    table="decisions_countersignature",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="countersignature",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="f74ee892fdb1e7616346a7812e5594da266d7860",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_adb31",
                    table="decisions_countersignature",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="amendment",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="a710f521a89b6f433a5e6f2ca64e897bced0cba7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f2132",
                    table="decisions_amendment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="amendment",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="45e64b15be89a1a281d1a420af0d1ffa4cc527ee",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_e70fc",
                    table="decisions_amendment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="additionasked",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="b157998d85731b1dd58ed33d7b09eebf0d95c3da",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9a69d",
                    table="decisions_additionasked",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="additionasked",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="3657f1c789727b97a0d88ecc3eb675f6c58d2f11",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_3190c",
                    table="decisions_additionasked",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="told",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="6508ceaf2226bb7c9c9ed9dfc29f94ad7713955e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_24f1d",
                    table="decisions_told",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="told",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="6833d57cc2880861262eec037c9327708d290759",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_15a59",
                    table="decisions_told",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="weighing",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen_once_recorded",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (SELECT 1 FROM decisions_record r WHERE r.decision_id IN (OLD.decision_id, NEW.decision_id)) THEN\n        RAISE EXCEPTION 'This decision is recorded: it can be added to, never changed';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n",
                    hash="3bb075f271e979906710c16ea99c97743c83ffcc",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_once_recorded_01509",
                    table="decisions_weighing",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="withdrawalnotice",
            trigger=pgtrigger.compiler.Trigger(
                name="kept_as_it_was_sent",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.sent_on IS NOT NULL AND (NEW.sent_on IS NULL OR OLD.text IS DISTINCT FROM NEW.text))",
                    func="RAISE EXCEPTION 'A notice that was sent is kept as it was sent';",
                    hash="906317e579dada546fc2403b0112a1ce38725b1d",
                    operation="UPDATE",
                    pgid="pgtrigger_kept_as_it_was_sent_ede43",
                    table="decisions_withdrawalnotice",
                    when="BEFORE",
                ),
            ),
        ),
    ]
