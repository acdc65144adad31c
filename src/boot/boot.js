//! Starts it all: the last of the starter's scripts, which are one in what is built. It must never
//! run twice on a page, nor use syntax newer than Chromium 61's.

(function () {
  // In what is built the version, and where the modules are; a plain `trunk serve` has it in a tag.
  var glueTag = document.getElementById(NAME + '-glue');
  var known = typeof build === 'object' ? build : {
    version: 'development',
    wasm: glueTag.getAttribute('data-wasm')
  };
  // Beside this script, whatever the page's base is. A module does not know its tag, and what is
  // imported has none.
  var script = document.currentScript
    || document.querySelector('script[src*="' + NAME + '-light.js"]');
  ['wasm', 'more'].forEach(function (name) {
    if (known[name] && script && script.src) known[name] = new URL(known[name], script.src).href;
  });

  var lacks = lacking(isPacked(known));
  if (lacks) {
    whenParsed(function () {
      var elements = document.querySelectorAll(NAME);
      for (var i = 0; i < elements.length; i++) {
        explain(elements[i], Object.assign(new Error(lacks), { code: 'old-kernel' }));
      }
    });
    return;
  }
  if (customElements.get(NAME)) return;
  if (known.wasm && !(script && script.src)) {
    console.warn(NAME + ': a script without a <script src> of its own does not know where it lies, '
      + 'and looks for its wasm beside the page');
  }
  tightenPolicy();
  defineElement(known);
  // A page with an element that has the address is the dashboard's own.
  whenParsed(function () {
    if (document.querySelector(NAME + '[sync-url]')) tellHeight();
  });
})();
