//! The element <union-dashboard>: what a page's markup and script may say to a dashboard. Its names
//! are promises to pages of others. It must never hold anything but its dashboard.

function defineElement(build) {
  var dashboards = new WeakMap();
  function of(element) { return dashboards.get(element); }

  class UnionDashboard extends HTMLElement {
    static get observedAttributes() {
      return ASKING.concat(BOUNDING, 'src');
    }

    constructor() {
      super();
      dashboards.set(this, new Dashboard(this, build));
    }

    connectedCallback() {
      of(this).connect();
    }

    disconnectedCallback() {
      of(this).disconnect();
    }

    attributeChangedCallback(name, before, value) {
      if (before !== value) of(this).hearAttribute(name, value);
    }

    // A promise: after data and first paint; rejected if the load fails; new when `src` changes.
    get ready() {
      return of(this).ready;
    }

    // What is asked: lists of codes and ids, `year` as [from, to] or null, and words.
    get state() {
      return of(this).state();
    }

    // Keys that are absent stay as they are; null and an empty list clear.
    set state(state) {
      var dashboard = of(this);
      dashboard.ask(withState(dashboard.asked(), state));
    }

    // Shows another dataset, a text or an object; resolves to `{issues}`, and rejects with the
    // former data kept.
    load(data) {
      return of(this).load(data);
    }

    // A Blob: "csv", "json", "png", "svg" or "html"; options `all`, `view`, `table: "honours"`.
    exportAs(kind, options) {
      return of(this).exportAs(kind, options);
    }

    // Asks what the page asked at first.
    reset() {
      of(this).reset();
    }
  }

  customElements.define(NAME, UnionDashboard);
}
