/*
 * What stands between the browser and the program, bundled with the glue.
 *
 * A panic is a trap: the call that met it throws, and the program's memory is as the panic left it. From then on no call
 * reaches this program, whoever still holds one (a timer, a promise, a listener), and the loader starts another.
 */

/** What a call that is not let in gives: no number, no error among several results. */
const NOTHING = Object.freeze([]);

let hear = null;
let cause = null;
/** How many calls are under way, one within the other. */
let depth = 0;

/** Names the function that hears of the program's end: where it ended, in words. */
export function whenEnded(heard) {
  hear = heard;
  if (cause) hear(words(cause));
}

/** The program's exports, each of its functions behind the guard. */
export function guarded(exports) {
  const behind = {};
  for (const [name, value] of Object.entries(exports)) {
    behind[name] = typeof value === 'function' ? guard(value) : value;
  }
  return behind;
}

function guard(call) {
  return (...given) => {
    if (cause) return NOTHING;
    if (!depth++) work();
    try {
      return call(...given);
    } catch (error) {
      cause = error;
      hear?.(words(error));
      return NOTHING;
    } finally {
      if (!--depth) rest();
    }
  };
}

/** The message names the function of the piece: a build that keeps its names tells which that is. */
function words(error) {
  const at = /(?:\w+\.wasm:)?wasm-function\[\d+\](?::\w+)?/.exec(error?.stack);
  return `panicked: ${error?.message ?? error}${at ? ` at ${at[0]}` : ''}`;
}
