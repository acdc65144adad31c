//! What the page around an element is like: its room, its colours, its frames. It must never change
//! it.

// In CSS px; what is not displayed will be as wide as its page, as far as anybody knows.
function widthOf(element) {
  return element.offsetWidth || document.documentElement.clientWidth;
}

// In CSS px, of the element or of what is in it, whichever is more.
function heightOf(element) {
  var inside = element.shadowRoot && element.shadowRoot.firstElementChild;
  var both = [element, inside || element].map(function (one) {
    return one.getBoundingClientRect().height;
  });
  return Math.ceil(Math.max(both[0], both[1]));
}

// Whether the page is made for dark colours: on one that is not, a dark island would be a stranger.
function allowsDark(element) {
  var meta = document.querySelector('meta[name="color-scheme"]');
  var scheme = getComputedStyle(element).colorScheme || '';
  return /\bdark\b/.test(scheme + ' ' + (meta ? meta.content : ''));
}

// After the next frame is painted; of a page that nobody sees there is none.
function afterPaint(then) {
  var isDone = false;
  function once() {
    // What waits holds what it waits for.
    clearTimeout(timer);
    if (!isDone) then();
    isDone = true;
  }
  var timer = setTimeout(once, 1000);
  requestAnimationFrame(function () { setTimeout(once, 0); });
}
