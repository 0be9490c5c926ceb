/// The one script of a report's page. It moves and hides rows that are there, and makes nothing of their text.
enum ReportScript {
    static let text = #"""
        "use strict";
        (() => {
          const collator = new Intl.Collator("en", { numeric: true });
          const key = (row, column) => {
            const cell = row.cells[column];
            return cell.dataset.n !== undefined ? Number(cell.dataset.n) : cell.textContent.trim();
          };
          const number = (text) => /^[\d,]+$/.test(text) ? Number(text.replaceAll(",", "")) : NaN;
          const compare = (one, other) => {
            if (typeof one === "number" && typeof other === "number") return one - other;
            const [first, second] = [number(one), number(other)];
            return Number.isNaN(first) || Number.isNaN(second) ? collator.compare(one, other) : first - second;
          };
          for (const table of document.querySelectorAll("table.sorts")) {
            const heads = Array.from(table.tHead.rows[0].cells);
            heads.forEach((head, column) => {
              const button = document.createElement("button");
              button.type = "button";
              button.append(...head.childNodes);
              head.append(button);
              button.addEventListener("click", () => {
                const isDown = head.getAttribute("aria-sort") === "ascending";
                for (const other of heads) other.removeAttribute("aria-sort");
                head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
                const rows = Array.from(table.tBodies[0].rows, (row) => [key(row, column), row]);
                rows.sort((one, other) => isDown ? compare(other[0], one[0]) : compare(one[0], other[0]));
                table.tBodies[0].append(...rows.map((pair) => pair[1]));
              });
            });
          }
          const form = document.getElementById("filter");
          if (!form) return;
          const rows = Array.from(document.getElementById("table").tBodies[0].rows, (row) =>
            ({ row, text: row.textContent.toLowerCase(), decision: row.dataset.d }));
          const find = document.getElementById("find");
          const decision = document.getElementById("decision");
          const apply = () => {
            const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
            let shown = 0;
            for (const { row, text, decision: made } of rows) {
              const fits = (!decision.value || decision.value === made) && words.every((word) => text.includes(word));
              row.hidden = !fits;
              if (fits) shown += 1;
            }
            document.getElementById("shown").textContent = `${shown} of ${rows.length} shown`;
          };
          find.addEventListener("input", apply);
          decision.addEventListener("change", apply);
          form.addEventListener("submit", (event) => event.preventDefault());
          form.hidden = false;
          apply();
        })();
        """#
}
