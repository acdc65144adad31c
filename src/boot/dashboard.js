//! One dashboard behind one element: what is asked of it before and while it runs, its instance of
//! the program, and what becomes of it when that instance crashes. It must never touch the page
//! outside its element, but for the address that an element with `sync-url` has.

// How often an instance may crash before its element gives up.
var MOST_CRASHES = 2;
// How long a start may take before a reader is told how far it is.
var QUIET_MS = 500;

// The dashboard that has the page's address.
var addressed = null;

class Dashboard {
  constructor(element, build) {
    this.element = element;
    this.build = build;
    // What is asked, while there is no program to ask.
    this.fragment = '';
    // A dataset handed over by script; it outlives the instance that reads it.
    this.text = null;
    this.mounted = null;
    this.starting = null;
    this.crashes = 0;
    this.renewReady();
  }

  renewReady() {
    var self = this;
    this.ready = new Promise(function (resolve, reject) {
      self.settle = { resolve: resolve, reject: reject };
    });
    // Nobody has to listen.
    this.ready.catch(function () {});
  }

  // -- On the page, and off it ------------------------------------------------------------------

  connect() {
    // Moved within the page: what is mounted moves along.
    if (this.mounted || this.starting) return;
    if (!this.wasConnected) this.hearMarkup();
    this.wasConnected = true;
    this.resync();
    this.takeAddress();
    this.observeHeight();
    this.start();
  }

  disconnect() {
    var self = this;
    // A move is a removal and an insertion within one task: wait it out.
    Promise.resolve().then(function () {
      if (self.element.isConnected) return;
      self.starting = null;
      if (addressed === self) addressed = null;
      if (self.heights) self.heights.disconnect();
      if (!self.mounted) return;
      self.fragment = self.mounted.fragment();
      self.mounted.unmount();
      self.mounted.free();
      self.mounted = null;
    });
  }

  takeAddress() {
    if (!this.element.hasAttribute('sync-url')) return;
    if (addressed && addressed !== this) {
      console.warn(NAME + ': only the first element with sync-url has the address bar');
      return;
    }
    addressed = this;
  }

  observeHeight() {
    var self = this;
    var told = 0;
    this.heights = new ResizeObserver(function () {
      var height = Math.ceil(self.element.getBoundingClientRect().height);
      if (height === told || !self.mounted) return;
      told = height;
      self.dispatch('height', { height: height });
    });
    this.heights.observe(this.element);
  }

  // -- Its instance of the program --------------------------------------------------------------

  // Resolves when the dashboard is mounted.
  start() {
    var self = this;
    var since = Date.now();
    function progress(bytes) {
      if (Date.now() - since < QUIET_MS) return;
      var status = self.element.querySelector('[role="status"]');
      var kilobytes = Math.round(bytes / 1024);
      if (status) status.textContent = '正在载入数据看板…已下载 ' + kilobytes + ' KB';
    }
    var crashed = function (error) { self.crash(error); };
    var attempt = Promise.all([instance(this.build, progress, crashed), pageDataset()])
      .then(function (both) {
        // Taken off the page meanwhile, or begun anew.
        if (self.starting !== attempt) return;
        self.mount(both[0], both[1]);
      });
    this.starting = attempt;
    attempt.catch(function (error) {
      if (self.starting !== attempt) return;
      self.starting = null;
      self.fail(error, 'start');
    });
    return attempt;
  }

  mount(program, inPage) {
    var self = this;
    var element = this.element;
    var text = this.text;
    if (text === null && !element.hasAttribute('src')) text = inPage;
    this.dataset = text;
    var mounted = program.mount(element, {
      fragment: this.fragment,
      dataset: text === null ? undefined : text,
      src: element.getAttribute('src') || undefined,
      hasAddress: addressed === this,
      allowsDark: allowsDark(element),
      version: this.build.version,
      attribute: function (name) { return element.getAttribute(name) || ''; },
      attach: function () { return element.shadowRoot || element.attachShadow({ mode: 'open' }); },
      tell: function (what, detail) { self.hear(what, detail); }
    });
    // It may have crashed in its first moment.
    if (this.starting) this.mounted = mounted;
    this.starting = null;
  }

  // Resolves to the mounted dashboard, or rejects with what kept it from being mounted.
  whenMounted() {
    var self = this;
    if (this.mounted) return Promise.resolve(this.mounted);
    if (!this.starting) return Promise.reject(new Error(NAME + ': the element is on no page'));
    return this.starting.then(function () {
      if (!self.mounted) throw new Error(NAME + ': the element was taken off the page');
      return self.mounted;
    });
  }

  // -- What the program tells -------------------------------------------------------------------

  hear(what, detail) {
    if (what === 'state') return this.hearState(detail);
    if (what === 'ready') return this.hearReady(detail);
    if (what === 'panic') {
      this.panic = detail;
      return;
    }
    if (what === 'error' && detail.code !== 'bad-value') {
      this.settle.reject(asError(detail));
    }
    this.dispatch(what, detail);
  }

  hearState(fragment) {
    this.fragment = fragment;
    this.reflect();
    var state = this.state();
    var now = comparable(state);
    if (now === this.told) return;
    this.told = now;
    this.dispatch('state', state);
  }

  hearReady(detail) {
    var self = this;
    var settle = this.settle;
    // A page wrote its wishes in words of its own: they stay as long as they hold.
    this.resync();
    this.told = this.told || comparable(this.state());
    afterPaint(function () {
      settle.resolve(detail);
      self.dispatch('ready', detail);
    });
  }

  dispatch(what, detail) {
    var init = { detail: detail, bubbles: true, composed: true };
    this.element.dispatchEvent(new CustomEvent(NAME + '-' + what, init));
  }

  // -- What is asked ----------------------------------------------------------------------------

  asked() {
    return this.mounted ? this.mounted.fragment() : this.fragment;
  }

  ask(fragment) {
    this.fragment = fragment;
    if (this.mounted) {
      this.mounted.follow(fragment);
      this.fragment = this.asked();
    }
    this.reflect();
  }

  state() {
    return stateOf(this.asked(), this.mounted ? this.mounted.version() : '');
  }

  reset() {
    if (!this.mounted) return;
    this.mounted.reset();
    this.fragment = this.asked();
    this.reflect();
  }

  // -- Attributes -------------------------------------------------------------------------------

  // An attribute of the element changed.
  hearAttribute(name, value) {
    if (this.isReflecting) return;
    if (name === 'src') return this.hearSource(value);
    if (BOUNDING.indexOf(name) >= 0) {
      if (this.mounted) this.mounted.bind();
      return;
    }
    this.fragment = withKey(this.asked(), name, asKey(name, value));
    if (this.mounted) this.mounted.follow(this.fragment);
    this.resync();
  }

  // What the markup asks: `query` is a whole fragment, and the other attributes are more exact.
  // What a script has asked before counts most.
  hearMarkup() {
    var element = this.element;
    var first = (element.getAttribute('query') || '').replace(/^#/, '');
    this.fragment = new URLSearchParams(this.fragment).toString();
    var own = new URLSearchParams(this.fragment);
    new URLSearchParams(first).forEach(function (value, key) {
      if (!own.has(key)) own.append(key, value);
    });
    this.fragment = own.toString();
    // A state that was set before the element was defined hides the property.
    if (!Object.prototype.hasOwnProperty.call(element, 'state')) return;
    var state = element.state;
    delete element.state;
    element.state = state;
  }

  hearSource(src) {
    if (!this.mounted && !this.starting) return;
    this.renewReady();
    this.text = null;
    if (this.mounted) this.mounted.load(src || undefined);
  }

  // Takes what is asked for what the attributes say.
  resync() {
    var pairs = new URLSearchParams(this.asked());
    var synced = {};
    ASKING.forEach(function (name) { synced[name] = asAttribute(name, pairs); });
    this.synced = synced;
  }

  // Writes what is asked into the attributes, as far as it changed.
  reflect() {
    var pairs = new URLSearchParams(this.asked());
    var self = this;
    ASKING.forEach(function (name) {
      var value = asAttribute(name, pairs);
      if (value === self.synced[name]) return;
      self.synced[name] = value;
      self.isReflecting = true;
      if (value === null) self.element.removeAttribute(name);
      else self.element.setAttribute(name, value);
      self.isReflecting = false;
    });
  }

  // -- Data in, files out -----------------------------------------------------------------------

  load(data) {
    var self = this;
    return new Promise(function (resolve) {
      resolve(typeof data === 'string' ? data : JSON.stringify(data));
    }).then(function (text) {
      if (typeof text !== 'string') throw new TypeError('load: a text or an object is wanted');
      return self.whenMounted().then(function (mounted) {
        try {
          var issues = mounted.take(text);
          self.text = self.dataset = text;
          return { issues: issues };
        } catch (issue) {
          throw asError(issue);
        }
      });
    });
  }

  exportAs(kind, options) {
    var self = this;
    var wanted = Object.assign({}, options);
    if (!this.mounted) {
      return this.whenMounted()
        .then(function () { return self.ready; })
        .then(function () { return self.exportAs(kind, options); });
    }
    if (kind === 'json') {
      return this.datasetText().then(function (text) {
        return new Blob([text], { type: 'application/json' });
      });
    }
    if (kind === 'html') return this.packed();
    try {
      var isHonours = wanted.table === 'honours';
      var view = wanted.view || '';
      return Promise.resolve(this.mounted.export(String(kind), view, !!wanted.all, isHonours));
    } catch (word) {
      return Promise.reject(asError({ code: word, message: NAME + ': exportAs: ' + word }));
    }
  }

  // The dataset as it was loaded. The page keeps no second copy of what has an address.
  datasetText() {
    if (this.dataset !== null) return Promise.resolve(this.dataset);
    return fetched(this.element.getAttribute('src'), function () {})
      .then(function (response) { return response.text(); });
  }

  packed() {
    var self = this;
    var fragment = this.asked();
    var mounted = this.mounted;
    if (typeof unionDashboard === 'undefined') return Promise.reject(new Error('exportAs: html'));
    return this.datasetText().then(function (text) {
      var hash = function (part) { return mounted.sha256(part); };
      return packedFile(self.build, unionDashboard.toString(), text, fragment, hash);
    }).then(function (page) { return new Blob([page], { type: 'text/html;charset=utf-8' }); });
  }

  // -- When it crashes --------------------------------------------------------------------------

  crash(error) {
    var self = this;
    var message = this.panic || messageOf(error);
    this.mounted = this.starting = this.panic = null;
    this.crashes += 1;
    // The crashed instance may still be on the stack.
    Promise.resolve().then(function () {
      self.dispatch('error', { code: 'panic', message: message });
      var root = self.element.shadowRoot;
      if (root) root.textContent = '';
      if (self.crashes < MOST_CRASHES) {
        if (self.element.isConnected) self.start();
        return;
      }
      self.fail(asError({ code: 'panic', message: message }), null);
    });
  }

  // There will be no dashboard: the sentence why stands where it would be, above what the page has
  // in its place.
  fail(error, code) {
    if (this.heights) this.heights.disconnect();
    var root = this.element.shadowRoot;
    if (root) root.appendChild(document.createElement('slot'));
    explain(root || this.element, error, this.element);
    this.settle.reject(error);
    if (code) this.dispatch('error', { code: code, message: messageOf(error) });
    console.error(error);
  }
}

// Which figure is open and which page of a table is no part of the state, but of its address.
function comparable(state) {
  return JSON.stringify(Object.assign({}, state, { url: '', version: '' }));
}

// Whether the page is made for dark colours: on one that is not, a dark island would be a stranger.
function allowsDark(element) {
  var meta = document.querySelector('meta[name="color-scheme"]');
  var scheme = getComputedStyle(element).colorScheme || '';
  return /\bdark\b/.test(scheme + ' ' + (meta ? meta.content : ''));
}

function asError(detail) {
  return Object.assign(new Error(detail.message), detail);
}

// After the next frame is painted; of a page that nobody sees there is none.
function afterPaint(then) {
  var isDone = false;
  function once() {
    if (!isDone) then();
    isDone = true;
  }
  requestAnimationFrame(function () { setTimeout(once, 0); });
  setTimeout(once, 1000);
}
