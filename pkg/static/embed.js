/*
 * The page for frames: `embed.html?widget=member-badge&feed=…&member=…`.
 * The other parameters are the element's attributes. It tells its height to the page around it, and what opens over the widget
 * opens in the part of the frame that the visitor sees.
 */
(() => {
  'use strict';
  const settings = new URLSearchParams(location.search);
  const main = document.getElementById('widget');
  /** What is said instead of a widget, in ja, en and ja-x-easy; `{}` is what it is about. */
  const WORDS = {
    'no-widget': [
      '表示する部品が指定されていません。アドレスに widget=member-badge のように加えてください。',
      'No widget is named. Add one to the address, for example widget=member-badge.',
      'なにを みせるかが わかりません。アドレスに widget=member-badge の ように かいて ください。',
    ],
    'unknown-widget': [
      '「{}」という部品はありません。アドレスの widget= には、次のどれかを書いてください。',
      'There is no widget “{}”. After widget= the address takes one of these:',
      '「{}」は ありません。アドレスの widget= の あとに、つぎの どれかを かいて ください。',
    ],
    'foreign-feed': [
      'このフィードは、このサイトでは表示できません。',
      'This site does not show this feed.',
      'この データは、この サイトでは みせる ことが できません。',
    ],
    'no-kit': ['表示できませんでした。', 'This could not be shown.', 'みせる ことが できませんでした。'],
  };
  const lang = settings.get('lang') || 'ja';
  const isEnglish = /^en\b/.test(lang);
  if (isEnglish) document.documentElement.lang = 'en';
  const schemes = { dark: 'dark', auto: 'light dark' };
  document.documentElement.style.colorScheme = schemes[settings.get('theme')] ?? '';

  /** Says in words why there is no widget, to who looks at the page and to who made the link. */
  const refuse = (why, about = '', choices = []) => {
    const line = document.createElement('p');
    line.setAttribute('role', 'status');
    const words = WORDS[why][isEnglish ? 1 : /^ja-(x-)?easy$/.test(lang) ? 2 : 0].replace('{}', () => about);
    line.textContent = [words, choices.join(', ')].join(' ').trim();
    main.replaceChildren(line);
    console.warn(`ran: embed.html: ${[WORDS[why][1].replace('{}', () => about), choices.join(', ')].join(' ').trim()}`);
  };

  /**
   * A frame as high as its content is higher than the screen: the middle of it may be far from what the visitor sees. The
   * browser tells which part is seen, whatever page is around; see embed.css for what stands there.
   */
  const openInSight = () => {
    /** A dialog is no lower than this where the frame has room, though less of it be seen. */
    const LEAST = 400;
    /** How high a line of the frame is, as embed.css has it. */
    const LINE = 32;
    const seen = main.appendChild(document.createElement('div'));
    seen.id = 'seen';
    const observer = new IntersectionObserver((entries) => {
      const { top, height } = entries.at(-1).intersectionRect;
      // Out of sight it stays where it is.
      if (!height) return;
      const room = Math.min(innerHeight, Math.max(height, LEAST));
      const from = Math.min(Math.max(top, 0), innerHeight - room);
      document.documentElement.style.setProperty('--seen-from', `${from}px`);
      document.documentElement.style.setProperty('--seen-to', `${innerHeight - from - room}px`);
    }, { threshold: [0, 1] });
    // To observe anew is to be told at once.
    const look = () => { observer.unobserve(seen); observer.observe(seen); };
    // Of a frame that is higher than the screen always as much is seen, wherever the visitor scrolls to: that they do is
    // told by the lines that come into sight and leave it, quarter by quarter.
    const lines = new IntersectionObserver(look, { threshold: [0, .25, .5, .75, 1] });
    const rule = () => {
      lines.disconnect();
      seen.replaceChildren(...Array.from({ length: Math.ceil(innerHeight / LINE) }, () => document.createElement('div')));
      for (const line of seen.children) lines.observe(line);
    };
    rule();
    addEventListener('resize', rule);
  };

  const widget = settings.get('widget');
  if (!widget) {
    refuse('no-widget');
    return;
  }
  let feed;
  try { feed = new URL(settings.get('feed') || '/feed.json', location.href); } catch { /* refused below */ }
  const allowed = [location.origin, ...document.querySelector('meta[name=ran-feeds]').content.split(/\s+/)];
  const isOurs = (address) => {
    try { return allowed.includes(new URL(address, location.href).origin); } catch { return false; }
  };
  if (!feed || !isOurs(feed)) {
    refuse('foreign-feed');
    return;
  }

  // The loader knows what there is. A page is loaded when its scripts have come, or cannot.
  addEventListener('load', () => {
    const kinds = window[Symbol.for('ran-widgets')]?.kinds;
    if (!kinds) refuse('no-kit');
    else if (!kinds.includes(widget)) refuse('unknown-widget', widget, kinds);
  });
  if (!/^[a-z-]+$/.test(widget)) return;

  const element = document.createElement(`ran-${widget}`);
  for (const [name, value] of settings) {
    // Whoever writes a link to this page must not have what its visitors fill in, nor put pictures before them.
    if (['endpoint', 'tiles'].includes(name) && !isOurs(value)) {
      console.warn(`ran: ${name}="${value}" is left out: embed.html does not name its origin.`);
      continue;
    }
    if (name !== 'widget' && /^[a-z-]+$/.test(name) && !/^(on|is$|slot$|style$|class$|id$)/.test(name)) element.setAttribute(name, value);
  }
  element.setAttribute('feed', feed.href);
  element.setAttribute('loading', 'eager');
  if (settings.get('title')) document.title = settings.get('title');
  main.append(element);

  if (parent !== window) {
    // The height is no secret, so any page may hear it; the loader there asks who speaks.
    const tell = () => {
      parent.postMessage({ type: 'ran-resize', height: document.documentElement.getBoundingClientRect().height }, '*');
    };
    new ResizeObserver(tell).observe(document.documentElement);
    addEventListener('message', ({ data, source }) => { if (data?.type === 'ran-ask' && source === parent) tell(); });
    openInSight();
  }
})();
