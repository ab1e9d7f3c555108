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

  /* The more there is, the smaller it is drawn, so the larger must be the letters. */
  var size = 11 * Math.max(1, Math.sqrt(picture.elements.filter(function (one) { return one.data.kind; }).length / 35));

  var graph = cytoscape({
    container: box,
    elements: picture.elements,
    minZoom: 0.2,
    maxZoom: 3,
    userZoomingEnabled: false,
    style: [
      { selector: "node", style: {
        "label": "data(label)", "font-size": size, "color": colour("--ink"), "text-outline-color": colour("--card"), "text-outline-width": 2,
        "text-wrap": "wrap", "text-max-width": 10 * size, "text-valign": "bottom", "text-margin-y": 3, "width": 16, "height": 16,
        "background-color": function (node) { return sides[node.data("side")] ? getComputedStyle(sides[node.data("side")]).backgroundColor : colour("--soft"); }
      } },
      { selector: "node[kind = 'meeting']", style: {
        "shape": "round-rectangle", "width": 26, "height": 26, "background-color": colour("--ink"), "font-size": 1.15 * size, "font-weight": "bold"
      } },
      { selector: "edge", style: { "width": 1, "line-color": colour("--line"), "curve-style": "haystack" } },
      { selector: "edge[leads = 1]", style: { "width": 3, "line-color": colour("--soft") } },
      { selector: ".far", style: { "opacity": 0.15 } },
      { selector: ".out", style: { "display": "none" } }
    ],
    layout: { name: "cose", animate: false, randomize: false, nodeRepulsion: function () { return 14000; }, idealEdgeLength: function () { return 70; }, nodeDimensionsIncludeLabels: true, padding: 20 }
  });
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
