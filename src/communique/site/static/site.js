/* The language that was chosen is remembered; words that a link leads to are shown whole. Nothing else needs a script. */
(function () {
  "use strict";

  var KEY = "communique-language";

  function remembered() {
    try { return localStorage.getItem(KEY); } catch (error) { return null; }
  }

  function remember(language) {
    try { localStorage.setItem(KEY, language); } catch (error) { /* a page without a memory works as well */ }
  }

  document.querySelectorAll("a[data-language]").forEach(function (link) {
    link.href += location.hash;
    if (link.dataset.language === remembered()) {
      location.replace(link.getAttribute("href").split("#")[0] + location.search + location.hash);
    }
    link.addEventListener("click", function () { remember(link.dataset.language); });
  });

  /* An excerpt may be cut into several stretches: light up each of them. */
  function show() {
    var wanted = decodeURIComponent(location.hash.slice(1));
    var notes = document.querySelector(".reading .notes");
    document.querySelectorAll("a.ev").forEach(function (stretch) {
      stretch.classList.toggle("on", wanted !== "" && stretch.dataset.spans.split(" ").indexOf(wanted) >= 0);
    });
    var note = wanted.charAt(0) === "e" && notes && document.getElementById("n" + wanted.slice(1));
    if (note) {
      notes.scrollTop += note.getBoundingClientRect().top - notes.getBoundingClientRect().top - 40;
      document.querySelectorAll(".notes .lit").forEach(function (other) { other.classList.remove("lit"); });
      note.classList.add("lit");
    }
  }

  if (document.querySelector("a.ev")) {
    addEventListener("hashchange", show);
    show();
  }
})();
