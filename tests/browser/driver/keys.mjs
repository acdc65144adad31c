// DOM key names to the code points by which WebDriver (section 17.4.2) and BiDi know them.
// Never: a key that no keyboard has.

export const KEYS = {
  Tab: "\uE004", Enter: "\uE006", Escape: "\uE00C", Backspace: "\uE003", Space: " ",
  ArrowLeft: "\uE012", ArrowUp: "\uE013", ArrowRight: "\uE014", ArrowDown: "\uE015",
  Home: "\uE011", End: "\uE010", PageUp: "\uE00E", PageDown: "\uE00F", Delete: "\uE017",
  Shift: "\uE008",
};
