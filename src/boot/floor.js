//! Says why there are no charts where the kernel is so old that it cannot even read the starter:
//! only kernels without modules (`nomodule`: Chromium below 61, Internet Explorer) run this. It must
//! never use syntax newer than ECMAScript 5's, nor say it otherwise than boot.js.
(function () {
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
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', tell);
  else tell();
})();
