"""The package `certified` without python-flint."""

import importlib
import sys

import pytest

pytest.importorskip("gan_theory.certified")


def test_without_flint_the_import_fails(monkeypatch):
    monkeypatch.setitem(sys.modules, "flint", None)
    monkeypatch.delitem(sys.modules, "gan_theory.certified")
    with pytest.raises(ImportError):
        importlib.import_module("gan_theory.certified")
