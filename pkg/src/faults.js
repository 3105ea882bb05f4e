/* What is wrong with a feed, for the console. */
import { base } from './page.js';

/** What a visitor's program does not carry: the words for each code and language. They come once there is something to say. */
let words = null;

/** Says what the program has found in a feed. A line ends in the code of what is wrong: `"soon" bad-date. `. */
export async function found(line) {
  words ??= fetch(`${base}faults.json`).then((response) => response.json()).catch(() => ({}));
  const said = await words;
  // Who makes a page reads the language that it is in; one that names none is taken for Japanese, as its elements are.
  const lang = /^(ja|$)/.test(document.documentElement.lang) ? 'ja' : 'en';
  console.warn(line.replace(/([\w-]+)\. $/, (unsaid, code) => said[code]?.[lang] ?? unsaid));
}
