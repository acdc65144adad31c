//! What is asked, in its three forms: the address's fragment, the element's attributes, and the
//! `state` object of its script. The fragment is the one that counts (`query::url` reads it); the
//! others are parts of it. It must never judge a value: the program knows what means something.

// Attributes that are keys of the fragment, and of them those without a value.
var ASKING = ['city', 'year', 'category', 'indicator', 'view', 'theme', 'lang', 'elder'];
// Attributes that bound what a reader may do.
var BOUNDING = ['views', 'controls', 'locked'];

// Keys of the state object that are lists, and words with their defaults.
var LISTS = ['city', 'category', 'indicator', 'level'];
var WORDS = { q: '', read: 'certain', view: 'overview', lang: 'zh-CN', theme: 'auto' };

// Commas and percent signs within an item of a list, as `query::url` codes them.
function joined(items) {
  return items.map(function (item) {
    return String(item).replace(/%/g, '%25').replace(/,/g, '%2C');
  }).join(',');
}

function parted(text) {
  return text.split(',').filter(Boolean).map(function (item) {
    return item.replace(/%2C/gi, ',').replace(/%25/g, '%');
  });
}

// The fragment with a key set, or without it.
function withKey(fragment, key, value) {
  var pairs = new URLSearchParams(fragment);
  if (value) pairs.set(key, value);
  else pairs.delete(key);
  return pairs.toString();
}

// An attribute as the fragment says it; null if it says nothing.
function asKey(name, value) {
  if (value === null) return null;
  if (name === 'elder') return '1';
  // A page may say its own language more exactly than the dashboard knows it.
  if (name === 'lang') return /^zh\b/i.test(value) ? 'zh-CN' : /^en\b/i.test(value) ? 'en' : value;
  return value;
}

// A fragment as the attributes say it; null where it says nothing.
function attributesOf(fragment) {
  var pairs = new URLSearchParams(fragment);
  var attributes = {};
  ASKING.forEach(function (name) {
    var value = pairs.get(name);
    attributes[name] = name === 'elder' && value ? '' : value || null;
  });
  return attributes;
}

// A fragment, and what another says of keys that it does not name.
function withRest(fragment, other) {
  var own = new URLSearchParams(fragment);
  new URLSearchParams(other.replace(/^#/, '')).forEach(function (value, key) {
    if (!own.has(key)) own.append(key, value);
  });
  return own.toString();
}

// The fragment as a state object; `isUnsaved` tells that a reader's work would be lost.
function stateOf(fragment, version, isUnsaved) {
  var pairs = new URLSearchParams(fragment);
  var state = {};
  LISTS.forEach(function (key) { state[key] = parted(pairs.getAll(key).join(',')); });
  state.year = yearsOf(pairs.get('year'));
  Object.keys(WORDS).forEach(function (key) { state[key] = pairs.get(key) || WORDS[key]; });
  state.elder = pairs.get('elder') === '1';
  state.url = location.href.split('#')[0] + (fragment ? '#' + fragment : '');
  state.version = version;
  state.unsaved = isUnsaved;
  return state;
}

// Which figure is open and which page of a table is no part of the state, but of its address.
function comparable(state) {
  return JSON.stringify(Object.assign({}, state, { url: '', version: '' }));
}

function yearsOf(text) {
  if (!text) return null;
  var ends = text.split('..');
  function year(end) { return end ? Number(end) : null; }
  return [year(ends[0]), year(ends[ends.length - 1])];
}

// The fragment with what a state object says; keys that it lacks stay as they are.
function withState(fragment, state) {
  if (!state || typeof state !== 'object') throw new TypeError('state: an object is wanted');
  LISTS.forEach(function (key) {
    if (!(key in state)) return;
    var items = state[key] === null || state[key] === undefined ? [] : state[key];
    if (!Array.isArray(items) || !items.every(isWord)) {
      throw new TypeError('state.' + key + ': an array of strings is wanted');
    }
    fragment = withKey(fragment, key, joined(items));
  });
  if ('year' in state) fragment = withKey(fragment, 'year', yearText(state.year));
  Object.keys(WORDS).forEach(function (key) {
    if (key in state) fragment = withKey(fragment, key, wordText(key, state[key]));
  });
  if ('elder' in state) fragment = withKey(fragment, 'elder', elderText(state.elder));
  return fragment;
}

// A code may be written as a number.
function isWord(item) {
  return typeof item === 'string' || typeof item === 'number';
}

function wordText(key, value) {
  if (value === null || value === undefined || value === WORDS[key]) return null;
  if (typeof value !== 'string') throw new TypeError('state.' + key + ': a string is wanted');
  return value;
}

function elderText(elder) {
  if (elder === null || elder === undefined) return null;
  if (typeof elder !== 'boolean') throw new TypeError('state.elder: true or false is wanted');
  return elder ? '1' : null;
}

function isYear(year) {
  return year === null || year === undefined || Number.isInteger(year) && year >= 0 && year <= 9999;
}

function yearText(years) {
  if (years === null || years === undefined) return null;
  if (!Array.isArray(years) || years.length !== 2 || !years.every(isYear)) {
    throw new TypeError('state.year: [from, to] or null is wanted');
  }
  var ends = years.map(function (year) {
    return year === null || year === undefined ? '' : ('000' + year).slice(-4);
  });
  if (!ends[0] && !ends[1]) return null;
  return ends[0] === ends[1] ? ends[0] : ends.join('..');
}
