// Loads the browser's module on pages that hold an island, when the browser is idle, and hydrates each island in order.
// Leptos' own script preloads the module on every page; this one leaves pages without islands alone.
(() => {
  const { js, wasm } = document.currentScript.dataset;
  const children = [];
  const hydrate = async (node, mod) => {
    const tag = node.localName;
    if (tag === "leptos-island") {
      const island = mod[node.dataset.component];
      if (island) {
        children.at(-1)?.();
        await island(node);
      } else {
        console.warn("no island", node.dataset.component);
      }
    }
    if (tag === "leptos-children") children.push(node.$$on_hydrate);
    for (const child of [...node.children]) await hydrate(child, mod);
    if (tag === "leptos-children") children.pop();
  };
  const load = async () => {
    const mod = await import(js);
    await mod.default({ module_or_path: wasm });
    mod.hydrate();
    await hydrate(document.body, mod);
    document.documentElement.dataset.islands = "ready";
  };
  // on a weak network the module may not come: everything works as plain pages and forms then
  const start = () => load().catch((why) => console.info("no islands:", why.message));
  "requestIdleCallback" in window ? requestIdleCallback(start) : setTimeout(start, 1);
})();
