//! Starts the program in any page: finds the wasm and the dataset (inside this file, or beside
//! it), then defines the element <union-dashboard>. It must never know what the data say, never
//! touch the page outside its own elements, and never use syntax newer than Chromium 89's.
(function () {
  'use strict';

  var NAME = 'union-dashboard';
  if (!window.customElements || customElements.get(NAME)) return;

  tightenPolicy();

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
    if (!window.DecompressionStream) throw new Error('DecompressionStream is missing');
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

  function explain(root, error) {
    var status = root.querySelector('[role="status"]');
    var alert = document.createElement('p');
    alert.setAttribute('role', 'alert');
    alert.textContent = '数据看板无法启动。请用较新的浏览器打开（Chrome 或 Edge 89 以上、360 或 QQ 浏览器极速模式、'
      + 'Firefox 113 以上、Safari 16.4 以上）；若浏览器已是新版，请刷新页面，或把下面的英文信息转给网站管理员。';
    var english = document.createElement('span');
    english.lang = 'en';
    english.textContent = ' The dashboard could not start. Use a current browser, or reload. ('
      + (error && error.message || error) + ')';
    alert.appendChild(english);
    if (status) status.replaceWith(alert); else root.insertBefore(alert, root.firstChild);
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

    // The light DOM shows until here, so that the switch neither flashes nor jumps.
    _mount(program) {
      var root = this.shadowRoot || this.attachShadow({ mode: 'open' });
      this._mounted = program.mount(this, root, program.dataset);
    }
  }

  customElements.define(NAME, UnionDashboard);
})();
