"""What the search asks of each database, beside the models: a generated column on PostgreSQL, FTS5 on SQLite.

Called by a migration. SQLite drops a table's triggers when a later migration rebuilds it: such a migration calls
`install` again, and a test looks for the triggers.
"""

POSTGRESQL = [
    """ALTER TABLE actionsteps_actionstep ADD COLUMN IF NOT EXISTS found tsvector GENERATED ALWAYS AS (
         to_tsvector('simple', found_problem || ' ' || found_action || ' ' || found_rest)) STORED""",
    "CREATE INDEX IF NOT EXISTS actionsteps_step_found ON actionsteps_actionstep USING gin (found)",
]
POSTGRESQL_BACK = ["ALTER TABLE actionsteps_actionstep DROP COLUMN IF EXISTS found"]

_NEW = "new.id, new.found_problem, new.found_action, new.found_rest"
_OLD = "'delete', old.id, old.found_problem, old.found_action, old.found_rest"
_TABLE = "actionsteps_found"
_COLUMNS = "found_problem, found_action, found_rest"
# Nothing that anybody typed is in these lines (S608).
# ruff: noqa: S608
SQLITE = [
    f"""CREATE VIRTUAL TABLE IF NOT EXISTS {_TABLE} USING fts5(
         {_COLUMNS}, content='actionsteps_actionstep', content_rowid='id', tokenize='unicode61')""",
    f"""CREATE TRIGGER IF NOT EXISTS actionsteps_found_insert AFTER INSERT ON actionsteps_actionstep BEGIN
         INSERT INTO {_TABLE}(rowid, {_COLUMNS}) VALUES ({_NEW}); END""",
    f"""CREATE TRIGGER IF NOT EXISTS actionsteps_found_delete AFTER DELETE ON actionsteps_actionstep BEGIN
         INSERT INTO {_TABLE}({_TABLE}, rowid, {_COLUMNS}) VALUES ({_OLD}); END""",
    f"""CREATE TRIGGER IF NOT EXISTS actionsteps_found_update AFTER UPDATE OF {_COLUMNS} ON actionsteps_actionstep BEGIN
         INSERT INTO {_TABLE}({_TABLE}, rowid, {_COLUMNS}) VALUES ({_OLD});
         INSERT INTO {_TABLE}(rowid, {_COLUMNS}) VALUES ({_NEW}); END""",
    f"INSERT INTO {_TABLE}({_TABLE}) VALUES ('rebuild')",
]
TRIGGERS = ("actionsteps_found_insert", "actionsteps_found_delete", "actionsteps_found_update")
SQLITE_BACK = [*(f"DROP TRIGGER IF EXISTS {name}" for name in TRIGGERS), f"DROP TABLE IF EXISTS {_TABLE}"]


def install(apps, schema_editor):
    """Make what the search looks stems up in; safe to run again."""
    for line in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(line)


def remove(apps, schema_editor):
    for line in POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(line)
