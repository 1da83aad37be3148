"""What `make metrics` counts, and how it follows work from thread to thread."""

import ast
import sys
import threading

import pytest

from tests.metrics import __main__ as metrics
from tests.metrics import journey, recipes, sources, trace

TWO_THREADS = """
class Lane:
    def take(self, job):
        self.taken.emit(job)

    def work(self, job):
        ask("SELECT 1")
        self.answered.emit(job)

    def show(self, job):
        (lambda text: self.label.setText(text))("12.00")
"""


class Signal:
    """Calls in the thread of whoever emits."""

    def __init__(self, call=lambda *_: None):
        self.emit = call


class Label:
    def objectName(self):
        return "balance"

    def setText(self, text):
        self.text = text


@pytest.fixture
def recorder(monkeypatch):
    recorder = trace.Recorder()
    monkeypatch.setattr(trace, "RECORDER", recorder)
    monkeypatch.setattr(journey, "RECORDER", recorder)
    return recorder


@pytest.fixture
def lane(recorder):
    loader = trace.Loader("shop.lane", "lane.py")
    module = type(sys)("shop.lane")
    vars(module).update(loader.names(), ask=lambda text: recorder.mark("sql", text))
    exec(loader.source_to_code(TWO_THREADS, "lane.py"), vars(module))
    lane = module.Lane()
    lane.taken, lane.answered, lane.label = Signal(), Signal(), Label()
    return lane


def test_the_way_of_a_job_is_followed_through_another_thread(recorder, lane):
    job = object.__new__(type("Job", (), {}))
    recorder.start()
    lane.take(job)
    thread = threading.Thread(target=lane.work, args=(job,))
    thread.start()
    thread.join()
    lane.show(job)
    recorder.stop()
    assert [activity.entered.name for activity in recorder.activities] == ["Lane.take", "Lane.work", "Lane.show"]
    found = journey.measure("balance")
    assert (found.spine, found.crossings) == (["shop.lane"], 2)
    assert lane.label.text == "12.00"


def test_what_nothing_led_to_is_on_no_way(recorder, lane):
    recorder.start()
    lane.work(object())
    lane.show(object())
    recorder.stop()
    assert journey.measure("balance").crossings == 0
    assert recorder.activities[1].cause is None


def test_arguments_are_counted_without_self_and_with_what_goes_by_name_only(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    text = "class A:\n    def f(self, a, b, *, c): ...\n    @staticmethod\n    def g(a): ...\ndef h(self): ...\n"
    (tmp_path / "main.py").write_text(text, "utf-8")
    counted = {each.name: each.arguments for each in sources.functions("main.py")}
    assert counted == {"main.py: A.f": 3, "main.py: A.g": 1, "main.py: h": 1}


@pytest.mark.parametrize(
    ("docstring", "counted"),
    [
        ("Return the card.", 0),
        ("The card.", 1),
        ("Returns the card.", 1),
        ("Whether it is there.", 1),
        ("`text` without blanks.", 1),
        ("42 of them.", 1),
    ],
)
def test_a_docstring_begins_with_an_imperative_verb(docstring, counted, tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    prose = f'    """{docstring}"""\n'
    (tmp_path / "main.py").write_text(
        f"def f():\n{prose}class A:\n    @property\n    def g(self):\n    {prose}", "utf-8"
    )
    assert sources.docstrings_without_a_verb("main.py").total() == counted


def test_a_generator_is_told_from_a_function_with_one_inside():
    made = ast.parse("def f():\n    def g():\n        yield\ndef h():\n    yield")
    assert [trace.generates(node) for node in made.body] == [False, True]  # type: ignore[arg-type]


@pytest.mark.slow
def test_the_page_on_a_field_of_a_card_is_all_that_it_takes(tmp_path):
    touched = recipes.card_field(tmp_path)
    named = recipes.steps("add-a-card-field.md")
    assert len(named) == len(touched)
    assert all(any(module.startswith(step) for step in named) for module in touched)


@pytest.mark.slow
def test_no_scan_and_no_redeem_goes_a_longer_way_than_its_goal():
    figures = list(metrics.of_journeys())
    assert [each.name for each in figures if each.goal] != []
    assert [each.line() for each in figures if each.goal is not None and each.now > each.goal] == []
