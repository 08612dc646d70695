/* The roll on the registrar's telephone: each tap is kept here first, shown, and sent when it can be.
   Without this file the same page sends a form for each name. */
(async () => {
  "use strict";

  const root = document.querySelector("[data-roll]");
  const chosen = root?.querySelector("select[name=session]");
  if (!chosen || !window.indexedDB || !window.crypto?.randomUUID) return;
  const store = window.asaRollStore;
  const { cohort, user, kept, until, worker, state: stateAddress, send: sendAddress } = root.dataset;
  const words = {};
  for (const word of document.getElementById("words").content.children) {
    words[word.dataset.word] = word.textContent;
  }
  const said = (name, values = {}) =>
    Object.entries(values).reduce((text, [key, value]) => text.replace(`%(${key})s`, value), words[name]);
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const rows = [...root.querySelectorAll("[data-enrolment]")];
  const session = () => chosen.value;
  const EVERY = 20000;

  /* --- after the last day ---------------------------------------------------------------------- */

  const today = new Date().toISOString().slice(0, 10);
  if (until < today) {
    for (const row of rows) row.remove();
    for (const group of root.querySelectorAll("[data-group]")) group.remove();
    part("over").hidden = false;
    if (window.caches) await caches.delete(kept);
    await store.forget(cohort);
  }

  /* --- what is known --------------------------------------------------------------------------- */

  const drawn = JSON.parse(document.getElementById("said").content.textContent);
  const older = await store.known(cohort);
  let known = older && older.at > drawn.at ? older : { cohort, ...drawn };
  let taps = [];
  let ended = "";
  let last = null;

  const mine = (tap) => tap.cohort === cohort && tap.user === user;
  const waiting = () => taps.filter((tap) => mine(tap) && !tap.refused);

  /* When somebody came to the part that is shown, in seconds; 0 where nobody says so. */
  function since(enrolment) {
    let at = known.said[session()]?.[enrolment] || 0;
    for (const tap of taps) {
      if (mine(tap) && tap.session === session() && tap.enrolment === enrolment) {
        at = tap.present ? Math.floor(tap.at / 1000) : 0;
      }
    }
    return at;
  }

  const clock = (seconds) => {
    const told = new Date(seconds * 1000).toLocaleTimeString("en-GB", {
      hour: "2-digit", minute: "2-digit", timeZone: "Asia/Bangkok",
    });
    return document.documentElement.lang === "th" ? `${told.replace(":", ".")}\u00a0น.` : told;
  };

  /* --- what is shown --------------------------------------------------------------------------- */

  function paintRow(row, unsent) {
    const at = since(row.dataset.enrolment);
    const button = row.querySelector("button");
    button.setAttribute("aria-pressed", at ? "true" : "false");
    row.querySelector("[data-when]").textContent = at
      ? `· ${clock(at)}${unsent.has(row.dataset.enrolment) ? ` · ${words.unsent}` : ""}`
      : "";
    return at > 0;
  }

  function paint() {
    const unsent = new Set(waiting().filter((tap) => tap.session === session()).map((tap) => tap.enrolment));
    let here = 0;
    for (const group of root.querySelectorAll("[data-group]")) {
      const people = [...group.querySelectorAll("[data-enrolment]")];
      const came = people.filter((row) => paintRow(row, unsent)).length;
      here += came;
      group.querySelector("[data-missing]").textContent =
        came < people.length ? said("missing", { n: people.length - came }) : words.everybody;
    }
    part("present").textContent = here;
    part("bar").setAttribute("width", rows.length ? (100 * here) / rows.length : 0);
    const left = waiting().length;
    part("sync").textContent = left ? said("waiting", { n: left }) : words.sent;
    part("sync").dataset.tone = left ? "soon" : "well";
    const odd = taps.filter((tap) => mine(tap) && tap.refused).length;
    part("odd").hidden = !odd;
    part("odd").textContent = said("odd", { n: odd });
    const others = taps.filter((tap) => tap.cohort === cohort && tap.user !== user).length;
    part("others").hidden = !others;
    part("others").textContent = said("others", { n: others });
    part("ended").hidden = !ended;
    if (ended) part("ended_words").textContent = words[ended];
  }

  function tell(row, present) {
    part("told").hidden = false;
    part("told_name").textContent = row.querySelector("b").textContent;
    part("told_what").textContent = present ? words.here : words.undone;
  }

  /* --- a tap ----------------------------------------------------------------------------------- */

  async function tap(row, present, way) {
    const now = new Date();
    const { enrolment } = row.dataset;
    const body = JSON.stringify({
      session: session(), enrolment, present, said_at: now.toISOString(), way, by: user,
    });
    const made = {
      id: crypto.randomUUID(), cohort, user, session: session(), enrolment, present,
      at: now.getTime(), body,
    };
    await store.keep(made);
    taps = await store.all();
    last = { row, present, way };
    paint();
    tell(row, present);
    send();
  }

  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-taps]")) {
      event.preventDefault();
      const row = event.submitter?.closest("[data-enrolment]");
      if (row) tap(row, event.submitter.getAttribute("aria-pressed") !== "true", "tap");
    } else if (form.matches("[data-codes]")) {
      event.preventDefault();
      byCode(form.elements.code.value);
      form.elements.code.value = "";
    }
  });

  part("undo").addEventListener("click", () => {
    if (last) tap(last.row, !last.present, last.way);
  });

  /* --- the code of a badge, typed or scanned ------------------------------------------------------ */

  const plain = (code) => code.toUpperCase().replace(/[\s-]/g, "");

  function byCode(text) {
    const code = plain(text.split("/").filter(Boolean).pop() || "");
    const row = rows.find((one) => one.dataset.code === code);
    part("no_code").hidden = Boolean(row);
    if (!row) return false;
    if (since(row.dataset.enrolment)) tell(row, true);
    else tap(row, true, "qr");
    return true;
  }

  async function scan() {
    const dialog = document.getElementById("scanner");
    const picture = dialog.querySelector("video");
    const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch (refused) {
      part("no_camera").hidden = false;
      return;
    }
    picture.srcObject = stream;
    await picture.play();
    dialog.showModal();
    while (dialog.open) {
      const found = await detector.detect(picture).catch(() => []);
      if (found.some((one) => byCode(one.rawValue))) dialog.close();
      await new Promise((done) => setTimeout(done, 250));
    }
    for (const track of stream.getTracks()) track.stop();
  }

  if (window.BarcodeDetector && navigator.mediaDevices?.getUserMedia) {
    part("scan").hidden = false;
    part("scan").addEventListener("click", scan);
  }

  /* --- searching, and the part of the programme ------------------------------------------------------ */

  const search = part("search");
  part("search_field").hidden = false;
  search.addEventListener("input", () => {
    const asked = search.value.trim().toLowerCase();
    for (const row of rows) row.closest("li").hidden = !row.dataset.words.toLowerCase().includes(asked);
    for (const group of root.querySelectorAll("[data-group]")) {
      group.hidden = !group.querySelector("li:not([hidden])");
    }
  });

  part("open_session").hidden = true;
  chosen.addEventListener("change", () => {
    for (const field of root.querySelectorAll("input[name=session]")) field.value = session();
    last = null;
    part("told").hidden = true;
    paint();
    look();
  });

  /* --- sending ------------------------------------------------------------------------------------- */

  /* What the server knows now, and a token that still holds; null without a signal or a sign-in. */
  async function ask() {
    let answer;
    try {
      answer = await fetch(`${stateAddress}?session=${session()}`, { redirect: "manual", cache: "no-store" });
    } catch (noSignal) {
      return null;
    }
    if (answer.type === "opaqueredirect") ended = "signed_out";
    else if (answer.status === 403 || answer.status === 404) ended = "not_yours";
    if (!answer.ok) return null;
    const told = await answer.json();
    ended = told.user === user ? "" : "somebody_else";
    return ended ? null : told;
  }

  /* How many seconds this telephone's clock is behind, told where it is well off. */
  function behind(now) {
    const off = Math.round((now * 1000 - Date.now()) / 1000);
    part("clock").hidden = Math.abs(off) <= Number(root.dataset.mostOff);
    part("clock").textContent = said(off > 0 ? "behind" : "ahead", { n: Math.round(Math.abs(off) / 60) });
    return off;
  }

  async function sendOne(entry, told, off) {
    const answer = await fetch(sendAddress + entry.id + "/", {
      method: "POST",
      redirect: "manual",
      headers: {
        "Content-Type": "application/json", "X-CSRFToken": told.token, "Asa-Seconds-Off": String(off),
      },
      body: entry.body,
    });
    if (answer.ok) {
      const { outcome } = await answer.json();
      if (outcome === "quarantined") part("waits").hidden = false;
      else await fold(entry, told.now);
      await store.drop(entry);
      return true;
    }
    if (answer.status === 409 || answer.status === 413) {
      await store.change({ ...entry, refused: answer.status });
      return true;
    }
    if (answer.type === "opaqueredirect") ended = "signed_out";
    if (answer.status === 403 || answer.status === 404) ended = "not_yours";
    return false;
  }

  let isBusy = false;
  let isAsked = false;

  async function send() {
    isAsked = true;
    if (isBusy) return;
    isBusy = true;
    try {
      while (isAsked) {
        isAsked = false;
        await sendAll();
      }
    } catch (noSignal) {
      /* everything that was not answered is still kept */
    } finally {
      isBusy = false;
      taps = await store.all();
      paint();
    }
  }

  async function sendAll() {
    taps = await store.all();
    let told = await ask();
    if (!told) return;
    const off = behind(told.now);
    if (waiting().length) {
      for (const entry of waiting()) if (!(await sendOne(entry, told, off))) return;
      told = await ask();
    }
    if (told) await learn(told);
    taps = await store.all();
    paint();
  }

  /* What was sent is known, also where the signal goes before the server is asked again. */
  async function fold(entry, now) {
    const of = (known.said[entry.session] ??= {});
    if (entry.present) of[entry.enrolment] = Math.floor(entry.at / 1000);
    else delete of[entry.enrolment];
    known.at = now;
    if (until >= today) await store.know(known);
  }

  async function learn(told) {
    known = { cohort, at: told.now, said: { ...known.said, ...told.said } };
    part("changed").hidden = told.list === root.dataset.list;
    if (until >= today) await store.know(known);
  }

  const look = () => send();
  window.addEventListener("online", look);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
  setInterval(() => document.visibilityState === "visible" && look(), EVERY);

  /* --- the page itself, for when there is no signal ------------------------------------------------- */

  async function keepPage() {
    if (!navigator.serviceWorker || !window.caches || until < today) return;
    await navigator.serviceWorker.register(`${worker}?kept=${encodeURIComponent(kept)}`);
    const files = performance.getEntriesByType("resource").map((one) => one.name);
    const own = files.filter((one) => new URL(one).pathname.startsWith("/static/"));
    const cache = await caches.open(kept);
    const missing = [];
    for (const file of new Set(own)) if (!(await cache.match(file))) missing.push(file);
    await cache.addAll(missing);
    if (!(await cache.match(location.pathname))) await cache.add(location.pathname);
    part("ready").hidden = false;
  }

  taps = await store.all();
  root.dataset.ready = "yes";
  paint();
  await send();
  keepPage().catch(() => {});
})();
