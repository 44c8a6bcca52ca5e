"""The store: what it refuses, what it remembers, and how it follows a new build."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import TYPE_CHECKING

import duckdb
import polars as pl
import pytest
from cachetools import LRUCache, cached
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

import queries
from queries import store
from tests.queries.facts import draws
from tests.queries.test_contracts import needed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def cursor() -> duckdb.DuckDBPyConnection:
    return store._connection(store.current_database()).cursor()  # noqa: SLF001


def test_unknown_question_names_those_there_are() -> None:
    with pytest.raises(KeyError, match=r"no query named 'nothing'.*draws_totals"):
        queries.run("nothing")


@pytest.mark.parametrize(
    "name",
    [
        "../data/schema",
        "../queries/draws",
        "/etc/passwd",
        "draws/../draws",
        "draws.sql",
        "",
        ".",
        "..",
        "draws\x00",
        "DRAWS ",
        "d" * 5_000,
    ],
)
def test_name_that_is_no_file_of_this_folder_is_refused(name: str) -> None:
    with pytest.raises(KeyError):
        queries.sql_text(name)


KNOWN = queries.names()


@settings(deadline=None)
@given(st.text(max_size=50) | st.from_regex(r"[./a-z_]{1,12}", fullmatch=True))
def test_any_text_is_a_question_or_refused(name: str) -> None:
    if name.removeprefix("./") in KNOWN:
        assert queries.sql_text(name).startswith("--")
    else:
        with pytest.raises(KeyError):
            queries.sql_text(name)


def test_unknown_parameter_says_what_is_taken() -> None:
    with pytest.raises(TypeError, match=r"years\.sql takes \[\], not \['streams'\]"):
        queries.run("years", streams=["foreign-worker"])


def test_parameter_is_data_and_never_sql() -> None:
    hostile = "'; drop table draws; --"
    assert queries.run("draws", streams=[hostile]).rows.height == 0
    assert queries.run("draws", kind=hostile).rows.height == 0
    assert queries.run("draws").rows.height == draws().height


def test_left_out_none_and_empty_are_one_question() -> None:
    plain = queries.run("draws_totals")
    assert queries.run("draws_totals", streams=None, kind=None) is plain
    assert queries.run("draws_totals", streams=[], areas=()) is plain
    assert plain.parameters == ()


def test_answer_is_remembered() -> None:
    first = queries.run("draws", streams=["foreign-worker"], kind="general")
    assert queries.run("draws", kind="general", streams=("foreign-worker",)) is first
    assert queries.run("draws", streams=["foreign-worker"]) is not first


def test_answer_says_how_it_was_made(built: Path) -> None:
    answer = queries.run("draws", issued_from=date(2026, 4, 1), streams=["foreign-worker"])
    assert answer.parameters == (
        ("issued_from", date(2026, 4, 1)),
        ("streams", ("foreign-worker",)),
    )
    assert answer.sql == (store.QUERIES / "draws.sql").read_text(encoding="utf-8").strip()
    assert f"oinp-{answer.version}.duckdb" == built.name
    assert queries.run("draws", chosen=["nothing"]).first() == {}


def copy_with_fewer_draws(built: Path, path: Path) -> Path:
    """Copy the database and take the draws of the newest day out of its own account of itself."""
    shutil.copy(built, path)
    with duckdb.connect(path) as database:
        database.execute("update build_info set draws = 7")
    return path


@pytest.fixture
def build_folder(fresh_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a build folder with two databases; CURRENT names the real one."""
    shutil.copy(fresh_store, tmp_path / "oinp-one.duckdb")
    copy_with_fewer_draws(fresh_store, tmp_path / "oinp-two.duckdb")
    (tmp_path / "CURRENT").write_text("oinp-one.duckdb\n", encoding="utf-8")
    monkeypatch.setattr(store, "BUILD", tmp_path)
    return tmp_path


def recorded() -> tuple[str, int]:
    answer = queries.run("freshness", today=date(2026, 10, 2))
    return answer.version, answer.first()["draws"]


def test_new_build_is_seen_at_the_next_question(build_folder: Path) -> None:
    assert recorded() == ("one", 439)
    (build_folder / "CURRENT").write_text("oinp-two.duckdb\n", encoding="utf-8")
    assert recorded() == ("two", 7)
    (build_folder / "CURRENT").write_text("oinp-one.duckdb\n", encoding="utf-8")
    assert recorded() == ("one", 439)


def test_what_is_asked_together_is_answered_from_one_database(build_folder: Path) -> None:
    with queries.one_database(), queries.one_database():
        first = queries.run("draws_totals")
        (build_folder / "CURRENT").write_text("oinp-two.duckdb\n", encoding="utf-8")
        assert queries.run("streams").database == first.database
    assert queries.run("draws_totals").database != first.database
    with pytest.raises(KeyError), queries.one_database():
        queries.run("no such question")
    (build_folder / "CURRENT").write_text("oinp-one.duckdb\n", encoding="utf-8")
    assert queries.run("draws_totals").database == first.database


def test_answers_of_two_databases_are_kept_apart(build_folder: Path) -> None:
    one = queries.run("years")
    (build_folder / "CURRENT").write_text("oinp-two.duckdb\n", encoding="utf-8")
    two = queries.run("years")
    assert one != two
    assert one.database != two.database


def test_going_back_to_a_database_that_someone_still_reads(build_folder: Path) -> None:
    """A build is taken back while a question of the database before it is still being answered."""
    assert recorded() == ("one", 439)
    still_reading = cursor()
    (build_folder / "CURRENT").write_text("oinp-two.duckdb\n", encoding="utf-8")
    assert recorded() == ("two", 7)
    (build_folder / "CURRENT").write_text("oinp-one.duckdb\n", encoding="utf-8")
    assert queries.run("streams").rows.height == 12
    still_reading.close()


def test_new_build_while_questions_are_asked(build_folder: Path) -> None:
    """Whichever database an answer came from, its version and its figure belong together."""
    expected = {"one": 439, "two": 7}

    def ask(number: int) -> bool:
        if number % 20 == 0:
            name = "two" if number % 40 else "one"
            unfinished = build_folder / f"{number}.unfinished"
            unfinished.write_text(f"oinp-{name}.duckdb\n", encoding="utf-8")
            unfinished.replace(build_folder / "CURRENT")
        answer = queries.run("freshness", today=date(2026, 1, 1 + number % 28))
        return answer.first()["draws"] == expected[answer.version]

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(200)))


def test_oinp_database_goes_before_current(
    build_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OINP_DATABASE", str(build_folder / "oinp-two.duckdb"))
    assert recorded() == ("two", 7)


def no_folder(folder: Path) -> None:
    shutil.rmtree(folder)


def no_pointer(folder: Path) -> None:
    (folder / "CURRENT").unlink()


def empty_pointer(folder: Path) -> None:
    (folder / "CURRENT").write_text("", encoding="utf-8")


def pointer_to_nothing(folder: Path) -> None:
    (folder / "CURRENT").write_text("oinp-gone.duckdb\n", encoding="utf-8")


def damaged_database(folder: Path) -> None:
    (folder / "oinp-one.duckdb").write_bytes(b"not a database" * 1_000)


@pytest.mark.parametrize(
    "spoil", [no_folder, no_pointer, empty_pointer, pointer_to_nothing, damaged_database]
)
def test_missing_database_says_what_to_do(
    build_folder: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(build_folder)
    with pytest.raises(queries.DatabaseMissingError, match="make data"):
        queries.run("years")


@pytest.mark.usefixtures("fresh_store")
def test_missing_oinp_database_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OINP_DATABASE", "/no/such/file.duckdb")
    with pytest.raises(queries.DatabaseMissingError, match=r"/no/such/file\.duckdb.*make data"):
        queries.run("years")


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_csv('pyproject.toml')",
        "select * from read_text('pyproject.toml')",
        "select * from read_blob('/etc/passwd')",
        "select * from glob('*')",
        "select * from 'data/tables/draws.csv'",
        "copy draws to 'stolen.csv'",
        "export database 'stolen'",
        "attach 'other.duckdb' as other",
        "attach ':memory:' as other",
        "install httpfs",
        "load httpfs",
        "load spatial",
        "update extensions",
        "set threads = 8",
        "set memory_limit = '8GB'",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "reset memory_limit",
        "create table mine (a integer)",
        "insert into draws select * from draws",
        "update draws set invitations = 0",
        "delete from draws",
        "drop table draws",
        "alter table draws add column a integer",
        "create secret mine (type s3)",
    ],
)
def test_connection_refuses(statement: str) -> None:
    with pytest.raises(duckdb.Error):
        cursor().execute(statement)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("enable_external_access", False),
        ("lock_configuration", True),
        ("autoinstall_known_extensions", False),
        ("autoload_known_extensions", False),
        ("allow_community_extensions", False),
        ("access_mode", "read_only"),
        ("threads", 1),
    ],
)
def test_cursor_that_answers_has_the_setting(setting: str, value: object) -> None:
    assert cursor().execute(f"select current_setting('{setting}')").fetchone() == (value,)


def test_cursor_that_answers_has_a_time_limit() -> None:
    found = cursor().execute("select current_setting('max_execution_time')").fetchone()
    assert found == (store.LONGEST_QUERY_MS,)


@pytest.mark.parametrize("few", [7, 1_000_000])
def test_rows_taken_over_one_by_one_are_those_of_arrow(
    monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    """For every query without filters, and every table: the first answer comes as Arrow."""
    monkeypatch.setattr(store, "FEW", few)
    monkeypatch.setattr(store, "_schemas", {})
    tables = queries.run("data_tables").rows["table_name"].to_list()
    named = [name for name in queries.names() if name != "data_rows"]
    asked = [("data_rows", {"table": name}) for name in tables]
    asked += [(name, dict.fromkeys(store.contract(name)) | needed(name)) for name in named]
    for name, parameters in asked:
        taken = []
        for _ in range(2):
            own = cursor()
            own.execute(queries.sql_text(name), parameters)
            taken.append(store._rows(own))  # noqa: SLF001
        assert_frame_equal(*taken)


def test_sixteen_threads_get_right_answers(fresh_store: Path) -> None:
    assert fresh_store.is_file()
    streams = sorted(set(draws()["stream_id"]))
    expected = {
        (stream, kind): (len(own), own["invitations"].sum())
        for stream in streams
        for kind in ("general", "targeted")
        for own in [draws().filter(pl.col("stream_id") == stream, pl.col("kind") == kind)]
    }

    def ask(number: int) -> bool:
        stream = streams[number % len(streams)]
        kind = ("general", "targeted")[number % 2]
        day = date(2018, 1, 1 + number % 17)  # before every draw: the answer does not change
        given = {"streams": [stream], "kind": kind, "issued_from": day}
        totals = queries.run("draws_totals", **given).rows
        rows = queries.run("draws", **given).rows
        found = (rows.height, rows["invitations"].sum())
        summed = (totals["draws"].sum(), totals["invitations"].sum())
        return found == summed == expected[stream, kind]

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(ask, range(160)))


def test_many_who_ask_the_same_at_once_ask_the_database_once(
    fresh_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fresh_store.is_file()
    asked: list[str] = []
    really_asking = store._asking  # noqa: SLF001

    def asking(database: str, name: str) -> object:
        asked.append(name)
        return really_asking(database, name)

    monkeypatch.setattr(store, "_asking", asking)
    with ThreadPoolExecutor(16) as pool:
        found = set(map(id, pool.map(lambda _: queries.run("draws_totals"), range(64))))
    assert asked == ["draws_totals"]
    assert len(found) == 1


@pytest.mark.usefixtures("fresh_store")
def test_a_crowd_with_views_of_their_own_stays_within_the_memory_limit() -> None:
    """Fifty at once, all of them asking what nobody has asked before."""
    days = [date(2018, 1, 1 + number % 17) for number in range(50)]
    streams = sorted(set(draws()["stream_id"]))

    def ask(number: int) -> int:
        given = {"issued_from": days[number], "streams": streams[: 1 + number % len(streams)]}
        for name in ("draws", "draws_totals", "draws_sources", "draws_invitations"):
            queries.run(name, **given)
        return queries.run("draws", **given).rows.height

    with ThreadPoolExecutor(50) as pool:
        assert min(pool.map(ask, range(50))) > 0


def test_answers_are_kept_within_a_bound_whatever_is_asked(
    fresh_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fresh_store.is_file()
    small = LRUCache(2_000_000, getsizeof=store._size)  # noqa: SLF001
    monkeypatch.setattr(store, "_answer", cached(small)(store._answer.__wrapped__))  # noqa: SLF001
    first = queries.run("draws")
    assert queries.run("draws").rows is first.rows
    for day in range(1, 29):
        answer = queries.run("draws", issued_from=date(2018, 1, day))
        assert (
            answer.rows.height == draws().filter(pl.col("issued_on") >= date(2018, 1, day)).height
        )
        assert small.currsize <= 2_000_000
    assert 1 <= len(small) < 28
    assert queries.run("draws").rows is not first.rows
    assert queries.run("draws").rows.equals(first.rows)


def test_size_of_an_answer_is_about_what_it_takes() -> None:
    whole, one = queries.run("draws"), queries.run("draws", most=1)
    assert 400_000 < store._size(whole) < 800_000  # noqa: SLF001
    assert 50_000 < store._size(one) < 90_000, "26 columns take 75 KB, measured"  # noqa: SLF001


def test_answer_that_is_too_large_to_keep_is_given_all_the_same(
    fresh_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fresh_store.is_file()
    tiny = LRUCache(1, getsizeof=store._size)  # noqa: SLF001
    monkeypatch.setattr(store, "_answer", cached(tiny)(store._answer.__wrapped__))  # noqa: SLF001
    assert queries.run("draws").rows.height == draws().height
    assert len(tiny) == 0
