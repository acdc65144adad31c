//! The embed check's eyes: looks at this kernel, at what this server answers and at what the page's
//! policies refuse; embed-check.report.js says what that means. It must never judge, use syntax
//! newer than ECMAScript 5's, store anything, or ask for anything outside its own folder.
(function () {
  'use strict';

  var NAME = 'union-dashboard';
  var FULL = NAME + '.js', LIGHT = NAME + '-light.js';
  var WASM = NAME + '_bg.wasm', MORE = NAME + '_more.wasm';
  var FRAME = NAME + '-frame.js', SINGLE = NAME + '.html', PAGE = 'index.html';
  var DATA = 'data/achievements.json', SHEET = 'embed-check.css';
  // The page itself, whose headers are the policies.
  var SELF = '';
  var KNOWN = [FULL, LIGHT, WASM, MORE, FRAME, SINGLE, PAGE, DATA];
  var PATIENCE_MS = 30000, GROWTH_MS = 2000;

  var isFile = location.protocol === 'file:';
  var isFramed = window.parent !== window;
  // Sandboxed without allow-same-origin: then even the own folder is another origin.
  var isOpaque = !isFile && window.origin === 'null';
  var folder = location.href.split(/[?#]/)[0].replace(/[^\/]*$/, '');
  var facts = {
    isFile: isFile, isFramed: isFramed, isOpaque: isOpaque, folder: folder,
    answers: {}, violations: [], named: [], missing: [], packed: {},
    // Of each module: whether it is whole, and what the browser says if not.
    isWhole: {}, damage: {}
  };

  // -- The kernel -------------------------------------------------------------------------------

  // What the starter looks for, and what the built wasm is made of.
  function lacks() {
    var found = [];
    function need(has, name) { if (!has) found.push(name); }
    need('noModule' in document.createElement('script'), 'ECMAScript 2017');
    need(window.customElements, 'customElements');
    need(Element.prototype.attachShadow, 'attachShadow');
    need(window.WebAssembly, 'WebAssembly');
    need(window.ReadableStream && window.fetch, 'ReadableStream');
    need(window.ResizeObserver, 'ResizeObserver');
    need(window.CSSStyleSheet && CSSStyleSheet.prototype.replaceSync, 'CSSStyleSheet.replaceSync');
    need(window.DecompressionStream, 'DecompressionStream');
    // memory.fill, i32.trunc_sat_f32_s and i32.extend8_s in one function.
    need(!window.WebAssembly || WebAssembly.validate(new Uint8Array([
      0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 1, 10, 22, 1, 20, 0,
      65, 0, 65, 0, 65, 0, 252, 11, 0, 67, 0, 0, 0, 0, 252, 0, 192, 26, 11
    ])), 'WebAssembly bulk memory');
    return found;
  }

  // -- Asking -----------------------------------------------------------------------------------

  // Runs all tasks at once; each calls back once, or is given up.
  function together(tasks, then) {
    var left = tasks.length;
    function start(task) {
      var isDone = false;
      function done() {
        if (isDone) return;
        isDone = true;
        left -= 1;
        if (left === 0) then();
      }
      setTimeout(done, PATIENCE_MS);
      task(done);
    }
    if (!left) return then();
    for (var i = 0; i < tasks.length; i++) start(tasks[i]);
  }

  // Asks for a file beside this page, past every cache: a header that was put right on the server
  // must be seen at once. (A condition of the page's own makes a request leave the cache alone.)
  function ask(name, then, isHeadEnough) {
    var answer = { name: name, status: 0, head: {}, bytes: null, isBroken: false };
    var request = new XMLHttpRequest();
    function done() {
      facts.answers[name] = answer;
      then(answer);
    }
    request.open('GET', name === SELF ? location.href.split('#')[0] : folder + name, true);
    request.responseType = 'arraybuffer';
    request.timeout = PATIENCE_MS - 1000;
    if (!isOpaque) {
      request.setRequestHeader('Cache-Control', 'no-cache');
      request.setRequestHeader('If-Modified-Since', 'Thu, 01 Jan 1970 00:00:00 GMT');
    }
    request.onreadystatechange = function () {
      if (request.readyState !== 2 || answer.status) return;
      answer.status = request.status;
      var lines = request.getAllResponseHeaders().split(/\r?\n/), head = answer.head;
      for (var i = 0; i < lines.length; i++) {
        var at = lines[i].indexOf(':');
        if (at > 0) head[lines[i].slice(0, at).toLowerCase()] = lines[i].slice(at + 1).trim();
      }
      if (isHeadEnough) {
        request.onerror = request.onabort = null;
        request.abort();
        done();
      }
    };
    request.onload = function () {
      answer.bytes = new Uint8Array(request.response || new ArrayBuffer(0));
      done();
    };
    request.onerror = request.ontimeout = function () {
      answer.isBroken = answer.status > 0;
      done();
    };
    request.send();
  }

  function asking(name, isHeadEnough) {
    return function (done) { ask(name, function () { done(); }, isHeadEnough); };
  }

  // -- Files ------------------------------------------------------------------------------------

  // The smallest module there is, started as the program will be: Chromium and Firefox refuse to
  // compile under a policy, WebKit to make the instance.
  function compile(done) {
    var bytes = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
    WebAssembly.compile(bytes).then(function (module) {
      return WebAssembly.instantiate(module, {});
    }).then(function () {
      facts.compiles = true;
      done();
    }, function (error) {
      facts.compiles = false;
      facts.refusal = String(error && error.message || error);
      done();
    });
  }

  // `validate` is asked where the policy lets nothing be compiled.
  function lookingAtWasm(name) {
    return function (done) {
      ask(name, function (answer) {
        if (!isWasm(answer.bytes) || !window.WebAssembly) return pack(answer, done);
        WebAssembly.compile(answer.bytes).then(function (module) {
          facts.isWhole[name] = Boolean(module);
        }, function (error) {
          facts.isWhole[name] = WebAssembly.validate(answer.bytes);
          facts.damage[name] = String(error && error.message || error);
        }).then(function () { pack(answer, done); });
      });
    };
  }

  // How small it would be, where the server does not make it smaller itself.
  function pack(answer, done) {
    var isPacked = !answer.bytes || answer.head['content-encoding'];
    if (isPacked || !window.CompressionStream) return done();
    var stream = new Blob([answer.bytes]).stream().pipeThrough(new CompressionStream('gzip'));
    new Response(stream).arrayBuffer().then(function (packed) {
      facts.packed[answer.name] = packed.byteLength;
      done();
    }, done);
  }

  function packing(name) {
    return function (done) {
      ask(name, function (answer) { pack(answer, done); });
    };
  }

  // The page runs the element's script for real, after these (no script could add it under Trusted
  // Types). It defines an element of which this page has none, so that nothing starts; only this
  // shows that it is whole and that the browser takes its type.
  var script = document.getElementById('element');
  var scriptDone = null;

  function listenToScript() {
    function seen(how) {
      return function () {
        facts.script = how();
        if (scriptDone) scriptDone();
      };
    }
    window.addEventListener('error', function (event) {
      if (event.filename && event.filename.indexOf(FULL) > 0) facts.scriptError = event.message;
    });
    script.addEventListener('error', seen(function () { return 'refused'; }));
    script.addEventListener('load', seen(function () {
      // A kernel that lacks something defines nothing: that is no fault of the file.
      if (facts.lacks.length) return 'unused';
      return customElements.get(NAME) ? 'defined' : 'idle';
    }));
  }

  function lookAtScript(done) {
    if (facts.script) done();
    else scriptDone = done;
  }

  function lookAtPage(done) {
    ask(PAGE, function (answer) {
      if (answer.status !== 200 || !answer.bytes) return done();
      var names = {};
      var pattern = /(?:src|href|data-wasm)="(?:\.\/)?(\w[\w.\/-]*\.(?:js|css|wasm|svg|json))[?"]/g;
      text(answer.bytes).replace(pattern, function (all, name) {
        if (KNOWN.indexOf(name) < 0) names[name] = true;
      });
      facts.named = Object.keys(names);
      together(facts.named.map(function (name) {
        return function (done) {
          ask(name, function (part) {
            if (part.status !== 200) facts.missing.push(name + '（' + part.status + '）');
            done();
          }, true);
        };
      }), done);
    });
  }

  // -- What policies and frames may refuse ------------------------------------------------------

  function listen() {
    document.addEventListener('securitypolicyviolation', function (event) {
      if (event.disposition !== 'report') facts.violations.push(event);
    });
  }

  function lookAtImages(done) {
    var gif = 'R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
    function show(url, fact) {
      return function (done) {
        var image = new Image();
        image.onload = function () { facts[fact] = true; done(); };
        image.onerror = function () { facts[fact] = false; done(); };
        image.src = url;
      };
    }
    var plain = atob(gif), bytes = new Uint8Array(plain.length);
    for (var i = 0; i < plain.length; i++) bytes[i] = plain.charCodeAt(i);
    var blob = URL.createObjectURL(new Blob([bytes], { type: 'image/gif' }));
    var both = [show('data:image/gif;base64,' + gif, 'dataImage'), show(blob, 'blobImage')];
    together(both, function () {
      URL.revokeObjectURL(blob);
      done();
    });
  }

  function lookAtSheets() {
    facts.sheet = getComputedStyle(document.body).maxWidth !== 'none';
    if (!('adoptedStyleSheets' in document)) return;
    var sheet = new CSSStyleSheet();
    sheet.replaceSync('html { --embed-check: 1 }');
    document.adoptedStyleSheets = [sheet];
    var value = getComputedStyle(document.documentElement).getPropertyValue('--embed-check');
    facts.madeSheet = Number(value) === 1;
    document.adoptedStyleSheets = [];
  }

  // Asks the embedding page for another height, as the dashboard does.
  function tellHeight(height) {
    window.parent.postMessage({ type: NAME + ':height', height: height }, '*');
  }

  function lookAtGrowth(done) {
    var before = window.innerHeight, since = Date.now();
    var height = document.body.offsetHeight;
    tellHeight(Math.abs(height - before) < 2 ? before + 40 : height);
    var timer = setInterval(function () {
      facts.grows = window.innerHeight !== before;
      if (!facts.grows && Date.now() - since < GROWTH_MS) return;
      clearInterval(timer);
      done();
    }, 50);
  }

  // -- Bytes ------------------------------------------------------------------------------------

  function text(bytes) {
    return window.TextDecoder ? new TextDecoder('utf-8').decode(bytes) : '';
  }

  function isHtml(bytes) {
    return Boolean(bytes) && /^\s*</.test(text(bytes.subarray(0, 200)));
  }

  function isWasm(bytes) {
    return Boolean(bytes) && text(bytes.subarray(0, 4)) === '\u0000asm';
  }

  listenToScript();

  // Looks at everything at once and hands the facts on.
  function look(then) {
    var tasks = [];
    listen();
    facts.lacks = lacks();
    if (window.WebAssembly) tasks.push(compile);
    tasks.push(lookAtScript);
    if (!isFile) {
      lookAtSheets();
      tasks.push(asking(SELF), asking(LIGHT), asking(SHEET), asking(FRAME, true));
      tasks.push(asking(SINGLE, true), packing(FULL), lookingAtWasm(WASM), lookingAtWasm(MORE), lookAtPage, lookAtImages);
      tasks.push(packing(DATA));
    }
    if (isFramed) tasks.push(lookAtGrowth);
    together(tasks, function () {
      facts.connects = Object.keys(facts.answers).some(function (name) {
        return facts.answers[name].status > 0;
      });
      then(facts);
    });
  }

  window.embedCheck = {
    look: look, tellHeight: tellHeight, text: text, isHtml: isHtml, isWasm: isWasm
  };
})();
