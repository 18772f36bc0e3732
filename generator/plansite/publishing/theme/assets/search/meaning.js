/* Searching by the meaning of the words, where they do not stand in the plan as they were typed. A question is cut
   into words of the plan, words with synonyms, words that carry no meaning, and what the plan does not know; an entry
   is weighed by the words that it has, and must have most of what was asked. */
(function (root) {
  "use strict";

  const SHORTEST = 2, LONGEST = 12, QUOTING = 2;
  const PARTICLE = /^[的了着吗呢吧啊呀么]|[的了着吗呢吧啊呀么]$/u;
  const TELLING = /[证费价票卡款税房车险]/u;
  /* What a word is worth: in a title, as what another means, where it is quoted, where editors say what it means. */
  const TITLED = 2, SYNONYM = 0.85, QUOTED = 0.45, MEANT = 2;
  /* What it costs that the plan does not have a text: one of other services, any other, and a single character. */
  const FAR = 4, UNKNOWN = 0.5, SINGLE = 0.06;
  /* The share of what is asked that an entry must have: of one word of the plan, of one that editors explain, of
     several, and where hardly any is unknown. Set on half of the questions in tests/cases/questions.tsv. */
  const ENOUGH = { one: 0.75, meant: 0.3, several: 0.35 }, KNOWN = 0.2, LITTLE = 0.12;
  /* The same where the question names another service. */
  const ENOUGH_FAR = { one: 0.8, meant: 0.8, several: 0.6 };

  /* An index of pairs of characters: which entries have each. */
  function pairs(entries) {
    const found = new Map();
    entries.forEach(({ about }, at) => {
      for (let start = 0; start + 1 < about.length; start += 1) {
        const pair = about.slice(start, start + SHORTEST);
        const list = found.get(pair);
        if (!list) found.set(pair, [at]);
        else if (list[list.length - 1] !== at) list.push(at);
      }
    });
    return found;
  }

  /* The entries that have a word of two characters or more. */
  function having(prepared, word) {
    if (prepared.known.has(word)) return prepared.known.get(word);
    let fewest = null;
    for (let start = 0; start + 1 < word.length; start += 1) {
      const list = prepared.pairs.get(word.slice(start, start + SHORTEST)) || [];
      if (!fewest || list.length < fewest.length) fewest = list;
    }
    const found = (fewest || []).map((at) => prepared.entries[at]).filter(({ about }) => about.includes(word));
    prepared.known.set(word, found);
    return found;
  }

  /* How much it tells that an entry has a word that `count` entries have. */
  function rarity(prepared, word, count) {
    return Math.log(1 + prepared.entries.length / count) * Math.min(1.5, 0.5 + word.length / 4);
  }

  /* Returns the best way to cut a text: pieces [kind, text], kind one of word, synonym, ignored, unknown. */
  function cut(prepared, text) {
    const best = [[0, null]];
    for (let start = 0; start < text.length; start += 1) {
      const [value, way] = best[start];
      const reach = (end, kind, worth) => {
        if (!best[end] || best[end][0] < value + worth) best[end] = [value + worth, [way, kind, text.slice(start, end)]];
      };
      reach(start + 1, prepared.ignored.has(text[start]) ? "ignored" : "unknown", 0);
      let inPlan = true;
      for (let end = start + SHORTEST; end <= Math.min(text.length, start + LONGEST); end += 1) {
        const piece = text.slice(start, end), square = piece.length ** SHORTEST;
        if (prepared.ignored.has(piece)) reach(end, "ignored", square * 1.5);
        if (prepared.synonyms.has(piece)) reach(end, "synonym", square * 2.5);
        if (prepared.elsewhere.has(piece) && !having(prepared, piece).length) reach(end, "elsewhere", square * 2.6);
        const count = inPlan ? having(prepared, piece).length : 0;
        inPlan = count > 0;
        if (count && !PARTICLE.test(piece)) reach(end, "word", square * Math.log(1 + count));
      }
    }
    const pieces = [];
    for (let way = best[text.length][1]; way; [way] = way) pieces.unshift([way[1], way[2]]);
    return pieces;
  }

  /* Returns the words of a question, each with what may stand for it: [text, [[needle, worth, entries]], weight]. */
  function words(prepared, parts) {
    const found = [], missing = [];
    for (const [kind, text] of parts.flatMap((part) => cut(prepared, part))) {
      const before = missing[missing.length - 1];
      if (kind === "elsewhere") { missing.push({ text, open: false, times: FAR }); continue; }
      if (kind === "unknown") {
        if (before && before.open) before.text += text; else missing.push({ text, open: true });
        continue;
      }
      if (before) before.open = false;
      if (kind === "ignored") continue;
      const needles = [[text, 1], ...(prepared.synonyms.get(text) || []).map((mean) => [mean, SYNONYM])];
      const known = needles.map(([needle, worth]) => [needle, worth, having(prepared, needle)])
        .filter(([, , entries]) => entries.length)
        .map(([needle, worth, entries]) => [needle, worth * rarity(prepared, needle, entries.length) * (kind === "synonym" ? MEANT : 1), entries]);
      if (known.length) found.push({ text, isMeant: kind === "synonym", needles: known, weight: Math.max(...known.map(([, worth]) => worth)) });
      else missing.push({ text, open: false });
    }
    return { found, missing };
  }

  /* What it costs that the plan does not have a text: little for a single character, unless it names what is wanted. */
  function cost(prepared, text) {
    const whole = rarity(prepared, text, 1);
    return whole * (text.length > 1 || TELLING.test(text) ? UNKNOWN : SINGLE);
  }

  /* Returns what each entry has of the words that are asked: [{entry, needles, score, covered, isMeant}]. */
  function weighed(asked) {
    const scores = new Map();
    for (const { needles, isMeant } of asked) {
      const here = new Map();
      for (const [needle, worth, entries] of needles) {
        for (const entry of entries) {
          const titled = entry.looseTitle.includes(needle) || entry.looseNames.some((name) => name.includes(needle));
          const score = worth * (titled ? TITLED : 1);
          const known = here.get(entry);
          if (!known || known.score < score) here.set(entry, { score, worth, needle });
        }
      }
      for (const [entry, { score, worth, needle }] of here) {
        const sum = scores.get(entry) || { entry, needles: [], score: 0, covered: 0, isMeant };
        sum.score += score; sum.covered += worth; sum.needles.push(needle);
        scores.set(entry, sum);
      }
    }
    return [...scores.values()];
  }

  function search(prepared, parts) {
    const { found: asked, missing } = words(prepared, parts);
    const lost = missing.reduce((sum, { text, times = 1 }) => sum + times * cost(prepared, text), 0);
    const all = asked.reduce((sum, word) => sum + word.weight, lost);
    const { one, meant, several } = missing.some(({ times }) => times) ? ENOUGH_FAR : ENOUGH;
    const enough = ({ needles, isMeant }) => (lost < LITTLE * all ? KNOWN : needles.length > 1 ? several : isMeant ? meant : one);
    const found = weighed(asked).filter((each) => each.covered >= enough(each) * all);
    for (const each of found) each.score *= (each.covered / all) * (each.entry.source === QUOTING ? QUOTED : 1);
    found.sort((first, second) => second.score - first.score || first.entry.order - second.entry.order);
    return { found, missing: missing.map(({ text }) => text) };
  }

  root.plansiteMeaning = { pairs, search, cut };
})(self);
