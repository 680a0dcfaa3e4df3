/** The page on which a visitor tracks how it goes: what it shows, and what follows on what. */

import { copyText } from "../cards/copy";
import { h, link, telephoneLink, type Child } from "../dom";
import type { Source } from "../types";
import type { ProgressOptions, ProgressPage } from "./api";
import { charts, entriesTable } from "./chart";
import { CONTENT, word } from "./content";
import { withEntry, type Plan, type Progress, type Side } from "./entries";
import { action } from "./fields";
import { formatsOf } from "./formats";
import { logForm } from "./log-form";
import { messageOf, reportOf, saidOf } from "./report";
import { setupForm } from "./setup";
import { openProgress } from "./store";
import { trendOf } from "./trend";

/**
 * Draws the page; it shows nothing and keeps nothing yet.
 *
 * @param options - the server, and what the panel does for it.
 */
export function createPage(options: ProgressOptions): ProgressPage {
  const store = openProgress(options.base);
  const formats = formatsOf(options.locale);
  const heading = h("h3", { id: "kp-title", tabindex: -1 }, word("title"));
  const body = h("div", {});
  let recommended: Side | undefined;
  let isAgreed = false;
  let isKept = true;

  const draw = (...children: Child[]): void => {
    body.replaceChildren(...children.filter((child) => child instanceof Node));
  };
  /** What is read next: the focus is there, so that no one has to look for it. */
  const section = (key: string, ...children: Child[]): HTMLElement =>
    h("section", {}, h("h4", { tabindex: -1 }, word(key)), ...children);
  const focusFirst = (): void => body.querySelector<HTMLElement>("[tabindex]")?.focus();
  const keep = (progress: Progress): void => {
    isKept = store.write(progress);
  };

  const consent = (): void =>
    draw(
      h("p", {}, word("intro")),
      section(
        "consent_title",
        h("p", {}, word("consent")),
        h("p", {}, word("consent_ask")),
        h(
          "div",
          { class: "kp-actions" },
          action("consent_yes", "kc-button", () => {
            isAgreed = true;
            setup(null);
            focusFirst();
          }),
          action("consent_no", "kc-chip", options.back),
        ),
      ),
    );
  const setup = (progress: Progress | null): void => {
    const save = (plan: Plan): void => {
      // Another tab may have logged, or erased, meanwhile.
      keep({ plan, entries: store.read()?.entries ?? [] });
      options.announce(word("saved"));
      refresh();
      focusFirst();
    };
    const cancel = (): void => {
      refresh();
      focusFirst();
    };
    draw(section("setup_title", setupForm(progress?.plan ?? null, recommended, save, cancel)));
  };
  const overview = (progress: Progress): void => {
    const hasEntries = progress.entries.length > 0;
    draw(
      !isKept && h("p", { class: "kp-note" }, word("not_kept")),
      hasEntries && trend(progress),
      section("log_title", logForm(progress, log)),
      hasEntries && more(progress),
      own(progress),
    );
  };
  const log = (logged: { bother: number; value?: number }): void => {
    const progress = store.read();
    if (!progress) return gone();
    const whole = withEntry(progress, { at: new Date().toISOString(), ...logged });
    keep(whole);
    const { title } = saidOf(trendOf(whole, CONTENT.rules), whole, CONTENT);
    options.announce(`${word("saved")} ${title}`);
    refresh();
    focusFirst();
  };

  const trend = (progress: Progress): HTMLElement => {
    const found = trendOf(progress, CONTENT.rules);
    const { title, text, sources } = saidOf(found, progress, CONTENT);
    const isWarning = found.verdict === "worse" || found.verdict === "jumped";
    const { person, send } = options;
    const ask = { type: "button", class: "kc-chip", onclick: () => send(person) };
    return section(
      "trend_title",
      h(
        "div",
        { class: `kp-verdict ${isWarning ? "kp-warning" : ""}` },
        h("p", {}, h("strong", {}, title)),
        h("p", {}, text),
        isWarning &&
          h(
            "div",
            { class: "kp-actions" },
            found.verdict === "jumped" && emergencyCall(),
            h("button", ask, person),
          ),
        sourceList(sources),
      ),
      ...charts(progress, formats),
    );
  };
  const more = (progress: Progress): HTMLElement => {
    const row = h("div", { class: "kp-actions" });
    const copy = (): Promise<void> =>
      copyText(row, reportOf(progress, formats), {
        label: word("copy"),
        copied: word("copied"),
        announce: options.announce,
      });
    const undo = (): void => {
      const { plan, entries } = store.read() ?? progress;
      keep({ plan, entries: entries.slice(0, -1) });
      options.announce(word("undone"));
      refresh();
      focusFirst();
    };
    const share = action("send", "kc-chip", () => {
      const text = messageOf(progress, formats);
      const question = h("p", { tabindex: -1 }, word("send_ask"));
      const before = [...row.childNodes];
      row.replaceChildren(
        question,
        h("blockquote", {}, text),
        action("send_no", "kc-chip", () => {
          row.replaceChildren(...before);
          share.focus();
        }),
        action("send_yes", "kc-button", () => options.send(text)),
      );
      question.focus();
    });
    row.append(
      share,
      action("copy", "kc-chip", () => void copy()),
      action("undo", "kc-chip", undo),
    );
    return h(
      "section",
      {},
      entriesTable(progress, formats),
      h("p", { class: "kp-hint" }, word("copy_hint")),
      row,
    );
  };
  /** The goal, and the way to forget it all. */
  const own = (progress: Progress): HTMLElement => {
    const row = h("div", { class: "kp-actions" });
    const change = action("change_goal", "kc-chip", () => {
      setup(progress);
      focusFirst();
    });
    const forget = action("forget", "kc-chip", () => {
      const question = h("p", { tabindex: -1 }, word("forget_confirm"));
      row.replaceChildren(
        question,
        action("forget_no", "kc-chip", () => {
          row.replaceChildren(change, forget);
          forget.focus();
        }),
        action("forget_yes", "kc-button", () => {
          store.clear();
          options.announce(word("forgotten"));
          gone();
          draw(h("p", { class: "kp-note" }, word("forgotten")), ...body.childNodes);
          heading.focus();
        }),
      );
      question.focus();
    });
    row.append(change, forget);
    return h("section", {}, row);
  };

  const refresh = (): void => {
    const progress = store.read();
    if (progress) overview(progress);
    else if (isAgreed) setup(null);
    else consent();
  };
  /** Nothing is kept any more, so it has to be agreed to anew. */
  const gone = (): void => {
    isAgreed = false;
    refresh();
  };
  // Another tab logged or erased; a form that is being filled in stays, and saves to what is then.
  addEventListener("storage", ({ key }) => {
    if (key !== store.key && key !== null) return;
    if (!store.read()) gone();
    else if (!body.querySelector("form")?.contains(options.root.activeElement)) refresh();
  });

  const onkeydown = (event: Event): void => {
    if ((event as KeyboardEvent).key !== "Escape") return;
    event.stopPropagation();
    options.back();
  };
  return {
    element: h(
      "div",
      { class: "kp-page", role: "region", "aria-labelledby": heading.id, onkeydown },
      action("back", "kp-back", options.back),
      heading,
      body,
    ),
    show(side) {
      recommended = side;
      refresh();
      heading.focus();
    },
    focus: () => heading.focus(),
    erased() {
      store.clear();
      gone();
    },
  };
}

function emergencyCall(): HTMLElement {
  const call = telephoneLink(CONTENT.call.number, CONTENT.call.title);
  call.className = "kc-button kp-call";
  return call;
}

// The content keeps addresses without "https://" (content/sources.yml).
function sourceList(sources: readonly Source[]): Child {
  const items = sources.map(({ title, url }) => h("li", {}, url ? link(title, `https://${url}`) : title));
  return (
    items.length > 0 &&
    h("details", {}, h("summary", {}, word("sources")), h("ul", {}, ...items))
  );
}
