//! Starts the program in any page: finds the wasm and the dataset (inside this file, or beside
//! it), then defines the element <union-dashboard>. It must never know what the data say, never
//! touch the page outside its own elements, and never use syntax newer than Chromium 89's.
(function () {
  'use strict';

  var NAME = 'union-dashboard';
  // What the program cannot do without; `needed` looks for each.
  var missing = needed();
  if (missing) return tellAll();
  if (customElements.get(NAME)) return;

  tightenPolicy();

  // The first thing that this kernel lacks, or null: the youngest is the style sheet made by script
  // (Chromium 73, Firefox 101, Safari 16.4), in the single file the unpacking (Chromium 80, Firefox
  // 113).
  function needed() {
    var isPacked = document.getElementById(NAME + '-wasm');
    if (!window.customElements) return 'customElements';
    if (!Element.prototype.attachShadow) return 'attachShadow';
    if (!window.WebAssembly) return 'WebAssembly';
    if (!window.ReadableStream || !window.fetch) return 'ReadableStream';
    if (!window.ResizeObserver) return 'ResizeObserver';
    if (!CSSStyleSheet.prototype.replaceSync) return 'CSSStyleSheet.replaceSync';
    if (isPacked && !window.DecompressionStream) return 'DecompressionStream';
    return null;
  }

  function tellAll() {
    var elements = document.querySelectorAll(NAME);
    for (var i = 0; i < elements.length; i++) explain(elements[i], new Error(missing));
  }

  // -- Security policy ------------------------------------------------------------------------

  // The single file's policy carries 'unsafe-eval', without which Chromium before 97 compiles no
  // wasm. Policies intersect: where the kernel knows 'wasm-unsafe-eval' (told by findLast, of the
  // same age), a second one leaves of the permission what wasm needs. Older kernels log an error
  // at the word, so that they must not see it.
  function tightenPolicy() {
    var policy = 'meta[http-equiv="Content-Security-Policy"]';
    var base = document.querySelector(policy + '[data-' + NAME + ']');
    if (!base || !Array.prototype.findLast) return;
    var meta = document.createElement('meta');
    meta.httpEquiv = 'Content-Security-Policy';
    meta.content = base.content.replace("'unsafe-eval'", "'wasm-unsafe-eval'");
    document.head.appendChild(meta);
  }

  // -- What travels inside the file -------------------------------------------------------------

  // The gzip + base64 block `id` as a stream of plain bytes, or null. `fetch('data:…')` would be
  // blocked by connect-src 'none'.
  function inlined(id) {
    var block = document.getElementById(id);
    if (!block || block.type !== 'application/octet-stream') return null;
    // Written into the stream by hand: a Blob's bytes would travel through another process first.
    var unpacking = new DecompressionStream('gzip');
    var writer = unpacking.writable.getWriter();
    // What goes wrong here is seen by whoever reads the stream.
    writer.write(decoded(block.textContent)).catch(function () {});
    writer.close().catch(function () {});
    return unpacking.readable;
  }

  // The loop costs a start some twenty milliseconds, which newer kernels save.
  function decoded(base64) {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
    var text = atob(base64);
    var bytes = new Uint8Array(text.length);
    for (var i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    return bytes;
  }

  // The dataset's JSON text, or undefined: then the program fetches the element's `src` itself.
  function dataset() {
    var plain = document.querySelector('script[type="application/json"]#' + NAME + '-data');
    if (plain) return Promise.resolve(plain.textContent);
    var stream = inlined(NAME + '-data');
    return stream ? new Response(stream).text() : Promise.resolve(undefined);
  }

  // -- The program ------------------------------------------------------------------------------

  function fetched(url, progress) {
    return fetch(url, { credentials: 'same-origin' }).then(function (response) {
      if (!response.ok) throw new Error('HTTP ' + response.status + ' ' + url);
      // The response itself goes to the compiler, so that the browser can keep compiled code;
      // a clone is counted, and only where the network is slow enough for a reader to wonder.
      var counted = response.clone();
      var reader = counted.body && counted.body.getReader();
      var bytes = 0;
      function count(part) {
        if (part.done) return;
        bytes += part.value.length;
        progress(bytes);
        return reader.read().then(count);
      }
      if (reader) reader.read().then(count).catch(function () {});
      return response;
    });
  }

  function compiled(progress) {
    var stream = inlined(NAME + '-wasm');
    if (stream) {
      // A response with the right type compiles while it is being unpacked.
      return new Response(stream, { headers: { 'content-type': 'application/wasm' } });
    }
    var glue = document.getElementById(NAME + '-glue');
    return fetched(glue.getAttribute('data-wasm'), progress);
  }

  var started = null;

  // One program serves all elements of a page; the first element starts it.
  function start() {
    started = started || Promise.resolve()
      .then(function () {
        return Promise.all([
          wasm_bindgen({ module_or_path: compiled(showProgress) }),
          dataset()
        ]);
      })
      .then(function (both) { return { mount: wasm_bindgen.mount, dataset: both[1] }; });
    return started;
  }

  // -- What a reader sees before the program runs, or instead of it -----------------------------

  var waiting = new Set();
  var since = Date.now();

  function showProgress(bytes) {
    if (Date.now() - since < 500) return;
    waiting.forEach(function (element) {
      var status = element.querySelector('[role="status"]');
      if (status) status.textContent = '正在载入数据看板…已下载 ' + Math.round(bytes / 1024) + ' KB';
    });
  }

  // One sentence why there are no charts; what stands in the element stays below it.
  function why(error) {
    var text = String(error && error.message || error);
    if (missing) {
      return '浏览器内核太旧，图表不能显示。请用 Chrome 或 Edge 89 以上、360 或 QQ 浏览器极速模式、'
        + 'Firefox 113 以上、Safari 16.4 以上打开。';
    }
    // As Chromium, Firefox and WebKit say it; Chromium before 97 knows no narrower permission.
    if (/Content Security Policy|disallowed by embedder|blocked by CSP|unsafe-eval/i.test(text)) {
      return '浏览器太旧，或者网站的安全策略不允许运行 WebAssembly 程序，图表不能显示。'
        + '请换用较新的浏览器，或请网站管理员在策略中允许 \'wasm-unsafe-eval\'。';
    }
    if (/HTTP \d|Failed to fetch|NetworkError|Load failed|wasm_bindgen/.test(text)) {
      return '图表程序没有下载成功。请刷新页面再试；'
        + '若仍不行，请把后面的信息转给网站管理员。';
    }
    return '图表程序没能启动。请刷新页面，或换用较新的浏览器；'
      + '若仍不行，请把后面的信息转给网站管理员。';
  }

  function explain(root, error) {
    // The tables need not be kept back any longer.
    document.documentElement.removeAttribute('data-' + NAME);
    var status = root.querySelector('[role="status"]');
    var alert = document.createElement('p');
    alert.setAttribute('role', 'alert');
    var hasTables = root.querySelector('table');
    alert.textContent = why(error) + (hasTables ? '下面的数据表不受影响。' : '');
    var english = document.createElement('small');
    english.lang = 'en';
    var message = String(error && error.message || error);
    english.textContent = ' The charts could not start. (' + message + ')';
    alert.appendChild(english);
    if (status) status.parentNode.replaceChild(alert, status);
    else root.insertBefore(alert, root.firstChild);
  }

  // -- The element ------------------------------------------------------------------------------

  class UnionDashboard extends HTMLElement {
    connectedCallback() {
      var element = this;
      // Moved within the page: what is mounted moves along.
      if (element._mounted || waiting.has(element)) return;
      waiting.add(element);
      start().then(function (program) {
        waiting.delete(element);
        if (element.isConnected) element._mount(program);
      }).catch(function (error) {
        waiting.delete(element);
        explain(element.shadowRoot || element, error);
        console.error(error);
      });
    }

    disconnectedCallback() {
      var element = this;
      // A move is a removal and an insertion within one task: wait it out.
      Promise.resolve().then(function () {
        if (element.isConnected || !element._mounted) return;
        element._mounted.unmount();
        element._mounted.free();
        element._mounted = null;
      });
    }

    // What stands in the element shows until the program asks for the root to paint in, so that
    // the switch neither flashes nor jumps.
    _mount(program) {
      function attach(element) {
        return element.shadowRoot || element.attachShadow({ mode: 'open' });
      }
      this._mounted = program.mount(this, attach, program.dataset);
    }
  }

  customElements.define(NAME, UnionDashboard);
})();
