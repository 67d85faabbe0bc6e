"""A training loop in a process of its own: `Worker` starts one; `python -m loops.worker` is the process.

So a checkout of another commit can be measured beside this one, though both packages have one name, and no library's
threads disturb another's. The process reads numbers from its standard input, a line each, and answers each: a number of
rounds, by the seconds that they take; a seed, by what its run came to.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parents[1]
HERE = BENCHMARKS.parent
TARGET = "two-modes"


class Worker:
    """A loop in a process.

    package: the checkout whose gan_theory it uses. kind: a function of this module; its arguments follow. On one_core
    the process may use one core only, where the system allows that.
    """

    def __init__(self, kind, *arguments, package=HERE, one_core=True):
        path = [str(package), str(BENCHMARKS), *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(path)}
        command = [sys.executable, "-m", "loops.worker", json.dumps([str(package), one_core, kind, *arguments])]
        # -m puts the working directory before PYTHONPATH, so it is one without a package gan_theory.
        self.process = subprocess.Popen(
            command, env=environment, cwd=BENCHMARKS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._answer()

    def ask(self, number):
        print(number, file=self.process.stdin, flush=True)
        return self._answer()

    def close(self):
        self.process.stdin.close()
        self.process.wait()

    def _answer(self):
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"expected an answer of {self.process.args}; it has ended with {self.process.wait()}")
        return json.loads(answer)


def stay_on_one_core():
    """Keep this process, and the threads that it starts from now on, on the last core it may use."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def single(compile):
    """One GAN by Algorithm1."""
    from gan_theory import Algorithm1, Recipe

    return Algorithm1(TARGET, Recipe(), compile=compile).rounds


def ensemble(E, compile):
    """E GANs by train_many itself, in blocks and threads of its own, with Frames that take no time.

    Before there was a thread for each block, torch's own threads did the work.
    """
    from gan_theory import Algorithm1, Recipe, train_many
    from gan_theory.training import ensemble

    if hasattr(ensemble, "GANS_PER_BLOCK"):
        import torch

        torch.set_num_threads(os.cpu_count())
    Algorithm1.frames = lambda self: [True] * len(self.seeds)

    def rounds(n):
        """Return the seconds, without making minibatches and weights ready."""
        run = train_many(TARGET, Recipe(steps=n, frames=1), seeds=range(E), compile=compile)
        next(run)
        start = time.perf_counter()
        for _ in run:
            pass
        return time.perf_counter() - start

    return rounds


def plain_pytorch():
    import torch

    from loops.plain_pytorch import PlainPyTorch, Settings

    torch.set_num_threads(1)
    return PlainPyTorch(Settings()).rounds


def jax_loop(activation, at_once):
    from gan_theory import Recipe
    from gan_theory.datasets.targets import as_target
    from loops.jax_loop import JaxLoop

    loop = JaxLoop(as_target(TARGET), Recipe(), activation, at_once)
    loop.start(seed=0)
    return loop.rounds


def run_to_quality(contestant, target, steps):
    """A run of a seed with the JSD along it, by one of the loops."""
    from loops.quality import Judged

    return Judged(contestant, target, steps).run


def main():
    package, one_core, kind, *arguments = json.loads(sys.argv[1])
    if one_core:
        stay_on_one_core()
    import gan_theory

    found = Path(gan_theory.__file__).resolve().parents[1]
    if found != Path(package).resolve():
        raise SystemExit(f"expected gan_theory of {package}; got that of {found}")
    do = globals()[kind](*arguments)
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        start = time.perf_counter()
        answer = do(int(line))
        print(json.dumps(time.perf_counter() - start if answer is None else answer), flush=True)


if __name__ == "__main__":
    main()
