/*
 * The loader: the one script a page names.
 *
 * It defines the elements, waits until one comes near the visible part of the page, and then loads the kit from the
 * folder beside itself. It holds no widget: what is shown comes from the Wasm program, and before that (and if that
 * can never be) from what the page has put inside the element.
 *
 * `cargo xtask build` fills in the words in capitals from the catalogue and from the built pieces.
 */
(() => {
  'use strict';

  const VERSION = '__RAN_VERSION__';
  /** Per tag: [attributes with the words they take (0: any; 1: there or not; a list: one of; a list in a list: any of), methods, rules for the size to keep free]. */
  const ELEMENTS = __RAN_ELEMENTS__;
  /** Per kind: the Wasm files that it needs beside the core. */
  const PIECES = __RAN_PIECES__;
  /** A page may carry the script twice, or two versions of it: the first one serves all elements. */
  const KEY = Symbol.for('ran-widgets');
  if (window[KEY]) {
    if (window[KEY].version !== VERSION) {
      console.warn(`ran: version ${VERSION} stands back, because ${window[KEY].version} is on this page already.`);
    }
    return;
  }

  const script = document.currentScript || document.querySelector('script[src="ran.js"],script[src*="/ran.js"]');
  const base = new URL('.', script ? script.src : location.href).href;
  const folder = base + '__RAN_FOLDER__/';

  /** After this many panics on one page the kit is not started again by itself. */
  const MOST_PANICS = 5;
  const REVALIDATE_AFTER_MS = 10 * 60 * 1000;
  const NEAR = '400px';

  const FAILED = {
    ja: ['表示できませんでした。', 'もう一度読み込む'],
    en: ['This could not be shown.', 'Try again'],
    easy: ['見せることが できませんでした。', 'もう一度 やってみる'],
  };

  // ---------------------------------------------------------------- the kit's instance

  /** The running program: a promise of its exports. A panic ends it, and the next one starts afresh. */
  let instance = null;
  let generation = 0;
  let panics = 0;
  let nextId = 1;
  /** The mounted elements by the number that the kit knows them by. */
  const mounted = new Map();
  /** The number of the element that the program works for just now: the one to blame for a panic. */
  let current = 0;

  function start() {
    if (!instance) {
      // A fragment makes the browser evaluate the same file again: fresh memory, and no remembered failure.
      const own = (instance = import(`${folder}kit.js#${generation++}`).then(async (kit) => {
        await kit.default({ module_or_path: piece('core') });
        kit.whenEnded((message) => { if (instance === own) recover(message); });
        kit.start({
          folder,
          enter: (id) => { current = id; },
          tell: (id, ...found) => mounted.get(id)?.[TELL](...found),
          adopt: (id, sheet) => mounted.get(id)?.[ADOPT](sheet),
        });
        return kit;
      }));
      own.catch(() => { if (instance === own) instance = null; });
    }
    return instance;
  }

  /** The program, if there is one. Who waits for it to start hears why it cannot. */
  const running = async () => {
    try { return await instance; } catch { return null; }
  };

  /** The program has ended in a panic: its element shows the fallback, all others move to a new instance. */
  function recover(message) {
    const culprit = mounted.get(current);
    const others = [...mounted.values()].filter((element) => element !== culprit);
    instance = null;
    panics += 1;
    mounted.clear();
    culprit?.[FAIL]('panic', message);
    for (const element of others) {
      if (panics < MOST_PANICS) element[REMOUNT]();
      else element[FAIL]('panic', message);
    }
  }

  /** The program's pieces, compiled while they load. Each program of this page is made of the same ones. */
  const pieces = new Map();

  /** The kind that the page asks for first: its file is the core with all that the kind needs packed into it. */
  let first = '';

  /** A promise of the compiled piece, which `kit.js` makes an instance of. */
  function piece(name) {
    if (!pieces.has(name)) {
      const compiled = PIECES[first].includes(name)
        ? piece('core').then((core) => WebAssembly.compile(WebAssembly.Module.customSections(core, name)[0]))
        : fetch(`${folder}${name === 'core' ? first : name}.wasm`).then(compile);
      pieces.set(name, compiled);
      // Who needs it hears of the failure, and the next who needs it asks again.
      compiled.catch(() => pieces.delete(name));
    }
    return pieces.get(name);
  }

  /** A server that does not know the type of these files is no obstacle. */
  async function compile(response) {
    if (!response.ok) throw new Error(`${response.url} answers ${response.status}`);
    return response.headers.get('content-type') === 'application/wasm'
      ? WebAssembly.compileStreaming(response)
      : WebAssembly.compile(await response.arrayBuffer());
  }

  /**
   * The feeds that were asked for ahead of the program, by their addresses; null once the program has taken one.
   * No `<link rel="preload">`: WebKit asks a second time where the page's own origin is asked.
   */
  const ahead = new Map();
  const plain = (address) => Object.assign(document.createElement('a'), { href: address, hash: '' }).href;

  /** Asks for all that an element needs, side by side: the program would ask only once it runs. */
  function askAhead(kind, feed) {
    first ||= kind;
    // A browser that asks a host for six things at a time takes what holds the others up first.
    const program = start();
    piece('core');
    const address = plain(feed);
    if (feed && !ahead.has(address) && /^https?:/.test(address)) {
      // The program's own limit for an attempt, see `fetch.rs`. The body is read at once: the program may come later.
      const asked = fetch(address, { signal: AbortSignal.timeout(15_000) }).then((response) => {
        const body = response.arrayBuffer();
        body.catch(() => {});
        return { ok: response.ok, status: response.status, arrayBuffer: () => body };
      });
      asked.catch(() => {});
      ahead.set(address, asked);
    }
    PIECES[kind].forEach(piece);
    return program;
  }

  /** `fetch` as the program calls it for a feed: what was asked for ahead is not asked for again. */
  function answer(address, options) {
    const key = plain(address);
    const asked = options?.cache ? null : ahead.get(key);
    if (asked) ahead.set(key, null);
    return asked || fetch(address, options);
  }

  // ---------------------------------------------------------------- the elements

  const MOUNT = Symbol('mount');
  const REMOUNT = Symbol('remount');
  const FAIL = Symbol('fail');
  const TELL = Symbol('tell');
  const ADOPT = Symbol('adopt');
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) begin(target);
    },
    { rootMargin: NEAR },
  );
  /** The elements that wait until they come near. */
  const far = new Set();

  function wait(element) {
    far.add(element);
    near.observe(element);
  }

  function leave(element) {
    far.delete(element);
    near.unobserve(element);
  }

  function begin(element) {
    leave(element);
    element[MOUNT]();
  }

  // Paper shows the whole page. It does not wait: what has not come by then is printed as what the page holds inside.
  const beginAll = () => far.forEach(begin);
  addEventListener('beforeprint', beginAll);
  matchMedia('print').addEventListener('change', ({ matches }) => { if (matches) beginAll(); });

  /** The page's own rules end at the host; what is important in here wins over what is important out there. */
  function sheet(reserve) {
    const rules = new CSSStyleSheet();
    rules.replaceSync(`
      ${reserve}
      :host{display:block!important;min-block-size:var(--ran-min-block-size,var(--reserve))!important}
      @media print{:host{min-block-size:0!important}}
      :host([hidden]){display:none!important}
      slot[hidden],.ran-failed[hidden],slot.filled:not([hidden])~[data-state=loading]{display:none}
      .ran-failed{all:initial;display:block;box-sizing:border-box;padding:1rem;border:1px solid #666;border-radius:8px;
        background:var(--ran-background,#fff);color:var(--ran-text,#333);
        font:1rem/1.7 var(--ran-font-family,'Noto Sans JP',-apple-system,BlinkMacSystemFont,sans-serif)}
      .ran-failed button{all:revert;font:inherit;min-block-size:2.75rem;margin-inline-start:1rem;padding-inline:1rem}`);
    return rules;
  }

  /** A sheet belongs to the document that it was made in: another one gets a copy. */
  const copies = new WeakMap();
  function sheetIn(page, sheet) {
    if (page === document) return sheet;
    if (!copies.has(page)) copies.set(page, new Map());
    const known = copies.get(page);
    if (!known.has(sheet)) {
      const copy = new page.defaultView.CSSStyleSheet();
      copy.replaceSync(Array.from(sheet.cssRules, (rule) => rule.cssText).join(''));
      known.set(sheet, copy);
    }
    return known.get(sheet);
  }

  const warned = new Set();
  function warnOnce(text) {
    if (!warned.has(text)) { warned.add(text); console.warn(text); }
  }

  const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
  /** What the widgets hear; `xtask/src/promised.rs` holds the list to it. */
  const EVENTS_THAT_RENDER = ['click', 'close', 'dblclick', 'focusin', 'input', 'keydown', 'mouseover', 'pointerdown',
    'pointermove', 'pointerup', 'submit', 'touchmove', 'touchstart', 'wheel'];

  function define(tag, [attributes, methods, reserve]) {
    const kind = tag.slice(4);
    const names = Object.keys(attributes);
    /** The default of an attribute: the first of the words it takes, or nothing. */
    const standard = (name) => (Array.isArray(attributes[name]) && !Array.isArray(attributes[name][0]) ? attributes[name][0] : '');
    let styles;

    class Widget extends HTMLElement {
      static observedAttributes = names;
      #id = 0;
      #wanted = false;
      #stale = false;
      #failed;
      /** The calls of methods that came before the program: the last of each. */
      #calls = new Map();
      #told = new Set();
      #sheets = new Set();

      connectedCallback() {
        if (!this.shadowRoot) this.#prepare();
        this.#wanted = true;
        if (this.#id) return;
        if (this.getAttribute('loading') === 'eager') this[MOUNT]();
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
        if (name === 'loading' && value === 'eager' && !this.#id) begin(this);
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

      /** Shows the fallback: what the page holds inside the element, and a word about it. */
      [FAIL](code, message) {
        this.#clear();
        const root = this.shadowRoot;
        const lang = this.#words('lang');
        const [text, again] = FAILED[lang === 'en' ? 'en' : lang === 'ja' ? 'ja' : 'easy'];
        const box = document.createElement('div');
        Object.assign(box, { className: 'ran-failed', lang: lang === 'en' ? 'en' : 'ja' });
        box.setAttribute('role', 'alert');
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
        const message = `${said} is not understood. Use ${remedy}.`;
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
        // Work that an event causes is this element's work, should it end in a panic.
        for (const type of EVENTS_THAT_RENDER) {
          root.addEventListener(type, () => { current = this.#id; }, { capture: true, passive: true });
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
        if (mounted.delete(id)) (await running())?.unmount(id);
      }

      /** An attribute's value if it is one that the element takes, or the default. */
      #words(name) {
        const value = this.getAttribute(name);
        const taken = attributes[name];
        if (value === null) return standard(name);
        if (name === 'deep-link') {
          const first = [...mounted.values()].find((element) => element.hasAttribute(name));
          if (first && first !== this) {
            warnOnce(`ran: <${tag} ${name}> has no effect: another element has it.`);
            return '';
          }
        }
        if (taken === 1) return 'true';
        if (!taken) return value;
        // `en-US` is English, which is all that there is.
        if (name === 'lang' && taken.includes(value.split('-')[0]) && !taken.includes(value)) return value.split('-')[0];
        const many = Array.isArray(taken[0]);
        const allowed = many ? taken[0] : taken;
        const wrong = (many ? value.split(/\s+/).filter(Boolean) : [value]).filter((word) => !allowed.includes(word));
        if (!wrong.length) return value;
        warnOnce(`ran: <${tag} ${name}="${value}"> is not understood. Use ${many ? 'any of ' : ''}${allowed.join(', ')}.`);
        return many ? value.split(/\s+/).filter((word) => allowed.includes(word)).join(' ') : standard(name);
      }

      #attributes() {
        const result = {};
        for (const name of names) result[name] = this.#words(name);
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
            get() { return attributes[name] === 1 ? this.hasAttribute(name) : (this.getAttribute(name) ?? standard(name)); },
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

  // ---------------------------------------------------------------- placeholders and frames

  const PLACEHOLDER = '[data-ran],.ran-embed';

  /** A placeholder for editors that take no unknown elements: by `data-*`, or by class with the embed page's link in it. */
  function replace(placeholder) {
    let settings = { ...placeholder.dataset };
    if (!settings.ran) {
      const link = placeholder.querySelector('a[href*="embed.html?"]');
      if (!link) return;
      settings = Object.fromEntries(new URL(link.href).searchParams);
      settings.ran = settings.widget;
      // As the embed page reads it. What is no address is told as that of an element is.
      try { settings.feed = new URL(settings.feed || '/feed.json', link.href).href; } catch { /* it stays as it is */ }
    }
    const tag = `ran-${settings.ran}`;
    if (!ELEMENTS[tag]) {
      warnOnce(`ran: the placeholder names the widget "${settings.ran}". There are: ${KINDS.join(', ')}.`);
      return;
    }
    const element = document.createElement(tag);
    for (const name of Object.keys(ELEMENTS[tag][0])) {
      const value = settings[camel(name)] ?? settings[name];
      if (value !== undefined) element.setAttribute(name, value);
    }
    element.append(...placeholder.childNodes);
    placeholder.removeAttribute('data-ran');
    placeholder.classList.remove('ran-embed');
    placeholder.append(element);
  }

  function scan(root) {
    if (root.matches?.(PLACEHOLDER)) replace(root);
    else root.querySelectorAll?.(PLACEHOLDER).forEach(replace);
  }

  const KINDS = Object.keys(ELEMENTS).map((tag) => tag.slice(4));
  /** The frames of a page, those in its own open shadow roots too. */
  const framesIn = (root) => [...root.querySelectorAll('*')].flatMap((element) =>
    (element.localName === 'iframe' ? [element] : element.shadowRoot ? framesIn(element.shadowRoot) : []));

  window[KEY] = { version: VERSION, kinds: KINDS, fetch: answer, piece };
  for (const [tag, face] of Object.entries(ELEMENTS)) define(tag, face);
  // What is still being parsed may be half a placeholder.
  const whenParsed = (then) => {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', then);
    else then();
  };
  whenParsed(() => {
    scan(document.body);
    // The root and not the body, which some sites replace.
    new MutationObserver((records) => {
      for (const { addedNodes } of records) addedNodes.forEach(scan);
    }).observe(document.documentElement, { childList: true, subtree: true });
    // A frame that was there first has told its height to nobody.
    for (const frame of framesIn(document)) {
      if (frame.src.includes('/embed.html?')) frame.contentWindow.postMessage({ type: 'ran-ask' }, '*');
    }
  });

  // Our own embed pages in frames tell their height; nobody else is listened to.
  addEventListener('message', ({ data, origin, source }) => {
    if (data?.type !== 'ran-resize' || origin !== new URL(base).origin || !(data.height > 0)) return;
    const isIts = (frame) => frame.contentWindow === source;
    // The whole page is looked through only for a frame that does not stand where most do.
    const frame = [...document.querySelectorAll('iframe')].find(isIts) || framesIn(document).find(isIts);
    if (frame) frame.height = Math.ceil(data.height);
  });

  // A page that was away for a while shows what has changed since.
  let seen = Date.now();
  document.addEventListener('visibilitychange', async () => {
    if (document.visibilityState === 'hidden') { seen = Date.now(); return; }
    if (Date.now() - seen > REVALIDATE_AFTER_MS) (await running())?.refresh_all();
  });
})();
