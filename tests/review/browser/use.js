// Uses a review page as a person would and prints what it saw as JSON: node use.js CHROMIUM PAGE
const { readFileSync } = require("node:fs");
const { pathToFileURL } = require("node:url");
const { chromium } = require("playwright-core");

const [executablePath, file] = process.argv.slice(2);
const args = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

const faults = async (page) => {
  const { violations } = await page.evaluate(() => axe.run());
  return violations.filter(({ impact }) => /serious|critical/.test(impact)).map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
};
const lit = (page) => page.locator("#text .lit").allTextContents().then((texts) => texts.join(""));
const inView = (page, selector, pane) =>
  page.evaluate(([selector, pane]) => {
    const inner = document.querySelector(selector).getBoundingClientRect();
    const outer = document.querySelector(pane).getBoundingClientRect();
    return inner.bottom > outer.top && inner.top < outer.bottom;
  }, [selector, pane]);

(async () => {
  const browser = await chromium.launch({ executablePath, args });
  const seen = { errors: [], requests: [] };
  for (const [name, width, height, colorScheme] of [["wide", 1280, 800, "light"], ["phone", 360, 640, "dark"]]) {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion: "reduce" });
    const page = await context.newPage();
    page.on("console", (message) => message.type() === "error" && seen.errors.push(message.text()));
    page.on("pageerror", (error) => seen.errors.push(String(error)));
    page.on("request", (request) => request.url().startsWith("file:") || seen.requests.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    const told = (seen[name] = {});
    told.overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    told.hacked = await page.evaluate(() => String(window.hacked));

    // a value lights up its words and brings them into view, by pointer and by focus
    const deadline = page.locator("#tasks .value.deadline").last();
    told.deadline = await deadline.textContent();
    await deadline.focus();
    told.deadlineLit = await lit(page);
    told.deadlineInView = await inView(page, "#text .lit", "#text");
    await page.mouse.move(0, 0);
    const lead = page.locator("#tasks .value.lead").first();
    told.lead = await lead.textContent();
    await lead.scrollIntoViewIfNeeded();
    await lead.hover();
    told.leadLit = await lit(page);

    // words show what was read from them
    const words = page.locator("#text .mark.deadline").last();
    await words.click();
    told.here = await page.locator("#here").textContent();
    told.cardInView = await inView(page, "#reading .value.lit", "#reading");
    told.faults = await page.addScriptTag({ content: "0" }).then(() => "a foreign script ran", () => "");
    await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
    told.axe = await faults(page);

    // a click beside the words lets go of them
    await page.locator("#tasks-title").click();
    told.released = (await lit(page)) === "";

    // keyboard
    await page.keyboard.press("Escape");
    told.hereHidden = await page.locator("#here").isHidden();
    await page.keyboard.press("j");
    told.first = await page.evaluate(() => document.activeElement.className);
    await page.keyboard.press("t");
    told.task = await page.evaluate(() => document.activeElement.className);
    await page.keyboard.press("n");
    told.mark = await page.evaluate(() => document.activeElement.className);
    await page.keyboard.press("?");
    told.dialog = await page.locator("#keys").isVisible();
    told.axeDialog = await faults(page);
    await page.keyboard.press("Escape");

    // filters: without tone marks, by group, by unit
    await page.keyboard.press("/");
    await page.keyboard.type("ra soat");
    told.filtered = await page.locator("#tasks .card:visible").count();
    await page.keyboard.press("Escape");
    told.all = await page.locator("#tasks .card:visible").count();
    await page.locator('.show[data-show="references"]').click();
    told.groups = await page.locator(".group:visible").evaluateAll((groups) => groups.map(({ id }) => id));
    await page.keyboard.press("Escape");
    await page.locator("#unit").selectOption({ index: 1 });
    told.ofUnit = await page.locator("#tasks .card:visible").count();
    await page.locator("#filter").fill("no such words");
    told.nothing = await page.locator("#nothing-left").isVisible();
    await page.locator("#filter").press("Escape");

    // language
    await page.locator("#language").click();
    told.language = await page.locator("html").getAttribute("lang");
    told.title = await page.locator("#tasks h2 [data-say]").textContent();

    await page.emulateMedia({ media: "print" });
    told.printed = await page.locator("#top .controls").isHidden();
    await context.close();
  }
  await browser.close();
  // our own attempts to add a script are refused by the policy, which the console tells
  seen.errors = seen.errors.filter((error) => !/Content Security Policy/.test(error));
  console.log(JSON.stringify(seen));
})();
