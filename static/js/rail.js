// The rail follows the reading: the stage nearest the top of the window is the current one.

const stages = [...document.querySelectorAll("[data-stage]")];
const inView = new Set();

function mark() {
  // Between two stages, or past the last: the one that was read last.
  const above = () => stages.filter((stage) => stage.getBoundingClientRect().top < innerHeight / 5).at(-1);
  const current = stages.find((stage) => inView.has(stage)) ?? above();
  if (!current) return;
  for (const link of document.querySelectorAll(".rail__link")) {
    const item = link.closest(".rail__item");
    item.removeAttribute("aria-current");
    if (link.hash === `#${current.id}`) link.setAttribute("aria-current", "step");
    else link.removeAttribute("aria-current");
  }
}

const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) inView[isIntersecting ? "add" : "delete"](target);
    mark();
  },
  { rootMargin: "-20% 0px -55% 0px" },
);
stages.forEach((stage) => observer.observe(stage));
document.addEventListener("so-that:swapped", mark);
