//! Runs before the page is painted, in every kernel: keeps the static tables back for a moment, in
//! which the program is usually there, and says why there are no charts where the kernel is too old
//! to read the starter. It must never use syntax newer than ECMAScript 5's, hide anything for good,
//! nor say it otherwise than boot.js.
(function () {
  // Laying out tables that are replaced at once would make its start half as long again.
  var PATIENCE_MS = 800;
  var page = document.documentElement;

  // Without modules (Chromium below 61, Internet Explorer) the starter is a syntax error.
  if (!('noModule' in document.createElement('script'))) {
    document.addEventListener('DOMContentLoaded', tell);
    return;
  }
  page.setAttribute('data-union-dashboard', 'starting');
  setTimeout(function () { page.removeAttribute('data-union-dashboard'); }, PATIENCE_MS);

  function tell() {
    var elements = document.getElementsByTagName('union-dashboard');
    for (var i = 0; i < elements.length; i++) {
      var status = elements[i].querySelector('[role="status"]');
      if (!status) continue;
      status.setAttribute('role', 'alert');
      status.textContent =
        '浏览器内核太旧，图表不能显示。请用 Chrome 或 Edge 89 以上、360 或 QQ 浏览器极速模式、'
        + 'Firefox 113 以上、Safari 16.4 以上打开。下面的数据表不受影响。';
    }
  }
})();
