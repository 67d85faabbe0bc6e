"""A page without views, in which the tests train by window.ganTheory.trainer."""

from gan_theory.playground.assembly import WEB, json_for_script
from gan_theory.playground.javascript_modules import join_modules
from gan_theory.playground.page_data import page_data

ENTRY = """
import { offerToConsole } from "./shell/console.js";
import { pageData } from "./shell/page_data.js";
import { gradientOnSamples } from "./training/samples.js";
import { makeTrainer } from "./training/trainer.js";
offerToConsole({ trainer: makeTrainer(pageData) });
Object.assign(window, { gradientOnSamples, modules: __modules });
"""


def write_page(folder):
    """Write the page, as the playground's is assembled."""
    for each in WEB.iterdir():
        (folder / each.name).symlink_to(each)
    (folder / "entry.js").write_text(ENTRY, encoding="utf-8")
    data, script = json_for_script(page_data()), join_modules("entry.js", folder)
    page = f'<meta charset="utf-8"><script type="application/json" id="data">{data}</script><script>{script}</script>'
    (folder / "page.html").write_text(page, encoding="utf-8")
    return folder / "page.html"
