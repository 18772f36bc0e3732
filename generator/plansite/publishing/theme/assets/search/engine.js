/* The search engine: takes an index and a query, returns hits. It uses neither the page nor the network, so that
   it runs in a worker, in a page opened from disk, and in a test. plansite/views/search_index.py writes the index. */
(function (root) {
  "use strict";

  const UNIT = 0, QUOTED = 2;
  const SNIPPET = 90, LEAD = 24;

  const { strict: fold, loose } = root.plansiteFold;
  const WHO = /谁|(?:哪|什么)[个些几]*(?:部门|单位|机构|局|人管)|归.{0,2}管/u;
  const APART = /[\s，。、；：！？,.;:!?/|]+/u;
  const FIRST = 2;

  function prepare(index) {
    const simple = new Map();
    const pairs = [...index.simple];
    for (let at = 0; at < pairs.length; at += 2) simple.set(pairs[at], pairs[at + 1]);
    const folded = (text) => loose(text, simple);
    const entries = index.entries.map((row, order) => prepared(row, order, index, folded));
    const synonyms = new Map();
    for (const [words, means] of lines(index.synonyms)) {
      for (const word of words.map(folded)) synonyms.set(word, [...(synonyms.get(word) || []), ...means.map(folded)]);
    }
    return {
      entries, synonyms, folded, known: new Map(), ignored: new Set(split(index.ignored).map(folded)),
      elsewhere: new Set(split(index.elsewhere).map(folded)),
      pairs: root.plansiteMeaning.pairs(entries), units: entries.filter((entry) => entry.source === UNIT),
    };
  }

  function split(words) {
    return words.split(" ").filter(Boolean);
  }

  /* Synonyms are lines: the words, a tab, what they mean. */
  function lines(text) {
    return text.split("\n").filter(Boolean).map((line) => line.split("\t").map(split));
  }

  function prepared([url, title, text, page, source, more], order, index, folded) {
    const { names = [], keys = [], answers = [] } = more || {};
    const entry = {
      url, title, text, page: index.pages[page], source, order, keys,
      answers: answers.map((units) => units.map((at) => ({ url: index.units[at][0], name: index.units[at][1] }))),
      foldedTitle: fold(title), foldedText: fold(text), foldedNames: names.map(fold),
      looseTitle: folded(title), looseText: folded(text), looseNames: names.map(folded),
    };
    entry.loose = [entry.looseTitle, ...entry.looseNames, entry.looseText].join("\n");
    entry.about = `${entry.loose}\n${folded(entry.page)}`; // a task has the words of its action's title too
    return entry;
  }

  function occurrences(text, needle) {
    let count = 0;
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) count += 1;
    return count;
  }

  function everywhere(entry) {
    return [entry.foldedTitle, ...entry.foldedNames, entry.foldedText].join("\n");
  }

  /* Returns how well an entry matches the whole query: 0 is best, 4 is worst, -1 is no match. */
  function tier(entry, whole, parts) {
    const { foldedTitle: title, foldedNames: names, foldedText: text } = entry;
    if (entry.source === UNIT && (title === whole || names.includes(whole))) return 0;
    if (title === whole) return 1;
    if (title.includes(whole) || names.some((name) => name.includes(whole))) return 2;
    if (text.includes(whole)) return 3;
    if (parts.length < 2) return -1;
    if (parts.every((part) => title.includes(part))) return 2;
    const all = everywhere(entry);
    return parts.every((part) => all.includes(part)) ? 4 : -1;
  }

  function compare(one, other) {
    return (one.tier === 0 ? 0 : 1) - (other.tier === 0 ? 0 : 1)
      || (one.entry.source === QUOTED ? 1 : 0) - (other.entry.source === QUOTED ? 1 : 0)
      || one.tier - other.tier
      || other.count - one.count
      || one.entry.order - other.entry.order;
  }

  function literal(prepared, whole, parts) {
    const found = [];
    for (const entry of prepared.entries) {
      const reached = tier(entry, whole, parts);
      if (reached < 0) continue;
      const needles = reached < 4 && everywhere(entry).includes(whole) ? [whole] : parts;
      let count = 0;
      for (const needle of needles) {
        count += occurrences(entry.foldedTitle, needle) + occurrences(entry.foldedText, needle);
      }
      found.push({ entry, tier: reached, count, needles });
    }
    return found;
  }

  /* Entries with the whole query in them, where brackets, punctuation and the form of numbers do not count. */
  function loosely(prepared, whole) {
    const found = [];
    for (const entry of prepared.entries) {
      const titled = entry.looseTitle.includes(whole);
      if (!titled && !entry.loose.includes(whole)) continue;
      found.push({ entry, tier: titled ? 2 : 3, count: occurrences(entry.looseText, whole), needles: [whole] });
    }
    return found.sort(compare);
  }

  /* Splits a text into [piece, whether it matches]; with `width`, cuts it to that length around the first match. */
  function marked(text, needles, width) {
    const places = [];
    let folded = "";
    let at = 0;
    for (const char of text) {
      for (const one of fold(char)) { folded += one; places.push([at, at + char.length]); }
      at += char.length;
    }
    const ranges = [];
    for (const needle of needles) {
      for (let start = folded.indexOf(needle); needle && start >= 0; start = folded.indexOf(needle, start + needle.length)) {
        ranges.push([places[start][0], places[start + needle.length - 1][1]]);
      }
    }
    ranges.sort((one, other) => one[0] - other[0]);
    let from = 0, to = text.length;
    if (width && text.length > width) {
      from = ranges.length ? Math.max(0, Math.min(ranges[0][0] - LEAD, text.length - width)) : 0;
      to = Math.min(text.length, from + width);
    }
    const pieces = [];
    let done = from;
    if (from > 0) pieces.push(["…", false]);
    for (const [start, end] of ranges) {
      if (start < done || end > to) continue;
      if (start > done) pieces.push([text.slice(done, start), false]);
      pieces.push([text.slice(start, end), true]);
      done = end;
    }
    if (done < to) pieces.push([text.slice(done, to), false]);
    if (to < text.length) pieces.push(["…", false]);
    return pieces;
  }

  /* What is meant, where the words do not stand in the plan: units that the question names, then entries with most of
     what is asked; who answers for the best of them comes first where the question is who. */
  function meant(prepared, query) {
    const parts = query.split(APART).map(prepared.folded).filter(Boolean);
    const core = parts.flatMap((part) => root.plansiteMeaning.cut(prepared, part))
      .filter(([kind]) => kind !== "ignored").map(([, text]) => text).join("");
    const named = root.plansiteUnits.find(prepared.units, core);
    const { found, missing } = root.plansiteMeaning.search(prepared, parts);
    const asked = !named.length && WHO.test(query) && found.length ? leading(prepared, found[0].entry) : [];
    const units = [...named, ...asked];
    const others = found.filter(({ entry }) => !units.includes(entry))
      .map((each) => (each.entry.source === UNIT ? { ...each, as: query.trim() } : each));
    return {
      found: [...units.map((entry) => ({ entry, needles: [], as: named.includes(entry) ? query.trim() : "" })), ...others],
      missing: named.length ? [] : missing.filter((words) => words.length > 1),
    };
  }

  /* The pages of the units that lead an entry or what is above it, and of the first that answer for it. */
  function leading(prepared, { answers: [lead = [], answering = [], , above = []] }) {
    const urls = new Set([...lead, ...above, ...answering].map(({ url }) => url));
    return [...urls].slice(0, FIRST).map((url) => prepared.units.find((unit) => unit.url === url)).filter(Boolean);
  }

  /* Returns {total, approximate, missing, hits}: the first `limit` hits, each {url, page, title, snippet, answers, as}:
     title and snippet as pieces; the units that lead, answer, support, and that lead above; and the words by which a unit
     was asked for. `approximate` means that the words themselves do not stand together in the plan; `missing` are those of
     them that it does not have. */
  function search(prepared, query, limit) {
    const parts = query.split(/\s+/u).map(fold).filter(Boolean);
    const whole = fold(query);
    if (!whole) return { total: 0, approximate: false, missing: [], hits: [] };
    let found = literal(prepared, whole, parts).sort(compare);
    if (!found.length) found = loosely(prepared, prepared.folded(query));
    const approximate = !found.length;
    let missing = [];
    if (approximate) ({ found, missing } = meant(prepared, query));
    const hits = found.slice(0, limit).map(({ entry, needles, as }) => ({
      url: entry.url,
      page: entry.page,
      title: marked(entry.title, needles),
      snippet: marked(entry.text.replace(/\n/g, " "), needles, SNIPPET),
      answers: entry.answers,
      as,
    }));
    return { total: found.length, approximate: approximate && found.length > 0, missing, hits };
  }

  root.plansiteSearch = { fold, prepare, search };
})(self);
