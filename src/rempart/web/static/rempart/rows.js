// Keys for a list whose rows can be ticked: j and k move, x ticks, Enter opens. Only while the focus is in the list, so
// that no other key is taken (WCAG 2.1.4); everything works without this file too.
"use strict";
(() => {
  const rows = () => [...document.querySelectorAll("#listing tbody tr")];
  const focus = (row) => {
    const first = row && row.querySelector("input[type=checkbox], a");
    if (first) first.focus();
  };
  document.addEventListener("keydown", (event) => {
    const here = event.target instanceof Element ? event.target : null;
    if (!here || event.ctrlKey || event.altKey || event.metaKey || !here.closest("#listing")) return;
    const all = rows();
    const at = all.indexOf(here.closest("tr"));
    if (event.key === "j") focus(all[Math.min(at + 1, all.length - 1)]);
    else if (event.key === "k") focus(all[Math.max(at - 1, 0)]);
    else if (event.key === "x" && at >= 0) {
      const box = all[at].querySelector("input[type=checkbox]");
      if (box) box.checked = !box.checked;
    } else if (event.key === "Enter" && at >= 0 && here.matches("input[type=checkbox]")) {
      const link = all[at].querySelector("a");
      if (link) link.click();
    } else return;
    event.preventDefault();
  });
})();
