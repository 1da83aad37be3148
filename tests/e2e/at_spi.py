"""Works the running program as a screen reader does: by names, roles and what is spoken; no mouse and no picture.

Run by the system's Python, where `gi` lives, inside a D-Bus session of its own:
`at_spi.py TASK FOLDER PROGRAM…` starts the program with its data in FOLDER, does what TASK says (`serve` a customer,
read the `reports`), and prints what was heard.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE_S = 60.0
_ENTER, _TAB, _RIGHT, _DOWN = 0xFF0D, 0xFF09, 0xFF53, 0xFF54
_MOST_TABS = 60
_ALT_KEY = 64
"""The key code of Alt on the left; letters go by their symbols, which for ASCII are their numbers."""
_SHOWING = Atspi.StateType.SHOWING


class Reader:
    """What is in front, and what was announced since the start."""

    def __init__(self, application: str, bridge: subprocess.Popen[bytes]) -> None:
        self.heard: list[str] = []
        self.root = None
        self._bridge = bridge
        self._listener = Atspi.EventListener.new(self._on_announced)
        self._listener.register("object:announcement")
        self._application = application
        self.root = self.until(self._find_root, application)

    def until(self, look, what: str):
        """What `look` gives, as soon as it gives something."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline and self._bridge.poll() is None:
            while GLib.MainContext.default().iteration(False):
                pass
            try:
                if found := look():
                    return found
            except GLib.Error:  # it went away while it was looked at
                pass
            time.sleep(0.05)  # between two looks at another process
        raise SystemExit(f"never there: {what}; heard {self.heard}; seen {self.seen()}")

    def seen(self) -> list[str]:
        if self.root is None or self._bridge.poll() is not None:
            return []
        return [f"{each.get_role_name()} {each.get_name()!r}" for each in self._walk(self.root)][:150]

    def showing(self):
        """Everything that is in front."""
        return self._walk(self.root)

    def find(self, handle: str):
        """The control that is showing whose handle ends in `handle`."""

        def look():
            for each in self._walk(self.root):
                if each.get_accessible_id().split(".")[-1] == handle:
                    return each
            return None

        return self.until(look, handle)

    def text(self, handle: str) -> str:
        return self.find(handle).get_name()

    def press(self, handle: str) -> None:
        def enabled():
            control = self.find(handle)
            return control if control.get_state_set().contains(Atspi.StateType.ENABLED) else None

        Atspi.Action.do_action(self.until(enabled, f"{handle}, enabled"), 0)

    def amount(self, digits: str) -> None:
        for digit in digits:
            self.press(f"key_{digit}")

    def enter(self, handle: str, text: str) -> None:
        field = self.find(handle)
        Atspi.Component.grab_focus(field)
        self.until(lambda: field.get_state_set().contains(Atspi.StateType.FOCUSED), f"the focus in {handle}")
        Atspi.EditableText.set_text_contents(field, text)
        Atspi.generate_keyboard_event(_ENTER, None, Atspi.KeySynthType.SYM)
        self.until(lambda: not _holds(field, text), f"Enter taken by {handle}")

    def tab_to(self, handle: str):
        """Strike Tab until the control has the focus, as a person does, and return it."""
        for _ in range(_MOST_TABS):
            before = self.focused()
            if before is not None and before.get_accessible_id().split(".")[-1] == handle:
                return before
            Atspi.generate_keyboard_event(_TAB, None, Atspi.KeySynthType.SYM)
            self.until(lambda before=before: self.focused() not in (None, before), "another focus")
        raise SystemExit(f"no Tab leads to {handle}")

    def focused(self):
        """What has the focus; None while that moves."""
        state = Atspi.StateType.FOCUSED
        return next((each for each in self._walk(self.root) if each.get_state_set().contains(state)), None)

    def type(self, text: str) -> None:
        """Strike keys wherever the focus is; "\r" is Enter."""
        for sign in text:
            symbol = _ENTER if sign == "\r" else ord(sign)
            Atspi.generate_keyboard_event(symbol, None, Atspi.KeySynthType.SYM)

    def chord(self, handle: str) -> str:
        """Strike the chord that the control itself says, and return it."""

        def said():
            control = self.find(handle)
            enabled = control.get_state_set().contains(Atspi.StateType.ENABLED)
            return enabled and Atspi.Action.get_key_binding(control, 0)

        binding = self.until(said, f"the chord of {handle}")
        Atspi.generate_keyboard_event(_ALT_KEY, None, Atspi.KeySynthType.PRESS)
        Atspi.generate_keyboard_event(ord(binding[-1].lower()), None, Atspi.KeySynthType.SYM)
        Atspi.generate_keyboard_event(_ALT_KEY, None, Atspi.KeySynthType.RELEASE)
        return binding

    def until_heard(self, part: str) -> str:
        return self.until(lambda: next((said for said in self.heard if part in said), None), f"spoken: {part}")

    def _on_announced(self, event) -> None:
        self.heard.append(str(event.any_data))

    def _find_root(self):
        desktop = Atspi.get_desktop(0)
        apps = (desktop.get_child_at_index(at) for at in range(desktop.get_child_count()))
        return next((each for each in apps if each and each.get_name() == self._application), None)

    def _walk(self, each):
        yield each
        for at in range(each.get_child_count()):
            child = each.get_child_at_index(at)
            if child is not None and child.get_state_set().contains(_SHOWING):
                yield from self._walk(child)


def _holds(field, text: str) -> bool:
    """Whether the text still stands in the field, in front."""
    try:
        return Atspi.Text.get_text(field, 0, -1) == text and field.get_state_set().contains(_SHOWING)
    except GLib.Error:
        return False


def serve(reader: Reader) -> dict[str, object]:
    """Sells a card, redeems from it online and offline, and reads the outbox."""
    told: dict[str, object] = {}
    reader.until(lambda: "Online" in reader.text("state_pill"), "the connection")
    reader.press("go_issue")
    reader.amount("25")
    reader.press("sell_button")
    reader.until(lambda: reader.text("code_state") == "Confirmed", "the sale")
    code = reader.text("code_text").replace(" ", "")
    reader.press("code_handed_over")
    reader.until_heard("Handed over")
    reader.enter("scan_field", code)
    told["card"] = (code[-4:].upper(), reader.text("card_last")[-4:], reader.text("card_balance"))
    redeem(reader, "10")
    told["confirmed"] = reader.until_heard("$15.00")
    reader.press("outcome_next")
    reader.press("open_palette")
    reader.enter("palette_text", "work offline")
    told["connection"] = reader.until_heard("Working offline")
    told["band"] = reader.until_heard("You can go on")
    reader.enter("scan_field", code)
    redeem(reader, "5")
    told["pending"] = reader.until_heard("PENDING")
    reader.press("go_outbox")
    table = reader.find("outbox_table")
    told["outbox"] = reader.until(lambda: [cell(table, at) for at in range(2)], "the outbox")
    told["nameless"] = nameless(reader)
    told["chords"] = by_chords(reader, code)
    return told


def by_chords(reader: Reader, code: str) -> list[str]:
    """Top up the card that was charged offline, by keys and the chords that the controls say, and return those."""
    reader.press("open_palette")
    reader.enter("palette_text", "back online")
    reader.until(lambda: "Online" in reader.text("state_pill"), "the connection again")
    reader.type(code + "\r")
    reader.until(lambda: "10.00" in reader.text("card_balance"), "the card, charged by now")
    said = [reader.chord("top_up_action")]
    reader.until(lambda: reader.find("top_up_button"), "the panel")
    reader.type("7\r")
    reader.until_heard("$17.00")
    said.append(reader.chord("receipt_view"))
    said.append(reader.chord("print_close"))
    reader.until(lambda: "17.00" in reader.text("card_balance"), "the new balance")
    return said


def redeem(reader: Reader, digits: str) -> None:
    reader.until(lambda: reader.find("redeem_button").get_name() == "Redeem", "the panel")
    reader.amount(digits)
    reader.press("redeem_button")


def cell(table, column: int) -> str:
    return Atspi.Table.get_accessible_at(table, 0, column).get_name()


def read_reports(reader: Reader) -> list[dict[str, object]]:
    """Sell a card and redeem from it, and read every report of the office from its table and its chart."""
    reader.until(lambda: "Online" in reader.text("state_pill"), "the connection")
    reader.press("go_issue")
    reader.amount("25")
    reader.press("sell_button")
    reader.until(lambda: reader.text("code_state") == "Confirmed", "the sale")
    code = reader.text("code_text").replace(" ", "")
    reader.press("code_handed_over")
    reader.enter("scan_field", code)
    redeem(reader, "10")
    reader.until_heard("$15.00")
    reader.press("go_reports")
    told: list[dict[str, object]] = [
        {"report": "reconciliation", "verdict": reader.text("reports_verdict"), "nameless": nameless(reader)}
    ]
    before = ""
    for _ in range(6):
        before = _next_report(reader, before)
        told.append(_report(reader))
    return told


def _next_report(reader: Reader, before: str) -> str:
    """Go to the next report by the arrow key, and return its heading once it is read."""
    chosen = reader.tab_to("report_kind").get_name()
    Atspi.generate_keyboard_event(_DOWN, None, Atspi.KeySynthType.SYM)

    def read():
        heading, table = reader.text("report_heading"), _table(reader)
        return (
            heading
            if table is not None and (reader.find("report_kind").get_name(), heading) != (chosen, before)
            else ""
        )

    return reader.until(read, f"the report after {chosen}")


def _table(reader: Reader):
    return next((each for each in reader.showing() if each.get_role() == Atspi.Role.TABLE), None)


def _report(reader: Reader) -> dict[str, object]:
    """Return what a screen reader has to say of the report that is shown."""
    table, chart = (
        _table(reader),
        next((x for x in reader.showing() if x.get_accessible_id().endswith("report_chart")), None),
    )
    columns, rows = Atspi.Table.get_n_columns(table), Atspi.Table.get_n_rows(table)
    told: dict[str, object] = {
        "report": reader.find("report_kind").get_name(),
        "heading": reader.text("report_heading"),
        "table": table.get_name(),
        "columns": [Atspi.Table.get_column_description(table, at) for at in range(columns)],
        "rows": [
            [Atspi.Table.get_accessible_at(table, row, at).get_name() for at in range(columns)] for row in range(rows)
        ],
        "nameless": nameless(reader),
        "chart": [],
    }
    if chart is not None:
        reader.tab_to("report_chart")
        heard = len(reader.heard)
        Atspi.generate_keyboard_event(_RIGHT, None, Atspi.KeySynthType.SYM)
        reader.until(lambda: len(reader.heard) > heard, "a figure of the chart")
        told["chart"] = [chart.get_name(), chart.get_description(), reader.heard[-1]]
    return told


def nameless(reader: Reader) -> list[str]:
    """Controls in front that take the focus and say nothing; a cell may be empty."""
    return [
        f"{each.get_role_name()} {each.get_accessible_id()}"
        for each in reader.showing()
        if each.get_role() != Atspi.Role.TABLE_CELL
        and each.get_state_set().contains(Atspi.StateType.FOCUSABLE)
        and not (each.get_name() or each.get_description())
    ]


def small_rest(reader: Reader) -> dict[str, object]:
    """Leave so little on a card that the shop's policy says of it, and go where it is paid out."""
    reader.until(lambda: "Online" in reader.text("state_pill"), "the connection")
    reader.press("go_issue")
    reader.amount("25")
    reader.press("sell_button")
    reader.until(lambda: reader.text("code_state") == "Confirmed", "the sale")
    code = reader.text("code_text").replace(" ", "")
    reader.press("code_handed_over")
    reader.until_heard("Handed over")
    reader.enter("scan_field", code)
    redeem(reader, "15")
    told: dict[str, object] = {"heard": reader.until_heard("in cash")}
    reader.press("outcome_next")

    def handles() -> list[str]:
        return [each.get_accessible_id().split(".")[-1] for each in reader.showing()]

    reader.until(lambda: "outcome_next" not in handles(), "the next customer")
    reader.type(code + "\r")
    reader.until(lambda: "redeem_button" in handles(), "the panel")
    reader.chord("cash_out_action")
    told["rule"] = reader.text("cash_out_rule")
    told["nameless"] = nameless(reader)
    return told


TASKS = {"serve": serve, "reports": read_reports, "policy": small_rest}
BEFORE = {"policy": ("policy", "use", "us-ca")}
"""What is done on the console before the window of a task is opened."""


def main(task: str, folder: str, *program: str) -> None:
    Atspi.init()
    if task in BEFORE:
        subprocess.run([*program, "--data-dir", folder, *BEFORE[task]], check=True, stdout=subprocess.DEVNULL)
    bridge = subprocess.Popen([*program, "--data-dir", folder])
    try:
        told = TASKS[task](Reader("Counterfoil", bridge))
    finally:
        bridge.terminate()
        bridge.wait(20)
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
