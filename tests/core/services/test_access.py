"""The way to a service: tried before it is kept, swapped while the till works, and in no file as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.bootstrap import Core, open_core
from core.domain.reply import CardPage
from core.errors import CannotStart, KnownError
from core.ground import enrol
from core.remote.trial import try_service
from core.security.tokens import TokenPlace
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import HTML_PAGE, LOSE_REQUEST, Endpoint, answer, throttle
from core.settings import Settings
from tests.core.remote.scripted_server import ScriptedServer, reply

OLD, NEW = "old-token-0001-abcdef", "new-token-0002-abcdef"


@pytest.fixture
def service(tmp_path: Path) -> Iterator[EmbeddedService]:
    made = EmbeddedService(tmp_path / "service.db", OLD, seed=None)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "till"
    made.mkdir()
    return made


def sentence(url: str, token: str = OLD) -> str:
    with pytest.raises(KnownError) as caught:
        try_service(url, token)
    assert token not in caught.value.sentence or not token
    return caught.value.key


def renewed(service: EmbeddedService) -> EmbeddedService:
    """The same service, on the same port, that takes only the new token."""
    service.stop()
    service._token = NEW
    service.start()
    return service


def test_each_way_it_can_fail_has_its_sentence(service: EmbeddedService) -> None:
    assert try_service(f"{service.url}/", OLD) == service.url
    assert sentence("shop.example") == "start.url"
    assert sentence("http://shop.example/api") == "start.url"
    assert sentence(service.url, "") == "connect.token_empty"
    assert sentence(service.url, "two words") == "start.token_shape"
    assert sentence(service.url, "wrong-token") == "connect.token_refused"
    assert sentence("http://127.0.0.1:9/api") == "service.unreachable"
    for fault, key in (
        (HTML_PAGE, "service.not_json"),
        (LOSE_REQUEST, "service.unreachable"),
        (answer(503), "service.error"),
        (throttle(), "service.throttled"),
    ):
        service.faults.next(Endpoint.LIST, fault)
        assert sentence(service.url) == key


def test_an_address_where_the_cards_are_not_is_told(service: EmbeddedService) -> None:
    with ScriptedServer(reply(404, {"errors": "Not Found"})) as server:
        assert sentence(server.url) == "connect.not_there"
    with ScriptedServer(b"") as server:
        server.answers = [reply(302, b"", "Location: https://elsewhere.example/login\r\n")]
        assert sentence(server.url) == "service.not_json"


def test_an_enrolled_folder_opens_by_itself(service: EmbeddedService, folder: Path) -> None:
    assert enrol(folder, service.url, OLD) is TokenPlace.FILE
    assert sorted(path.name for path in folder.iterdir()) == ["service-url", "till.key", "token.sealed"]
    core = open_core(Settings(folder, service.url))
    assert core.access is not None
    assert core.access.place is TokenPlace.FILE
    core.sync.step()
    assert core.connection.condition.state == "online"
    core.close()


def test_what_failed_keeps_nothing(service: EmbeddedService, folder: Path) -> None:
    with pytest.raises(KnownError):
        enrol(folder, service.url, "wrong-token")
    assert list(folder.iterdir()) == []


def test_without_any_token_it_cannot_start(service: EmbeddedService, folder: Path) -> None:
    with pytest.raises(CannotStart) as failed:
        open_core(Settings(folder, service.url))
    assert failed.value.key == "start.token_missing"


def test_a_token_is_swapped_while_the_till_works(service: EmbeddedService, folder: Path) -> None:
    core = open_core(Settings(folder, service.url, OLD))
    access = _access(core)
    assert access.place is TokenPlace.GIVEN
    with pytest.raises(KnownError):
        access.swap(NEW)
    assert not (folder / "token.sealed").exists()
    core.sync.hurry()
    core.sync.step()
    assert core.connection.condition.state == "online"  # the old one stays until the new one works
    renewed(service)
    core.sync.hurry()
    core.sync.step()
    assert core.connection.condition.state == "unauthorised"
    assert access.swap(NEW) is access.place is TokenPlace.FILE  # type: ignore[comparison-overlap]
    core.sync.hurry()
    core.sync.step()
    assert core.connection.condition.state == "online"
    core.close()
    reopened = open_core(Settings(folder, service.url))
    reopened.sync.step()
    assert reopened.connection.condition.state == "online"
    reopened.close()
    content = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert NEW.encode() not in content
    assert OLD.encode() not in content


def test_a_sandbox_is_connected_for_the_next_start(service: EmbeddedService, folder: Path) -> None:
    core = open_core(Settings(folder))
    access = _access(core)
    with pytest.raises(KnownError):
        access.swap(OLD)
    with pytest.raises(KnownError):
        access.connect(service.url, "wrong-token")
    assert not (folder / "service-url").exists()
    access.connect(service.url, OLD)
    core.close()
    assert (folder / "service-url").read_text().strip() == service.url
    real = open_core(Settings(folder, service.url))
    with pytest.raises(KnownError):
        _access(real).connect(service.url, OLD)
    real.close()


def test_the_gateway_itself_changes_its_token(service: EmbeddedService) -> None:
    from core.remote.http_gateway import HttpGateway

    gateway = HttpGateway(service.url, "wrong-token")
    gateway.use_token(OLD)
    assert isinstance(gateway.list_cards(None, 1), CardPage)
    with pytest.raises(CannotStart):
        gateway.use_token("two words")
    assert isinstance(gateway.list_cards(None, 1), CardPage)
    gateway.close()


def _access(core: Core):
    assert core.access is not None
    return core.access
