// The lineage page works without this file: every state is an address, every control a link or a form.
// With it, a change is fetched and swapped in place, arrows move between nodes, and a PNG can be drawn.
"use strict";

const place = () => document.getElementById("lineage");
const boxes = () => [...document.querySelectorAll("#lineage svg .node")];
const node = (element) => element?.closest?.("#lineage svg .node");
const start = () => document.querySelector("#lineage svg .node.at") ?? document.querySelector("#lineage svg .node.root");
let asked = 0; // the number of the last request: an earlier answer that comes late is not shown

function dress() {
  document.querySelectorAll("#lineage .with-script").forEach((element) => { element.hidden = false; });
  boxes().forEach((box, number) => {
    for (const link of box.querySelectorAll("a")) link.tabIndex = -1;
    if (number === 0) box.querySelector("a").tabIndex = 0;
  });
  stay(start());
  trace();
  follow();
}

// One node at a time is in the tab order; the arrows move it.
function stay(box) {
  if (!box) return;
  document.querySelectorAll('#lineage svg .node a[tabindex="0"]').forEach((link) => { link.tabIndex = -1; });
  for (const link of box.querySelectorAll("a")) link.tabIndex = 0;
}

function reveal(box) {
  const scroll = box?.closest(".lineage-scroll");
  if (!scroll) return;
  const [inner, outer] = [box.getBoundingClientRect(), scroll.getBoundingClientRect()];
  scroll.scrollBy({
    left: inner.left + inner.width / 2 - outer.left - outer.width / 2,
    top: inner.top + inner.height / 2 - outer.top - outer.height / 2,
  });
}

async function go(address, { push = true, keep = "" } = {}) {
  const mine = ++asked;
  const before = keep && document.getElementById(keep)?.getBoundingClientRect();
  place().setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("lineage");
    if (mine !== asked) return;
    if (!answer.ok || !fresh) { location.assign(address); return; }
    place().replaceWith(fresh);
    document.title = page.title;
    if (push) history.pushState(null, "", address);
    dress();
    settle(new URL(address, location.href), keep, before);
  } catch {
    location.assign(address);
  }
}

// After a swap the node that was used stays where it was on the screen, if that is in sight, and has the focus.
function settle(address, keep, before) {
  const box = document.getElementById(keep) ?? document.querySelector("#lineage svg .node.root");
  reveal(box);
  const scroll = box?.closest(".lineage-scroll");
  const after = box?.getBoundingClientRect();
  if (before && after && scroll) {
    const outer = scroll.getBoundingClientRect();
    const fits = before.left >= outer.left && before.right <= outer.right && before.top >= outer.top && before.bottom <= outer.bottom;
    if (fits) scroll.scrollBy(after.left - before.left, after.top - before.top);
  }
  const details = document.getElementById("details");
  if (address.hash === "#details" && details) {
    details.focus({ preventScroll: true });
    if (details.getBoundingClientRect().top > innerHeight * 0.8) details.scrollIntoView({ block: "start" });
  } else if (box && keep) {
    stay(box);
    box.querySelector("a").focus({ preventScroll: true });
  }
}

// The title of a year stays in sight while the picture is scrolled.
function follow() {
  const scroll = document.querySelector("#lineage .lineage-scroll");
  const lanes = [...document.querySelectorAll("#lineage svg .lane")];
  const move = () => {
    for (const lane of lanes) {
      const [from, to] = [Number(lane.dataset.x), Number(lane.dataset.x) + Number(lane.dataset.width)];
      const [left, right] = [Math.max(from, scroll.scrollLeft), Math.min(to, scroll.scrollLeft + scroll.clientWidth)];
      const title = lane.querySelector("text");
      if (right - left > 48) title.setAttribute("x", (left + right) / 2);
      title.setAttribute("transform", `translate(0 ${scroll.scrollTop})`);
    }
  };
  scroll?.addEventListener("scroll", move, { passive: true });
  if (scroll) move();
}

function ours(link) {
  return link && link.closest("#lineage") && new URL(link.href?.baseVal ?? link.href, location.href).pathname === "/lineage";
}

const href = (link) => new URL(link.href?.baseVal ?? link.href, location.href).href;

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest("a");
  if (link?.classList.contains("png")) { event.preventDefault(); png(link); return; }
  if (!ours(link)) return;
  event.preventDefault();
  const address = new URL(href(link));
  const named = decodeURIComponent(address.hash.slice(1));
  go(address.href, { keep: node(link)?.id ?? (named === "details" ? "" : named) });
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.closest("#lineage")) return;
  event.preventDefault();
  const given = [...new FormData(form)].filter(([name, value]) => value !== "" && !(/^(up|down)$/.test(name) && value === "1"));
  go(`/lineage?${new URLSearchParams(given)}`);
});

addEventListener("popstate", () => go(location.href, { push: false }));

// Arrows: the nearest node in that direction, counting sidewards distance double.
function beside(box, key) {
  const from = box.getBoundingClientRect();
  const [dx, dy] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[key];
  const far = (other) => {
    const to = other.getBoundingClientRect();
    const [x, y] = [to.left - from.left, to.top - from.top];
    const ahead = x * dx + y * dy;
    return ahead > 4 ? ahead + 2 * Math.abs(x * dy + y * dx) : Infinity;
  };
  const [best] = boxes().map((other) => [far(other), other]).sort((a, b) => a[0] - b[0]);
  return best && best[0] < Infinity ? best[1] : null;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !place()) return;
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  const box = node(event.target);
  if (event.key === "/") { event.preventDefault(); document.getElementById("find")?.focus(); return; }
  if (event.key === "Escape") { document.querySelector("#details .close")?.click(); return; }
  if (!box) return;
  if (event.key.startsWith("Arrow")) {
    event.preventDefault();
    const other = beside(box, event.key);
    if (other) { stay(other); other.querySelector("a").focus({ preventScroll: true }); reveal(other); }
  }
  const more = box.querySelector(".more");
  const closes = more?.textContent.trim().endsWith("−");
  if (more && ((event.key === "+" || event.key === "=") && !closes || event.key === "-" && closes)) {
    event.preventDefault();
    go(href(more), { keep: box.id });
  }
});

// Under the pointer or the focus, the links of a node stand out.
function trace() {
  const svg = document.querySelector("#lineage svg.lineage[role]");
  for (const [name, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
    svg?.addEventListener(name, (event) => {
      const box = node(event.target);
      if (!box) return;
      const ends = new Set([box.dataset.n]);
      svg.querySelectorAll(".links path").forEach((path) => {
        const near = on && (ends.has(path.dataset.a) || ends.has(path.dataset.b));
        path.classList.toggle("near", near);
      });
    });
  }
}

// The picture that the server drew, on a canvas of twice its size where that fits.
async function png(link) {
  const picture = new Image();
  picture.src = link.href;
  try {
    await picture.decode();
  } catch {
    document.getElementById("lineage-status").textContent = link.dataset.failed;
    return;
  }
  const scale = Math.min(2, 16000 / Math.max(picture.naturalWidth, picture.naturalHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.naturalWidth * scale);
  canvas.height = Math.round(picture.naturalHeight * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => {
    const save = document.createElement("a");
    save.href = URL.createObjectURL(blob);
    save.download = link.download;
    save.click();
    setTimeout(() => URL.revokeObjectURL(save.href), 10000);
  }, "image/png");
}

dress();
reveal(start());
