// The page works without this. With it, a click on a free place fills the form in, and the planning follows what
// others book.
"use strict";

const grid = document.getElementById("grid");
const form = document.querySelector("form.book");

function fillIn(event) {
  const track = event.target.closest(".track[data-aircraft]");
  if (!track || !form || event.target.closest(".booking")) return;
  const box = track.getBoundingClientRect();
  const times = [...form.elements.start.options];
  const slot = Math.floor(((event.clientX - box.left) / box.width) * times.length);
  form.elements.aircraft.value = track.dataset.aircraft;
  form.elements.start.selectedIndex = slot;
  form.elements.end.selectedIndex = Math.min(slot + 1, times.length - 1);
  form.scrollIntoView({ behavior: "smooth", block: "nearest" });
  form.elements.comment.focus({ preventScroll: true });
}

async function refresh() {
  const answer = await fetch("/planning?day=" + grid.dataset.day);
  if (!answer.ok || answer.redirected) return location.reload();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  grid.replaceChildren(...page.getElementById("grid").childNodes);
  const own = document.querySelector(".own");
  if (own) own.replaceChildren(...page.querySelector(".own").childNodes);
}

if (grid) {
  grid.addEventListener("click", fillIn);
  const events = new EventSource("/api/events");
  events.addEventListener("booking", refresh);
}
