"""The style sheet, made from tokens. Widgets choose a look by the property `role`; no colour is set elsewhere."""

from __future__ import annotations

from string import Template

from gui.look import faces
from gui.look.tokens import DesignTokens

BALANCE_LETTERS = (96, 84, 72, 64, 54, 46, 38, 30, 24, 20)
"""px of the balance on a card, largest first: as many as its face has room for."""

_SHEET = Template("""
QWidget { color: $text; font-size: 14px; widget-animation-duration: 0; }
QMainWindow, QDialog, QWidget[role="page"] { background: $background; }
QToolTip { background: $surface; color: $text; border: 1px solid $line; padding: 6px; }
QLabel { background: transparent; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="hint"] { color: $muted; font-size: 12px; }
QLabel[role="label"] { color: $muted; font-size: 13px; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="title"] { color: $muted; font-size: 13px; font-weight: 600; }
QLabel[role="heading"] { font-size: 20px; font-weight: 600; }
QLabel[role="balance_plain"] { font-size: 46px; font-weight: 700; }
QLabel[role="outcome"] { font-size: 28px; font-weight: 700; }
QLabel[role="brand"] { font-size: 18px; font-weight: 700; }
QLabel[role="money"] { font-size: 14px; font-weight: 600; }
QLabel[role="amount"] { font-size: 52px; font-weight: 700; }
QLabel[role="amount_long"] { font-size: 28px; font-weight: 700; min-height: 63px; }
QLabel[role="amount"]:disabled { color: $muted; }
QLabel[role="notice"] { background: $warn_soft; color: $text; border: 1px solid $warn; border-radius: 10px;
    padding: 10px 14px; }
QLabel[selected="true"] { background: $accent_soft; color: $accent; border-radius: 6px; }
QFrame[role="amount_box"] { border: 2px solid transparent; border-radius: 10px; }
QFrame[role="amount_box"]:focus { border: 2px solid $focus; }
QLabel[role="currency"] { font-size: 24px; color: $muted; }
QLabel[role="small"] { color: $muted; font-size: 12px; font-weight: 600; }
QLabel[role="bad"] { color: $bad; font-weight: 600; }
QLabel[role="warn"] { color: $warn; font-weight: 600; }
QLabel[role="good"] { color: $accent; font-weight: 600; }
QLabel[role="key"] { color: $muted; font-size: 11px; border: 1px solid $line; border-radius: 4px;
    background: $surface; padding: 1px 5px; }
QLabel[role="avatar"] { background: $accent; color: $on_accent; font-size: 12px; font-weight: 700;
    border-radius: 16px; }

QFrame[role="panel"] { background: $surface; border: 1px solid $line; border-radius: 14px; }
QFrame[role="sidebar"] { background: $surface; border: none; border-right: 1px solid $line; }
QFrame[role="header"] { background: $surface; border: none; border-bottom: 1px solid $line; }
QFrame[role="status"] { background: $surface; border: none; border-top: 1px solid $line; }
QFrame[role="band"] { background: $warn_soft; border: none; border-bottom: 1px solid $line; }
QFrame[role="band"][tone="info"] { background: $info_soft; }
QFrame[role="band"][tone="bad"] { background: $bad_soft; }
QFrame[role="band"] QLabel { color: $warn; font-size: 13px; font-weight: 600; }
QFrame[role="band"][letters="small"] QLabel { font-size: 12px; }
QFrame[role="band"][tone="info"] QLabel { color: $info; }
QFrame[role="band"][tone="bad"] QLabel { color: $bad; }
QFrame[role="palette"] { background: $surface; border: 1px solid $line; border-radius: 14px; }
QListView[role="palette"] { background: transparent; border: none; outline: none; }
QFrame[role="told"] { background: $sunken; border: none; border-radius: 12px; }
QLabel[role="told"] { font-size: 16px; }
QFrame[role="sheet"] { background: $surface; border: 1px solid $muted; border-radius: 14px; }
QCalendarWidget QTableView { border: none; background: $surface; alternate-background-color: $surface;
    selection-background-color: $accent; selection-color: $on_accent; }
QCalendarWidget QTableView::item { border: none; padding: 0; }
QCalendarWidget QTableView::item:selected { background: $accent; color: $on_accent; }
QCalendarWidget QTableView:disabled { color: $muted; }
QFrame[role="rule"] { background: $line; border: none; min-height: 1px; max-height: 1px; }
QFrame[role="card"] { border: none; border-radius: 14px;
    background: qlineargradient(x1:0, y1:0, x2:1, y2:1, stop:0 $card_from, stop:1 $card_to); }
QFrame[role="card"] QLabel { color: $on_card; }
QFrame[role="card"] QLabel[role="balance"] { font-size: 46px; font-weight: 700; }
QFrame[role="card"] QLabel[role="strong"] { font-size: 13px; }
QFrame[role="card"] QLabel[role="line"] { font-size: 13px; }
QFrame[role="card"] QLabel[role="digits"] { font-size: 16px; font-weight: 600; }
QFrame[role="card"] QLabel[role="until"] { font-size: 15px; font-weight: 600; }
QFrame[role="card"][room="large"] QLabel[role="strong"] { font-size: 16px; }
QFrame[role="card"][room="large"] QLabel[role="line"] { font-size: 17px; }
QFrame[role="card"][room="large"] QLabel[role="digits"] { font-size: 20px; }
QFrame[role="card"][room="large"] QLabel[role="until"] { font-size: 18px; }
QFrame[role="elsewhere"] { background: $info_soft; border: none; border-radius: 8px; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QFrame[role="room"] { background: transparent; border: none; }
QFrame[role="room"] QLabel { font-size: 13px; }
QFrame[role="room"][letters="small"] QLabel { font-size: 11px; }
QFrame[role="message"] { border-radius: 12px; border: 1px solid $line; background: $surface; }
QFrame[role="message"][tone="good"] { background: $accent_soft; border-color: $accent; }
QFrame[role="message"][tone="warn"] { background: $warn_soft; border-color: $warn; }
QFrame[role="message"][tone="bad"] { background: $bad_soft; border-color: $bad; }
QFrame[role="message"][tone="info"] { background: $info_soft; border-color: $info; }

QPushButton, QToolButton { background: $surface; border: 1px solid $line; border-radius: 12px; padding: 0 18px;
    min-height: 42px; font-size: 14px; font-weight: 600; outline: none; }
QFileDialog QToolButton, QFileDialog QToolButton:focus { padding: 0; min-width: 40px; }
QPushButton:hover, QToolButton:hover { background: $sunken; }
QPushButton:disabled { color: $muted; background: $sunken; }
QPushButton:focus, QToolButton:focus { border: 2px solid $focus; padding: 0 17px; min-height: 40px; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent;
    font-size: 17px; min-height: 50px; }
QPushButton[role="primary"]:disabled { background: $sunken; color: $muted; border-color: $line; }
QPushButton[role="primary"]:focus { border: 3px solid $focus; min-height: 46px; }
QPushButton[role="danger"] { background: $bad_soft; color: $bad; border: 1px solid $bad; font-size: 17px;
    min-height: 50px; }
QPushButton[role="danger"]:disabled { background: $sunken; color: $muted; border-color: $line; }
QPushButton[role="danger"]:focus { border: 3px solid $focus; min-height: 46px; }
QPushButton[role="quiet"] { background: transparent; border-color: transparent; color: $accent; padding: 0 10px; }
QPushButton[role="quiet"]:hover { background: $accent_soft; }
QPushButton[role="quiet"]:focus { border: 2px solid $focus; padding: 0 9px; }
QPushButton[role="on_card"] { background: transparent; border: 1px solid $on_card; color: $on_card; font-size: 13px; }
QPushButton[role="on_card"]:focus { border: 2px solid $on_card; }
QPushButton[role="on_card"]:disabled { background: transparent; }
QPushButton[role="chip"] { border-radius: 22px; font-size: 13px; padding: 0 14px; }
QPushButton[role="chip"][room="small"] { padding: 0 7px; }
QPushButton[role="chip"]:focus { padding: 0 13px; }
QPushButton[role="chip"][room="small"]:focus { padding: 0 6px; }
QPushButton[role="chip"]:checked { background: $accent_soft; color: $accent; border-color: $accent; }
QPushButton[role="chip"]:checked:focus { border: 2px solid $focus; }
QPushButton[role="pad"] { background: $sunken; border: 1px solid $sunken; font-size: 20px; padding: 0;
    min-height: 42px; }
#keypad[room="large"] QPushButton[role="pad"] { font-size: 26px; }
QPushButton[role="pad"]:hover { background: $line; }
QPushButton[role="pad"]:pressed { background: $accent_soft; }
QPushButton[role="pad"]:focus { border: 2px solid $focus; }
QPushButton[role="action"] { padding: 0; min-height: 62px; font-size: 13px; }
QPushButton[role="action"]:focus { min-height: 60px; }
QPushButton[role="action"]:checked { border: 2px solid $accent; color: $accent; min-height: 60px; }
QPushButton[role="action"]:checked:focus { border: 3px solid $focus; min-height: 58px; }
QPushButton[role="action"][tone="bad"] { color: $bad; }
QPushButton[role="action"][tone="bad"]:checked { border: 2px solid $bad; }
QPushButton[role="action"][tone="bad"]:checked:focus { border: 3px solid $focus; min-height: 58px; }
QPushButton[role="way"] { padding: 0 14px; min-height: 44px; }
QPushButton[role="way"]:focus { padding: 0 13px; min-height: 42px; }
QPushButton[role="way"][suggested="true"] { background: $accent; border-color: $accent; }
QPushButton[role="way"][suggested="true"]:focus { border: 3px solid $focus; padding: 0 12px; min-height: 40px; }
QPushButton[role="nav"] { background: transparent; border: 2px solid transparent; border-radius: 8px;
    text-align: left; padding: 0 10px; min-height: 40px; color: $muted; }
QPushButton[role="nav"]:hover { background: $sunken; }
QPushButton[role="nav"]:checked { background: $accent_soft; color: $accent; }
QPushButton[role="nav"]:focus { border: 2px solid $focus; padding: 0 10px; }
QPushButton[role="pill"] { border-radius: 22px; font-size: 13px; padding: 0 16px; border: 1px solid transparent; }
QPushButton[role="pill"]:focus { border: 2px solid $focus; padding: 0 15px; }
QPushButton::menu-indicator { width: 0; }

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDateEdit { background: $surface; border: 1px solid $line;
    border-radius: 10px; padding: 0 11px; min-height: 42px; selection-background-color: $accent;
    selection-color: $on_accent; }
QPlainTextEdit { padding: 8px 8px; }
QTextBrowser { background: $surface; border: 1px solid $line; border-radius: 10px; }
QTextBrowser:focus { border: 2px solid $focus; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus {
    border: 2px solid $focus; padding: 0 10px; min-height: 40px; }
QPlainTextEdit:focus { padding: 7px 7px; }
QLineEdit[wrong="true"] { border: 2px solid $bad; padding: 0 10px; min-height: 40px; }
QLineEdit:disabled, QComboBox:disabled { color: $muted; background: $sunken; }
QLineEdit[role="scan"] { background: $sunken; border: 1px solid $sunken; border-radius: 10px; font-size: 15px; }
QLineEdit[role="scan"]:focus { border: 2px solid $focus; background: $surface; }
QComboBox::drop-down { border: none; width: 30px; }
QComboBox::down-arrow { image: url("$icons/chevron-$name.svg"); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line; padding: 4px;
    selection-background-color: $accent_soft; selection-color: $accent; outline: none; }
QComboBox QAbstractItemView::item { min-height: 40px; padding: 0 8px; }
QCheckBox, QRadioButton { spacing: 10px; min-height: 44px; background: transparent; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $focus; border-radius: 8px; }

QTableView { background: $surface; border: 2px solid transparent; border-radius: 8px;
    gridline-color: transparent; outline: none; selection-background-color: $accent_soft; selection-color: $text; }
QTableView::item { border-bottom: 1px solid $line; padding: 0 10px; }
QTableView::item:selected { background: $accent_soft; }
QTableView[dense="true"] { font-size: 12px; }
QTableView[dense="true"]::item { padding: 0 4px; }
QTableView[dense="true"] QHeaderView::section { padding: 0 7px; }
QTableView:focus { border-color: $focus; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $muted; border: none; border-bottom: 1px solid $line;
    padding: 0 13px; font-size: 12px; font-weight: 600; min-height: 34px; }
QScrollArea, QScrollArea > QWidget > QWidget[role="scrolled"] { background: transparent; border: none; }
QScrollArea[role="reading"] { border: 2px solid transparent; border-radius: 8px; }
QScrollArea[role="reading"]:focus { border: 2px solid $focus; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 4px; margin: 2px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenu { background: $surface; border: 1px solid $line; border-radius: 8px; padding: 6px; }
QMenu::item { padding: 12px 22px; border-radius: 6px; }
QMenu::item:selected { background: $accent_soft; color: $accent; }
QTabBar::tab { padding: 12px 16px; background: transparent; color: $muted; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; }
QTabWidget::pane { border: none; }
QProgressBar { background: $sunken; border: none; border-radius: 4px; max-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
""")


def style_sheet(tokens: DesignTokens, icons: str) -> str:
    """Return the whole sheet for one set of tokens. `icons` is the folder of the icons, with forward slashes."""
    sheet = _SHEET.substitute({name: getattr(tokens, name) for name in tokens.__slots__}, icons=icons)
    return sheet + _balances() + faces.rules(tokens.name)


def _balances() -> str:
    """Return a card's balance in every size that it can have: `letters` is in px."""
    chosen = 'QFrame[role="card"] QLabel[role="balance"][letters="{px}"] {{ font-size: {px}px; }}'
    return "\n".join(chosen.format(px=px) for px in BALANCE_LETTERS)
