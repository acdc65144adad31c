//! A single file of the program with the dataset that is shown and the question that is asked of
//! it: able to do all that its origin does. It must never fetch anything but the program's own
//! modules, and never let a text of the data end the script that it stands in.

// The file's text. `program` is the source of all these scripts, `dataset` a promise, and `hash`,
// called at once, gives a text's SHA-256 in hexadecimal digits.
function packedFile(build, program, dataset, fragment, hash) {
  var args = JSON.stringify({ version: build.version, template: build.template });
  // Nothing in the text may end the element that it stands in.
  var script = '(' + program + ')(' + args.replace(/</g, '\\u003c') + ');';
  var digest = 'sha256-' + btoa(textOf(bytesOf(hash(script))));
  var data = dataset.then(function (text) { return packed(new TextEncoder().encode(text)); });
  var modules = ['wasm', 'more'].map(function (name) { return moduleText(build, name); });
  return Promise.all([dataset, data].concat(modules))
    .then(function (all) {
      var parts = {
        hash: digest,
        // A byte order mark is no part of the JSON.
        title: escaped(String(JSON.parse(all[0].replace(/^\uFEFF/, '')).title || '')),
        query: escaped(fragment),
        data: all[1],
        wasm: all[2],
        more: all[3],
        script: script
      };
      return build.template.replace(/%(hash|title|query|wasm|more|data|script)%/g,
        function (_, name) { return parts[name]; });
    });
}

// A module as it travels in a page.
function moduleText(build, name) {
  var text = packedModule(build, name);
  if (text) return Promise.resolve(text);
  return fetched(build[name])
    .then(function (response) { return response.arrayBuffer(); })
    .then(function (bytes) { return packed(new Uint8Array(bytes)); });
}

function packed(bytes) {
  if (!window.CompressionStream) return Promise.reject(new Error('CompressionStream'));
  var stream = piped(bytes, new CompressionStream('gzip'));
  return new Response(stream).arrayBuffer().then(function (buffer) {
    return encoded(new Uint8Array(buffer));
  });
}

// Bytes as a text of seven bits a character, which a page can carry: what HTML would change or take
// for markup follows a delete sign.
function encoded(bytes) {
  var codes = new Uint8Array(bytes.length * 8 / 7 * 2 + 2);
  var at = 0, held = 0, bits = 0;
  function put(code) {
    if (code === 0 || code === 13 || code === 60 || code === 127) {
      codes[at++] = 127;
      code ^= 64;
    }
    codes[at++] = code;
  }
  for (var i = 0; i < bytes.length; i++) {
    held = held << 8 | bytes[i];
    bits += 8;
    while (bits >= 7) {
      bits -= 7;
      put(held >> bits & 127);
    }
  }
  if (bits) put(held << 7 - bits & 127);
  return textOf(codes.subarray(0, at));
}

// A character a byte.
function textOf(bytes) {
  var text = '';
  // A call takes only so many arguments.
  for (var at = 0; at < bytes.length; at += 4096) {
    text += String.fromCharCode.apply(null, bytes.subarray(at, at + 4096));
  }
  return text;
}

function bytesOf(digits) {
  return Uint8Array.from(digits.match(/../g), function (pair) { return parseInt(pair, 16); });
}

function escaped(text) {
  var names = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, function (sign) { return names[sign]; });
}
