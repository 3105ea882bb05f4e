/* Bundles each peer of a benchmark with what its documentation asks for, and weighs it: `node bundle.mjs WHAT OUT ESBUILD`. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';

const [what, out, esbuild] = process.argv.slice(2);
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const bytes = {};
for (const file of readdirSync(new URL(`peers/${what}/`, import.meta.url)).filter((file) => file.endsWith('.js'))) {
  const name = file.replace(/\.js$/, '');
  const flags = ['--bundle', '--minify', '--format=iife', '--legal-comments=none', '--log-level=error', '--target=es2022',
    '--define:process.env.NODE_ENV="production"', '--loader:.svg=dataurl', '--loader:.png=dataurl', `--outfile=${out}/${file}`];
  // Two of them want different versions of the same polyfill.
  if (name === 'fullcalendar7') flags.push('--alias:temporal-polyfill=temporal-polyfill1');
  // A package that says its modules do nothing by themselves has one that does: its worker.
  if (name.endsWith('.worker')) flags.push('--ignore-annotations');
  execFileSync(esbuild, [`peers/${what}/${file}`, ...flags], { cwd: new URL('.', import.meta.url), stdio: 'inherit' });
  const parts = [`${out}/${file}`, `${out}/${name}.css`].filter((path) => existsSync(path));
  // What runs in a worker is weighed with what starts it.
  const whole = name.replace(/\.worker$/, '');
  bytes[whole] ??= 0;
  for (const path of parts) {
    bytes[whole] += brotliCompressSync(readFileSync(path), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  }
}
writeFileSync(`${out}/bytes.json`, JSON.stringify(bytes));
