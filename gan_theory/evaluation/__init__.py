"""How good a G is: Parzen windows, data held out, and two-sample tests."""
