/* Units as people call them: by any of their names, with another ending, in short, in pinyin or by initials. */
(function (root) {
  "use strict";

  const ENDING = /(?:委员会|办公室|管理局|总局|局|委|办|厅|会|部)$/u;
  const PLACE = /^(?:[^省市县区]{1,4}(?:省|市|县|区)|省|市|县|区)/u;
  const LETTERS = /^[a-z ]+$/u;
  const SHORTEST = 2;

  /* The part of a name that tells it from others: 教育 of 市教育局. */
  function core(name) {
    const bare = name.replace(PLACE, "");
    const short = (bare.length >= SHORTEST ? bare : name).replace(ENDING, "");
    return short.length >= SHORTEST ? short : bare;
  }

  function isWithin(short, long) {
    let at = -1;
    for (const char of short) { at = long.indexOf(char, at + 1); if (at < 0) return false; }
    return true;
  }

  /* Returns how a query names a unit: 3 by a name, 2 by another ending or letters, 1 in short, 0 not at all. */
  function named(entry, query) {
    const names = [entry.looseTitle, ...entry.looseNames];
    if (names.includes(query)) return 3;
    if (LETTERS.test(query)) return entry.keys.includes(query) ? 2 : 0;
    const wanted = core(query);
    if (wanted.length < SHORTEST) return 0;
    const cores = names.map(core);
    if (cores.includes(wanted)) return 2;
    const isUnit = query !== wanted;
    return isUnit && names.some((name) => name.includes(wanted) || (name.includes(wanted[0]) && isWithin(wanted, name))) ? 1 : 0;
  }

  /* Returns the units that a whole query names, in the best way that any is named. */
  function find(entries, query) {
    const found = entries.map((entry) => [named(entry, query), entry]).filter(([how]) => how);
    const best = Math.max(0, ...found.map(([how]) => how));
    return found.filter(([how]) => how === best).map(([, entry]) => entry);
  }

  root.plansiteUnits = { core, find };
})(self);
