//! What the page around an element is like: its room, its colours, its frames. It must never change
//! it.

// In CSS px; what is not displayed will be as wide as its page, as far as anybody knows.
function widthOf(element) {
  return element.offsetWidth || document.documentElement.clientWidth;
}

// Says how much of the program has come, where the page has a line for it.
function sayProgress(element, bytes) {
  var status = element.querySelector('[role="status"]');
  var kilobytes = Math.round(bytes / 1024);
  if (status) status.textContent = '正在载入数据看板…已下载 ' + kilobytes + ' KB';
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

// When the page has nothing else to do; never on a network whose reader saves.
function whenIdle(then) {
  if (navigator.connection && navigator.connection.saveData) return;
  if (window.requestIdleCallback) requestIdleCallback(then, { timeout: 5000 });
  else setTimeout(then, 200);
}

// Calls `changed` in the frame after `target` has changed its size, first in the next frame, until
// what it returns is called. While a change is told nothing is observed: a layout that has not come
// to rest by then (scroll bars that come and go) would make an error event of the page's.
function watchSize(target, changed) {
  var seen = null;
  var frame = 0;
  var observer = new ResizeObserver(function (entries) {
    var box = entries[entries.length - 1].contentRect;
    var size = box.width + ' ' + box.height;
    if (size === seen) return;
    seen = size;
    observer.disconnect();
    frame = requestAnimationFrame(function () {
      frame = 0;
      observer.observe(target);
      changed();
    });
  });
  observer.observe(target);
  return function () {
    observer.disconnect();
    cancelAnimationFrame(frame);
  };
}
