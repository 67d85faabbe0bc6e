"""How many pictures a second the playground shows while it trains, and how many iterations it makes meanwhile.

python benchmarks/playground_pictures.py [--seconds S] [BATCH ...]

The whole page runs in Chromium at 1280 × 720, on one core where `taskset -c 0` starts this. A picture is what Chromium
draws after an animation frame of the page. A slow picture is one that came more than 1/30 s after the one before.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

import numpy as np
from playground import FLAGS
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from gan_theory.playground.play import page

WARM_UP = 2  # seconds, in which V8 compiles
COUNT = """
const [seconds, done] = arguments, times = [], before = step();
function step() { return Number(document.querySelector("#train .step").textContent.split(" ")[1]); }
function wait(now) {
  times.push(now);
  if (now - times[0] < 1000 * seconds) requestAnimationFrame(wait);
  else done([times, step() - before]);
}
requestAnimationFrame(wait);
"""


def measure(driver, path, batch, seconds):
    """The times between pictures [ms], and the iterations per second, with k = 1."""
    driver.get("about:blank")
    driver.get(f"{path.as_uri()}#view=train&batch={batch}&steps=100000")
    driver.find_element("css selector", "#train .play").click()
    driver.execute_async_script(COUNT, WARM_UP)
    times, steps = driver.execute_async_script(COUNT, seconds)
    return np.diff(times), 1000 * steps / (times[-1] - times[0])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("batch", nargs="*", type=int, default=[64, 256, 1024])
    options = parser.parse_args()
    chrome = webdriver.ChromeOptions()
    chrome.binary_location = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with tempfile.TemporaryDirectory() as folder:
        for flag in (*FLAGS, f"--user-data-dir={folder}/profile", "--window-size=1280,720"):
            chrome.add_argument(flag)
        path = page(Path(folder) / "playground.html")
        driver = webdriver.Chrome(options=chrome, service=Service(shutil.which("chromedriver")))
        driver.set_script_timeout(600)
        print(f"{'':12}{'pictures/s':>12}{'median ms':>11}{'slow':>7}{'it/s':>8}")
        try:
            for batch in options.batch:
                apart, rate = measure(driver, path, batch, options.seconds)
                slow = f"{np.mean(apart > 1000 / 30 + 1):.0%}"
                print(
                    f"batch {batch:<6}{1000 / apart.mean():12.1f}{np.median(apart):11.1f}{slow:>7}{rate:8.0f}",
                    flush=True,
                )
        finally:
            driver.quit()


if __name__ == "__main__":
    main()
