"""Faults that the evidence of A8, proposition_2, must refute."""

from tests.faults.fault import Fault

FAULTS = (
    Fault("numeric", "the step goes uphill", "claims._shared.descent.descend", "log_q - eta", "log_q + eta"),
    Fault("symbolic", "∂C/∂p_g is log D*", "claims._shared.symbolic.grad_C", "log(q / (p + q))", "log(p / (p + q))"),
    Fault("certified", "the JSD without its ½", "certified.integrals.jsd", "return", "return 2 *"),
)
