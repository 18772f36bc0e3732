/* The search engine: takes an index and a query, returns hits. It uses neither the page nor the network, so that
   it runs in a worker, in a page opened from disk, and in a test. plansite/views/search_index.py writes the index. */
(function (root) {
  "use strict";

  const UNIT = 0, QUOTED = 2;
  const SNIPPET = 90, LEAD = 24;
  const IGNORED = /[\s\u200b-\u200d\ufeff“”‘’"'「」『』]/gu;

  /* Folds a text, so that full and half width, case, spaces and quotation marks make no difference. */
  function fold(text) {
    return text.normalize("NFKC").toLowerCase().replace(IGNORED, "");
  }

  function prepare(index) {
    const entries = index.entries.map(([url, title, text, page, source, names], order) => ({
      url, title, text, page: index.pages[page], source, order,
      foldedTitle: fold(title), foldedText: fold(text), foldedNames: (names || []).map(fold),
    }));
    const synonyms = [];
    for (const [words, means] of index.synonyms) {
      for (const word of words) synonyms.push([fold(word), means.map(fold)]);
    }
    synonyms.sort((one, other) => other[0].length - one[0].length);
    return { entries, synonyms };
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

  /* Returns the choices for a part of the query: for each word with synonyms, these and the word itself; and what
     is left between these words. Null if no word has synonyms. */
  function choices(prepared, part) {
    let rest = [part];
    const found = [];
    for (const [word, means] of prepared.synonyms) {
      rest = rest.flatMap((piece) => {
        if (!piece.includes(word)) return [piece];
        found.push([...means, word]);
        return piece.split(word);
      });
    }
    if (!found.length) return null;
    return [...found, ...rest.filter((piece) => piece.length > 1).map((piece) => [piece])];
  }

  function bySynonyms(prepared, parts) {
    let used = false;
    const wanted = parts.flatMap((part) => {
      if (prepared.entries.some((entry) => everywhere(entry).includes(part))) return [[part]];
      const chosen = choices(prepared, part);
      if (chosen) used = true;
      return chosen || [[part]];
    });
    return used ? gather(prepared, (all) => wanted.map((options) => options.find((option) => all.includes(option)))) : [];
  }

  /* Finds entries that contain the whole query in pieces of two characters or more; spaces do not count. */
  function byPieces(prepared, whole) {
    if (whole.length < 4) return [];
    return gather(prepared, (all) => {
      const pieces = [];
      for (let start = 0; start < whole.length;) {
        let end = whole.length;
        while (end - start > 1 && !all.includes(whole.slice(start, end))) end -= 1;
        if (end - start < 2) return [undefined];
        pieces.push(whole.slice(start, end));
        start = end;
      }
      return pieces;
    });
  }

  function gather(prepared, needlesIn) {
    const found = [];
    for (const entry of prepared.entries) {
      const needles = needlesIn(everywhere(entry));
      if (needles.includes(undefined)) continue;
      const titled = needles.filter((needle) => entry.foldedTitle.includes(needle)).length;
      let count = 0;
      for (const needle of needles) count += occurrences(entry.foldedText, needle);
      found.push({ entry, tier: 1 + needles.length - titled, count, needles });
    }
    return found;
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

  /* Returns {total, approximate, hits}: the first `limit` hits, each {url, page, title, snippet} with the last two
     as pieces. `approximate` means that the words themselves were not found, but synonyms or pieces of them. */
  function search(prepared, query, limit) {
    const parts = query.split(/\s+/u).map(fold).filter(Boolean);
    const whole = fold(query);
    if (!whole) return { total: 0, approximate: false, hits: [] };
    let found = literal(prepared, whole, parts);
    const approximate = !found.length;
    if (approximate) found = bySynonyms(prepared, parts);
    if (!found.length) found = byPieces(prepared, whole);
    found.sort(compare);
    const hits = found.slice(0, limit).map(({ entry, needles }) => ({
      url: entry.url,
      page: entry.page,
      title: marked(entry.title, needles),
      snippet: marked(entry.text.replace(/\n/g, " "), needles, SNIPPET),
    }));
    return { total: found.length, approximate: approximate && found.length > 0, hits };
  }

  root.plansiteSearch = { fold, prepare, search };
})(self);
