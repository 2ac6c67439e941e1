"""The database: tables, migrations, the unit of work and its repositories."""
