// The list of rules: a field that narrows it, and headings that sort it. Without scripts the list is whole and in order.
document.addEventListener("DOMContentLoaded", () => {
  const box = document.querySelector(".rules");
  if (!box) return;
  const body = box.querySelector("tbody");
  const rows = [...body.rows];

  const field = document.createElement("input");
  field.type = "search";
  field.placeholder = `Search ${rows.length} rules`;
  field.setAttribute("aria-label", "Search rules");
  field.addEventListener("input", () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
    }
  });
  box.prepend(field);

  const weight = { error: "0", warning: "1", info: "2" };
  const key = (row, column) => weight[row.cells[column].textContent] ?? row.cells[column].textContent;
  const heads = [...box.querySelectorAll("th")];
  heads.forEach((head, column) => {
    head.tabIndex = 0;
    const sort = () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      rows.sort((one, two) => key(one, column).localeCompare(key(two, column)) || key(one, 0).localeCompare(key(two, 0)));
      body.append(...(down ? [...rows].reverse() : rows));
    };
    head.addEventListener("click", sort);
    head.addEventListener("keydown", (event) => event.key === "Enter" && sort());
  });
});
