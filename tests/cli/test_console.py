"""Errors of the command line: one line on standard error, and the exit code that they lead to."""

import signal

from gan_theory.cli.console import BAD_INPUT, FAILURE, INTERRUPTED, SUCCESS, print_error


def test_an_error_is_one_line_on_standard_error_and_its_code_is_returned(capsys):
    assert print_error(BAD_INPUT, "expected a column; got 'price'") == 2
    out, err = capsys.readouterr()
    assert err == "gan-theory: expected a column; got 'price'\n"
    assert out == ""


def test_the_exit_codes_are_those_that_a_shell_expects():
    assert (SUCCESS, FAILURE, BAD_INPUT) == (0, 1, 2)
    assert INTERRUPTED == 128 + signal.SIGINT
