/* Finds entries whose words begin with all the words sought, whatever their case and accents; those found in the title first. */
(function () {
  "use strict";

  var form = document.getElementById("search"), box = form.elements.q;
  var found = document.getElementById("found"), results = document.getElementById("results");
  var LIMIT = 60;

  function fold(text) {
    return " " + text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ") + " ";
  }

  var entries = window.communiqueIndex.map(function (row) {
    return { kind: row[0], title: row[1], path: row[2], more: row[3], head: fold(row[1]), all: fold(row[1] + " " + row[3]) };
  });

  function rank(entry, words, whole) {
    if (!words.every(function (word) { return entry.all.indexOf(" " + word) >= 0; })) { return -1; }
    if (entry.head === whole) { return 3; }
    return words.every(function (word) { return entry.head.indexOf(" " + word) >= 0; }) ? 2 : 1;
  }

  function line(entry) {
    var item = document.createElement("li"), kind = document.createElement("span"), link = document.createElement("a");
    kind.className = "tag";
    kind.textContent = entry.kind;
    link.href = encodeURI(entry.path);
    link.textContent = entry.title;
    item.append(kind, link);
    if (entry.more) {
      var more = document.createElement("span");
      more.className = "by";
      more.textContent = " " + entry.more;
      item.append(more);
    }
    return item;
  }

  function search() {
    var whole = fold(box.value), words = whole.trim().split(" ").filter(Boolean);
    var hits = words.length ? entries.map(function (entry) { return [rank(entry, words, whole), entry]; }) : [];
    hits = hits.filter(function (hit) { return hit[0] > 0; });
    hits.sort(function (a, b) { return b[0] - a[0]; });
    results.replaceChildren.apply(results, hits.slice(0, LIMIT).map(function (hit) { return line(hit[1]); }));
    var text = hits.length === 1 ? found.dataset.one : hits.length ? found.dataset.many : found.dataset.none;
    found.textContent = words.length ? text.replace("{count}", hits.length) : "";
  }

  form.hidden = false;
  box.value = new URLSearchParams(location.search).get("q") || "";
  box.addEventListener("input", search);
  form.addEventListener("submit", function (event) { event.preventDefault(); search(); });
  box.focus();
  search();
})();
