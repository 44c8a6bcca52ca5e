"""The facts: tables, the schema that guards them, and the build that makes the database."""
