"""The files that a lesson writes into figures/, on its page: the very pictures, not others of the same figures."""

import shutil
from pathlib import Path

from course.descriptions import DESCRIPTIONS

PICTURE = """
.. container:: picture

    .. image:: /pictures/{name}
        :alt: {alt}
"""


def scraper(block, variables, conf):
    """The pictures that a block of code has left, moved to pictures/ under their names, as reStructuredText."""
    left = Path(variables["src_file"]).parents[1] / "figures"
    names = variables["image_path_iterator"]
    return "".join(
        moved(path, Path(next(names)), Path(conf["src_dir"])) for path in sorted(left.iterdir(), key=written)
    )


def written(path):
    return path.stat().st_mtime_ns


def moved(picture: Path, numbered: Path, docs: Path) -> str:
    """Move a picture to where pages show it; sphinx-gallery makes its thumbnail from a copy with a number."""
    shutil.copy(picture, numbered.with_suffix(picture.suffix))
    picture.replace(docs / "pictures" / picture.name)
    return PICTURE.format(name=picture.name, alt=DESCRIPTIONS.get(picture.name, picture.stem))
