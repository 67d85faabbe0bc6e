"""What a mutation run came to (`make mutants`): the score, the mutants that survived, and which no test can kill."""

import re
import subprocess
import sys

LEAST = 0.95

# By function: the statement as the mutant has it, and why that changes nothing that the function promises.
EQUIVALENT = {
    "density.Density.__post_init__": {"array.flags.writeable = None": "as good as False"},
    "density.Density._of_law": {
        "if not abs(p.sum() - 1) < 1e-6:": "a sum near 1 is off by a multiple of 2⁻⁵³, and 1e-6 is none",
    },
    "density.check_masses": {"if not off.max() < tol:": "nor are the tolerances, 1e-6 and 1e-9"},
    "game._product": {
        "return mass * np.where(mass > 0, log, 1.0)": "where the mass is 0, so is its product with 1",
    },
    "game._slope": {
        "slope = np.where(p < q, few_data, np.where(q > 1e-300 * total, more_data, hardly_p_g))": (
            "for equal masses both forms give −log 2"
        ),
        "slope = np.where(p <= q, few_data, np.where(q >= 1e-300 * total, more_data, hardly_p_g))": (
            "where the quotient is 1e-300, both forms give its logarithm to rounding"
        ),
    },
    "game._jsd_terms": {"near = t < 0.7": "at 0.7 both forms are right to rounding"},
    "game._play": {"fits = None": "as good as False"},
    "pushforward._split": {
        "last = np.maximum(first, np.searchsorted(edges, np.maximum(x_a, x_b), ))": '"left" is what it does unasked',
        "falls = rise[i] <= 0": "a flat piece is one part with both its ends, whichever is called the lower",
    },
}


def mutmut(*arguments):
    """The lines that mutmut prints."""
    command = [sys.executable, "-m", "mutmut", *arguments]
    return subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout.splitlines()


def statements(name):
    """The function that was mutated, its statement as it was, and as the mutant has it."""
    module, function = re.fullmatch(r"gan_theory\.(.+)\.x[_ǁ](.+)__mutmut_\d+", name).groups()
    diff = mutmut("show", name)[3:]
    was, became = (" ".join(line[1:].strip() for line in diff if line.startswith(sign)) for sign in "-+")
    return f"{module}.{function.replace('ǁ', '.')}", was, became


def main():
    """Print the survivors and the score; exit with a message if the score is below LEAST."""
    fates = dict(line.strip().split(": ") for line in mutmut("results", "--all", "true"))
    if not fates or "not checked" in fates.values():
        sys.exit("expected a run that has come to its end; got none: see mutants/run.log")
    alive = {name: statements(name) for name, fate in fates.items() if fate not in ("killed", "timeout")}
    equivalent = {name for name, (function, _, became) in alive.items() if became in EQUIVALENT.get(function, {})}
    for name in (name for name in alive if name not in equivalent):
        function, was, became = alive[name]
        print(f"{fates[name]}: {function}\n  - {was}\n  + {became}")
    met = {(function, became) for function, _, became in alive.values()}
    for function, whys in EQUIVALENT.items():
        for became in whys:
            if (function, became) not in met:
                print(f"said to be equivalent, but not among the survivors: {function}\n  + {became}")
    killed, judged = len(fates) - len(alive), len(fates) - len(equivalent)
    print(f"{len(fates)} mutants: {len(equivalent)} are equivalent, and {killed} of the other {judged} are killed")
    if killed < LEAST * judged:
        sys.exit(f"expected at least {LEAST:.0%} of them killed; got {killed / judged:.1%}")


if __name__ == "__main__":
    main()
