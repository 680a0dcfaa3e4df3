/** The states in which the chat is looked at, each reached from the one before. */
import type { Page } from "playwright-core";
import { answered, input, launcher, log, openChat, panel, say } from "./visit";

export type State = [name: string, reach: (page: Page) => Promise<unknown>];

export const STATES: State[] = [
  ["closed", async (page) => launcher(page).waitFor()],
  ["open", openChat],
  ["technique", (page) => say(page, "what is trigger point therapy")],
  ["row", (page) => say(page, "how do i know when treatment ends")],
  ["table", (page) => say(page, "compare the two styles")],
  ["faq", (page) => say(page, "should i tip")],
  ["clarify", (page) => say(page, "blorp zizz fnarg")],
  ["handoff", (page) => say(page, "i want to talk to a person")],
  ["question with several answers", (page) => say(page, "help me choose")],
  ["body map", (page) => say(page, "less pain, my muscles ache, not an injury")],
  ["since", (page) => say(page, "my neck")],
  ["severity", (page) => say(page, "years")],
  ["signs", (page) => say(page, "4")],
  ["health", (page) => say(page, "none of those")],
  ["physician", (page) => say(page, "none of these")],
  ["recommendation", (page) => say(page, "no doctor involved")],
  ["feedback", (page) => say(page, "thanks, bye")],
  ["delete asked", askToDelete],
  ["not sent", failToSend],
  ["urgent", (page) => say(page, "and my left calf is swollen and hot since the flight")],
  ["emergency", (page) => say(page, "now my chest feels crushed and my arm is numb")],
];

async function askToDelete(page: Page): Promise<void> {
  const button = page.getByRole("button", { name: "Delete my chat" });
  if (!(await button.isVisible())) await page.getByRole("button", { name: "Chat menu" }).click();
  await button.click();
  await page.getByRole("button", { name: "Keep it" }).waitFor();
}

/** Leaves a message that could not be sent; the next state sends anew. */
async function failToSend(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Keep it" }).click();
  await page.route("**/messages", (route) => route.fulfill({ status: 413, body: "{}" }));
  await input(page).fill("what does an hour cost");
  await input(page).press("Enter");
  await panel(page).getByRole("alert").first().waitFor();
  await page.unroute("**/messages");
  await input(page).fill("");
}

/** Sends a chip. */
export async function tap(page: Page, name: string): Promise<void> {
  await answered(page, () => log(page).getByRole("button", { name, exact: true }).last().click());
}
