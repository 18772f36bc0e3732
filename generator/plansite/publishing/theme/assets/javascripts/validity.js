/* Says that the plan's period is over, once it is: a page is built once, and read for years. */

(() => {
  const notice = document.querySelector(".ps-validity[data-ends]");
  if (!notice) return;
  // The day ends in China, wherever the reader is.
  if (Date.now() <= Date.parse(`${notice.dataset.ends}T23:59:59.999+08:00`)) return;
  const [year, month, day] = notice.dataset.ends.split("-").map(Number);
  notice.textContent = `实施期已于${year}年${month}月${day}日届满`;
  notice.hidden = false;
})();
