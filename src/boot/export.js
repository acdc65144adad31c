//! Files that a host's script asks for: tables and pictures made by the program, the dataset as it
//! came, and a page of its own with all of them. It must never make one of another query than it
//! is told.

// The promise of the file of `wanted`, a Blob. `more` is asked for the second module, which makes
// tables and pictures.
function exported(build, mounted, more, wanted) {
  if (wanted.kind === 'json') {
    return datasetText(mounted.origin()).then(function (text) {
      return new Blob([text], { type: 'application/json' });
    });
  }
  if (wanted.kind === 'html') {
    return packedBlob(build, mounted, datasetText(mounted.origin()), wanted.fragment);
  }
  var isHonours = wanted.table === 'honours';
  var view = wanted.view || '';
  return more().then(function () {
    try {
      return mounted.export(wanted.kind, view, !!wanted.all, isHonours, wanted.fragment);
    } catch (word) {
      // What ends the instance is no word.
      if (typeof word !== 'string') throw word;
      throw asError({ code: word, message: NAME + ': exportAs: ' + word });
    }
  });
}

// The dataset that is shown, as it was loaded. The page keeps no second copy of what has an
// address.
function datasetText(origin) {
  if (typeof origin.text === 'string') return Promise.resolve(origin.text);
  return fetched(origin.src).then(function (response) { return response.text(); });
}

// `text` is the promise of a dataset's.
function packedBlob(build, mounted, text, fragment) {
  if (typeof unionDashboard === 'undefined') {
    throw new Error(NAME + ': exportAs: html wants a built program');
  }
  var hash = function (part) { return mounted.sha256(part); };
  return packedFile(build, unionDashboard.toString(), text, fragment, hash).then(function (page) {
    return new Blob([page], { type: 'text/html;charset=utf-8' });
  });
}
