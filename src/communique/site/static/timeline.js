/* One lane for each publisher; a click leads to the meeting. A month or year stands at its middle, and looks less sure. */
(function () {
  "use strict";

  var box = document.getElementById("timeline");
  var picture = JSON.parse(document.getElementById("picture").textContent);

  function place(date) {
    var parts = date.split("-").map(Number);
    return parts.length === 1 ? new Date(parts[0], 6, 1) : new Date(parts[0], parts[1] - 1, parts[2] || 15);
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
    return {
      id: number, group: item.group, href: item.href, start: place(item.start), type: "box",
      content: element(item.day, item.label),
      className: (item.differs ? "differs " : "") + (item.start.length < 10 ? "partial " : "") + (item.standing || "")
    };
  });
  var groups = picture.groups.map(function (group) {
    return { id: group.id, order: group.order, content: element(group.content) };
  });
  if (!items.length) { return; }

  var timeline = new vis.Timeline(box, new vis.DataSet(items), new vis.DataSet(groups), {
    locale: picture.language, orientation: "top", selectable: true, zoomKey: "ctrlKey", horizontalScroll: true, stack: true, maxHeight: 640, verticalScroll: true,
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
