"""Runs of the named recipes that all processes of a test run share: the tests, and the kernel that runs the notebooks.

Each GAN of an ensemble has minibatches that depend on its own seed only, and two or more GANs in one block are trained
to the same bits as more of them. So the runs from fewer seeds are the first of those from more.
"""

import os
import pickle
import tempfile
from pathlib import Path

from gan_theory import RECIPES
from gan_theory.claims._shared import overfitting, training_runs
from gan_theory.experiments.named_recipe import NamedRecipe
from gan_theory.formal import compiled_files

SEEDS = range(9)
OF_CLAIMS = ("saturating-early", "non-saturating-early", "in-turns", "polynomial", "spline", "table", "line")
FOLDER = "GAN_THEORY_SHARED_RUNS"  # the environment variable with the folder of the runs, for each process to inherit
train = NamedRecipe.runs


def make_folder(config):
    """Make the folder, for as long as pytest runs, unless another process of this test run has made it."""
    if FOLDER not in os.environ:
        folder = tempfile.TemporaryDirectory(prefix="gan_theory-runs-")
        os.environ |= {FOLDER: folder.name, compiled_files.VARIABLE: folder.name}
        config.add_cleanup(folder.cleanup)
        config.add_cleanup(lambda: [os.environ.pop(name) for name in (FOLDER, compiled_files.VARIABLE)])


def runs(named, seeds=range(20)):
    """What `NamedRecipe.runs` returns, from the folder if the seeds are the first of those that are trained there."""
    shared = training_runs.SEEDS if named.name in OF_CLAIMS else SEEDS
    known = RECIPES.get(named.name) is named and isinstance(seeds, (range, tuple))
    # A block of a single GAN may round differently.
    if not (known and len(seeds) > 1 and tuple(seeds) == tuple(shared)[: len(seeds)]):
        return train(named, seeds)
    return _once(named.name, lambda: train(named, shared))[: len(seeds)]


def frames_of_seeds(target, **recipe):
    """What `training_runs.frames_of_seeds` returns for its own seeds, from the folder."""
    name = "-".join(f"{field}-{value}" for field, value in {"target": target, **recipe}.items())
    return _once(name, lambda: training_runs.frames_of_seeds(target, **recipe))


def overfitted_Ds():
    """What `overfitting.overfitted_Ds` returns for its own seeds, from the folder."""
    return _once("overfitted_Ds", overfitting.overfitted_Ds)


def _once(name, train):
    """The runs of this name: the first process that needs them trains them, and the others read them.

    Two processes that need the same runs at once both train them, in the time that one would wait for the other.
    """
    path = Path(os.environ[FOLDER], f"{name}.pickle")
    if not path.exists():
        unfinished = path.with_suffix(f".{os.getpid()}")
        unfinished.write_bytes(pickle.dumps(train()))
        unfinished.replace(path)
    return pickle.loads(path.read_bytes())


def share():
    """From now on, `NamedRecipe.runs` is `runs`, in this process."""
    NamedRecipe.runs = runs
