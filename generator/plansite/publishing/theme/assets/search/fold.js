/* Folding: what makes no difference to a search. `strict` is for words as they are printed; `loose` folds more, and
   is only asked where nothing is found as printed. Both are idempotent. */
(function (root) {
  "use strict";

  const IGNORED = /[\s\u200b-\u200d\ufeff“”‘’"'「」『』]/gu;
  const MARKS = /(?!\.)[\p{P}\p{S}\p{Z}\p{C}]|(?<![0-9])\.|\.(?![0-9])/gu; // a decimal point stays
  const DIGITS = { 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
  const TENS = { 十: 10, 百: 100, 千: 1000 };
  const LARGE = { 万: 1e4, 亿: 1e8 };
  const NUMERAL = /(?:[0-9]+(?:\.[0-9]+)?|[〇零一二两三四五六七八九十百千]+)[万亿]+|[一二两三四五六七八九]?[十百千][〇零一二两三四五六七八九十百千]*(?=[人名个项家所处座次场期年月日元户亩台件篇批])/gu;
  const LARGEST = 12;

  /* Full and half width, case, spaces and quotation marks. */
  function strict(text) {
    return text.normalize("NFKC").toLowerCase().replace(IGNORED, "");
  }

  /* Also traditional characters, brackets, punctuation, and numerals with their units: 一万人次 is 10000人次. */
  function loose(text, simple) {
    let plain = "";
    for (const char of strict(text)) plain += simple.get(char) || char;
    return plain.replace(MARKS, "").replace(NUMERAL, number);
  }

  function number(printed) {
    if (printed.length > LARGEST) return printed;
    let total = 0, part = 0, digit = "";
    for (const char of printed) {
      if (char in LARGE) {
        total = (digit || part || total ? total + part + Number(digit) : 1) * LARGE[char];
        part = 0; digit = "";
      } else if (char in TENS) {
        part += Number(digit || 1) * TENS[char];
        digit = "";
      } else digit += char in DIGITS ? DIGITS[char] : char;
    }
    const value = total + part + Number(digit || 0);
    return Number.isSafeInteger(value) ? String(value) : printed;
  }

  root.plansiteFold = { strict, loose };
})(self);
