// A plain chat on the conversation contract; the widget will take its place.
(() => {
  const BASE = "/webhooks/website";
  const KEY = "kneadwise-session";
  const element = (id) => document.getElementById(id);
  const log = element("log");
  const status = element("status");
  let busy = false;

  function make(tag, text, className) {
    const node = document.createElement(tag);
    if (text !== undefined) node.textContent = text;
    if (className) node.className = className;
    return node;
  }

  async function call(method, path, body, token) {
    const headers = {};
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (token) headers.Authorization = `Bearer ${token}`;
    const response = await fetch(BASE + path, {
      method, headers, body: body === undefined ? undefined : JSON.stringify(body),
    });
    const data = response.status === 204 ? null : await response.json();
    if (!response.ok) {
      const error = new Error(data.detail);
      error.status = response.status;
      throw error;
    }
    return data;
  }

  async function session() {
    const kept = JSON.parse(localStorage.getItem(KEY) || "null");
    if (kept && Date.parse(kept.expires_at) > Date.now()) return kept.token;
    const fresh = await call("POST", "/session", {});
    localStorage.setItem(KEY, JSON.stringify(fresh));
    return fresh.token;
  }

  function table(caption, head, rows) {
    const node = make("table");
    node.append(make("caption", caption));
    const top = node.createTHead().insertRow();
    for (const title of head) {
      const cell = make("th", title);
      cell.scope = "col";
      top.append(cell);
    }
    const body = node.createTBody();
    for (const [label, ...cells] of rows) {
      const row = body.insertRow();
      const first = make("th", label);
      first.scope = "row";
      row.append(first, ...cells.map((text) => make("td", text)));
    }
    return node;
  }

  function list(items) {
    const node = make("ul");
    node.append(...items.map((item) => make("li", item)));
    return node;
  }

  function sources(card) {
    const node = make("details");
    node.append(make("summary", "Sources"), list(card.sources.map((source) => source.title)));
    return node;
  }

  const drawn = {
    table: (card) => table("The two styles compared", ["", "Medical", "Relaxation"],
      card.rows.map((row) => [row.label, row.medical, row.relaxation])),
    row: (card) => table(card.label, ["", "Medical", "Relaxation"],
      [[card.label, card.medical, card.relaxation]]),
    technique: sources,
    faq: sources,
    out_of_scope: (card) => list(card.instead),
  };

  function show(message) {
    const node = make("div", undefined, `message ${message.from || "bot"}`);
    const text = message.card && message.card.kind === "faq" ? message.card.answer : message.text;
    node.append(make("p", text));
    const draw = message.card && drawn[message.card.kind];
    if (draw) node.append(draw(message.card));
    log.append(node);
    log.scrollTop = log.scrollHeight;
  }

  function offer(choices) {
    element("suggestions").replaceChildren(...choices.map(({ title, payload }) => {
      const chip = make("button", title);
      chip.type = "button";
      chip.addEventListener("click", () => send(payload ? { payload } : { text: title }, title));
      return chip;
    }));
  }

  async function send(content, shown) {
    if (busy) return;
    busy = true;
    status.textContent = "The assistant is answering …";
    try {
      const token = await session();
      show({ from: "visitor", text: shown });
      const answer = await call("POST", "/messages", { id: crypto.randomUUID(), ...content }, token);
      answer.messages.forEach(show);
      offer(answer.messages.flatMap((message) => message.buttons || []));
      status.textContent = "";
      element("text").value = "";
    } catch (error) {
      if (error.status === 401) localStorage.removeItem(KEY);
      status.textContent = `${error.message} Please try again.`;
    } finally {
      busy = false;
    }
  }

  element("compose").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = element("text").value.trim();
    if (text) send({ text }, text);
  });

  element("delete").addEventListener("click", async () => {
    const kept = JSON.parse(localStorage.getItem(KEY) || "null");
    if (kept) await call("DELETE", "/session", undefined, kept.token).catch(() => {});
    localStorage.removeItem(KEY);
    log.replaceChildren();
    start();
  });

  async function start() {
    const config = await call("GET", "/config");
    show({ text: config.greeting });
    element("privacy").textContent = config.privacy_notice;
    offer(config.suggestions.map((title) => ({ title })));
    const kept = JSON.parse(localStorage.getItem(KEY) || "null");
    if (!kept) return;
    try {
      const { messages } = await call("GET", "/messages", undefined, kept.token);
      messages.forEach(show);
    } catch {
      localStorage.removeItem(KEY);
    }
  }

  start();
})();
