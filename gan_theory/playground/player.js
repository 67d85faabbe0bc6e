"use strict";
const $ = id => document.getElementById(id);
const data = JSON.parse($("data").textContent), look = data.look, count = data.step.length;
for (const name of ["x", "p_data", "p_g", "D", "D_star", "z", "G_z"]) {  // little-endian float32, as browsers have it
  data[name] = new Float32Array(Uint8Array.from(atob(data[name]), c => c.charCodeAt(0)).buffer);
}
for (const [name, value] of Object.entries(look)) document.documentElement.style.setProperty("--" + name, value);
document.documentElement.style.setProperty("--GREEN-TEXT", `color-mix(in srgb, ${look.GREEN} 75%, black)`);

const row = (name, i) => data[name].subarray(i * data[name].length / count, (i + 1) * data[name].length / count);
const minus = text => text.replaceAll("-", "−");
const shown = value => minus(value !== 0 && Math.abs(value) < 1e-4 ? value.toExponential(1) : value.toFixed(4));
let now = 0, timer = null;

function context(canvas) {  // cleared, in CSS pixels
  const ratio = window.devicePixelRatio || 1, width = canvas.clientWidth, height = canvas.clientHeight;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
  const pen = canvas.getContext("2d");
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
  pen.font = `${size}px ${getComputedStyle(canvas).fontFamily}`;
  return { pen, width, height, size };
}

function line(pen, points, { color = look.BLACK, width = 1, dash = [] }) {
  pen.beginPath();
  for (const [x, y] of points) pen.lineTo(x, y);
  pen.strokeStyle = color; pen.lineWidth = width; pen.setLineDash(dash); pen.lineJoin = "round";
  pen.stroke();
}

function word(pen, text, x, y, { color = look.BLACK, align = "center", base = "middle", turn = 0, italic = false } = {}) {
  pen.save();
  pen.translate(x, y); pen.rotate(turn);
  if (italic) pen.font = "italic " + pen.font.replace(/px .*/, "px Cambria, Georgia, 'DejaVu Serif', serif");
  pen.fillStyle = color; pen.textAlign = align; pen.textBaseline = base;
  pen.fillText(text, 0, 0);
  pen.restore();
}

function ticks(from, to, about) {  // at shares of the axis, with texts; what to add to the texts, and their unit
  const range = to - from, raw = range / about, power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map(m => m * power).find(s => s >= raw * (1 - 1e-9)), far = Math.max(Math.abs(from), Math.abs(to));
  const round = 10 ** Math.ceil(Math.log10(range)), offset = far > 100 * range ? Math.round((from + range / 2) / round) * round : 0;
  const [first, last] = [from - offset, to - offset], digits = Math.floor(Math.log10(Math.max(Math.abs(first), Math.abs(last))));
  const unit = digits > 5 || digits < -3 ? digits : 0, places = Math.max(0, unit - Math.floor(Math.log10(step) + 1e-9));
  const all = [];
  for (let i = Math.ceil(first / step - 1e-9); i * step <= last + 1e-9 * step; i++) {
    all.push([(i * step - first) / range, minus((i * step / 10 ** unit).toFixed(places))]);
  }
  all.note = (unit ? ` × 1e${unit}` : "") + (offset ? (offset < 0 ? " − " : " + ") + number(Math.abs(offset)) : "");
  return all;
}
const number = value => String(+value.toPrecision(15)).replace("+", "");

function figure(i) {
  const { pen, width, height, size } = context($("figure"));
  const [lo, hi] = data.limits, top = data.top, n = data.x.length, wide = width > 600;  // x and densities are shares of the axes
  const pad = { left: 3.6 * size, right: 2.9 * size, top: 0.5 * size, bottom: 1.4 * size };
  const X = share => pad.left + share * (width - pad.left - pad.right);
  const at = share => pad.top + (1 - share) / (1 - look.Z_AXIS) * (height - pad.top - pad.bottom);  // 1 is the top
  const YD = D => at(D / look.D_TOP), Z = z => X((z + data.reach) / (2 * data.reach));
  const right = width - pad.right;

  line(pen, [[pad.left, at(1)], [pad.left, at(0)]], { width: 1.5 });
  const densities = ticks(0, 0.95 * top, wide ? 6 : 4), places = ticks(lo, hi, wide ? 8 : 6);
  for (const [share, text] of densities) {
    line(pen, [[pad.left - 6, at(0.95 * share)], [pad.left, at(0.95 * share)]], { width: 1.5 });
    word(pen, text, pad.left - 10, at(0.95 * share), { align: "right" });
  }
  word(pen, "density", size * 0.6, at(0.55), { turn: -Math.PI / 2 });
  line(pen, [[pad.left, YD(0.5)], [right, YD(0.5)]], { color: look.BLUE, dash: [2, 5] });
  for (const [value, text] of [[0, "0"], [0.5, "½"], [1, "1"]]) {
    line(pen, [[right, YD(value)], [right + 6, YD(value)]], { color: look.BLUE, width: 1.5 });
    word(pen, text, right + 10, YD(value), { color: look.BLUE, align: "left" });
  }
  word(pen, "D(x)", width - size * 0.6, YD(0.75), { color: look.BLUE, turn: -Math.PI / 2, italic: true });
  for (const [name, share] of [["x", look.X_AXIS], ["z", look.Z_AXIS]]) {
    line(pen, [[pad.left, at(share)], [right, at(share)]], { width: 1.5 });
    word(pen, name, pad.left - 10, at(share), { align: "right", italic: true });
  }
  for (const [share, text] of places) {
    line(pen, [[X(share), at(look.X_AXIS)], [X(share), at(look.X_AXIS) - 6]], { width: 1.5 });
    word(pen, text, X(share), at(look.X_AXIS) - 8, { base: "bottom" });
  }
  for (const [share, text] of ticks(-data.reach, data.reach, wide ? 5 : 3)) {
    line(pen, [[X(share), at(look.Z_AXIS)], [X(share), at(look.Z_AXIS) + 6]], { width: 1.5 });
    word(pen, text, X(share), at(look.Z_AXIS) + 9, { base: "top" });
  }
  const notes = [["x", places.note], ["density", densities.note]].filter(([, note]) => note);
  $("notes").textContent = notes.map(([name, note]) => `${name}: labels${minus(note)}`).join("; ");
  row("G_z", i).forEach((end, k) => {
    if (end < 0 || end > 1) return;
    const x = X(end), y = at(look.X_AXIS), h = 0.5 * size;
    line(pen, [[Z(data.z[k]), at(look.Z_AXIS)], [x, y + h]], { color: look.GREY, width: 1.3 });
    pen.beginPath(); pen.moveTo(x, y + 1); pen.lineTo(x - h / 2, y + h); pen.lineTo(x + h / 2, y + h);
    pen.fillStyle = look.GREEN; pen.fill();
  });
  pen.save();
  pen.beginPath(); pen.rect(pad.left, at(1), right - pad.left, at(0) - at(1) + 3); pen.clip();
  const curve = (values, place, style) => line(pen, Array.from({ length: n }, (_, k) => [X(data.x[k]), place(values[k])]), style);
  const thick = player => data.moved[i] === player ? 6 : 3.5;
  const high = share => at(Math.min(share, 2));
  curve(row("p_g", i), high, { color: look.GREEN, width: thick("G") });
  curve(data.p_data, high, { width: 3.5, dash: [3.5, 5] });
  curve(row("D_star", i), YD, { color: look.BLUE, width: 1.6 });
  curve(row("D", i), YD, { color: look.BLUE, width: thick("D"), dash: [13, 7] });
  pen.restore();
}

const LOG_4 = Math.log(4), gaps = [...data.D_gap, ...data.G_gap].map(gap => Math.max(gap, look.LEAST));
const low = Math.floor(Math.log10(Math.min(...gaps))), decades = [low, Math.max(low + 1, Math.ceil(Math.log10(Math.max(...gaps))))];
const V_low = Math.max(-3, Math.min(-LOG_4 - 0.1, ...data.V)), V_high = Math.max(-LOG_4 + 0.1, ...data.V);
const meters = {
  V: { color: look.BLACK, low: V_low, high: V_high, to: v => v, mark: [-LOG_4, "−log 4"] },
  D_gap: { color: look.BLUE, dash: [10, 5], low: decades[0], high: decades[1], to: v => Math.log10(Math.max(v, look.LEAST)) },
  G_gap: { color: look.GREEN, low: decades[0], high: decades[1], to: v => Math.log10(Math.max(v, look.LEAST)) },
  D_from_half: { color: look.BLUE, dash: [10, 5], low: 0, high: Math.max(0.01, ...data.D_from_half), to: v => v, mark: [0, "0"] },
};

function meter(name, i) {
  const { color, dash, low, high, to, mark } = meters[name], values = data[name];
  $(name).querySelector("output").textContent = shown(values[i]);
  const { pen, width, height, size } = context($(name).querySelector("canvas"));
  const left = 3.9 * size, X = k => left + 4 + k / Math.max(1, count - 1) * (width - left - 10);
  const Y = v => height - 0.5 * size - (v - low) / (high - low) * (height - size);
  if (mark) {
    line(pen, [[left, Y(mark[0])], [width, Y(mark[0])]], { dash: [2, 4], width: 1.5 });
    word(pen, mark[1], left - 6, Math.min(Math.max(Y(mark[0]), size / 2), height - size / 2), { align: "right" });
  } else {
    for (const decade of [low, high]) {
      line(pen, [[left - 4, Y(decade)], [left + 2, Y(decade)]], { width: 1.5 });
      word(pen, minus(decade < -3 ? "1e" + decade : String(10 ** decade)), left - 6, Y(decade), { align: "right" });
    }
  }
  line(pen, [[left, 0], [left, height]], { width: 1.5 });
  line(pen, values.map((v, k) => [X(k), Y(to(v))]), { color: look.GREY, width: 1 });
  line(pen, values.slice(0, i + 1).map((v, k) => [X(k), Y(to(v))]), { color, dash, width: 3 });
  line(pen, [[X(i), 0], [X(i), height]], { width: 1.5 });
  pen.beginPath(); pen.arc(X(i), Y(to(values[i])), 5, 0, 7); pen.fillStyle = color; pen.fill();
}

function draw() {
  const moved = data.moved[now], who = document.createElement("span");
  who.dataset.moved = moved; who.textContent = moved ? ` · ${moved} moved` : "";
  $("readout").replaceChildren(`step ${data.step[now]}`, who);
  $("scrubber").value = now;
  $("scrubber").setAttribute("aria-valuetext", $("readout").textContent);
  figure(now);
  Object.keys(meters).forEach(name => meter(name, now));
}

function go(to) { now = Math.min(Math.max(to, 0), count - 1); draw(); }
function pause() { clearInterval(timer); timer = null; $("play").textContent = "play"; }
function play() {
  if (now === count - 1) go(0);
  clearInterval(timer);
  timer = setInterval(() => now < count - 1 ? go(now + 1) : pause(), 1000 / (data.fps * $("speed").value));
  $("play").textContent = "pause";
}
function toggle() { timer === null ? play() : pause(); }
function step(to) { pause(); go(to); }

const keys = { ArrowLeft: () => step(now - 1), ArrowRight: () => step(now + 1), Home: () => step(0), End: () => step(count - 1), " ": toggle };
$("scrubber").max = count - 1;
$("scrubber").oninput = () => step(+$("scrubber").value);
$("speed").onchange = () => timer === null || play();
$("play").onclick = toggle;
$("first").onclick = keys.Home; $("previous").onclick = keys.ArrowLeft; $("next").onclick = keys.ArrowRight; $("last").onclick = keys.End;
const ours = event => event.key in keys && event.target.tagName !== "SELECT" && !(event.ctrlKey || event.altKey || event.metaKey);
document.addEventListener("keydown", event => { if (ours(event)) { event.preventDefault(); keys[event.key](); } });
document.addEventListener("keyup", event => { if (ours(event)) event.preventDefault(); });  // a space would press the button
new ResizeObserver(() => draw()).observe($("figure"));
draw();
