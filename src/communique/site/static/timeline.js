/* One lane for each publisher; a click leads to the meeting. Partial dates take the whole of their month or year. */
(function () {
  "use strict";

  var box = document.getElementById("timeline");
  var picture = JSON.parse(document.getElementById("picture").textContent);

  function whole(start) {
    var parts = start.split("-").map(Number);
    var first = new Date(parts[0], (parts[1] || 1) - 1, parts[2] || 1);
    var next = new Date(parts[0] + (parts.length === 1), (parts[1] || 1) - 1 + (parts.length === 2), (parts[2] || 1) + (parts.length === 3));
    return [first, next];
  }

  function element(first, second) {
    var box = document.createElement("div"), strong = document.createElement("strong");
    box.className = "lane";
    strong.textContent = first;
    box.append(strong);
    if (second) {
      var line = document.createElement("span");
      line.textContent = second;
      box.append(line);
      box.title = second + ": " + first;
    }
    return box;
  }

  var items = picture.items.map(function (item, number) {
    var range = whole(item.start), day = item.start.length === 10;
    return {
      id: number, group: item.group, href: item.href, start: range[0], end: day ? undefined : range[1], type: day ? "box" : "range",
      content: element(item.day, item.label),
      className: (item.differs ? "differs " : "") + (item.standing || "")
    };
  });
  var groups = picture.groups.map(function (group) {
    return { id: group.id, order: group.order, content: element(group.content) };
  });
  if (!items.length) { return; }

  var timeline = new vis.Timeline(box, new vis.DataSet(items), new vis.DataSet(groups), {
    locale: picture.language, orientation: "top", selectable: true, zoomKey: "ctrlKey", horizontalScroll: true, stack: true,
    zoomMin: 1000 * 60 * 60 * 24 * 5, margin: { item: { horizontal: 4, vertical: 6 } }, showCurrentTime: false, xss: { disabled: false }
  });
  timeline.on("select", function (event) {
    var item = items[event.items[0]];
    if (item) { location.href = encodeURI(item.href); }
  });
  var hint = document.createElement("p");
  hint.className = "note";
  hint.textContent = box.dataset.hint;
  box.after(hint);
})();
