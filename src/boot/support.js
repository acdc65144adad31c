//! What the program cannot do without, and the one sentence that a reader gets where it is not
//! there. It must never ask which browser it is, nor take away what stands in an element.

var NAME = 'union-dashboard';

// The first thing that this kernel lacks, or null: the youngest is the style sheet made by script
// (Chromium 73, Firefox 101, Safari 16.4), and where the program travels packed the unpacking
// (Chromium 80, Firefox 113).
function lacking(isPacked) {
  if (!window.customElements) return 'customElements';
  if (!Element.prototype.attachShadow) return 'attachShadow';
  if (!window.WebAssembly) return 'WebAssembly';
  if (!window.ReadableStream || !window.fetch) return 'ReadableStream';
  if (!window.ResizeObserver) return 'ResizeObserver';
  if (!CSSStyleSheet.prototype.replaceSync) return 'CSSStyleSheet.replaceSync';
  if (isPacked && !window.DecompressionStream) return 'DecompressionStream';
  return null;
}

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

function messageOf(error) {
  return String(error && error.message || error);
}

function asError(detail) {
  return Object.assign(new Error(detail.message), detail);
}

// One sentence why there are no charts.
function why(error) {
  var text = messageOf(error);
  var then = '若仍不行，请把后面的信息转给网站管理员。';
  if (error && error.code === 'old-kernel') {
    return '浏览器内核太旧，图表不能显示。请用 Chrome 或 Edge 89 以上、360 或 QQ 浏览器极速模式、'
      + 'Firefox 113 以上、Safari 16.4 以上打开。';
  }
  // As Chromium, Firefox and WebKit say it; Chromium before 97 knows no narrower permission.
  if (/Content Security Policy|disallowed by embedder|blocked by CSP|unsafe-eval/i.test(text)) {
    return '浏览器太旧，或者网站的安全策略不允许运行 WebAssembly 程序，图表不能显示。'
      + '请换用较新的浏览器，或请网站管理员在策略中允许 \'wasm-unsafe-eval\'。';
  }
  // No answer at all, for one of two reasons that no second try mends.
  if (/Failed to fetch|NetworkError|Load failed/.test(text)) {
    if (location.protocol === 'file:') {
      return '这个网页要放在网站上才能打开。双击打开请用单文件 union-dashboard.html。';
    }
    if (window.origin === 'null') {
      return '网页嵌在不带 allow-same-origin 的沙箱框架里，浏览器不允许它下载图表程序。'
        + '请网站管理员改嵌单文件 union-dashboard.html，或为框架加上 allow-same-origin。';
    }
  }
  if (/HTTP \d|Failed to fetch|NetworkError|Load failed|abort|wasm_bindgen/.test(text)) {
    return '图表程序没有下载成功。请刷新页面再试；' + then;
  }
  if (error && error.code === 'panic') {
    return '图表程序两次出错，已停止运行。请刷新页面；' + then;
  }
  return '图表程序没能启动。请刷新页面，或换用较新的浏览器；' + then;
}

// When the page is read to its end: a script in the head comes before the elements, and the start
// of an element before what stands in it.
function whenParsed(then) {
  if (document.readyState !== 'loading') then();
  else document.addEventListener('DOMContentLoaded', function () { then(); });
}

// Says the sentence in the place of the element's status line, or at its top; what stands there
// stays below it. The sentence's element.
function explain(element, error) {
  // The tables need not be kept back any longer.
  document.documentElement.removeAttribute('data-' + NAME);
  var status = element.querySelector('[role="status"]');
  var alert = document.createElement('p');
  alert.setAttribute('role', 'alert');
  alert.textContent = why(error)
    + (element.querySelector('table') ? '下面的数据表不受影响。' : '');
  var english = document.createElement('small');
  english.lang = 'en';
  english.textContent = (error && error.code === 'panic' ? ' The charts have stopped. ('
    : ' The charts could not start. (') + messageOf(error) + ')';
  alert.appendChild(english);
  // What may be put back.
  alert.former = status;
  if (status) status.parentNode.replaceChild(alert, status);
  else element.insertBefore(alert, element.firstChild);
  return alert;
}
