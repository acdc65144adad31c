//! The program: compiled once for a page, with an instance of its own for each element, so that
//! what goes wrong in one ends that one alone, and what it held goes with it. It is two modules:
//! what every reader needs, and `more`, which an instance takes in when its reader first wants it.
//! It must never run under another policy than the page's own.

// What a gzip file holds, as a stream. `fetch('data:…')` would be blocked by connect-src 'none'.
function gunzipped(bytes) {
  return piped(bytes, new DecompressionStream('gzip'));
}

// What comes out of a transforming stream when bytes go in.
function piped(bytes, stream) {
  // Written into the stream by hand: a Blob's bytes would travel through another process first.
  var writer = stream.writable.getWriter();
  // What goes wrong here is seen by whoever reads the stream.
  writer.write(bytes).catch(function () {});
  writer.close().catch(function () {});
  return stream.readable;
}

// The bytes of a text of seven bits a character; what follows a delete sign is escaped.
function decoded(text) {
  var bytes = new Uint8Array(text.length * 7 >> 3);
  var at = 0, held = 0, bits = 0;
  for (var i = 0; i < text.length; i++) {
    var code = text.charCodeAt(i);
    if (code === 127) code = text.charCodeAt(++i) ^ 64;
    held = held << 7 | code;
    bits += 7;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = held >> bits;
  }
  return bytes.subarray(0, at);
}

// What a gzip file of `size` bytes holds; one that holds more is not read to its end.
function unzipped(bytes, size) {
  var reader = gunzipped(bytes).getReader();
  var out = new Uint8Array(size);
  var at = 0;
  function read(part) {
    if (part.done) {
      if (at < size) throw new Error('gzip');
      return out;
    }
    if (at + part.value.length > size) {
      reader.cancel();
      throw new Error('gzip');
    }
    out.set(part.value, at);
    at += part.value.length;
    return reader.read().then(read);
  }
  return reader.read().then(read);
}

// The text of the page's block `id`, or null.
function block(id) {
  var found = document.getElementById(NAME + '-' + id);
  var isOurs = found && /^application\/(octet-stream|json)$/.test(found.type);
  return isOurs ? found : null;
}

// Whether the module travels inside script or page.
function isPacked(build) {
  return Boolean(build.packed || block('wasm'));
}

// A module, `wasm` or `more`, as it travels there, or null.
function packedModule(build, name) {
  var found = block(name);
  return build.packed ? build.packed[name] : found && found.textContent;
}

// The dataset's JSON text that travels in the page, or null: then an element fetches its `src`.
function pageDataset() {
  var found = block('data');
  if (!found) return Promise.resolve(null);
  if (found.type === 'application/json') return Promise.resolve(found.textContent);
  return new Response(gunzipped(decoded(found.textContent))).text();
}

// How long a server may be silent before it is given up; `host::load` says the same of datasets.
var SILENCE_MS = 30000;

// What did not come, or not as it should, by its address: it is asked for past every cache then.
// Chromium would have it wait besides for a request that was given up.
var failed = {};

// The answer of a server; `progress`, if there is one, hears how many bytes have come.
function fetched(url, progress) {
  var abort = new AbortController();
  var timer = 0, bytes = 0;
  function wait() {
    clearTimeout(timer);
    timer = setTimeout(function () { abort.abort(new Error('HTTP 0 ' + url)); }, SILENCE_MS);
  }
  function stop() { clearTimeout(timer); }
  wait();
  var wanted = { credentials: 'same-origin', signal: abort.signal };
  if (failed[url]) wanted.cache = 'reload';
  return fetch(url, wanted).then(function (response) {
    if (!response.ok) throw new Error('HTTP ' + response.status + ' ' + url);
    // The response itself goes to the compiler, so that the browser can keep compiled code;
    // a clone is counted.
    var reader = response.clone().body.getReader();
    function count(part) {
      if (part.done) return;
      wait();
      bytes += part.value.length;
      if (progress) progress(bytes);
      return reader.read().then(count);
    }
    reader.read().then(count).catch(function () {}).then(stop);
    return response;
  }).catch(function (error) {
    stop();
    failed[url] = true;
    throw error;
  });
}

function compiled(response) {
  var isTyped = /^application\/wasm\b/.test(response.headers.get('content-type') || '');
  if (isTyped && WebAssembly.compileStreaming) return WebAssembly.compileStreaming(response);
  // A server that does not know the type: slower, and it runs.
  return response.arrayBuffer().then(function (bytes) { return WebAssembly.compile(bytes); });
}

// A module that travels as text: as gzip, or packed closer.
function compiledText(packed) {
  var bytes = decoded(packed);
  if (bytes[0] !== 0x1f) {
    return unpackedLzma(bytes).then(function (all) { return WebAssembly.compile(all); });
  }
  // A response with the right type compiles while it is being unpacked.
  var type = { headers: { 'content-type': 'application/wasm' } };
  return compiled(new Response(gunzipped(bytes), type));
}

var modules = {};

// A compiled module, `wasm` or `more`, once for all elements of the page.
function compiledModule(build, name, progress) {
  if (modules[name]) return modules[name];
  var packed = packedModule(build, name);
  modules[name] = packed
    ? Promise.resolve(packed).then(compiledText)
    : fetched(build[name], progress).then(compiled);
  modules[name].catch(function () { forget(build, name); });
  return modules[name];
}

// The next element may have more luck with the network.
function forget(build, name) {
  modules[name] = null;
  failed[build[name]] = true;
}

// An instance of the program, as `{program, more}`; `crashed` hears once of what ends it. After
// that it does nothing any more, whoever calls it: timers, observers and events that it left
// behind. `more()` is a promise of the second module's being there.
function instance(build, progress, crashed) {
  var isDead = false;
  // What the first module exports, what the glue sees of both, and what the glue gives to both.
  var first, seen, hosts;
  function guard(exports) {
    Object.keys(exports).forEach(function (name) {
      var member = exports[name];
      // What the first module has for the second alone.
      if (/^\d/.test(name)) return;
      seen[name] = typeof member !== 'function' ? member : function () {
        if (isDead) return undefined;
        try {
          return member.apply(null, arguments);
        } catch (error) {
          // What passes through compiled code leaves it in no known state.
          if (!isDead) {
            isDead = true;
            crashed(error);
          }
          throw error;
        }
      };
    });
  }
  function guarded(exports, imports) {
    first = exports;
    hosts = imports;
    seen = {};
    guard(exports);
    return seen;
  }
  var coming = null;
  function more() {
    if (coming) return coming;
    coming = compiledModule(build, 'more').then(function (module) {
      return WebAssembly.instantiate(module, Object.assign({ first: first }, hosts()));
    }).then(function (second) { guard(second.exports); });
    coming.catch(function () {
      coming = null;
      forget(build, 'more');
    });
    return coming;
  }
  // A plain `trunk serve` has the glue in a script of its own, one instance for all, and one
  // module.
  var isBuilt = typeof glue === 'function';
  var program = isBuilt ? glue(guarded) : wasm_bindgen;
  return compiledModule(build, 'wasm', progress).then(function (module) {
    return program({ module_or_path: module });
  }).then(function () {
    return { program: program, more: isBuilt ? more : function () { return Promise.resolve(); } };
  }).catch(function (error) {
    // It may be another build's.
    forget(build, 'wasm');
    throw error;
  });
}
