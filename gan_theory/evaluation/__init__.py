"""How good a G is: Parzen windows, held-out data, and two-sample tests."""
