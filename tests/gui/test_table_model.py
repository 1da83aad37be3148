"""The model keeps Qt's rules, makes each text once, and gives raw values."""

from PySide6.QtCore import Qt

from gui.table_model import RAW, ROW, TONE, Column, TableModel
from gui.widgets.table import Table


class Counted:
    def __init__(self) -> None:
        self.calls = 0

    def text(self, row: int) -> str:
        self.calls += 1
        return f"row {row}"


def tone(row: int) -> str:
    return "good" if row else "bad"


def made(counted: Counted) -> TableModel[int]:
    return TableModel([Column("What", counted.text, raw=abs, tone=tone), Column("Sum", str, right=True, width=90)])


def test_it_keeps_the_rules_of_models(qtmodeltester):
    model = made(Counted())
    qtmodeltester.check(model)
    model.show_rows(range(100))
    qtmodeltester.check(model)


def test_a_text_is_made_once(qapp):
    counted = Counted()
    model = made(counted)
    model.show_rows(range(10))
    for _ in range(5):
        assert model.index(3, 0).data() == "row 3"
    assert counted.calls == 10


def test_only_pages_that_are_looked_at_are_made(qapp):
    counted = Counted()
    model = made(counted)
    model.show_rows(range(1_000_000))
    assert model.index(999_999, 0).data() == "row 999999"
    assert counted.calls <= 64


def test_roles(qapp):
    model = made(Counted())
    model.show_rows([-5, 0])
    assert model.index(0, 0).data(RAW) == 5
    assert model.index(0, 0).data(ROW) == -5
    assert [model.index(at, 0).data(TONE) for at in (0, 1)] == ["good", "bad"]
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Sum"


def test_equal_rows_change_nothing(qtbot):
    model = made(Counted())
    model.show_rows([1, 2])
    with qtbot.assertNotEmitted(model.modelReset), qtbot.assertNotEmitted(model.dataChanged):
        model.show_rows([1, 2])
    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        model.show_rows([1, 3])


def test_enter_chooses_the_row(qtbot):
    model = made(Counted())
    model.show_rows([7, 8])
    table = Table(model, "things", "Things")
    qtbot.addWidget(table)
    table.setCurrentIndex(model.index(1, 0))
    with qtbot.waitSignal(table.row_chosen) as chosen:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert chosen.args == [8]
