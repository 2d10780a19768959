"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const words = JSON.parse(byId("words").textContent);
  const root = document.documentElement;
  const say = (key) => words[key][root.lang];

  // Language
  const speak = (language) => {
    root.lang = language;
    for (const element of all("[data-say]")) element.textContent = say(element.dataset.say);
    for (const element of all("[data-say-label]")) {
      element.setAttribute("aria-label", say(element.dataset.sayLabel));
      if (element.placeholder) element.placeholder = say(element.dataset.sayLabel);
    }
  };
  byId("language").addEventListener("click", () => speak(root.lang === "vi" ? "en" : "vi"));

  // Filters: words without their tone marks find words with them
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d");
  const cards = all(".card");
  const filter = byId("filter"), unit = byId("unit");
  const contents = new Map();
  let shown = "all";
  const fits = (card, wanted) => {
    if (!contents.has(card)) contents.set(card, fold(card.textContent));
    const group = card.closest(".group");
    if (group && shown !== "all" && group.id !== shown) return false;
    if (unit && unit.value && !all("[data-unit]", card).some((value) => value.dataset.unit === unit.value)) return false;
    return wanted.every((word) => contents.get(card).includes(word));
  };
  const sift = () => {
    const wanted = fold(filter.value).split(/\s+/).filter(Boolean);
    let left = 0;
    for (const card of cards) {
      card.hidden = !fits(card, wanted);
      left += !card.hidden;
    }
    const narrowed = shown !== "all" || wanted.length > 0 || (unit && unit.value);
    for (const group of all(".group")) {
      const own = all(".card", group);
      group.hidden = narrowed ? !own.some((card) => !card.hidden) : false;
      const count = group.querySelector(".count");
      const visible = own.filter((card) => !card.hidden).length;
      if (count) count.textContent = visible === own.length ? `${own.length}` : `${visible} / ${own.length}`;
    }
    byId("nothing-left").hidden = left > 0;
  };
  filter.addEventListener("input", sift);
  if (unit) unit.addEventListener("change", sift);
  const show = (group) => {
    shown = group;
    for (const button of all(".show")) button.setAttribute("aria-pressed", `${button.dataset.show === group}`);
    sift();
  };
  for (const button of all(".show")) button.addEventListener("click", () => show(button.dataset.show));

  const isTyping = (target) => /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName);
  const keys = {
    "/": () => filter.focus(),
    l: () => byId("language").click(),
    Escape: () => {
      filter.value = "";
      if (unit) unit.value = "";
      document.activeElement.blur();
      show("all");
    },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]")) return;
    if (isTyping(event.target) && event.key !== "Escape") return;
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  const text = byId("text");
  if (!text) return;

  // A place is two offsets into the text; the pieces of the text know where they begin
  const pieces = all("[data-at]", text);
  const starts = pieces.map((piece) => Number(piece.dataset.at));
  const firstFrom = (offset) => {
    let low = 0, high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] < offset) low = middle + 1; else high = middle;
    }
    return low;
  };
  const placeOf = (element) => [Number(element.dataset.start), Number(element.dataset.end)];
  const piecesIn = ([start, end]) => pieces.slice(firstFrom(start), firstFrom(end));
  const placed = all("#reading [data-start]").map((element) => ({ element, place: placeOf(element) }));
  const size = ({ place: [start, end] }) => end - start;
  const readAt = (offset) =>
    placed.filter(({ place: [start, end] }) => start <= offset && offset < end).sort((a, b) => size(a) - size(b));

  let lit = [];
  const light = (elements) => {
    for (const element of lit) element.classList.remove("lit");
    lit = elements;
    for (const element of lit) element.classList.add("lit");
  };
  const reveal = (element, pane) => {
    const inner = element.getBoundingClientRect(), outer = pane.getBoundingClientRect();
    if (inner.top >= outer.top + 30 && inner.bottom <= outer.bottom - 10) return;
    element.scrollIntoView({ block: "center" });
    requestAnimationFrame(() => element.scrollIntoView({ block: "center" })); // heights were guesses until now
  };

  // From a value to its words
  const reading = byId("reading"), here = byId("here");
  const point = (element) => {
    const found = piecesIn(placeOf(element));
    light([...found, element, element.closest(".card")].filter(Boolean));
    if (found.length) reveal(found[0], text);
  };
  const target = (event) => event.target.closest("[data-start]");
  const clear = () => { light([]); here.hidden = true; };
  let pinned = null;
  reading.addEventListener("mouseover", (event) => { const value = target(event); if (value && !pinned) point(value); });
  reading.addEventListener("focusin", (event) => { const value = target(event); if (value) { pinned = null; here.hidden = true; point(value); } });
  reading.addEventListener("click", (event) => { const value = target(event); if (value) { here.hidden = true; point(value); pinned = value; } });

  // From words to what was read from them
  const cardName = (card) => {
    const name = card && card.querySelector("h3") ? card.querySelector("h3").textContent.trim() : "";
    return name.length > 100 ? `${name.slice(0, 100)} …` : name;
  };
  const describe = ({ element }) => {
    const item = document.createElement("li");
    const kind = document.createElement("strong");
    kind.textContent = `${say(`keys.${element.dataset.kind}`)}: `;
    const card = element.closest(".card");
    item.append(kind, element === card ? cardName(card) : `${element.textContent} — ${cardName(card)}`);
    return item;
  };
  const tellAt = (piece, scroll) => {
    const offset = Number(piece.dataset.at);
    const found = readAt(offset).filter(({ element }) => element.dataset.kind !== "section");
    light([...(found.length ? piecesIn(found[0].place) : [piece]), ...found.map(({ element }) => element)]);
    const list = document.createElement("ul");
    list.append(...found.slice(0, 8).map(describe));
    const title = document.createElement("p");
    title.className = "quiet";
    title.textContent = say(found.length ? "interface.here" : "interface.nothing_here");
    here.replaceChildren(title, list);
    here.hidden = false;
    const first = found.find(({ element }) => !element.closest("[hidden]"));
    if (first && scroll) reveal(first.element, reading);
  };
  const pieceOf = (event) => event.target.closest("[data-at]");
  text.addEventListener("mouseover", (event) => { const piece = pieceOf(event); if (piece && !pinned) tellAt(piece, false); });
  text.addEventListener("mouseleave", () => { if (!pinned) clear(); });
  reading.addEventListener("mouseleave", () => { if (!pinned) clear(); });
  text.addEventListener("click", (event) => { const piece = pieceOf(event); if (piece) { tellAt(piece, true); pinned = piece; } });
  text.addEventListener("focusin", (event) => { const piece = pieceOf(event); if (piece) { tellAt(piece, true); pinned = piece; } });

  document.addEventListener("click", (event) => {
    if (pinned && !target(event) && !pieceOf(event) && !here.contains(event.target)) { pinned = null; clear(); }
  });

  // Keyboard
  const step = (elements, by) => {
    if (!elements.length) return;
    const at = elements.indexOf(document.activeElement.closest(".card, .mark"));
    const next = elements[at < 0 ? (by > 0 ? 0 : elements.length - 1) : Math.min(Math.max(at + by, 0), elements.length - 1)];
    next.focus({ preventScroll: true });
    reveal(next, next.closest("#text, #reading"));
  };
  const visibleCards = () => cards.filter((card) => card.tabIndex >= 0 && !card.closest("[hidden]"));
  const marks = all(".mark", text);
  const goTo = (group) => { show("all"); const first = byId(group).querySelector(".card"); if (first) { first.focus({ preventScroll: true }); reveal(first, reading); } };
  const dialog = byId("keys");
  byId("open-keys").addEventListener("click", () => dialog.showModal());
  const clearFilters = keys.Escape;
  Object.assign(keys, {
    j: () => step(visibleCards(), 1),
    k: () => step(visibleCards(), -1),
    n: () => step(marks, 1),
    p: () => step(marks, -1),
    w: () => goTo("warnings"),
    t: () => goTo("tasks"),
    r: () => goTo("references"),
    "?": () => dialog.showModal(),
    Escape: () => { pinned = null; clear(); clearFilters(); },
  });
})();
