// Bundle the stylesheets, scripts, fonts and icons into static/dist.
//
// Every file there carries a hash of its content in its name, so that browsers
// may keep it for ever; manifest.json says which name is the present one.

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const dist = join(here, "dist");
const modules = join(root, "node_modules");
const icons = join(modules, "lucide-static", "icons");

// The fonts that papers are set in (PDF), as the typesetter reads them; `templates/print/house.typ`
// names them in this order. Web pages have their own, packed, beside these.
const paperFonts = [
  "@expo-google-fonts/familjen-grotesk/400Regular/FamiljenGrotesk_400Regular.ttf",
  "@expo-google-fonts/familjen-grotesk/600SemiBold/FamiljenGrotesk_600SemiBold.ttf",
  "@expo-google-fonts/familjen-grotesk/700Bold/FamiljenGrotesk_700Bold.ttf",
  "@embedpdf/fonts-latin/fonts/NotoSans-Regular.ttf",
  "@embedpdf/fonts-latin/fonts/NotoSans-Bold.ttf",
  "@embedpdf/fonts-arabic/fonts/NotoNaskhArabic-Regular.ttf",
  "@embedpdf/fonts-arabic/fonts/NotoNaskhArabic-Bold.ttf",
  "@embedpdf/fonts-hebrew/fonts/NotoSansHebrew-Regular.ttf",
  "@embedpdf/fonts-hebrew/fonts/NotoSansHebrew-Bold.ttf",
];

const entries = [
  "css/main.css",
  "css/staff.css",
  "css/screen.css",
  "css/paper.css",
  "js/main.js",
  "js/staff.js",
  "js/day_worker.js",
];

/** Bundle the entry points; give back [name, file name, bytes] of each output. */
async function bundles() {
  const result = await build({
    absWorkingDir: here,
    entryPoints: entries,
    outdir: dist,
    entryNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: "iife",
    target: ["es2022", "chrome111", "firefox114", "safari16.4"],
    loader: { ".woff2": "file", ".svg": "file", ".png": "file" },
    logLevel: "warning",
  });
  const names = new Map();
  for (const [path, output] of Object.entries(result.metafile.outputs)) {
    // A font or picture has no entry point; pages that preload it know its own name.
    const source = output.entryPoint ?? Object.keys(output.inputs)[0];
    if (source) names.set(basename(path), basename(source));
  }
  return result.outputFiles.map(({ path, contents }) => {
    const file = basename(path);
    return [names.get(file), file, contents];
  });
}

/** Put the named icons into one SVG whose symbols a page refers to by name. */
async function sprite() {
  const list = await readFile(join(here, "icons.txt"), "utf8");
  const wanted = list.split("\n").map((line) => line.trim());
  const names = [...new Set(wanted.filter((line) => line && !line.startsWith("#")))].sort();
  const symbols = await Promise.all(names.map(symbol));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg"><!-- Lucide, ISC licence -->${symbols.join("")}</svg>\n`;
  const hash = createHash("sha256").update(svg).digest("hex").slice(0, 8).toUpperCase();
  return ["icons.svg", `icons-${hash}.svg`, svg];
}

/** Turn one lucide file into a symbol; its look is set here, its size by the page. */
async function symbol(name) {
  const path = join(icons, `${name}.svg`);
  if (!existsSync(path)) throw new Error(`static/icons.txt: lucide has no icon “${name}”`);
  const source = await readFile(path, "utf8");
  const shapes = source
    .replace(/^[\s\S]*?<svg[^>]*>/, "")
    .replace("</svg>", "")
    .replace(/\s*\n\s*/g, "");
  return (
    `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" ` +
    `stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${shapes}</symbol>`
  );
}

/** Write a file in one step, so that a running server never reads half of it. */
async function put(name, contents) {
  const draft = join(dist, `.${name}.${process.pid}`);
  await writeFile(draft, contents);
  await rename(draft, join(dist, name));
}

/** Put the fonts of papers beside the rest, and take away what is none of them. */
async function copyPaperFonts() {
  const folder = join(dist, "fonts");
  await mkdir(folder, { recursive: true });
  for (const font of paperFonts) {
    const draft = join(folder, `.${basename(font)}.${process.pid}`);
    await copyFile(join(modules, font), draft);
    await rename(draft, join(folder, basename(font)));
  }
  const kept = new Set(paperFonts.map((font) => basename(font)));
  for (const file of await readdir(folder)) {
    if (!kept.has(file) && !file.startsWith(".")) await rm(join(folder, file), { force: true });
  }
}

/** Write all files, then their list, then remove what an earlier build left. */
async function main() {
  const files = [...(await bundles()), await sprite()];
  const named = files.filter(([name]) => name).map(([name, file]) => [name, file]);
  const manifest = Object.fromEntries(named.sort());

  await mkdir(dist, { recursive: true });
  for (const [, file, contents] of files) await put(file, contents);
  await copyPaperFonts();
  await put("manifest.json", `${JSON.stringify(manifest, null, 2)}\n`);

  const kept = new Set([...files.map(([, file]) => file), "manifest.json", "fonts"]);
  for (const file of await readdir(dist)) {
    if (!kept.has(file) && !file.startsWith(".")) await rm(join(dist, file), { force: true });
  }
}

main().catch((error) => {
  // esbuild has printed its own errors by now.
  if (!error.errors) console.error(error.message);
  process.exitCode = 1;
});
