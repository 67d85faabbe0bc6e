"""The equations whose left side is the value of a formula name it, so that a hint can say "your C is …"."""

import pytest

from gan_theory import CLAIMS, PAIRS

NAMED = {
    "value_function": {"V": "V", "V at D = 0.1": "V", "V at D = 0.5": "V", "V at D = 0.9": "V"},
    "bayes": {"D*": "D_star", "V/2": "V", "JSD": "jsd"},
    "proposition_1": {"D*": "D_star", "V": "V"},
    "criterion": {"C": "C", "KL(p_data‖p_g)": "kl", "KL(p_g‖p_data)": "kl"},
    "theorem_1": {"JSD": "jsd"},
    "saddle_point": {"V(D, p_data)": "V"},
    "convexity": {"∂²C/∂p_g²": "hess_C"},
    "figure_1": {"(b) V at the trained D": "V", "(d) D* of equal densities": "D_star", "(d) V there": "V"},
    "sharpness": {"JSD of p_g from the spikes": "jsd"},
    "chain_rule": {
        "KL of the joint from another": "kl",
        "KL of the joint from the product of its marginals": "kl",
    },
    "elbo": {"KL(q(z|x)‖p(z|x))": "kl"},
    "adversaries": {"D* of equal densities": "D_star", "V of every other p_g at a D of ½": "V"},
    "scoring_rules": {"D*": "D_star", "V": "V"},
    "f_divergences": {"V": "V"},
    "disjoint_supports": {
        "JSD": "jsd",
        "C": "C",
        "TV": "tv",
        "V(D*)": "V",
        "V of a D of 0.9 on the data and 0.2 on forgeries": "V",
        "D*": "D_star",
        "∂C/∂p_g on the support of p_g": "grad_C",
        "V(D*) of every other p_g on the same support": "V",
    },
}


@pytest.mark.parametrize("name", CLAIMS)
def test_an_equation_names_the_formula_of_its_left_side(name):
    claim = CLAIMS[name]
    case = PAIRS["disjoint-supports"] if name == "theorem_1" else claim.cases[0]
    named = {found.left: found.formula for found in claim.evidence(case) if found.formula}
    assert named == NAMED.get(name, {})
