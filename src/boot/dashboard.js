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
    // What is asked, while there is no program to ask, and what the page asked at first.
    this.fragment = this.first = '';
    // What is asked as the attributes said it last.
    this.synced = {};
    // A dataset handed over by script; it outlives the instance that reads it.
    this.text = null;
    this.isOn = false;
    this.mounted = null;
    this.starting = null;
    // What is to be done as soon as there is a mounted dashboard.
    this.waiting = [];
    // Texts are taken one by one, in their order: the end of the last one.
    this.taking = null;
    this.crashes = 0;
    // What ends the watching of its sizes.
    this.watched = [];
    this.renewReady();
  }

  // Who waits for the former promise hears what becomes of the new one.
  renewReady() {
    var self = this;
    var former = this.settle;
    this.ready = new Promise(function (resolve, reject) {
      self.settle = { resolve: resolve, reject: reject };
    });
    // Nobody has to listen.
    this.ready.catch(function () {});
    if (former) this.ready.then(former.resolve, former.reject);
    this.isRejected = false;
  }

  reject(error) {
    this.isRejected = true;
    this.settle.reject(error);
  }

  // -- On the page, and off it ------------------------------------------------------------------

  connect() {
    // Moved within the page: what is mounted moves along.
    if (this.isOn) return;
    this.isOn = true;
    if (!this.wasConnected) this.hearMarkup();
    this.wasConnected = true;
    this.resync();
    this.takeAddress();
    // A program that crashes again and again is not started once more.
    if (this.crashes >= MOST_CRASHES) return;
    this.observeHeight();
    this.start();
  }

  disconnect() {
    var self = this;
    // A move is a removal and an insertion within one task: wait it out.
    Promise.resolve().then(function () {
      if (self.element.isConnected) return;
      self.isOn = false;
      self.starting = null;
      self.refuse(new Error(NAME + ': the element was taken off the page'));
      if (addressed === self) addressed = null;
      self.unwatch();
      if (!self.mounted) return;
      self.fragment = self.mounted.fragment();
      self.mounted.unmount();
      self.mounted.free();
      self.mounted = self.taking = null;
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
    function measure() {
      if (!self.mounted) return;
      self.mounted.resize(widthOf(self.element));
      var height = heightOf(self.element);
      if (height === told) return;
      told = height;
      self.dispatch('height', { height: height });
    }
    this.watch = function (target) { self.watched.push(watchSize(target, measure)); };
    this.watch(this.element);
  }

  unwatch() {
    this.watched.splice(0).forEach(function (stop) { stop(); });
  }

  // -- Its instance of the program --------------------------------------------------------------

  // Fetches the program and mounts the dashboard.
  start() {
    var self = this;
    var since = Date.now();
    // After a failure, for who listens anew.
    if (this.isRejected) this.renewReady();
    if (this.alert) takeBack(this.alert);
    function progress(bytes) {
      if (Date.now() - since > QUIET_MS) sayProgress(self.element, bytes);
    }
    // An instance that was left behind is of no interest any more.
    var crashed = function (error) { if (self.latest === attempt) self.crash(error); };
    // What stands in the element is known when it is read to its end.
    var wanted = [instance(this.build, progress, crashed), pageDataset(), new Promise(whenParsed)];
    var attempt = Promise.all(wanted).then(function (all) {
      // Taken off the page meanwhile, or begun anew.
      if (self.starting === attempt) self.mount(all[0], all[1]);
    });
    this.starting = this.latest = attempt;
    attempt.catch(function (error) {
      whenParsed(function () {
        if (self.starting !== attempt) return;
        self.starting = null;
        self.fail(error, 'start');
      });
    });
  }

  mount(instance, inPage) {
    var self = this;
    var element = this.element;
    var text = this.text;
    if (text === null && !element.hasAttribute('src')) text = inPage;
    var mounted = instance.program.mount(element, {
      fragment: this.fragment,
      dataset: text === null ? undefined : text,
      src: element.getAttribute('src') || undefined,
      hasAddress: addressed === this,
      allowsDark: allowsDark(element),
      width: widthOf(element),
      version: this.build.version,
      more: instance.more,
      attribute: function (name) { return element.getAttribute(name) || ''; },
      attach: function () {
        var root = element.shadowRoot || element.attachShadow({ mode: 'open' });
        // What a failure before has left there.
        root.textContent = '';
        // A page may have made the element an inline one, whose box tells nothing of its content's.
        Promise.resolve().then(function () {
          if (root.firstElementChild) self.watch(root.firstElementChild);
        });
        return root;
      },
      watch: watchSize,
      unzip: unzipped,
      pack: function (text, fragment) {
        return packedBlob(self.build, self.mounted, Promise.resolve(text), fragment);
      },
      tell: function (what, detail) { self.hear(what, detail); }
    });
    // It may have crashed in its first moment.
    if (!this.starting) return;
    this.mounted = mounted;
    this.more = instance.more;
    this.starting = null;
    // Within the task, so that nobody is told that data is missing which is there.
    this.waiting.splice(0).forEach(function (one) { one.act(); });
  }

  // Does something with the mounted dashboard, as soon as there is one; resolves to what comes of
  // it.
  whenMounted(deed) {
    var self = this;
    return new Promise(function (resolve, reject) {
      function act() {
        try {
          resolve(deed(self.mounted));
        } catch (error) {
          reject(error);
        }
      }
      if (self.mounted) act();
      else if (self.failure) reject(self.failure);
      else self.waiting.push({ act: act, reject: reject });
    });
  }

  refuse(error) {
    this.waiting.splice(0).forEach(function (one) { one.reject(error); });
  }

  // -- What the program tells -------------------------------------------------------------------

  hear(what, detail) {
    if (what === 'state') return this.hearState(detail);
    if (what === 'ready') return this.hearReady(detail);
    if (what === 'error' && detail.code !== 'bad-value') {
      this.reject(asError(detail));
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
    var mounted = this.mounted;
    if (this.isRejected) this.renewReady();
    var settle = this.settle;
    // A page wrote its wishes in words of its own: they stay as long as they hold.
    this.resync();
    this.told = this.told || comparable(this.state());
    this.hasShown = true;
    mounted.wish(this.first);
    this.origin = mounted.origin();
    // What a reader made of the data outlives the instance too.
    this.text = this.origin.text || this.text;
    afterPaint(function () {
      // Taken off before anybody saw it.
      if (self.mounted !== mounted) return;
      tellCrash(self);
      settle.resolve(detail);
      self.dispatch('ready', detail);
      whenIdle(function () { if (self.mounted === mounted) mounted.complete(); });
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
    this.follow(fragment);
    this.reflect();
  }

  follow(fragment) {
    this.fragment = fragment;
    if (!this.hasShown) this.first = fragment;
    if (!this.mounted) return;
    this.mounted.follow(fragment);
    this.fragment = this.asked();
  }

  state() {
    var on = this.mounted;
    return stateOf(this.asked(), on ? on.version() : '', on ? on.is_unsaved() : false);
  }

  reset() {
    this.ask(this.first);
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
    this.follow(withKey(this.asked(), name, asKey(name, value)));
    this.resync();
  }

  // What the markup asks: `query` is a whole fragment, and the other attributes are more exact.
  // What a script has asked before counts most.
  hearMarkup() {
    var element = this.element;
    this.follow(withRest(this.fragment, element.getAttribute('query') || ''));
    // A state that was set before the element was defined hides the property.
    if (!Object.prototype.hasOwnProperty.call(element, 'state')) return;
    var state = element.state;
    delete element.state;
    element.state = state;
  }

  hearSource(src) {
    this.text = null;
    if (!this.mounted && !this.starting) return;
    this.renewReady();
    if (this.mounted) this.mounted.load(src || undefined);
  }

  // Takes what is asked for what the attributes say.
  resync() {
    this.synced = attributesOf(this.asked());
  }

  // Writes what is asked into the attributes, as far as it changed.
  reflect() {
    var now = attributesOf(this.asked());
    var self = this;
    ASKING.forEach(function (name) {
      var value = now[name];
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
      var text = typeof data === 'string' ? data : JSON.stringify(data);
      if (typeof text !== 'string') throw new TypeError('load: a text or an object is wanted');
      resolve(self.whenMounted(function (mounted) {
        function take() { return mounted.take(text); }
        var taken = self.taking ? self.taking.then(take) : take();
        self.taking = taken.catch(function () {});
        return taken.then(function (issues) {
          self.text = text;
          if (self.isRejected) self.renewReady();
          return { issues: issues };
        }, function (issue) { throw asError(issue); });
      }));
    });
  }

  // A file of what is asked now, even if the data is still to come.
  exportAs(kind, options) {
    var self = this;
    var wanted = Object.assign({ kind: String(kind), fragment: this.asked() }, options);
    if (!this.mounted || !this.mounted.version()) {
      return this.ready.then(function () { return self.made(wanted); });
    }
    return new Promise(function (resolve) { resolve(self.made(wanted)); });
  }

  made(wanted) {
    if (!this.mounted) throw new Error(NAME + ': the element is on no page');
    return exported(this.build, this.mounted, this.more, wanted);
  }

  // -- When it crashes --------------------------------------------------------------------------

  crash(error) {
    var self = this;
    var message = messageOf(error) + ' (' + this.build.version + ')';
    this.mounted = this.starting = this.latest = null;
    this.crashes += 1;
    this.rescue = rescueOf(this, message, error);
    this.renewReady();
    // The crashed instance may still be on the stack.
    Promise.resolve().then(function () {
      self.dispatch('error', { code: 'panic', message: message });
      var root = self.element.shadowRoot;
      if (root) root.textContent = '';
      if (self.crashes < MOST_CRASHES) {
        if (self.isOn) self.start();
        return;
      }
      self.fail(asError({ code: 'panic', message: message }), null);
    });
  }

  // There is no dashboard, until its reader wants another try: the sentence why stands above what
  // the page has in its place, and both are seen.
  fail(error, code) {
    this.unwatch();
    var root = this.element.shadowRoot;
    if (root) root.appendChild(document.createElement('slot'));
    this.alert = explain(this.element, error);
    addButton(this.alert, '重试 Try again', this.again.bind(this));
    if (this.rescue) this.rescue(this.alert);
    if (this.crashes >= MOST_CRASHES) this.failure = error;
    this.refuse(error);
    this.reject(error);
    if (code) this.dispatch('error', { code: code, message: messageOf(error) });
    console.warn(error);
  }

  again() {
    // It may have been the question that it crashed of.
    if (this.crashes) this.fragment = this.first;
    this.crashes = 0;
    this.failure = this.rescue = null;
    this.observeHeight();
    this.start();
  }
}
