//! For pages that frame the dashboard: gives <iframe data-union-dashboard> the height of what is in
//! it. It must never believe a message that does not come out of such a frame.
(function () {
  'use strict';
  var NAME = 'union-dashboard';
  // What is higher is a mistake, or a joke at the cost of this page.
  var MOST_PX = 100000;

  function frames() {
    return [].slice.call(document.querySelectorAll('iframe[data-' + NAME + ']'));
  }

  // What a page that sizes all boxes by their borders counts into the height of a frame.
  function edges(frame) {
    var style = window.getComputedStyle(frame);
    if (style.boxSizing !== 'border-box') return 0;
    return ['borderTopWidth', 'paddingTop', 'paddingBottom', 'borderBottomWidth']
      .reduce(function (sum, edge) { return sum + parseFloat(style[edge]); }, 0);
  }

  window.addEventListener('message', function (event) {
    var data = event.data;
    if (!data || data.type !== NAME + ':height') return;
    var height = data.height;
    if (typeof height !== 'number' || !(height > 0 && height <= MOST_PX)) return;
    frames().forEach(function (frame) {
      if (frame.contentWindow !== event.source) return;
      frame.style.height = Math.ceil(height + edges(frame)) + 'px';
    });
  });

  // Frames that were there before this script are asked again; the question holds no data.
  frames().forEach(function (frame) {
    if (frame.contentWindow) frame.contentWindow.postMessage({ type: NAME + ':measure' }, '*');
  });
})();
