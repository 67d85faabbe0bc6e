"""The exact losses: values by 50 digits, derivatives by differences in 50 digits."""

import numpy as np
import pytest
from mpmath import mp, mpf

from gan_theory.grading.training_step.game import losses

A, B = np.array([0.2, 0.7, 0.45]), np.array([0.6, 0.15, 0.85])

# By the paper, for lists of mpf.
PAPERS = {
    "loss_D": lambda a, b: -sum(mp.log(x) + mp.log(1 - y) for x, y in zip(a, b)) / len(a),
    "loss_G": lambda b: -sum(map(mp.log, b)) / len(b),
    "loss_G_saturating": lambda b: sum(mp.log(1 - y) for y in b) / len(b),
}


@pytest.mark.parametrize("name", losses.LOSSES)
def test_values_and_derivatives_are_those_of_the_papers_expressions(name):
    values = [A, B] if name == "loss_D" else [B]
    loss, *derivatives = getattr(losses, name)(*values)
    with mp.workdps(50):
        exact = [[mpf(float(each)) for each in array] for array in values]
        assert loss == pytest.approx(float(PAPERS[name](*exact)), abs=1e-15)
        for array, derivative in zip(exact, derivatives, strict=True):
            for i, expected in enumerate(derivative):
                ends = []
                for step in (mpf("1e-20"), -mpf("1e-20")):
                    before = array[i]
                    array[i] = before + step
                    ends.append(PAPERS[name](*exact))
                    array[i] = before
                assert float((ends[0] - ends[1]) / mpf("2e-20")) == pytest.approx(expected, rel=1e-14)
