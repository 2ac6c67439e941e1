"use strict";

const LOST = "Mất kết nối, đang thử lại…";
const AGAIN = 2000;
const FAULTS_OF_THE_SERVER = 5;

const list = document.getElementById("items");
const composer = document.getElementById("composer");
const box = document.getElementById("text");
const picker = document.getElementById("files");
const state = document.getElementById("state");
const digits = document.getElementById("digits");
const demo = document.getElementById("demo");

// -- what the one line above the box says ---------------------------------------------------------

const said = { connection: "", sending: "" };

function say(what, words) {
  said[what] = words;
  const line = said.sending || said.connection;
  if (state.textContent !== line) keepingTheEnd(() => (state.textContent = line));
}

// The footer grows by a line: what was seen of the log is still seen.
function keepingTheEnd(change) {
  const left = () => document.documentElement.scrollHeight - window.innerHeight - window.scrollY;
  const before = left();
  change();
  if (before < 2) window.scrollBy(0, left());
}

// -- the log --------------------------------------------------------------------------------------

function known(item) {
  return document.getElementById(item.id) || list.querySelector(`[data-key="${item.dataset.key}"]`);
}

function place(item) {
  const before = known(item);
  if (before && before.dataset.change === item.dataset.change) return;
  const focused = document.activeElement.closest(".choices");
  if (before) before.replaceWith(item);
  else insert(item);
  list.previousElementSibling.hidden = true;
  mark();
  if (focused && item.matches(".card")) follow(item);
  show();
}

function insert(item) {
  item.classList.add("fresh");
  const at = (one) => Number(one.dataset.at || Infinity);
  const after = [...list.children].reverse().find((one) => at(one) <= at(item));
  if (after) after.after(item);
  else list.prepend(item);
}

function mark() {
  const cards = list.querySelectorAll(".card");
  const newest = cards[cards.length - 1];
  for (const card of cards) card.classList.toggle("newest", card === newest);
  expect(newest ? newest.dataset.expects : "");
}

function expect(what) {
  box.inputMode = what === "number" ? "decimal" : "text";
  keepingTheEnd(() => (digits.hidden = what !== "number"));
  composer.classList.toggle("files", what === "files");
}

// Whoever goes on by keyboard from choice to choice finds the next ones under the same key.
function follow(card) {
  const choice = card.querySelector(".choices button");
  (choice || box).focus({ preventScroll: true });
}

// A card that is longer than the screen is read from its beginning.
function show() {
  const last = list.lastElementChild;
  if (!last) return;
  const room = window.innerHeight - document.querySelector("header").offsetHeight - document.querySelector("footer").offsetHeight;
  if (last.matches(".card") && last.offsetHeight > room) last.scrollIntoView({ block: "start" });
  else window.scrollTo(0, document.documentElement.scrollHeight);
}

// -- sending --------------------------------------------------------------------------------------

const waiting = [];
let busy = false;

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function enqueue(form, words) {
  if (demo) demo.open = false;
  const key = newKey();
  const files = form.getAll("files");
  form.set("key", key);
  waiting.push({ form, files: files.length, faults: 0, bubble: bubble(key, words, files) });
  pump();
}

function bubble(key, words, files) {
  const item = document.createElement("li");
  item.className = "mine pending";
  item.dataset.key = key;
  if (words) item.append(part("text", words));
  const pictures = part("pictures small", "");
  for (const file of files) {
    if (file.type.startsWith("image/")) pictures.append(preview(file));
    else item.append(part("", `Tệp: ${file.name}`));
  }
  if (pictures.children.length) item.append(pictures);
  list.append(item);
  list.previousElementSibling.hidden = true;
  show();
  return item;
}

function part(name, words) {
  const made = document.createElement("div");
  made.className = name;
  made.textContent = words;
  return made;
}

// What was photographed is seen at once; what this browser cannot open is named.
function preview(file) {
  const holder = part("picture", "");
  const image = new Image();
  image.alt = file.name;
  image.src = URL.createObjectURL(file);
  image.onload = () => URL.revokeObjectURL(image.src);
  image.onerror = () => {
    URL.revokeObjectURL(image.src);
    image.remove();
  };
  const name = document.createElement("span");
  name.textContent = file.name;
  name.setAttribute("aria-hidden", "true");
  holder.append(image, name);
  return holder;
}

// One after the other, so that what was typed first is read first.
async function pump() {
  if (busy) return;
  busy = true;
  while (waiting.length) {
    const message = waiting[0];
    const answer = await post(message);
    if (retried(message, answer)) {
      say("sending", LOST);
      await new Promise((done) => setTimeout(done, AGAIN));
      continue;
    }
    waiting.shift();
    say("sending", "");
    if (answer.status >= 400 || !answer.status) refuse(message.bubble, answer.responseText);
  }
  busy = false;
}

function retried(message, answer) {
  if (answer.status >= 500) message.faults += 1;
  return (answer.status === 0 || answer.status >= 500) && message.faults < FAULTS_OF_THE_SERVER;
}

function post(message) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", composer.getAttribute("action"));
    request.onloadend = () => done(request);
    if (message.files) request.upload.onprogress = (event) => progress(message.files, event);
    request.send(message.form);
  });
}

function progress(files, event) {
  const percent = Math.floor((100 * event.loaded) / event.total);
  say("sending", `Đang gửi ${files} tệp… ${percent}%`);
}

function refuse(item, words) {
  item.className = "mine refused";
  const plain = words && !words.startsWith("{") && words.length < 300;
  item.append(part("why", plain ? words : "Máy chủ chưa nhận được tin này. Anh/chị gửi lại giúp."));
  show();
}

// -- choices --------------------------------------------------------------------------------------

let pressed = { button: null, at: 0 };

// A trembling finger presses once.
function twice(button) {
  const again = pressed.button === button && Date.now() - pressed.at < 600;
  pressed = { button, at: Date.now() };
  return again;
}

function press(form, button) {
  if (twice(button)) return;
  const data = new FormData(form);
  if (button.name) data.set(button.name, button.value);
  enqueue(data, data.get("label") || data.get("text"));
}

// -- the composer ---------------------------------------------------------------------------------

function sendText() {
  const words = box.value.trim();
  if (!words) return;
  if ([...words].length > Number(composer.dataset.text)) {
    say("sending", "Tin dài quá 4.000 chữ. Anh/chị chia thành nhiều tin rồi gửi.");
    return;
  }
  const form = new FormData();
  form.set("text", words);
  clear();
  enqueue(form, words);
}

function sendFiles(files) {
  const fault = faultOf(files);
  say("sending", fault);
  if (fault || !files.length) return;
  const form = new FormData();
  form.set("text", box.value.trim());
  for (const file of files) form.append("files", file);
  enqueue(form, box.value.trim());
  clear();
}

function faultOf(files) {
  const limit = composer.dataset;
  if (files.length > Number(limit.files)) return `Mỗi lần gửi được tối đa ${limit.files} tệp.`;
  const large = files.find((file) => file.size > Number(limit.bytes));
  return large ? `“${large.name}” lớn hơn 100 MB nên không gửi được. Anh/chị nén nhỏ hoặc chia ra.` : "";
}

function clear() {
  box.value = "";
  grow();
}

function grow() {
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight}px`;
}

document.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.target === composer) sendText();
  else press(event.target, event.target.querySelector("button"));
});

box.addEventListener("keydown", (event) => {
  // Enter also ends a syllable in some Vietnamese input methods.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  sendText();
});

box.addEventListener("input", grow);

box.addEventListener("paste", (event) => {
  if (!event.clipboardData.files.length) return;
  event.preventDefault();
  sendFiles([...event.clipboardData.files]);
});

picker.addEventListener("change", () => {
  sendFiles([...picker.files]);
  picker.value = "";
});

digits.addEventListener("click", (event) => {
  const key = event.target.closest("button");
  if (!key) return;
  if (key.dataset.insert) box.setRangeText(key.dataset.insert, box.selectionStart, box.selectionEnd, "end");
  else box.inputMode = "text";
  box.focus();
});

for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    event.preventDefault();
    document.body.classList.toggle("dropping", kind === "dragover");
    if (kind === "drop") sendFiles([...event.dataTransfer.files]);
  });
}

// -- what comes in --------------------------------------------------------------------------------

let source = null;
let last = list.dataset.last;

function connect() {
  source = new EventSource(`${list.dataset.events}?after=${last}`);
  source.onopen = () => say("connection", "");
  source.onerror = () => {
    say("connection", LOST);
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, AGAIN);
  };
  source.addEventListener("item", (event) => {
    last = event.lastEventId;
    const holder = document.createElement("template");
    holder.innerHTML = event.data;
    place(holder.content.firstElementChild);
  });
}

// Browsers allow few connections to one server: a hidden page gives its own back, and catches up when it is seen.
document.addEventListener("visibilitychange", () => {
  source.close();
  if (!document.hidden) connect();
});

mark();
grow();
show();
if (matchMedia("(pointer: fine)").matches) box.focus({ preventScroll: true });
connect();
