/* Asa: small comforts. Every page works without this file. */
(() => {
  "use strict";

  const summary = document.querySelector(".faults");
  if (summary) {
    summary.setAttribute("tabindex", "-1");
    summary.focus();
  }

  /* Where the tabs are wider than the phone, the one that is open is seen. */
  const tab = document.querySelector(".tabs [aria-current]");
  if (tab) tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft - 48;

  /* A link of the error summary goes to its field, also where the field is one of several choices. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".faults a[href^='#']");
    const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!field) return;
    event.preventDefault();
    field.scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  });

  /* <button data-locate="id_of_the_field" hidden>: fills "10.49300, 99.18000"; shown only if it can. */
  const locators = document.querySelectorAll("[data-locate]");
  const saying = (button, text) => {
    const place = document.getElementById(button.dataset.locate + "_located");
    if (place) place.textContent = text;
  };
  if ("geolocation" in navigator && window.isSecureContext) {
    for (const button of locators) {
      button.hidden = false;
      button.addEventListener("click", () => {
        saying(button, button.dataset.waiting);
        navigator.geolocation.getCurrentPosition(
          ({ coords }) => {
            const field = document.getElementById(button.dataset.locate);
            field.value = `${coords.latitude.toFixed(5)}, ${coords.longitude.toFixed(5)}`;
            field.dispatchEvent(new Event("change", { bubbles: true }));
            saying(button, button.dataset.found);
          },
          () => saying(button, button.dataset.failed),
          { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 },
        );
      });
    }
  }

  /* <button data-print hidden>: the page as a paper; without script the browser's menu prints it. */
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  /* <button data-opens="id of a dialog">: asks on the page; without script the link opens a page. */
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    const dialog = opener && document.getElementById(opener.dataset.opens);
    if (dialog && dialog.showModal) {
      event.preventDefault();
      dialog.showModal();
    }
    const closer = event.target.closest("[data-closes]");
    if (closer) {
      event.preventDefault();
      closer.closest("dialog").close();
    }
  });

  /* <form data-once>: two quick presses send once. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!("once" in form.dataset)) return;
    if (form.dataset.once === "sent") event.preventDefault();
    form.dataset.once = "sent";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-once]")) form.dataset.once = "";
  });

  /* <input type="hidden" name="turn" data-turn>: counts the changes of its form, so that words which
     arrive late are known to be older. It counts before anything is sent: on the way down. */
  for (const change of ["input", "change"]) {
    document.addEventListener(
      change,
      (event) => {
        const turn = event.target.form?.querySelector("[data-turn]");
        if (turn) turn.value = Number(turn.value) + 1;
      },
      true,
    );
  }

  /* <form data-draft hx-post hx-trigger>: says where the draft is, in words of the page itself. */
  document.addEventListener("htmx:afterRequest", (event) => {
    const place = event.target.closest?.("[data-draft]")?.querySelector("[data-draft-state]");
    if (!place) return;
    const { kept, waiting, elsewhere } = place.dataset;
    const refused = event.detail.xhr.status === 409;
    place.textContent = event.detail.successful ? kept : refused ? elsewhere : waiting;
  });

  /* Pages that a telephone keeps for when there is no signal, in caches named "asa-kept-<last day>-…",
     go when their last day has passed, and where somebody signed out: the page to sign in says so. */
  if ("caches" in window) {
    const isSignedOut = document.querySelector("[data-forget-kept]");
    const today = new Date().toISOString().slice(0, 10);
    caches.keys().then((names) => {
      for (const name of names.filter((one) => one.startsWith("asa-kept-"))) {
        if (isSignedOut || name.slice(9, 19) < today) caches.delete(name);
      }
    });
  }

  /* The chosen files are named, so that a person sees that the photos are there. */
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (!field.matches?.("input[type=file]")) return;
    const place = document.getElementById(field.id + "_chosen");
    if (place) place.textContent = Array.from(field.files, (file) => file.name).join(", ");
  });
})();
