"""A start of the window makes no parser of all commands, and reads its options just like the one that knows them."""

import pytest

from core.console.arguments import make_parser, parse
from core.console.command_line import CommandParser, understand

OF_THE_WINDOW = [
    [],
    ["--data-dir", "/till"],
    ["--data-dir", "/one", "--clerk", "Anna B.", "--data-dir", "/two"],
    ["--api-url", "https://shop.example", "--token-file", "sync", "--approver", "issue"],
    ["--clerk", ""],
]
OTHERS = [
    ["sync"],
    ["--offline"],
    ["--json", "--offline"],
    ["--data-dir", "/till", "sync"],
    ["--data-dir=/till"],
    ["--data", "/till"],
    ["--clerk", "Anna", "--offline", "show", "1"],
]
WRONG = [["--data-dir"], ["--data-dir", "--clerk"], ["Anna", "Ben"], ["--clerk", "\udcff"], ["--clerk", "-x"]]


@pytest.fixture
def commands_made(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    made: list[object] = []
    real = CommandParser.add_subparsers
    monkeypatch.setattr(CommandParser, "add_subparsers", lambda self, **more: made.append(0) or real(self, **more))
    return made


@pytest.mark.parametrize("argv", OF_THE_WINDOW + OTHERS, ids=" ".join)
def test_it_is_read_as_by_the_parser_of_all_commands(argv: list[str]) -> None:
    assert vars(parse(argv)) == vars(understand(make_parser(), argv))


@pytest.mark.parametrize("argv", OF_THE_WINDOW, ids=" ".join)
def test_for_the_window_no_command_is_made(argv: list[str], commands_made: list[object]) -> None:
    assert parse(argv).command is None
    assert commands_made == []


@pytest.mark.parametrize("argv", WRONG, ids=repr)
def test_what_is_wrong_is_answered_with_the_usage_of_all(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(argv)
    assert ended.value.code == 2
    assert "COMMAND" in capsys.readouterr().err
