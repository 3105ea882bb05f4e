/* The custom elements. What they show comes from the program; what they show before that, or never, is here. */
import { standard, understood } from './attributes.js';
import { describe } from './described.js';
import { raiseAgain } from './modal.js';
import { arrive, begin, isLinked, leave, wait } from './near.js';
import { camel, folder, plain, themeOf, warnOnce } from './page.js';
import { ADOPT, FAIL, LOOK, MOUNT, REMOUNT, TELL, askAhead, askDetail, blame, forget, mounted, running, start } from './program.js';
import { fitted, sheet, sheetIn } from './sheets.js';
import { watch } from './translated.js';

const FAILED = {
  ja: ['表示できませんでした。', 'もう一度読み込む'],
  en: ['This could not be shown.', 'Try again'],
  easy: ['みせる ことが できませんでした。', 'もう いちど やって みる'],
};

let nextId = 1;

/** What the widgets hear; `xtask/src/promised.rs` holds the list to it. */
const EVENTS_THAT_RENDER = ['change', 'click', 'close', 'dblclick', 'focusin', 'input', 'keydown', 'mouseover',
  'pointerdown', 'pointermove', 'pointerup', 'submit', 'touchmove', 'touchstart', 'wheel'];

export function define(tag, [attributes, methods, reserve]) {
  const kind = tag.slice(4);
  const names = Object.keys(attributes);
  let styles;

  class Widget extends HTMLElement {
    static observedAttributes = names;
    #id = 0;
    #wanted = false;
    #stale = false;
    #failed;
    /** The theme that the page has, where the element follows it. */
    #theme;
    /** The calls of methods that came before the program: the last of each. */
    #calls = new Map();
    #told = new Set();
    #sheets = new Set();

    connectedCallback() {
      if (!this.shadowRoot) this.#prepare();
      this.#wanted = true;
      if (this.#id) {
        // What was changed on the way was not heard, and the place may be darker.
        this.#renew();
        return raiseAgain(this.shadowRoot);
      }
      if (this.getAttribute('loading') === 'eager' || isLinked(this)) this[MOUNT]();
      else wait(this);
    }

    disconnectedCallback() {
      this.#wanted = false;
      leave(this);
      // A move within the page is a removal and an insertion in one task: only a real removal unmounts.
      queueMicrotask(() => { if (!this.isConnected) this.#unmount(); });
    }

    /** The sheets stay behind in the document that it comes from. */
    adoptedCallback() {
      if (this.shadowRoot) this.#dress();
    }

    attributeChangedCallback(name, old, value) {
      if (old === value || !this.isConnected) return;
      if (!this.#id && (name === 'loading' ? value === 'eager' : name === 'deep-link' && isLinked(this))) begin(this);
      this.#renew();
    }

    /** The page may have become a dark one. */
    [LOOK]() {
      if (this.#theme && this.#theme !== themeOf(this)) this.#renew();
    }

    #renew() {
      if (this.#stale || !this.#id) return;
      this.#stale = true;
      queueMicrotask(async () => {
        this.#stale = false;
        const id = this.#id;
        const kit = await running();
        if (id && id === this.#id) kit?.update(id, this.#attributes());
      });
    }

    /** Reads the feed again, or starts the widget again after a failure. */
    async refresh() {
      if (!this.isConnected) return;
      if (this.#id) (await start()).refresh(this.#id);
      else await this[MOUNT]();
    }

    async [MOUNT]() {
      if (!this.#wanted || this.#id) return;
      const id = (this.#id = nextId++);
      mounted.set(id, this);
      this.#hideFailure();
      if (this.#words('deep-link')) arrive(this);
      try {
        const kit = await askAhead(kind, this.#words('feed'));
        await kit.prepare(kind);
        if (this.#id !== id || !mounted.has(id)) return;
        kit.mount(id, this, kind, this.#attributes());
        for (const [method, argument] of this.#calls || []) kit.call(id, method, argument);
        this.#calls = null;
      } catch (error) {
        if (this.#id !== id || !mounted.has(id)) return;
        mounted.delete(id);
        forget(this.#words('feed'));
        this[FAIL]('kit-unavailable', `The kit could not be started from ${folder}: ${error}. Does the page's policy `
          + "allow 'wasm-unsafe-eval' in script-src and this address in script-src and connect-src?");
      }
    }

    /** Leaves the rendering of an ended program behind and starts again in the next one. */
    [REMOUNT]() {
      this.#clear();
      return this[MOUNT]();
    }

    [ADOPT](sheet) {
      fitted(sheet);
      this.#sheets.add(sheet);
      this.#dress();
    }

    #dress() {
      const page = this.ownerDocument;
      // A document that is not shown has no sheets.
      if (!page.defaultView) return;
      const worn = this.shadowRoot.adoptedStyleSheets;
      for (const sheet of this.#sheets) {
        const own = sheetIn(page, sheet);
        if (!worn.includes(own)) worn.push(own);
      }
    }

    #clear() {
      this.#id = 0;
      this.#calls = new Map();
      const slot = this.shadowRoot.querySelector('slot');
      for (const node of [...this.shadowRoot.childNodes]) if (node !== slot) node.remove();
      slot.hidden = false;
    }

    /** Shows the fallback: what the page holds inside the element, and a word about it. That is no alert, as in the kit's own
     *  frame: no widget is why the visitor came, and nobody but the page's maker can mend it. */
    [FAIL](code, message) {
      this.#clear();
      describe(this);
      const root = this.shadowRoot;
      const lang = this.#words('lang');
      const [text, again] = FAILED[lang === 'en' ? 'en' : lang === 'ja' ? 'ja' : 'easy'];
      const box = document.createElement('div');
      Object.assign(box, { className: 'ran-failed', lang: lang === 'en' ? 'en' : 'ja' });
      box.setAttribute('role', 'status');
      box.setAttribute('part', 'failed');
      const button = document.createElement('button');
      Object.assign(button, { type: 'button', textContent: again });
      button.addEventListener('click', () => this.refresh());
      box.append(text, button);
      root.append((this.#failed = box));
      console.warn(`ran: <${tag}> ${message}`);
      this.#fire(code, message);
    }

    /** A word of an attribute or of a call is not understood: the page's maker hears of it once. */
    [TELL](name, word, remedy, isNeeded) {
      const said = methods.includes(name) ? `${name}('${word}')` : `${name}="${word}"`;
      const message = `${said} is not understood. ${remedy ? `Use ${remedy}` : 'The feed has none'}.`;
      if (this.#told.has(message)) return;
      this.#told.add(message);
      warnOnce(`ran: <${tag}> ${message}`);
      // The program is at work just now.
      if (isNeeded) queueMicrotask(() => this.#fire('unknown-name', message));
    }

    #fire(code, message) {
      this.dispatchEvent(new CustomEvent('ran-error', { bubbles: true, composed: true, detail: { code, message } }));
    }

    #hideFailure() {
      this.#failed?.remove();
      this.#failed = undefined;
    }

    #prepare() {
      const root = this.attachShadow({ mode: 'open' });
      this[ADOPT](styles ||= sheet(reserve));
      const slot = document.createElement('slot');
      const fill = () => { slot.className = slot.assignedNodes().some((node) => node.nodeType === 1 || node.data.trim()) ? 'filled' : ''; };
      slot.addEventListener('slotchange', fill);
      root.append(slot);
      fill();
      watch(root);
      // Work that an event causes is this element's work, should it end in a panic.
      for (const type of EVENTS_THAT_RENDER) {
        root.addEventListener(type, () => { blame(this.#id); }, { capture: true, passive: true });
      }
      // Whoever comes here may open something: until they do, it is there.
      for (const type of ['pointerover', 'focusin']) {
        root.addEventListener(type, () => askDetail(kind), { once: true, passive: true });
      }
      // Properties that were set before the script came.
      for (const property of names.map(camel)) {
        if (Object.hasOwn(this, property)) {
          const value = this[property];
          delete this[property];
          this[property] = value;
        }
      }
    }

    async #unmount() {
      const id = this.#id;
      this.#id = 0;
      this.#calls = new Map();
      describe(this);
      if (mounted.delete(id)) (await running())?.unmount(id);
    }

    #words(name) {
      return understood(this, name, attributes[name]);
    }

    #attributes() {
      const result = {};
      for (const name of names) result[name] = this.#words(name);
      this.#theme = result.theme === 'auto' ? (result.theme = themeOf(this)) : '';
      if (!result.feed || !/^https?:\/\/./.test(plain(result.feed))) {
        warnOnce(`ran: <${tag}> feed="${result.feed}" is no http or https address. Set it to the feed's: feed="https://…/feed.json".`);
      }
      return result;
    }

    static {
      for (const name of names) {
        if (name === 'lang') continue;
        Object.defineProperty(this.prototype, camel(name), {
          configurable: true,
          enumerable: true,
          get() { return attributes[name] === 1 ? this.hasAttribute(name) : (this.getAttribute(name) ?? standard(attributes[name])); },
          set(value) {
            if (attributes[name] === 1) this.toggleAttribute(name, Boolean(value));
            else if (value === null || value === undefined) this.removeAttribute(name);
            else this.setAttribute(name, value);
          },
        });
      }
      for (const method of methods) {
        this.prototype[method] = async function (argument) {
          if (this.#calls) this.#calls.set(method, String(argument));
          else if (this.#id) (await start()).call(this.#id, method, String(argument));
        };
      }
    }
  }

  if (customElements.get(tag)) warnOnce(`ran: <${tag}> was defined by another script; it is left alone.`);
  else customElements.define(tag, Widget);
}
