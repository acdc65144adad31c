//! The embed check's report: has the eyes look, collects the findings, shows them under one verdict
//! with the lines that put them right (they stand in embed-check.html), and copies all of it as
//! text. It must never write HTML from text, nor use syntax newer than ECMAScript 5's.
(function () {
  'use strict';

  var check = window.embedCheck;
  // A part that was not uploaded: the page goes on saying why scripts may not run.
  if (!check || !check.judgePolicies || !check.judgeFiles) return;

  var KERNEL = '浏览器', GROUPS = [KERNEL, '安全策略', '程序文件', '数据', 'iframe'];
  var MARKS = { pass: '✓ 通过', note: '! 注意', fail: '✗ 不通过' };
  var SERVERS = [/nginx|tengine|openresty/i, /apache/i, /microsoft|iis/i];
  var facts, findings = [];

  function by(id) { return document.getElementById(id); }

  function make(tag, parent, text, className) {
    var element = document.createElement(tag);
    if (text) element.textContent = text;
    if (className) element.className = className;
    if (parent) parent.appendChild(element);
    return element;
  }

  // state: pass, note or fail. fix: the section `fix-…` of the page; slots: what it says there.
  function add(group, state, name, seen, fix, slots) {
    findings.push({
      group: group, state: state, name: name, seen: [].concat(seen), fix: fix, slots: slots || {}
    });
  }

  function count(state, isKernel) {
    return findings.filter(function (one) {
      return one.state === state && (one.group === KERNEL) === isKernel;
    }).length;
  }

  // -- Judging ----------------------------------------------------------------------------------

  function judgeKernel() {
    if (facts.lacks.length) {
      add(KERNEL, 'fail', '浏览器内核', ['内核太旧，缺少：' + facts.lacks.join('、')], 'browser');
    } else {
      add(KERNEL, 'pass', '浏览器内核', '需要的功能都有');
    }
    if (facts.madeSheet === false) {
      add(KERNEL, 'fail', '由程序建立的样式表', '建立了，没有起作用', 'browser');
    }
    if (facts.compiles) add(KERNEL, 'pass', '运行 WebAssembly', '试编译成功');
    if (facts.compiles !== false) return;
    // 'wasm-unsafe-eval' and findLast came with the same kernel.
    if (check.isPolicedKernel(facts) && !Array.prototype.findLast) {
      add(KERNEL, 'fail', '运行 WebAssembly', ['被拒绝：' + facts.refusal, '这个内核太旧，不认识策略里的 '
        + "'wasm-unsafe-eval'，网站设了策略就不能运行"], 'browser');
    } else if (!check.isPolicedKernel(facts)) {
      add(KERNEL, 'fail', '运行 WebAssembly', ['被拒绝：' + facts.refusal], 'browser');
    }
  }

  function judgeFileUse() {
    if (!facts.script || facts.script === 'unused') return;
    add('程序文件', facts.script === 'defined' ? 'pass' : 'fail', 'union-dashboard.js',
      facts.script === 'defined' ? '就在旁边，试运行成功'
        : facts.script === 'idle' ? '在旁边，但内容不完整' : '不在旁边，或者打不开',
      facts.script === 'defined' ? null : 'upload');
  }

  function judge() {
    judgeKernel();
    if (facts.isFile) {
      judgeFileUse();
      return add('安全策略', 'note', '服务器的设置', '从文件打开，看不到响应头，没有检查', 'file');
    }
    check.judgePolicies(facts, add);
    var canRead = Object.keys(facts.answers).some(function (name) {
      return facts.answers[name].status > 0;
    });
    if (canRead) return check.judgeFiles(facts, add);
    var isPoliced = facts.violations.some(function (event) {
      return event.effectiveDirective === 'connect-src';
    });
    var why = facts.isOpaque ? '沙箱不让本页读取同一目录的文件，没有检查；请直接打开本页再查一次'
      : isPoliced ? '策略不让本页读取同一目录的文件，没有检查；改好策略后再查一次' : '服务器没有回答';
    var isUnseen = facts.isOpaque || isPoliced;
    add('程序文件', isUnseen ? 'note' : 'fail', '程序文件和数据', why, isUnseen ? null : 'refused');
  }

  // The sentence at the top and what it counts as.
  function verdict() {
    var fails = count('fail', false), notes = count('note', false), isOld = count('fail', true) > 0;
    var changes = '有 ' + fails + ' 处要改';
    if (isOld) {
      return ['fail', '这个浏览器只能显示静态表' + (fails ? '；服务器' + changes : '')];
    }
    if (fails) return ['fail', changes];
    if (facts.isFile) return ['note', '这个浏览器可以使用；服务器没有检查'];
    if (facts.isUnframed) return ['note', '可以使用，但不能用 iframe 嵌入'];
    return notes ? ['note', '可以使用，有 ' + notes + ' 处可以改进'] : ['pass', '可以使用'];
  }

  // -- Showing ----------------------------------------------------------------------------------

  // The remedy of a finding: a copy of the page's section with its slots filled in.
  function remedy(finding) {
    var copy = by('fix-' + finding.fix).cloneNode(true);
    copy.removeAttribute('id');
    copy.removeChild(copy.querySelector('h3'));
    fill(copy, finding.slots);
    var folds = copy.querySelectorAll('details');
    var server = (facts.answers[''] && facts.answers[''].head.server) || '';
    for (var i = 0; i < folds.length; i++) {
      folds[i].open = SERVERS[i].test(server);
    }
    if (folds.length && !copy.querySelector('details[open]')) folds[0].open = true;
    return copy;
  }

  function fill(root, slots) {
    var all = root.querySelectorAll('[data-slot]');
    for (var i = 0; i < all.length; i++) {
      var value = slots[all[i].getAttribute('data-slot')];
      if (value) all[i].textContent = value;
    }
  }

  function show(finding, at, list) {
    var item = make('li', list);
    item.id = 'finding-' + at;
    item.setAttribute('data-state', finding.state);
    var heading = make('h3', item);
    make('span', heading, MARKS[finding.state], 'mark');
    make('span', heading, finding.name, 'name');
    var seen = make('div', item, '', 'seen');
    finding.seen.forEach(function (line) { make('p', seen, line); });
    if (finding.fix) item.appendChild(remedy(finding));
  }

  function showAll() {
    GROUPS.forEach(function (group) {
      var list = null;
      findings.forEach(function (finding, at) {
        if (finding.group !== group) return;
        if (!list) {
          make('h2', by('findings'), group);
          list = make('ul', by('findings'));
          // Without its bullets a list is none to VoiceOver.
          list.setAttribute('role', 'list');
        }
        show(finding, at, list);
      });
    });
    var told = verdict();
    by('verdict').textContent = told[1];
    document.title = told[1] + ' · 嵌入体检';
    by('head').setAttribute('data-state', told[0]);
    if (facts.compiles === false) make('p', by('summary'), '改好以前，读者在这里只能看到静态表。');
    sum('fail', '要改的：');
    sum('note', '可以改进的：');
    by('tools').hidden = false;
    by('text').value = told[1] + '\n' + about() + findings.map(written).join('');
  }

  function sum(state, title) {
    var list = null;
    findings.forEach(function (finding, at) {
      if (finding.state !== state) return;
      if (!list) {
        make('p', by('summary'), title);
        list = make('ol', by('summary'));
      }
      make('a', make('li', list), finding.name).href = '#finding-' + at;
    });
  }

  // -- As text ----------------------------------------------------------------------------------

  function about() {
    return '嵌入体检  ' + location.href + '\n时间：' + new Date().toLocaleString()
      + '\n浏览器：' + navigator.userAgent + '\n';
  }

  function written(finding, at) {
    var title = '【' + MARKS[finding.state].slice(2) + '】' + finding.group + '：' + finding.name;
    var text = '\n' + title + '\n'
      + finding.seen.map(function (line) { return '  看到：' + line + '\n'; }).join('');
    var parts = by('finding-' + at).querySelectorAll('section > p, summary, pre');
    for (var i = 0; i < parts.length; i++) {
      var isLines = parts[i].localName === 'pre';
      text += (isLines ? '    ' : '  ') + parts[i].textContent.replace(/\n/g, '\n    ') + '\n';
    }
    return text;
  }

  // Where the browser keeps the clipboard to itself, the text is shown to be copied by hand.
  function copy(text, then) {
    function byHand() {
      var field = by('text');
      field.value = text;
      by('by-hand').hidden = false;
      field.focus();
      field.select();
      var isDone = false;
      try { isDone = document.execCommand('copy'); } catch (error) { /* By hand, then. */ }
      if (isDone) by('by-hand').hidden = true;
      then(isDone);
    }
    if (!navigator.clipboard || !navigator.clipboard.writeText) return byHand();
    navigator.clipboard.writeText(text).then(function () { then(true); }, byHand);
  }

  // Every block of lines gets its button.
  function addButtons() {
    var blocks = document.querySelectorAll('pre');
    for (var i = 0; i < blocks.length; i++) addButton(blocks[i]);
  }

  function addButton(block) {
    var box = make('div', null, '', 'lines');
    block.parentNode.replaceChild(box, block);
    box.appendChild(block);
    var button = make('button', box, '复制');
    button.type = 'button';
    button.onclick = function () {
      copy(block.textContent, function (isDone) {
        button.textContent = isDone ? '已复制' : '请手工复制';
        if (isDone) button.focus();
      });
    };
  }

  // -- The start --------------------------------------------------------------------------------

  window.onerror = function (message, file) {
    if (String(file).indexOf('embed-check') < 0) return;
    by('verdict').textContent = '体检程序出错：' + message;
  };
  window.onbeforeprint = function () {
    var folds = by('findings').querySelectorAll('details');
    for (var i = 0; i < folds.length; i++) folds[i].open = true;
  };

  by('blocked').parentNode.removeChild(by('blocked'));
  by('report').hidden = false;
  by('again').onclick = function () { location.reload(); };

  check.look(function (seen) {
    facts = seen;
    fill(document, { url: facts.folder, folder: folderPath() });
    judge();
    showAll();
    addButtons();
    var report = by('text').value;
    by('copy').onclick = function () {
      copy(report, function (isDone) { by('copied').textContent = isDone ? '已复制' : ''; });
    };
    by('report').setAttribute('data-done', '');
    if (facts.grows) followHeight();
  });

  function folderPath() { return facts.isFile ? '/目录/' : location.pathname.replace(/[^\/]*$/, ''); }

  function followHeight() {
    new ResizeObserver(function () {
      check.tellHeight(document.body.offsetHeight);
    }).observe(document.body);
  }
})();
