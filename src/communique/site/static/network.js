/* People around meetings; the filters work on the picture and on the table below it. */
(function () {
  "use strict";

  var box = document.getElementById("network"), form = document.getElementById("filters"), key = document.getElementById("key");
  var picture = JSON.parse(document.getElementById("picture").textContent);
  var style = getComputedStyle(document.documentElement);

  function colour(name) { return style.getPropertyValue(name).trim(); }

  var sides = {};
  key.querySelectorAll("[data-side]").forEach(function (swatch) {
    sides[swatch.dataset.side] = swatch;
  });
  key.hidden = false;

  var LETTER = 12, LINE = 3.4 * LETTER;

  /* Whom each meeting brought together, and where each person was: by the ids of meetings, joined. */
  function gather(elements) {
    var of = {}, groups = {};
    elements.forEach(function (one) {
      if (one.data.source) { (of[one.data.source] = of[one.data.source] || []).push(one.data.target); }
    });
    Object.keys(of).forEach(function (person) {
      var key = of[person].join(" ");
      (groups[key] = groups[key] || []).push(person);
    });
    return groups;
  }

  /* Meetings stand in rows; those who were at one alone stand around it, those who were at several between them. */
  function arrange(elements) {
    var places = {}, groups = gather(elements), x = 0, y = 0, tallest = 0;
    var meetings = elements.filter(function (one) { return one.data.kind === "meeting"; });
    var width = 560 * Math.sqrt(meetings.length);
    meetings.forEach(function (one) {
      var alone = groups[one.data.id] || [], radius = Math.max(6 * LETTER, alone.length * 1.5 * LETTER), room = 1.25 * radius + 9 * LETTER;
      if (x > 0 && x + 2 * room > width) {
        x = 0;
        y += tallest;
        tallest = 0;
      }
      var middle = { x: x + room, y: y + radius };
      places[one.data.id] = middle;
      alone.forEach(function (person, number) {
        var angle = 2 * Math.PI * (number + 0.5) / alone.length - Math.PI / 2;
        places[person] = { x: middle.x + 1.25 * radius * Math.cos(angle), y: middle.y + 0.85 * radius * Math.sin(angle) };
      });
      x += 2 * room;
      tallest = Math.max(tallest, 2 * radius + 5 * LETTER);
    });
    Object.keys(groups).forEach(function (key) {
      var at = key.split(" ").map(function (id) { return places[id]; }), people = groups[key];
      if (at.length === 1) { return; }
      people.forEach(function (person, number) {
        places[person] = {
          x: at.reduce(function (sum, one) { return sum + one.x; }, 0) / at.length,
          y: at.reduce(function (sum, one) { return sum + one.y; }, 0) / at.length + (number - (people.length - 1) / 2) * LINE
        };
      });
    });
    return elements.map(function (one) { return { data: one.data, position: places[one.data.id] }; });
  }

  var graph = cytoscape({
    container: box,
    elements: arrange(picture.elements),
    minZoom: 0.2,
    maxZoom: 3,
    userZoomingEnabled: false,
    style: [
      { selector: "node", style: {
        "label": "data(label)", "font-size": LETTER, "color": colour("--ink"), "text-outline-color": colour("--card"), "text-outline-width": 2,
        "text-wrap": "wrap", "text-max-width": 10 * LETTER, "text-valign": "bottom", "text-margin-y": 3, "width": 16, "height": 16,
        "background-color": function (node) { return sides[node.data("side")] ? getComputedStyle(sides[node.data("side")]).backgroundColor : colour("--soft"); }
      } },
      { selector: "node[kind = 'meeting']", style: {
        "shape": "round-rectangle", "width": 26, "height": 26, "background-color": colour("--ink"), "font-size": 1.15 * LETTER, "font-weight": "bold"
      } },
      { selector: "edge", style: { "width": 1, "line-color": colour("--line"), "curve-style": "haystack" } },
      { selector: "edge[leads = 1]", style: { "width": 3, "line-color": colour("--soft") } },
      { selector: ".far", style: { "opacity": 0.15 } },
      { selector: ".out", style: { "display": "none" } }
    ],
    layout: { name: "preset", padding: 30 }
  });
  graph.zoom({ level: Math.min(graph.zoom(), 1.4), renderedPosition: { x: box.clientWidth / 2, y: box.clientHeight / 2 } });
  graph.center();
  box.setAttribute("role", "img");
  box.setAttribute("aria-label", box.dataset.label);
  graph.on("tap", "node", function (event) { location.href = encodeURI(event.target.data("href")); });
  graph.on("mouseover", "node", function (event) {
    box.title = event.target.data("title") || event.target.data("label");
    graph.elements().not(event.target.closedNeighborhood()).addClass("far");
  });
  graph.on("mouseout", "node", function () {
    box.title = "";
    graph.elements().removeClass("far");
  });

  function value(name) { return form.elements[name].value; }

  function filter() {
    var person = value("person").toLowerCase(), leads = form.elements.leads.checked;
    graph.batch(function () {
      graph.elements().removeClass("out");
      graph.nodes("[kind = 'meeting']").forEach(function (node) {
        node.toggleClass("out", value("series") !== "" && node.data("series") !== value("series"));
      });
      graph.nodes("[kind = 'person']").forEach(function (node) {
        var meets = node.connectedEdges(leads ? "[leads = 1]" : "").connectedNodes("[kind = 'meeting']").not(".out");
        var other = value("side") !== "" && node.data("side") !== value("side");
        node.toggleClass("out", other || meets.empty() || !within(node, person, meets));
      });
      graph.nodes("[kind = 'meeting']").forEach(function (node) {
        node.toggleClass("out", node.hasClass("out") || (person !== "" && node.neighborhood("node").not(".out").empty()));
      });
      if (leads) { graph.edges("[leads = 0]").addClass("out"); }
    });
    graph.fit(graph.elements().not(".out"), 30);
    rows(person);
  }

  function within(node, person, meets) {
    if (person === "" || node.data("label").toLowerCase().indexOf(person) >= 0) { return true; }
    return meets.neighborhood("node").some(function (other) { return other.data("label").toLowerCase().indexOf(person) >= 0; });
  }

  function rows(person) {
    document.querySelectorAll("#meeters tbody tr").forEach(function (row) {
      var keys = row.dataset.keys.split(" ");
      var fits = ["side", "series"].every(function (name) { return value(name) === "" || keys.indexOf(value(name)) >= 0; });
      row.hidden = !fits || row.textContent.toLowerCase().indexOf(person) < 0;
    });
  }

  var zoom = document.getElementById("zoom");
  zoom.hidden = false;
  zoom.addEventListener("click", function (event) {
    var factor = Number(event.target.value), middle = { x: box.clientWidth / 2, y: box.clientHeight / 2 };
    if (factor) { graph.zoom({ level: graph.zoom() * factor, renderedPosition: middle }); }
  });
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("change", filter);
  form.addEventListener("reset", function () { setTimeout(filter); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
})();
