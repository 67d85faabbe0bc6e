import { drawFigure } from "./figure.js";
import { drawMeters } from "./meters.js";
import { count, look, recording } from "./recording.js";

const element = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const figure = /** @type {HTMLCanvasElement} */ (element("figure"));
const scrubber = /** @type {HTMLInputElement} */ (element("scrubber"));
const speed = /** @type {HTMLSelectElement} */ (element("speed"));
let now = 0;
/** @type {ReturnType<typeof setInterval> | undefined} */
let timer;

for (const [name, value] of Object.entries(look)) document.documentElement.style.setProperty("--" + name, value);
document.documentElement.style.setProperty("--GREEN-TEXT", `color-mix(in srgb, ${look.GREEN} 75%, black)`);

function draw() {
  const moved = recording.moved[now], who = document.createElement("span");
  who.dataset.moved = moved;
  who.textContent = moved ? ` · ${moved} moved` : "";
  element("readout").replaceChildren(`step ${recording.step[now]}`, who);
  scrubber.value = String(now);
  scrubber.setAttribute("aria-valuetext", element("readout").textContent ?? "");
  drawFigure(figure, element("notes"), now);
  drawMeters(now);
}

/** @param {number} to the number of a frame */
function go(to) {
  now = Math.min(Math.max(to, 0), count - 1);
  draw();
}

function pause() {
  clearInterval(timer);
  timer = undefined;
  element("play").textContent = "play";
}

function play() {
  if (now === count - 1) go(0);
  clearInterval(timer);
  timer = setInterval(() => now < count - 1 ? go(now + 1) : pause(), 1000 / (recording.fps * Number(speed.value)));
  element("play").textContent = "pause";
}

function toggle() {
  if (timer === undefined) play();
  else pause();
}

/** @param {number} to the number of a frame */
function step(to) {
  pause();
  go(to);
}

/** @type {Record<string, () => void>} */
const keys = {
  ArrowLeft: () => step(now - 1),
  ArrowRight: () => step(now + 1),
  Home: () => step(0),
  End: () => step(count - 1),
  " ": toggle,
};

/** @param {KeyboardEvent} event */
function isOurs(event) {
  const isFree = !(event.ctrlKey || event.altKey || event.metaKey);
  return event.key in keys && /** @type {HTMLElement} */ (event.target).tagName !== "SELECT" && isFree;
}

scrubber.max = String(count - 1);
scrubber.oninput = () => step(Number(scrubber.value));
speed.onchange = () => { if (timer !== undefined) play(); };
element("play").onclick = toggle;
element("first").onclick = keys.Home;
element("previous").onclick = keys.ArrowLeft;
element("next").onclick = keys.ArrowRight;
element("last").onclick = keys.End;
document.addEventListener("keydown", event => {
  if (!isOurs(event)) return;
  event.preventDefault();
  keys[event.key]();
});
document.addEventListener("keyup", event => { // a space would press the button
  if (isOurs(event)) event.preventDefault();
});
new ResizeObserver(() => draw()).observe(figure);
draw();
