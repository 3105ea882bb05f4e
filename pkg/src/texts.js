/*
 * The program's texts on their way to the browser, bundled with the glue.
 *
 * What stands in the read-only part of its memory stays the same: names of elements, attributes and classes, and most words.
 * Each of them is decoded once, and a browser knows one and the same string again.
 */
import { READ_ONLY } from './memory.js';

/** What reads a text of the program's memory, told how to decode one. */
export function remembering(decode) {
  const [first, end] = READ_ONLY;
  const known = new Map();
  return (place, length) => {
    place >>>= 0;
    if (place < first || place >= end) return decode(place, length);
    let one = known.get(place);
    // Two of them may begin at one place.
    if (one?.length !== length) known.set(place, (one = { length, text: decode(place, length) }));
    return one.text;
  };
}
