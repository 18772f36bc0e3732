// Responsibility matrices: arrow keys, highlighting of a cell's row and column, and filters kept in the URL.
// Without this script, the page still shows the whole table, and every link in it works.
(() => {
  "use strict";

  const KEYS = ["unit", "item", "role"];
  const hidden = (element) => element.hidden || element.parentElement.hidden || element.parentElement.parentElement.hidden;
  const linkOf = (cell) => cell.querySelector("a");
  // Writes only what differs, because setting a text lays out the whole table again.
  const write = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };
  const filled = (row) => [...row.cells].filter((cell) => linkOf(cell) && !hidden(cell));

  // Makes the hundreds of links of a matrix a single tab stop (roving tabindex), with arrow keys to move between
  // them. The table keeps its role, so that a screen reader reads it as a table.
  class Keys {
    constructor(table) {
      this.table = table;
      this.current = null;
      for (const link of table.querySelectorAll("a")) link.tabIndex = -1;
      this.refresh();
      table.addEventListener("keydown", (event) => this.press(event));
      table.addEventListener("focusin", (event) => this.take(event.target.closest("a")));
    }

    refresh() {
      const cell = this.current && this.current.closest("th, td");
      if (cell && !hidden(cell)) return;
      const rows = [...this.table.rows].filter((row) => !row.closest("thead"));
      const first = rows.flatMap((row) => filled(row)).find((each) => each.tagName === "TD");
      this.take(first ? linkOf(first) : null);
    }

    take(link) {
      if (this.current) this.current.tabIndex = -1;
      this.current = link;
      if (link) link.tabIndex = 0;
    }

    press(event) {
      const cell = event.target.closest("th, td");
      if (!cell || event.altKey || event.shiftKey || event.metaKey) return;
      const target = this.target(cell, event.key, event.ctrlKey);
      if (target === undefined) return;
      event.preventDefault();
      if (target) linkOf(target).focus();
    }

    // Returns the cell that a key leads to, null if there is none, or undefined for a key without a function here.
    target(cell, key, all) {
      const row = filled(cell.parentElement);
      const at = row.indexOf(cell);
      if (key === "Home" || key === "End") {
        const cells = all ? [...this.table.rows].flatMap((each) => filled(each)).filter((each) => each.tagName === "TD") : row;
        return cells[key === "Home" ? 0 : cells.length - 1] ?? null;
      }
      if (all) return undefined;
      if (key === "ArrowLeft") return row[at - 1] ?? null;
      if (key === "ArrowRight") return row[at + 1] ?? null;
      if (key !== "ArrowUp" && key !== "ArrowDown") return undefined;
      const column = [...this.table.rows]
        .map((each) => each.cells[cell.cellIndex])
        .filter((each) => each && !each.closest(".ps-group") && linkOf(each) && !hidden(each));
      return column[column.indexOf(cell) + (key === "ArrowUp" ? -1 : 1)] ?? null;
    }
  }

  // Highlights the row and column of the cell under the pointer, or else of the focused cell.
  class Cross {
    constructor(table) {
      this.table = table;
      this.marked = [];
      this.shown = null;
      table.addEventListener("pointerover", (event) => this.show(event.target.closest("th, td")));
      table.addEventListener("pointerleave", () => this.show(this.focused()));
      table.addEventListener("focusin", (event) => this.show(event.target.closest("th, td")));
      table.addEventListener("focusout", () => this.show(null));
    }

    focused() {
      const active = document.activeElement;
      return this.table.contains(active) ? active.closest("th, td") : null;
    }

    show(cell) {
      if (cell === this.shown) return;
      for (const each of this.marked) each.classList.remove("ps-row-on", "ps-column-on");
      this.marked = [];
      this.shown = cell;
      if (!cell || cell.closest(".ps-group")) return;
      if (!cell.closest("thead, tfoot")) this.mark(cell.parentElement, "ps-row-on");
      if (cell.cellIndex === 0) return;
      for (const row of this.table.rows) {
        const each = row.cells[cell.cellIndex];
        if (each) this.mark(each, "ps-column-on");
      }
    }

    mark(element, name) {
      element.classList.add(name);
      this.marked.push(element);
    }
  }

  // Hides rows and columns by unit, by action or project, and by role, and updates the totals.
  class Filter {
    constructor(form, box, keys) {
      this.form = form;
      this.box = box;
      this.keys = keys;
      this.table = box.querySelector("table");
      this.heads = [...this.table.tHead.rows[0].cells];
      this.columns = this.heads.flatMap((cell, index) => (cell.dataset.unit ? [index] : []));
      this.bodies = [...this.table.tBodies].map((body) => ({
        head: body.querySelector(".ps-group"),
        rows: [...body.rows].filter((row) => !row.classList.contains("ps-group")),
      }));
      this.rows = this.bodies.flatMap((body) => body.rows);
      this.sums = [...(this.table.tFoot ? this.table.tFoot.rows : [])];
      this.steps = (this.table.dataset.steps ?? "").split(" ").filter(Boolean).map(Number);
      this.status = form.querySelector("[role=status]");
      this.clear = form.querySelector("button");
      this.named = this.readNamed();
      this.cells = new Map(this.named ? [] : this.rows.flatMap((row) => this.readCells(row)));
      this.start();
    }

    start() {
      const units = this.select("unit");
      for (const { dataset, textContent } of this.columns.map((index) => this.heads[index])) {
        units.add(new Option(dataset.told ?? textContent.trim(), dataset.unit));
      }
      this.form.hidden = false;
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.addEventListener("change", () => this.choose());
      this.clear.addEventListener("click", () => {
        for (const key of KEYS) if (this.select(key)) this.select(key).value = "";
        this.choose();
        units.focus();
      });
      window.addEventListener("popstate", () => this.read());
      this.read();
    }

    select(key) {
      return this.form.querySelector(`select[name=${key}]`);
    }

    value(key) {
      return this.select(key)?.value ?? "";
    }

    // Returns where units are named, for units × units: unit → [{item, number, role}]; null for other matrices.
    readNamed() {
      const rows = this.rows.filter((row) => row.dataset.named !== undefined);
      if (!rows.length) return null;
      const parse = (token) => {
        const [item, rest] = token.split(":");
        return { item, number: rest.slice(0, -1), role: rest.slice(-1) };
      };
      return new Map(rows.map((row) => [row.dataset.unit, row.dataset.named.split(" ").filter(Boolean).map(parse)]));
    }

    // Returns what each filled cell of items × units shows by default, and what it shows for one role alone.
    readCells(row) {
      const filledOf = this.columns.map((index) => row.cells[index]).filter(linkOf);
      return filledOf.map((cell) => {
        const text = linkOf(cell).textContent;
        const count = Number(text.replace(/\D/g, ""));
        const sign = text.replace(/\d/g, "");
        const whole = { style: cell.className, sign, count };
        if (!cell.dataset.counts) return [cell, { "": whole, [cell.className.split(" ")[0].slice(3)]: whole }];
        const shown = { "": whole };
        const { own } = cell.dataset;
        if (own) shown[own] = { style: `ps-${own}`, sign, count: 0 };
        for (const [role, number] of cell.dataset.counts.split(" ").map((each) => each.split(":"))) {
          const style = `ps-${role} ${this.heat(Number(number))}`;
          shown[role] = { style, sign: role === own ? sign : "", count: Number(number) };
        }
        return [cell, shown];
      });
    }

    heat(count) {
      const step = this.steps.filter((least) => count >= least).length;
      return step ? `ps-heat-${step}` : "";
    }

    read() {
      const query = new URLSearchParams(location.search);
      for (const key of KEYS) {
        const select = this.select(key);
        const wanted = query.get(key) ?? "";
        if (select) select.value = [...select.options].some((option) => option.value === wanted) ? wanted : "";
      }
      this.apply();
    }

    choose() {
      const url = new URL(location.href);
      for (const key of KEYS) {
        if (this.value(key)) url.searchParams.set(key, this.value(key));
        else url.searchParams.delete(key);
      }
      if (url.href !== location.href) history.pushState(null, "", url);
      this.apply();
    }

    apply() {
      const wanted = { unit: this.value("unit"), item: this.value("item"), role: this.value("role") };
      const shown = this.named ? this.countPairs(wanted) : this.pick(wanted);
      this.hide(shown);
      this.total(shown, wanted.role);
      this.tell(shown, wanted);
      this.keys.refresh();
    }

    // Returns the columns of the cells to keep in each row, in a matrix of items × units. A cell that is not kept
    // loses its colour too; one of several roles shows only what belongs to the role that is asked for.
    pick({ unit, item, role }) {
      return this.rows.map((row) =>
        this.columns.filter((index) => {
          const cell = row.cells[index];
          if (!this.cells.has(cell)) return false;
          const shown = this.cells.get(cell)[role];
          const kept = shown && (!item || row.dataset.item === item) && (!unit || this.heads[index].dataset.unit === unit);
          this.paint(cell, kept ? shown : null);
          return kept;
        }),
      );
    }

    paint(cell, shown) {
      const link = linkOf(cell);
      link.hidden = !shown;
      cell.className = shown ? shown.style : "";
      if (!shown || link.textContent === shown.sign + (shown.count || "")) return;
      const sign = document.createElement("i");
      sign.textContent = shown.sign;
      link.replaceChildren(...(shown.sign ? [sign] : []), String(shown.count || ""));
    }

    // Returns the columns of the cells to keep in each row of units × units, after recounting the shared items.
    countPairs({ unit, item, role }) {
      const sets = new Map();
      for (const [each, places] of this.named) {
        const kept = places.filter((place) => (!item || place.item === item) && (!role || place.role === role[0]));
        sets.set(each, new Set(kept.map((place) => place.number)));
      }
      return this.rows.map((row) => {
        const mine = sets.get(row.dataset.unit);
        const columns = [];
        for (const index of this.columns) {
          const cell = row.cells[index];
          const link = linkOf(cell);
          if (!link) continue;
          const count = [...sets.get(this.heads[index].dataset.unit)].filter((number) => mine.has(number)).length;
          this.recount(cell, link, count);
          if (count && (!unit || row.dataset.unit === unit)) columns.push(index);
        }
        return columns;
      });
    }

    recount(cell, link, count) {
      link.hidden = !count;
      write(link, String(count));
      link.setAttribute("aria-label", link.getAttribute("aria-label").replace(/\d+(?=项$)/, String(count)));
      cell.className = this.heat(count);
    }

    hide(shown) {
      const columns = new Set(shown.flat());
      for (const row of [this.table.tHead.rows[0], ...this.rows, ...this.sums]) {
        for (const index of this.columns) row.cells[index].hidden = !columns.has(index);
      }
      for (const [at, row] of this.rows.entries()) row.hidden = !shown[at].length;
      for (const { head, rows } of this.bodies) {
        if (!head) continue;
        head.hidden = rows.every((row) => row.hidden);
        head.cells[0].colSpan = columns.size + 2;
      }
    }

    total(shown, role) {
      const sums = new Map();
      const counts = new Map();
      for (const [at, columns] of shown.entries()) {
        const row = this.rows[at];
        write(row.cells[this.heads.length - 1], String(columns.length));
        if (!this.sums.length) continue;
        for (const index of columns) {
          sums.set(index, (sums.get(index) || 0) + 1);
          counts.set(index, (counts.get(index) || 0) + this.cells.get(row.cells[index])[role].count);
        }
      }
      for (const row of this.sums) {
        const found = "counted" in row.dataset ? counts : sums;
        for (const index of this.columns) write(row.cells[index], String(found.get(index) || 0));
      }
    }

    tell(shown, wanted) {
      const rows = shown.filter((columns) => columns.length).length;
      const columns = new Set(shown.flat()).size;
      const { status, statusOne } = this.form.dataset;
      const said = (wanted.unit ? statusOne : status).replace("{rows}", rows).replace("{columns}", columns);
      this.status.textContent = rows ? said : "没有符合条件的内容，请换一个条件。";
      this.box.hidden = !rows;
      this.clear.hidden = KEYS.every((key) => !wanted[key]);
      const query = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value)).toString();
      for (const tab of document.querySelectorAll(".ps-tabs a")) tab.search = query;
    }
  }

  for (const box of document.querySelectorAll(".ps-matrix")) {
    const table = box.querySelector("table");
    const keys = new Keys(table);
    new Cross(table);
    const form = document.querySelector("form.ps-filter");
    if (form) new Filter(form, box, keys);
  }
  for (const note of document.querySelectorAll("[data-keys]")) note.hidden = false;
})();
