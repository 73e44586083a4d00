// Suggestions below the search box: arrows choose, Enter opens, Escape closes; / goes to the box from anywhere.
"use strict";

const box = document.querySelector("input[data-suggest]");

if (box) {
  const list = document.createElement("ul");
  let chosen = -1;
  let asked = 0;
  let timer = 0;

  list.id = "suggestions";
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.labels[0].textContent);
  box.after(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) box.setAttribute(name, value);

  const close = () => {
    list.hidden = true;
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };

  const choose = (number) => {
    const items = [...list.children];
    chosen = (number + items.length) % items.length;
    items.forEach((item, at) => item.setAttribute("aria-selected", String(at === chosen)));
    items[chosen].scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", items[chosen].id);
  };

  const item = (hit, number) => {
    const line = document.createElement("li");
    const more = document.createElement("small");
    line.id = `suggestion-${number}`;
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", "false");
    line.dataset.address = hit.address;
    more.textContent = ` ${hit.kind}${hit.facts ? ` · ${hit.facts}` : ""}`;
    line.append(hit.by ? `${hit.by} → ${hit.label}` : hit.label, more);
    line.addEventListener("mousedown", (event) => { event.preventDefault(); location.assign(hit.address); });
    return line;
  };

  const suggest = async () => {
    const words = box.value.trim();
    const turn = ++asked;
    if (!words) return close();
    const language = new URLSearchParams(location.search).get("lang");
    const query = new URLSearchParams({ q: words, ...(language ? { lang: language } : {}) });
    const reply = await fetch(`${box.dataset.suggest}?${query}`).catch(() => null);
    if (turn !== asked || !reply || !reply.ok) return undefined;
    const { hits } = await reply.json();
    if (turn !== asked) return undefined;
    list.replaceChildren(...hits.map(item));
    chosen = -1;
    list.hidden = !hits.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
    return undefined;
  };

  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(suggest, 120); });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") { event.preventDefault(); choose(chosen + 1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); choose(chosen < 0 ? -1 : chosen - 1); }
    else if (event.key === "Escape") { event.preventDefault(); close(); }
    else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.assign(list.children[chosen].dataset.address);
    }
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); box.focus(); }
  });
}
