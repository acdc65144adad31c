//! What a reader can do about a dashboard that went wrong: try again, copy a report of it, take the
//! data and the question along. It must never need the program.

// Adds a button to `place`; what it does hears of the button.
function addButton(place, name, deed) {
  var button = document.createElement('button');
  button.type = 'button';
  button.textContent = name;
  button.addEventListener('click', function () { deed(button); });
  place.appendChild(button);
}

// The sentence goes, and what stood there before comes back.
function takeBack(alert) {
  if (alert.former && alert.parentNode) alert.parentNode.replaceChild(alert.former, alert);
  else alert.remove();
}

// What adds the two ways out of a crash to a place: they are about the moment of the crash.
function rescueOf(dashboard, message, error) {
  var origin = dashboard.origin;
  var fragment = dashboard.fragment;
  var report = [NAME + ': ' + message, dashboard.state().url, navigator.userAgent,
    new Date().toISOString(), error && error.stack].join('\n');
  return function (place) {
    addButton(place, '复制出错信息 Copy the report', function (button) { copy(button, report); });
    if (!origin) return;
    addButton(place, '下载数据和筛选条件 Save data and filters', function (button) {
      datasetText(origin).then(function (text) { save(withQuery(text, fragment)); })
        .catch(function (failed) { button.textContent += ': ' + messageOf(failed); });
    });
  };
}

// Shows a text in the button's place, selected and, as far as the browser lets us, copied. The
// newer way to the clipboard is not there on plain http.
function copy(button, text) {
  var field = document.createElement('textarea');
  field.readOnly = true;
  field.rows = 5;
  field.value = text;
  button.parentNode.replaceChild(field, button);
  field.select();
  document.execCommand('copy');
}

// A dataset's text with the question beside it, under a key that means nothing to the format.
function withQuery(text, fragment) {
  var end = text.lastIndexOf('}');
  return text.slice(0, end) + ',"rescued_query":' + JSON.stringify(fragment) + '}\n';
}

function save(text) {
  var link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = NAME + '-rescued.json';
  link.click();
}

// Tells the reader of a dashboard that has come back: what was not saved is gone.
function tellCrash(dashboard) {
  if (!dashboard.rescue) return;
  var root = dashboard.element.shadowRoot.firstElementChild;
  var note = document.createElement('p');
  note.className = 'message';
  note.setAttribute('role', 'alert');
  note.textContent = '图表程序出过错，已重新打开，没有保存的改动可能丢失。'
    + ' The charts failed and were opened again; unsaved work may be lost. ';
  dashboard.rescue(note);
  dashboard.rescue = null;
  addButton(note, '知道了 Dismiss', function () { note.remove(); });
  root.insertBefore(note, root.firstChild);
}
