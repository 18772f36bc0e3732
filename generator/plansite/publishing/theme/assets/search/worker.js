/* Runs the search beside the page, which so stays quick however large the plan is. */
importScripts("engine.js", "../../search/index.js");
const prepared = self.plansiteSearch.prepare(self.plansiteIndex);
self.onmessage = ({ data: { id, query, limit } }) => {
  self.postMessage({ id, query, ...self.plansiteSearch.search(prepared, query, limit) });
};
self.postMessage({ id: 0 });
