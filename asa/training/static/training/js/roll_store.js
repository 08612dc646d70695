/* What waits to be sent, and what the server last said, in the telephone's own database.

   IndexedDB, because a tap may be shown as kept only once it is on the disk: its writes say so
   (durability "strict"), those of localStorage do not. No name is in it: keys and times. */
(() => {
  "use strict";

  const asPromise = (request) =>
    new Promise((done, failed) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });

  const opened = () => {
    const asked = indexedDB.open("asa-roll", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("taps", { keyPath: "number", autoIncrement: true });
      asked.result.createObjectStore("known", { keyPath: "cohort" });
    };
    return asPromise(asked);
  };

  async function write(store, act) {
    const database = await opened();
    try {
      const change = database.transaction(store, "readwrite", { durability: "strict" });
      act(change.objectStore(store));
      await new Promise((done, failed) => {
        change.oncomplete = done;
        change.onerror = change.onabort = () => failed(change.error);
      });
    } finally {
      database.close();
    }
  }

  async function read(store, ask) {
    const database = await opened();
    try {
      return await asPromise(ask(database.transaction(store).objectStore(store)));
    } finally {
      database.close();
    }
  }

  window.asaRollStore = {
    keep: (tap) => write("taps", (taps) => taps.add(tap)),
    change: (tap) => write("taps", (taps) => taps.put(tap)),
    drop: (tap) => write("taps", (taps) => taps.delete(tap.number)),
    all: () => read("taps", (taps) => taps.getAll()),
    know: (told) => write("known", (known) => known.put(told)),
    known: (cohort) => read("known", (known) => known.get(cohort)),
    forget: (cohort) => write("known", (known) => known.delete(cohort)),
  };
})();
