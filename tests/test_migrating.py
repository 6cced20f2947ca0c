"""Migrations that do all their operations together do only such as may be."""

from collections.abc import Callable, Mapping

import pytest
from django.core.management import CommandError
from django.db import connection, migrations
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import timezone
from pgtrigger.migrations import AddTrigger

from infoshare.migrating import Together, half_done
from infoshare.tenancy.management.commands.migrate import Command

ONLY_ADD = (migrations.CreateModel, AddTrigger, migrations.AddField, migrations.AddIndex, migrations.AddConstraint)


def on_disk() -> Mapping[tuple[str, str], Migration]:
    return MigrationLoader(None).disk_migrations or {}


def together() -> list[Together]:
    return [migration for migration in on_disk().values() if isinstance(migration, Together)]


def test_they_only_add_and_nothing_is_made_twice() -> None:
    assert together()
    for migration in together():
        made = set()
        for operation in migration.operations:
            assert isinstance(operation, ONLY_ADD), operation.describe()
            if isinstance(operation, migrations.CreateModel):
                made.add(operation.name_lower)
            elif not isinstance(operation, AddTrigger):  # a table is made with all that stands in the end
                assert operation.model_name.lower() not in made, operation.describe()


@pytest.mark.django_db
def test_the_database_is_told_the_same_as_one_by_one_and_models_are_not_read_again_at_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []
    reload_model = ProjectState.reload_model

    def noticed(self: ProjectState, app_label: str, model_name: str, delay: bool = False) -> None:
        if "apps" in vars(self):
            read.append(model_name)
        reload_model(self, app_label, model_name, delay)

    monkeypatch.setattr(ProjectState, "reload_model", noticed)
    [migration] = [each for each in together() if each.app_label == "audit"]

    def orders(apply: Callable[..., ProjectState]) -> set[str]:
        before = MigrationLoader(None).project_state(("accounts", "0001_tables"))
        assert before.apps.get_model("accounts", "User")
        read.clear()
        with connection.schema_editor(collect_sql=True) as editor:
            assert apply(migration, before, editor).apps.get_model("audit", "Event")
        return {order for order in editor.collected_sql if not order.startswith("--")}  # a trigger twice, harmlessly

    assert any("append_only" in order for order in orders(Migration.apply))
    assert len(read) == len(migration.operations)
    assert orders(Together.apply) == orders(Migration.apply)
    orders(Together.apply)
    assert read == []


@pytest.mark.django_db
def test_what_an_older_installation_has_done_counts_and_half_of_it_is_refused() -> None:
    of_before = [(*name, timezone.now()) for migration in together() for name in migration.replaces]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE name = '0001_tables'")
        cursor.executemany("INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, %s)", of_before)
        executor = MigrationExecutor(connection)
        assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
        assert not half_done(connection)
        cursor.execute("DELETE FROM django_migrations WHERE name = '0033_exactly_what_goes_to_whom'")
    with pytest.raises(CommandError, match="older version of Infoshare"):
        Command().handle(database="default")
