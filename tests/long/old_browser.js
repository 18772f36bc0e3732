// Opens pages in Chromium 88, which is what WeChat and the desktop browsers of Chinese vendors embed, and tells what
// happened: node old_browser.js FOLDER VISITS, where VISITS is JSON of [{name, url, width, scheme, older, query,
// measure}] and `measure` is the text of a function to run in the page. Prints JSON of a list, one for each visit:
// {name, errors, measured, found}; writes FOLDER/NAME.png and FOLDER/NAME.pdf.
"use strict";
const fs = require("fs");
const os = require("os");
const path = require("path");
const zlib = require("zlib");
const puppeteer = require("puppeteer-core");

const PACKED = path.join(path.dirname(require.resolve("chrome-aws-lambda/package.json")), "bin", "chromium.br");
const [PATIENCE, ATTEMPTS] = [40, 3];
const FLAGS = ["--no-sandbox", "--disable-gpu", "--single-process", "--no-zygote", "--disable-background-networking",
  "--disable-dev-shm-usage", "--lang=zh-CN", "--hide-scrollbars"];

async function visit(browser, folder, wanted) {
  const errors = [];
  const page = await browser.newPage();
  page.on("pageerror", (error) => errors.push(`error: ${error.message}`));
  page.on("console", (told) => { if (told.type() === "error") errors.push(`console: ${told.text()}`); });
  page.on("requestfailed", (request) => errors.push(`failed: ${request.url()}`));
  page.on("response", (answer) => { if (answer.status() >= 400) errors.push(`${answer.status()}: ${answer.url()}`); });
  await page.setViewport({ width: wanted.width, height: 800 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: wanted.scheme }]);
  await page.goto(wanted.url, { waitUntil: "networkidle0" });
  if (wanted.older) await page.evaluate(() => document.querySelector("[data-ps-reader-set=older]").click());
  let found = null;
  if (wanted.query) {
    await page.type("#ps-query", wanted.query);
    await page.waitForSelector(".ps-hits > li", { timeout: 20000 });
    found = await page.$$eval(".ps-hits > li a.ps-hit", (links) => links.map((link) => link.textContent));
  }
  await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
  const measured = await page.evaluate(`(${wanted.measure})()`);
  await page.screenshot({ path: path.join(folder, `${wanted.name}.png`) });
  await page.pdf({ path: path.join(folder, `${wanted.name}.pdf`), preferCSSPageSize: true });
  return { name: wanted.name, errors, measured, found };
}

function within(seconds, work) {
  let timer;
  const late = new Promise((_, refuse) => {
    timer = setTimeout(() => refuse(new Error(`not done in ${seconds} s`)), seconds * 1000);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/* In a single process the browser may stop or hang, which is not the site's fault: it is started again. */
async function patiently(binary, folder, wanted) {
  for (let attempt = 1; ; attempt += 1) {
    const browser = await puppeteer.launch({ executablePath: binary, args: FLAGS, headless: true });
    try {
      return await within(PATIENCE, (async () => ({
        version: await browser.version(), ...await visit(browser, folder, wanted),
      }))());
    } catch (error) {
      if (attempt === ATTEMPTS) throw new Error(`${wanted.name}: ${error.message}`);
      process.stderr.write(`${wanted.name}: ${error.message}; once more\n`);
    } finally {
      browser.process().kill("SIGKILL"); // it does not always close when asked
    }
  }
}

async function main(folder, visits) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "chromium-88-"));
  const binary = path.join(home, "chromium");
  try {
    fs.writeFileSync(binary, zlib.brotliDecompressSync(fs.readFileSync(PACKED)), { mode: 0o755 });
    const told = [];
    for (const each of visits) told.push(await patiently(binary, folder, each));
    process.stdout.write(JSON.stringify(told));
  } finally {
    fs.rmSync(home, { recursive: true, force: true });
  }
}

main(process.argv[2], JSON.parse(process.argv[3])).then(() => process.exit(0), (error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
