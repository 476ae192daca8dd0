// What pages do better where scripts run: times in the reader's zone, and parts that follow what changes. Everything works without it.
(() => {
  "use strict";

  const localise = (root) => {
    for (const time of root.querySelectorAll("time[data-local]")) {
      const moment = new Date(time.dateTime);
      if (Number.isNaN(moment.getTime())) continue;
      time.title = time.textContent;
      time.textContent = moment.toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
    }
  };

  /// Takes the page anew and puts in the regions that differ. What somebody works in stays as it is.
  const renew = async () => {
    let text;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" }, credentials: "same-origin" });
      if (!answer.ok) return;
      text = await answer.text();
    } catch { return; }
    const fresh = new DOMParser().parseFromString(text, "text/html");
    let changed = false;
    for (const region of document.querySelectorAll("[data-region]")) {
      const next = fresh.getElementById(region.id);
      if (!next || region.contains(document.activeElement)) continue;
      localise(next);
      if (next.innerHTML === region.innerHTML) continue;
      const adopted = document.importNode(next, true);
      changed = changed || adopted.textContent !== region.textContent;
      region.replaceWith(adopted);
    }
    const status = document.getElementById("announce");
    if (changed && status) {
      status.textContent = "";
      setTimeout(() => { status.textContent = status.dataset.words; }, 50);
    }
  };

  localise(document);
  const live = document.body.dataset.live;
  if (live && "EventSource" in window) {
    let source = new EventSource(live);
    source.addEventListener("changed", renew);
    // A hidden page takes no place of the server's.
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) {
        source.close();
      } else if (source.readyState === EventSource.CLOSED) {
        source = new EventSource(live);
        source.addEventListener("changed", renew);
        renew();
      }
    });
  }
})();
