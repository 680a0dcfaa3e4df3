import type { BotMessage, TranscriptMessage } from "../types";
import type { Outgoing } from "./outgoing";

/** A line of the conversation, under a name that is the same in every tab. */
export interface Entry {
  key: string;
  message: TranscriptMessage;
}

/**
 * Names the lines of a transcript: a visitor's by its id, the bot's by the one that it answers.
 *
 * @param transcript - as the server has it.
 */
export function entries(transcript: TranscriptMessage[]): Entry[] {
  let turn = "";
  let count = 0;
  return transcript.map((message) => {
    if (message.from === "bot") return { key: `${turn}#${count++}`, message };
    turn = message.id ?? message.at;
    count = 0;
    return { key: turn, message };
  });
}

/** A message and its answer as the server's transcript will have them. */
export function turnEntries(sent: Outgoing, answer: BotMessage[]): Entry[] {
  const at = new Date().toISOString();
  return entries([
    { from: "visitor", at, id: sent.id, text: sent.text },
    ...answer.map((message) => ({ ...message, from: "bot" as const, at })),
  ]);
}
