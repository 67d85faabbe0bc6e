"""Numbers as programs write them."""

import math

import pytest

from gan_theory._utils.number_text import parse_number, parse_numbers

# The text, with a decimal point, and with a decimal comma.
NUMBERS = {
    "1": (1, 1),
    "-1": (-1, -1),
    "+.5": (0.5, None),
    "1.5": (1.5, None),
    "1,5": (None, 1.5),
    ",5": (None, 0.5),
    "5,": (None, None),
    "1.5e3": (1500, None),
    "1,5E-3": (None, 0.0015),
    "1.234": (1.234, 1234),
    "1,234": (1234, 1.234),
    "1.234,5": (None, 1234.5),
    "1,234.5": (1234.5, None),
    "1,234,567": (1234567, None),
    "1,23,456": (None, None),
    "1 234": (1234, 1234),
    "1 23": (None, None),
    "12 345,5": (None, 12345.5),
    "1'234.5": (1234.5, None),
    "1 234'567": (None, None),
    "\u22122.5": (-2.5, None),
    "1.2.3": (None, None),
    "2020-01-01": (None, None),
    "": (None, None),
    "x": (None, None),
    "inf": (math.inf, math.inf),
}


@pytest.mark.parametrize(("text", "values"), NUMBERS.items(), ids=[text or "nothing" for text in NUMBERS])
def test_a_text_is_a_number_or_none(text, values):
    assert (parse_number(text, "."), parse_number(text, ",")) == values


def test_nan_is_a_number():
    assert math.isnan(parse_number("nan", "."))


@pytest.mark.parametrize("decimal", [".", ","])
def test_several_texts_are_parsed_as_each(decimal):
    for texts in (["1", "2"], ["1", "1,5", "x", "1 234"]):
        assert parse_numbers(texts, decimal) == [parse_number(text, decimal) for text in texts]
