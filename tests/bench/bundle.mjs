/* Bundles each peer with what its documentation asks for, and weighs it: `node bundle.mjs OUT ESBUILD`. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';

const [out, esbuild] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const bytes = {};
for (const file of readdirSync(new URL('peers/', import.meta.url))) {
  const name = file.replace(/\.js$/, '');
  const flags = ['--bundle', '--minify', '--format=iife', '--legal-comments=none', '--log-level=error', '--target=es2022',
    '--define:process.env.NODE_ENV="production"', '--loader:.svg=dataurl', `--outfile=${out}/${file}`];
  // Two of them want different versions of the same polyfill.
  if (name === 'fullcalendar7') flags.push('--alias:temporal-polyfill=temporal-polyfill1');
  execFileSync(esbuild, [`peers/${file}`, ...flags], { cwd: new URL('.', import.meta.url), stdio: 'inherit' });
  const parts = [`${out}/${file}`, `${out}/${name}.css`].filter((path) => existsSync(path));
  bytes[name] = parts.map((path) => brotliCompressSync(readFileSync(path), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length)
    .reduce((a, b) => a + b, 0);
}
writeFileSync(`${out}/bytes.json`, JSON.stringify(bytes));
