//! The embed check on files: what the server answered for each file of the dashboard, whether its
//! bytes are whole, and what the data say. It must never judge a file by its name alone, nor use
//! syntax newer than ECMAScript 5's.
(function () {
  'use strict';

  var check = window.embedCheck;
  if (!check) return;

  var FULL = 'union-dashboard.js', LIGHT = 'union-dashboard-light.js';
  var WASM = 'union-dashboard_bg.wasm', MORE = 'union-dashboard_more.wasm';
  var FRAME = 'union-dashboard-frame.js';
  var SINGLE = 'union-dashboard.html', PAGE = 'index.html';
  var DATA = 'data/achievements.json', SHEET = 'embed-check.css', SELF = '';
  var FILES = '程序文件', DATASET = '数据';
  var TYPES = {
    js: 'text/javascript', wasm: 'application/wasm', json: 'application/json', html: 'text/html',
    css: 'text/css'
  };
  var DAY_S = 86400;
  var facts, add;

  // The slots of a remedy for one file.
  function slotsOf(name) {
    var ext = name.replace(/^.*\./, '');
    return { file: name, ext: ext, mime: TYPES[ext] };
  }

  // Says what is wrong with an answer before its content is looked at; true if something is.
  function isBad(group, name, label, answer, state) {
    var slots = slotsOf(name);
    function say(seen, fix) {
      add(group, state || 'fail', label, seen, fix, slots);
      return true;
    }
    if (!answer || !answer.status) {
      return say('没有收到回答：网络中断，或者转到了别的网站（登录系统），或者被防火墙切断', 'refused');
    }
    if (answer.isBroken) return say([describe(answer), '传到一半断了，长度和声明的不符'], 'upload');
    if (answer.status === 404) return say(describe(answer), 'missing');
    if (answer.status !== 200) return say(describe(answer), 'refused');
    if (slots.ext !== 'html' && slots.ext !== 'css' && check.isHtml(answer.bytes)) {
      return say([describe(answer), '内容是网页：' + titleOf(answer.bytes)], 'page-instead');
    }
    if (answer.bytes && !answer.bytes.length) return say([describe(answer), '文件是空的'], 'upload');
    return false;
  }

  function titleOf(bytes) {
    var found = /<title[^>]*>\s*([^<]{1,60})/i.exec(check.text(bytes));
    return found ? '“' + found[1].trim() + '”' : '没有标题';
  }

  function typeOf(answer) {
    return (answer.head['content-type'] || '').split(';')[0].trim().toLowerCase();
  }

  // Whether the server says no other encoding than the files have.
  function isUnicode(answer) {
    var found = /charset\s*=\s*"?([\w-]+)/i.exec(answer.head['content-type'] || '');
    return !found || /^utf-?8$/i.test(found[1]);
  }

  function describe(answer) {
    var parts = ['HTTP ' + answer.status, answer.head['content-type'] || '没有 Content-Type'];
    if (isNosniff(answer)) parts.push('nosniff');
    if (answer.bytes) parts.push(answer.bytes.length + ' 字节');
    if (answer.head['content-encoding']) parts.push(answer.head['content-encoding']);
    return parts.join(' · ');
  }

  function isNosniff(answer) {
    return /nosniff/i.test(answer.head['x-content-type-options'] || '');
  }

  function judgeScript(name, label, state) {
    var answer = facts.answers[name], slots = slotsOf(name);
    if (isBad(FILES, name, label, answer, state)) return;
    var isScript = /^(text|application)\/(x-)?(java|ecma)script$/.test(typeOf(answer));
    var seen = [describe(answer)];
    if (!isScript && (isNosniff(answer) || name === FULL && facts.script === 'refused')) {
      seen.push('类型不是脚本，又有 nosniff，浏览器不运行它');
      return add(FILES, 'fail', label, seen, 'type', slots);
    }
    if (name === FULL && facts.script === 'refused') {
      return add(FILES, 'fail', label, seen.concat('浏览器不肯运行它'), 'policy');
    }
    if (name === FULL && facts.script === 'idle') {
      if (!isUnicode(answer)) {
        return add(FILES, 'note', label, seen.concat('编码不对，不能运行，见“编码声明”'));
      }
      seen.push('运行后没有登记元素' + (facts.scriptError ? '：' + facts.scriptError : ''));
      return add(FILES, 'fail', label, seen, 'upload', slots);
    }
    if (!isScript) {
      return add(FILES, 'note', label, seen.concat('类型应是 text/javascript'), 'type', slots);
    }
    if (name === FULL && facts.script === 'defined') seen.push('试运行成功');
    add(FILES, 'pass', label, seen);
  }

  // True if there is nothing to say against it.
  function judgeWasm(name, label) {
    var answer = facts.answers[name], slots = slotsOf(name);
    if (isBad(FILES, name, label, answer)) return false;
    var seen = [describe(answer)];
    function say(state, fix) {
      add(FILES, state, label, seen, fix, slots);
      return false;
    }
    if (!check.isWasm(answer.bytes)) {
      seen.push('开头不是 wasm 的标记，文件不对');
      return say('fail', 'upload');
    }
    if (facts.isWhole[name] === false) {
      var damage = damageOf(answer.bytes);
      seen.push(damage.text);
      // Under a policy the browser's own words are about the policy.
      if (facts.compiles) seen.push(facts.damage[name]);
      return say('fail', damage.fix);
    }
    if (facts.isWhole[name]) seen.push('内容完整');
    if (typeOf(answer) !== TYPES.wasm) {
      seen.push('类型应是 application/wasm');
      return say('note', 'type');
    }
    add(FILES, 'pass', label, seen);
    return true;
  }

  // Scripts and page say of which build they are.
  function judgeBuilds() {
    var builds = [], seen = [];
    [[FULL, /"version":"(\w+)"/g], [LIGHT, /"version":"(\w+)"/g], [PAGE, /-light\.js\?v=(\w+)/g]]
      .forEach(function (one) {
        var answer = facts.answers[one[0]], build = null, found;
        if (!answer || answer.status !== 200 || !answer.bytes) return;
        // The script's own stands last, after a page that travels in it.
        while ((found = one[1].exec(check.text(answer.bytes)))) build = found[1];
        if (!build) return;
        if (builds.indexOf(build) < 0) builds.push(build);
        seen.push(one[0] + '：' + build);
      });
    if (builds.length > 1) {
      add(FILES, 'fail', '版本', ['不是同一次发布的文件，新旧混用'].concat(seen), 'upload');
    } else if (builds.length) add(FILES, 'pass', '版本', builds[0]);
  }

  // What an upload did to binary bytes: which bytes are missing tells the kind.
  function damageOf(bytes) {
    var feeds = 0, pairs = 0, replaced = 0;
    for (var i = 0; i < bytes.length; i++) {
      if (bytes[i] === 10) {
        feeds += 1;
        if (bytes[i - 1] === 13) pairs += 1;
      }
      if (bytes[i] === 239 && bytes[i + 1] === 191 && bytes[i + 2] === 189) replaced += 1;
    }
    if (feeds > 20 && feeds === pairs) {
      return { fix: 'binary', text: 'FTP 文本模式改动过：换行符都变成了回车加换行，多出 ' + feeds + ' 字节' };
    }
    if (replaced > 20) {
      return { fix: 'binary', text: '有 ' + replaced + ' 处字节被当作文字转了编码' };
    }
    var end = endOf(bytes), lost = end - bytes.length;
    // A few pairs come by chance in half a megabyte.
    if (feeds > 20 && !pairs && !(lost > 99)) {
      return { fix: 'binary', text: 'FTP 文本模式改动过：回车加换行都变成了换行' };
    }
    return { fix: 'upload', text: lost > 0
      ? '文件不完整：至少应有 ' + end + ' 字节，只有 ' + bytes.length + ' 字节' : '内容被改动过' };
  }

  // Where a module ends by what its sections say of their lengths; not a number where they are
  // out of step, since bytes are missing before the end.
  function endOf(bytes) {
    var ORDER = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 10, 11];
    var at = 8, last = -1, length, scale, byte, place;
    while (at < bytes.length) {
      place = ORDER.indexOf(bytes[at]);
      // A custom section, 0, may stand anywhere.
      if (bytes[at] !== 0 && place <= last) return NaN;
      last = Math.max(last, place);
      length = 0;
      scale = 1;
      do {
        at += 1;
        byte = bytes[at];
        length += (byte & 127) * scale;
        scale *= 128;
      } while (byte & 128);
      at += 1 + length;
    }
    return at;
  }

  function judgePages() {
    var page = facts.answers[PAGE], label = PAGE + '（看板网页）';
    if (!isBad(FILES, PAGE, label, page)) {
      if (facts.missing.length) {
        add(FILES, 'fail', label, '它要用的文件取不到：' + facts.missing.join('、'), 'upload');
      } else {
        add(FILES, 'pass', label, [describe(page), '它要用的文件都在']);
      }
    }
    var single = facts.answers[SINGLE], frame = facts.answers[FRAME], sheet = facts.answers[SHEET];
    if (!isBad(FILES, SINGLE, SINGLE + '（单文件）', single, 'note')) {
      add(FILES, 'pass', SINGLE + '（单文件）', describe(single));
    }
    judgeScript(FRAME, FRAME + '（自动高度）', 'note');
    // A policy that refuses sheets is told among the policies.
    if (facts.sheet || !sheet || sheet.status === 200 && typeOf(sheet) === TYPES.css) return;
    if (isBad(FILES, SHEET, '样式表（.css）', sheet, 'note')) return;
    add(FILES, 'note', '样式表（.css）', [describe(sheet), '浏览器没有用上'], 'type', slotsOf(SHEET));
  }

  function judgeCharset() {
    var seen = [];
    [SELF, PAGE, SINGLE, FULL, LIGHT].forEach(function (name) {
      var answer = facts.answers[name];
      if (!answer || isUnicode(answer)) return;
      seen.push((name || '本页') + '：' + answer.head['content-type']);
    });
    if (seen.length) add(FILES, 'fail', '编码声明', seen.concat('汉字会是乱码'), 'charset');
  }

  function judgeTransport() {
    var plain = [], cache = [], state = 'pass';
    [WASM, MORE, FULL, DATA].forEach(function (name) {
      var answer = facts.answers[name];
      if (!answer || answer.status !== 200 || !answer.bytes) return;
      var packed = facts.packed[name], length = answer.bytes.length;
      // Some are packed already.
      if (!answer.head['content-encoding'] && !(packed > .8 * length)) {
        plain.push(name + '：' + size(length) + (packed ? '，压缩后 ' + size(packed) : ''));
      }
      var control = answer.head['cache-control'] || '';
      var age = /max-age=(\d+)/.exec(control);
      if (/no-store/.test(control)) {
        state = 'note';
        cache.push(name + '：' + control + '，每次打开都要重新下载');
      } else if (age && age[1] > DAY_S && TYPES.wasm !== slotsOf(name).mime) {
        state = 'note';
        cache.push(name + '：' + control + '，换了文件，读者最多 '
          + Math.round(age[1] / DAY_S) + ' 天后才看到');
      } else cache.push(name + '：' + (control || '没有 Cache-Control，由浏览器估计'));
    });
    if (!cache.length) return;
    add(FILES, plain.length ? 'note' : 'pass', '压缩传输',
      plain.length ? ['没有压缩'].concat(plain) : '已压缩', plain.length ? 'compression' : null);
    add(FILES, state, '缓存', cache, state === 'note' ? 'cache' : null, { file: DATA });
  }

  function size(bytes) {
    return bytes < 1024 ? bytes + ' 字节' : Math.round(bytes / 1024) + ' KB';
  }

  // -- Data -------------------------------------------------------------------------------------

  function judgeData() {
    var answer = facts.answers[DATA], seen;
    if (isBad(DATASET, DATA, DATA, answer)) return;
    seen = [describe(answer)];
    function fails(what, fix) { add(DATASET, 'fail', DATA, seen.concat(what), fix, slotsOf(DATA)); }
    if (!isUtf8(answer.bytes)) {
      return fails(isIn('gb18030', answer.bytes) ? '编码是 GB18030（GBK、ANSI），不是 UTF-8'
        : '编码不是 UTF-8', 'utf8');
    }
    var data;
    try {
      data = JSON.parse(check.text(answer.bytes));
    } catch (error) {
      return fails('不是完整的 JSON：' + error.message, 'json');
    }
    var version = data && data.schema_version;
    if (version !== 1) {
      return fails('schema_version 是 ' + JSON.stringify(version) + '，应是 1', 'json');
    }
    seen.push('UTF-8，格式版本 1' + (data.title ? '，标题“' + data.title + '”' : ''));
    if (/json|^text\/|octet-stream/.test(typeOf(answer))) return add(DATASET, 'pass', DATA, seen);
    add(DATASET, 'note', DATA, seen.concat('类型应是 application/json'), 'type', slotsOf(DATA));
  }

  function isUtf8(bytes) { return isIn('utf-8', bytes); }

  function isIn(encoding, bytes) {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return true;
    } catch (error) {
      return false;
    }
  }

  check.judgeFiles = function (seen, finding) {
    facts = seen;
    add = finding;
    judgeScript(FULL, FULL + '（元素，程序在内）');
    judgeScript(LIGHT, LIGHT + '（元素，另取程序）');
    // What ails all files of this kind is said of the first.
    if (judgeWasm(WASM, WASM + '（程序）')) judgeWasm(MORE, MORE + '（程序的导入与整理部分）');
    judgePages();
    judgeBuilds();
    judgeCharset();
    judgeTransport();
    judgeData();
  };
})();
