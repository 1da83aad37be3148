"""`policy` on the console: shown with its sources, used, changed, and what it says beside the answers of acts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.e2e.console_till import RunCommand, till

__all__ = ["till"]


def test_without_one_no_rule_counts(till: RunCommand) -> None:
    status, (shown,), _ = till("policy", "show")
    assert (status, shown["profile"], shown["expiry"]) == (0, "none", {"value": None, "source": None})
    assert (shown["remarks"], shown["limits"], shown["edited"]) == ([], [], None)


def test_it_is_used_shown_and_changed(till: RunCommand) -> None:
    status, (shown,), _ = till("--clerk", "Ann", "policy", "use", "us-ca")
    assert (status, shown["code"], shown["profile"]) == (0, "done", "us-ca")
    assert shown["cash_below"]["value"] == "15.00 USD"
    assert "1749.5" in shown["cash_below"]["source"]
    assert (shown["looked_at"][:2], shown["edited"][:2]) == ("20", "20")
    assert [each["code"] for each in shown["remarks"]] == ["policy.advice"]
    assert [each["setting"] for each in shown["limits"]] == ["limit.clerk.issue"]
    status, (shown,), _ = till("policy", "set", "cash-below", "10")
    assert (status, shown["profile"], shown["cash_below"]["value"]) == (0, "own", "10.00 USD")
    assert shown["expiry"]["value"] == "never"
    assert till("policy", "set", "cash-below", "ten")[0] == 2
    assert till("policy", "set", "fees", "1")[0] == 2
    assert till("policy", "use", "texas")[0] == 2


def test_limits_are_set_with_yes_alone(till: RunCommand) -> None:
    till("policy", "use", "us")
    status, (told,), _ = till("policy", "limits")
    assert (status, told["code"]) == (2, "policy.unconfirmed")
    status, (told,), _ = till("policy", "limits", "--yes")
    assert (status, told["settings"]) == (0, {"limit.clerk.issue": "2000.00"})
    status, (told,), _ = till("policy", "limits", "--yes")
    assert (status, told["code"]) == (4, "policy.no_limits")


def test_an_act_says_by_a_code_what_the_policy_has_of_it(till: RunCommand) -> None:
    till("policy", "use", "us-ca")
    status, (sold,), said = till("issue", "20", "--expires-on", "2099-12-31")
    assert (status, sold["advice"]) == (0, "policy.never")
    assert "legal advice" in said
    status, (redeemed,), said = till("redeem", str(sold["card_id"]), "6")
    assert (status, redeemed["balance"], redeemed["advice"]) == (0, "14.00", "policy.cash_out")
    assert "1749.5 (b)" in said
    status, (paid,), _ = till("cash-out", str(sold["card_id"]), "--reason", "the customer asked")
    assert (status, paid["balance"]) == (0, "0.00")
    assert "advice" not in paid
    assert "advice" not in till("issue", "20")[1][0]


def test_an_edit_a_top_up_and_an_order_say_it_too(till: RunCommand, tmp_path: Path) -> None:
    till("policy", "use", "us")
    card = str(till("issue", "20")[1][0]["card_id"])
    soon = (datetime.now(UTC) + timedelta(days=90)).date().isoformat()
    status, (edited,), said = till("update", card, "--expires-on", soon)
    assert (status, edited["advice"]) == (0, "policy.early")
    assert "legal advice" in said
    status, (charged,), said = till("top-up", card, "5")
    assert (status, charged["advice"]) == (0, "policy.early_top_up")
    assert "12 CFR 1005.20" in said
    assert "advice" not in till("update", card, "--note", "x")[1][0]
    file = tmp_path / "order.csv"
    file.write_text(f"amount,expires_on\n5,{soon}\n6,\n", encoding="utf-8")
    for more in (["--dry-run"], []):
        status, answers, said = till("issue-many", str(file), *more)
        assert (status, answers[-1]["advice"]) == (0, "policy.early_many")
        assert "policy: 1." in said
