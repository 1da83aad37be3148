"""`policy`: the shop's policy for its cards, each rule with its source; choosing a profile, and changing a rule."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from typing import Any

from core.bootstrap import Core
from core.console.codes import code_of
from core.console.output import Output, say
from core.domain.outcome import Message
from core.domain.policy import PolicyRule
from core.errors import BadInput
from core.sentences import sentence
from core.usecases import policy, settings
from core.usecases.policy import LimitProposal, PolicyRead

_KEY = "policy.{}"


@dataclass(frozen=True, slots=True)
class PolicyCommands:
    """The policy of one core."""

    core: Core
    output: Output

    def policy(self, options: Namespace) -> int:
        if options.verb == "use":
            policy.choose_profile(self.core, options.profile)
        elif options.verb == "set":
            settings.store_setting(self.core, _KEY.format(options.rule.replace("-", "_")), options.value)
        elif options.verb == "limits":
            return self._set_limits(confirmed=options.yes)
        return self._show(changed=options.verb != "show")

    def _show(self, *, changed: bool) -> int:
        read = policy.read_policy(self.core)
        profile = sentence(f"policy.profile.{read.policy.profile}", {})
        said = [sentence("policy.set", {"profile": profile})] if changed else []
        self.output.answer(_fields(read), *said, *_lines(read, profile))
        return 0

    def _set_limits(self, *, confirmed: bool) -> int:
        if not confirmed:
            raise BadInput("policy.unconfirmed")
        values = policy.set_limits(self.core).values
        text = sentence("policy.limits", {"count": len(values)})
        self.output.answer({"settings": dict(values), "text": text}, text)
        return 0


def _fields(read: PolicyRead) -> dict[str, Any]:
    found = read.policy
    return {
        "profile": found.profile,
        "expiry": _rule(found.expiry),
        "cash_below": _rule(found.cash_below),
        "card_most": _rule(found.card_most),
        "vouchers": _rule(found.vouchers),
        "looked_at": found.looked_at or None,
        "edited": found.edited or None,
        "remarks": [_remark(each) for each in read.remarks],
        "limits": [_limit(each) for each in read.limits],
    }


def _rule(rule: PolicyRule) -> dict[str, str | None]:
    return {"value": rule.value or None, "source": rule.source or None}


def _remark(remark: Message) -> dict[str, str]:
    return {"code": code_of(remark.key), "message": say(remark)}


def _limit(limit: LimitProposal) -> dict[str, str | None]:
    return {
        "setting": limit.setting,
        "before": limit.before or None,
        "after": limit.after,
        "source": limit.source or None,
    }


def _lines(read: PolicyRead, profile: str) -> list[str]:
    found = read.policy
    rules = (
        ("usable at least, years", found.expiry),
        ("paid out in cash below", found.cash_below),
        ("most on one card", found.card_most),
        ("kind of voucher", found.vouchers),
    )
    lines = [f"profile: {profile}"]
    lines += [f"{name}: {rule.value or 'no rule'}{rule.shown}" for name, rule in rules]
    lines += [f"sources looked at: {found.looked_at}"] if found.looked_at else []
    lines += [f"changed: {found.edited}"] if found.edited else []
    lines += [f"proposed: {each.setting} = {each.after}, now {each.before or 'none'}" for each in read.limits]
    return lines + [say(each) for each in read.remarks]
