// The widget beside other chat widgets: bytes, and seconds on a slow phone. See ../README.md.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { chromium } from "../../widget/node_modules/playwright-core/index.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const ASSISTANT = process.argv[2] ?? "http://127.0.0.1:5005";
const RUNS = 5;
// A cheap phone on a slow mobile network, as Lighthouse simulates it.
const NETWORK = { offline: false, latency: 150, downloadThroughput: 204_800, uploadThroughput: 93_750 };
const SLOWER = 4;
const PHONE = { width: 390, height: 844 };

// The file of each package that a site's script tag loads, and when it stands on the page.
const ANCHORS = [
  {
    name: "rasa-webchat 1.0.1",
    from: "rasa-webchat@1.0.1",
    file: "package/lib/index.js",
    tag: '<script src="/anchor.js"></script><script src="/start.js"></script>',
    start:
      'window.WebChat.default({ socketUrl: "http://127.0.0.1:1", hideWhenNotConnected: false }, null);',
    stands: ".rw-launcher",
  },
  {
    name: "deep-chat 2.4.2",
    from: "deep-chat@2.4.2",
    file: "package/dist/deepChat.bundle.js",
    tag: '<script type="module" src="/anchor.js"></script><deep-chat demo="true"></deep-chat>',
    start: "",
    stands: "deep-chat #text-input",
  },
];

/** Bytes after gzip -9. */
const zipped = (body) => gzipSync(body, { level: 9 }).length;
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

function fetchAnchor(anchor) {
  const directory = mkdtempSync(join(tmpdir(), "anchor-"));
  const archive = execFileSync("npm", ["pack", "--silent", anchor.from], { cwd: directory }).toString().trim();
  execFileSync("tar", ["xzf", archive], { cwd: directory });
  return readFileSync(join(directory, anchor.file));
}

/** A page with an anchor's tag; sent zipped, as servers do. */
function serve(anchor) {
  const page = `<!doctype html><meta charset="utf-8"><title>Anchor</title><h1>Page</h1>${anchor.tag}`;
  const server = createServer((request, response) => {
    const script = { "/anchor.js": anchor.body, "/start.js": anchor.start }[request.url];
    const type = script === undefined ? "text/html" : "text/javascript";
    response.writeHead(200, { "Content-Type": type, "Content-Encoding": "gzip" });
    response.end(gzipSync(script ?? page));
  });
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve([server, `http://127.0.0.1:${server.address().port}/`])),
  );
}

async function slowPhone(browser) {
  const page = await (await browser.newContext({ viewport: PHONE })).newPage();
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", NETWORK);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  return page;
}

/** Seconds from asking for the page until something stands on it. */
async function standing(browser, url, selector) {
  const taken = [];
  for (let run = 0; run < RUNS; run += 1) {
    const page = await slowPhone(browser);
    const started = performance.now();
    await page.goto(url, { waitUntil: "commit" });
    await page.locator(selector).first().waitFor({ state: "attached", timeout: 60_000 });
    taken.push((performance.now() - started) / 1000);
    await page.context().close();
  }
  return median(taken);
}

/** Ours goes on: the chat opened, and a first question answered. */
async function firstAnswer(browser) {
  const opened = [];
  const answered = [];
  for (let run = 0; run < RUNS; run += 1) {
    const page = await slowPhone(browser);
    await page.goto(`${ASSISTANT}/`);
    const launcher = page.getByRole("button", { name: /^Chat with us/ });
    await launcher.waitFor();
    let started = performance.now();
    await launcher.click();
    await page.getByRole("log").getByText("automated assistant of").first().waitFor();
    opened.push((performance.now() - started) / 1000);
    const input = page.getByRole("textbox", { name: "Your message" });
    await input.fill("should i tip");
    started = performance.now();
    await input.press("Enter");
    await page.getByRole("log").getByText(/tips/i).first().waitFor();
    answered.push((performance.now() - started) / 1000);
    await page.context().close();
  }
  return [median(opened), median(answered)];
}

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const launcher = zipped(readFileSync(`${ROOT}/widget/dist/widget.js`));
const panel = zipped(readFileSync(`${ROOT}/widget/dist/panel.js`));
const own = await standing(browser, `${ASSISTANT}/`, "role=button[name=/^Chat with us/]");
const [opened, answered] = await firstAnswer(browser);
const rows = [["ours", launcher, launcher + panel, own]];
for (const anchor of ANCHORS) {
  anchor.body = fetchAnchor(anchor);
  const [server, url] = await serve(anchor);
  const bytes = zipped(anchor.body);
  rows.push([anchor.name, bytes, bytes, await standing(browser, url, anchor.stands)]);
  server.close();
}
await browser.close();

console.log("| | before a click | in all | of ours | stands after | of ours |\n|---|---|---|---|---|---|");
for (const [name, before, all, seconds] of rows)
  console.log(
    `| ${name} | ${kilobytes(before)} | ${kilobytes(all)} | ${(all / (launcher + panel)).toFixed(1)} × | ` +
      `${seconds.toFixed(2)} s | ${(seconds / own).toFixed(1)} × |`,
  );
console.log(`\nours: opened after ${opened.toFixed(2)} s, a first answer after ${answered.toFixed(2)} s more`);
writeFileSync(
  `${ROOT}/benchmarks/widget/result.json`,
  `${JSON.stringify({ date: new Date().toISOString().slice(0, 10), launcher, panel, own, opened, answered, rows }, null, 2)}\n`,
);
