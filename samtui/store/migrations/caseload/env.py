"""Runs the steps of the caseload store on the connection that ``store.migrate`` hands in."""

from alembic import context

config = context.config
context.configure(
    connection=config.attributes["connection"],
    target_metadata=config.attributes["metadata"],
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
