"""The site, by `make site`: the lessons as a gallery, the pages of this folder, the claims, the manual, the notes."""

import gc
import sys
from importlib.util import find_spec
from pathlib import Path

DOCS = Path(__file__).parent
MATHJAX = Path(find_spec("mathjax").origin).parent / "static" / "mathjax" / "es5" / "tex-svg.js"  # on the site itself
sys.path.insert(0, str(DOCS))

import gan_theory  # noqa: E402

gc.set_threshold(100_000, 50, 50)  # documents stay until the end: to look for garbage often takes a sixth of the time

project = "gan_theory"
author = "The gan_theory authors"
release = version = gan_theory.__version__
html_title = "The GAN paper, executable"
extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.mathjax",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
    "sphinx_gallery.gen_gallery",
    "course",
]
exclude_patterns = ["_build", "worksheets"]
nitpicky = True

html_theme = "furo"
html_static_path = ["static", str(MATHJAX)]
html_css_files = ["course.css"]
mathjax_path = MATHJAX.name
html_extra_path = ["extra"]
html_copy_source = html_show_sourcelink = html_show_copyright = False
html_theme_options = {"navigation_with_keys": True}

myst_enable_extensions = ["dollarmath"]
myst_dmath_double_inline = True
myst_heading_anchors = 3
toc_object_entries = add_module_names = False
autodoc_typehints = "none"
autodoc_inherit_docstrings = autodoc_use_type_comments = False
viewcode_follow_imported_members = False
autodoc_preserve_defaults = True  # formulas=PAPER, and not what PAPER consists of
autodoc_member_order = "bysource"
napoleon_google_docstring = napoleon_numpy_docstring = False  # course.plain calls napoleon, on escaped text
napoleon_custom_sections = [("Attributes", "params_style"), "See Also"]  # without links, like parameters
napoleon_use_param = napoleon_use_rtype = False  # types are words such as "array, shape (n,)", not links

sphinx_gallery_conf = {
    "examples_dirs": "worksheets/lessons",
    "gallery_dirs": "lessons",
    "filename_pattern": "[0-9]",
    "within_subsection_order": "FileNameSortKey",
    "image_scrapers": ("course.pictures.scraper",),
    "reset_modules": (),
    "capture_repr": (),
    "notebook_extensions": set(),
    "download_all_examples": False,
    "write_computation_times": False,
    "show_signature": False,
    "min_reported_time": 3600,
    "remove_config_comments": True,
    "abort_on_example_error": True,
    "thumbnail_size": (640, 360),
}
