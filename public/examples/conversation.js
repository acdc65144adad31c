// 三块看板之间传话：在第一块里点一个数字，另外两块换成那个城市。
// 放法：<script defer src="conversation.js"></script>，写在看板的 <script> 之后。
(function () {
  'use strict';

  var chooser = document.getElementById('chooser');
  var followers = document.querySelectorAll('.follower');
  var told = document.getElementById('told');

  // 把筛选条件交给另外两块。只写要改的键：没写的保持不变，[] 表示不限。
  function tell(state) {
    followers.forEach(function (dashboard) { dashboard.state = state; });
  }

  // 读者点了一个数字。detail 里有 city（代码）、period、indicator、value、printed（原文）。
  chooser.addEventListener('union-dashboard-select', function (event) {
    tell({ city: [event.detail.city] });
    told.textContent = '您点的数字，原文写作“' + event.detail.printed + '”。下面两块现在只显示这个城市。';
  });

  // 第一块自己的筛选变了（例如点了图上的城市名），也照样传过去。
  // 条件没有变化就不会再发事件，所以来回传话也不会停不下来。
  chooser.addEventListener('union-dashboard-state', function (event) {
    tell({ city: event.detail.city });
    told.textContent = event.detail.city.length ? '下面两块现在只显示所选城市。' : '现在显示全部城市。';
  });

  document.getElementById('all').addEventListener('click', function () {
    chooser.state = { city: [] };
    tell({ city: [] });
    told.textContent = '现在显示全部城市。';
  });
})();
