// Shows, as it is typed, how a wording differs from what it was: .diff[data-diff-for="ID"][data-was="…"] beside a field #ID.

const words = (text) => text.trim().split(/\s+/).filter(Boolean);
const normal = (word) => word.toLowerCase().replace(/[‘’]/g, "'").replace(/[^\p{L}\p{N}'-]/gu, "");

/** The words of both texts in order, each with "same", "del" or "ins" (longest common subsequence). */
function difference(was, now) {
  const [a, b] = [words(was), words(now)];
  const length = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const alike = (i, j) => normal(a[i]) === normal(b[j]);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      length[i][j] = alike(i, j) ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
    }
  }
  const runs = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (i < a.length && j < b.length && alike(i, j)) {
      runs.push(["same", b[j++]]);
      i++;
    } else if (j >= b.length || (i < a.length && length[i + 1][j] >= length[i][j + 1])) {
      runs.push(["del", a[i++]]);
    } else runs.push(["ins", b[j++]]);
  }
  return runs;
}

function draw(target) {
  const field = document.getElementById(target.dataset.diffFor);
  if (!field) return;
  const runs = difference(target.dataset.was, field.value);
  const groups = [];
  for (const [kind, word] of runs) {
    if (groups.at(-1)?.kind === kind) groups.at(-1).words.push(word);
    else groups.push({ kind, words: [word] });
  }
  const changed = groups.some(({ kind }) => kind !== "same");
  target.replaceChildren(
    ...(changed && field.value.trim()
      ? groups.flatMap(({ kind, words: list }) => {
          const text = list.join(" ");
          return [kind === "same" ? text : Object.assign(document.createElement(kind), { textContent: text }), " "];
        })
      : []),
  );
}

const targets = () => document.querySelectorAll("[data-diff-for]");
targets().forEach(draw);
document.addEventListener("input", (event) => {
  for (const target of targets()) if (target.dataset.diffFor === event.target.id) draw(target);
});
