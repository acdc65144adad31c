//! The embed check on policies: what the Content-Security-Policy refuses, the same policy with what
//! it lacks, who may frame the page, isolation, sandbox. It must never propose a policy that
//! allows more than the dashboard needs, nor use syntax newer than ECMAScript 5's.
(function () {
  'use strict';

  var check = window.embedCheck;
  if (!check) return;

  // What a policy must allow, and what the reader loses without it; `seen` is what was tried.
  var NEEDS = [
    ['script-src', "'wasm-unsafe-eval'", '运行 WebAssembly', 'compiles'],
    ['connect-src', "'self'", '读取同一目录的文件', 'connects'],
    ['img-src', "'self'", '显示同一目录的图标', null],
    ['img-src', 'data:', '显示 data: 图片', 'dataImage'],
    ['img-src', 'blob:', '存成图片（blob:）', 'blobImage'],
    ['style-src', "'self'", '使用样式表', 'sheet'],
    ['sandbox', 'allow-downloads', '保存文件', null],
    ['sandbox', 'allow-modals', '打印', null],
    ['sandbox', 'allow-popups', '打开新窗口的链接', null]
  ];

  var GROUP = '安全策略';
  var facts, add;

  // -- Reading and mending ----------------------------------------------------------------------

  function directives(policy) {
    var parts = policy.split(';'), found = [];
    for (var i = 0; i < parts.length; i++) {
      var words = parts[i].trim().split(/\s+/);
      if (words[0]) found.push({ name: words[0].toLowerCase(), values: words.slice(1) });
    }
    return found;
  }

  function named(list, name) {
    for (var i = 0; i < list.length; i++) if (list[i].name === name) return list[i];
    return null;
  }

  // The directive that rules over `name`, or null: then everything is allowed.
  function ruling(list, name) {
    return named(list, name) || (name === 'sandbox' ? null : named(list, 'default-src'));
  }

  function allows(values, source) {
    function has(value) {
      return values.some(function (one) { return one.toLowerCase() === value; });
    }
    if (has(source)) return true;
    if (source === "'wasm-unsafe-eval'") return has("'unsafe-eval'");
    if (source !== "'self'") return false;
    return has('*') || has(location.protocol) || values.some(isOwnHost);
  }

  // `https://*.gov.cn:443` and the like; one with a path allows only a part.
  function isOwnHost(value) {
    var parts = /^(?:(https?):\/\/)?(\*\.)?([\w.-]+)(?::([\d*]+))?\/?$/i.exec(value);
    if (!parts || parts[1] && parts[1] + ':' !== location.protocol) return false;
    var port = location.port || (location.protocol === 'https:' ? '443' : '80');
    if ((parts[4] || (location.port ? '' : port)) !== port && parts[4] !== '*') return false;
    var host = parts[3].toLowerCase(), own = location.hostname;
    return parts[2] ? own.slice(-host.length - 1) === '.' + host : own === host;
  }

  function lacking(policy) {
    var list = directives(policy);
    return NEEDS.filter(function (need) {
      var rule = ruling(list, need[0]);
      return rule && !allows(rule.values, need[1]);
    });
  }

  // The same policy with the missing pieces, all else as it was.
  function repaired(policy) {
    var list = directives(policy);
    lacking(policy).forEach(function (need) {
      var rule = named(list, need[0]);
      if (!rule) {
        rule = { name: need[0], values: ruling(list, need[0]).values.slice() };
        list.push(rule);
      }
      rule.values = rule.values.filter(function (value) { return value !== "'none'"; });
      rule.values.push(need[1]);
    });
    return written(list);
  }

  function written(list) {
    return list.map(function (one) { return [one.name].concat(one.values).join(' '); }).join('; ');
  }

  // Every policy that is known to hold here: `{ from, text }`.
  function policies() {
    var found = [], page = facts.answers[''];
    var header = page && page.head['content-security-policy'];
    (header || '').split(',').forEach(function (text) {
      if (text.trim()) found.push({ from: '响应头', text: text.trim() });
    });
    var metas = document.getElementsByTagName('meta');
    for (var i = 0; i < metas.length; i++) {
      if (metas[i].httpEquiv.toLowerCase() !== 'content-security-policy') continue;
      found.push({ from: '网页里的 <meta>', text: metas[i].content });
    }
    // Refusals carry their policy, which helps where the header cannot be read, or does not say it.
    var explained = found.some(function (policy) { return lacking(policy.text).length; });
    if (!explained) facts.violations.forEach(function (event) {
      var text = event.originalPolicy;
      var isKnown = found.some(function (policy) { return policy.text === text; });
      if (text && !isKnown) found.push({ from: '浏览器报告的策略', text: text });
    });
    return found;
  }

  // -- Judging ----------------------------------------------------------------------------------

  function judge() {
    var known = policies(), missing = [], seen = [], state = 'pass';
    known.forEach(function (policy) {
      seen.push(policy.from + '：' + policy.text);
      lacking(policy.text).forEach(function (need) {
        if (missing.indexOf(need) < 0) missing.push(need);
      });
    });
    var isMinor = true;
    NEEDS.forEach(function (need) {
      var isRefused = need[3] && facts[need[3]] === false && isPoliced(need);
      if (missing.indexOf(need) >= 0) {
        seen.push(need[2] + '：' + (need[3] && facts[need[3]] ? '这个浏览器没有拦，别的浏览器会拦' : '被拒绝')
          + '，' + need[0] + ' 缺 ' + need[1]);
      } else if (isRefused) {
        seen.push(need[2] + '：被拒绝');
      } else return;
      if (need[0] !== 'style-src' && need[0] !== 'sandbox') isMinor = false;
      state = isMinor ? 'note' : 'fail';
    });
    if (!known.length) seen.push('没有这个响应头，什么都不拦');
    else if (state === 'pass') seen.push('看板要用的都允许');
    var wrong = known.filter(function (policy) { return lacking(policy.text).length; });
    var header = known.filter(function (policy) { return policy.from === '响应头'; });
    var line = (header.length && wrong.length && wrong[0].from === '响应头' ? header : wrong)
      .map(function (policy) { return repaired(policy.text); }).join(', ');
    add(GROUP, state, '内容安全策略（Content-Security-Policy）', seen,
      state === 'pass' ? null : 'policy', line ? { policy: line } : {});
    judgeFraming(known, header);
    var isTrusted = known.some(function (policy) {
      return named(directives(policy.text), 'require-trusted-types-for');
    });
    if (isTrusted) add(GROUP, 'pass', 'Trusted Types', '策略要求 Trusted Types；看板合乎要求，不用改');
  }

  // Whether a refusal came from a policy: a file may also be missing, a kernel too old.
  function isPoliced(need) {
    if (need[3] === 'compiles') {
      return check.isPolicedKernel(facts) && Boolean(Array.prototype.findLast);
    }
    return facts.violations.some(function (event) {
      return event.effectiveDirective.indexOf(need[0]) === 0;
    });
  }

  function judgeFraming(known, header) {
    var page = facts.answers[''], options = page && page.head['x-frame-options'];
    var lists = known.map(function (policy) {
      return named(directives(policy.text), 'frame-ancestors');
    }).filter(Boolean);
    if (!page || !page.status) return;
    var name = '谁可以用 iframe 嵌入', slots = { framing: framedBy(header) };
    var spoken = lists.map(function (list) { return list.values.join(' ') || "'none'"; });
    var values = spoken.indexOf("'none'") >= 0 ? "'none'"
      : spoken[0] || (options || '').toUpperCase();
    var seen = lists.length ? 'frame-ancestors ' + values : 'X-Frame-Options: ' + options;
    if (!values) return add(GROUP, 'pass', name, '没有限制，任何网站的网页都可以');
    if (values === "'none'" || /DENY/.test(values) && !lists.length) {
      facts.isUnframed = true;
      return add(GROUP, 'note', name, [seen, '任何网页都不能用 iframe 嵌入看板，本网站的也不能；'
        + '用元素嵌入或直接打开不受影响'], 'framing', slots);
    }
    if (!lists.length && values.indexOf('SAMEORIGIN') < 0) {
      return add(GROUP, 'pass', name, [seen, '浏览器不认这个写法，等于没有限制']);
    }
    if (values === "'self'" || !lists.length) {
      return add(GROUP, 'pass', name, [seen, '只有本网站（' + location.origin + '）的网页可以；'
        + '别的网站用 iframe 嵌入会是空白，要允许就改'], 'framing', slots);
    }
    add(GROUP, 'pass', name, [seen, '只有列出的网站可以']);
  }

  // The header's policies with another site let in.
  function framedBy(header) {
    var lists = header.map(function (policy) {
      return directives(repaired(policy.text)).filter(function (one) {
        return one.name !== 'frame-ancestors';
      });
    }).filter(function (list) { return list.length; });
    var allowed = { name: 'frame-ancestors', values: ["'self'", 'https://www.example.gov.cn'] };
    lists.push((lists.pop() || []).concat(allowed));
    return lists.map(written).join(', ');
  }

  function judgeOrigin() {
    var page = facts.answers[''], head = page ? page.head : {}, seen = [];
    ['embedder-policy', 'opener-policy', 'resource-policy'].forEach(function (name) {
      var value = head['cross-origin-' + name];
      if (value) seen.push('Cross-Origin-' + name.replace(/\b\w/g, function (letter) {
        return letter.toUpperCase();
      }) + ': ' + value);
    });
    if (seen.length) {
      seen.push('看板只用同一网站的文件，不受影响；别的网站要嵌入，'
        + '它若也设了 Cross-Origin-Embedder-Policy，这里还要有 Cross-Origin-Resource-Policy: cross-origin');
      add(GROUP, 'pass', '跨源隔离（COEP、COOP、CORP）', seen);
    }
    var isLocal = /^(localhost|127\.|\[::1\])/.test(location.hostname);
    if (location.protocol === 'http:' && !isLocal) {
      add(GROUP, 'note', 'https', '本页是 http，https 的网页不能嵌入这里的看板', 'https');
    }
  }

  // -- In a frame -------------------------------------------------------------------------------

  function judgeFrame() {
    var name = '沙箱（sandbox）', group = facts.isFramed ? 'iframe' : GROUP, frame = null;
    try { frame = window.frameElement; } catch (error) { /* The page around is another site's. */ }
    if (facts.isOpaque) {
      var canRead = facts.answers[''] && facts.answers[''].status;
      add(group, canRead ? 'pass' : 'fail', name, ['没有 allow-same-origin，本页没有来源（null）',
        canRead ? '服务器允许跨站读取，看板照常显示' : '单文件 union-dashboard.html 不受影响；'
          + 'index.html 和元素读不到同一目录的程序和数据'], canRead ? null : 'opaque');
    } else if (frame && frame.hasAttribute('sandbox')) {
      var given = frame.getAttribute('sandbox');
      var wanted = ['allow-downloads', 'allow-modals', 'allow-popups'];
      var without = wanted.filter(function (one) { return given.indexOf(one) < 0; });
      add('iframe', without.length ? 'note' : 'pass', name, ['sandbox="' + given + '"',
        without.length ? '缺 ' + without.join('、') : '需要的都有'], without.length ? 'sandbox' : null);
    } else if (frame) {
      add('iframe', 'pass', name, '这个 iframe 没有 sandbox，什么都不拦');
    } else if (facts.isFramed) {
      add('iframe', 'pass', name, '脚本能运行，来源正常。外层网页属于别的网站，看不到它的 sandbox 属性；'
        + '若写了 sandbox，请核对下面几项都在', 'sandbox');
    }
    if (facts.isFramed) {
      add('iframe', facts.grows ? 'pass' : 'note', '自动高度', facts.grows
        ? '自动高度已生效' : '自动高度未生效：两秒内框没有变高', facts.grows ? null : 'companion');
    }
  }

  check.judgePolicies = function (seen, finding) {
    facts = seen;
    add = finding;
    if (!facts.isOpaque) judge();
    judgeOrigin();
    judgeFrame();
  };
  // As Chromium, Firefox and WebKit say it.
  check.isPolicedKernel = function (seen) {
    return /Content Security Policy|disallowed by embedder|blocked by CSP|unsafe-eval/i
      .test(seen.refusal || '');
  };
})();
