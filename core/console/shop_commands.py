"""`shop`: settings and people that all tills of a shop have in common, and how a till becomes one of them."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from core.bootstrap import Core
from core.closed_till import join_fresh
from core.console.caller import user_path
from core.console.codes import code_of
from core.console.output import Output, say, utc
from core.console.passwords import OF_INVITATION, read_password
from core.domain.invitation import DAYS_USUAL, JoinAsked, Joined
from core.domain.shop_file import FileFacts, SharedChange, ShopPreview, ShopStanding
from core.errors import BadInput
from core.sentences import sentence
from core.settings import given_token, resolve
from core.usecases import sharing


@dataclass(frozen=True, slots=True)
class ShopCommands:
    """The shop of one core."""

    core: Core
    output: Output

    def shop(self, options: Namespace) -> int:
        verbs = {
            "show": self._show,
            "begin": self._begin,
            "export": self._export,
            "import": self._import,
            "invite": self._invite,
            "join": self._join,
        }
        return verbs[options.verb](options)

    def _show(self, _options: Namespace) -> int:
        standing = sharing.read_standing(self.core)
        fields = _standing_fields(standing)
        lines = [str(fields["text"])] + ([say(standing.trouble)] if standing.trouble is not None else [])
        self.output.answer(fields, *lines)
        return 0

    def _begin(self, options: Namespace) -> int:
        standing = sharing.begin_sharing(self.core, again=options.again).standing
        return self._say("shop.leads_now", {"shop": standing.shop}, _standing_fields(standing))

    def _export(self, options: Namespace) -> int:
        written = sharing.write_shop_file(self.core, _path(options.file))
        return self._say("shop.written", {"path": written.path}, _facts_fields(written.facts))

    def _import(self, options: Namespace) -> int:
        if options.dry_run:
            return self._tell("shop.sound", sharing.look_through_shop_file(self.core, _path(options.file)))
        return self._tell("shop.taken", sharing.take_shop_file(self.core, _path(options.file)).preview)

    def _invite(self, options: Namespace) -> int:
        password = "" if options.code else read_password(OF_INVITATION, options.password_file, again=True)
        if not (options.code or password):
            raise BadInput("shop.password_missing")
        path = user_path(options.file)
        facts = sharing.invite_till(self.core, path, password, options.days or DAYS_USUAL).facts
        key = "shop.invited" if facts.with_token else "shop.invited_bare"
        values = {"path": path, "until": utc(facts.expires_at)}
        fields = {"shop": facts.shop, "expires_at": utc(facts.expires_at), "with_token": facts.with_token}
        return self._say(key, values, fields | ({"opened_by": facts.code} if facts.code else {}), facts.code)

    def _join(self, options: Namespace) -> int:
        return _tell_joined(self.output, sharing.join_shop(self.core, _join_asked(options)).joined)

    def _tell(self, key: str, preview: ShopPreview) -> int:
        """Say each change as before → after, then how many there are."""
        values = {"count": len(preview.changes), "made": preview.facts.made, "till": preview.facts.till}
        changes = {"changes": [asdict(each) for each in preview.changes]}
        fields = _facts_fields(preview.facts) | changes
        return self._say(key, values, fields, *map(_change_line, preview.changes))

    def _say(self, key: str, values: dict[str, object], fields: dict[str, object], *lines: str) -> int:
        text = sentence(key, values)
        self.output.answer(fields | {"text": text}, *filter(None, lines), text, code=code_of(key))
        return 0


def run_join(options: Namespace, output: Output) -> int:
    """Make a till of the shop in a folder that has none."""
    settings = replace(resolve(options), token=given_token(options))
    core, joined = join_fresh(settings, _join_asked(options), "console shop join")
    with closing(core):
        return _tell_joined(output, joined)


def _tell_joined(output: Output, joined: Joined) -> int:
    text = sentence("shop.joined", {"shop": joined.shop})
    after = "" if joined.erased else sentence("shop.not_erased", {})
    output.answer(asdict(joined) | {"text": f"{text} {after}".rstrip()}, *filter(None, (text, after)))
    return 0


def _standing_fields(standing: ShopStanding) -> dict[str, object]:
    role = "leads" if standing.leads else "takes" if standing.shop else "alone"
    text = sentence(f"shop.stands_{role}", {"shop": standing.shop, "made": standing.made, "till": standing.made_by})
    trouble = None if standing.trouble is None else say(standing.trouble)
    fields: dict[str, object] = {"shop": standing.shop or None, "role": role, "version": standing.version or None}
    return fields | {
        "made_by": standing.made_by or None,
        "folder": standing.folder or None,
        "trouble": trouble,
        "text": text,
    }


def _facts_fields(facts: FileFacts) -> dict[str, object]:
    return {"version": facts.version, "made": facts.made, "service": facts.service, "till": facts.till}


def _change_line(change: SharedChange) -> str:
    pin = "  (another PIN)" if change.new_pin else ""
    return f"{change.name}: {change.before or '–'} → {change.after or '–'}{pin}"


def _join_asked(options: Namespace) -> JoinAsked:
    password = read_password(OF_INVITATION, options.password_file, again=False)
    return JoinAsked(user_path(options.file), password, options.name, options.desk)


def _path(file: str | None) -> Path | None:
    return None if file is None else user_path(file)
