// “长者模式”按钮：放大本页，也打开看板的长者模式。看板只需要一个 elder 属性。
(function () {
  'use strict';
  var button = document.getElementById('elder');
  var dashboard = document.getElementById('dashboard');
  button.addEventListener('click', function () {
    var on = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(on));
    document.documentElement.classList.toggle('elder', on);
    dashboard.toggleAttribute('elder', on);
  });
})();
