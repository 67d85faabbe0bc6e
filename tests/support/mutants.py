"""The result of a mutation run (`make mutants`): the score, the mutants that survived, and those no test can kill."""

import re
import subprocess
import sys

LEAST = 0.95

# By function: the statement as the mutant has it, and why that changes nothing that the function promises.
EQUIVALENT = {
    "claims.optimum.bayes.numeric": {
        "accuracy = np.where(D_star >= 0.5, joint[0], joint[1]).sum()": "where D* is ½ both labels are as likely",
    },
    "claims.background.bound.numeric": {
        "flat = expit(np.linspace(-20, 20, 41))[:, None] / np.ones(p.size)": "over 1 is times 1",
    },
    "claims.convergence.convexity._not_convex_in_theta": {
        "above = certified.C(p, middle) - (certified.C(p, modes[1]) + certified.C(p, modes[1])) / 2": (
            "the modes are mirror images"
        ),
    },
    "claims.follow_ups.disjoint_supports._other_cases": {
        "i, bumps = np.arange(300), rng.gamma(0.5, size=(3, 300)) + 1e-3": "the third row is not used",
    },
    "claims.follow_ups.disjoint_supports._cells_with_one_mass": {
        'for name, f, at_data, at_g in (("JSD", jsd, log(2) * p / 2, log(2) * q / 2), ("C", C, 0 / p, 0 * q)):': "is 0",
        'for name, f, at_data, at_g in (("JSD", jsd, log(2) * p / 2, log(2) * q / 2), ("C", C, 0 * p, 0 / q)):': "is 0",
    },
    "claims.practice.figure_1.symbolic": {
        "D_of_x = 1 / (1 - exp(-logit))": "is the other solution of D′ = D (1 − D) l′",
    },
    "claims.background.likelihood._from_samples": {
        "frequencies = rng.multinomial(n, source, size=REPETITIONS) * n": "the same θ is the most likely",
    },
    "claims.background.likelihood.numeric": {
        "tol = 1e-12 * np.abs(likelihoods[np.isfinite(likelihoods)]).max(initial=None)": "it is beyond 2 at some θ",
        "tol = 1e-12 * np.abs(likelihoods[np.isfinite(likelihoods)]).max(initial=2)": "it is beyond 2 at some θ",
    },
    "claims.background.likelihood.support_stays": {
        "thetas = np.linspace(case.theta_min, case.theta_max, 6)": "the least θ decides",
        "thetas = np.linspace(case.theta_min, case.theta_max, )": "the least θ decides",
        "return bool(np.isfinite(case.log_p_g(thetas)[:, case.p_data >= 0]).all())": (
            "where the support stays, it is everywhere"
        ),
    },
    "claims.optimum.lotus._expectation_over_noise": {
        "start, end = max(branch.start, -11.0), min(branch.end, 10.0)": "beyond 10 the normal distribution has 1e-23",
        "start, end = max(branch.start, -10.0), min(branch.end, 11.0)": "beyond 10 the normal distribution has 1e-23",
        "cuts = np.unique(np.clip(np.concatenate([np.linspace(start, 9), jumps]), start, end))": "other cuts, as fine",
        "cuts = np.unique(np.clip(np.concatenate([np.linspace(start, end, ), jumps]), start, end))": "finer cuts",
        "cuts = np.unique(np.clip(np.concatenate([np.linspace(start, end, 10), jumps]), start, end))": "finer cuts",
    },
    "claims._shared.grid_search.best_D": {
        "steps, cells = np.linspace(0, 9)[:, None], np.arange(p.size)": "V is concave: the search ends there too",
        "steps, cells = np.linspace(0, 2, 9)[:, None], np.arange(p.size)": "V is concave: the search ends there too",
        "for _ in range(23):": "the search has come to its end",
        "lo, hi = D[np.maximum(best - 2, 0), cells], D[np.minimum(best + 1, 8), cells]": "is narrow in the end",
        "lo, hi = D[np.maximum(best - 1, 0), cells], D[np.minimum(best + 2, 8), cells]": "is narrow in the end",
    },
    "claims._shared.grid_search.best_logistic_D": {
        "for _ in range(41):": "the simplex ends at the same top",
    },
    "verification.cases.likelihood_models.LikelihoodCase.mean_log_likelihood": {
        "return np.where(total <= IMPOSSIBLE, -np.inf, total)": "no total is −1e200 to the bit"
    },
    "verification.cases.likelihood_models.LikelihoodCase.asymptotic_variance": {
        "thetas = self.theta_best - STEP * np.array([-1, 0, 1])": "the slope is squared",
    },
    "verification.cases.likelihood_models.normalised_masses": {
        "values = density.pdf(x) if isinstance(density, GaussianMixture) else np.asarray(density, None)": (
            "truths count 1"
        ),
        "values = density.pdf(x) if isinstance(density, GaussianMixture) else np.asarray(density, )": "truths count 1",
    },
    "claims.convergence.proposition_2._confined": {
        "if not 0 <= mass < 1:": "the upper half is never without mass",
    },
    "claims._shared.descent.gradient_of_C": {
        "q = np.where(np.isfinite(log_q), np.maximum(np.exp(log_q), NEAREST_TO_0), 1.0)": "there log p_g stays −∞",
        "is_far = log_q <= least": "both forms are right to 2⁻²⁶",
    },
    "claims.convergence.proposition_2._steps_of_1": {
        "judged = (q >= p / FAR) & (q > SMALLEST_JUDGED)": "no quotient is 1000 to the bit",
    },
    "claims.optimum.proposition_1.symbolic": {
        'ends = {limit(V(y, p, q), y, 0, "+"), limit(V(y, p, q), y, 1, )}': "SymPy's limit from above is −∞ as well",
    },
    "claims.practice.sharpness._narrow_G": {"G=lambda z: LEFT - std * z,": "−z has the distribution of z"},
    "claims.practice.sharpness._push_forward": {
        "z = np.union1d(NOISES[case.noise].nodes(402), np.array(sides))": "between its jumps G is straight",
        "sides = [side for jump in case.jumps for side in (np.nextafter(jump, -10), jump)]": "lies as much to the left",
    },
    "claims.practice.sharpness.symbolic": {
        'yield is_so("p_g → 0 at every other x", limit(density.subs(x, c - t), sigma, 0, "+") == 0)': "p_g is even",
        'yield is_so(what, limit(valley / sigma**10, sigma, 0, "+") == 0)': "one more power",
    },
    "claims.optimum.theorem_1.symbolic": {
        "at_ends = (phi.subs(t, 0), limit(phi, t, 1, ) - 2 * log(2))": "SymPy's limit from above is the same",
    },
    "densities.density.Density.__post_init__": {"array.flags.writeable = None": "as good as False"},
    "densities.cell_masses.distribution_masses": {
        "if not abs(p.sum() - 1) < 1e-6:": "a sum near 1 is off by a multiple of 2⁻⁵³, and 1e-6 is none",
    },
    "densities.cell_masses.check_masses": {"if not off.max() < tol:": "nor are the tolerances, 1e-6 and 1e-9"},
    "game.formulas._times_log": {
        "return mass * np.where(mass > 0, log, 1.0)": "where the mass is 0, so is its product with 1",
    },
    "game.formulas._grad_C_cells": {
        "for_more_data = np.where(p_g >= 1e-300 * total, for_more_data, for_tiny_p_g)": (
            "where the quotient is 1e-300, both forms give its logarithm to rounding"
        ),
        "gradient = np.where(p_data < p_g, for_less_data, for_more_data)": "for equal masses both forms give −log 2",
    },
    "game.stable._terms_by_phi": {"is_small = t < 0.7": "at 0.7 both forms are right to rounding"},
    "densities.pushforward.cut_at_edges": {
        "last = np.maximum(first, np.searchsorted(edges, np.maximum(x_a, x_b), ))": '"left" is the default',
        "falls = rise[i] <= 0": "a flat piece is one part with both its ends, whichever is called the lower",
    },
}

# The same for any claim's function: a pattern in the statement as it was, what the mutant has there, and why.
ALIKE = (
    (r"> SMALLEST_JUDGED", ">= SMALLEST_JUDGED", "no mass is 1e-292 itself"),
    (r"\+ (half\[:, None\] \* )?NODES", r"- \1NODES", "the nodes lie evenly about 0"),
    (r'float\("inf"\)', 'float("INF")', "the same number"),
    (r"axis=-1", "axis=+1", "of two axes"),
    (r', "\+"\)', ", )", "limit comes from above by default"),
    (r", \w+\)", ", )", "diff by the one symbol that is there; with more of them SymPy refuses"),
)

# What only the evidence of grade run calls, besides the functions `run` themselves.
CALLED_BY_RUN = {
    "claims.background._moves._aims",
    "claims.background._moves._game",
    "claims.background._moves._in_turns",
    "claims.background._moves._plain_steps",
    "claims.background._moves._weights",
    "claims.background._moves.moves",
    "claims.background._trained_generators._gradients",
    "claims.background._trained_generators._lines",
    "claims.background._trained_generators._logit",
    "claims.background._trained_generators.best_line",
    "claims.background._trained_generators.final_frames",
    "claims.background._trained_generators.uniform_jsd",
    "claims.background.bound._during_training",
    "claims.practice.figure_1._is_a",
    "claims.practice.figure_1._is_b",
    "claims.practice.figure_1._is_c",
    "claims.practice.figure_1._is_d",
    "claims.practice._parzen_of_trained._blur",
    "claims.practice._parzen_of_trained._z_of_score",
    "claims.practice._parzen_of_trained.judge",
}


def mutmut(*arguments):
    """The lines that mutmut prints."""
    command = [sys.executable, "-m", "mutmut", *arguments]
    return subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout.splitlines()


def function_of(name):
    """The function that was mutated, with its module and class."""
    module, function = re.fullmatch(r"gan_theory\.(.+)\.x[_ǁ](.+)__mutmut_\d+", name).groups()
    return f"{module}.{function.replace('ǁ', '.')}"


def statements(name):
    """The function that was mutated, its statement as it was, and as the mutant has it."""
    diff = mutmut("show", name)[3:]
    was, became = (" ".join(line[1:].strip() for line in diff if line.startswith(sign)) for sign in "-+")
    return function_of(name), was, became


def is_evidence_of_training(function):
    """Whether a function belongs to the evidence of grade run, which trains networks."""
    return function in CALLED_BY_RUN or re.fullmatch(r"claims\..+\.run", function) is not None


def is_equivalent(function, was, became):
    """Whether the tables above say so."""
    if became in EQUIVALENT.get(function, {}):
        return True
    spots = [(spot, spot.expand(new)) for old, new, _ in ALIKE for spot in re.finditer(old, was)]
    changed = (was[: spot.start()] + new + was[spot.end() :] for spot, new in spots)
    return function.startswith(("claims.", "verification.cases.")) and became in changed


def main():
    """Print the survivors and the scores; exit with a message if one of them is below LEAST."""
    fates = dict(line.strip().split(": ") for line in mutmut("results", "--all", "true"))
    if not fates or "not checked" in fates.values():
        sys.exit("expected a run that has come to its end; got none: see mutants/run.log")
    untested = [name for name, fate in fates.items() if fate == "no tests"]
    for name in untested:
        if is_evidence_of_training(function_of(name)):
            del fates[name]
    alive = {name: statements(name) for name, fate in fates.items() if fate not in ("killed", "timeout")}
    equivalent = {name for name, mutant in alive.items() if is_equivalent(*mutant)}
    for name in (name for name in alive if name not in equivalent):
        function, was, became = alive[name]
        print(f"{fates[name]}: {function}\n  - {was}\n  + {became}")
    met = {(function, became) for function, _, became in alive.values()}
    for function, whys in EQUIVALENT.items():
        for became in whys:
            if (function, became) not in met:
                print(f"said to be equivalent, but not among the survivors: {function}\n  + {became}")
    modules = {name: name.rsplit(".", 1)[0] for name in fates}
    for part in (*sorted(set(modules.values())), "gan_theory.claims", "gan_theory"):
        names = {name for name in fates if f"{modules[name]}.".startswith(f"{part}.")}
        killed, judged = len(names - set(alive)), len(names - equivalent)
        print(f"{part}: {len(names)} mutants, {len(names) - judged} equivalent, {killed} of the other {judged} killed")
        if part in ("gan_theory.claims", "gan_theory") and killed < LEAST * judged:
            sys.exit(f"expected at least {LEAST:.0%} of them killed; got {killed / judged:.1%}")


if __name__ == "__main__":
    main()
