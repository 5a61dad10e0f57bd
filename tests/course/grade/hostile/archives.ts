import { deflateRawSync, gzipSync } from "node:zlib";
import { SOLUTION } from "../../fixture/course.ts";
import { tarOf } from "../tar_of.ts";
import { zipOf } from "../zip_of.ts";
import type { Attack } from "./attack.ts";

const FOLDER = "lessons/7.9-doubling";
const PATH = `${FOLDER}/double.ts`;
const HONEST = { name: PATH, text: SOLUTION };

const ODD_NAMES = [
  ...["%2e%2e/%2e%2e/x.ts", "a\0b.ts", "a\nb.ts", "\u202etxet.ts", "..\\x.ts"],
  ...["a//b.ts", "./../x.ts", "-rf.ts", "aux.ts", "zo\u0301.ts", "\x1b[2J.ts"],
  ...["a".repeat(4_000), "a/".repeat(2_000) + "x.ts", "__proto__/x", " .ts"],
].map((name) => ({ name: `${FOLDER}/${name}`, text: "export {};" }));

/** Attacks by what an archive holds, with what is the same in each. */
export const ARCHIVES: Attack[] = [
  {
    name: "a zip with odd names",
    archive: { ending: "zip", bytes: () => zipOf([...ODD_NAMES, HONEST]) },
    expected: { points: 100, says: /\\u\{202e\}txet\.ts Its path is no plain/ },
  },
  {
    name: "a tar with links, pipes and devices",
    archive: {
      ending: "tar",
      bytes: () =>
        tarOf(
          ["symlink", "link", "fifo", "block-device", "character-device"]
            .map((type) => ({ name: PATH, type, linkname: "/etc/passwd" })),
        ),
    },
    expected: { status: "missing", says: /It is (a link|no ordinary file)/ },
  },
  {
    name: "a tar with a link to a file that is in it",
    archive: {
      ending: "tar",
      bytes: () =>
        tarOf([{ name: "x", text: SOLUTION }, {
          ...{ name: PATH, type: "link", linkname: "x" },
        }]),
    },
    expected: { status: "missing", says: /It is a link/ },
  },
  {
    name: "a zip that unpacks to 256 MB",
    archive: {
      ending: "zip",
      bytes: () => {
        const data = deflateRawSync(new Uint8Array(2 ** 28), { level: 1 });
        return zipOf([{
          name: PATH,
          text: "",
          data,
          size: 2 ** 28,
          method: 8,
        }]);
      },
    },
    expected: { status: "missing", says: /larger than 256 kB/ },
  },
  {
    name: "a zip that unpacks to more than it says",
    archive: {
      ending: "zip",
      bytes: () => {
        const data = deflateRawSync(new Uint8Array(2 ** 28), { level: 1 });
        return zipOf([{ name: PATH, text: "", data, size: 99, method: 8 }]);
      },
    },
    expected: { status: "unreadable", says: /cannot be read to its end/ },
  },
  {
    name: "a tar that unpacks to 300 MB",
    archive: {
      ending: "tar.gz",
      bytes: () =>
        gzipSync(new Uint8Array(300 * 2 ** 20).fill(1), { level: 1 }),
    },
    expected: { status: "unreadable", says: /cannot be read to its end/ },
  },
  {
    name: "a zip of 30,000 entries",
    archive: {
      ending: "zip",
      bytes: () =>
        zipOf(Array.from({ length: 30_000 }, (_, i) => ({
          ...{ name: `${FOLDER}/${i}.ts`, text: "" },
        }))),
    },
    expected: { status: "unreadable", says: /more than 20000 files/ },
  },
  {
    name: "a tar of 2,000 folders in each other",
    archive: {
      ending: "tar",
      bytes: () =>
        tarOf([
          HONEST,
          ...[50, 500, 2_000].map((deep) => ({
            ...{ name: `${FOLDER}/${"d/".repeat(deep)}x.ts`, text: "" },
          })),
        ]),
    },
    expected: { points: 100, says: /Its path is no plain one/ },
  },
];
