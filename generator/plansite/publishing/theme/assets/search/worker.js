/* Runs the search in a worker, so that the page stays responsive with a large plan. */
importScripts("fold.js", "units.js", "meaning.js", "engine.js", "../../search/index.js");
const prepared = self.plansiteSearch.prepare(self.plansiteIndex);
self.onmessage = ({ data: { id, query, limit } }) => {
  self.postMessage({ id, query, ...self.plansiteSearch.search(prepared, query, limit) });
};
self.postMessage({ id: 0 });
