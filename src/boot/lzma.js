//! What gzip packs less well: LZMA, whose files tell their properties and their size in a head of
//! 13 bytes ("LZMA specification", Igor Pavlov). It must never unpack what is wanted before the
//! first picture: the browser's own gunzip is many times as fast.

// Where in one list the chances of each kind of decision are.
var CHANCES = {
  match: 0, repeat: 192, first: 204, second: 216, third: 228, long: 240, slot: 432, near: 688,
  align: 803, length: 819, repeatLength: 1333, literal: 1847
};

// Bytes that are unpacked before others have their turn: some milliseconds.
var LZMA_SLICE = 1 << 16;

// A promise of the bytes that such a file holds. Of a damaged one they are as many, and others.
function unpackedLzma(file) {
  var context = file[0] % 9, low = (file[0] / 9 | 0) % 5, places = (1 << (file[0] / 45 | 0)) - 1;
  var out = new Uint8Array(file[5] | file[6] << 8 | file[7] << 16 | file[8] << 24);
  var chances = new Uint16Array(CHANCES.literal + (768 << context + low)).fill(1024);
  // Numbers of 32 bits in a list of their own: a variable would hold them boxed.
  var coder = new Int32Array([-1, file[14] << 24 | file[15] << 16 | file[16] << 8 | file[17]]);
  var next = 18;

  function shift() {
    if (coder[0] & 0xff000000) return;
    coder[0] <<= 8;
    coder[1] = coder[1] << 8 | file[next++];
  }

  function bit(at) {
    var chance = chances[at];
    var bound = Math.imul(coder[0] >>> 11, chance);
    // Compared without signs.
    if ((coder[1] ^ 0x80000000) < (bound ^ 0x80000000)) {
      coder[0] = bound;
      chances[at] = chance + (2048 - chance >> 5);
      shift();
      return 0;
    }
    coder[0] -= bound;
    coder[1] -= bound;
    chances[at] = chance - (chance >> 5);
    shift();
    return 1;
  }

  // A number of so many bits, each with chances that depend on those before, the highest first.
  function number(at, bits) {
    var node = 1;
    for (var i = 0; i < bits; i++) node = node << 1 | bit(at + node);
    return node - (1 << bits);
  }

  // The same, the lowest first.
  function reversed(at, bits) {
    var node = 1, value = 0;
    for (var i = 0; i < bits; i++) {
      var got = bit(at + node);
      node = node << 1 | got;
      value |= got << i;
    }
    return value;
  }

  // A number of bits that are as likely as not.
  function even(bits) {
    var value = 0;
    for (var i = 0; i < bits; i++) {
      coder[0] >>>= 1;
      coder[1] -= coder[0];
      var borrow = coder[1] >> 31;
      coder[1] += coder[0] & borrow;
      value = (value << 1) + borrow + 1;
      shift();
    }
    return value;
  }

  function length(at, place) {
    if (!bit(at)) return 2 + number(at + 2 + (place << 3), 3);
    if (!bit(at + 1)) return 10 + number(at + 130 + (place << 3), 3);
    return 18 + number(at + 258, 8);
  }

  function distance(length) {
    var slot = number(CHANCES.slot + (Math.min(length - 2, 3) << 6), 6);
    if (slot < 4) return slot;
    var bits = (slot >> 1) - 1;
    var value = (2 | slot & 1) << bits;
    if (slot < 14) return value + reversed(CHANCES.near + value - slot, bits);
    return value + (even(bits - 4) << 4) + reversed(CHANCES.align, 4);
  }

  // The distances of the last four matches, the latest first.
  var back = [0, 0, 0, 0];
  // What the last few steps were.
  var state = 0;
  var at = 0;
  function literal() {
    var before = at ? out[at - 1] : 0;
    var base = ((at & (1 << low) - 1) << context) + (before >> 8 - context);
    base = CHANCES.literal + 768 * base;
    var node = 1;
    if (state > 6) {
      // It is not what the match would go on with: as long as it is like that, this tells.
      var other = out[at - back[0] - 1], expected, got;
      do {
        expected = other >> 7 & 1;
        other <<= 1;
        got = bit(base + (1 + expected << 8) + node);
        node = node << 1 | got;
      } while (node < 256 && got === expected);
    }
    while (node < 256) node = node << 1 | bit(base + node);
    out[at++] = node;
    state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
  }
  function copy(length) {
    var end = Math.min(at + length, out.length);
    for (; at < end; at++) out[at] = out[at - back[0] - 1];
  }
  function step() {
    var place = at & places;
    if (!bit(CHANCES.match + (state << 4) + place)) {
      literal();
    } else if (!bit(CHANCES.repeat + state)) {
      var count = length(CHANCES.length, place);
      back = [distance(count), back[0], back[1], back[2]];
      copy(count);
      state = state < 7 ? 7 : 10;
    } else {
      var which = !bit(CHANCES.first + state) ? 0
        : !bit(CHANCES.second + state) ? 1
        : !bit(CHANCES.third + state) ? 2 : 3;
      if (which === 0 && !bit(CHANCES.long + (state << 4) + place)) {
        copy(1);
        state = state < 7 ? 9 : 11;
      } else {
        back.unshift(back.splice(which, 1)[0]);
        copy(length(CHANCES.repeatLength, place));
        state = state < 7 ? 8 : 11;
      }
    }
  }
  return new Promise(function (done) {
    (function goOn() {
      var end = Math.min(at + LZMA_SLICE, out.length);
      while (at < end) step();
      if (at < out.length) setTimeout(goOn);
      else done(out);
    })();
  });
}
