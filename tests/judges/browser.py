"""A real browser that is looked into: by Chromium's own protocol, over a pipe, so that nothing listens."""

from __future__ import annotations

import base64
import itertools
import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.judges import chromium


class Browser:
    """One page in a browser. Calls wait for the answer; what happens meanwhile is in `events`."""

    def __init__(self, to_browser: int, from_browser: int) -> None:
        self._to, self._from = to_browser, os.fdopen(from_browser, "rb")
        self._numbers = itertools.count(1)
        self._session: str | None = None
        self.events: list[dict[str, Any]] = []

    def open_page(self) -> None:
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for part in ("Page", "Network", "Runtime", "Log"):
            self.call(f"{part}.enable")

    def call(self, method: str, **parameters: object) -> dict[str, Any]:
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters}
        if self._session is not None:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\x00")
        while (found := self._next()).get("id") != number:
            self.events.append(found)
        assert "error" not in found, found
        result: dict[str, Any] = found["result"]
        return result

    def wait_for(self, method: str) -> dict[str, Any]:
        """Return the next event of a kind."""
        while (found := self._next()).get("method") != method:
            self.events.append(found)
        return found

    def go(self, address: str) -> None:
        self.call("Page.navigate", url=address)
        self.wait_for("Page.loadEventFired")

    def press(self, key: str, code: int, text: str = "") -> None:
        for kind in ("keyDown", "keyUp"):
            more = {"text": text} if text and kind == "keyDown" else {}
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, **more)

    def evaluate(self, expression: str) -> Any:
        return self.call("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def picture(self) -> bytes:
        found = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        return base64.b64decode(found["data"])

    def asked(self) -> list[str]:
        """The address of everything that pages have asked for."""
        sent = (each for each in self.events if each.get("method") == "Network.requestWillBeSent")
        return [each["params"]["request"]["url"] for each in sent]

    def close(self) -> None:
        self._from.close()
        os.close(self._to)

    def _next(self) -> dict[str, Any]:
        parts = bytearray()
        while (byte := self._from.read(1)) != b"\x00":
            assert byte, "the browser has ended"
            parts += byte
        found: dict[str, Any] = json.loads(parts)
        return found


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """Run a browser with one page; what it keeps is in the folder."""
    (their_in, to_browser), (from_browser, their_out) = os.pipe(), os.pipe()
    command = [str(chromium.program()), *chromium.WORDS, "--remote-debugging-pipe", "--window-size=700,1100"]
    # the browser reads from descriptor 3 and writes to 4
    script = 'exec "$@" 3<&%d 4>&%d' % (their_in, their_out)  # noqa: UP031 - braces are the shell's
    with subprocess.Popen(
        ["bash", "-c", script, "browser", *command, f"--user-data-dir={folder / 'profile'}"],
        pass_fds=(their_in, their_out),
        stderr=subprocess.DEVNULL,
    ) as process:
        os.close(their_in)
        os.close(their_out)
        page = Browser(to_browser, from_browser)
        try:
            page.open_page()
            yield page
        finally:
            page.close()
            process.terminate()
