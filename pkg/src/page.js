/* The page that the loader stands in. */
import { FOLDER } from './told.js';

const script = document.currentScript || document.querySelector('script[src="ran.js"],script[src*="/ran.js"]');
/** Where the loader comes from, and so the kit. */
export const base = new URL('.', script ? script.src : location.href).href;
export const folder = `${base}${FOLDER}/`;

/** An address as the browser writes it, without a fragment. */
export const plain = (address) => Object.assign(document.createElement('a'), { href: address, hash: '' }).href;

/**
 * The theme that the page itself has: a page that says nothing of `color-scheme` is a light one, whatever the visitor's
 * system prefers; one that is light and dark follows the system, and so does what stands in it.
 */
export function themeOf(element) {
  const own = getComputedStyle(element).colorScheme;
  const schemes = own === 'normal' ? document.querySelector('meta[name=color-scheme]')?.content ?? '' : own;
  if (!schemes.includes('dark')) return 'light';
  return schemes.includes('light') ? 'auto' : 'dark';
}

const warned = new Set();
export function warnOnce(text) {
  if (!warned.has(text)) { warned.add(text); console.warn(text); }
}

/** The name of the property of an attribute: `deepLink` for `deep-link`. */
export const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
