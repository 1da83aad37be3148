"""Run in a copy of the program with a new field of a card: is it read, kept, and shown on console and in the window?"""

import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, os.getcwd())
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

from PySide6.QtWidgets import QApplication, QLabel

from core.bootstrap import open_core
from core.console.output import card_fields
from core.remote import wire
from core.settings import Settings
from core.store import cards
from core.store.database import Database
from gui.widgets.cards.card_face import CardFace

SENT = {
    "id": 77,
    "balance": "20.00",
    "initial_value": "20.00",
    "currency": "USD",
    "created_at": "2026-01-05T10:00:00Z",
    "updated_at": "2026-01-05T10:00:00Z",
    "disabled_at": None,
    "expires_on": None,
    "note": None,
    "template_suffix": None,
    "last_characters": "7k2m",
    "line_item_id": None,
    "api_client_id": None,
    "user_id": None,
    "customer_id": None,
    "order_id": None,
    "source": "market stall",
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder), state_dir=Path(folder))
        core = open_core(settings)
        database = Database(settings.database_path)
        with database.writing() as conn:
            cards.pulled(conn, wire.cards({"gift_cards": [SENT]})[0], 0.0, ())
        row = core.queries.card(77)
        assert card_fields(row)["source"] == "market stall"
        database.close()
        core.close()
    app = QApplication([])
    face = CardFace()
    face.show_card(row, None, "")
    assert "market stall" in face.findChild(QLabel, "card_until").text()
    app.shutdown()


if __name__ == "__main__":
    main()
