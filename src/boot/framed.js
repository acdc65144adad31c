//! Tells the page around a frame how high the dashboard's own page is, in three dialects: ours,
//! AMP's and Pym's, and tells the element that it is framed. It must never tell anything else,
//! since whoever frames the page hears it.

// How much the height has to change before it is told again, in CSS px.
var SLACK_PX = 1;

function tellHeight() {
  var parent = window.parent;
  if (parent === window) return;
  var told = 0;
  // What the style sheet fixes to the window elsewhere would be out of sight in a high frame.
  document.querySelector(NAME + '[sync-url]').setAttribute('data-framed', '');
  // Pym names its frames in the address that it gives them.
  var pym = new URLSearchParams(location.search).get('childId');

  function tell(height) {
    told = height;
    parent.postMessage({ type: NAME + ':height', height: height }, '*');
    parent.postMessage({ sentinel: 'amp', type: 'embed-size', height: height }, '*');
    if (pym) parent.postMessage(['pym', pym, 'height', height].join('xPYMx'), '*');
  }

  // Of the page, whatever the frame's height is: nothing on it is measured against the window.
  function measured() {
    return Math.ceil(document.documentElement.getBoundingClientRect().height);
  }

  // At once: a frame that is out of sight has no next frame in WebKit. The page is nobody else's.
  new ResizeObserver(function () {
    var height = measured();
    if (Math.abs(height - told) > SLACK_PX) tell(height);
  }).observe(document.documentElement);

  // The page around it may have begun to listen after the height was told.
  window.addEventListener('message', function (event) {
    var asks = event.data && event.data.type === NAME + ':measure';
    if (event.source === parent && asks) tell(measured());
  });
}
