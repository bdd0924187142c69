// Fetches the page again when the manager says that something changed. The page is complete without this script.
(function () {
  'use strict';
  if (!window.EventSource || !window.DOMParser) return;
  var fetching = false;
  var again = false;

  function refresh() {
    if (fetching) { again = true; return; }
    fetching = true;
    fetch('/', { headers: { Accept: 'text/html' } })
      .then(function (response) {
        if (!response.ok) throw new Error('status ' + response.status);
        return response.text();
      })
      .then(show)
      .catch(function () { document.documentElement.classList.add('away'); })
      .finally(function () {
        fetching = false;
        if (again) { again = false; refresh(); }
      });
  }

  function show(text) {
    var next = new DOMParser().parseFromString(text, 'text/html');
    document.documentElement.classList.remove('away');
    document.title = next.title;
    replace('main', next);
    replace('footer', next);
  }

  function replace(selector, next) {
    var present = document.querySelector(selector);
    var coming = next.querySelector(selector);
    if (!present || !coming || present.innerHTML === coming.innerHTML) return;
    if (selector === 'main' && !window.getSelection().isCollapsed) return;
    present.replaceWith(document.adoptNode(coming));
  }

  var source = new EventSource('/events');
  source.addEventListener('change', refresh);
  source.onopen = refresh;
  source.onerror = function () { document.documentElement.classList.add('away'); };
})();
