/* The editor over the plain form; answers become a table whose cells lead to the pages. */
(function () {
  "use strict";

  var form = document.getElementById("query"), text = document.getElementById("text"), examples = document.getElementById("example");
  var status = document.getElementById("status"), answer = document.getElementById("answer");
  var picture = JSON.parse(document.getElementById("picture").textContent);
  var holder = document.createElement("div");
  text.before(holder);
  text.hidden = true;

  var editor = new Yasqe(holder, {
    value: new URLSearchParams(location.search).get("query") || text.value, persistenceId: null, showQueryButton: false, resizeable: true, createShareableLink: null,
    pluginButtons: null, autocompleters: ["prefixes", "variables"], requestConfig: { endpoint: form.action }
  });
  editor.addKeyMap({ "Ctrl-Enter": run, "Cmd-Enter": run });
  editor.on("change", function () { text.value = editor.getValue(); });
  editor.getInputField().setAttribute("aria-label", document.querySelector("label[for=text]").textContent);

  examples.disabled = false;
  examples.addEventListener("change", function () {
    if (examples.value !== "") { editor.setValue(picture.examples[Number(examples.value)]); }
  });

  function cell(term) {
    var data = document.createElement("td");
    if (!term) { return data; }
    if (term.type !== "uri" || !/^https?:/.test(term.value)) {
      data.textContent = term.value;
      return data;
    }
    var link = document.createElement("a"), inside = term.value.indexOf(picture.base) === 0;
    link.textContent = inside ? term.value.slice(picture.base.length) : shorten(term.value);
    link.href = inside ? answer.dataset.page + encodeURI(term.value.slice(picture.base.length)) : term.value;
    data.append(link);
    return data;
  }

  function shorten(iri) {
    var name = Object.keys(picture.prefixes).find(function (prefix) { return iri.indexOf(picture.prefixes[prefix]) === 0; });
    return name ? name + ":" + iri.slice(picture.prefixes[name].length) : iri;
  }

  function row(tag, cells) {
    var line = document.createElement("tr");
    line.append.apply(line, cells);
    return line;
  }

  function table(result) {
    var made = document.createElement("table"), head = document.createElement("thead"), body = document.createElement("tbody");
    made.className = "grid answer";
    head.append(row("th", result.head.vars.map(function (name) {
      var column = document.createElement("th");
      column.scope = "col";
      column.textContent = name;
      return column;
    })));
    result.results.bindings.forEach(function (binding) {
      body.append(row("td", result.head.vars.map(function (name) { return cell(binding[name]); })));
    });
    made.append(head, body);
    return made;
  }

  function plain(words) {
    var pre = document.createElement("pre");
    pre.textContent = words;
    return pre;
  }

  function show(type, body, time) {
    if (type.indexOf("sparql-results+json") < 0) {
      answer.replaceChildren(plain(body));
      status.textContent = "";
      return;
    }
    var result = JSON.parse(body);
    answer.replaceChildren(result.results ? table(result) : plain(String(result.boolean)));
    var count = result.results ? result.results.bindings.length : 1;
    status.textContent = status.dataset.rows.replace("{count}", count).replace("{time}", time);
  }

  function run() {
    var began = performance.now();
    status.textContent = status.dataset.busy;
    fetch(form.action, {
      method: "POST",
      headers: { "Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json, text/turtle;q=0.5" },
      body: editor.getValue()
    }).then(function (response) {
      return response.text().then(function (body) {
        if (!response.ok) { throw new Error(body); }
        show(response.headers.get("Content-Type") || "", body, Math.round(performance.now() - began));
      });
    }).catch(function (error) {
      status.textContent = status.dataset.failed;
      answer.replaceChildren(plain(error.message));
    });
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    run();
  });
})();
