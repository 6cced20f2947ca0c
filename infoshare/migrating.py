"""Migrations whose operations are done together: Django reads every model again at each, and there are hundreds."""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState


class Together(Migration):
    """For operations that only add, none of which changes what another adds: each sees the models as all leave them.

    So what belongs to a table (constraints, indexes, keys to tables further down) stands in its CreateModel.
    """

    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        before = project_state.clone()
        vars(project_state).pop("apps", None)  # read again when an operation first asks for a model
        for operation in self.operations:
            operation.state_forwards(self.app_label, project_state)
        for operation in self.operations:
            operation.database_forwards(self.app_label, schema_editor, before, project_state)
        return project_state


def half_done(connection: BaseDatabaseWrapper) -> bool:
    """Whether some but not all of what one of them replaces was done: Django leaves it out then, and says nothing."""
    loader = MigrationLoader(connection)
    ours = {key for key, migration in (loader.disk_migrations or {}).items() if isinstance(migration, Together)}
    return not ours <= loader.graph.nodes.keys()
