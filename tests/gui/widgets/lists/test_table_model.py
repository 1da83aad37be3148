"""The model keeps Qt's rules, makes each text once, and gives raw values."""

from PySide6.QtCore import Qt

from gui.widgets.lists.table import Table
from gui.widgets.lists.table_model import RAW, ROW, TONE, Column, TableModel


class Counted:
    def __init__(self) -> None:
        self.calls = 0

    def text(self, row: int) -> str:
        self.calls += 1
        return f"row {row}"


def tone(row: int) -> str:
    return "good" if row else "bad"


def made(counted: Counted) -> TableModel[int]:
    columns: list[Column[int]] = [
        Column("What", counted.text, raw=abs, tone=tone),
        Column("Sum", str, right=True, width=90),
    ]
    return TableModel(columns, key=abs)


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
        model.show_rows([1, -2])
    assert model.index(1, 0).data() == "row -2"


def test_other_rows_begin_the_model_anew_even_when_they_are_as_many(qtbot):
    """A row is known by its key: what was chosen by its number would be another row now."""
    model = made(Counted())
    model.show_rows([1, 2])
    with qtbot.waitSignal(model.modelReset):
        model.show_rows([1, 3])


def test_texts_are_made_anew_when_time_has_passed(qtbot):
    model = made(counted := Counted())
    model.show_rows([1])
    assert [model.index(0, 0).data() for _ in range(2)] == ["row 1"] * 2
    with qtbot.waitSignal(model.dataChanged):
        model.renew_texts()
    assert model.index(0, 0).data() == "row 1"
    assert counted.calls == 2


def test_a_list_is_sorted_by_what_its_cells_mean(qtbot):
    columns: list[Column[int]] = [
        Column("Sum", str, lambda row: row or None),
        Column("Name", lambda row: "aBc"[row % 3]),
    ]
    model = TableModel(columns, key=abs)
    model.show_rows([10, 9, 0, 100])
    model.order_by(0, descending=False)
    assert model.rows == (9, 10, 100, 0)
    model.order_by(0, descending=True)
    assert model.rows == (100, 10, 9, 0), "what has no value is last either way"
    model.show_rows([10, 9, 0, 7])
    assert model.rows == (10, 9, 7, 0)
    model.order_by(1, descending=False)
    assert model.rows == (9, 0, 10, 7)
    model.order_by(-1, descending=False)
    assert model.rows == (10, 9, 0, 7)


def test_enter_chooses_the_row(qtbot):
    model = made(Counted())
    model.show_rows([7, 8])
    table = Table(model, "things", "Things")
    qtbot.addWidget(table)
    qtbot.keyClick(table, Qt.Key.Key_End)
    with qtbot.waitSignal(table.row_chosen) as chosen:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert chosen.args == [8]
