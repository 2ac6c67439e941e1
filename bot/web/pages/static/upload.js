"use strict";

const PIECE = 1 << 20;
const PAUSES = [1000, 2000, 4000, 8000, 15000];
const CUT = "Mất mạng. Tệp tự gửi tiếp khi có mạng lại; đừng đóng trang.";
const FAILED = "Máy chủ chưa nhận được tệp này. Anh/chị bấm Gửi lại giúp.";

const sender = document.getElementById("sender");
const picker = document.getElementById("files");
const common = document.getElementById("item");
const list = document.getElementById("chosen");
const state = document.getElementById("state");
const button = sender.querySelector("button");
const rows = [];
let busy = false;
let going = null;
let overriding = false;

function say(words) {
  if (state.textContent !== words) state.textContent = words;
}

// -- what was chosen ------------------------------------------------------------------------------

function made(name, className, words) {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = words;
  return element;
}

function size(bytes) {
  const large = bytes >= 1 << 20;
  const number = (bytes / (large ? 1 << 20 : 1 << 10)).toLocaleString("vi-VN", { maximumFractionDigits: large ? 1 : 0 });
  return `${number} ${large ? "MB" : "KB"}`;
}

function known(file) {
  return rows.find((row) => !row.over && row.file.name === file.name && row.file.size === file.size && row.file.lastModified === file.lastModified);
}

function choose(files) {
  for (const file of files) if (!known(file)) rows.push(row(file));
  picker.value = "";
  say("");
}

function row(file) {
  const item = made("li", "", "");
  const bar = document.createElement("progress");
  Object.assign(bar, { max: 100, value: 0 });
  bar.setAttribute("aria-label", `Đã gửi ${file.name}`);
  const words = made("p", "words", size(file.size));
  item.append(made("b", "", file.name), itemOf(file), bar, words);
  list.append(item);
  const chosen = { file, item, bar, words, over: false };
  if (file.size > Number(sender.dataset.bytes)) end(chosen, "bad", `Tệp lớn hơn 100 MB (${size(file.size)}). Anh/chị nén nhỏ hoặc chia ra.`);
  else if (!file.size) end(chosen, "bad", "Tệp này rỗng. Anh/chị kiểm tra rồi chọn lại.");
  return chosen;
}

function itemOf(file) {
  if (!common) return "";
  const select = common.cloneNode(true);
  select.removeAttribute("id");
  select.value = common.value;
  select.setAttribute("aria-label", `${file.name} là tài liệu nào?`);
  return select;
}

function forget(name) {
  for (const half of document.querySelectorAll(".begun")) if (half.dataset.name === name) half.remove();
}

function end(one, className, words) {
  one.over = true;
  forget(one.file.name);
  one.item.className = className;
  one.bar.hidden = true;
  one.words.textContent = words;
  const select = one.item.querySelector("select");
  if (select) select.disabled = true;
}

function shown(one, offset) {
  const percent = Math.floor((100 * offset) / one.file.size);
  one.bar.value = percent;
  one.words.textContent = `${percent}% của ${size(one.file.size)}`;
}

// -- the protocol (tus 1.0): announce, then piece after piece from where the server says ----------

function ask(method, where, headers, body, progress) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open(method, where);
    request.timeout = 120000;
    request.setRequestHeader("Tus-Resumable", "1.0.0");
    for (const name of Object.keys(headers)) request.setRequestHeader(name, headers[name]);
    if (progress) request.upload.onprogress = progress;
    request.onloadend = () => done(request);
    request.send(body);
    going = request;
  });
}

function coded(bytes) {
  return btoa(String.fromCharCode(...bytes));
}

function told(one) {
  const select = one.item.querySelector("select");
  const words = { filename: one.file.name, mark: String(one.file.lastModified), item: select ? select.value : "", visit: sender.dataset.visit };
  return Object.keys(words)
    .map((name) => `${name} ${coded(new TextEncoder().encode(words[name]))}`)
    .join(",");
}

function announce(one) {
  return ask("POST", sender.dataset.to, { "Upload-Length": String(one.file.size), "Upload-Metadata": told(one) });
}

async function piece(one, where, offset) {
  const bytes = await one.file.slice(offset, offset + PIECE).arrayBuffer();
  const headers = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(offset) };
  // Browsers reckon sums only on pages that came by https.
  if (crypto.subtle) headers["Upload-Checksum"] = `sha256 ${coded(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)))}`;
  const progress = (event) => shown(one, Math.min(one.file.size, offset + event.loaded));
  if (!overriding) {
    const answer = await ask("PATCH", where, headers, bytes, progress);
    if (answer.status !== 405 && answer.status !== 501) return answer;
    overriding = true;
  }
  // Some proxies let only GET and POST pass.
  return ask("POST", where, { ...headers, "X-HTTP-Method-Override": "PATCH" }, bytes, progress);
}

function passing(answer) {
  return answer.status === 0 || answer.status === 429 || (answer.status >= 500 && answer.status !== 507);
}

// Sooner when the network says that it is back.
function rest(tries) {
  return new Promise((done) => {
    const timer = setTimeout(over, PAUSES[Math.min(tries, PAUSES.length - 1)]);
    function over() {
      clearTimeout(timer);
      removeEventListener("online", over);
      done();
    }
    addEventListener("online", over);
  });
}

// Every fault of the line ends in asking the server anew where to go on.
async function send(one) {
  for (let tries = 0; ; tries += 1) {
    const answer = await attempt(one, () => (tries = 0));
    if (answer === null) return;
    if (!passing(answer) && answer.status !== 409 && answer.status !== 460) {
      end(one, "bad", plain(answer.responseText));
      return;
    }
    if (answer.status === 0) say(CUT);
    await rest(tries);
  }
}

function plain(words) {
  return words && words.length < 300 && !/^[{<]/.test(words) ? words : FAILED;
}

// What went wrong, or null when the file has arrived.
async function attempt(one, grown) {
  let answer = await announce(one);
  if (answer.status !== 201) return answer;
  const where = answer.getResponseHeader("Location");
  let offset;
  do {
    offset = Number(answer.getResponseHeader("Upload-Offset"));
    shown(one, offset);
    say("");
    answer = await piece(one, where, offset);
    if (answer.status !== 204) return answer;
    grown();
  } while (Number(answer.getResponseHeader("Upload-Offset")) < one.file.size);
  return finish(one, where);
}

async function finish(one, where) {
  const answer = await ask("GET", where, {});
  if (answer.status !== 200) return answer.status === 202 ? { status: 0 } : answer;
  end(one, answer.getResponseHeader("Upload-Fault") ? "bad" : "good", answer.responseText);
  return null;
}

async function sendAll() {
  if (busy) return;
  busy = true;
  button.disabled = true;
  for (let one = next(); one; one = next()) await send(one);
  busy = false;
  button.disabled = false;
  const taken = rows.filter((one) => one.item.className === "good").length;
  say(taken ? `Đã nhận ${taken} tệp. Anh/chị chọn tiếp, hoặc quay lại ô chat.` : "");
  if (taken) await look();
}

// The chat takes a file in a moment after it has come; then the list of what is missing is another.
async function look() {
  await new Promise((done) => setTimeout(done, 1500));
  const answer = await fetch(location.href).catch(() => null);
  if (!answer || !answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [before, now] = [document, page].map((one) => one.querySelector(".sheet"));
  if (before && now) before.replaceWith(now);
}

function next() {
  return rows.find((one) => !one.over);
}

// -- the page -------------------------------------------------------------------------------------

picker.addEventListener("change", () => choose([...picker.files]));

sender.addEventListener("submit", (event) => {
  event.preventDefault();
  if (next()) sendAll();
  else say("Chưa chọn tệp nào. Anh/chị bấm Chọn tệp trước.");
});

// A request on a line that is gone may hang for minutes.
addEventListener("offline", () => {
  if (!busy) return;
  say(CUT);
  going.abort();
});

addEventListener("beforeunload", (event) => {
  if (busy) event.preventDefault();
});

// From here on each file has a choice of its own.
picker.required = false;
sender.classList.add("scripted");
if (common) common.parentElement.hidden = true;
