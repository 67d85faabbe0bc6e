"""A page in which JavaScript of the playground can be called."""

import pytest

from gan_theory.playground.assembly import WEB, json_for_script
from gan_theory.playground.javascript_modules import join_modules
from gan_theory.playground.page_data import page_data

ENTRY = """
import { pageData } from "./shell/page_data.js";
import { gradientOnSamples } from "./training/samples.js";
import { makeTrainer } from "./training/trainer.js";
const trainer = makeTrainer(pageData);
Object.assign(window, { trainer, gradientOnSamples, modules: __modules });
"""


@pytest.fixture(scope="module")
def run(chromium, tmp_path_factory):
    """A function that runs JavaScript in the page, in which `trainer` and `modules` are known."""
    root = tmp_path_factory.mktemp("page")
    for folder in WEB.iterdir():
        (root / folder.name).symlink_to(folder)
    (root / "entry.js").write_text(ENTRY, encoding="utf-8")
    data, script = json_for_script(page_data()), join_modules("entry.js", root)
    page = f'<meta charset="utf-8"><script type="application/json" id="data">{data}</script><script>{script}</script>'
    (root / "page.html").write_text(page, encoding="utf-8")
    chromium.get((root / "page.html").as_uri())
    return lambda code, *arguments: chromium.execute_script(f"const given = arguments; {code}", *arguments)
