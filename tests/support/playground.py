"""The playground's page as its tests use it: pointer, touch and keys in, texts and numbers out."""

import contextlib
import io
import json
import time
from urllib.parse import parse_qsl

RESTORE = """
document.querySelector("#python").close();
if (!document.querySelector("#tour").hidden) document.querySelector("#tour .end").click();
history.replaceState(null, "", arguments[0]);
window.dispatchEvent(new HashChangeEvent("hashchange"));
"""
SMALL_TEXT = """
const small = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const { parentElement: element, textContent } = walker.currentNode;
  if (!textContent.trim() || !element.checkVisibility() || element.closest("script")) continue;
  if (parseFloat(getComputedStyle(element).fontSize) < arguments[0]) small.push(textContent.trim());
}
return small;
"""
BEYOND_THE_WINDOW = """
return [...document.querySelectorAll("body *")]
  .filter(element => element.getBoundingClientRect().right > innerWidth + 1).map(element => element.outerHTML);
"""
TEXT = """
const element = document.querySelector(arguments[0]);
return element.checkVisibility({ visibilityProperty: true }) ? element.innerText.replaceAll("\\u00a0", " ").trim() : "";
"""
ADDRESS = """
document.querySelector("#copy-link").click();
return location.hash.slice(1);
"""
PLACE_TO_CLICK = """
const element = document.querySelector(arguments[0]);
element.scrollIntoView({ block: "nearest", behavior: "instant" });
const { left, top, width, height } = element.getClientRects()[0] ?? {}, x = left + width / 2, y = top + height / 2;
const there = document.elementFromPoint(x, y);
if (!element.contains(there)) throw new Error(`${arguments[0]} is covered by ${there?.outerHTML.slice(0, 99)}`);
return { x, y };
"""
CHOOSE = """
const [selector, value] = arguments, select = document.querySelector(selector);
const option = [...select.options].find(each => each.value === value);
if (!option || option.disabled || select.disabled || !select.checkVisibility({ visibilityProperty: true })) {
  throw new Error(`${selector}: no reader can choose ${value}`);
}
select.focus();
if (option.selected) return;
option.selected = true;
for (const type of ["input", "change"]) select.dispatchEvent(new Event(type, { bubbles: true }));
"""
SIZES = {"laptop": (1280, 720), "phone": (390, 844)}


class Playground:
    """The page in a browser.

    `driver` is the browser's, and `path` the page's file.
    """

    def __init__(self, driver, path):
        self.driver, self.path = driver, path
        self._is_new = False
        driver.get("about:blank")  # away from an earlier page, whose messages and requests do not count
        for kind in ("browser", "performance"):
            driver.get_log(kind)

    def open(self, fragment="", size="laptop"):
        """Load the page anew, with this fragment, at 1280 × 720 or 390 × 844."""
        self.resize(*SIZES[size])
        self.driver.get("about:blank")
        self.driver.get(f"{self.path.as_uri()}#{fragment}")
        self._is_new = True

    def restore(self, fragment, size="laptop"):
        """Give the page that is open another address, which is quicker than to load it anew."""
        self.resize(*SIZES[size])
        self.js(RESTORE, f"#{fragment}")

    def resize(self, width, height):
        size = dict(width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def check_silence(self):
        """Fail if something has been logged to the console, or requested from elsewhere than the file."""
        assert self.driver.get_log("browser") == []
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        requested = {
            event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"
        }
        assert not self._is_new or self.path.as_uri() in {url.partition("#")[0] for url in requested}
        self._is_new = False
        assert [url[:200] for url in requested if not url.startswith(("file:", "data:", "about:"))] == []

    # What the page shows.

    def js(self, code, *arguments):
        return self.driver.execute_script(code, *arguments)

    def find(self, selector):
        return self.driver.find_element("css selector", selector)

    def find_all(self, selector):
        return self.driver.find_elements("css selector", selector)

    def text(self, selector):
        return self.js(TEXT, selector)

    def number(self, selector):
        """The number that an element shows; −∞ is one."""
        return self.numbers(selector)[0]

    def numbers(self, *selectors):
        texts = self.js(f"return arguments[0].map(each => (function () {{ {TEXT} }})(each))", selectors)
        return [float(text.replace("−", "-").replace("∞", "inf")) for text in texts]

    def address(self):
        """What the fragment of the address holds, once the reader has pressed "copy link", which writes it at once."""
        return dict(parse_qsl(self.js(ADDRESS), keep_blank_values=True))

    def as_python(self):
        """The lines of Python that "as Python" shows."""
        self.click("#as-python")
        lines = self.js("return document.querySelector('#python code').textContent")
        self.click("#python .close")
        return lines

    def small_text(self, pixels=14):
        """The visible texts in a font of less than so many pixels."""
        return self.js(SMALL_TEXT, pixels)

    def check_fits(self):
        """Fail if text has less than 14 px, or something reaches beyond the right edge of the window."""
        assert self.small_text() == []
        assert self.js(BEYOND_THE_WINDOW) == []
        assert self.js("return document.documentElement.scrollWidth - innerWidth") <= 0

    def check_fits_without_scrolling(self):
        """Fail if, moreover, the page is higher than the window."""
        self.check_fits()
        assert self.js("return document.documentElement.scrollHeight - innerHeight") <= 0

    def wait(self, reached, seconds=10):
        """Wait until a function returns something true, and return that."""
        end = time.monotonic() + seconds
        while not (found := reached()):
            assert time.monotonic() < end, "expected this to happen in time"
            time.sleep(0.01)
        return found

    # What a reader does.

    def click(self, selector):
        """Click an element with the mouse, as WebDriver does, in half of its time; fail if something covers it."""
        place = self.js(PLACE_TO_CLICK, selector)
        self._mouse("mouseMoved", place)
        for kind in ("mousePressed", "mouseReleased"):
            self._mouse(kind, place | {"button": "left", "clickCount": 1})

    def _mouse(self, kind, what):
        self.driver.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": kind, **what})

    def choose(self, selector, value):
        """Choose an option of a list, as WebDriver does: by the events that a choice makes."""
        self.js(CHOOSE, selector, value)

    def type(self, selector, *keys):
        self.find(selector).send_keys(*keys)

    def fill(self, selector, value):
        """Replace the text of an input, as someone who selects it all and types."""
        self.type(selector, "\ue009", "a", "\ue000", str(value))  # Control + a, released

    def box(self, selector):
        """The left, top, width and height of an element in the window, scrolled into it."""
        code = """const e = document.querySelector(arguments[0]);
            e.scrollIntoView({ block: "nearest", behavior: "instant" });
            const { left, top, width, height } = e.getBoundingClientRect();
            return [left, top, width, height];"""
        return self.js(code, selector)

    def drag(self, selector, points):
        """Press the mouse at the first of some points of an element, move through the others, and release it."""
        from selenium.webdriver import ActionChains

        left, top, *_ = self.box(selector)
        actions = ActionChains(self.driver, duration=0)
        for i, (x, y) in enumerate(points):
            actions.w3c_actions.pointer_action.move_to_location(round(left + x), round(top + y))
            if i == 0:
                actions.w3c_actions.pointer_action.pointer_down()
        actions.w3c_actions.pointer_action.pointer_up()
        actions.perform()

    def touch(self, selector, points):
        """Do the same with a finger."""
        left, top, *_ = self.box(selector)
        for i, (x, y) in enumerate(points):
            kind = "touchMove" if i else "touchStart"
            self._touch(kind, [{"x": left + x, "y": top + y}])
        self._touch("touchEnd", [])

    def touch_with_two_fingers(self, selector, first, second):
        """Put two fingers down, move both, and lift them; each is a pair of points."""
        left, top, *_ = self.box(selector)
        for kind, i in (("touchStart", 0), ("touchMove", 1)):
            points = [finger[i] for finger in (first, second)]
            self._touch(kind, [{"x": left + x, "y": top + y, "id": id} for id, (x, y) in enumerate(points)])
        self._touch("touchEnd", [])

    def _touch(self, kind, points):
        self.driver.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def printed_by(code):
    """What lines of Python print."""
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(code, "as Python", "exec"), {})
    return printed.getvalue()
