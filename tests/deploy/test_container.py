"""What can be said of the image and the manifests without a container engine."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from server import compress, settings
from tests.browser.served import ROOT
from tests.server import living
from tests.server.site import client

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
MANIFESTS = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in (ROOT / "deploy" / "kubernetes").glob("*.yaml")
}
NOBODY = 10001
POD = MANIFESTS["deployment"]["spec"]["template"]["spec"]


def test_the_image_runs_as_nobody_and_installs_only_what_is_pinned() -> None:
    assert f"USER {NOBODY}:{NOBODY}" in DOCKERFILE
    assert "--require-hashes" in DOCKERFILE
    last = DOCKERFILE.split("FROM")[-1]
    assert "pip" not in last
    assert "/api/v1/health" in last


def test_what_the_image_needs_is_let_in_and_nothing_else() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "*"
    let_in = [line.removeprefix("!") for line in lines if line.startswith("!")]
    assert all((ROOT / name).exists() for name in let_in)
    assert {*living.ROOMS, "app.py", "requirements.txt"} <= set(let_in)
    assert "data/build" in lines


def test_containers_may_write_nothing_but_a_temporary_folder() -> None:
    draws = COMPOSE["services"]["draws"]
    assert draws["read_only"] is True
    assert draws["cap_drop"] == ["ALL"]
    (container,) = POD["containers"]
    assert container["securityContext"]["readOnlyRootFilesystem"] is True
    assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
    assert POD["securityContext"]["runAsNonRoot"] is True
    assert POD["securityContext"]["runAsUser"] == NOBODY
    assert [mount["mountPath"] for mount in container["volumeMounts"]] == ["/tmp"]  # noqa: S108


def test_every_setting_in_the_manifests_is_one_that_the_app_reads() -> None:
    source = Path(settings.__file__).read_text(encoding="utf-8")
    named = set(COMPOSE["services"]["draws"]["environment"])
    named |= {entry["name"] for entry in POD["containers"][0]["env"]}
    for name in named - {"FORWARDED_ALLOW_IPS"}:  # uvicorn's own
        assert f'"{name}"' in source


def test_the_manifests_fit_together() -> None:
    assert {f"{name}.yaml" for name in MANIFESTS} - {"kustomization.yaml"} == set(
        MANIFESTS["kustomization"]["resources"]
    )
    labels = MANIFESTS["deployment"]["spec"]["selector"]["matchLabels"]
    assert MANIFESTS["deployment"]["spec"]["template"]["metadata"]["labels"] == labels
    assert MANIFESTS["service"]["spec"]["selector"] == labels
    assert MANIFESTS["disruption"]["spec"]["selector"]["matchLabels"] == labels
    assert MANIFESTS["service"]["spec"]["sessionAffinity"] == "ClientIP"
    port = POD["containers"][0]["ports"][0]
    assert f"EXPOSE {port['containerPort']}" in DOCKERFILE
    assert MANIFESTS["service"]["spec"]["ports"][0]["targetPort"] == port["name"]
    strategy = MANIFESTS["deployment"]["spec"]["strategy"]["rollingUpdate"]
    assert strategy["maxUnavailable"] == 0


@pytest.mark.parametrize("probe", ["startupProbe", "readinessProbe", "livenessProbe"])
def test_a_probe_is_let_in_as_a_host(probe: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = POD["containers"][0][probe]["httpGet"]
    (host,) = asked["httpHeaders"]
    monkeypatch.setenv("OINP_BASE_URL", "https://draws.example.org")
    answer = client().get("/robots.txt", headers={host["name"]: host["value"]})
    assert answer.status_code == 200
    assert asked["path"] in {"/api/v1/health", "/_stcore/health"}


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A copy of the project in which nothing may be written."""
    folder = living.copied(tmp_path)
    paths = [folder, *folder.rglob("*")]
    (folder / "log").touch()
    for path in paths:
        path.chmod(path.stat().st_mode & ~0o222)
    yield folder
    for path in paths:
        path.chmod(path.stat().st_mode | 0o200)


def test_it_serves_where_nothing_can_be_written(read_only: Path) -> None:
    through: tuple[str, ...] = ()
    if os.geteuid() == 0:  # whom permissions bind only without this
        if shutil.which("setpriv") is None:
            pytest.skip("setpriv is missing")
        through = ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner")
    before = sorted(read_only.rglob("*"))
    with living.living(read_only, through, HOME="/nonexistent") as server:
        assert '"status":"ok"' in living.fetched(server, "/api/v1/health").replace(" ", "")
        assert "OINP Draws" in living.fetched(server, "/")
        assert server.process.poll() is None
        assert "Traceback" not in server.written()
    assert sorted(read_only.rglob("*")) == before


def test_the_cache_of_the_image_is_where_the_app_looks() -> None:
    assert compress.CACHE.relative_to(ROOT).as_posix() == "data/build/static"
    assert "python -m server.compress" in DOCKERFILE
