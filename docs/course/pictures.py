"""The files that a lesson writes into figures/, on its page: the very pictures, not others of the same figures."""

import shutil
from pathlib import Path

PICTURE = """
.. container:: picture

    .. image:: /{path}
        :alt: {alt}
"""


def scraper(block, variables, conf):
    """The pictures that a block of code has left, moved to where sphinx-gallery wants them, as reStructuredText."""
    left = Path(variables["src_file"]).parents[1] / "figures"
    names = variables["image_path_iterator"]
    return "".join(moved(path, Path(next(names)), conf) for path in sorted(left.iterdir(), key=written))


def written(path):
    return path.stat().st_mtime_ns


def moved(picture: Path, name: Path, conf) -> str:
    path = Path(shutil.move(picture, name.with_suffix(picture.suffix)))
    alt = picture.stem[3:].replace("_", " ")
    return PICTURE.format(path=path.relative_to(conf["src_dir"]).as_posix(), alt=alt)
