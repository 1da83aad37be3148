"""`serve`: the gift card service by itself, and the keys to it."""

from __future__ import annotations

import time
from argparse import Namespace
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from core.console.codes import code_of
from core.console.output import Output, utc
from core.data_folder.privacy import check_files, check_folder, close_files
from core.errors import BadInput
from core.sentences import sentence
from core.server.check import DatabaseCheck, WebhookCheck, check_service, copy_database
from core.server.contract.scopes import ALL_SCOPES, chosen_scopes, ordered
from core.server.contract.switches import switches_of
from core.server.contract.webhook_settings import WebhookSettings
from core.server.data.api_keys import ApiKey, ApiKeyStore, NewKey
from core.server.data.tables import SCHEMA_VERSION
from core.server.http.access_settings import AccessSettings
from core.server.http.app import ServiceSettings
from core.server.orders.carrier import Carrier
from core.server.orders.mail_settings import read_mail_file
from core.server.orders.recipients import forget_recipient
from core.server.orders.sms import SmsCarrier, read_sms_file
from core.server.orders.smtp import MailCarrier
from core.server.serve import ServeSettings, run
from core.settings import folder, given_token, kept_token

_LISTS = {
    "replica": "Lists are read on the replica.",
    "primary": "Lists are read on the primary: the replica is away or behind.",
}

_TEXTS = {
    True: "A search for a part of a code or a note has an index.",
    False: "A search for a part of a code or a note reads every card: there is no index of texts.",
}


def serve(options: Namespace, output: Output) -> int:
    """Serve until told to stop. Its first token: the environment, --token-file, or a kept one."""
    data_dir = folder(options)
    check_folder(data_dir)
    check_files(data_dir)
    close_files(data_dir)
    database = options.database or str(data_dir / "service.db")
    _check_key_words(options)
    if options.add_key or options.retire_key or options.list_keys:
        return _keys(options, output, database)
    if options.check:
        return _tell(output, check_service(database, options.certificate, None, options.read_database))
    if options.backup:
        return _tell(output, copy_database(database, Path(options.backup)))
    if options.forget_recipient:
        found = forget_recipient(database, options.forget_recipient)
        output.answer({"lines": found.lines}, f"Forgotten: {found.lines} lines of orders. Their cards stay.")
        return 0
    token, path = given_token(options), data_dir / "service-token"
    beside = "" if token else f"The token that a till needs to connect is in {path}."
    access = AccessSettings(
        tuple(options.allow),
        options.certificate,
        options.private_key,
        options.proxy,
        options.access_log,
        options.public_url,
        options.connections,
    )
    settings = ServeSettings(
        database,
        ServiceSettings(
            (token or kept_token(path),),
            switches_of(options.switch),
            access,
            options.read_database,
            options.recipients_days,
            _delivery(options),
            webhooks=WebhookSettings(
                kept_token(Path(options.webhook_key or data_dir / "service-seal")).encode(),
                tuple(options.webhook_allow),
                options.webhook_ca,
            ),
        ),
        host=options.host,
        port=options.port,
        workers=options.workers,
        sandbox_seed=options.seed if options.sandbox else None,
        weather=options.weather,
        catalogue=options.catalogue,
        insecure=options.insecure,
    )

    def tell(url: str) -> None:
        output.answer({"url": url}, url)
        if beside:
            output.note(beside)

    run(settings, ready=tell)
    return 0


def _tell(output: Output, found: DatabaseCheck) -> int:
    """Say what was found; a card whose books are wrong is a problem."""
    state = found.schema
    missing = [*state.tables, *(f"{each.table}.{each.name}" for each in state.columns), *state.indexes]
    until = None if found.certificate_until is None else utc(found.certificate_until)
    fields = {"database": found.database, "version": state.version, "needed": SCHEMA_VERSION, "missing": missing}
    fields |= {"cards": found.cards, "wrong": found.wrong, "keys": found.live_keys, "certificate_until": until}
    fields |= {"lists": found.lists, "text_index": found.text_index}
    if found.webhooks is not None:
        fields |= {f"webhooks_{name}": count for name, count in found.webhooks._asdict().items()}
    lines = [
        f"{found.database}  version {state.version or 'none yet'}, this program's is {SCHEMA_VERSION}",
        f"The next start makes {', '.join(missing)}." if missing else "Nothing is to be brought up.",
        f"Cards: {found.cards}. Live keys: {found.live_keys}.",
        *_webhook_lines(found.webhooks),
        *([_LISTS[found.lists]] if found.lists else []),
        *([] if found.text_index is None else [_TEXTS[found.text_index]]),
        *([f"The certificate is valid until {until}."] if until else []),
    ]
    if not found.wrong:
        output.answer(fields, *lines)
        return 0
    key = "start.books_wrong"
    output.answer(fields, *lines, sentence(key, {"wrong": found.wrong, "cards": found.cards}), code=code_of(key))
    return 7


def _webhook_lines(found: WebhookCheck | None) -> list[str]:
    if found is None or not found.receivers:
        return []
    told = f"Webhooks: {found.receivers}, of which {found.failing} cannot be reached."
    return [f"{told} Deliveries that wait: {found.waiting}. Deliveries that have failed: {found.failed}."]


def _keys(options: Namespace, output: Output, database: str) -> int:
    with closing(ApiKeyStore(database)) as ring:
        if options.add_key:
            scopes = ALL_SCOPES if options.scopes is None else chosen_scopes(options.scopes)
            new = NewKey(options.add_key, scopes, _end_of(options.expires))
            secret = ring.add(new, int(time.time()))
            output.answer({"name": options.add_key, "key": secret} | _limits(new), secret)
        elif options.retire_key:
            ring.retire(options.retire_key, _moment(options.at))
            output.answer({"name": options.retire_key}, f"{options.retire_key} is retired.")
        else:
            for key in ring.all():
                _tell_key(output, key)
    return 0


def _delivery(options: Namespace) -> tuple[Carrier, ...]:
    """Read by what ordered cards are delivered. Raises CannotStart."""
    found: list[Carrier] = []
    if options.mail is not None:
        found.append(MailCarrier(read_mail_file(options.mail)))
    if options.sms is not None:
        if not options.public_url:
            expected = "It needs --public-url: a message has a link to the page of its card."
            raise BadInput("start.setting", key="--sms", value=options.sms, expected=expected)
        found.append(SmsCarrier(read_sms_file(options.sms)))
    return tuple(found)


def _check_key_words(options: Namespace) -> None:
    """Raise BadInput for what is said of a new key where none is made: a service would start for everything."""
    for name, value in (("--scopes", options.scopes), ("--expires", options.expires)):
        if value is not None and not options.add_key:
            raise BadInput("start.setting", key=name, value=value, expected="It stands beside --add-key.")


def _limits(key: ApiKey | NewKey) -> dict[str, object]:
    return {"scopes": list(ordered(key.scopes)), "expires_at": _utc(key.expires_at)}


def _tell_key(output: Output, key: ApiKey) -> None:
    times = {"made": key.made_at, "retires": key.retires_at, "expires": key.expires_at, "last used": key.last_used_at}
    told = "  ".join(f"{name} {utc(at)}" for name, at in times.items() if at is not None)
    used = {"retires_at": _utc(key.retires_at), "last_used_at": _utc(key.last_used_at)}
    row = {"name": key.name, "client_id": key.client_id, "made_at": utc(key.made_at)} | used | _limits(key)
    output.row(row, f"{key.name}  {','.join(ordered(key.scopes))}  {told}")


def _utc(at: int | None) -> str | None:
    return None if at is None else utc(at)


def _end_of(text: str | None) -> int | None:
    """Read UTC epoch seconds: a day counts to its end, by this machine's time. Raises BadInput."""
    if text is None:
        return None
    try:
        end = datetime.fromisoformat(text)
        return int((end + timedelta(days=len(text) == len("2027-12-31"))).timestamp())
    except (ValueError, OverflowError):
        expected = "Write a day like 2027-12-31, or a time like 2027-12-31T18:00:00+01:00."
        raise BadInput("start.setting", key="--expires", value=text, expected=expected) from None


def _moment(text: str | None) -> int:
    """Read UTC epoch seconds; without an offset it is this machine's time. Raises BadInput."""
    try:
        return int(time.time() if text is None else datetime.fromisoformat(text).timestamp())
    except (ValueError, OverflowError):
        expected = "Write it like 2027-12-31T18:00:00+01:00."
        raise BadInput("start.setting", key="--at", value=text, expected=expected) from None
