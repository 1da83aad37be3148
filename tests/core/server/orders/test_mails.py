"""Ordered cards are mailed by a real mail server: once, whatever it does in between, and as they were ordered."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from core.server.contract.refusals import RequestRefused
from core.server.contract.replies import Reply
from core.server.contract.request import Request
from core.server.data.database import reading
from core.server.data.order_tables import deliveries, order_lines
from core.server.data.tables import remembered
from core.server.data.write_executor import PendingWrite
from core.server.orders.carrier import PreparedDelivery
from core.server.orders.delivery_queue import HELD_S, UNKNOWN, WAITS_S
from core.server.orders.delivery_worker import FAULT, DeliveryWorker
from core.server.orders.mail_settings import MailSettings
from core.server.orders.recipients import forget_recipient
from core.server.orders.smtp import MailCarrier, MailConversation
from tests.core.server.orders.mail_server import PASSWORD, USER, MailServer, mail_server
from tests.core.server.orders.order_desk import OrderDesk, line, order
from tests.core.server.serving import free_port
from tests.judges.readers import by_zxing

pytestmark = pytest.mark.slow

ADA = {"name": "Ada Łovelace", "email": "ada@example.com"}
SENDER = "Harbour Books <cards@harbour.example>"


class Killed(BaseException):
    """The process ends here, as by a kill."""


@dataclass
class Post:
    """Sends the mails of a desk. `dies_before`: the process is killed before its write of this number."""

    desk: OrderDesk
    settings: MailSettings
    dies_before: int = 0
    writes: int = field(default=0)

    async def carry_out(self, write: PendingWrite) -> Reply:
        self.writes += 1
        if self.writes == self.dies_before:
            raise Killed
        return write.execute()

    def send(self) -> bool:
        worker = DeliveryWorker(self.desk.endpoints.executor, self.carrier, self.carry_out)
        return asyncio.run(worker.send_next())

    @property
    def carrier(self) -> MailCarrier:
        return MailCarrier(self.settings, timeout_s=0.5)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.fixture
def post(desk: OrderDesk, server: MailServer) -> Post:
    desk.orders.offered |= {"email"}
    return Post(desk, MailSettings("127.0.0.1", server.port, "none", SENDER))


def mailed(**more: Any) -> dict[str, Any]:
    return line(**({"recipient": ADA, "delivery": "email", "sender_name": "Ben"} | more))


def ordered(desk: OrderDesk, *lines: dict[str, Any]) -> int:
    order_id: int = desk.add(order(*lines))[1]["id"]
    desk.work()
    return order_id


def text_of(mail: EmailMessage, kind: str = "plain") -> str:
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_a_card_is_mailed_once_and_its_line_is_sent(desk: OrderDesk, server: MailServer, post: Post) -> None:
    order_id = ordered(desk, mailed(message="Happy <birthday>!\nBen"))
    assert desk.read(order_id)["state"] == "made"
    assert (post.send(), post.send()) == (True, False)
    ((address, _),) = server.accepted
    sent = desk.read(order_id)
    assert (address, sent["state"]) == ("ada@example.com", "sent")
    (told,) = sent["lines"][0]["deliveries"]
    assert (told["kind"], told["state"], told["attempts"], told["failure"]) == ("email", "sent", 1, None)


def test_the_mail_says_what_was_ordered_and_its_head_has_no_code(
    desk: OrderDesk, server: MailServer, post: Post
) -> None:
    order_id = ordered(desk, mailed(message="Happy <birthday>!\nBen", quantity=2, currency="EUR"))
    post.send()
    (mail,) = server.mails()
    codes = [code.replace(" ", "").lower() for code in re.findall("Code: ([A-Z0-9 ]+)", text_of(mail))]
    found = desk.read(order_id)["lines"][0]["cards"]
    assert [code[-4:] for code in codes] == [card["last_characters"] for card in found]
    assert "code" not in found[0]  # whoever ordered does not see the code of what was sent to somebody else
    head = "\n".join(f"{name}: {text}" for name, text in mail.items()).lower()
    assert not any(code in head for code in codes)
    assert (mail["Subject"], mail["From"]) == ("2 gift cards from Ben", SENDER)
    assert mail["To"].addresses[0].display_name == "Ada Łovelace"
    assert "> Happy <birthday>!\n> Ben" in text_of(mail)
    html = text_of(mail, "html")
    assert "Happy &lt;birthday&gt;!" in html
    assert "25.00 EUR" in html
    assert "prefers-color-scheme:dark" in html
    assert not re.search(r"(src|href)=\"(?!cid:)", html)
    pictures = {part["Content-ID"].strip("<>"): part.get_content() for part in mail.walk() if part["Content-ID"]}
    assert set(re.findall('src="cid:([^"]+)"', html)) == set(pictures)
    shown = [by_zxing(picture) for name, picture in sorted(pictures.items()) if name.startswith("qr")]
    assert shown == [{"QRCode": code.upper()} for code in codes]


def test_a_name_cannot_write_a_header(desk: OrderDesk, server: MailServer, post: Post) -> None:
    ordered(desk, mailed(recipient={**ADA, "name": '"Ada", <eve@example.com>;'}, sender_name="Ben, <b@c.de>"))
    post.send()
    (mail,) = server.mails()
    assert [each.addr_spec for each in mail["To"].addresses] == ["ada@example.com"]
    assert mail["Subject"] == "A gift card from Ben, <b@c.de>"


@pytest.mark.parametrize(
    ("recipient", "data"),
    [(["450 later"], []), (["421 busy"], []), ([], ["451 later"])],
    ids=["greylisted", "busy", "after the mail"],
)
def test_what_is_refused_for_now_is_tried_again_later_and_arrives_once(
    desk: OrderDesk, server: MailServer, post: Post, recipient: list[str], data: list[str]
) -> None:
    order_id = ordered(desk, mailed())
    server.recipient_answers, server.data_answers = [*recipient], [*data]
    assert post.send()
    waiting = desk.read(order_id)["lines"][0]["deliveries"][0]
    assert (waiting["state"], desk.read(order_id)["state"]) == ("queued", "made")
    assert waiting["failure"].startswith("4")
    desk.clock.now += WAITS_S[0] - 1
    assert not post.send()
    desk.clock.now += 1
    assert post.send()
    assert (len(server.accepted), desk.read(order_id)["state"]) == (1, "sent")


def test_what_is_refused_for_good_bounces_and_goes_to_a_corrected_address(
    desk: OrderDesk, server: MailServer, post: Post
) -> None:
    order_id = ordered(desk, mailed())
    server.recipient_answers = ["550 no such user"]
    assert post.send()
    bounced = desk.read(order_id)
    assert (bounced["state"], bounced["lines"][0]["failure"]) == ("failed", "550 no such user")
    desk.clock.now += 30 * 86400
    assert not post.send()
    again = desk.resend(order_id, 1, recipient={"email": "ada@example.org"})
    assert again["lines"][0]["recipient"] == {"name": ADA["name"], "email": "ada@example.org", "phone": None}
    assert post.send()
    assert [address for address, _ in server.accepted] == ["ada@example.org"]
    sent = desk.read(order_id)
    assert [each["state"] for each in sent["lines"][0]["deliveries"]] == ["failed", "sent"]
    assert (sent["state"], sent["lines"][0]["failure"]) == ("sent", None)


def test_what_may_have_arrived_is_not_sent_again_by_itself(desk: OrderDesk, server: MailServer, post: Post) -> None:
    order_id = ordered(desk, mailed())
    server.data_answers = ["keep and drop"]
    assert post.send()
    doubtful = desk.read(order_id)
    assert (doubtful["state"], doubtful["lines"][0]["failure"]) == ("failed", UNKNOWN)
    desk.clock.now += 30 * 86400
    assert not post.send()
    assert len(server.accepted) == 1
    desk.resend(order_id, 1)
    assert post.send()
    assert (len(server.accepted), desk.read(order_id)["state"]) == (2, "sent")


def test_it_waits_for_a_server_that_is_away_and_gives_up_at_last(desk: OrderDesk, post: Post) -> None:
    order_id = ordered(desk, mailed())
    away = Post(desk, MailSettings("127.0.0.1", free_port(), "none", SENDER))
    tries = 0
    for wait in (0, *WAITS_S):
        desk.clock.now += wait
        assert away.send()
        tries += 1
    failed = desk.read(order_id)
    assert (failed["state"], failed["lines"][0]["deliveries"][0]["attempts"]) == ("failed", tries)
    desk.clock.now += 30 * 86400
    assert not post.send()


@pytest.mark.parametrize(
    ("write", "arrived", "state"),
    [(1, 0, "queued"), (2, 0, "queued"), (3, 1, "sending")],
    ids=["before it is taken", "before it is begun", "before it is noted"],
)
def test_a_kill_at_every_step_sends_no_mail_twice(
    desk: OrderDesk, server: MailServer, post: Post, write: int, arrived: int, state: str
) -> None:
    order_id = ordered(desk, mailed())
    with pytest.raises(Killed):
        Post(desk, post.settings, dies_before=write).send()
    assert desk.read(order_id)["lines"][0]["deliveries"][0]["state"] == state
    assert len(server.accepted) == arrived
    if write > 1:
        assert not post.send()  # it is in the hand of a process that nobody knows to be dead yet
    desk.clock.now += HELD_S
    post.send()
    assert len(server.accepted) == 1
    assert desk.read(order_id)["state"] == ("failed" if arrived else "sent")


def test_a_slow_server_is_waited_for_so_long_and_no_longer(desk: OrderDesk, post: Post) -> None:
    with mail_server() as slow:
        slow.recipient_answers = ["wait"]
        order_id = ordered(desk, mailed())
        assert Post(desk, MailSettings("127.0.0.1", slow.port, "none", SENDER)).send()
        waiting = desk.read(order_id)["lines"][0]["deliveries"][0]
    assert (waiting["state"], slow.accepted) == ("queued", [])


def test_it_signs_in_over_tls_and_trusts_no_other_certificate(desk: OrderDesk, certificate: Path) -> None:
    desk.orders.offered |= {"email"}
    ordered(desk, mailed(), mailed(recipient={"email": "ben@example.com"}))
    with mail_server(certificate) as server:
        known = MailSettings("127.0.0.1", server.port, "starttls", SENDER, None, USER, PASSWORD, str(certificate))
        stranger = Post(desk, replace(known, authority=None))
        assert stranger.send()
        assert (server.accepted, server.signed_in) == ([], [])
        assert Post(desk, replace(known, password="wrong")).send()
        assert (server.accepted, set(server.signed_in)) == ([], {USER})
        desk.clock.now += WAITS_S[0]
        good = Post(desk, known)
        assert good.send()
        assert good.send()
        assert {address for address, _ in server.accepted} == {"ada@example.com", "ben@example.com"}


@dataclass(frozen=True)
class BrokenCarrier:
    """One with a fault in its own code."""

    kind: str = "email"

    def begin(self, prepared: PreparedDelivery) -> MailConversation:
        raise ValueError(f"cannot write {prepared.number}")


def test_a_fault_of_ours_stops_neither_the_work_nor_the_mail_for_good(
    desk: OrderDesk, server: MailServer, post: Post
) -> None:
    order_id = ordered(desk, mailed())
    worker = DeliveryWorker(desk.endpoints.executor, BrokenCarrier(), post.carry_out)
    assert asyncio.run(worker.send_next())
    waiting = desk.read(order_id)["lines"][0]["deliveries"][0]
    assert (waiting["state"], waiting["failure"]) == ("queued", FAULT)
    desk.clock.now += WAITS_S[0]
    assert post.send()
    assert desk.read(order_id)["state"] == "sent"


def test_where_no_mail_is_sent_none_can_be_ordered(desk: OrderDesk) -> None:
    with pytest.raises(RequestRefused) as refused:
        desk.add(order(mailed()))
    assert refused.value.code == "delivery_not_offered"


def test_what_is_under_way_or_needs_no_delivery_is_not_sent_again(desk: OrderDesk, post: Post) -> None:
    order_id = ordered(desk, mailed(), line())
    for number in (1, 2):
        with pytest.raises(RequestRefused) as refused:
            desk.resend(order_id, number)
        assert refused.value.code == "nothing_to_resend"


def test_nothing_is_kept_of_a_recipient_who_is_forgotten_and_nothing_is_sent(
    desk: OrderDesk, server: MailServer, post: Post
) -> None:
    ids = [desk.add(order(mailed(recipient=each), reference=str(each)))[1]["id"] for each in (ADA, {"email": "b@c.de"})]
    desk.orders.add(
        Request("", headers={"idempotency-key": '"k"'}, body=json.dumps(order(mailed(), reference="kept")).encode())
    ).execute()
    desk.work()
    assert forget_recipient(database_of(desk), " ADA@example.com").lines == 2
    assert ADA["email"] not in everything_in(desk)
    assert "b@c.de" in everything_in(desk)
    while post.send():
        pass
    assert [address for address, _ in server.accepted] == ["b@c.de"]
    gone, other = (desk.read(order_id) for order_id in ids)
    assert (gone["state"], gone["lines"][0]["recipient"], len(gone["lines"][0]["cards"])) == ("failed", None, 1)
    assert other["state"] == "sent"
    with pytest.raises(RequestRefused):
        desk.resend(ids[0], 1)


def test_recipients_are_kept_for_some_days_after_the_end_and_the_books_for_ever(
    desk: OrderDesk, server: MailServer, post: Post
) -> None:
    order_id = ordered(desk, mailed(message="Hello"), mailed(send_on="2027-06-01"))
    post.send()
    desk.clock.now += 90 * 86400
    assert desk.orders.forgetting(90).execute().status == 204
    assert desk.read(order_id)["lines"][0]["message"] == "Hello"
    desk.clock.now += 1
    desk.orders.forgetting(90).execute()
    first, second = desk.read(order_id)["lines"]
    assert (first["recipient"], first["sender_name"], first["message"]) == (None, None, None)
    assert (first["state"], len(first["cards"]), second["recipient"]["email"]) == ("sent", 1, ADA["email"])


def database_of(desk: OrderDesk) -> str:
    url = desk.engine.url
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=False)


def everything_in(desk: OrderDesk) -> str:
    """All rows of the tables that could know a recipient."""
    with reading(desk.engine) as conn:
        rows = [tuple(row) for table in (order_lines, deliveries, remembered) for row in conn.execute(table.select())]
    return str(rows)
