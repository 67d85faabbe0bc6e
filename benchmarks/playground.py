"""How fast the playground trains in Chromium, and how often its default recipe learns each named target.

python benchmarks/playground.py [--seeds N] [--repetitions N] [--batch N] [--speed] [--quality] [TARGET ...]

The speed is in iterations per second of Algorithm 1, k = 1, on one core, in the page as a browser opens it. The quality
is the JSD after the recipe's steps, from seed 0 on; Node trains if there is one, otherwise Chromium.
"""

import argparse
import json
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from gan_theory import Recipe
from gan_theory.datasets.targets import TARGETS, as_target
from gan_theory.playground.assembly import WEB, json_for_script
from gan_theory.playground.javascript_modules import join_modules
from gan_theory.playground.page_data import page_data

BOUND = 0.01
BATCHES = {64: 200, 256: 50}  # and the iterations in a repetition
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
ENTRY = """
import { pageData } from "./shell/page_data.js";
import { makeTrainer } from "./training/trainer.js";
globalThis.trainer = makeTrainer(pageData);
"""
RATES = """
const [batch, n, repetitions] = arguments, t = trainer({target: "two-modes", batch}), rates = [];
t.rounds(n); // V8 compiles meanwhile
for (let i = 0; i < repetitions; i++) {
  const start = performance.now();
  t.rounds(n);
  rates.push(1000 * n / (performance.now() - start));
}
return rates;"""
FINAL_JSD = """
const t = trainer({target: arguments[0], batch: arguments[1], seed: arguments[2]});
t.rounds(t.recipe.steps);
const frame = t.frame();
return frame.diverged ? null : frame.jsd;"""


def script_of_trainer():
    """The trainer and what it needs in one script, for a page that has the data."""
    with tempfile.TemporaryDirectory() as folder:
        for each in WEB.iterdir():
            (Path(folder) / each.name).symlink_to(each)
        (Path(folder) / "entry.js").write_text(ENTRY, encoding="utf-8")
        return join_modules("entry.js", Path(folder))


@contextmanager
def in_chromium():
    """A function that runs JavaScript in a page with the trainer."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with tempfile.TemporaryDirectory() as folder:
        for flag in (*FLAGS, f"--user-data-dir={folder}/profile"):
            options.add_argument(flag)
        data, page = json_for_script(page_data()), Path(folder) / "page.html"
        script = f'<script type="application/json" id="data">{data}</script><script>{script_of_trainer()}</script>'
        page.write_text(f'<meta charset="utf-8">{script}', encoding="utf-8")
        driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        try:
            driver.set_script_timeout(600)
            driver.get(page.as_uri())
            yield driver.execute_script
        finally:
            driver.quit()


@contextmanager
def in_node():
    """A function that runs JavaScript with the trainer in Node."""
    data = json.dumps(json_for_script(page_data()))
    page = f"globalThis.document = {{ getElementById: () => ({{ textContent: {data} }}) }};\n{script_of_trainer()}"
    answer = """
    require("readline").createInterface({ input: process.stdin }).on("line", line => {
      const [code, given] = JSON.parse(line);
      console.log(JSON.stringify(new Function(code)(...given)));
    });"""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "train.cjs"
        program.write_text(page + answer, encoding="utf-8")
        node = subprocess.Popen(["node", str(program)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

        def run(code, *given):
            node.stdin.write(json.dumps([code, given]) + "\n")
            node.stdin.flush()
            return json.loads(node.stdout.readline())

        try:
            yield run
        finally:
            node.stdin.close()
            node.wait()


def print_speed(repetitions):
    print(f"{'Chromium, it/s':16}{'median':>8}{'best':>8}")
    with in_chromium() as run:
        for batch, n in BATCHES.items():
            rates = run(RATES, batch, n, repetitions)
            print(f"batch {batch:<10}{np.median(rates):8.0f}{max(rates):8.0f}", flush=True)


def print_quality(targets, seeds, batch):
    print(f"\nJSD in nats after {Recipe().steps} steps of G with batch {batch}, from seed 0 on")
    print(f"{'target':22}{'<= 0.01':>11}{'least':>8}{'median':>8}{'worst':>8}{'s':>6}")
    known = {}
    with in_node() if shutil.which("node") else in_chromium() as run:
        for target in targets:
            start = time.perf_counter()
            game = as_target(target).p_data.p.astype(np.float32).tobytes()  # all Gaussians are one game
            if game not in known:
                found = [run(FINAL_JSD, target, batch, seed) for seed in range(seeds)]
                known[game] = [np.inf if jsd is None else jsd for jsd in found]
            jsd, took = np.array(known[game]), time.perf_counter() - start
            within = f"{np.sum(jsd <= BOUND)} of {jsd.size}"
            print(
                f"{target:22}{within:>11}{jsd.min():8.4f}{np.median(jsd):8.4f}{jsd.max():8.4f}{took:6.0f}", flush=True
            )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--repetitions", type=int, default=20)
    parser.add_argument("--batch", type=int, default=Recipe().batch, help="for the quality")
    parser.add_argument("--speed", action="store_true", help="only the speed")
    parser.add_argument("--quality", action="store_true", help="only the quality")
    parser.add_argument("targets", nargs="*", help="names of targets (default: all)")
    options = parser.parse_args()
    if unknown := set(options.targets) - set(TARGETS):
        parser.error(f"expected targets among {', '.join(TARGETS)}; got {', '.join(sorted(unknown))}")
    if not options.quality:
        print_speed(options.repetitions)
    if not options.speed:
        print_quality(options.targets or TARGETS, options.seeds, options.batch)


if __name__ == "__main__":
    main()
