"""Every SQL statement that the app runs, one per file, and the store that runs them."""

from queries.store import (
    Answer,
    DatabaseMissingError,
    QuestionError,
    SlowQuestionError,
    ask,
    contract,
    current_database,
    database_file,
    names,
    one_database,
    run,
    sql_text,
)

__all__ = [
    "Answer",
    "DatabaseMissingError",
    "QuestionError",
    "SlowQuestionError",
    "ask",
    "contract",
    "current_database",
    "database_file",
    "names",
    "one_database",
    "run",
    "sql_text",
]
