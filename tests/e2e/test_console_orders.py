"""`issue-many` on the console, and what is printed on a card that it sells (docs/faults.md, reply 29)."""

from __future__ import annotations

from pathlib import Path

import pytest

from core import console
from core.domain.greeting import Greeting
from core.printing.sale import SoldCard
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import Endpoint, answer
from tests.e2e.console_till import RunCommand, till

__all__ = ["till"]


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "cards.csv"
    path.write_text("row_id,amount,recipient\n1,25,Ada\n2,30.50,Grace\n", "utf-8")
    return str(path)


def test_reply_29_the_cards_of_a_file_are_made_once(till: RunCommand, file: str) -> None:
    status, (planned,), _ = till("issue-many", file, "--dry-run")
    assert (status, planned["cards"], planned["totals"], planned["code"]) == (0, 2, {"USD": "55.50"}, "done")
    assert till("search")[1] == []
    status, (first, second, order), _ = till("issue-many", file)
    assert (status, order["code"], order["confirmed"], order["cards"]) == (0, "done", 2, 2)
    assert [(row["row_id"], row["amount"], row["stand"], row["recipient"]) for row in (first, second)] == [
        ("1", "25.00", "confirmed", "Ada"),
        ("2", "30.50", "confirmed", "Grace"),
    ]
    assert till("show", first["code"])[1][0]["balance"] == "25.00"
    status, (refused,), _ = till("issue-many", file)
    assert (status, refused["code"], refused["values"]) == (4, "batch.all_made", {"count": 2})
    assert len(till("search")[1]) == 2


def test_reply_29_a_file_that_cannot_be_used_names_each_line(till: RunCommand, tmp_path: Path) -> None:
    path = tmp_path / "wrong.csv"
    path.write_text("amount,expires_on\n25,2031-01-31\nmuch,2031-01-31\n0,soon\n", "utf-8")
    status, (fault,), _ = till("issue-many", str(path))
    assert (status, fault["code"]) == (2, "batch.problems")
    assert (fault["problems"][0]["line"], fault["problems"][0]["code"]) == (3, "money.shape")
    assert till("search")[1] == []
    assert till("issue-many", str(tmp_path / "none.csv"))[1][0]["code"] == "batch.file"
    assert till("issue-many")[1][0]["code"] == "batch.which"


def test_reply_29_an_order_that_stopped_goes_on(till: RunCommand, service: EmbeddedService, file: str) -> None:
    till("issue", "5")
    till("settings", "set", "offline.per_till", "45")
    status, (first, second, order), _ = till("--offline", "issue-many", file)
    assert (status, order["code"], first["stand"], second["stand"]) == (3, "order.waiting", "pending", "waiting")
    assert order["reason"].startswith("Without a connection this till can promise")
    assert till("sync", "--until-idle", "20")[0] == 0
    status, (first, second, order), _ = till("issue-many", "--resume", order["order"])
    assert (status, first["stand"], second["stand"]) == (0, "confirmed", "confirmed")
    assert till("issue-many", "--resume", "nothing")[1][0]["code"] == "batch.unknown"


def test_reply_29_a_refused_card_is_told_with_its_order(till: RunCommand, service: EmbeddedService, file: str) -> None:
    till("issue", "5")
    service.faults.next(Endpoint.CREATE, answer(422, body=b'{"errors": {"initial_value": ["is too much"]}}'))
    status, (first, _second, order), _ = till("issue-many", file)
    assert (status, order["code"], order["refused"], first["stand"]) == (4, "order.refused", 1, "refused")


def test_reply_29_a_name_and_a_message_are_printed_on_the_card(
    till: RunCommand, service: EmbeddedService, data_dir: Path, tmp_path: Path
) -> None:
    for name, value in (("shop.name", "Quay Books"), ("till.name", "Till 3"), ("currency", "USD")):
        till("settings", "set", name, value)
    status, (fault,), _ = till("issue", "25", "--message", "x" * 201)
    assert (status, fault["code"]) == (2, "text.long")
    painted: list[SoldCard] = []
    words = ["--data-dir", str(data_dir), "--api-url", service.url, "issue", "25", "--print", str(tmp_path / "c.pdf")]
    words += ["--to", "Ada", "--from", "Grace", "--message", "Many happy returns"]
    assert console.run(console.parse(words), lambda sold, _path: painted.append(sold)) == 0
    assert painted[0].greeting == Greeting("Ada", "Grace", "Many happy returns")
