// The page works without this file; with it, work is sent without a reload, the
// keyboard does everything, and the page follows the files.

const { base, csrf } = document.body.dataset;
const words = document.body.dataset;
const told = document.getElementById("told");
const rows = document.getElementById("rows");
const typing = (node) => node instanceof HTMLElement && (node.matches("textarea, select, input:not([type=checkbox])"));
const rowOf = (node) => node?.closest?.(".row");
const parse = (html) => new DOMParser().parseFromString(html, "text/html").body;

// What was told goes away after a while, so that it covers nothing; that the server has
// gone stays.
let fading = 0;
function tell(text) {
  told.textContent = text;
  clearTimeout(fading);
  if (text !== words.offline) fading = setTimeout(() => { told.textContent = ""; }, 8000);
}

async function fetchText(path) {
  const answer = await fetch(base + path, { headers: { "X-Xsync": "1" }, cache: "no-store" });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.text();
}

// Rows ---------------------------------------------------------------------

const all = () => [...document.querySelectorAll(".row")];
const current = () => rowOf(document.activeElement) ?? document.querySelector(".row.here");

function choose(row, into) {
  document.querySelector(".row.here")?.classList.remove("here");
  if (!row) return;
  row.classList.add("here");
  const field = into && row.querySelector("textarea[name=text]");
  (field || row).focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  if (field) suggest(row);
}

async function move(step, into) {
  const list = all();
  const at = list.indexOf(current());
  let next = list[at < 0 ? 0 : at + step];
  if (!next && step > 0) {
    const chunk = document.querySelector(".chunk");
    if (chunk) {
      await load(chunk);
      next = all()[at + 1];
    }
  }
  if (next) choose(next, into);
}

const dirty = (row) => [...row.querySelectorAll("textarea[name=text]")].some((field) => field.value !== field.defaultValue);

// A row that comes anew takes the place of the old one, and what is being typed stays.
function replace(row, fresh) {
  const focused = row.contains(document.activeElement) ? document.activeElement : null;
  const here = row.classList.contains("here");
  row.replaceWith(fresh);
  if (here) fresh.classList.add("here");
  const remark = keepRemark(row, fresh);
  if (remark && focused?.name === "remark") remark.focus();
  else if (focused) choose(fresh, false);
}

// A comment that is being typed goes over into the row that comes anew.
function keepRemark(row, fresh) {
  const old = row.querySelector(".ask[open] textarea[name=remark]");
  const box = old && fresh.querySelector(".ask");
  if (!box) return null;
  const field = box.querySelector("textarea[name=remark]");
  box.open = true;
  field.value = old.value;
  field.setSelectionRange(old.selectionStart, old.selectionEnd);
  return field;
}

// A row whose answer is awaited is replaced by that answer alone; if the page has
// nevertheless got another one in its place, that one is the row.
const busy = (row) => row.getAttribute("aria-busy") === "true";
const standing = (row) => (row.isConnected ? row : document.getElementById(row.id) ?? row);

async function edit(row) {
  if (!row) return;
  const field = row.querySelector("textarea[name=text]");
  if (field) return choose(row, true);
  const link = row.querySelector("[data-edit]");
  if (!link) return;
  const fresh = parse(await fetchText("rows?only=1&" + new URL(link.href).search.slice(1))).querySelector(".row");
  if (fresh) {
    replace(row, fresh);
    choose(fresh, true);
  }
}

function ask(row) {
  const box = row?.querySelector(".ask");
  if (!box) return;
  box.open = true;
  box.querySelector("textarea").focus();
}

// Suggestions ----------------------------------------------------------------

async function suggest(row) {
  if (row.querySelector(".suggestions") || !rows) return;
  const box = document.createElement("div");
  box.className = "suggestions";
  row.querySelector(".actions")?.before(box);
  const query = new URLSearchParams({ lang: rows.dataset.lang, id: rows.dataset.id, row: row.dataset.row });
  try {
    box.append(...parse(await fetchText("suggest?" + query)).childNodes);
  } catch {
    box.remove();
  }
}

function take(row, number) {
  const button = row?.querySelectorAll(".take")[number - 1];
  const field = row?.querySelector("textarea[name=text]");
  if (!button || !field) return false;
  field.focus();
  field.select();
  put(field, button.dataset.text);
  return true;
}

// What is put in by a key or a button can be taken back by the browser's own undo.
function put(field, text) {
  field.focus();
  if (!document.execCommand("insertText", false, text)) {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

// Codes ----------------------------------------------------------------------

const codesOf = (field) => (field.dataset.codes ? field.dataset.codes.split("\n") : []);

function check(field) {
  const lost = codesOf(field).filter((code) => !field.value.includes(code));
  const warn = field.parentElement.querySelector(".warn");
  for (const button of field.parentElement.querySelectorAll("[data-code]")) {
    button.classList.toggle("lost", lost.includes(button.dataset.code));
  }
  if (warn) {
    warn.hidden = lost.length === 0 || field.value === "";
    warn.textContent = warn.hidden ? "" : words.codes + " " + lost.join(" ");
  }
  rowOf(field).classList.toggle("dirty", dirty(rowOf(field)));
}

// A code is one piece: what is typed within goes behind it, and deleting a part of it
// deletes it as a whole.
function guard(event) {
  const field = event.target;
  if (!(field instanceof HTMLTextAreaElement) || field.selectionStart !== field.selectionEnd) return;
  const at = field.selectionStart;
  const back = event.inputType === "deleteContentBackward";
  const forward = event.inputType === "deleteContentForward";
  for (const code of codesOf(field)) {
    for (let from = field.value.indexOf(code); from >= 0; from = field.value.indexOf(code, from + code.length)) {
      const to = from + code.length;
      const within = at > from && at < to;
      if ((back && (within || at === to)) || (forward && (within || at === from))) {
        field.setSelectionRange(from, to);
        return;
      }
      if (within && event.inputType.startsWith("insert")) field.setSelectionRange(to, to);
    }
  }
}

// Work -----------------------------------------------------------------------

async function post(path, data) {
  const answer = await fetch(base + path, { method: "POST", headers: { "X-Xsync": "1" }, body: new URLSearchParams(data) });
  if (!(answer.headers.get("Content-Type") ?? "").includes("json")) throw new Error(await answer.text());
  return answer.json();
}

function undoable(text) {
  const button = document.getElementById("undo");
  if (button) {
    button.disabled = !text;
    button.title = text;
  }
}

async function work(row, what) {
  const form = row?.querySelector("form.work");
  if (!form || busy(row) || !form.querySelector(`[name=do][value=${what}]`)) return false;
  const data = new FormData(form);
  data.set("do", what);
  row.setAttribute("aria-busy", "true");
  try {
    const reply = await post("work", data);
    tell(reply.said);
    undoable(reply.undo);
    if (reply.head) document.getElementById("head")?.replaceWith(...parse(reply.head).childNodes);
    const fresh = reply.row && parse(reply.row).querySelector(".row");
    row = standing(row);
    const next = all()[all().indexOf(row) + 1];
    if (fresh) {
      if (!reply.ok) keepDefaults(row, fresh);
      row.replaceWith(fresh);
      keepRemark(row, fresh);
      fresh.querySelectorAll("textarea[name=text]").forEach(check);
    } else if (reply.ok) row.remove();
    if (reply.ok && what !== "save") choose(next ?? fresh, true);
    else choose(fresh, true);
    return reply.ok;
  } catch (problem) {
    row.removeAttribute("aria-busy");
    tell(problem instanceof TypeError ? words.offline : problem.message);
    return false;
  }
}

// What people say about a row changes nothing else of it.
async function remark(form) {
  const data = new FormData(form);
  data.set("do", form.querySelector("[name=do]").value);
  let row = rowOf(form);
  if (row && busy(row)) return;
  row?.setAttribute("aria-busy", "true");
  try {
    const reply = await post("remark", data);
    tell(reply.said);
    undoable(reply.undo);
    row = row && standing(row);
    if (reply.head) document.getElementById("head")?.replaceWith(...parse(reply.head).childNodes);
    const fresh = reply.row && parse(reply.row).querySelector(".row");
    if (row && fresh) {
      row.dataset.sum = fresh.dataset.sum;
      row.querySelector(".remarks")?.remove();
      const ask = row.querySelector(".ask");
      const said = fresh.querySelector(".remarks");
      if (said) ask.before(said);
      ask.replaceWith(fresh.querySelector(".ask"));
      choose(row, false);
    }
  } catch (problem) {
    tell(problem instanceof TypeError ? words.offline : problem.message);
  } finally {
    row?.removeAttribute("aria-busy");
  }
}

async function openEditor(form) {
  try {
    tell((await post("open", new FormData(form))).said);
  } catch (problem) {
    tell(problem instanceof TypeError ? words.offline : problem.message);
  }
}

// What was refused counts as typed, not as what the file says.
function keepDefaults(row, fresh) {
  const old = [...row.querySelectorAll("textarea[name=text]")];
  [...fresh.querySelectorAll("textarea[name=text]")].forEach((field, k) => {
    const text = field.value;
    if (old[k]) field.defaultValue = old[k].defaultValue;
    field.value = text;
  });
}

let sure = ""; // confirms what undo has asked about

async function undo() {
  try {
    const reply = await post("undo", { csrf, sure });
    sure = reply.sure ?? "";
    tell(reply.said);
    undoable(reply.undo);
    await refresh();
  } catch (problem) {
    tell(problem instanceof TypeError ? words.offline : problem.message);
  }
}

// Following the files --------------------------------------------------------

let refreshing = null;
let again = false;

async function refresh() {
  if (refreshing) {
    again = true;
    return refreshing;
  }
  refreshing = look();
  try {
    await refreshing;
  } catch {
    // the server has gone; the stream of events says so
  } finally {
    refreshing = null;
  }
  if (again) {
    again = false;
    await refresh();
  }
}

async function look() {
  const board = document.getElementById("board");
  if (board) {
    const fresh = parse(await fetchText("board" + location.search)).querySelector("#board");
    const focus = document.activeElement?.getAttribute?.("href");
    board.replaceWith(fresh);
    if (focus) fresh.querySelector(`a[href="${CSS.escape(focus)}"]`)?.focus();
  }
  if (rows) await follow();
}

async function follow() {
  const query = new URLSearchParams(location.search);
  query.set("head", "1");
  const body = parse(await fetchText("rows?" + query));
  const head = body.querySelector("#head");
  if (head) document.getElementById("head")?.replaceWith(head);
  const fresh = new Map([...body.querySelectorAll(".row")].map((row) => [row.dataset.row, row]));
  let last = null;
  for (const row of all()) {
    const now = fresh.get(row.dataset.row);
    fresh.delete(row.dataset.row);
    if (now && now.dataset.sum !== row.dataset.sum && !busy(row)) {
      if (dirty(row)) conflict(row, now);
      else {
        const reopened = row.querySelector("textarea[name=text]") && !now.querySelector("textarea[name=text]");
        if (!reopened) replace(row, now);
        else if (!row.contains(document.activeElement)) replace(row, now);
      }
    }
    last = row;
  }
  for (const row of fresh.values()) {
    const before = row.previousElementSibling?.dataset?.row;
    const place = before && document.getElementById("row-" + before);
    if (place) place.after(row);
    else if (last) rows.prepend(row);
    else rows.prepend(row);
  }
}

// The file changed under a row that is being typed in: both texts stand there.
function conflict(row, now) {
  row.dataset.sum = now.dataset.sum;
  row.querySelector(".conflict")?.remove();
  const box = document.createElement("div");
  box.className = "refused conflict";
  box.setAttribute("role", "alert");
  const line = document.createElement("p");
  line.textContent = words.changed;
  box.append(line);
  for (const field of now.querySelectorAll("textarea[name=text], .target .text")) {
    const text = document.createElement("p");
    text.className = "text";
    text.dir = "auto";
    text.textContent = field.value ?? field.textContent;
    box.append(text);
  }
  const seals = [...now.querySelectorAll("[name=seal]")].map((input) => input.value);
  [...row.querySelectorAll("[name=seal]")].forEach((input, k) => { input.value = seals[k] ?? input.value; });
  row.querySelector("header").after(box);
}

let lost = false;
function listen() {
  const stream = new EventSource(base + "events");
  stream.addEventListener("change", () => refresh());
  stream.onopen = () => { if (lost) { lost = false; tell(""); refresh(); } };
  stream.onerror = () => { if (!lost) { lost = true; tell(words.offline); } };
}

// Long articles --------------------------------------------------------------

async function load(chunk) {
  if (chunk.getAttribute("aria-busy") === "true") return;
  chunk.setAttribute("aria-busy", "true");
  const link = chunk.querySelector("a");
  const query = new URL(link.href).search.slice(1);
  link.textContent = words.loading;
  try {
    chunk.replaceWith(...parse(await fetchText("rows?only=1&" + query)).querySelectorAll(".row"));
  } catch {
    chunk.removeAttribute("aria-busy");
  }
}

const near = new IntersectionObserver((seen) => {
  for (const one of seen) if (one.isIntersecting) load(one.target);
}, { rootMargin: "1200px" });
document.querySelectorAll(".chunk").forEach((chunk) => near.observe(chunk));

// Keys -----------------------------------------------------------------------

const letters = document.getElementById("letters");
try {
  letters.checked = localStorage.getItem("xsync-letters") !== "off";
} catch { /* no storage */ }
letters.addEventListener("change", () => {
  try { localStorage.setItem("xsync-letters", letters.checked ? "on" : "off"); } catch { /* no storage */ }
});

const keys = {
  j: () => move(1), k: () => move(-1), ArrowDown: null, ArrowUp: null,
  e: () => edit(current()), Enter: () => edit(current()),
  d: () => work(current(), "done"), s: () => work(current(), "save"), r: () => work(current(), "right"), x: () => work(current(), "remove"),
  u: () => undo(), g: () => { location.href = base; },
  c: () => ask(current()),
  o: () => current()?.querySelector("[data-open]")?.click(),
  "/": () => document.getElementById("search")?.focus(),
  "?": () => document.getElementById("keys").showModal(),
};

// letterOf is the key that was pressed; of a letter that is not Latin, the Latin one that
// has the same place on the keyboard.
function letterOf(event) {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  return letter && /^[^\x00-\x7f]$/.test(event.key) ? letter.toLowerCase() : event.key;
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || document.getElementById("keys").open) return;
  const row = current();
  if (event.ctrlKey || event.metaKey) {
    const what = { Enter: "done", s: "save" }[letterOf(event)];
    if (what && event.target.name === "remark") {
      event.preventDefault();
      event.target.form.requestSubmit();
    } else if (what && row?.querySelector("form.work")) {
      event.preventDefault();
      work(row, what);
    }
    return;
  }
  const digit = /^Digit([1-3])$/.exec(event.code)?.[1];
  if (digit && (event.altKey || !typing(event.target)) && (event.altKey || letters.checked)) {
    if (take(row, digit)) event.preventDefault();
    return;
  }
  if (event.altKey) return;
  if (event.key === "Escape" && typing(event.target)) return (row ?? document.getElementById("main")).focus();
  if (typing(event.target) || !letters.checked && event.key !== "Enter") return;
  if (event.key === "Enter" && event.target !== row) return;
  const action = keys[letterOf(event)];
  if (action) {
    event.preventDefault();
    action();
  }
});

// Clicks and forms -----------------------------------------------------------

document.addEventListener("click", (event) => {
  const target = event.target.closest("button, a");
  if (!target) return;
  if (target.id === "help") document.getElementById("keys").showModal();
  if (target.matches("[data-edit]")) {
    event.preventDefault();
    edit(rowOf(target));
  }
  if (target.matches("[data-code]")) put(target.closest(".target").querySelector("textarea[name=text]"), target.dataset.code);
  if (target.matches(".take")) {
    const list = [...rowOf(target).querySelectorAll(".take")];
    take(rowOf(target), list.indexOf(target) + 1);
  }
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.do === "undo") {
    event.preventDefault();
    undo();
  }
  if (form.dataset.do === "remark" || form.dataset.do === "part") {
    event.preventDefault();
    remark(form);
  }
  if (form.dataset.do === "open") {
    event.preventDefault();
    openEditor(form);
  }
  if (form.dataset.do === "work") {
    event.preventDefault();
    work(rowOf(form), event.submitter?.value ?? "done");
  }
});

document.addEventListener("focusin", (event) => {
  const row = rowOf(event.target);
  if (!row) return;
  document.querySelector(".row.here")?.classList.remove("here");
  row.classList.add("here");
  if (event.target.matches("textarea[name=text]")) suggest(row);
});

document.addEventListener("beforeinput", guard);
document.addEventListener("input", (event) => {
  if (event.target.matches("textarea[name=text]")) check(event.target);
});
document.addEventListener("change", (event) => {
  if (event.target.matches(".filter select")) event.target.form.requestSubmit();
});
window.addEventListener("beforeunload", (event) => {
  if (document.querySelector(".row.dirty")) event.preventDefault();
});

listen();
document.body.dataset.ready = "true";
